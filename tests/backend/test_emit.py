"""The files of a compiled program: written, read back, tested by their own generated tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from llmjit.backend.emit import emit
from llmjit.compiled import MANIFEST, read_program, write_folder
from llmjit.diagnostic import LlmjitError, RefusedError
from llmjit.frontend.formats.writer import write_threads
from llmjit.frontend.thread import CodeBlock, CodeResult, HelperCall, Message, Thread
from llmjit.ir.parser import parse

PROGRAM = """
program @weigh(%item: str = "tea") -> str python {
  recorded "weigh tea"
  threads "t1"
  request "weigh {item}"
  hole "item" "[a-z]+" as "text"
  helper @grams "(item: str) -> str" !read
  site @amount transcription("text") -> int tier 1 {
    observed ("weight 80 g",) -> 80
    observed ("weight 95 g",) -> 95
    evidence 2
    guard "format" of "text" if "text.startswith('weight ')" expected "weight …" evidence 2 because "starts so"
    source "amount"
    | from llmjit.runtime.abi import GuardFailed
    |
    | def amount(text):
    |     if type(text) is not str or not text.startswith("weight ") or not text[7:-2].isdecimal():
    |         raise GuardFailed("not a weight")
    |     return int(text[7:-2])
    |
  }
  %text: str = call @grams(%item) !read @t1:0:1
  %grams: int = site @amount(%text)
  %out: str = py "f'{grams} g'" (grams=%grams)
  return %out
}
"""


def thread() -> Thread:
    ran = CodeResult(
        block="b", helper_calls=(HelperCall(id="h", helper="grams", args=("tea",), value="weight 80 g"),)
    )
    parts = (CodeBlock(id="b", source="..."), ran)
    messages = (Message(role="assistant", parts=parts),)
    return Thread(id="t1", request="weigh tea", messages=messages, result="80 g", has_result=True)


def written(folder: Path, program: str = PROGRAM) -> Path:
    emitted = emit(parse(program), {"t1": "0" * 64})
    write_folder(
        folder,
        {
            "weigh.py": emitted.source,
            "weigh.ir": emitted.ir,
            "test_weigh.py": emitted.tests,
            MANIFEST: json.dumps(emitted.manifest),
        },
    )
    (folder / "threads").mkdir()
    write_threads(folder / "threads" / "t1.thread.jsonl", [thread()])
    return folder


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "addopts=", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, timeout=100, cwd=Path(__file__).parents[2])


def test_a_program_comes_back_from_its_folder(tmp_path: Path) -> None:
    program = read_program(written(tmp_path / "weigh"))
    assert program.with_(helpers={"grams": lambda item: "weight 7 g"})("weigh salt") == "7 g"
    assert [guard.kind for guard in program.guards] == ["format"]
    assert program.manifest["helpers"]["grams"]["effect"] == "read"


def test_its_own_tests_pass(tmp_path: Path) -> None:
    done = run_tests(written(tmp_path / "weigh"))
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_its_own_tests_catch_a_site_that_answers_outside_its_guards(tmp_path: Path) -> None:
    loose = PROGRAM.replace('not text.startswith("weight ")', "False").replace(
        "not text[7:-2].isdecimal()", "False"
    )
    loose = loose.replace("return int(text[7:-2])", "return 80")
    done = run_tests(written(tmp_path / "weigh", loose))
    assert done.returncode == 1
    assert "test_amount_refuses_what_its_guards_exclude" in done.stdout


def test_its_own_tests_catch_a_program_that_answers_otherwise(tmp_path: Path) -> None:
    done = run_tests(written(tmp_path / "weigh", PROGRAM.replace("{grams} g", "{grams} kg")))
    assert done.returncode == 1
    assert "test_gives_what_was_recorded" in done.stdout


def test_a_changed_module_is_refused(tmp_path: Path) -> None:
    folder = written(tmp_path / "weigh")
    (folder / "weigh.py").write_text((folder / "weigh.py").read_text().replace("int(", "len("))
    with pytest.raises(RefusedError, match="was changed after it was compiled"):
        read_program(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"name": 3, "sha256": 1}', "nul\0l"])
def test_a_folder_that_is_no_program_is_named(tmp_path: Path, text: str) -> None:
    with pytest.raises(LlmjitError, match="holds no compiled program"):
        read_program(tmp_path)
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(LlmjitError, match="holds no compiled program"):
        read_program(tmp_path)


def test_a_disk_that_refuses_is_a_diagnostic(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LlmjitError, match="cannot write"):
        write_folder(tmp_path / "file" / "weigh", {"weigh.py": ""})
