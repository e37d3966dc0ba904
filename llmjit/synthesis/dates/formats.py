"""Programs that read a date or a time in one or several formats and write it in another, shifted or in part.

The input formats are all those that parse every observation. For each, the output's format is read off the
outputs token by token. What the observations leave open, day or month above all, stays open: the readings
that fit equally well are joined by `UNANIMOUS`, which has a value only where they agree.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator

from llmjit.support.calendars import epoch_seconds, utc_offset
from llmjit.support.date_formats import infer_formats, tokens
from llmjit.support.dates import (
    DateError,
    add_months,
    clipped_months,
    format_date,
    month_end,
    month_start,
    parse_date,
)
from llmjit.synthesis.dates.operators import (
    ADD_DAYS,
    ADD_MONTHS,
    ADD_SECONDS,
    CLIPPED_MONTHS,
    DATE_OF,
    DAYS_BETWEEN,
    EPOCH,
    FORMAT_DATE,
    HALF_DAY_TIME,
    MONTH_END,
    MONTH_START,
    PARSE_DATE,
    PART,
    TIMES,
    UNANIMOUS,
    UTC_OFFSET,
    WEEKDAY,
)
from llmjit.synthesis.dates.readings import LONGEST, MAXIMUM_READINGS, Moments, Reading, letters, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Const, Expr, Operator, applications, operators
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import AT_LEAST, NOT, TEXT


@generator("programs", priority=20)
def date_programs(problem: Problem) -> Iterator[Term | None]:
    """Answers that are the date in one column, written otherwise."""
    if not all(isinstance(output, str | int | datetime.date) for output in problem.outputs):
        return
    if problem.is_text and max(len(str(output)) for output in problem.outputs) > LONGEST:
        return
    for column in date_sources(problem):
        if problem.late():
            return
        readings = list(itertools.islice(read_column(column.expr, column.values, problem), MAXIMUM_READINGS))
        answers = [answer for reading in readings for answer in answers_from(reading, problem)]
        yield joined(answers, problem)


def joined(answers: list[tuple[float, Expr]], problem: Problem) -> Term | None:
    """The likeliest answers as one program that has a value where they agree."""
    if not answers or copies(problem):
        return None
    answers.sort(key=lambda answer: answer[0])
    best = answers[0][0]
    likely = list(dict.fromkeys(expr for price, expr in answers if price <= best + 1.5))[:6]
    likely = padded_alike(usual_hours(likely, problem), problem)
    expr = likely[0] if len(likely) == 1 else UNANIMOUS(*likely)
    return problem.term(expr, 0.4 + best / 4)


def usual_hours(likely: list[Expr], problem: Problem) -> list[Expr]:
    """The programs, and where hours of one digit have a zero in front, those alone that write it.

    Of a time of day that was read with am or pm, 8 tasks wrote the hour of 24 with a zero, and none without.
    """
    halves = all(HALF_DAY_TIME in operators(each) for each in likely)
    if halves or any(map(PADDED.search, problem.beside)):
        return [each for each in likely if "%-H:" not in repr(each)] or likely
    return likely


def padded_alike(likely: list[Expr], problem: Problem) -> list[Expr]:
    """The programs, and where dates are written as they were read, those that put zeros in front as the inputs do."""
    found = [
        each for each in likely if (zeros := _zeros_read(each, problem)) is not None and zeros == _zeros(each)
    ]
    return found or likely


def _zeros(expr: Expr) -> bool:
    """Whether days and months of one digit are written with a zero in front."""
    return not any("%-" in format for _, format in _formats(expr, FORMAT_DATE))


def _zeros_read(expr: Expr, problem: Problem) -> bool | None:
    """Whether days and months of one digit had a zero in front where dates like those written were read."""
    written = {_layout(format) for _, format in _formats(expr, FORMAT_DATE)}
    for source, format in _formats(expr, PARSE_DATE):
        if _layout(format) in written:
            texts = " ".join(map(str, problem.values(source)))
            zeros, bare = re.search(r"(?<!\d)0\d(?!\d|:)", texts), re.search(r"(?<![\d:])\d(?!\d|:)", texts)
            return None if (zeros is None) is (bare is None) else zeros is not None
    return None


def _formats(expr: Expr, operator: Operator) -> Iterator[tuple[Expr, str]]:
    """What an operator is used on, with its format, where that is known."""
    for each in applications(expr):
        format = each.arguments[1] if each.operator is operator else None
        if isinstance(format, Const):
            yield each.arguments[0], str(format.value)


def _layout(format: str) -> str:
    """A format, whatever the length of names and years."""
    return format.replace("%-", "%").replace("%B", "%b").replace("%y", "%Y")


PADDED = re.compile(r"(?<!\d)0\d:[0-5]\d")
"""An hour of one digit with a zero in front: other times of the same record are written so as well."""


def copies(problem: Problem) -> bool:
    """Whether every output stands in an input as it is: that is no reading of a date, but a copy."""
    return problem.is_text and any(
        all(str(output) in str(value) for output, value in zip(problem.outputs, column.values, strict=True))
        for column in problem.columns
        if not isinstance(column.values[0], datetime.datetime)
    )


def answers_from(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Programs from a reading to the outputs, with their prices."""
    if problem.is_text:
        for shift in shifts(reading, problem):
            moments = _shifted(reading.moments, shift)
            if moments is None:
                continue
            known = reading.parts | (frozenset("d") if shift[0] == "month_starts" else frozenset())
            known |= frozenset("HMSI") if shift[0] == "seconds" else frozenset()
            price = reading.cost + (2 if shift[1] else 0)
            for odd, format in output_formats(moments, list(map(str, problem.outputs)), known):
                yield price + odd, FORMAT_DATE(_shift_expr(reading.expr, shift), format)
        if {"Y", "m", "d", "H"} <= reading.parts:
            yield from (
                (price, TEXT(expr)) for price, expr in _since(reading, list(map(str, problem.outputs)))
            )
        return
    yield from value_answers(reading, problem)


