"""What each kind of guard costs and saves: python -m benchmarks.guards [--quick] [--tasks FILE]

For every task, k examples and two orders of its rows, a program is learned and asked for the other rows with no
guard at all. Each kind of guard then counts the rows it refuses first: those whose answer was right are its
cost, those whose answer was wrong are what it saves. Rows of other tasks and rows changed a little stand for
data that drifted: nobody knows the right answer, so they count apart.

The thresholds of `llmjit.synthesis.guards.texts` are tried on one half of the tasks (by a hash of their names)
and judged on the other half, both ways round; the gain is rows kept less PENALTY times wrong rows kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from benchmarks.pbe_tasks import Row, tasks
from llmjit.guard import Guard, GuardFailed
from llmjit.synthesis import Budget, Observation, Synthesis, synthesize
from llmjit.synthesis.expr import Undefined
from llmjit.synthesis.facade import agree
from llmjit.synthesis.guards import texts as text_guards
from llmjit.synthesis.guards.checks import check, split
from llmjit.synthesis.guards.mine import mine
from llmjit.value import same

SHARED = Path(__file__).resolve().parents[2] / "shared" / "bench" / "pbe" / "dev.jsonl"
PENALTY = 30
"""One wrong row costs as much as this many refused ones."""
GRID = {"FEW": (0, 3), "WIDTHS": (2, 3), "LITERALS": (3, 5)}


@dataclass
class Asked:
    """A row that was asked for: the answer without guards, and whether it was right (None: nobody knows)."""

    cells: tuple[Any, ...]
    answer: Any
    right: bool | None
    agreed: bool


@dataclass
class Learned:
    """A program with the rows it was asked for."""

    name: str
    examples: int
    found: Synthesis
    asked: list[Asked]


def read(path: Path | None) -> dict[str, list[Row]]:
    """Tasks of a file of the evaluator's form, or our own."""
    if path is None:
        return tasks()
    out = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        task = json.loads(line)
        cells = [tuple(row) for row in task["inputs"]]
        out[task["task"]] = list(zip(cells, task["outputs"], strict=True))
    return out


def changed(cells: tuple[Any, ...], rng: random.Random) -> tuple[Any, ...]:
    """A row that drifted a little."""
    row, at = list(cells), rng.randrange(len(cells))
    text = row[at]
    if isinstance(text, str) and text:
        place = rng.randrange(len(text))
        swapped = " ".join(reversed(text.split()))
        comma = text[:place] + "," + text[place:]
        row[at] = rng.choice([f"-{text}", f"{text} (old)", f"see {text}", comma, swapped, text.swapcase()])
    return tuple(row)


def learn(name: str, rows: list[Row], examples: int, shuffled: bool, others: list[Row]) -> Learned | None:
    """Learn from the first rows and ask for the rest, and for rows that do not belong."""
    rng = random.Random(f"{name}|{examples}|{shuffled}")
    rows = rng.sample(rows, len(rows)) if shuffled else rows
    found = synthesize([Observation(*row) for row in rows[:examples]], Budget(1.0))
    if found.refusal is not None:
        return None
    width = len(rows[0][0])
    strange = [row[0] for row in rng.sample(others, min(12, len(others))) if len(row[0]) == width]
    strange += [edited for row in rows[examples:][:6] if (edited := changed(row[0], rng)) != row[0]]
    wanted = [*rows[examples:], *((cells, None) for cells in strange)]
    asked = []
    for number, (cells, output) in enumerate(wanted):
        try:
            answer = found.programs[0].run(cells)
        except Undefined:
            continue
        try:
            agree(found.programs, cells)
            agreed = True
        except GuardFailed:
            agreed = False
        right = same(answer, output) if number < len(rows) - examples else None
        asked.append(Asked(cells, answer, right, agreed))
    return Learned(name, examples, found, asked)


def refusal(names: Sequence[str], guards: Sequence[Guard], asked: Asked) -> str | None:
    """The kind of the first guard that refuses a row, as the running program would find it."""
    before, after = split(guards)
    try:
        check(before, names, asked.cells)
        if not asked.agreed:
            return "agreement"
        check(after, names, asked.cells, asked.answer)
    except GuardFailed as failure:
        return f"{failure.kind} of {'answer' if failure.kind == 'output' else 'input'}"
    return None


def tally(everything: list[Learned]) -> dict[str | None, Counter[bool | None]]:
    """Refusals by kind -> how many rows were right, wrong, or strange."""
    out: dict[str | None, Counter[bool | None]] = {}
    for learned in everything:
        names = learned.found.names
        guards = mine(learned.found.observations, names, learned.found.programs[0].expr)
        for asked in learned.asked:
            out.setdefault(refusal(names, guards, asked), Counter())[asked.right] += 1
    return out


def gain(everything: list[Learned]) -> int:
    """Right rows kept less the penalty for wrong rows kept."""
    kept = tally(everything).get(None, Counter())
    return kept[True] - PENALTY * kept[False]


def calibrate(everything: list[Learned]) -> None:
    """Choose thresholds on one half of the tasks, judge them on the other."""
    halves: tuple[list[Learned], list[Learned]] = ([], [])
    for learned in everything:
        halves[hashlib.md5(learned.name.encode()).digest()[0] % 2].append(learned)
    current = {name: getattr(text_guards, name) for name in GRID}
    for fitted, judged in (halves, halves[::-1]):
        before = gain(judged)
        settings = [dict(zip(GRID, values, strict=True)) for values in product(*GRID.values())]
        best = max(settings, key=lambda setting: (_with(setting, fitted), setting == current))
        after = _with(best, judged)
        _with(current, [])
        print(f"best on one half: {best}; gain on the other {after}, with the thresholds in use {before}")


def _with(setting: dict[str, int], everything: list[Learned]) -> int:
    for name, value in setting.items():
        setattr(text_guards, name, value)
    return gain(everything)


def main() -> int:
    """Print costs and savings by kind of guard, then the cross-validated thresholds."""
    parser = argparse.ArgumentParser(description=__doc__.split(":", 1)[0])
    parser.add_argument("--quick", action="store_true", help="every fourth task")
    parser.add_argument("--tasks", type=Path, default=SHARED if SHARED.exists() else None)
    options = parser.parse_args()
    known = read(options.tasks)
    others = [row for rows in known.values() for row in rows[:4]]
    names = sorted(known)[:: 4 if options.quick else 1]
    everything = []
    for name, examples, shuffled in product(names, (2, 3, 4), (False, True)):
        if len(known[name]) >= examples + 2:
            learned = learn(name, known[name], examples, shuffled, others)
            everything += [learned] if learned is not None else []
    for examples in (2, 3, 4):
        print(f"{examples} examples, first refusal by    {'right':>8}{'wrong':>8}{'strange':>9}")
        counts = tally([learned for learned in everything if learned.examples == examples])
        for kind in sorted(counts, key=str):
            row = counts[kind]
            print(f"  {kind or '(answered)':<28}{row[True]:>8}{row[False]:>8}{row[None]:>9}")
    calibrate(everything)
    return 0


if __name__ == "__main__":
    sys.exit(main())
