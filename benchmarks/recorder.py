"""What the recorder adds to a block: python benchmarks/recorder.py [--blocks 500] [--json]

A scripted model answers at once, and each block calls one helper that returns at once. Measured is the wall
time of a whole turn (ask, parse, run, record, tell) less the time inside the model, the time inside the
helper, and the time the same code takes in a bare sandbox session with the same helper. Recordings go to a
file on disk. Exit code 1 when the median of any hundred blocks is over 3 ms, or when blocks get slower: the
fastest quarter of the last hundred (other processes do not touch it) takes more than 1.5 times as long as that
of the second hundred; the first hundred pays for warm-up.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path

from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.model import Completion
from llmjit.options import RecordOptions
from llmjit.record import Toolbox, record
from llmjit.sandbox import Session

LIMIT = 0.003
CODE = "row = look_up({n})\nprint('row', row['name'], row['amount'])\nrow"


def look_up(number: int) -> dict[str, str]:
    """A row of a table."""
    return {"name": f"customer {number}", "amount": f"{number * 7 % 1000}.50", "city": "Paris"}


class Model:
    """Answers at once, and notes when it was asked and when it answered."""

    name = "scripted"

    def __init__(self, blocks: int) -> None:
        self.blocks = blocks
        self.asked: list[float] = []
        self.answered: list[float] = []

    def complete(self, messages, **_options) -> Completion:
        self.asked.append(time.perf_counter())
        n = len(self.asked)
        code = CODE.format(n=n) if n <= self.blocks else "result(row)"
        answer = Completion(text=f"Step {n}.\n<helpers>\n{code}\n", model=self.name)
        self.answered.append(time.perf_counter())
        return answer


def bare(blocks: int) -> list[float]:
    """Seconds each block takes in a session alone."""
    seconds = []
    with Session(lambda call: look_up(*call.args), ["look_up"]) as session:
        for n in range(1, blocks + 1):
            started = time.perf_counter()
            session.run(CODE.format(n=n))
            seconds.append(time.perf_counter() - started)
    return seconds


def recorded(blocks: int, path: Path) -> list[float]:
    """Seconds of each turn outside the model: from one answer to the next question."""
    model = Model(blocks)
    with ThreadWriter(path) as writer:
        record("a long task", Toolbox.of([look_up]), model, writer, RecordOptions(max_turns=blocks + 1))
    return [after - before for before, after in zip(model.answered, model.asked[1:], strict=False)]


def main() -> int:
    """Measure, print, and judge."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--blocks", type=int, default=500)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    bare(20)  # starts the sandbox's workers
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "thread.jsonl"
        turns = recorded(options.blocks, path)
        size = path.stat().st_size
    code = statistics.median(bare(options.blocks))
    windows = [turns[i : i + 100] for i in range(0, len(turns), 100)]
    medians = [max(0.0, statistics.median(window) - code) for window in windows]
    quarters = [statistics.quantiles(window, n=4)[0] for window in windows]
    report = {
        "blocks": options.blocks,
        "bare_block_ms": round(code * 1000, 3),
        "overhead_ms_by_hundred": [round(m * 1000, 3) for m in medians],
        "turn_ms_fastest_quarter_by_hundred": [round(q * 1000, 3) for q in quarters],
        "overhead_ms_p95": round((sorted(turns)[int(len(turns) * 0.95)] - code) * 1000, 3),
        "bytes_per_block": size // options.blocks,
        "limit_ms": LIMIT * 1000,
    }
    flat = len(quarters) < 3 or quarters[-1] <= 1.5 * quarters[1]
    report["ok"] = max(medians) <= LIMIT and flat
    if options.json:
        print(json.dumps(report))
    else:
        for name, value in report.items():
            print(f"{name:24} {value}")
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
