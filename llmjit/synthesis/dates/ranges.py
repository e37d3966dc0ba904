"""Ranges of days written without what both ends share, and what two spans of time have in common.

``3-9 May 2024`` and ``28 Sep - 2 Oct 2023`` are one way to write ranges: what is left out depends on what the days
share. What was never seen is refused, but for days of two years, which are written out as the last day always is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from llmjit.support.date_ranges import (
    days_shared,
    do_meet,
    range_ends,
    seconds_shared,
    shared_unit,
    written_range,
)
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import output_formats
from llmjit.synthesis.dates.moves import countable
from llmjit.synthesis.dates.readings import MAXIMUM_READINGS, Reading, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Const, Expr, Input, Operator, inputs_of
from llmjit.synthesis.problem import Problem, Term, generator

WRITTEN_RANGE = Operator(
    "written_range", ("date", "date", "any"), "str", "written_range({0}, {1}, {2})", 0.8, (written_range,)
)
SECONDS_SHARED = Operator(
    "seconds_shared", ("date",) * 4, "int", "seconds_shared({0}, {1}, {2}, {3})", 0.8, (seconds_shared,)
)
DAYS_SHARED = Operator(
    "days_shared", ("date",) * 4, "int", "days_shared({0}, {1}, {2}, {3})", 0.8, (days_shared,)
)
DO_MEET = Operator("do_meet", ("date",) * 4, "bool", "do_meet({0}, {1}, {2}, {3})", 0.8, (do_meet,))
OVERLAP = Operator(
    "overlap", ("date",) * 4, "bool", "seconds_shared({0}, {1}, {2}, {3}) > 0", 0.8, (seconds_shared,)
)
FIRST_DAY, LAST_DAY = (
    Operator(
        name, ("str",), "date", f"range_ends({{0}})[{at}]", 0.5, (range_ends,), needs="a range of days in {0}"
    )
    for at, name in enumerate(("first_day", "last_day"))
)
DASHES = re.compile(r"\s?[-–—/~]\s?|\s(?:to|until|till|through)\s")
LONGEST = 60
LIKELY = 1
DAYS = ("%-d", "%d")
MONTHS = ("%b", "%B", "%m", "%-m")
Forms = list[list[str] | None]


def _pairs(problem: Problem) -> Iterator[tuple[Reading, Reading]]:
    """The days of two columns, or two of one, read alike; the first is never after the last."""
    read = []
    for column in itertools.islice(date_sources(problem), 6):
        found = itertools.islice(read_column(column.expr, column.values, problem), MAXIMUM_READINGS)
        read.append([each for each in found if {"Y", "m", "d"} <= each.parts])
    for first, second in itertools.permutations(read, 2):
        for start, end in itertools.product(first[: 1 + LIKELY], second[: 1 + LIKELY]):
            moments = list(zip(start.moments, end.moments, strict=True))
            if ops.form(start.expr) == ops.form(end.expr) and all(a.date() <= b.date() for a, b in moments):
                yield start, end


@generator("columns", priority=27)
def days_of_ranges(problem: Problem) -> Iterator[Term | None]:
    """The first and the last day of ranges in English that have been written without what both share."""
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) <= LONGEST and all(re.search(r"\d{4}$", text.strip()) for text in texts):
            for operator in (FIRST_DAY, LAST_DAY):
                yield problem.term(operator(column.expr), 0.6)


@generator("programs", priority=23)
def written_ranges(problem: Problem) -> Iterator[Term | None]:
    """Ranges of days that are written without what their ends share."""
    outputs = [str(output) for output in problem.outputs] if problem.is_text else []
    if not outputs or not all(len(each) <= LONGEST and re.match(r"\w.*\d", each) for each in outputs):
        return
    for start, end in _pairs(problem):
        shared = [shared_unit(*pair) for pair in zip(start.moments, end.moments, strict=True)]
        fitting = []
        for day, month in itertools.product(DAYS, MONTHS):
            forms = _forms(start, end, shared, outputs, day, month)
            if forms is not None:
                fitting.append(WRITTEN_RANGE(start.expr, end.expr, Const(forms)))
        if fitting:
            expr = fitting[0] if len(fitting) == 1 else ops.UNANIMOUS(*fitting[:4])
            yield problem.term(expr, 0.8 + start.cost / 4)
            return


def _forms(
    start: Reading, end: Reading, shared: Sequence[int], outputs: Sequence[str], day: str, month: str
) -> Forms | None:
    """The formats for each unit that was shared, with days and months written so; None where some has none."""
    forms: Forms = [None] * 4
    for unit in set(shared):
        rows = [at for at, each in enumerate(shared) if each == unit]
        firsts, lasts = [start.moments[at] for at in rows], [end.moments[at] for at in rows]
        for before, dash, after in _halves([outputs[at] for at in rows]):
            own = _format(output_formats(tuple(firsts), list(before), start.parts), day, month)
            other = _format(output_formats(tuple(lasts), list(after), end.parts), day, month)
            if own is not None and other is not None:
                forms[unit] = [own, dash + other]
                break
        else:
            return None
    if forms[1] is None and forms[2] is None:
        return None  # nothing was ever left out
    return _with_years(forms)


def _halves(outputs: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str, tuple[str, ...]]]:
    """The texts cut in two at a dash that all have."""
    for found in DASHES.finditer(outputs[0]):
        dash = found[0]
        rows = [output.split(dash) for output in outputs]
        if all(len(row) == 2 and all(row) for row in rows):
            before, after = zip(*rows, strict=True)
            yield before, dash, after


def _format(found: Sequence[tuple[float, str]], day: str, month: str) -> str | None:
    """The likeliest format that writes days and months so, and nothing that varies as a constant."""
    for _, format in found:
        pieces = set(re.findall(r"%-?[a-zA-Z]", format))
        if pieces <= {day, month, "%Y", "%y", "%a", "%A"} and not re.search(r"\d", format):
            return format
    return None


def _with_years(forms: Forms) -> Forms:
    """The formats, and days of two years written out both, as the last day of others is."""
    same = forms[2]
    if forms[3] is None and same is not None and (found := DASHES.match(same[1])):
        full = same[1][found.end() :]
        if same[0] in full:
            forms[3] = [full, same[1]]
    return forms


def _spans(problem: Problem) -> Iterator[tuple[Reading, Reading, Reading, Reading]]:
    """The ends of two spans of time: two in each of two columns, four of one, or four columns, read alike."""
    sources: dict[int, list[Term]] = {}
    for column in itertools.islice(date_sources(problem), 12):
        sources.setdefault(min(inputs_of(column.expr), default=-1), []).append(column)
    ends: list[Term] = []
    for _, found in sorted(sources.items()):
        whole = [each for each in found if isinstance(each.expr, Input)]
        parts = [each for each in found if _operator(each.expr) is ops.MATCH_OF]
        ends += parts if len(parts) in (2, 4) else [each for each in whole if not parts]
    read = [_likely(column, problem) for column in ends]
    if len([each for each in read if each]) != 4:
        return
    for spans in itertools.product(*(each for each in read if each)):
        if len({ops.form(each.expr) for each in spans}) == 1 or all(map(_says_half, spans)):
            yield spans  # type: ignore[misc]


def _operator(expr: Expr) -> Operator | None:
    return getattr(expr, "operator", None)


def _says_half(reading: Reading) -> bool:
    """Whether a time of day says which half of it is meant, in whatever format."""
    return _operator(reading.expr) is ops.HALF_DAY_TIME


def _likely(column: Term, problem: Problem) -> list[Reading]:
    found = list(itertools.islice(read_column(column.expr, column.values, problem), MAXIMUM_READINGS))
    full = [each for each in found if {"Y", "m", "d"} <= each.parts or "H" in each.parts]
    return [each for each in full if each.cost <= found[0].cost + LIKELY]


@generator("programs", priority=24)
def overlapping(problem: Problem) -> Iterator[Term | None]:
    """Whether two spans of time overlap; where none ended as the other began, either may be meant."""
    values = {repr(output) for output in problem.outputs}
    if len(values) != 2 or not all(isinstance(output, bool) for output in problem.outputs):
        return
    ways = [
        operator(*(each.expr for each in spans))
        for spans in _spans(problem)
        for operator in (OVERLAP, DO_MEET)
    ]
    fitting = [way for way in ways if (term := problem.term(way)) is not None and problem.solves(term.values)]
    if fitting:
        yield problem.term(fitting[0] if len(fitting) == 1 else ops.UNANIMOUS(*fitting), 1.2)


@generator("columns", priority=27)
def time_shared(problem: Problem) -> Iterator[Term | None]:
    """The minutes, hours or days that two spans of time have in common."""
    if not all(map(countable, problem.outputs)) or any(isinstance(each, bool) for each in problem.outputs):
        return
    for spans in _spans(problem):
        exprs = [each.expr for each in spans]
        clock = all("H" in each.parts for each in spans)
        for operator in (SECONDS_SHARED,) if clock else (DAYS_SHARED,):
            shared = operator(*exprs)
            yield problem.term(ops.WHOLE_MINUTES(shared) if clock else shared, 0.6)
