"""The benchmarks run: they are listed, and our own tasks are solved or refused, never answered wrongly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pbe import verdict
from benchmarks.pbe_tasks import tasks
from benchmarks.rivals import Rival, measure

ROOT = Path(__file__).resolve().parent.parent
TASKS = tasks(rows=10, domains=("mixed",))


def test_they_are_listed_and_unknown_names_refused() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--list"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    names = {line.split()[0] for line in listed.stdout.splitlines()}
    assert {"pbe", "guards", "recorder", "threads", "tau"} <= names and "__main__" not in names
    unknown = subprocess.run([sys.executable, "-m", "benchmarks", "nothing"], capture_output=True, cwd=ROOT)
    assert unknown.returncode == 2


@pytest.mark.parametrize("name", ["threads", "tau"])
def test_recordings_are_not_needed(name: str, tmp_path: Path) -> None:
    """Outside a checkout that has recordings beside it, what needs them says so and is no failure."""
    (tmp_path / "benchmarks").mkdir()
    for module in (name, "__init__"):
        source = (ROOT / "benchmarks" / f"{module}.py").read_text(encoding="utf-8")
        (tmp_path / "benchmarks" / f"{module}.py").write_text(source, encoding="utf-8")
    command = [sys.executable, "-m", f"benchmarks.{name}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=True)
    assert done.stdout.startswith("left out")


@pytest.mark.parametrize("name", TASKS)
def test_own_tasks_are_never_answered_wrongly(name: str) -> None:
    assert verdict(TASKS[name][:4], TASKS[name][4:]) in ("solved", "guarded")


def test_a_rival_that_cannot_be_measured_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    python = tmp_path / "some" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / "some" / "installed").touch()
    works = Rival("works", ("some",), "print(json.dumps({'seconds': N}))")
    assert measure(works, tmp_path, N=2) == {"seconds": 2}
    assert measure(Rival("fails", ("some",), "import not_there_at_all"), tmp_path) is None
    assert measure(Rival("is silent", ("some",), ""), tmp_path) is None
    said = capsys.readouterr().err
    assert "left out, fails: ModuleNotFoundError" in said and "left out, is silent: " in said
