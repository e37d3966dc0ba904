"""Moments rounded, ranges of them, their differences, and numbers counted from an epoch."""

from __future__ import annotations

import datetime
import functools
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from llmjit.support.calendars import quarter_end, quarter_start, weekday_from, weekday_until
from llmjit.support.dates import (
    DateError,
    add_months,
    ceil_moment,
    floor_moment,
    format_date,
    month_end,
    month_start,
    nearest_moment,
    week_start,
)
from llmjit.support.workdays import add_workdays, nearest_workday, workday_from, workday_until
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import answers_from, joined, output_formats
from llmjit.synthesis.dates.readings import LONGEST, Moments, Reading, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import CONCAT

RANGES = (" - ", " to ", " – ", "–", "-", "/")
STEPS = (60, 30, 15, 10, 5, 120, 180, 240, 360, 720)
FISCAL = (3, 6, 9, 12, -3, -6, -8, -9)
"""Months by which the years of books and schools are ahead of those of the calendar, or behind."""
ODD_YEARS = (-1, -2, -4, -5, -7, -10, -11, 1, 2, 4, 5, 7, 8, 10, 11)
"""Months by which hardly any are, but which have a say."""
MOST_WORKDAYS = 10
LENGTH_OF_MONTH = 6.0
"""What the last day of a month by itself costs more: numbers of days are seldom those that the month has."""
_DIRECTIVE = re.compile("%-?([A-Za-z])")
Change = Callable[[datetime.datetime], datetime.datetime]


def changes() -> Iterator[tuple[Callable[[Expr], Expr], Change, float]]:
    """Ways to round a moment: how it is written, what it does, and how unusual it is."""
    yield ops.MONTH_START, month_start, 0.0
    yield ops.MONTH_END, month_end, 0.5
    yield ops.WEEK_START, week_start, 0.5
    yield ops.QUARTER_START, quarter_start, 0.5
    yield ops.QUARTER_END, quarter_end, 0.7
    for months in (1, -1):
        yield _month_on(ops.MONTH_START, months), _month_start_on(months), 0.6
        yield _month_on(ops.MONTH_END, months), _month_end_on(months), 1.0
    for months in (*FISCAL, *ODD_YEARS):
        price = 0.8 if months in FISCAL else 1.2
        yield _month_on(ops.MONTH_START, months), _month_start_on(months), price
    for weekday in range(7):
        odd = 0.3 if weekday in (0, 4) else 0.6
        yield _by(ops.WEEKDAY_FROM, weekday), functools.partial(weekday_from, weekday=weekday), odd
        yield _by(ops.WEEKDAY_UNTIL, weekday), functools.partial(weekday_until, weekday=weekday), odd
        yield _day_on(ops.WEEKDAY_FROM, 1, weekday), _weekday_on(weekday_from, 1, weekday), odd
        yield _day_on(ops.WEEKDAY_UNTIL, -1, weekday), _weekday_on(weekday_until, -1, weekday), odd
    yield from _working_days()
    for minutes in STEPS:
        yield _by(ops.FLOOR_MOMENT, minutes), functools.partial(floor_moment, minutes=minutes), 0.3
        yield _by(ops.NEAREST_MOMENT, minutes), functools.partial(nearest_moment, minutes=minutes), 0.6
        yield _by(ops.CEIL_MOMENT, minutes), functools.partial(ceil_moment, minutes=minutes), 0.6


def _working_days() -> Iterator[tuple[Callable[[Expr], Expr], Change, float]]:
    """Weekends left, and a few working days on: from a weekend they may count from the day that follows it."""
    yield ops.WORKDAY_FROM, workday_from, 0.3
    yield ops.WORKDAY_UNTIL, workday_until, 0.3
    yield ops.NEAREST_WORKDAY, nearest_workday, 0.3
    for days in (*range(1, MOST_WORKDAYS + 1), *range(-1, -MOST_WORKDAYS - 1, -1)):
        roll, rolled = (ops.WORKDAY_FROM, workday_from) if days > 0 else (ops.WORKDAY_UNTIL, workday_until)
        yield _by(ops.ADD_WORKDAYS, days), functools.partial(add_workdays, count=days), 1.0
        yield _working(roll, days), _worked(rolled, days), 1.2


def _working(roll: Operator, days: int) -> Callable[[Expr], Expr]:
    return lambda expr: ops.ADD_WORKDAYS(roll(expr), days)


def _worked(roll: Change, days: int) -> Change:
    return lambda moment: add_workdays(roll(moment), days)


def _month_on(operator: Operator, months: int) -> Callable[[Expr], Expr]:
    return lambda expr: operator(ops.ADD_MONTHS(ops.MONTH_START(expr), months))


def _start_on(moment: datetime.datetime, months: int) -> datetime.datetime:
    return add_months(month_start(moment), months)


def _end_on(moment: datetime.datetime, months: int) -> datetime.datetime:
    return month_end(add_months(month_start(moment), months))


def _month_start_on(months: int) -> Change:
    return functools.partial(_start_on, months=months)


def _month_end_on(months: int) -> Change:
    return functools.partial(_end_on, months=months)


def _day_on(operator: Operator, days: int, weekday: int) -> Callable[[Expr], Expr]:
    return lambda expr: operator(ops.ADD_DAYS(expr, days), weekday)


def _weekday_on(
    move: Callable[[datetime.datetime, int], datetime.datetime], days: int, weekday: int
) -> Change:
    return lambda moment: move(moment + datetime.timedelta(days=days), weekday)


