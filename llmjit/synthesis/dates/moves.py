"""Dates shifted by the amounts that another column holds, moments in UTC, and what lies between two moments."""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from llmjit.support.calendars import in_utc
from llmjit.support.dates import DateError, clipped_months, format_date
from llmjit.support.measures import offset_minutes
from llmjit.support.numbers import number_tokens
from llmjit.support.phrases import moved_by
from llmjit.support.workdays import add_workdays
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import joined, output_formats
from llmjit.synthesis.dates.readings import LONGEST, MAXIMUM_READINGS, Moments, Reading, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Apply, Expr, Operator
from llmjit.synthesis.numbers.measures import OFFSET
from llmjit.synthesis.numbers.operators import TO_INT
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import INT, TEXT

_START = datetime.datetime(2001, 1, 1)
NUMBER = r"\d+"
YEAR = r"(?:1[89]|2[01])\d\d"
ZONE = re.compile(r"(?:UTC|GMT)?[-+]\d\d?(?::?[0-5]\d)?|Z", re.ASCII)
MOST_DAYS = 4000
"""A larger number beside a date is no distance from it."""
LIKELY = 1.5
MOST_COUNTED = 0.6
"""Where so many answers are counted, others may say in words that nothing lies between."""
DISTANCES = (
    ops.SECONDS_UNTIL,
    ops.SECONDS_OVERNIGHT,
    ops.WORKDAYS_BETWEEN,
    ops.MONTHS_BETWEEN,
    ops.YEARS_BETWEEN,
    ops.DAYS_BETWEEN,
    ops.SECONDS_BETWEEN,
)
Amount = tuple[Expr, tuple[int, ...]]
Unit = tuple[Operator, int, Callable[[datetime.datetime, int], datetime.datetime]]


def _seconds(moment: datetime.datetime, amount: int) -> datetime.datetime:
    return moment + datetime.timedelta(seconds=amount)


def _days(moment: datetime.datetime, amount: int) -> datetime.datetime:
    return moment + datetime.timedelta(days=amount)


UNITS: tuple[Unit, ...] = (
    (ops.ADD_DAYS, 1, _days),
    (ops.ADD_DAYS, 7, _days),
    (ops.ADD_WORKDAYS, 1, add_workdays),
    (ops.CLIPPED_MONTHS, 1, clipped_months),
    (ops.CLIPPED_MONTHS, 12, clipped_months),
    (ops.ADD_SECONDS, 60, _seconds),
    (ops.ADD_SECONDS, 3600, _seconds),
)


@generator("programs", priority=23)
def moved_dates(problem: Problem) -> Iterator[Term | None]:
    """Dates shifted by another column, and moments in UTC."""
    outputs = [str(output) for output in problem.outputs]
    if not problem.is_text or not all(
        4 <= len(out) <= LONGEST and any(map(str.isdigit, out)) for out in outputs
    ):
        return
    phrases = list(_phrases(problem))
    said = {id(column) for column, *_ in phrases}
    amounts = list(_amounts([column for column in problem.columns if id(column) not in said]))
    for column in date_sources(problem):
        answers: list[tuple[float, Expr]] = []
        for reading in itertools.islice(read_column(column.expr, column.values, problem), 4):
            if "z" in reading.parts:
                answers += _written(reading, _moved(reading, in_utc), ops.IN_UTC(reading.expr), outputs)
            answers += _in_years(reading, problem, outputs)
            for amount, numbers in amounts:
                if not _reads(column.expr, amount):
                    answers += _shifted(reading, amount, numbers, outputs)
            for phrase, sign, short in phrases:
                if not _reads(column.expr, phrase.expr):
                    answers += _said(reading, phrase, sign, short, outputs)
            if problem.late():
                return
        yield joined(answers, problem)


