"""Quality of whole-thread compiling, without a model: python -m benchmarks.threads [FILE...] [--k 3]

Every file is a Meta-Prompting log of word sorting with a ``target`` a line: a few threads are compiled, and all
other requests are answered rightly, wrongly, or refused. Without files, the recordings beside the checkout are
taken, and the shared evaluator runs over its families of table questions and its variants of sums as well. Exit
code 1 where too few are right or too many wrong.
"""

from __future__ import annotations

import argparse
import collections
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import llmjit

SHARED = Path(__file__).resolve().parents[2] / "shared"
SORTING = SHARED / "threads" / "meta_prompting" / "word_sorting.jsonl"
EVALUATED = {
    "pot": (["pot/tabmwp_families_ge10.jsonl"], 75.0, 1.0),
    "tora": (["tora/tora-70b.gsm8k.jsonl", "tora/gsm-hard.variantB.jsonl"], 93.0, 1.5),
}
"""The evaluator's suites: its files, the least share of right answers and the greatest of wrong ones, in percent."""
SORTED = (95.0, 0.0)


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


def _shares(tally: collections.Counter[str]) -> dict[str, float]:
    total = sum(tally.values())
    return {f"{name}_pct": round(100 * count / total, 2) for name, count in tally.items()}


def evaluated(suite: str, files: Sequence[str]) -> dict[str, Any]:
    """What the shared evaluator says; its last line is the summary."""
    command = [
        SHARED / "bench" / "threads" / "evaluate.py",
        suite,
        *(SHARED / "threads" / file for file in files),
    ]
    done = subprocess.run([sys.executable, *map(str, command)], capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one JSON line a suite; 1 where any misses its limits."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--k", type=int, default=3)
    args = parser.parse_args(arguments)
    limits = {}
    reports = {}
    for path in args.files or ([SORTING] if SORTING.exists() else []):
        reports[path.name], limits[path.name] = words(path, args.k), SORTED
    for suite, (files, right, wrong) in EVALUATED.items() if not args.files and SORTING.exists() else ():
        reports[suite], limits[suite] = evaluated(suite, files), (right, wrong)
    if not reports:
        print("left out: no recordings were named, and there are none beside the checkout")
    missed = 0
    for name, report in reports.items():
        right, wrong = limits[name]
        missed += report["right_pct"] < right or report["wrong_pct"] > wrong
        print(f"{json.dumps(report)} (at least {right:g} % right, at most {wrong:g} % wrong)", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
