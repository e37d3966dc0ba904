"""How many arguments of tool calls are bound rightly in a thread that was left out:

    python benchmarks/tau.py FILE... [--by-task] [--no-links] [--json]

Every file holds threads made of tool calls. For each thread, the bindings of arguments are learned from all the
other threads of its file (with --by-task from those of other tasks alone, since two trials of one task share
their values), and each leaf of its calls' arguments is bound. A leaf is right when the bound value is the
recorded one, wrong when it is another, and else left to the model.

The arguments of a call are bound in order, as a compiled program does it: a leaf that is not bound is answered
by the model before the next is decided. So when a leaf is decided, the recorded values of the leaves before it,
in its own call and in earlier calls, are known, and a record found by one of them may give the others: a flight
number gives its date. With --no-links nothing of the leaf's own call is known, only what came before the call.

Everything learned, also the bar of probability from which on a value is used, comes from the other threads.
``observe_s`` is the time to find what each rule gives, a thread; ``learn_median_s`` that of learning, a set.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence

import llmjit
from llmjit.dataflow.bindings import ABSTAIN, Bindings, learned
from llmjit.dataflow.candidates import Index, Observed, ObservedThread, observe
from llmjit.dataflow.history import Decision
from llmjit.frontend.thread import Thread


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    parser.add_argument("--by-task", action="store_true", help="leave out all threads of the task")
    parser.add_argument("--no-links", action="store_true", help="know nothing of the leaf's own call")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    for file in args.files:
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
        print(json.dumps(report) if args.json else "  ".join(f"{k} {v}" for k, v in report.items()))


if __name__ == "__main__":
    main()
