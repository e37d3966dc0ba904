"""Lengths of time written with their units (``1 h 30 min``, ``2 hours``), and several of them added."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from llmjit.support.durations import (
    DurationError,
    parse_clock,
    parse_duration,
    spelled,
    total_clock,
    total_length,
    unit_seconds,
)
from llmjit.synthesis.dates.durations import CLOCK_OF, PARSE_CLOCK, PARSE_DURATION, WHOLE_OF, clock_formats
from llmjit.synthesis.dates.operators import TIMES, UNANIMOUS
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import FIELDS, TEXT, TOKENS

LONGEST = 80
PARTS = re.compile(r"(\d+)(\s?[a-z]+)")
CLOCK = r"(?<![\d:.])\d{1,3}:[0-5]\d(?![\d:.])"
"""Hours and minutes, or minutes and seconds, behind labels or before them."""
SHOWN = ("all", "after", "some")
DELIMITERS = ("\n", "; ", ";", " | ", "|", ", ", ",", " + ", "+", " ")
SPELLED = Operator(
    "spelled",
    ("int", "any", "str", "str", "int"),
    "str",
    "spelled({0}, {1}, {2}, {3}, {4})",
    0.8,
    (spelled,),
)
TOTAL_LENGTH = Operator("total_length", ("list",), "any", "total_length({0})", 0.7, (total_length,))
TOTAL_CLOCK = Operator("total_clock", ("list", "int"), "any", "total_clock({0}, {1})", 0.7, (total_clock,))
HIGHEST = {60: 59, 3600: 23, 86400: 10**6, 604800: 10**6, 1: 59}
"""How many of its first unit a length has before a larger unit would be used, if there is one."""
Lengths = tuple[Expr, list[int]]


def _lengths(problem: Problem) -> Iterator[Lengths]:
    """Whole seconds that the columns tell, as numbers, in words or as clocks."""
    for column in problem.columns:
        values = column.values
        if all(type(value) is int and 0 <= value < 10**9 for value in values):
            yield TIMES(column.expr, 60), [60 * value for value in values]
            yield column.expr, list(values)
        elif all(isinstance(value, str) and 1 < len(value) <= LONGEST for value in values):
            yield from _texts(column.expr, [str(value) for value in values])


def _texts(expr: Expr, texts: Sequence[str]) -> Iterator[Lengths]:
    try:
        yield WHOLE_OF(PARSE_DURATION(expr), 1), [int(parse_duration(text)) for text in texts]
    except DurationError:
        for unit, marks in ((3600, 1), (60, 1), (3600, 2)):
            if all(text.count(":") == marks for text in texts):
                try:
                    yield (
                        WHOLE_OF(PARSE_CLOCK(expr, unit), 1),
                        [int(parse_clock(text, unit)) for text in texts],
                    )
                except DurationError:
                    return


@generator("programs", priority=27)
def spelled_lengths(problem: Problem) -> Iterator[Term | None]:
    """Lengths of time with their units in the outputs."""
    outputs = [str(output) for output in problem.outputs]
    style = spelling(outputs) if problem.is_text else None
    if style is None:
        return
    units, joint = style
    for expr, seconds in _lengths(problem):
        yield (
            problem.term(written, 1.4)
            if (written := _spelled(expr, seconds, units, joint, outputs))
            else None
        )


def spelling(outputs: Sequence[str]) -> tuple[tuple[str, ...], str] | None:
    """The units that the outputs use, largest first, and what stands between them; None where they are none."""
    units: dict[int, str] = {}
    joints: set[str] = set()
    for output in outputs:
        if len(output) > LONGEST:  # at every digit of a long run the pattern is tried anew
            return None
        found = list(PARTS.finditer(output))
        if not found or found[0].start() or found[-1].end() < len(output):
            return None
        joints |= {output[left.end() : right.start()] for left, right in itertools.pairwise(found)}
        for part in found:
            unit = part[2].removesuffix("s") if len(part[2].strip()) > 3 else part[2]
            seconds = unit_seconds(unit.strip())
            if seconds is None or units.setdefault(seconds, unit) != unit:
                return None
    if len(units) < 2 or len(joints) > 1:
        return None
    return tuple(units[seconds] for seconds in sorted(units, reverse=True)), joints.pop() if joints else " "


def _spelled(
    expr: Expr, seconds: Sequence[int], units: tuple[str, ...], joint: str, outputs: Sequence[str]
) -> Expr | None:
    """The length so written; where no zero was seen that is shown or left out, only lengths without one."""
    first = unit_seconds(units[0].strip()) or 1
    most = max(HIGHEST[first], *(each // first for each in seconds))
    fitting = []
    for shown in SHOWN:
        try:
            written = [spelled(each, units, joint, shown, most) for each in seconds]
        except DurationError:
            continue
        if written == list(outputs):
            fitting.append(SPELLED(expr, list(units), joint, shown, most))
    return (fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting)) if fitting else None


@generator("programs", priority=27)
def added_lengths(problem: Problem) -> Iterator[Term | None]:
    """Several lengths of time in a text, added up."""
    if not all(isinstance(output, int | str) and not isinstance(output, bool) for output in problem.outputs):
        return
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > 10 * LONGEST or not all(any(map(str.isdigit, text)) for text in texts):
            continue
        for delimiter in DELIMITERS:
            rows = [text.split(delimiter) for text in texts]
            if max(map(len, rows)) > 1:
                yield from _totals(FIELDS(column.expr, delimiter), rows, problem)
        rows = [re.findall(CLOCK, text) for text in texts]
        labelled = all(re.search(r"[^\W\d_]", text) for text in texts)
        if (
            labelled
            and max(map(len, rows)) > 1
            and not any(re.search(r"\d", re.sub(CLOCK, "", t)) for t in texts)
        ):
            yield from _totals(TOKENS(column.expr, CLOCK), rows, problem)


def _totals(fields: Expr, rows: Sequence[Sequence[str]], problem: Problem) -> Iterator[Term | None]:
    for expr, seconds in _added(fields, rows):
        for unit in (1, 60, 3600):
            if all(each % unit == 0 for each in seconds):
                whole = WHOLE_OF(expr, unit)
                yield problem.term(TEXT(whole) if problem.is_text else whole, 1.5)
        if problem.is_text:
            outputs = [str(output) for output in problem.outputs]
            for format in clock_formats(seconds, outputs):
                yield problem.term(CLOCK_OF(WHOLE_OF(expr, 1), format), 1.8)
            style = spelling(outputs)
            written = _spelled(WHOLE_OF(expr, 1), seconds, *style, outputs) if style else None
            yield problem.term(written, 1.8) if written else None


def _added(fields: Expr, rows: Sequence[Sequence[str]]) -> Iterator[Lengths]:
    try:
        yield TOTAL_LENGTH(fields), [int(total_length(row)) for row in rows]
    except DurationError:
        for unit in (3600, 60):
            try:
                yield TOTAL_CLOCK(fields, unit), [int(total_clock(row, unit)) for row in rows]
            except DurationError:
                continue
