"""``llmjit compile`` and ``llmjit opt``, as a user runs them."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

import llmjit
from llmjit.frontend.formats.writer import write_threads
from llmjit.options import CompileOptions
from tests.command import llmjit as run

_path = Path(__file__).parents[1] / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)


def started(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "llmjit", *args], capture_output=True, text=True, timeout=60)


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    thread = _maker.record(
        "A hall has 12 rows of 30 seats. How many seats are that?",
        ["rows = 12\nseats = 30", "rows * seats"],
    )
    write_threads(tmp_path / "hall.jsonl", [thread])
    return tmp_path / "hall.jsonl"


def test_compile_writes_a_program_that_runs(recording: Path, tmp_path: Path) -> None:
    done = started("compile", str(recording), "-o", str(tmp_path / "out"), "--name", "seats", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["name"] == "seats"
    folder = tmp_path / "out" / "seats"
    assert {p.name for p in folder.iterdir()} >= {
        "seats.py",
        "seats.ir",
        "manifest.json",
        "test_seats.py",
        "threads",
    }
    ran = started("run", str(folder), "A hall has 7 rows of 11 seats. How many seats are that?")
    assert ran.returncode == 0, ran.stderr
    assert "77" in ran.stdout


def test_compile_keeps_a_program_in_the_registry(recording: Path) -> None:
    done = run("compile", str(recording), "--name", "seats", "--explain")
    assert done.returncode == 0, done.stderr
    assert "kept in registry" in done.stdout
    assert "77" in run("run", "seats", "A hall has 7 rows of 11 seats. How many seats are that?").stdout


def test_print_after_shows_the_program_between_passes(recording: Path) -> None:
    done = run("compile", str(recording), "--print-after", "all")
    assert done.stderr.count("# after ") >= 10
    one = run("compile", str(recording), "--print-after", "lift_parameters")
    assert one.stderr.startswith("# after lift_parameters\nprogram @") and one.stderr.count("# after") == 1
    lowered = run("opt", "-", "--passes", "specialize_model_calls,lower_to_python", stdin=one.stderr)
    assert lowered.returncode == 0, lowered.stderr
    assert " python {" in lowered.stdout


def test_wrong_usage_and_wrong_input_end_as_documented(recording: Path, tmp_path: Path) -> None:
    assert run("compile", str(recording), "--print-after", "nothing").returncode == 2
    assert run("compile", str(tmp_path / "absent.jsonl")).returncode == 1
    bad = tmp_path / "bad.ir"
    bad.write_text("program @p() -> any lifted {\n  return %x\n}\n")
    broken = run("opt", str(bad))
    assert broken.returncode == 1 and "reads %x" in broken.stderr and "Traceback" not in broken.stderr
    bad.write_text("program p\n")
    syntax = run("opt", str(bad))
    assert syntax.returncode == 1 and "this is not valid IR" in syntax.stderr and "^" in syntax.stderr
    assert run("opt", str(bad), "--passes", "nothing").returncode == 2


@pytest.mark.parametrize("name", ["a/b", "class", "", "1st", "two words"])
def test_a_program_must_be_called_what_a_function_can(recording: Path, name: str) -> None:
    done = run("compile", str(recording), "--name", name)
    assert done.returncode == 2 and "Traceback" not in done.stderr
    with pytest.raises(ValueError, match="no name that one can have"):
        CompileOptions(name=name)


def test_a_budget_is_time_and_bounds_the_search(tmp_path: Path) -> None:
    examples = Path(__file__).parents[2] / "programs"
    example = examples / "recordings" / "days_to_answer.jsonl"
    done = run("compile", str(example), "--name", "d", "-o", str(tmp_path), "--budget", "0.05")
    assert done.returncode == 0, done.stderr
    # leave-one-out is what a scant budget saves first
    assert "none held out" in (tmp_path / "d" / "d.ir").read_text()
    # what the usual budget writes, as test_examples.py holds it to
    assert "none held out" not in (examples / "days_to_answer" / "days_to_answer.ir").read_text()
    refused = run("compile", str(example), "--budget", "0")
    assert refused.returncode == 2 and "--budget" in refused.stderr
    with pytest.raises(ValueError, match="0 s is none"):
        CompileOptions(budget_seconds=0)


def test_opt_lists_the_passes_with_their_reasons() -> None:
    listed = started("opt", "--list")
    assert listed.returncode == 0
    assert listed.stdout.split()[0] == "drop_failed_blocks"


@pytest.mark.parametrize("name", ["compile", "opt"])
def test_help_shows_examples(name: str) -> None:
    done = run(name, "--help")
    assert done.returncode == 0 and "Examples" in done.stdout


def test_a_bug_names_the_pass_and_keeps_the_program(monkeypatch, capsys) -> None:
    from llmjit.cli import main as cli
    from llmjit.diagnostic import InternalError

    def fail() -> None:
        raise InternalError("insert_guards", "an op went missing", "program @p() -> any lifted {\n}\n")

    monkeypatch.setattr(cli, "app", fail)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "bug in llmjit, in insert_guards: an op went missing" in said
    dump = Path(said.split("the program before it: ")[1].split("\n")[0])
    assert dump.read_text(encoding="utf-8").startswith("program @p")
    dump.unlink()


def test_names_are_asked_for_only_where_the_user_says_so(recording: Path, tmp_path: Path) -> None:
    asked: list[str] = []

    def model(messages) -> str:
        asked.append(messages[0]["content"])
        return json.dumps({"summary": "Count the seats of a hall."})

    llmjit.compile(list(llmjit.read_threads(recording)), model=model, names=True, name="seats")
    assert len(asked) == 1
    answers = tmp_path / "answers.jsonl"
    prompt = [{"role": "user", "content": asked[0]}]
    answers.write_text(json.dumps({"prompt": prompt, "answer": model(prompt)}) + "\n")
    for flag, expected in (("--names", True), ("--no-names", False)):
        folder = tmp_path / flag
        model_args = ("--model", f"replay:{answers}", flag)
        done = run("compile", str(recording), "-o", str(folder), "--name", "seats", *model_args)
        assert done.returncode == 0, done.stderr
        assert ("Count the seats" in (folder / "seats" / "seats.py").read_text()) is expected
    done = run(
        "compile", str(recording), "-o", str(tmp_path / "none"), "--name", "seats", "--names", "--explain"
    )
    assert "no model is configured" in done.stdout
