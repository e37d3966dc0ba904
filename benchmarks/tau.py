"""How many arguments of tool calls are bound rightly in a thread that was left out:

    python benchmarks/tau.py FILE... [--by-task] [--json]

Every file holds threads made of tool calls. For each thread, the bindings of arguments are learned from all the
other threads of its file (with --by-task from those of other tasks alone, since two trials of one task share
their values), and each leaf of its calls' arguments is bound from what is known before the call. A leaf is
right when the bound value is the recorded one, wrong when it is another, and else left to the model.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence

import llmjit
from llmjit.dataflow.bindings import ABSTAIN, Bindings, learned, observe, value_shapes
from llmjit.dataflow.history import Decision, decisions
from llmjit.frontend.thread import Thread


def same(left: object, right: object) -> bool:
    """Whether two arguments are one value as JSON has them: 1 is not "1", and not true."""
    return json.dumps(left, sort_keys=True, default=repr) == json.dumps(right, sort_keys=True, default=repr)


def verdict(value: object, decision: Decision) -> str:
    """Whether a bound value is the recorded one."""
    return "left" if value is ABSTAIN else "right" if same(value, decision.value) else "wrong"


def verdicts(thread: Thread, bindings: Bindings) -> Counter[str]:
    """Right, wrong and left leaves of one thread, under bindings learned without it."""
    return Counter(
        verdict(bindings.bind(history, decision), decision)
        for history, decided in decisions(thread)
        for decision in decided
    )


def leave_one_out(threads: Sequence[Thread], by_task: bool) -> tuple[Counter[str], list[float]]:
    """Verdicts over all threads, and the seconds that learning took for each.

    What the rules give for each leaf is found once for every thread. Only the forms that values of an argument
    have (``[A-Z]{6}``) come from all threads, and only those that two threads show.
    """
    total: Counter[str] = Counter(right=0, wrong=0, left=0)
    seconds = []
    shapes = value_shapes(threads)
    observed = [list(observe(thread, shapes)) for thread in threads]
    for place, thread in enumerate(threads):
        start = time.perf_counter()
        own = thread.metadata.get("task_id")
        others = [
            seen
            for at, other in enumerate(threads)
            if at != place and not (by_task and other.metadata.get("task_id") == own)
            for seen in observed[at]
        ]
        bindings = learned(others, shapes)
        seconds.append(time.perf_counter() - start)
        for given, decision in observed[place]:
            total[verdict(bindings.choose(given, decision), decision)] += 1
    return total, seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+")
    parser.add_argument("--by-task", action="store_true", help="leave out all threads of the task")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    for file in args.files:
        threads = llmjit.read_threads(file)
        total, seconds = leave_one_out(threads, args.by_task)
        leaves = sum(total.values())
        shares = {
            f"{name}_pct": round(100 * total[name] / max(1, leaves), 2) for name in ("right", "wrong", "left")
        }
        report = {"file": file, "threads": len(threads), "leaves": leaves, **total, **shares}
        report["learn_median_s"] = round(sorted(seconds)[len(seconds) // 2], 3)
        print(json.dumps(report) if args.json else "  ".join(f"{k} {v}" for k, v in report.items()))


if __name__ == "__main__":
    main()
