"""The benchmarks run: they are listed, and our own tasks are solved or refused, never answered wrongly."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.pbe import verdict
from benchmarks.pbe_tasks import tasks

ROOT = Path(__file__).resolve().parent.parent
TASKS = tasks(rows=10)


def test_they_are_listed_and_unknown_names_refused() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--list"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert {"pbe", "guards", "recorder"} <= {line.split()[0] for line in listed.stdout.splitlines()}
    unknown = subprocess.run([sys.executable, "-m", "benchmarks", "nothing"], capture_output=True, cwd=ROOT)
    assert unknown.returncode == 2


@pytest.mark.parametrize("name", TASKS)
def test_own_tasks_are_never_answered_wrongly(name: str) -> None:
    assert verdict(TASKS[name][:4], TASKS[name][4:]) in ("solved", "guarded")
