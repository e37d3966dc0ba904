"""Dates and times written in the usual ways, as parts of longer outputs."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from llmjit.support.dates import format_date
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.formats import available, usual_hours
from llmjit.synthesis.dates.moves import moves
from llmjit.synthesis.dates.readings import Moments, Reading, read_column
from llmjit.synthesis.dates.sources import date_sources
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem, Term, generator

LONGEST = 400
MOST = 6
READINGS = 3
NEAR = 1.0
"""Ways to the same texts that cost so much more than the likeliest have a say."""
DAYS = ("%d", "%-d")
MONTHS = ("%b", "%B")
FORMATS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%Y-%m", "%m/%Y", "%m.%Y", "%m/%y", "%b-%y", "%d%m%y", "%y%m%d"),
    *(f"{first}{sign}{second}" for first, second in (("%d", "%m"), ("%m", "%d")) for sign in "/.-"),
    *(
        f"{first}{sign}{second}{sign}{year}"
        for first, second in (("%d", "%m"), ("%m", "%d"), ("%-d", "%-m"), ("%-m", "%-d"))
        for sign in "/.-"
        for year in ("%Y", "%y")
    ),
    *(f"{day} {month}{year}" for day in DAYS for month in MONTHS for year in (" %Y", " %y", "")),
    *(f"{month} {day}{year}" for day in DAYS for month in MONTHS for year in (", %Y", " %Y", "")),
    *(f"{day}-{month}-%Y" for day in DAYS for month in MONTHS),
    *(f"{month} %Y" for month in MONTHS),
    *("%A", "%a", "%B", "%b", "%-d%o", "Q%q", "W%V"),
    *("%H:%M", "%H:%M:%S", "%-H:%M", "%H.%M", "%Hh%M", "%H%M"),
    *(f"%{pad}I:%M{gap}%{half}" for pad in ("", "-") for gap in ("", " ") for half in "pP"),
    *("%-I %p", "%-I%p", "%-I%P", "%-I %P"),
)  # fmt: skip
UNUSUAL = {"%d%m%y": 1.0, "%y%m%d": 0.8, "%H%M": 0.6, "%m/%y": 0.5, "%m.%Y": 0.4, "%b-%y": 0.4}


@generator("atoms", priority=45)
def written_dates(problem: Problem) -> Iterator[Term | None]:
    """Dates of the inputs, and such as other columns move, where the outputs hold them written otherwise."""
    outputs = [str(output) for output in problem.outputs]
    if max(map(len, outputs)) > LONGEST or not all(len(output) > 3 for output in outputs):
        return
    for column in itertools.islice(date_sources(problem), MOST):
        found: dict[tuple[str, ...], list[tuple[float, Expr]]] = {}
        for reading in itertools.islice(read_column(column.expr, column.values, problem), READINGS):
            for expr, moments, price, parts in _moments(reading, problem):
                for values, odd, format in _written(moments, parts, outputs):
                    cost = reading.cost / 4 + price + odd
                    found.setdefault(values, []).append((cost, ops.FORMAT_DATE(expr, format)))
            if problem.late():
                return
        for values, answers in found.items():
            if not _copied(values, problem):
                yield _joined(answers, problem)


def _moments(reading: Reading, problem: Problem) -> Iterator[tuple[Expr, Moments, float, frozenset[str]]]:
    yield reading.expr, reading.moments, 1.0, reading.parts
    for expr, moments in moves(reading, problem):
        yield expr, moments, 1.6, reading.parts


def _written(
    moments: Moments, parts: frozenset[str], outputs: list[str]
) -> Iterator[tuple[tuple[str, ...], float, str]]:
    told = set(available(parts))
    for format in FORMATS:
        if not {piece[-1] for piece in _letters(format)} <= told:
            continue
        pairs = zip(moments, outputs, strict=True)
        if all(format_date(moment, format) in output for moment, output in pairs):
            values = tuple(format_date(moment, format) for moment in moments)
            yield values, UNUSUAL.get(format, 0.0) + 0.1 * format.count("-"), format


def _letters(format: str) -> list[str]:
    return [piece.lstrip("-^")[:1] for piece in format.split("%")[1:]]


def _copied(values: tuple[str, ...], problem: Problem) -> bool:
    return any(
        all(value in str(cell) for value, cell in zip(values, column.values, strict=True))
        for column in problem.columns
    )


def _joined(answers: list[tuple[float, Expr]], problem: Problem) -> Term | None:
    """Ways of equal standing to the same texts, as one that has a value where they agree."""
    answers.sort(key=lambda answer: answer[0])
    best = answers[0][0]
    likely = list(dict.fromkeys(expr for price, expr in answers if price <= best + NEAR))[:6]
    likely = usual_hours(likely, problem)
    return problem.term(likely[0] if len(likely) == 1 else ops.UNANIMOUS(*likely), best)
