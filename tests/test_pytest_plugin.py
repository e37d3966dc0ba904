"""The plugin, run as a project's CI runs it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from llmjit.guard import GuardFailed
from llmjit.guard_mutation import mutation_score

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sys.path.insert(0, str(ROOT / "tests" / "backend"))
    try:
        from test_emit import written
    finally:
        sys.path.pop(0)
    return written(tmp_path / "weigh")


def run_pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    installed = entry_points(group="pytest11", name="llmjit")
    plugin = () if installed else ("-p", "llmjit.pytest_plugin")
    command = [sys.executable, "-m", "pytest", *plugin, "-p", "no:cacheprovider", "-o", "addopts="]
    return subprocess.run(
        [*command, *options, str(folder)], capture_output=True, text=True, timeout=100, cwd=ROOT
    )


def test_programs_are_collected_only_when_asked_for(folder: Path) -> None:
    done = run_pytest(folder, "--llmjit")
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout
    assert "weigh.amount: 10 of 10" in done.stdout
    assert "manifest" not in run_pytest(folder, "-v").stdout


def test_a_tampered_program_fails(folder: Path) -> None:
    module = folder / "weigh.py"
    module.write_text(module.read_text().replace("7:-2", "8:-2"))
    done = run_pytest(folder, "--llmjit")
    assert done.returncode != 0
    assert "was changed after it was compiled" in done.stdout


def test_the_score_counts_answers_to_inputs_that_hold_no_answer() -> None:
    def first_word(text: str) -> str:
        if not text:
            raise GuardFailed("empty")
        return text.split()[0]

    score = mutation_score(first_word, [(("red car",), "red"), (("blue",), "blue")])
    assert (score.mutants, score.caught) == (10, 1)
    assert (" car",) in score.escaped
    assert mutation_score(first_word, [(("a",), 3)]).share is None
