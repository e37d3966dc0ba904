"""How a column can be read as moments: the formats of its texts, each with how unlikely it is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.support.date_formats import ZONE, format_cost, infer_formats, skeleton, tokens
from llmjit.support.dates import CERTAIN, MONTHS, DateError, format_date, parse_any, parse_date
from llmjit.support.measures import half_day_time
from llmjit.synthesis.dates.operators import HALF_DAY_TIME, PARSE_ANY, PARSE_DATE
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem

LONGEST = 80
MAXIMUM_CLUSTERS = 24
MAXIMUM_READINGS = 12
HALF_DAY = re.compile(r"(?:0?[1-9]|1[0-2])(?::[0-5]\d)?\s?[ap]\.?m\.?", re.IGNORECASE | re.ASCII)
"""Times of day that say which half is meant, and need not say minutes where there are none."""
_NUMERIC = re.compile(r"%([dmYy])([-/.])%([dm])\2%([dYy])")
Moments = tuple[datetime.datetime, ...]


@final
@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a column as moments, and how unlikely that way is."""

    expr: Expr
    moments: Moments
    cost: float
    parts: frozenset[str]


def read_column(expr: Expr, values: Sequence[object], problem: Problem) -> Iterator[Reading]:
    """The ways to read a column as moments, the likelier first."""
    if all(isinstance(value, datetime.datetime) for value in values):
        yield Reading(expr, tuple(values), 0.0, frozenset("YmdHMS"))  # type: ignore[arg-type]
        return
    texts = [value for value in values if isinstance(value, str) and 0 < len(value) <= LONGEST]
    if len(texts) < len(values) or not all(any(c.isdigit() for c in text) for text in texts):
        yield from _names(expr, values)
        return
    if all(map(HALF_DAY.fullmatch, texts)):
        yield Reading(HALF_DAY_TIME(expr), tuple(map(half_day_time, texts)), 0.0, frozenset("HMIp"))
        return
    yield from _numbered(expr, texts, problem)
    clusters: dict[tuple[str, ...], list[str]] = {}
    for text in texts:
        clusters.setdefault(skeleton(text), []).append(text)
    if len(clusters) == 1 or all(map(ZONE.search, texts)):
        for format in infer_formats(texts):
            moments = tuple(parse_date(text, format) for text in texts)
            yield Reading(PARSE_DATE(expr, format), moments, format_cost(format) or 0, known(format))
    elif len(clusters) <= MAXIMUM_CLUSTERS:
        yield from read_mixture(expr, texts, clusters, problem)


def _names(expr: Expr, values: Sequence[object]) -> Iterator[Reading]:
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


def known(format: str) -> frozenset[str]:
    """What a text of this format tells: a week its Monday, a quarter its first month."""
    found = letters(format)
    if {"G", "V"} <= found:
        found |= {"Y", "m", "d"}
    return found | {"m"} if "q" in found else found


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
                if letters(wanted) <= letters(format) | _filled(format) | {"A", "a", "G", "V", "u"}
                and all(_same_parts(parse_date(text, format), goal[text], wanted) for text in cluster)
            ]
            if not fitting:
                break
            least = min(format_cost(format) or 0 for format in fitting)
            chosen += [format for format in fitting if (format_cost(format) or 0) <= least + 1]
        else:
            price = mixture_cost(chosen)
            chosen = _certain(_alike(chosen))
            parsed = _parse_all(texts, chosen)
            if parsed:
                parts = frozenset.intersection(*(known(format) | _filled(format) for format in chosen))
                yield Reading(PARSE_ANY(expr, tuple(chosen)), parsed, price, parts)


def _filled(format: str) -> frozenset[str]:
    """What is taken to be the first, where a format tells the year, or the year and the month alone."""
    told = letters(format)
    return frozenset("md") - told if told in ({"Y"}, {"Y", "m"}) else frozenset()


def _alike(formats: Sequence[str]) -> list[str]:
    """The formats, and where days in numbers differ in their marks alone, each with every mark and length of year."""
    found = [_NUMERIC.fullmatch(format) for format in formats]
    orders = {tuple(letter.lower() for letter in each.group(1, 3, 4)) for each in found if each}
    marks = list(dict.fromkeys(each[2] for each in found if each))
    if not all(found) or len(orders) > 1 or len(marks) < 2:
        return list(formats)
    years = {format[format.lower().index("%y") + 1] for format in formats}
    order = orders.pop()
    more = [
        mark.join(f"%{year if letter == 'y' else letter}" for letter in order)
        for mark in marks
        for year in sorted(years)
    ]
    return list(dict.fromkeys([*formats, *more]))


def _certain(formats: list[str]) -> list[str]:
    """The formats, and where several of days are mixed, those that can be read in one way whoever wrote them."""
    days = all(letters(format) - {"A", "a", "o"} == {"Y", "m", "d"} for format in formats)
    return list(dict.fromkeys([*formats, *CERTAIN])) if days and len(formats) > 1 else formats


def mixture_cost(formats: Sequence[str]) -> float:
    """Every further format is a coincidence the more, as is every letter or digit that the texts have by chance."""
    bare = "".join(re.sub(r"%-?[A-Za-z]", "", format) for format in formats)
    return 2.0 * (len(formats) - 1) + len(re.findall(r"[^\W\d_]", bare)) + 2.0 * len(re.findall(r"\d", bare))


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
