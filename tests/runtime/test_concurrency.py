from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import llmjit
from llmjit.runtime.learner import Learner
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
    assert stats["calls"] == report["calls"] >= 16 * 60, stats
    assert set(report["asked"]) == kept() and stats["observations"] == len(set(report["asked"]))
    assert stats["compiled"] > 0


def test_four_processes_share_what_they_learn(home: Path) -> None:
    reports = hammer(4, 4, 60)
    assert all(report["wrong"] == [] and report["live"] >= 1 for report in reports)
    asked = {text for report in reports for text in report["asked"]}
    assert asked == kept()
    assert sum(report["stats"]["foreign"] for report in reports) > 0


def test_learning_is_one_thread_at_a_time(monkeypatch) -> None:
    inside: list[int] = []
    overlaps: list[int] = []
    observe = Learner.observe

    def watched(self, observation):
        inside.append(1)
        time.sleep(0.002)
        overlaps.append(len(inside))
        inside.pop()
        return observe(self, observation)

    monkeypatch.setattr(Learner, "observe", watched)
    fast = llmjit.jit(lambda text: text.upper(), registry=False, min_observations=1000)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(fast, [f"text {n}" for n in range(40)]))
    assert len(overlaps) == 40 and max(overlaps) == 1
    assert fast.stats.observations == 40


def test_a_compile_on_a_thread_of_its_own_keeps_nobody_waiting(home: Path) -> None:
    def task(text: str) -> str:
        return text[4:9]

    fast = llmjit.jit(task, background=True)
    texts = [f"INV-{n * 7919 % 90000 + 10000} of 2024" for n in range(200)]
    for text in texts:
        assert fast(text) == text[4:9]
        if not fast.specializations:
            time.sleep(0.02)
    assert fast.stats.compiled > 100


def test_of_threads_at_a_tick_one_checks(home: Path) -> None:
    asked: list[str] = []

    def task(text: str) -> str:
        asked.append(text)
        time.sleep(0.01)
        return text[4:9]

    fast = llmjit.jit(task, shadow_rate=0.05, memo=False)
    texts = [f"INV-{n * 7919 % 90000 + 10000} of 2024" for n in range(400)]
    for text in texts[:10]:
        fast(text)
    before = len(asked)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fast, texts))
    assert answers == [t[4:9] for t in texts]
    assert 10 <= len(asked) - before <= 30
