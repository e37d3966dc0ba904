"""Programs in which one input says what to do with another: an index, a literal, a count.

``get(text, n)``: the n-th character or field, so many characters from either end; ``cut(text, mark)``: without
the mark, before it, after it.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.synthesis import text_operators as ops
from llmjit.synthesis.expr import Apply, Expr, Operator
from llmjit.synthesis.positions import Texts
from llmjit.synthesis.problem import TEXT_LIMIT, Problem, Term, generator

MINUS = Operator("minus", ("int", "int"), "int", "({0} - {1})", 0.3)
NEGATIVE = Operator("negative", ("int",), "int", "(-{0})", 0.3)


@generator("atoms", priority=30)
def steered_atoms(problem: Problem) -> Iterator[Term | None]:
    """Strings taken out of one input as another says."""
    for text in problem.texts[:4]:
        if max(len(str(value)) for value in text.values) > TEXT_LIMIT:
            continue
        for other in problem.columns[:6]:
            if other.expr == text.expr:
                continue
            if all(type(value) is int for value in other.values):
                yield from map(problem.term, _by_index(text, other.expr))
            elif all(isinstance(value, str) and value for value in other.values):
                yield from map(problem.term, _by_literal(text.expr, other.expr))


def _by_index(text: Term, number: Expr) -> Iterator[Expr]:
    expr = text.expr
    for at in (MINUS(number, 1), number):
        yield ops.TAKE(expr, at, 1)
        for literal in Texts(expr, tuple(str(value) for value in text.values)).literals[:6]:
            yield ops.FIELD(expr, literal, at)
        yield ops.TOKEN(expr, r"\S+", at)
        yield ops.CUT(expr, 0, at)
        yield ops.CUT(expr, at, None)
    back = NEGATIVE(number)
    yield ops.CUT(expr, 0, back)
    yield ops.CUT(expr, back, None)
    for literal in Texts(expr, tuple(str(value) for value in text.values)).literals[:6]:
        yield ops.FIELD(expr, literal, back)


def _by_literal(text: Expr, mark: Expr) -> Iterator[Apply]:
    yield ops.REPLACE(text, mark, "")
    yield ops.REPLACE(text, mark, " ")
    for index in (0, 1, -1):
        yield ops.FIELD(text, mark, index)
        yield ops.STRIP(ops.FIELD(text, mark, index))