def _phrases(problem: Problem) -> Iterator[tuple[Term, int, str]]:
    """Columns that say in words how far to go, and in which direction if the words do not."""
    for column in problem.texts:
        texts = [str(value).strip() for value in column.values]
        if max(map(len, texts)) > LONGEST or not all(re.search("[a-z]", text.lower()) for text in texts):
            continue
        for sign, short in itertools.product((1, -1), ("month", "minute")):
            try:
                ends = [moved_by(_START, text, sign, short) for text in texts]
            except (DateError, OverflowError):
                continue
            if len(set(ends)) > 1:
                yield column, sign, short


def _said(
    reading: Reading, phrase: Term, sign: int, short: str, outputs: list[str]
) -> Iterator[tuple[float, Expr]]:
    operator = ops.MOVED_BY
    moments = _by_phrases(reading, phrase, sign, short, clip=False)
    if moments is None:
        operator, moments = ops.MOVED_CLIPPED, _by_phrases(reading, phrase, sign, short, clip=True)
    moved = operator(reading.expr, phrase.expr, sign, short)
    for odd, expr in _written(reading, moments, moved, outputs):
        yield odd - 1, expr
    if sign > 0 and moments is not None:
        yield from _until_then(reading, moments, moved, outputs)


def _by_phrases(reading: Reading, phrase: Term, sign: int, short: str, clip: bool) -> Moments | None:
    try:
        pairs = zip(reading.moments, phrase.values, strict=True)
        return tuple(moved_by(moment, str(text), sign, short, clip) for moment, text in pairs)
    except (DateError, OverflowError):
        return None


def _in_years(reading: Reading, problem: Problem, outputs: list[str]) -> Iterator[tuple[float, Expr]]:
    """Days and months whose year another column has."""
    if "Y" in reading.parts or not {"m", "d"} <= reading.parts:
        return
    whole = replace(reading, parts=reading.parts | {"Y"})
    for column in problem.columns:
        if all(re.fullmatch(YEAR, str(value)) for value in column.values):
            term = problem.term(ops.IN_YEAR(reading.expr, column.expr))
            if term is not None:
                yield from _written(whole, tuple(term.values), term.expr, outputs)


def moves(reading: Reading, problem: Problem) -> Iterator[tuple[Expr, Moments]]:
    """A date moved as another column says: by its number in some unit, or in words."""
    phrases = list(_phrases(problem))
    said = {id(column) for column, *_ in phrases}
    for phrase, sign, short in phrases:
        if not _reads(reading.expr, phrase.expr) and not _reads(phrase.expr, reading.expr):
            term = problem.term(ops.MOVED_BY(reading.expr, phrase.expr, sign, short))
            if term is not None:
                yield term.expr, term.values
    for amount, numbers in _amounts([column for column in problem.columns if id(column) not in said]):
        if repr(amount) not in repr(reading.expr):
            for (operator, unit, move), sign in itertools.product(UNITS, (1, -1)):
                moments = _together(reading.moments, numbers, sign * unit, move)
                if moments is not None:
                    factor = sign * unit
                    yield (
                        operator(reading.expr, amount if factor == 1 else ops.TIMES(amount, factor)),
                        moments,
                    )


def _together(
    moments: Moments,
    numbers: Sequence[int],
    factor: int,
    move: Callable[[datetime.datetime, int], datetime.datetime],
) -> Moments | None:
    """All moments moved."""
    try:
        return tuple(move(moment, factor * number) for moment, number in zip(moments, numbers, strict=True))
    except (DateError, OverflowError):
        return None


def _reads(column: Expr, amount: Expr) -> bool:
    return repr(column) in repr(amount)


