"""``llmjit run`` and ``llmjit test`` as a user types them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from llmjit.backend.emit import emit
from llmjit.compiled import MANIFEST, write_folder
from llmjit.frontend.formats.writer import write_threads
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, Message, Thread
from llmjit.ir.parser import parse
from tests import command
from tests.command import Done

ROOT = Path(__file__).resolve().parents[2]

IR = """
program @pay(%name: str = "ann", %amount: int = 3) -> str python {
  recorded "pay ann 3"
  threads "t1"
  request "pay {name} {amount}"
  hole "name" "[a-z]+" as "text"
  hole "amount" "[0-9]+" as "int(text)"
  helper @look "(name: str) -> str" !read
  helper @send "(account: str, amount: int) -> str" !write
  %account: str = call @look(%name) !read @t1:0:1
  %receipt: str = call @send(%account, %amount) !write @t1:1:1
  guard "format" of "receipt" if "receipt.startswith('R-')" (receipt=%receipt) evidence 1 because "receipts start so"
  %out: str = py "f'paid: {receipt}'" (receipt=%receipt)
  return %out
}
"""

TOOLS = '''
import os
from pathlib import Path
LOG = Path(__file__).with_name("log.txt")

def look(name: str) -> str:
    return name.upper()

def send(account: str, amount: int) -> str:
    """Effect: write"""
    with LOG.open("a") as file:
        file.write(f"{account} {amount}\\n")
    if os.environ.get("DIE"):
        os._exit(9)
    return os.environ.get("RECEIPT", "R-1")
'''


@pytest.fixture
def project(tmp_path: Path) -> Path:
    emitted = emit(parse(IR), {"t1": ""})
    files = {"pay.py": emitted.source, "pay.ir": emitted.ir, "test_pay.py": emitted.tests}
    write_folder(tmp_path / "programs" / "pay", {**files, MANIFEST: json.dumps(emitted.manifest)})
    calls = (
        HelperCall(id="h1", helper="look", args=("ann",), value="ANN"),
        HelperCall(id="h2", helper="send", args=("ANN", 3), value="R-9", effect="write"),
    )
    parts = (CodeBlock(id="b", source="..."), CodeResult(block="b", helper_calls=calls))
    messages = (Message(role="assistant", parts=parts),)
    thread = Thread(id="t1", request="pay ann 3", messages=messages, result="paid: R-9", has_result=True)
    (tmp_path / "programs" / "pay" / "threads").mkdir()
    write_threads(tmp_path / "programs" / "pay" / "threads" / "t1.thread.jsonl", [thread])
    (tmp_path / "tools.py").write_text(TOOLS)
    return tmp_path


def llmjit(project: Path, *words: str, **environment: str) -> Done:
    return command.llmjit(*words, folder=project, env=environment)


def started(project: Path, *words: str, **environment: str) -> Done:
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    start = [sys.executable, "-m", "llmjit", *words]
    return subprocess.run(start, capture_output=True, text=True, timeout=60, cwd=project, env=env)


def sent(project: Path) -> list[str]:
    log = project / "log.txt"
    return log.read_text().splitlines() if log.exists() else []


def test_a_request_and_parameters_run_the_program(project: Path) -> None:
    done = started(project, "run", "pay", "pay bob 5", "--tools", "tools.py")
    assert (done.returncode, done.stdout) == (0, "paid: R-1\n"), done.stderr
    assert "0 model calls" in done.stderr
    assert llmjit(project, "run", "pay", "-p", "name=eve", "-p", "amount=7", "-t", "tools.py").returncode == 0
    assert sent(project) == ["BOB 5", "EVE 7"]


def test_json_for_scripts(project: Path) -> None:
    done = llmjit(project, "run", "pay", "pay bob 5", "--tools", "tools.py", "--json")
    assert json.loads(done.stdout)["result"] == "paid: R-1"
    refused = llmjit(project, "run", "pay", "pay Bob", "--tools", "tools.py", "--json")
    assert refused.returncode == 3
    assert json.loads(refused.stdout)["error"]["kind"] == "request"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["pay", "pay Bob 5", "-t", "tools.py"], 3, "does not begin with a name"),
        (["pay", "pay bob 5"], 1, "not there: look, send"),
        (["nothing", "x"], 1, "there is no compiled program nothing"),
        (["pay", "-p", "name", "-t", "tools.py"], 2, "is not NAME=VALUE"),
        (["pay", "-p", "amount=many", "-t", "tools.py"], 2, "amount is int"),
        (["pay", "-p", "town=Oslo", "-t", "tools.py"], 1, "cannot be called so"),
        (["pay", "--map", "rows.jsonl", "-o", "out.jsonl", "-t", "tools.py"], 1, "calls helpers that write"),
        (["nope", "--resume"], 1, "there is no interrupted run nope"),
    ],
)
def test_mistakes_are_said_without_a_traceback(project: Path, words: list[str], code: int, said: str) -> None:
    done = llmjit(project, "run", *words)
    assert done.returncode == code, done.stderr
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert sent(project) == []


def test_a_failed_guard_explains_and_its_run_resumes_without_paying_twice(project: Path) -> None:
    failed = llmjit(project, "run", "pay", "pay bob 5", "--tools", "tools.py", RECEIPT="none")
    assert failed.returncode == 3
    assert "receipts start so" in failed.stderr
    assert "seen: receipt = none" in failed.stderr
    run = failed.stderr.split("llmjit run ")[1].split()[0]
    again = llmjit(project, "run", run, "--resume", "--tools", "tools.py")
    assert again.returncode == 3
    assert sent(project) == ["BOB 5"]


def test_a_crash_inside_a_payment_is_settled_by_a_person(project: Path) -> None:
    assert llmjit(project, "run", "pay", "pay bob 5", "--tools", "tools.py", DIE="1").returncode == 9
    (run,) = {path.stem for path in Path(os.environ["LLMJIT_HOME"]).glob("runs/*.json")}
    stuck = llmjit(project, "run", run, "--resume", "--tools", "tools.py")
    assert stuck.returncode == 4
    assert "its end was never recorded" in stuck.stderr
    assert llmjit(project, "run", run, "--resume", "-t", "tools.py", "--assume", "perhaps").returncode == 1
    done = llmjit(project, "run", run, "--resume", "-t", "tools.py", "--assume", 'done="R-5"')
    assert (done.returncode, done.stdout) == (0, "paid: R-5\n"), done.stderr
    assert sent(project) == ["BOB 5"]


def test_the_test_command_passes_and_fails_with_the_program(project: Path) -> None:
    done = started(project, "test", "pay")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok    replay[t1]" in done.stdout
    thread = next((project / "programs" / "pay" / "threads").iterdir())
    thread.write_text(thread.read_text().replace("paid: R-9", "paid: R-8"))
    broken = llmjit(project, "test", "pay", "--json")
    assert broken.returncode == 1
    assert "recorded 'paid: R-8', got 'paid: R-9'" in broken.stdout
