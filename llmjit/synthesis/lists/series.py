"""Lists that lead from one end to another in equal steps: times of day, days, whole numbers.

The ends and the step are inputs, or the step was always the same. Where the lists seen do not tell whether a last
step that is cut short counts, all that fit must agree.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support.dates import DateError
from llmjit.support.steps import StepError, moments_between, numbers_between
from llmjit.synthesis.dates.formats import output_formats
from llmjit.synthesis.dates.operators import FORMAT_DATE, TIMES, UNANIMOUS, form
from llmjit.synthesis.dates.readings import Reading, read_column
from llmjit.synthesis.expr import Const, Expr, Input, Item, Operator
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import INT, JOIN, MAP, TEXT

NUMBERS = Operator(
    "numbers_between",
    ("int", "int", "int", "str"),
    "list",
    "numbers_between({0}, {1}, {2}, {3})",
    1.0,
    (numbers_between,),
)
MOMENTS = Operator(
    "moments_between",
    ("date", "date", "int", "str"),
    "list",
    "moments_between({0}, {1}, {2}, {3})",
    1.0,
    (moments_between,),
)
ENDS = ("before", "to", "whole")
LEAST = 5
"""So many elements in all lists together are no chance."""
PRICE = 1.2
DAY = 86400
UNITS = (60, 3600, DAY)
USUAL = (900, 1800, 3600, DAY, 7 * DAY)
MOST = 3
Steps = tuple[Expr, tuple[int, ...]]


@generator("programs", priority=21)
def series(problem: Problem) -> Iterator[Term | None]:
    """Times, days and whole numbers from one end to another."""
    if len(problem.inputs[0]) < MOST - 1 or problem.memo.get("nested"):
        return
    own = [column for column in problem.columns if isinstance(column.expr, Input)]
    numbers = [each for each in map(_numbers, own) if each is not None]
    rows = [list(output) for output in problem.outputs if isinstance(output, list)]
    if len(rows) == len(problem.outputs) and all(type(each) is int for row in rows for each in row):
        yield from _of_numbers(numbers, rows, None, problem)
    for joiner, wanted in targets(problem):
        if sum(map(len, wanted)) >= LEAST and all(wanted):
            yield from _of_moments(own, numbers, wanted, joiner, problem)
            if all(each.isdecimal() and str(int(each)) == each for row in wanted for each in row):
                yield from _of_numbers(
                    numbers, [list(map(int, row)) for row in wanted], joiner or "", problem
                )


def _numbers(column: Term) -> Steps | None:
    """A column of whole numbers."""
    if all(type(value) is int for value in column.values):
        return column.expr, tuple(column.values)
    if all(isinstance(value, str) and value.isascii() and value.isdecimal() for value in column.values):
        return INT(column.expr), tuple(map(int, column.values))
    return None


def _of_numbers(
    numbers: Sequence[Steps], rows: list[list[int]], joiner: str | None, problem: Problem
) -> Iterator[Term | None]:
    if sum(map(len, rows)) < LEAST or not all(rows):
        return
    for (first, firsts), (last, lasts) in itertools.permutations(numbers, 2):
        if [row[0] for row in rows] != list(firsts):
            continue
        for step, steps in _steps(numbers, rows, (first, last)):
            ways = [
                NUMBERS(first, last, step, end)
                for end in ENDS
                if _series(numbers_between, firsts, lasts, steps, end) == rows
            ]
            if ways:
                made: Expr = ways[0] if len(ways) == 1 else UNANIMOUS(*ways)
                texts = joiner is not None
                made = MAP(made, TEXT(Item())) if texts else made
                yield problem.term(JOIN(joiner, made) if joiner and problem.is_text else made, PRICE)


def _steps(
    numbers: Sequence[Steps], rows: Sequence[Sequence[int]], ends: tuple[Expr, ...]
) -> Iterator[Steps]:
    """The columns that may be the step, and the step that was always the same."""
    yield from (each for each in numbers if each[0] not in ends)
    gaps = {after - before for row in rows for before, after in itertools.pairwise(row)}
    if len(gaps) == 1:
        gap = gaps.pop()
        yield Const(gap), (gap,) * len(rows)


def _series(make: Any, firsts: Sequence[Any], lasts: Sequence[Any], steps: Sequence[int], end: str) -> Any:
    """The series of all rows; None where a row has none."""
    try:
        return [make(*row, end) for row in zip(firsts, lasts, steps, strict=True)]
    except (StepError, OverflowError):
        return None


def _of_moments(
    own: Sequence[Term],
    numbers: Sequence[Steps],
    wanted: list[list[str]],
    joiner: str | None,
    problem: Problem,
) -> Iterator[Term | None]:
    read = [list(itertools.islice(read_column(each.expr, each.values, problem), MOST)) for each in own]
    for firsts, lasts in itertools.permutations([each for each in read if each], 2):
        for first, last in itertools.product(firsts, lasts):
            if form(first.expr) == form(last.expr):
                for made in _between(first, last, numbers, wanted):
                    yield problem.term(made if joiner is None else JOIN(joiner, made), PRICE + first.cost / 4)
        if problem.late():
            return


def _between(
    first: Reading, last: Reading, numbers: Sequence[Steps], wanted: list[list[str]]
) -> Iterator[Expr]:
    """The series from one moment to another, as far as they are written as wanted."""
    columns = [each for each in numbers if repr(each[0]) not in repr((first.expr, last.expr))]
    units = UNITS if "H" in first.parts else (DAY,)
    steps: list[Steps] = [
        (TIMES(expr, unit), tuple(unit * value for value in values))
        for expr, values in columns
        for unit in units
    ]
    counts = {len(row) for row in wanted}
    lengths = [(b - a).total_seconds() for a, b in zip(first.moments, last.moments, strict=True)]
    for unit in USUAL if len(counts) > 1 else ():
        if unit % min(units) == 0 and max(lengths) < unit * 10 * max(counts):
            steps.append((Const(unit), (unit,) * len(wanted)))
    for expr, sizes in steps:
        ways: list[Expr] = []
        for end in ENDS:
            rows = _series(moments_between, first.moments, last.moments, sizes, end)
            if rows is None or list(map(len, rows)) != list(map(len, wanted)):
                continue
            written = _written(first, [m for row in rows for m in row], [t for row in wanted for t in row])
            ways += [MAP(MOMENTS(first.expr, last.expr, expr, end), each) for each in written]
        if ways:
            yield ways[0] if len(ways) == 1 else UNANIMOUS(*ways)


def _written(first: Reading, moments: list[Any], texts: list[str]) -> Iterator[Expr]:
    try:
        formats = output_formats(tuple(moments), texts, first.parts)
    except (DateError, OverflowError):
        return
    yield from (FORMAT_DATE(Item(), format) for _, format in formats[:1])