def _amounts(columns: Sequence[Term]) -> Iterator[Amount]:
    """Columns of whole numbers, and the only number in each text of a column.

    What lies between two dates moves no third one: a date moved by its distance from another is that other.
    """
    for column in columns:
        values = column.values
        if len(set(map(repr, values))) < 2 or _distance(column.expr):
            continue
        if all(isinstance(value, str) and ZONE.fullmatch(value) for value in values):
            yield TO_INT(OFFSET(column.expr)), tuple(int(offset_minutes(str(value))) for value in values)
        elif all(type(value) is int and abs(value) <= MOST_DAYS for value in values):
            yield column.expr, tuple(values)
        elif all(
            isinstance(v, str) and len(v) <= LONGEST and len(re.findall(NUMBER, v)) == 1 for v in values
        ):
            numbers = tuple(int(re.findall(NUMBER, value)[0]) for value in values)
            if max(numbers) <= MOST_DAYS:
                bare = all(re.fullmatch(NUMBER, value) for value in values)
                yield INT(column.expr if bare else ops.ONLY_MATCH(column.expr, NUMBER)), numbers


def _distance(expr: Expr) -> bool:
    return isinstance(expr, Apply) and expr.operator in DISTANCES


def _moved(reading: Reading, change: Callable[[datetime.datetime], datetime.datetime]) -> Moments | None:
    try:
        return tuple(map(change, reading.moments))
    except (DateError, OverflowError, ValueError):
        return None


def _shifted(
    reading: Reading, amount: Expr, numbers: Sequence[int], outputs: list[str]
) -> Iterator[tuple[float, Expr]]:
    for (operator, unit, move), sign in itertools.product(UNITS, (1, -1)):
        factor = sign * unit
        moments = _together(reading.moments, numbers, factor, move)
        if moments is not None:
            expr = operator(reading.expr, amount if factor == 1 else ops.TIMES(amount, factor))
            yield from _written(reading, moments, expr, outputs)
            if sign > 0 and operator is not ops.ADD_SECONDS:
                yield from _until_then(reading, moments, expr, outputs)


def _until_then(
    reading: Reading, moments: Moments, expr: Expr, outputs: list[str]
) -> Iterator[tuple[float, Expr]]:
    """The last day before the date that is so far away: a term of a month ends the day before the next begins."""
    before = _together(moments, [-1] * len(moments), 1, _days)
    yield from _written(reading, before, ops.ADD_DAYS(expr, -1), outputs)


def _written(
    reading: Reading, moments: Moments | None, expr: Expr, outputs: list[str]
) -> Iterator[tuple[float, Expr]]:
    # Equal moments in different zones are written differently.
    if moments is None or list(map(str, moments)) == list(map(str, reading.moments)):
        return
    for odd, format in output_formats(moments, outputs, reading.parts | frozenset("HMS")):
        if [format_date(moment, format) for moment in reading.moments] != outputs:
            yield reading.cost + odd + 1, ops.FORMAT_DATE(expr, format)


@generator("columns", priority=25)
def moment_differences(problem: Problem) -> Iterator[Term | None]:
    """What lies between two dates, in one column or in two, as numbers for the arithmetic to use."""
    if sum(map(countable, problem.outputs)) < MOST_COUNTED * len(problem.outputs):
        return
    pairs = []
    for column in date_sources(problem):
        readings = list(itertools.islice(read_column(column.expr, column.values, problem), MAXIMUM_READINGS))
        pairs += [readings] if readings else []
        if len(pairs) > 3 or problem.late():
            break
    for first, second in itertools.permutations(pairs[:4], 2):
        yield from _between(first, second, problem)


def countable(output: object) -> bool:
    """Whether an answer may be, or hold, a number of days or seconds."""
    if isinstance(output, str):
        return len(output) <= LONGEST and any(map(str.isdigit, output))
    return isinstance(output, int | float)


def _between(first: list[Reading], second: list[Reading], problem: Problem) -> Iterator[Term | None]:
    """Both columns are taken to be written alike: the same reading of both, as far as they have the same."""
    forms = {ops.form(reading.expr) for reading in first} & {ops.form(reading.expr) for reading in second}
    if not forms:
        first, second = first[:1], second[:1]
    for start in first:
        for end in second:
            likely = start.cost <= first[0].cost + LIKELY and end.cost <= second[0].cost + LIKELY
            if likely and (not forms or ops.form(start.expr) == ops.form(end.expr)):
                yield from differences(start, end, problem)


