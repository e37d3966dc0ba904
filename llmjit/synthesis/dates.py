"""Programs that read a date or a time in one or several formats and write it in another, shifted or in part.

The input formats are all those that parse every observation. For each, the output's format is read off the
outputs token by token. What the observations leave open, day or month above all, stays open: the readings
that fit equally well are joined by `UNANIMOUS`, which has a value only where they agree.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.support.calendars import epoch_seconds
from llmjit.support.date_formats import format_cost, infer_formats, skeleton, tokens
from llmjit.support.dates import MONTHS, DateError, add_months, format_date, month_end, parse_any, parse_date
from llmjit.synthesis.date_operators import (
    ADD_DAYS,
    ADD_MONTHS,
    ADD_SECONDS,
    DATE_OF,
    EPOCH,
    FORMAT_DATE,
    MONTH_END,
    PARSE_ANY,
    PARSE_DATE,
    PART,
    TIMES,
    UNANIMOUS,
    WEEKDAY,
)
from llmjit.synthesis.date_sources import date_sources
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.text_operators import AT_LEAST

LONGEST = 80
MAXIMUM_CLUSTERS = 24
MAXIMUM_READINGS = 12
Moments = tuple[datetime.datetime, ...]


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a column as moments, and how unlikely that way is."""

    expr: Expr
    moments: Moments
    cost: float
    parts: frozenset[str]


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
    expr = likely[0] if len(likely) == 1 else UNANIMOUS(*likely)
    return problem.term(expr, 0.4 + best / 4)


def copies(problem: Problem) -> bool:
    """Whether every output stands in an input as it is: that is no reading of a date, but a copy."""
    return problem.is_text and any(
        all(str(output) in str(value) for output, value in zip(problem.outputs, column.values, strict=True))
        for column in problem.columns
    )


def read_column(expr: Expr, values: Sequence[object], problem: Problem) -> Iterator[Reading]:
    """The ways to read a column as moments, the likelier first."""
    if all(isinstance(value, datetime.datetime) for value in values):
        yield Reading(expr, tuple(values), 0.0, frozenset("YmdHMS"))  # type: ignore[arg-type]
        return
    texts = [value for value in values if isinstance(value, str) and 0 < len(value) <= LONGEST]
    if len(texts) < len(values) or not all(any(c.isdigit() for c in text) for text in texts):
        yield from _names(expr, values, problem)
        return
    yield from _numbered(expr, texts, problem)
    clusters: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        clusters.setdefault(skeleton(text), []).append(text)
    if len(clusters) == 1:
        for format in infer_formats(texts):
            moments = tuple(parse_date(text, format) for text in texts)
            yield Reading(PARSE_DATE(expr, format), moments, format_cost(format) or 0, letters(format))
    elif len(clusters) <= MAXIMUM_CLUSTERS:
        yield from read_mixture(expr, texts, clusters, problem)


def _names(expr: Expr, values: Sequence[object], problem: Problem) -> Iterator[Reading]:
    """Names of months by themselves."""
    texts = [str(value) for value in values]
    for format in ("%B", "%b"):
        moments = _parse_all(texts, [format])
        if moments:
            yield Reading(PARSE_DATE(expr, format), moments, 0.0, frozenset("m"))


def _numbered(expr: Expr, texts: Sequence[str], problem: Problem) -> Iterator[Reading]:
    """Numbers of months, where the outputs are their names."""
    if all(text.isdecimal() and 1 <= int(text) <= 12 for text in texts):
        names = {str(output).lower()[:3] for output in problem.outputs}
        if names <= {month[:3].lower() for month in MONTHS}:
            yield Reading(
                PARSE_DATE(expr, "%m"), tuple(parse_date(t, "%m") for t in texts), 0.0, frozenset("m")
            )


def letters(format: str) -> frozenset[str]:
    """What a format tells of the moment, names of months and years made one."""
    found = {piece[0] for piece in format.split("%")[1:] if piece}
    if found & {"b", "B"}:
        found = found - {"b", "B"} | {"m"}
    found |= {"Y"} if "y" in found else set()
    found |= {"H"} if "I" in found else set()
    found |= {"m", "d"} if "j" in found else set()
    found |= {"Y", "m", "d"} if {"G", "V", "u"} <= found else set()
    return frozenset(found)