def _by(operator: Operator, minutes: int) -> Callable[[Expr], Expr]:
    return lambda expr: operator(expr, minutes)


def _told(change: Change, parts: frozenset[str]) -> frozenset[str] | None:
    """What is known of a moment changed so; None where the change needs more than was read."""
    made_of = getattr(change, "func", change)
    if made_of in (floor_moment, nearest_moment, ceil_moment):
        return parts if "H" in parts else None
    if "d" in parts:
        return parts
    months = made_of in (month_start, month_end, quarter_start, quarter_end, _start_on, _end_on)
    return parts | {"d"} if months and {"Y", "m"} <= parts else None


@generator("programs", priority=22)
def rounded_dates(problem: Problem) -> Iterator[Term | None]:
    """Moments rounded to a unit, and ranges from one such to the next."""
    outputs = [str(output) for output in problem.outputs]
    if not problem.is_text or not all(4 <= len(output) <= LONGEST and _numeric(output) for output in outputs):
        return
    for column in date_sources(problem):
        answers: list[tuple[float, Expr]] = []
        for reading in itertools.islice(read_column(column.expr, column.values, problem), 4):
            if len(set(reading.moments)) > 1:
                answers += _rounded(reading, outputs)
                for sign in RANGES:
                    halves = [output.split(sign) for output in outputs]
                    if all(len(half) == 2 for half in halves):
                        answers += _ranges(reading, halves, sign)
                        answers += _both(reading, halves, sign, problem)
            if problem.late():
                return
        yield joined(answers, problem)


def _numeric(text: str) -> bool:
    return any(map(str.isdigit, text))


def _moved(reading: Reading, change: Change) -> Moments | None:
    try:
        return tuple(map(change, reading.moments))
    except (DateError, OverflowError):
        return None


def _rounded(reading: Reading, outputs: list[str]) -> Iterator[tuple[float, Expr]]:
    known: dict[Moments, list[tuple[float, str]]] = {}
    for build, change, odd in changes():
        told = _told(change, reading.parts)
        moments = _moved(reading, change) if told else None
        if told is None or moments is None or moments == reading.moments:
            continue
        if moments not in known:  # ways to the same moments are many
            found = output_formats(moments, outputs, told)
            # The format shows what the change did.
            known[moments] = [each for each in found if _dated(reading.moments, each[1]) != outputs]
        for price, format in known[moments]:
            price += LENGTH_OF_MONTH * (change is month_end and set(_DIRECTIVE.findall(format)) == {"d"})
            yield reading.cost + price + odd + 1, ops.FORMAT_DATE(build(reading.expr), format)


def _dated(moments: Moments, format: str) -> list[str]:
    return [format_date(moment, format) for moment in moments]


def _both(
    reading: Reading, halves: Sequence[list[str]], sign: str, problem: Problem
) -> Iterator[tuple[float, Expr]]:
    """Ranges each end of which is the date changed in its own way."""
    ends = []
    for at in (0, 1):
        outputs = [half[at] for half in halves]
        found = [
            *answers_from(reading, replace(problem, outputs=tuple(outputs))),
            *_rounded(reading, outputs),
        ]
        ends.append(sorted(found, key=lambda answer: answer[0])[:4])
    for (price, first), (other, last) in itertools.product(*ends):
        yield price + other - reading.cost + 1, CONCAT(first, Const(sign), last)


def _ranges(reading: Reading, halves: Sequence[list[str]], sign: str) -> Iterator[tuple[float, Expr]]:
    for minutes in STEPS:
        step = datetime.timedelta(minutes=minutes)
        low = _moved(reading, functools.partial(floor_moment, minutes=minutes))
        if low is None:
            continue
        base = ops.FLOOR_MOMENT(reading.expr, minutes)
        for gap in (step, step - datetime.timedelta(minutes=1)):
            high = tuple(moment + gap for moment in low)
            starts = output_formats(low, [half[0] for half in halves], reading.parts)
            ends = output_formats(high, [half[1] for half in halves], reading.parts) if starts else []
            for (price, first), (other, last) in itertools.product(starts[:2], ends[:2]):
                upper = ops.ADD_SECONDS(base, int(gap.total_seconds()))
                expr = CONCAT(ops.FORMAT_DATE(base, first), Const(sign), ops.FORMAT_DATE(upper, last))
                yield reading.cost + price + other + 1, expr


EPOCHS = (("1970-01-01", 1.0), ("1970-01-01", 0.001), ("1899-12-30", 86400.0))


@generator("programs", priority=24)
def epoch_dates(problem: Problem) -> Iterator[Term | None]:
    """Numbers of seconds, milliseconds or days since a usual epoch."""
    if not problem.is_text:
        return
    outputs = [str(output) for output in problem.outputs]
    for column in problem.columns:
        if not all(_is_count(value) for value in column.values):
            continue
        for start, unit in EPOCHS:
            term = problem.term(ops.SINCE(column.expr, start, unit))
            if term is not None:
                moments = tuple(term.values)
                answers: list[tuple[float, Expr]] = [
                    (odd, ops.FORMAT_DATE(term.expr, format))
                    for odd, format in output_formats(moments, outputs, frozenset("YmdHMS"))
                    if sum(f"%{letter}" in format for letter in "YymdBbHIMSj") > 2
                ]
                yield joined(answers, problem)


def _is_count(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return False
    return re.fullmatch(r"\d{4,13}(\.\d+)?", str(value)) is not None