def value_answers(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Outputs that are dates, moments or whole numbers."""
    kinds = {type(output) for output in problem.outputs}
    if kinds == {datetime.date} and "d" in reading.parts:
        yield reading.cost, DATE_OF(reading.expr)
    elif kinds == {datetime.datetime}:
        yield reading.cost, reading.expr
    elif kinds == {bool} and {"Y", "m", "d"} <= reading.parts and len(problem.inputs[0]) == 1:
        yield from _weekends(reading, problem)
    elif kinds == {int}:
        for letter in available(reading.parts):
            if letter in "YmdHMSjVuqhG" and all(
                int(format_date(moment, f"%{letter}")) == output
                for moment, output in zip(reading.moments, problem.outputs, strict=True)
            ):
                yield reading.cost, PART(reading.expr, f"%{letter}")
        if {"Y", "m"} <= reading.parts and problem.solves([month_end(each).day for each in reading.moments]):
            yield reading.cost + 1, PART(MONTH_END(reading.expr), "%d")
        if {"Y", "m", "d"} <= reading.parts:
            yield from _counted(reading, problem)


def _weekends(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Whether a day is one of a weekend, or is not."""
    weekends = [moment.weekday() > 4 for moment in reading.moments]
    if len(set(weekends)) > 1:
        asked = AT_LEAST(WEEKDAY(reading.expr), 5)
        if problem.solves(weekends):
            yield reading.cost, asked
        if problem.solves([not each for each in weekends]):
            yield reading.cost, NOT(asked)


def _counted(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Seconds and milliseconds since 1970, the number of the weekday, the days left in the month, the offset."""
    yield from _since(reading, list(map(str, problem.outputs)))
    if "z" in reading.parts and problem.solves([utc_offset(moment) for moment in reading.moments]):
        yield reading.cost, UTC_OFFSET(reading.expr)
    if problem.solves([(month_end(moment) - moment).days for moment in reading.moments]):
        yield reading.cost + 1, DAYS_BETWEEN(reading.expr, MONTH_END(reading.expr))
    if problem.solves([moment.weekday() for moment in reading.moments]):
        yield reading.cost + 1, WEEKDAY(reading.expr)


def _since(reading: Reading, outputs: list[str]) -> Iterator[tuple[float, Expr]]:
    """Seconds and milliseconds since 1970."""
    seconds = tuple(map(epoch_seconds, reading.moments))
    for factor in (1, 1000):
        if [str(factor * each) for each in seconds] == outputs:
            expr = EPOCH(reading.expr)
            yield reading.cost, expr if factor == 1 else TIMES(expr, factor)


Shift = tuple[str, int]
MONTH = 28 * 86400
CLOCK = frozenset("HIMSpf")


def shifts(reading: Reading, problem: Problem) -> Iterator[Shift]:
    """Constant distances between what was read and what the outputs say: none, days, seconds or months."""
    yield ("days", 0)
    if len(set(reading.moments)) < 2:
        return
    outputs = list(map(str, problem.outputs))
    for format in infer_formats(outputs)[:4]:
        told = letters(format)
        goals = [parse_date(output, format).replace(tzinfo=None) for output in outputs]
        moments = [precise(moment, told) for moment in reading.moments]
        if ("d" in told and "Y" in told) or told <= CLOCK:
            yield from _distances(moments, goals, told)
        elif {"Y", "m"} <= told and (gap := _months(moments, goals)):
            yield ("month_starts", gap)


def precise(moment: datetime.datetime, told: frozenset[str]) -> datetime.datetime:
    """The moment as far as a format tells it, with no zone."""
    if "S" not in told:
        moment = moment.replace(second=0)
    return moment.replace(microsecond=moment.microsecond if "f" in told else 0, tzinfo=None)


def _distances(
    moments: list[datetime.datetime], goals: list[datetime.datetime], told: frozenset[str]
) -> Iterator[Shift]:
    gaps = {int((goal - moment).total_seconds()) for goal, moment in zip(goals, moments, strict=True)}
    if told <= CLOCK:
        gaps = {(gap + 43200) % 86400 - 43200 for gap in gaps}
    if len(gaps) == 1 and (gap := gaps.pop()):
        yield ("days", gap // 86400) if gap % 86400 == 0 else ("seconds", gap)
        if abs(gap) >= MONTH and (months := _months(moments, goals)):
            yield ("months", months)
        return
    if (months := _months(moments, goals)) and len(gaps) > 1:
        firsts = {goal.day for goal in goals} == {1} and {moment.day for moment in moments} != {1}
        yield ("month_starts" if firsts else "months", months)


def _months(moments: list[datetime.datetime], goals: list[datetime.datetime]) -> int:
    """The months by which all goals are later; 0 where they differ."""
    months = {
        (goal.year - moment.year) * 12 + goal.month - moment.month
        for goal, moment in zip(goals, moments, strict=True)
    }
    return months.pop() if len(months) == 1 else 0


def _shifted(moments: Moments, shift: Shift) -> Moments | None:
    unit, amount = shift
    try:
        if unit == "month_starts":
            return tuple(add_months(month_start(moment), amount) for moment in moments)
        if unit == "months":
            return tuple(clipped_months(moment, amount) for moment in moments)
        step = datetime.timedelta(**{unit: amount})
        return tuple(moment + step for moment in moments)
    except (DateError, OverflowError):
        return None


def _shift_expr(expr: Expr, shift: Shift) -> Expr:
    unit, amount = shift
    if not amount:
        return expr
    if unit == "month_starts":
        return ADD_MONTHS(MONTH_START(expr), amount)
    operators = {"days": ADD_DAYS, "seconds": ADD_SECONDS, "months": CLIPPED_MONTHS}
    return operators[unit](expr, amount)


def available(parts: frozenset[str]) -> str:
    """The directives that can be written from what was read."""
    told = "".join(letter for letter in "YmdHMSf" if letter in parts)
    if "Y" in parts:
        told += "y"
    if "m" in parts:
        told += "Bbqh"
    if {"Y", "m", "d"} <= parts:
        told += "AajGVu"
    if "d" in parts:
        told += "o"
    if "H" in parts:
        told += "IpP"
    return told + "".join(letter for letter in "AaGVuz" if letter in parts and letter not in told)


_WRITTEN = re.compile("%([-^]?)([A-Za-z])")
_RUNS = {
    4: ("%H%M", "%m%d", "%d%m", "%y%m"),
    6: ("%y%m%d", "%d%m%y", "%m%d%y", "%Y%m", "%H%M%S"),
    8: ("%Y%m%d", "%d%m%Y", "%m%d%Y"),
    12: ("%Y%m%d%H%M",),
    14: ("%Y%m%d%H%M%S",),
}


def output_formats(
    moments: Moments, outputs: list[str], parts: frozenset[str], more: str = ""
) -> list[tuple[float, str]]:
    """The formats that write the moments as the outputs, with ``more`` directives; see `_pieces` for what they cost."""
    rows = [tokens(output) for output in outputs]
    if len({len(row) for row in rows}) > 1 or not rows[0] or len(rows[0]) > 24:
        return []
    told = available(parts) + more
    columns = []
    for column in zip(*rows, strict=True):
        columns.append(_pieces(moments, column, told))
        if not columns[-1]:
            return []
    if not any("%" in piece for column in columns for _, piece in column):
        return []
    found: list[tuple[float, str]] = []
    for combination in itertools.islice(itertools.product(*columns), 64):
        format = "".join(piece for _, piece in combination)
        if not _IMPOSSIBLE.search(format):
            found.append((sum(odd for odd, _ in combination) + _oddity(format), format))
    if not found:
        return []
    found.sort()
    return [each for each in found if each[0] <= found[0][0] + 1.5]


def _pieces(moments: Moments, column: tuple[str, ...], told: str) -> list[tuple[float, str]]:
    """What one token of the output may be: directives that write it on every observation, or a constant."""
    found: list[tuple[float, str]] = []
    sample = column[0]
    if sample.isdigit():
        found += [(0.0, f"%{letter}") for letter in "YmdHMSyjGVuqhIfNn" if letter in told]
        found += [(0.0, f"%-{letter}") for letter in "mdHIjMS" if letter in told]
        found += [(0.0, run) for run in _RUNS.get(len(sample), ()) if set(run) - {"%"} <= set(told)]
    elif sample.isalpha():
        found += [(0.0, f"%{flag}{letter}") for letter in "BbAapPo" if letter in told for flag in ("", "^")]
    fitting = [
        (odd, piece)
        for odd, piece in found
        if all(format_date(m, piece) == token for m, token in zip(moments, column, strict=True))
    ]
    fitting = [
        each for each in fitting if not ("^" in each[1] and (each[0], each[1].replace("^", "")) in fitting)
    ]
    if len(set(column)) == 1 and (not fitting or not sample.isdigit() or len(sample) < 3):
        odd = 2.0 + 2.0 * _like_year(sample, moments, told) if sample.isdigit() else 2.0 * bool(fitting)
        fitting.append((odd, sample.replace("%", "%%")))
    return fitting


def _like_year(sample: str, moments: Moments, told: str) -> bool:
    """Whether two digits that never varied may be a year: one of the moments', or one beside it as of accounts."""
    years = {(moment.year + gap) % 100 for moment in moments for gap in (-1, 0, 1)}
    return "y" in told and len(sample) == 2 and int(sample) > HOURS and int(sample) in years


HOURS = 12
_IMPOSSIBLE = re.compile(r"%-?[mBb]\W*(?:29|30|31)(?!\d)|(?<!\d)(?:29|30|31)\W*%-?[mBb]")
"""A day that not every month has."""


def _unusual_hours(written: list[tuple[str, str]], padding: set[str]) -> bool:
    """Whether hours mix with days as people do not: ``5 Mar, 03:15`` and ``03/05/2024, 3:15 PM`` are usual."""
    hours = {(flag, letter) for flag, letter in written if letter in "HI"}
    return (("-", "H") in hours and "" in padding) or (("", "I") in hours and "-" in padding)


def _oddity(format: str) -> float:
    """How unusual an output format is: mixed padding, days before months after years, years for minutes."""
    written = _WRITTEN.findall(format)
    letters = "".join(letter for _, letter in written)
    padding = {flag for flag, letter in written if letter in "mdj"}
    padding |= {""} if re.search(r"(?<!\d)0\d(?!\d)", format) else set()
    clock = re.search(r":%-[MS]|%-[MS]:", format) is not None
    order = "".join(letter for letter in letters if letter in "Yymd")
    odd = 2.0 * (len(padding) > 1 or _unusual_hours(written, padding))
    odd += 2.0 * (order == "Ymd" and "-" in padding)
    odd += 4.0 * (order in ("Ydm", "ydm"))
    odd += 3.0 * ("I" in letters and not set("pP") & set(letters))
    odd += 6.0 * (re.search(r"%-?[A-Za-z]:%-?[^MSfHIz-]", format) is not None)
    odd += 4.0 * clock + 0.5 * ("-" in padding and re.search("%[MS]", format.replace(":%M", "")) is not None)
    odd += 1.0 * ("y" in letters and len(order) < 2)
    odd += 4.0 * ("G" in letters and "V" not in letters)
    odd += 8.0 * ("V" in letters and "Y" in letters)  # the year of a week may be another
    return odd + sum(letter in "juVqhf" for letter in letters)