def read_mixture(
    expr: Expr, texts: Sequence[str], clusters: dict[tuple[str, ...], list[str]], problem: Problem
) -> Iterator[Reading]:
    """Texts of several forms: every form by the formats that lead to the dates that the outputs hold."""
    outputs = [str(output) for output in problem.outputs]
    odd = [form for form, cluster in clusters.items() if len(cluster) < 2 and has_words(form, cluster[0])]
    if 2 * len(odd) > len(clusters) or not infer_formats(outputs):
        return  # forms seen once, of words that may be anything
    options: dict[tuple[str, ...], list[str]] = {}
    for form, cluster in clusters.items():
        options[form] = infer_formats(cluster)
        if not options[form] or problem.late():
            return
    target: dict[str, object] = dict(zip(texts, outputs, strict=True))
    for wanted in infer_formats(outputs)[:4]:
        goal = {text: parse_date(str(target[text]), wanted) for text in texts}
        chosen: list[str] = []
        for form, cluster in clusters.items():
            fitting = [
                format
                for format in options[form]
                if letters(wanted) <= letters(format) | {"A", "a", "G", "V", "u"}
                and all(_same_parts(parse_date(text, format), goal[text], wanted) for text in cluster)
            ]
            if not fitting:
                break
            least = min(format_cost(format) or 0 for format in fitting)
            chosen += [format for format in fitting if (format_cost(format) or 0) <= least + 1]
        else:
            parsed = _parse_all(texts, chosen)
            if parsed:
                known = frozenset.intersection(*map(letters, chosen))
                yield Reading(PARSE_ANY(expr, tuple(chosen)), parsed, mixture_cost(chosen), known)


def mixture_cost(formats: Sequence[str]) -> float:
    """Every further format is a coincidence the more, and so is every letter that is in the text by chance."""
    words = sum(len(re.findall(r"[^\W\d_]", re.sub(r"%-?[A-Za-z]", "", format))) for format in formats)
    return 2.0 * (len(formats) - 1) + 1.0 * words


def has_words(form: tuple[str, ...], text: str) -> bool:
    """Whether a form holds words that are no part of a date."""
    return any(word.isalpha() and word == kind for word, kind in zip(tokens(text), form, strict=False))


def _same_parts(left: datetime.datetime, right: datetime.datetime, format: str) -> bool:
    return format_date(left, format) == format_date(right, format)


def _parse_all(texts: Sequence[str], formats: Sequence[str]) -> Moments | None:
    try:
        return tuple(parse_any(text, formats) for text in texts)
    except DateError:
        return None


