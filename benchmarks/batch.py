"""Rows a second of a batch, and its memory: python -m benchmarks.batch [--rows 1000000] [--quick] [--json]

A program that extracts an invoice number from a text goes over JSON Lines files of 10,000 rows and of a million
with two processes, each batch in a process of its own; the start of the processes is included. Beside it: a
bare loop in one process that parses each row, applies the same expression and writes the result. Exit code 1
below 150,000 rows a second, or when a process needs over 10 MB more for the million.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from llmjit.batch.run import Batch
from llmjit.runtime.program import Program

RATE = 150_000
GROWTH = 10
SOURCE = r"""
import re

from llmjit.runtime.abi import Hole, RequestPattern, require

REQUEST = RequestPattern("the invoice number in {text}", {"text": Hole(r".+")})
NUMBER = re.compile(r"INV-([0-9]{6}) of ")


def invoice_number(text: str) -> str:
    require(found := NUMBER.match(text), "texts begin with the number", "format", NUMBER, 2, text=text)
    return found[1]
"""


def load() -> Program:
    """The program, as each process loads it."""
    return Program.from_source("invoice_number", SOURCE, manifest={"helpers": {}, "sites": {}})


def bare(source: Path, output: Path) -> float:
    """Seconds of a plain loop over the same rows."""
    number = re.compile(r"INV-([0-9]{6}) of ")
    started = time.perf_counter()
    with source.open() as rows, output.open("w") as out:
        for at, line in enumerate(rows):
            found = number.match(json.loads(line)["text"])
            out.write(json.dumps({"row": at, "result": found and found[1]}) + "\n")
    return time.perf_counter() - started


def one(source: Path, output: Path) -> dict[str, Any]:
    """Run one batch here; its seconds, and the most memory of this process and of any of the others in MB."""
    started = time.perf_counter()
    total = Batch(load=load, digest="benchmark", source=source, output=output, processes=2).run()
    seconds = time.perf_counter() - started
    most = [
        resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    ]
    return {"seconds": seconds, "rows": total.answered, "megabytes": most}


def measured(folder: Path, rows: int) -> dict[str, Any]:
    """A batch of so many rows, in a process of its own."""
    source, output = folder / f"{rows}.jsonl", folder / f"{rows}.out.jsonl"
    with source.open("w") as file:
        for n in range(rows):
            text = f"INV-{n % 1_000_000:06d} of 2026-03-{n % 28 + 1:02d}, total {n % 977}.50 EUR"
            file.write(json.dumps({"text": text}) + "\n")
    command = [sys.executable, "-m", "benchmarks.batch", "--one", str(source), str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    if found["rows"] != rows or output.read_text().count("\n") != rows:
        raise SystemExit(f"{found['rows']} of {rows} rows were answered")
    return {**found, "rate": rows / found["seconds"], "bare": rows / bare(source, folder / "bare.jsonl")}


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--quick", action="store_true", help="200,000 rows")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--one", nargs=2, type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return 0
    rows = 200_000 if options.quick else options.rows
    with tempfile.TemporaryDirectory() as folder:
        few, many = (measured(Path(folder), count) for count in (10_000, rows))
    growth = max(m - f for m, f in zip(many["megabytes"], few["megabytes"], strict=True))
    good = many["rate"] >= RATE and growth <= GROWTH
    if options.json:
        print(json.dumps({"few": few, "many": many, "growth": growth, "good": good}))
        return 0 if good else 1
    print(
        f"{rows:,} rows: {many['rate']:,.0f} rows/s (at least {RATE:,}), {many['rate'] / many['bare']:.2f} times "
        f"a bare loop in one process ({many['bare']:,.0f} rows/s)"
    )
    for name, at in (("this process", 0), ("each of the others", 1)):
        print(
            f"memory of {name}: {few['megabytes'][at]:.0f} MB at 10,000 rows, "
            f"{many['megabytes'][at]:.0f} MB at {rows:,} (at most {GROWTH} MB more)"
        )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
