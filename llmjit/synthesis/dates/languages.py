"""Dates with the names of months and weekdays in other languages than English, to be read or written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from llmjit.support.locales import NAMES, dates_in, from_style
from llmjit.synthesis.dates.formats import date_programs
from llmjit.synthesis.dates.moves import moved_dates
from llmjit.synthesis.dates.operators import DATES_IN, UNANIMOUS
from llmjit.synthesis.dates.readings import LONGEST
from llmjit.synthesis.dates.spans import rounded_dates
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem, Term, generator


@generator("programs", priority=28)
def foreign_dates(problem: Problem) -> Iterator[Term | None]:
    """Outputs with names of another language; where several have the names seen, as long as they agree."""
    if not problem.is_text or max(len(str(output)) for output in problem.outputs) > LONGEST:
        return
    outputs = [str(output) for output in problem.outputs]
    found: list[tuple[float, Expr]] = []
    for style in NAMES:
        english = [from_style(output, style) for output in outputs]
        if english != outputs and [dates_in(text, style) for text in english] == outputs:
            inner = replace(problem, outputs=tuple(english))
            for generate in (date_programs, rounded_dates, moved_dates):
                terms = [term for term in generate(inner) if term is not None and inner.solves(term.values)]
                found += [(term.cost, DATES_IN(term.expr, style)) for term in terms]
        if problem.late():
            return
    if found:
        best = min(price for price, _ in found)
        likely = [expr for price, expr in found if price <= best + 0.5][:6]
        yield problem.term(likely[0] if len(likely) == 1 else UNANIMOUS(*likely), best + 0.3)
