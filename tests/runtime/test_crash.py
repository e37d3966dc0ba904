from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from llmjit.runtime.journal import Journal

ROOT = Path(__file__).resolve().parents[2]
SHOP = Path(__file__).with_name("shop_worker.py")
ENV = {**os.environ, "PYTHONPATH": str(ROOT)}
KILLS = 8


def start(world: Path, journal: Path, keyed: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(SHOP), str(world), str(journal), keyed]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENV)
    assert process.stdout.readline() == "ready\n"
    return process


def rest(process: subprocess.Popen[str]) -> str:
    """All it says until it ends."""
    said = process.stdout.read()
    assert process.wait(timeout=20) == 0
    return said


def effects(world: Path) -> list[str]:
    lines = world.read_text().splitlines() if world.exists() else []
    return [json.loads(line)[0] for line in lines]


def killed_anywhere(tmp_path: Path, keyed: str) -> list[tuple[list[str], str]]:
    """Each trial: kill a fresh run at a random moment, resume it, and give the effects and what it said."""
    rng = random.Random(5)
    out = []
    for n in range(KILLS):
        world, journal = tmp_path / f"world{n}", tmp_path / f"run{n}.jsonl"
        process = start(world, journal, keyed)
        time.sleep(rng.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        process.wait()
        resumed = start(world, journal, keyed)
        said = rest(resumed)
        out.append((effects(world), said))
    return out


def test_killed_anywhere_no_write_happens_twice_and_none_is_lost(tmp_path: Path) -> None:
    unknown = 0
    for done, said in killed_anywhere(tmp_path, "plain"):
        assert done.count("pay") <= 1 and done.count("ship") <= 1, (done, said)
        if "R001" in said:
            unknown += 1
            call = "ship('tea'" if "call 3" in said else "pay(3)"
            assert call in said and "idempotency key" in said
        else:
            assert done == ["pay", "ship"] and "ship done" in said, (done, said)
    assert unknown < KILLS


def test_a_helper_that_takes_a_key_is_always_finished(tmp_path: Path) -> None:
    for done, said in killed_anywhere(tmp_path, "keyed"):
        assert done == ["pay", "ship"] and "ship done" in said, (done, said)


@pytest.mark.parametrize("cut", ["pay done", "ship begun"])
def test_resume_at_a_known_place(tmp_path: Path, cut: str) -> None:
    world, journal = tmp_path / "world", tmp_path / "run.jsonl"
    whole = rest(start(world, journal, "plain"))
    assert "ship done" in whole
    lines = journal.read_text().splitlines(keepends=True)
    kinds = [next(iter(json.loads(line))) for line in lines]
    assert kinds == ["begin", "end", "done", "begin", "end"]
    journal.write_text("".join(lines[:2] if cut == "pay done" else [*lines[:4], lines[4][:7]]))
    world.unlink()
    said = rest(start(world, journal, "plain"))
    if cut == "pay done":
        assert effects(world) == ["ship"] and "ship done" in said
    else:
        assert effects(world) == [] and "R001" in said and "ship('tea'" in said


def test_a_damaged_journal_stops_before_anything_runs(tmp_path: Path) -> None:
    world, journal = tmp_path / "world", tmp_path / "run.jsonl"
    rest(start(world, journal, "plain"))
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join([lines[0], "garbage\n", *lines[2:]]))
    world.unlink()
    said = rest(start(world, journal, "plain"))
    assert "R003" in said and "line 2" in said and effects(world) == []


def test_one_process_at_a_time_executes_a_run(tmp_path: Path) -> None:
    held = Journal(tmp_path / "run.jsonl")
    said = rest(start(tmp_path / "world", tmp_path / "run.jsonl", "plain"))
    assert "R004" in said and effects(tmp_path / "world") == []
    held.close()
    assert "ship done" in rest(start(tmp_path / "world", tmp_path / "run.jsonl", "plain"))
