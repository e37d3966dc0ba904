"""Lists of dates: each written otherwise, or the earliest or the latest of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from llmjit.support.date_formats import format_cost, infer_formats
from llmjit.support.date_lists import earliest, latest
from llmjit.support.dates import DateError
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import date_programs, output_formats
from llmjit.synthesis.dates.readings import LONGEST, known
from llmjit.synthesis.expr import Expr, Input
from llmjit.synthesis.lists.rules import about_item
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import FIELDS, JOIN, LIST, MAP

DELIMITERS = ("\n", "; ", ";", " | ", "|", ", ", ",", " / ", " to ", " - ", " and ")
MOST = 60
LIKELY = 1


@dataclass(frozen=True, slots=True)
class Dates:
    """A list of texts that may be dates, for each observation."""

    expr: Expr
    rows: tuple[Sequence[str], ...]
    columns: bool = False


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
    if 2 <= len(texts) <= 4:
        together = tuple(zip(*(column.values for column in texts), strict=True))
        yield Dates(LIST(*(column.expr for column in texts)), together, columns=True)


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


@generator("programs", priority=31)
def rewritten_lists(problem: Problem) -> Iterator[Term | None]:
    """Dates in a text with marks between them, each written otherwise."""
    if not problem.is_text:
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


def _rewritten(
    listed: Dates, wanted: Sequence[Sequence[str]], delimiter: str, problem: Problem
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
            yield problem.term(JOIN(delimiter, MAP(listed.expr, about_item(term.expr))), term.cost + 0.8)
