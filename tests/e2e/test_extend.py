"""``llmjit compile --name N`` where a program N exists, as a user runs it."""

from __future__ import annotations

import importlib.util
import json
from dataclasses import replace
from pathlib import Path

import pytest

import llmjit
from llmjit.extension import forgotten
from llmjit.frontend.formats.writer import write_threads
from llmjit.ir.program import Observed, SiteInfo
from llmjit.runtime.registry import open_registry
from tests.command import Done
from tests.command import llmjit as run

_path = Path(__file__).parents[1] / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)

PLACES = pytest.mark.parametrize("place", [(), ("-o", "out")], ids=["registry", "folder"])


def compile_(*args: str) -> Done:
    return run("compile", *args, "--name", "bill")


def record(name: str, request: str, blocks: list[str]) -> None:
    thread = _maker.record(request, blocks).model_copy(update={"id": name})
    write_threads(f"{name}.jsonl", [thread])


@pytest.fixture(autouse=True)
def recordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    record("zinc", "What do 2 sacks of zinc at 7 each cost?", ["sacks = 2\neach = 7", "sacks * each"])
    record("tin", "What do 5 sacks of tin at 3 each cost?", ["sacks = 5\neach = 3", "sacks * each"])
    record("hall", "Is the hall open on Sunday?", ["day = 'Sunday'", "'closed on ' + day"])


def state(place: tuple[str, ...]) -> object:
    """All that is kept of the program."""
    if place:
        return {p: p.read_bytes() for p in sorted(Path("out").rglob("*")) if p.is_file()}
    return open_registry().entry("program", "bill").head


def program(place: tuple[str, ...]) -> str:
    return "out/bill" if place else "bill"


OTHER = "What do 4 sacks of tin at 9 each cost?"