def differences(start: Reading, end: Reading, problem: Problem) -> Iterator[Term | None]:
    """Between moments of known times, days have passed, or nights: days of work are counted between days alone."""
    known = start.parts & end.parts
    if {"Y", "m"} <= known:
        yield problem.term(ops.MONTHS_BETWEEN(start.expr, end.expr), 0.9)
        yield problem.term(ops.YEARS_BETWEEN(start.expr, end.expr), 0.7)
    if {"Y", "m", "d"} <= known:
        yield problem.term(ops.DAYS_BETWEEN(start.expr, end.expr), 0.6)
        yield from _usual(start, end, problem)
        if "H" in known:
            yield problem.term(ops.DAYS_BETWEEN(ops.DATE_OF(start.expr), ops.DATE_OF(end.expr)), 0.7)
        else:
            yield problem.term(ops.WORKDAYS_BETWEEN(start.expr, end.expr), 0.9)
            yield problem.term(ops.WORKDAYS_BETWEEN(start.expr, ops.ADD_DAYS(end.expr, 1)), 1.0)
    if "H" in known:
        yield from _clocked(start, end, problem)


def _usual(start: Reading, end: Reading, problem: Problem) -> Iterator[Term | None]:
    """Days with the first and the last, whole weeks, and the years of a calendar, where the outputs tell them.

    Few numbers that lie near one another show no constant, and need not: these constants are none to be learned.
    """
    for expr in (
        ops.DAYS_BETWEEN(start.expr, ops.ADD_DAYS(end.expr, 1)),
        ops.WHOLE_WEEKS(ops.DAYS_BETWEEN(start.expr, end.expr)),
        ops.YEARS_APART(start.expr, end.expr),
    ):
        term = problem.term(expr, 0.6)
        if term is not None and all(map(_tells, problem.outputs, term.values)):
            yield term


def _tells(output: object, number: int) -> bool:
    return str(number) in number_tokens(str(output))


def _clocked(start: Reading, end: Reading, problem: Problem) -> Iterator[Term | None]:
    """Times of day whose end was never before the start are not known to go on overnight."""
    if "%f" in ops.form(start.expr):
        exact = ops.MILLISECONDS_UNTIL(start.expr, end.expr)
        yield problem.term(exact, 0.8)
        yield problem.term(ops.EXACT_SECONDS(exact), 0.8)
    if "d" in start.parts:
        yield problem.term(ops.SECONDS_BETWEEN(start.expr, end.expr), 0.8)
    elif all(first <= last for first, last in zip(start.moments, end.moments, strict=True)):
        yield from _in_minutes(ops.SECONDS_UNTIL(start.expr, end.expr), start, problem)
    elif any(first <= last for first, last in zip(start.moments, end.moments, strict=True)):
        yield from _in_minutes(ops.SECONDS_BETWEEN(start.expr, end.expr), start, problem)
        yield from _in_minutes(ops.SECONDS_OVERNIGHT(start.expr, end.expr), start, problem)


def _in_minutes(seconds: Expr, start: Reading, problem: Problem) -> Iterator[Term | None]:
    """As many minutes where the times have no seconds: what else is counted with them is in minutes too.

    Whole hours all of them are no evidence of what is done with a rest.
    """
    if "S" in start.parts:
        yield problem.term(seconds, 0.8)
        return
    yield problem.term(ops.WHOLE_HOURS(seconds), 0.7)
    yield problem.term(ops.WHOLE_MINUTES(seconds), 0.8)


@generator("atoms", priority=46)
def constant_distances(problem: Problem) -> Iterator[Term | None]:
    """What lies between two dates where it was always the same: it may be what a constant number stands for."""
    for column in problem.columns:
        if _distance(column.expr) and len(set(column.values)) == 1:
            yield problem.term(TEXT(column.expr), column.cost)
