from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from llmjit.runtime.registry import open_registry

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("hammer_worker.py")


def hammer(processes: int, threads: int, count: int) -> list[dict]:
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen(
            [sys.executable, str(WORKER), str(n), str(threads), str(count)],
            stdout=subprocess.PIPE,
            text=True,
            env=env,
        )
        for n in range(processes)
    ]
    return [json.loads(process.communicate(timeout=60)[0]) for process in running]


def kept() -> set[str]:
    registry = open_registry()
    (entry,) = registry.entries("function")
    return {data["inputs"][0] for _, data in registry.store.read(f"log/{entry.id}", 1)}


def test_sixteen_threads_on_one_function(home: Path) -> None:
    (report,) = hammer(1, 16, 60)
    assert report["wrong"] == [] and report["live"] >= 1
    stats = report["stats"]
    assert stats["calls"] == 16 * 60, stats
    assert set(report["asked"]) == kept() and stats["observations"] == len(set(report["asked"]))
    assert stats["compiled"] > 0


def test_four_processes_share_what_they_learn(home: Path) -> None:
    reports = hammer(4, 4, 60)
    assert all(report["wrong"] == [] and report["live"] >= 1 for report in reports)
    asked = {text for report in reports for text in report["asked"]}
    assert asked == kept()
    assert sum(report["stats"]["foreign"] for report in reports) > 0