@PLACES
def test_a_second_thread_makes_what_differs_a_parameter(place: tuple[str, ...]) -> None:
    first = compile_("zinc.jsonl", *place, "--json")
    assert first.returncode == 0, first.stderr
    report = json.loads(first.stdout)
    assert (report["extended"], report["threads"]) == (False, {"old": 0, "new": 1})
    refused = run("run", program(place), OTHER)
    assert refused.returncode != 0, "one thread says nothing of other metals"

    done = compile_("tin.jsonl", *place, "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["extended"], report["threads"]) == (True, {"old": 1, "new": 1})
    ran = run("run", program(place), OTHER)
    assert ran.returncode == 0 and "36" in ran.stdout, ran.stderr
    if place:
        kept = {p.name for p in Path("out/bill/threads").iterdir()}
        assert kept == {"zinc.thread.jsonl", "tin.thread.jsonl"}
    else:
        assert [v["number"] for v in open_registry().entry("program", "bill").versions] == [1, 2]


@PLACES
def test_threads_that_do_not_fit_are_named_and_nothing_changes(place: tuple[str, ...]) -> None:
    compile_("zinc.jsonl", *place)
    before = state(place)
    refused = compile_("hall.jsonl", *place)
    assert refused.returncode == 1
    assert "hall stands against zinc" in refused.stderr and "--replace" in refused.stderr
    assert state(place) == before


@PLACES
def test_replace_compiles_the_new_threads_alone(place: tuple[str, ...]) -> None:
    compile_("zinc.jsonl", *place)
    done = compile_("hall.jsonl", *place, "--replace", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["extended"] is False
    assert "closed on Sunday" in run("run", program(place), "Is the hall open on Sunday?").stdout
    if place:
        assert [p.name for p in Path("out/bill/threads").iterdir()] == ["hall.thread.jsonl"]


@PLACES
def test_the_same_thread_again_changes_nothing(place: tuple[str, ...]) -> None:
    compile_("zinc.jsonl", *place)
    before = state(place)
    again = compile_("zinc.jsonl", *place)
    assert again.returncode == 0 and "bill is unchanged" in again.stdout
    record("renamed", "What do 2 sacks of zinc at 7 each cost?", ["sacks = 2\neach = 7", "sacks * each"])
    report = json.loads(compile_("renamed.jsonl", *place, "--json").stdout)
    assert report["unchanged"] and report["threads"] == {"old": 1, "new": 0}
    assert state(place) == before


def test_another_thread_under_a_taken_name_is_kept_beside_it() -> None:
    compile_("zinc.jsonl", "-o", "out")
    record("zinc", "What do 5 sacks of tin at 3 each cost?", ["sacks = 5\neach = 3", "sacks * each"])
    done = compile_("zinc.jsonl", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert {p.name for p in Path("out/bill/threads").iterdir()} == {
        "zinc.thread.jsonl",
        "zinc-2.thread.jsonl",
    }


@pytest.mark.parametrize("changed", ["bill.py", "threads/zinc.thread.jsonl", "manifest.json"])
def test_a_folder_changed_by_hand_is_not_overwritten(changed: str) -> None:
    compile_("zinc.jsonl", "-o", "out")
    path = Path("out/bill") / changed
    path.write_text(path.read_text().replace("sacks", "bags").replace("sha256", "sha"))
    before = state(("out",))
    refused = compile_("tin.jsonl", "-o", "out")
    assert refused.returncode == 1 and "cannot be extended" in refused.stderr, refused.stderr
    assert "--replace" in refused.stderr and state(("out",)) == before
    assert compile_("tin.jsonl", "-o", "out", "--replace").returncode == 0


def test_a_program_of_the_project_is_extended_in_the_registry() -> None:
    compile_("zinc.jsonl", "-o", "programs")
    before = Path("programs/bill/bill.py").read_text()
    done = compile_("tin.jsonl", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["extended"], done.stderr
    assert "36" in run("run", "bill", OTHER).stdout
    assert Path("programs/bill/bill.py").read_text() == before


def test_a_program_of_the_project_goes_to_the_registry_without_new_threads() -> None:
    compile_("zinc.jsonl", "-o", "programs")
    done = compile_("zinc.jsonl", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["threads"] == {"old": 1, "new": 0}, done.stderr
    assert open_registry().entry("program", "bill") is not None
    assert "is unchanged" in compile_("zinc.jsonl").stdout


def test_extending_from_python() -> None:
    compile_("zinc.jsonl")
    from llmjit.programs import find_program

    old = find_program("bill")
    for given in (old, "bill"):
        new = llmjit.compile(llmjit.read_threads("tin.jsonl"), extend=given)
        assert new(OTHER) == 36 and new.name == "bill"
    with pytest.raises(llmjit.CompileError, match="hall stands against zinc"):
        llmjit.compile(llmjit.read_threads("hall.jsonl"), extend=old)
    unkept = llmjit.compile(llmjit.read_threads("zinc.jsonl"), name="other")
    with pytest.raises(llmjit.LlmjitError, match="not at hand"):
        llmjit.compile(llmjit.read_threads("tin.jsonl"), extend=unkept)


def test_parameters_gained_and_lost_are_said() -> None:
    for name in ("Ann", "Bob"):
        asked = f"What is the price of 2 sacks for {name}?"
        record(name, asked, [f"sacks = 2\nwho = {name!r}", "who + ' pays ' + str(sacks * 7)"])
    before = json.loads(compile_("Ann.jsonl", "--json").stdout)
    assert "changes" not in before and "sacks" in str(before["parameters"])
    done = json.loads(compile_("Bob.jsonl", "--json").stdout)
    assert done["changes"] == {"gained": ["who"], "lost": ["sacks"], "forgotten": []}
    assert "who" in str(done["parameters"]) and "sacks" not in str(done["parameters"])
    assert compile_("Ann.jsonl", "--replace").returncode == 0
    said = compile_("Bob.jsonl").stdout
    assert "new parameters: who" in said and "no longer parameters" in said


def test_what_runs_taught_a_site_and_threads_do_not_hold_is_named() -> None:
    recorded = Observed(("weight: 80 g",), 80)
    site = SiteInfo(name="grams", kind="transcription", parameters=("text",), observations=(recorded,))
    taught = replace(site, observations=(recorded, Observed(("81 grams",), 81)))
    assert forgotten([taught], [site]) == ("grams",)
    assert forgotten([site], [taught]) == forgotten([taught], []) == ()