def answers_from(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Programs from a reading to the outputs, with their prices."""
    if problem.is_text:
        for shift in shifts(reading, problem):
            moments = _shifted(reading.moments, shift)
            if moments is None:
                continue
            known = reading.parts | (frozenset("HMSI") if shift[0] == "seconds" else frozenset())
            price = reading.cost + (2 if shift[1] else 0)
            for odd, format in output_formats(moments, list(map(str, problem.outputs)), known):
                yield price + odd, FORMAT_DATE(_shift_expr(reading.expr, shift), format)
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
        weekends = [moment.weekday() > 4 for moment in reading.moments]
        if problem.solves(weekends) and len(set(weekends)) > 1:
            yield reading.cost, AT_LEAST(WEEKDAY(reading.expr), 5)
    elif kinds == {int}:
        for letter in available(reading.parts):
            if letter in "YmdHMSjVuqG" and all(
                int(format_date(moment, f"%{letter}")) == output
                for moment, output in zip(reading.moments, problem.outputs, strict=True)
            ):
                yield reading.cost, PART(reading.expr, f"%{letter}")
        if {"Y", "m", "d"} <= reading.parts:
            yield from _counted(reading, problem)


def _counted(reading: Reading, problem: Problem) -> Iterator[tuple[float, Expr]]:
    """Seconds and milliseconds since 1970, the number of the weekday, the days of the month."""
    seconds = tuple(map(epoch_seconds, reading.moments))
    for factor in (1, 1000):
        if problem.solves([factor * each for each in seconds]):
            expr = EPOCH(reading.expr)
            yield reading.cost, expr if factor == 1 else TIMES(expr, factor)
    if problem.solves([month_end(moment).day for moment in reading.moments]):
        yield reading.cost + 1, PART(MONTH_END(reading.expr), "%d")
    if problem.solves([moment.weekday() for moment in reading.moments]):
        yield reading.cost + 1, WEEKDAY(reading.expr)


Shift = tuple[str, int]


def shifts(reading: Reading, problem: Problem) -> Iterator[Shift]:
    """Constant distances between what was read and what the outputs say: none, days, seconds or months."""
    yield ("days", 0)
    if len(set(reading.moments)) < 2:
        return
    outputs = list(map(str, problem.outputs))
    for format in infer_formats(outputs)[:4]:
        told = letters(format)
        if not (("d" in told and "Y" in told) or told <= frozenset("HIMSpf")):
            continue
        goals = [parse_date(output, format) for output in outputs]
        gaps = {
            int((goal - moment.replace(tzinfo=None)).total_seconds())
            for goal, moment in zip(goals, reading.moments, strict=True)
        }
        if told <= frozenset("HIMSpf"):
            gaps = {(gap + 43200) % 86400 - 43200 for gap in gaps}
        if len(gaps) == 1 and (gap := gaps.pop()):
            yield ("days", gap // 86400) if gap % 86400 == 0 else ("seconds", gap)
        months = {
            (goal.year - moment.year) * 12 + goal.month - moment.month
            for goal, moment in zip(goals, reading.moments, strict=True)
        }
        if len(months) == 1 and (gap := months.pop()) and len(gaps) != 1:
            yield ("months", gap)


def _shifted(moments: Moments, shift: Shift) -> Moments | None:
    unit, amount = shift
    try:
        if unit == "months":
            return tuple(add_months(moment, amount) for moment in moments)
        step = datetime.timedelta(**{unit: amount})
        return tuple(moment + step for moment in moments)
    except (DateError, OverflowError):
        return None


def _shift_expr(expr: Expr, shift: Shift) -> Expr:
    unit, amount = shift
    if not amount:
        return expr
    return {"days": ADD_DAYS, "seconds": ADD_SECONDS, "months": ADD_MONTHS}[unit](expr, amount)


def available(parts: frozenset[str]) -> str:
    """The directives that can be written from what was read."""
    told = "".join(letter for letter in "YmdHMSf" if letter in parts)
    if "Y" in parts:
        told += "y"
    if "m" in parts:
        told += "Bbq"
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


def output_formats(moments: Moments, outputs: list[str], parts: frozenset[str]) -> list[tuple[float, str]]:
    """The formats that write the moments as the outputs; see `_pieces` for what they cost."""
    rows = [tokens(output) for output in outputs]
    if len({len(row) for row in rows}) > 1 or not rows[0] or len(rows[0]) > 24:
        return []
    told = available(parts)
    columns = [_pieces(moments, column, told) for column in zip(*rows, strict=True)]
    if not all(columns) or not any("%" in piece for column in columns for _, piece in column):
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
        found += [(0.0, f"%{letter}") for letter in "YmdHMSyjGVuqIf" if letter in told]
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
        fitting.append((2.0 if fitting or sample.isdigit() else 0.0, sample.replace("%", "%%")))
    return fitting


_IMPOSSIBLE = re.compile(r"%-?[mBb]\W*(?:29|30|31)(?!\d)|(?<!\d)(?:29|30|31)\W*%-?[mBb]")
"""A day that not every month has."""


def _oddity(format: str) -> float:
    """How unusual an output format is: mixed padding, a day before a month after a year, hours without AM."""
    written = _WRITTEN.findall(format)
    letters = "".join(letter for _, letter in written)
    padding = {flag for flag, letter in written if letter in "mdHIj"}
    clock = re.search(r":%-[MS]|%-[MS]:", format) is not None
    order = "".join(letter for letter in letters if letter in "Yymd")
    odd = 2.0 * (len(padding) > 1)
    odd += 2.0 * (order == "Ymd" and "-" in padding)
    odd += 4.0 * (order in ("Ydm", "ydm"))
    odd += 3.0 * ("I" in letters and not set("pP") & set(letters))
    odd += 4.0 * clock + 0.5 * ("-" in padding and re.search("%[MS]", format.replace(":%M", "")) is not None)
    odd += 1.0 * ("y" in letters and len(order) < 2)
    odd += 4.0 * ("G" in letters and "V" not in letters)
    return odd + sum(letter in "juVqf" for letter in letters)
