"""A process of the concurrency test: calls one jitted function from several threads while it compiles."""

from __future__ import annotations

import json
import sys
import threading
import time

import llmjit

FORMATS = ["{a}-{b}", "<{a}> {b}", "{a} of {b}"]

lock = threading.Lock()
asked: list[str] = []


def task(text: str) -> str:
    """The first number."""
    with lock:
        asked.append(text)
    time.sleep(0.02)
    return "".join(c if c.isdigit() else " " for c in text).split()[0]


def rows(worker: int, thread: int, count: int) -> list[tuple[str, str]]:
    out = []
    for n in range(count):
        a = 1000 + (n * 7919 + thread * 104729 + worker * 1299709) % 9000
        out.append((FORMATS[n % len(FORMATS)].format(a=a, b=n + 10), str(a)))
    return out


def main() -> None:
    worker, threads, count = map(int, sys.argv[1:4])
    sys.setswitchinterval(1e-5)
    fast = llmjit.jit(task)
    wrong: list[str] = []

    def drive(thread: int) -> None:
        for text, answer in rows(worker, thread, count):
            got = fast(text)
            if got != answer:
                wrong.append(f"{text} -> {got}")

    pool = [threading.Thread(target=drive, args=(n,)) for n in range(threads)]
    for thread in pool:
        thread.start()
    for thread in pool:
        thread.join()
    calls = threads * count
    fresh = rows(worker + 100, 0, 1000)
    while fresh and not fast.specializations:  # on a busy machine the first compile may outlast all that
        text, answer = fresh.pop()
        calls += 1
        if fast(text) != answer:
            wrong.append(text)
    stats = dict(fast.stats)
    report = {
        "calls": calls,
        "asked": asked,
        "wrong": wrong,
        "stats": stats,
        "live": len(fast.specializations),
    }
    sys.stdout.write(json.dumps(report))


if __name__ == "__main__":
    main()
