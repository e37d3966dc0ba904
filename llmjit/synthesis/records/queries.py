"""Rows filtered by a question about each, then counted, projected, added up: what people ask of logs and tables.

Of each set of rows that some question keeps, all questions have a say that keep the same rows: that the level is
ERROR and that the line holds the word are two readings of the same few lines, and the answer must not depend on which
was meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, inputs_of, operators
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.answers import DIFFERENT, answers
from llmjit.synthesis.records.conditions import conditions, is_limit
from llmjit.synthesis.records.constants import Mask
from llmjit.synthesis.records.fields import Rows
from llmjit.synthesis.records.frames import framed
from llmjit.synthesis.records.kept import Kept
from llmjit.synthesis.records.rows import rows_of
from llmjit.synthesis.records.shares import shares, wanted
from llmjit.synthesis.records.unmatched import MOST_KEPT, unmatched
from llmjit.synthesis.strings import operators as ops

KEEPING = 0.2
CHOOSING = 12
"""Of so many filters is asked which row has most."""
LIKELY = 0.5
"""Questions dearer than the cheapest by more than this have no say."""


@generator("programs", priority=38)
def row_programs(problem: Problem) -> Iterator[Term | None]:
    """Answers about the rows that a question keeps, or about all of them."""
    if problem.memo.get("nested") or len(problem.outputs) < 2:
        return
    for rows in rows_of(problem):
        if not problem.too_dear(rows.price):
            yield from _about(rows, problem)
        if problem.late():
            return


def _about(rows: Rows, problem: Problem) -> Iterator[Term | None]:
    counted, sharing = False, wanted(problem.outputs) is not None
    asked: set[Expr] = set()
    for make, price in answers(Kept(rows, None, problem), choosing=True):
        asked.add(make(rows.expr))
        yield problem.term(make(rows.expr), rows.price + price)
    found = conditions(rows, problem)
    for at, (mask, tests) in enumerate(found):
        if problem.late() or problem.too_dear(rows.price + tests[0][1] + KEEPING):
            return
        kept = ops.FILTER(rows.expr, _agreed([*tests, *_framed(rows, mask, tests[0])]))
        for expr, price in shares(Kept(rows, mask, problem), kept, rows.expr) if sharing else ():
            yield problem.term(expr, rows.price + tests[0][1] + KEEPING + price)
        choosing = not asked and at < CHOOSING
        for make, price in answers(Kept(rows, mask, problem), choosing, is_limit(tests[0][0])):
            if make(rows.expr) in asked and not inputs_of(tests[0][0]):
                continue  # nobody leaves out rows that change nothing: they add nought, or would not be chosen
            term = problem.term(make(kept), rows.price + tests[0][1] + KEEPING + price)
            if not (counted and term is not None and _counts_kinds(term.expr)):
                yield term
            counted = counted or make is ops.LENGTH
    questions = [(mask, _agreed(tests), tests[0][1]) for mask, tests in found[:MOST_KEPT]]
    for joiner, wanted_lists in targets(problem):
        for expr, price in unmatched(rows, questions, wanted_lists):
            listed = expr if joiner is None else ops.JOIN(joiner, expr)
            yield problem.term(listed, rows.price + KEEPING + price)


def _counts_kinds(expr: Expr) -> bool:
    """Whether different values are counted: of other rows than those whose number it is, nobody asks that."""
    return any(operator is DIFFERENT for operator in operators(expr))


def _framed(rows: Rows, mask: Mask, test: tuple[Expr, float]) -> list[tuple[Expr, float]]:
    """Questions about lines that keep the same ones by what all documents have around them."""
    if rows.named or inputs_of(test[0]):
        return []
    return [(each, test[1]) for each in framed(rows.lists, mask, test[0])]


def _agreed(tests: Sequence[tuple[Expr, float]]) -> Expr:
    """The questions that keep the same rows, of which all must be answered alike for each row."""
    likely = [test for test, price in tests if price <= tests[0][1] + LIKELY]
    return likely[0] if len(likely) == 1 else UNANIMOUS(*likely)
