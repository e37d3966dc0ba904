"""Quality of whole-thread compiling where no other evaluator covers it, without a model.

    python benchmarks/threads.py words FILE [--k 3]      sort words: compile k threads, answer all the others
    python benchmarks/threads.py bindings FILE...        tool calls: bind every argument leaf, leave one thread out

``words`` prints how many requests were answered rightly, wrongly, or refused; ``FILE`` holds Meta-Prompting logs
with a ``target``. ``bindings`` prints the share of argument leaves (scalars of a call's arguments) for which the
rules learned from all other threads give a value, right or wrong, against the recorded one.
"""

from __future__ import annotations

import argparse
import collections
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llmjit
from llmjit.dataflow.bindings import ABSTAIN, learned
from llmjit.dataflow.candidates import Index, observe


def words(path: Path, k: int) -> dict[str, Any]:
    """Compile the first k threads whose result is the target; answer the rest."""
    threads = list(llmjit.read_threads(path))
    targets = [json.loads(line)["target"] for line in path.read_text(encoding="utf-8").splitlines()]
    train = [index for index, thread in enumerate(threads) if thread.result == targets[index]][:k]
    start = time.perf_counter()
    program = llmjit.compile([threads[index] for index in train])
    seconds = time.perf_counter() - start
    tally = collections.Counter(right=0, wrong=0, deopt=0)
    for index, thread in enumerate(threads):
        if index not in train:
            try:
                tally["right" if program(thread.request) == targets[index] else "wrong"] += 1
            except llmjit.GuardFailed:
                tally["deopt"] += 1
    return {"suite": "words", **tally, **_shares(tally), "compile_s": round(seconds, 3)}


def bindings(path: Path) -> dict[str, Any]:
    """Leave one thread out: learn from the others, bind every argument leaf of its calls or abstain.

    When a leaf is decided, the recorded leaves before it are known (see ``benchmarks/tau.py``).
    """
    threads = list(llmjit.read_threads(path))
    times: list[float] = []
    tally = collections.Counter(right=0, wrong=0, abstain=0)
    index = Index()
    observed = [observe(thread, index) for thread in threads]
    for held_out, mine in enumerate(observed):
        start = time.perf_counter()
        learnt = learned([other for at, other in enumerate(observed) if at != held_out], index)
        times.append(time.perf_counter() - start)
        for seen in mine.decisions:
            value = learnt.choose(seen)
            right = value == seen.decision.value
            tally["abstain" if value is ABSTAIN else "right" if right else "wrong"] += 1
    return {
        "suite": path.name,
        **tally,
        **_shares(tally),
        "learn_median_s": round(statistics.median(times), 2),
    }


def _shares(tally: collections.Counter[str]) -> dict[str, float]:
    total = sum(tally.values())
    return {f"{name}_pct": round(100 * count / total, 2) for name, count in tally.items()}


def main(arguments: Sequence[str] | None = None) -> None:
    """Parse the command line and print one JSON line a file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("suite", choices=("words", "bindings"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--k", type=int, default=3)
    args = parser.parse_args(arguments)
    for path in args.files:
        print(json.dumps(words(path, args.k) if args.suite == "words" else bindings(path)))


if __name__ == "__main__":
    main()
