"""How much the synthesiser solves from few examples, and how often it is wrong: python -m benchmarks.pbe [--quick]

With the shared evaluator beside the checkout, `llmjit synth` is run under it, one process, 10 s a task, for 1, 3
and 5 examples. Without it, or with ``--own``, on tasks of our own; ``--half judged`` takes those that were kept unread
while the synthesiser was made to solve the others. A task is solved when every other row is right, guarded when
some rows were refused and the rest are right, wrong when any answer is.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.pbe_tasks import Row, half, tasks
from llmjit.guard import GuardFailed
from llmjit.synthesis import Budget, Observation, synthesize
from llmjit.value import same

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench" / "pbe"
TARGETS = {1: (0.0, 2.0), 3: (62.0, 1.5), 5: (85.0, 1.0)}
"""Examples given -> the least share of tasks solved or guarded, the greatest share wrong, in percent."""


def shared(examples: int, quick: bool, _half: str | None) -> dict:
    """The evaluator's figures."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        command = [
            sys.executable, SHARED / "evaluate.py", "--data", SHARED / "dev.jsonl", "--k", str(examples),
            "--solver", f"{sys.executable} -m llmjit synth --jsonl", "--json", out.name,
        ]  # fmt: skip
        command += ["--limit", "80"] if quick else []
        subprocess.run([str(part) for part in command], check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
        return json.loads(Path(out.name).read_text())["suites"]["ALL"]


def own(examples: int, quick: bool, wanted: str | None) -> dict:
    """The same figures on our own tasks, of one half or of both, or on every fifth."""
    verdicts = dict.fromkeys(("solved", "guarded", "declined", "wrong"), 0)
    seconds = []
    known = [
        rows for name, rows in tasks().items() if wanted is None or half(name.rpartition("/")[2]) == wanted
    ]
    for rows in known[:: 5 if quick else 1]:
        start = time.perf_counter()
        verdicts[verdict(rows[:examples], rows[examples:])] += 1
        seconds.append(time.perf_counter() - start)
    seconds.sort()
    times = {"median_s": statistics.median(seconds), "p95_s": seconds[int(0.95 * len(seconds))]}
    return {"tasks": len(seconds), **verdicts, **times}


def verdict(given: list[Row], held_out: list[Row]) -> str:
    """What becomes of one task."""
    found = synthesize([Observation(cells, answer) for cells, answer in given], Budget(3.0))
    right = refused = 0
    for cells, answer in held_out:
        try:
            got = found.run(cells)
        except GuardFailed:
            refused += 1
            continue
        if not same(got, answer):
            return "wrong"
        right += 1
    return "declined" if not right else "guarded" if refused else "solved"


def main() -> int:
    """Print a line for each number of examples; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split(":", 1)[0])
    parser.add_argument("--quick", action="store_true", help="fewer tasks")
    parser.add_argument("--own", action="store_true", help="our own tasks even with the evaluator at hand")
    parser.add_argument(
        "--half", choices=("tuned", "judged"), help="one half of our own tasks; implies --own"
    )
    options = parser.parse_args()
    measure = shared if SHARED.is_dir() and not (options.own or options.half) else own
    print("examples  tasks  solved%  guarded%  declined%  wrong%  median s   p95 s")
    missed = False
    for examples, (least, most) in TARGETS.items():
        got = measure(examples, options.quick, options.half)
        share = {name: 100 * got[name] / got["tasks"] for name in ("solved", "guarded", "declined", "wrong")}
        shown = f"{share['solved']:>9.1f}{share['guarded']:>10.1f}{share['declined']:>11.1f}{share['wrong']:>8.1f}"
        print(
            f"{examples:>8}{got['tasks']:>7}{shown}{got['median_s']:>10.3f}{got['p95_s']:>8.3f}", flush=True
        )
        missed |= share["solved"] + share["guarded"] < least or share["wrong"] > most
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
