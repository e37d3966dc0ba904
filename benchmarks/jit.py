"""What a compiled answer costs, beside what else answers a question seen before; all in one run.

    python -m benchmarks.jit [--rivals FOLDER] [--quick] [--json]

``--rivals`` names the folder in which environments for the rivals are made, from the package index, or found;
``--quick`` leaves them out, and so is one that cannot be had. What is compared takes turns in short batches and
the fastest batch counts, so that a busy machine slows all alike; ratios are to the bare Python expression (a
call) or the bare Python loop that notes each step (a program). The last table counts what is asked and answered
wrongly on a stream of dates whose format changes.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

os.environ["LLMJIT_HOME"] = tempfile.mkdtemp(prefix="llmjit-benchmark-")

import llmjit
from benchmarks.rivals import COMPLETION, HIT, SIMILAR, STEPWISE, measure
from llmjit.runtime.program import Program

STEPS = 20
ROUNDS = 60
BATCH = 100
RIVALS = Path.home() / ".cache" / "llmjit-rivals"

Work = tuple[Callable[[Any], Any], Sequence[Any]]
"""A function, and the rows it is called with; from the first again when they end."""


def side_by_side(works: Mapping[str, Work], rounds: int = ROUNDS) -> dict[str, float]:
    """Seconds a row in the fastest batch of each: what it costs when nothing else wants the processor."""
    best = dict.fromkeys(works, float("inf"))
    for turn in range(rounds):
        for name, (function, rows) in works.items():
            begin = turn * BATCH % max(1, len(rows) - BATCH + 1)
            part = rows[begin : begin + BATCH]
            start = time.perf_counter()
            for row in part:
                function(row)
            best[name] = min(best[name], (time.perf_counter() - start) / len(part))
    return best


def texts(count: int) -> list[str]:
    return [
        f"INV-{n * 7919 % 1000000:06d} of 20{n % 80 + 10}-{n % 12 + 1:02d}-{n % 28 + 1:02d}"
        for n in range(count)
    ]


def compiled() -> Any:
    @llmjit.jit
    def number(text: str) -> str:
        """The invoice number."""
        return text[4:10]

    for text in texts(60):
        number(text)
    assert number.specializations, number.explain()
    return number


def calls() -> dict[str, float]:
    """Seconds a call of everything that answers a question without asking a model."""
    seen, new = compiled(), compiled()
    repeated, distinct = texts(40) * 10, texts(5060 + ROUNDS * BATCH)[60:]
    for text in distinct[:5000]:  # long enough to see that no text comes again
        new(text)
    return side_by_side(
        {
            "bare Python, text[4:10]": (lambda text: text[4:10], repeated),
            "llmjit, text seen before": (seen, repeated),
            "llmjit, new text": (new, distinct[5000:]),
            "diskcache hit": (disk_cache(), repeated),
        }
    )


def disk_cache() -> Callable[[str], Any]:
    import diskcache

    cache = diskcache.Cache(tempfile.mkdtemp(prefix="llmjit-benchmark-"))
    for text in texts(40):
        cache.set(text, text[4:10])
    return cache.get


def steps() -> dict[str, float]:
    """Seconds a program of 20 helper calls with a full trace."""
    lines = "".join(f"    value = call('add', value, {n})\n" for n in range(STEPS))
    source = "from llmjit.runtime.abi import current\n\ndef chain(value: int):\n    call = current().call\n"
    program = Program.from_source("chain", f"{source}{lines}    return value\n")
    program = program.with_(helpers={"add": lambda a, b: a + b})

    def add(a: int, b: int) -> int:
        return a + b

    def bare(value: int) -> int:
        trace = []
        for n in range(STEPS):
            result = add(value, n)
            trace.append(("add", (value, n), result))
            value = result
        return value

    assert program(value=1) == bare(1)
    rows = range(3000)
    named = {"bare Python with a trace": (bare, rows), "llmjit program": (lambda n: program(value=n), rows)}
    return side_by_side(named)


def one_site() -> dict[str, float]:
    """Seconds of a program that is one expression, by its parameters and for a request in words."""
    source = (
        "from llmjit.runtime.abi import Hole, RequestPattern\n\n"
        'REQUEST = RequestPattern("Read {text} now", {"text": Hole("INV.*")})\n\n'
        "def number(text: str):\n    return text[4:10]\n"
    )
    program = Program.from_source("number", source)
    rows = texts(3000)
    return side_by_side(
        {
            "bare Python function": (program.entry, rows),
            "llmjit program, by parameter": (lambda text: program(text=text), rows),
            "llmjit program, by request": (program, [f"Read {text} now" for text in rows]),
        }
    )


def drifting(count: int = 300) -> list[tuple[str, str]]:
    """Dates and their ISO form: a stream in which half come again, and the last fifth is written otherwise."""
    rng = random.Random(11)
    days = [datetime.date(2012, 1, 1) + datetime.timedelta(rng.randrange(5000)) for _ in range(count)]
    early, late = days[: count * 4 // 5], days[count * 4 // 5 :]
    early = [rng.choice(early[: len(early) // 2]) for _ in early]
    rows = [(f"{day.month}/{day.day}/{day.year}", day.isoformat()) for day in early]
    return rows + [(f"{day.day} {day:%b} {day.year}", day.isoformat()) for day in late]


def drift(rows: list[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Model calls and wrong answers of a cache of exact texts and of a jitted function."""
    answers, asked = dict(rows), 0

    @llmjit.jit
    def iso(text: str) -> str:
        """The date in ISO form."""
        nonlocal asked
        asked += 1
        return answers[text]

    wrong = sum(iso(text) != answer for text, answer in rows)
    return {
        "exact cache": {"calls": len(answers), "wrong": 0},
        "llmjit": {"calls": asked, "wrong": wrong},
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rivals", type=Path, default=RIVALS)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    call, program, rows = "a call", f"a program of {STEPS} steps", drifting()
    times = {call: calls(), program: steps(), "a program of one site": one_site()}
    counts = drift(rows)
    if not options.quick:
        for title, rival in ((call, HIT), (call, COMPLETION), (call, SIMILAR), (program, STEPWISE)):
            found = measure(rival, options.rivals, STEPS=STEPS, ROWS=rows)
            if found is not None:
                times[title][rival.name] = found["seconds"]
                if "wrong" in found:
                    counts[rival.name] = {"calls": found["calls"], "wrong": found["wrong"]}
    if options.json:
        print(json.dumps({"seconds": times, "drift": counts}))
        return
    for title, table in times.items():
        base = next(iter(table.values()))
        print(f"\n{title:34} {'microseconds':>12} {'a second':>12} {'to bare':>10}")
        for name, seconds in table.items():
            print(f"{name:34} {seconds * 1e6:12.3f} {1 / seconds:12,.0f} {seconds / base:9,.1f}x")
    print(f"\n{'dates whose format changes':34} {'rows':>12} {'model calls':>12} {'wrong':>10}")
    for name, count in counts.items():
        print(f"{name:34} {len(rows):12} {count['calls']:12} {count['wrong']:10}")


if __name__ == "__main__":
    main()
