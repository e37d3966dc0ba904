"""Days and times of day in two columns, and years, months and days in three, as the moments that they make."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.readings import Reading, read_column
from llmjit.synthesis.expr import Input
from llmjit.synthesis.problem import Problem, Term

MOST = 5
LIKELY = 1
LONGEST = 40
CLOCK = frozenset("HMSIpPf")


def paired_moments(problem: Problem) -> list[Term]:
    """Moments made of a column of days and another of times of day."""
    known: list[Term] | None = problem.memo.get("paired moments")
    if known is None:
        known = problem.memo["paired moments"] = [*_paired(problem), *_days(problem)]
    return known


def _paired(problem: Problem) -> Iterator[Term]:
    columns = [term for term in problem.texts if isinstance(term.expr, Input) and _short(term)][:MOST]
    if len(columns) < 2:
        return
    read = [list(itertools.islice(read_column(term.expr, term.values, problem), 4)) for term in columns]
    days = [_likely([each for each in found if _is_day(each)]) for found in read]
    clocks = [_likely([each for each in found if _is_clock(each)]) for found in read]
    for first, second in itertools.permutations(range(len(columns)), 2):
        for day, clock in itertools.product(days[first], clocks[second]):
            term = problem.term(ops.COMBINED(day.expr, clock.expr), 0.8)
            if term is not None:
                yield term


def _days(problem: Problem) -> Iterator[Term]:
    """Days whose year, month and day are numbers in three columns, or in a record."""
    numbers = [column for column in problem.columns if all(map(_is_number, column.values))][: 2 * MOST]
    years = [column for column in numbers if all(1800 <= int(value) <= 2200 for value in column.values)]
    others = [column for column in numbers if all(1 <= int(value) <= 31 for value in column.values)]
    for year in years:
        for month, day in itertools.permutations(others, 2):
            term = problem.term(ops.DAY_OF(year.expr, month.expr, day.expr), 0.8)
            if term is not None:
                yield term


def _is_number(value: object) -> bool:
    return type(value) is int or (isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value) is not None)


def _short(term: Term) -> bool:
    return all(0 < len(value) <= LONGEST and any(map(str.isdigit, value)) for value in term.values)


def _is_day(reading: Reading) -> bool:
    return {"Y", "m", "d"} <= reading.parts and not reading.parts & CLOCK


def _is_clock(reading: Reading) -> bool:
    """Whether it is a time of day: not a date of which the year, say, never varied and is taken for a word."""
    fixed = re.search(r"\d", ops.form(reading.expr)) is not None
    return "H" in reading.parts and reading.parts <= CLOCK and not fixed


def _likely(readings: list[Reading]) -> list[Reading]:
    return [each for each in readings if each.cost <= readings[0].cost + LIKELY]
