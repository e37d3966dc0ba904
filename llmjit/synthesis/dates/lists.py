"""Lists of dates: each written otherwise, the earliest or the latest of them, or the days from one to the other.

Dates are listed by marks, or are all those that stand in a text. Of the latter, the earliest or latest is what is
wanted, and no doubt of a copy either, only where it stood at various places: where it was always the first or the
last, that may be what it is wanted for.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmjit.support.date_formats import format_cost, infer_formats
from llmjit.support.date_lists import earliest, latest
from llmjit.support.dates import DateError, parse_date
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import date_programs, output_formats
from llmjit.synthesis.dates.readings import LONGEST, known
from llmjit.synthesis.dates.sources import DAYS
from llmjit.synthesis.expr import Expr, Input
from llmjit.synthesis.lists.rules import about_item
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import FIELDS, JOIN, LIST, MAP, TOKENS

DELIMITERS = ("\n", "; ", ";", " | ", "|", ", ", ",", " / ", " to ", " - ", " and ")
MOST = 60
LONG = 2000
LIKELY = 1


@dataclass(frozen=True, slots=True)
class Dates:
    """A list of texts that may be dates, for each observation."""

    expr: Expr
    rows: tuple[Sequence[str], ...]
    columns: bool = False
    found: bool = False
    """Whether they are all dates that stand in a text, whatever is between them."""


def _listed(problem: Problem) -> Iterator[Dates]:
    own = [column for column in problem.columns if isinstance(column.expr, Input)]
    for column in own:
        if all(isinstance(value, list | tuple) for value in column.values):
            yield Dates(column.expr, column.values)
    texts = [column for column in own if all(isinstance(value, str) for value in column.values)]
    for column in texts:
        for delimiter in DELIMITERS:
            rows = tuple(str(value).split(delimiter) for value in column.values)
            if max(map(len, rows)) > 1 and max(map(len, rows)) <= MOST:
                yield Dates(FIELDS(column.expr, delimiter), rows)
        yield from _found(column)
    if 2 <= len(texts) <= 4:
        together = tuple(zip(*(column.values for column in texts), strict=True))
        yield Dates(LIST(*(column.expr for column in texts)), together, columns=True)


def _found(column: Term) -> Iterator[Dates]:
    """All dates of each text, where some text has several."""
    texts = [str(value)[:LONG] for value in column.values]
    for pattern in DAYS:
        rows = tuple(re.findall(pattern, text) for text in texts)
        if all(rows) and 1 < max(map(len, rows)) <= MOST:
            yield Dates(TOKENS(column.expr, pattern), rows, found=True)
            return


def _dated(listed: Dates) -> list[str]:
    items = [item for row in listed.rows for item in row]
    if not all(isinstance(item, str) and 4 <= len(item) <= LONGEST for item in items) or not items:
        return []
    if not all(any(map(str.isdigit, item)) for item in items):
        return []
    formats = infer_formats(items)
    costs = [format_cost(format) or 0 for format in formats]
    return [format for format, cost in zip(formats, costs, strict=True) if cost <= min(costs) + LIKELY][:4]


@generator("programs", priority=29)
def chosen_dates(problem: Problem) -> Iterator[Term | None]:
    """The earliest or the latest of several dates."""
    outputs = [str(output) for output in problem.outputs]
    if not problem.is_text or not all(4 <= len(output) <= LONGEST for output in outputs):
        return
    for listed in _listed(problem):
        answers: list[tuple[float, Expr]] = []
        for format in _dated(listed):
            for choose, operator in ((earliest, ops.EARLIEST), (latest, ops.LATEST)):
                try:
                    moments = tuple(choose(row, format) for row in listed.rows)
                except DateError:
                    continue
                if listed.found and _by_place(listed.rows, moments, format):
                    continue
                for odd, written in output_formats(moments, outputs, known(format)):
                    price = (format_cost(format) or 0) + odd
                    answers.append((price, ops.FORMAT_DATE(operator(listed.expr, format), written)))
        if answers:
            answers.sort(key=lambda answer: answer[0])
            likely = list(dict.fromkeys(expr for price, expr in answers if price <= answers[0][0] + 1.5))[:6]
            yield problem.term(
                likely[0] if len(likely) == 1 else ops.UNANIMOUS(*likely), 1.2 + answers[0][0] / 4
            )
        if problem.late():
            return


def _by_place(rows: Sequence[Sequence[str]], moments: Sequence[datetime.datetime], format: str) -> bool:
    """Whether these moments are the first of their rows, the last, or have one place in rows of one length."""
    read = [[parse_date(text, format) for text in row] for row in rows]
    places = {each.index(moment) for each, moment in zip(read, moments, strict=True)}
    last = all(each[-1] == moment for each, moment in zip(read, moments, strict=True))
    return last or (len(places) == 1 and (places == {0} or len(set(map(len, rows))) == 1))


@generator("columns", priority=26)
def days_covered(problem: Problem) -> Iterator[Term | None]:
    """The days from the earliest to the latest of several dates."""
    if not all(isinstance(output, int | str) and re.search(r"\d", str(output)) for output in problem.outputs):
        return
    for listed in _listed(problem):
        if listed.columns or max(map(len, listed.rows)) < 2 + listed.found:
            continue
        formats = [format for format in _dated(listed) if {"Y", "m", "d"} <= known(format)]
        for format in formats[: 1 + LIKELY]:
            first, last = (operator(listed.expr, format) for operator in (ops.EARLIEST, ops.LATEST))
            yield problem.term(ops.DAYS_BETWEEN(first, last), 0.8)
        if formats or problem.late():
            return


@generator("programs", priority=31)
def rewritten_lists(problem: Problem) -> Iterator[Term | None]:
    """Dates in a text with marks between them, each written otherwise."""
    if not problem.is_text:
        yield from _listed_anew(problem)
        return
    outputs = [str(output) for output in problem.outputs]
    for listed in _listed(problem):
        if listed.columns or max(map(len, listed.rows)) < 2 or not _dated(listed):
            continue
        for delimiter in DELIMITERS:
            wanted = [output.split(delimiter) for output in outputs]
            if list(map(len, listed.rows)) != list(map(len, wanted)):
                continue
            yield from _rewritten(listed, wanted, delimiter, problem)


def _listed_anew(problem: Problem) -> Iterator[Term | None]:
    """All dates that stand in a text, each written otherwise, as a list."""
    wanted = [output for output in problem.outputs if isinstance(output, list)]
    if len(wanted) < len(problem.outputs) or not all(isinstance(each, str) for row in wanted for each in row):
        return
    for listed in _listed(problem):
        if listed.found and list(map(len, listed.rows)) == list(map(len, wanted)) and _dated(listed):
            yield from _rewritten(listed, wanted, None, problem)


def _rewritten(
    listed: Dates, wanted: Sequence[Sequence[str]], delimiter: str | None, problem: Problem
) -> Iterator[Term | None]:
    pairs = {
        item: out
        for row, outs in zip(listed.rows, wanted, strict=True)
        for item, out in zip(row, outs, strict=True)
    }
    if len(pairs) < 2:
        return
    inner = Problem(tuple((item,) for item in pairs), tuple(pairs.values()), deadline=problem.deadline)
    for term in date_programs(inner):
        if term is not None and inner.solves(term.values):
            dates = MAP(listed.expr, about_item(term.expr))
            yield problem.term(dates if delimiter is None else JOIN(delimiter, dates), term.cost + 0.8)
