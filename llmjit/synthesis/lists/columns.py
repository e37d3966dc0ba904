"""Outputs that are lists of records, key by key, and texts with several counts in them, number by number.

Each key, or each number, is a problem of its own. Lists of unequal length are no records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.lists.composite import Solve
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings import operators as ops

MOST = 6
"""So many keys, or numbers, are looked at."""
PRICE = 0.6
NEAR = 1.0
"""Programs for one column that are dearer by more have no say: the other columns speak for the best as well."""
RECORDS = Operator(
    "records_of", ("list", "list"), "list", "[dict(zip({0}, row)) for row in zip(*{1}, strict=True)]", 0.6
)


def listed_records(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Lists of records with the same keys."""
    outputs = [output for output in problem.outputs if isinstance(output, list)]
    elements = [each for output in outputs for each in output]
    if len(outputs) < len(problem.outputs) or len(elements) < 2 or problem.memo.get("nested"):
        return
    if not all(isinstance(each, dict) and list(each) == list(elements[0]) for each in elements):
        return
    keys = list(elements[0])
    columns = [tuple([each[key] for each in output] for output in outputs) for key in keys[:MOST]]
    yield from _combined(
        problem, columns, solve, len(keys) <= MOST, lambda parts: RECORDS(keys, ops.LIST(*parts))
    )


def counted_texts(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Texts of one form that hold several numbers of which none need stand in the inputs: ``2 of 5``."""
    if not problem.is_text or problem.memo.get("nested") or not problem.whole:
        return
    if not any(isinstance(cell, str) and "\n" in cell for cell in problem.inputs[0]):
        return  # of a line, numbers are copied or computed
    texts = [re.split(r"(\d+)", str(output)) for output in problem.outputs]
    if len({tuple(text[::2]) for text in texts}) != 1 or not 3 < len(texts[0]) <= 2 * MOST + 1:
        return
    numbers = [text[1::2] for text in texts]
    if any(str(int(number)) != number for each in numbers for number in each):
        return
    marks = texts[0][::2]
    columns = [tuple(int(each[at]) for each in numbers) for at in range(len(numbers[0]))]

    def make(parts: Sequence[Expr]) -> Expr:
        pieces: list[Expr] = [Const(marks[0])] if marks[0] else []
        for part, mark in zip(parts, marks[1:], strict=True):
            pieces += [ops.TEXT(part), *([Const(mark)] if mark else [])]
        return ops.CONCAT(*pieces)

    yield from _combined(problem, columns, solve, True, make)


def _combined(
    problem: Problem, columns: Sequence[tuple[Any, ...]], solve: Solve, complete: bool, make: Any
) -> Iterator[Ranked]:
    """What is made of the programs for all columns; those that must agree with one of them make others."""
    solved: list[tuple[Ranked, ...]] = []
    for column in columns if complete else ():
        found = solve(replace(problem, outputs=column, whole=False))
        if not found or problem.late():
            return
        solved.append(found)
    if not solved:
        return
    best = [each[0] for each in solved]
    cost = PRICE + sum(max(each.cost, 0.0) for each in best)
    yield Ranked(make([each.expr for each in best]), cost)
    for at, found in enumerate(solved):
        for other in (each for each in found[1:] if each.cost <= best[at].cost + NEAR):
            parts = [*best[:at], other, *best[at + 1 :]]
            yield Ranked(make([each.expr for each in parts]), cost + max(0.0, other.cost - best[at].cost))
