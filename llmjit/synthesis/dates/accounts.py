"""Years of accounts, seasons and the like, told by two years that follow each other: ``2023/24`` from April on.

Both are of one moment: the first day of the month, as many months back as the year begins after January. Where the
observations leave open in which month it begins, all that fit must agree; its quarters are those of the calendar.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from llmjit.support.dates import DateError, add_months, month_start
from llmjit.synthesis.dates.formats import output_formats
from llmjit.synthesis.dates.operators import ADD_MONTHS, FORMAT_DATE, MONTH_START, UNANIMOUS
from llmjit.synthesis.dates.readings import LONGEST, Reading, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Apply, Const, Expr, applications, inputs_of
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import CONCAT

YEAR = r"(?<!\d)\d\d(?:\d\d)?(?!\d)"
NEXT = re.compile(r"%[yY].*%[nN]")
READINGS = 3
MONTHS = 12
QUARTER = 3
MONTHLY = frozenset("mBbd")


@generator("programs", priority=22)
def years_of_accounts(problem: Problem) -> Iterator[Term | None]:
    """Two years that follow each other, and what else is told of the same moment."""
    outputs = [str(output) for output in problem.outputs]
    if not problem.is_text or max(map(len, outputs)) > LONGEST or not all(map(_tells_next, outputs)):
        return
    for column in date_sources(problem):
        for reading in itertools.islice(read_column(column.expr, column.values, problem), READINGS):
            if {"Y", "m"} <= reading.parts:
                found = dict(_of_reading(reading, outputs))
                ways = [
                    expr for months, expr in found.items() if months % QUARTER == 0 and "%q" in repr(expr)
                ]
                ways = ways or list(found.values())
                if ways:
                    yield problem.term(ways[0] if len(ways) == 1 else UNANIMOUS(*ways), 0.7)
        if problem.late():
            return


def _tells_next(output: str) -> bool:
    """Whether a text tells two years, of which the second follows the first."""
    years = [int(each) % 100 for each in re.findall(YEAR, output)]
    return any((second - first) % 100 == 1 for first, second in itertools.pairwise(years))


def _of_reading(reading: Reading, outputs: list[str]) -> Iterator[tuple[int, Expr]]:
    """The months after January in which the year may begin, with the program for each."""
    for months in range(MONTHS):
        try:
            moments = tuple(add_months(month_start(each), -months) for each in reading.moments)
        except (DateError, OverflowError, ValueError):
            continue
        months_back = ADD_MONTHS(MONTH_START(reading.expr), -months)
        for _, format in output_formats(moments, outputs, reading.parts & {"Y", "m"}, "Nn")[:1]:
            if NEXT.search(format):
                yield months, FORMAT_DATE(months_back if months else reading.expr, format)


def of_two_moments(expr: Expr) -> bool:
    """Whether two years are written beside each other that are told of two moments, each of them without its month."""
    for each in applications(expr):
        if each.operator is not CONCAT:
            continue
        written = [
            (
                part.arguments[0],
                set(re.findall("[A-Za-z]", " ".join(re.findall("%[-^]?.", str(format.value))))),
            )
            for part in each.arguments
            if isinstance(part, Apply) and part.operator is FORMAT_DATE
            for format in part.arguments[1:]
            if isinstance(format, Const)
        ]
        years = [(source, told) for source, told in written if told & {"Y", "y"}]
        read = {frozenset(inputs_of(source)) for source, _ in years}
        if len({source for source, _ in years}) > len(read) and any(not told & MONTHLY for _, told in years):
            return True
    return False
