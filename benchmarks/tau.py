"""How many arguments of tool calls are bound rightly: python -m benchmarks.tau [FILE...] [--by-task] [--no-links]

Every file holds threads made of tool calls. For each thread, the bindings of arguments are learned from all the
other threads of its file (with --by-task from those of other tasks alone, since two trials of one task share
their values), and each leaf of its calls' arguments is bound. A leaf is right when the bound value is the
recorded one, wrong when it is another, and else left to the model.

The arguments of a call are bound in order, as by a program that asks the model for a leaf that is not bound
before the next is decided. So when a leaf is decided, the recorded values of the leaves before it,
in its own call and in earlier calls, are known, and a record found by one of them may give the others: a flight
number gives its date. With --no-links nothing of the leaf's own call is known, only what came before the call.

Everything learned, also the bar of probability from which on a value is used, comes from the other threads.
``observe_s`` is the time to find what each rule gives, a thread; ``learn_median_s`` that of learning, a set.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import llmjit
from llmjit.dataflow.bindings import ABSTAIN, Bindings, learned
from llmjit.dataflow.candidates import Index, Observed, ObservedThread, observe
from llmjit.dataflow.history import Decision
from llmjit.frontend.thread import Thread

SHARED = Path(__file__).resolve().parents[2] / "shared" / "threads"
RECORDINGS = ("tau_bench/*.json", "tau2/*.json")
RIGHT, WRONG = 45.0, 1.0


def same(left: object, right: object) -> bool:
    """Whether two arguments are one value as JSON has them: 1 is not "1", and not true."""
    return json.dumps(left, sort_keys=True, default=repr) == json.dumps(right, sort_keys=True, default=repr)


def verdict(value: object, decision: Decision) -> str:
    """Whether a bound value is the recorded one."""
    return "left" if value is ABSTAIN else "right" if same(value, decision.value) else "wrong"


def verdicts(thread: ObservedThread, bindings: Bindings) -> Iterator[tuple[Observed, str]]:
    """Right, wrong or left for every leaf of one thread, under bindings learned without it."""
    for seen in thread.decisions:
        yield seen, verdict(bindings.choose(seen), seen.decision)


def leave_one_out(
    threads: Sequence[Thread], by_task: bool = False, links: bool = True
) -> tuple[Counter[str], list[float], float]:
    """Verdicts over all threads, the seconds that learning took for each, and those to observe a thread."""
    total: Counter[str] = Counter(right=0, wrong=0, left=0)
    index = Index()
    start = time.perf_counter()
    observed = [observe(thread, index, links) for thread in threads]
    each = (time.perf_counter() - start) / max(1, len(threads))
    seconds = []
    for place, thread in enumerate(observed):
        others = [
            other
            for at, other in enumerate(observed)
            if at != place and not (by_task and other.task == thread.task)
        ]
        start = time.perf_counter()
        bindings = learned(others, index, links)
        seconds.append(time.perf_counter() - start)
        total.update(found for _, found in verdicts(thread, bindings))
    return total, seconds, each


def main() -> int:
    """Print the figures of every file; 1 where the limits are missed on the recordings beside the checkout."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", help="default: the recordings beside the checkout")
    parser.add_argument("--by-task", action="store_true", help="leave out all threads of the task")
    parser.add_argument("--no-links", action="store_true", help="know nothing of the leaf's own call")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    files = args.files or sorted(str(path) for pattern in RECORDINGS for path in SHARED.glob(pattern))
    if not files:
        print("left out: no recordings were named, and there are none beside the checkout")
    missed = 0
    for file in files:
        threads = llmjit.read_threads(file)
        total, seconds, each = leave_one_out(threads, args.by_task, not args.no_links)
        leaves = sum(total.values())
        shares = {
            f"{name}_pct": round(100 * total[name] / max(1, leaves), 2) for name in ("right", "wrong", "left")
        }
        report = {"file": file, "threads": len(threads), "leaves": leaves, **total, **shares}
        report["known"] = "before the call" if args.no_links else "before the leaf"
        report["left_out"] = "task" if args.by_task else "thread"
        report["observe_s"] = round(each, 3)
        report["learn_median_s"] = round(sorted(seconds)[len(seconds) // 2], 3)
        missed += shares["right_pct"] < RIGHT or shares["wrong_pct"] > WRONG
        print(
            json.dumps(report) if args.json else "  ".join(f"{k} {v}" for k, v in report.items()), flush=True
        )
    plain = not args.files and not args.by_task and not args.no_links
    if plain and files:
        print(f"(at least {RIGHT:g} % right, at most {WRONG:g} % wrong)")
    return 1 if plain and missed else 0


if __name__ == "__main__":
    sys.exit(main())
