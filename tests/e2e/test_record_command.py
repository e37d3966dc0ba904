"""`llmjit record` as a user runs it: a process of its own, a model behind real HTTP."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from llmjit.cli.main import app
from llmjit.frontend.formats.registry import read_threads
from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.model import FunctionModel
from llmjit.record import load_tools, record
from tests.model_server import ModelServer, Reply

ROOT = Path(__file__).resolve().parents[2]
TOOLS = '''
import csv
import llmjit

def read_rows(path: str) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    print("noise of a helper")
    with open(path, newline="") as file:
        return list(csv.DictReader(file))

@llmjit.helper(effect="write")
def note(text: str) -> None:
    """Write a note down."""
    with open("notes.txt", "a") as file:
        file.write(text)
'''
LOOK = "I look first.\n<helpers>\nrows = read_rows('sales.csv')\nrows[0]\n</helpers>"
DONE = (
    "<helpers>\ntotal = sum(int(row['amount']) for row in rows)\nnote(f'{total}')\nresult(total)\n</helpers>"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tools.py").write_text(TOOLS)
    (tmp_path / "sales.csv").write_text("month,amount\njan,3\nfeb,4\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def recording(folder: Path) -> Path:
    answers = iter([LOOK, DONE])
    with ThreadWriter(folder / "first.jsonl") as writer:
        record("the total", load_tools("tools.py"), FunctionModel(lambda _: next(answers)), writer)
    return folder / "first.jsonl"


def invoke(*arguments: str, stdin: str = ""):
    runner = CliRunner()
    result = runner.invoke(app, ["record", *arguments], input=stdin, catch_exceptions=True)
    return result


def test_through_http_in_a_process(folder: Path) -> None:
    with ModelServer([Reply(status=429, headers={"retry-after": "0"}), LOOK, DONE]) as server:
        environment = {**os.environ, **server.variables(), "LLMJIT_MODEL": "openai/gpt-4o-mini"}
        environment["PYTHONPATH"] = str(ROOT)
        done = subprocess.run(
            [sys.executable, "-m", "llmjit", "record", "the total", "-t", "tools.py", "-o", "out.jsonl"],
            capture_output=True,
            text=True,
            env=environment,
            check=False,
        )
    assert (done.returncode, done.stdout) == (0, "7\n"), done.stderr
    assert "called read_rows" in done.stderr and "2 model calls" in done.stderr
    assert "noise of a helper" in done.stderr
    (thread,) = read_threads(folder / "out.jsonl")
    assert thread.result == 7
    assert [(h.name, h.effect) for h in thread.helpers] == [("read_rows", "read"), ("note", "write")]
    assert thread.metadata["cost"] > 0 and thread.metadata["tokens_in"] > 100
    assert server.requests[1]["stop"] == ["</helpers>"]
    assert "sk-loopback" not in (folder / "out.jsonl").read_text()


def test_json(folder: Path, recording: Path) -> None:
    done = invoke("the total", "-t", "tools.py", "-m", f"replay:{recording}", "-o", "out.jsonl", "--json")
    assert done.exit_code == 0
    summary = json.loads(done.stdout)
    assert (summary["result"], summary["blocks"], summary["helper_calls"], summary["model_calls"]) == (
        7,
        2,
        2,
        2,
    )


def test_the_task_may_come_from_standard_input(folder: Path, recording: Path) -> None:
    options = ("-t", "tools.py", "-m", f"replay:{recording}", "-o", "out.jsonl", "-q")
    assert invoke("-", *options, stdin="the total").stdout == "7\n"


def test_a_recording_is_not_overwritten(folder: Path, recording: Path) -> None:
    options = ("-t", "tools.py", "-m", f"replay:{recording}", "-q", "-o")
    before = recording.read_text()
    refused = invoke("the total", *options, str(recording), "--json")
    assert refused.exit_code == 1
    assert json.loads(refused.stdout)["error"]["code"] == "T009"
    assert recording.read_text() == before
    assert invoke("the total", *options, "new.jsonl").exit_code == 0
    assert invoke("the total", *options, "new.jsonl", "--append").exit_code == 0
    assert len(list(read_threads(folder / "new.jsonl"))) == 2
    assert invoke("the total", *options, "new.jsonl", "--force").exit_code == 0
    assert len(list(read_threads(folder / "new.jsonl"))) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["the total", "-t", "tools.py", "-o", "o.jsonl"], "M001", 1),
        (["the total", "-t", "absent.py", "-m", "replay:first.jsonl", "-o", "o.jsonl"], "T001", 1),
        (["the total", "-t", "broken.py", "-m", "replay:first.jsonl", "-o", "o.jsonl"], "T002", 1),
        (["the total", "-t", "empty.py", "-m", "replay:first.jsonl", "-o", "o.jsonl"], "T003", 1),
        (["  ", "-t", "tools.py", "-m", "replay:first.jsonl", "-o", "o.jsonl"], "T008", 1),
        (["another", "-t", "tools.py", "-m", "replay:first.jsonl", "-o", "o.jsonl"], "M012", 1),
        (["the total", "-t", "tools.py", "-m", "replay:absent", "-o", "o.jsonl"], "M011", 1),
        (["the total", "-t", "tools.py", "-m", "replay:first.jsonl", "-o", "no/such/o.jsonl"], "E211", 1),
        (
            ["the total", "-t", "tools.py", "-m", "replay:first.jsonl", "-o", "o.jsonl", "--max-turns", "1"],
            "T005",
            4,
        ),
    ],
)
def test_mistakes_are_diagnosed(folder: Path, recording: Path, arguments, code: str, exit_code: int) -> None:
    (folder / "broken.py").write_text("x = 1\n\ny = x / 0\n")
    (folder / "empty.py").write_text("x = 1\n")
    done = invoke(*arguments, "--json")
    assert done.exit_code == exit_code, done.output
    assert json.loads(done.stdout)["error"]["code"] == code


@pytest.mark.parametrize(
    "arguments", [[], ["task"], ["task", "-o", "x", "--max-turns", "0"], ["task", "--nope"]]
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert invoke(*arguments).exit_code == 2


def test_help_has_examples() -> None:
    shown = invoke("--help")
    assert shown.exit_code == 0
    assert "llmjit record" in shown.stdout and "Examples" in shown.stdout


def test_a_recorder_that_is_killed_loses_nothing_it_wrote(folder: Path) -> None:
    (folder / "tools.py").write_text(
        "import os, signal\n"
        "def fine(n: int) -> int:\n    return n\n"
        "def fatal() -> None:\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    block = "<helpers>\na = fine(1)\nb = fine(2)\nfatal()\n</helpers>"
    code = (
        "from llmjit.record import *\nfrom llmjit.model import FunctionModel\n"
        "from llmjit.frontend.formats.writer import ThreadWriter\n"
        f"record('go', load_tools('tools.py'), FunctionModel(lambda _: {block!r}), ThreadWriter('out.jsonl'))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode == -9
    (thread,) = read_threads(folder / "out.jsonl")
    ((_, _, result),) = thread.runs()
    assert [call.value for call in result.helper_calls] == [1, 2]
    assert thread.metadata["unfinished"] is True
    assert not thread.has_result
