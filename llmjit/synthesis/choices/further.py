"""Questions of two columns and more that are asked where no plainer one answers: lengths of time, and labels.

The time between two moments is compared with a limit in hours, minutes or days. What one of two labels says goes
together with a comparison of numbers; labels that were never seen are refused.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction
from operator import ge, gt

from llmjit.synthesis.choices.questions import COMPARISONS, LOOKUP, Relation, together
from llmjit.synthesis.dates.operators import SECONDS_BETWEEN
from llmjit.synthesis.dates.questions import dated
from llmjit.synthesis.expr import Const, Expr, Input
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.problem import Problem, Term

UNITS = (3600, 60, 86400)
LONGEST = 40
"""Longer texts are no labels."""
COLUMNS = 4


def further(problem: Problem, found: list[Relation], wanted: tuple[bool, ...]) -> list[Relation]:
    """Questions that give the answers wanted where no plainer ones do."""
    spans = [each for each in _spans(problem) if each.values == wanted]
    if spans:
        return spans
    sizes = [each for each in found if len(each.columns) == 2 and _compares(each)]
    labels = [each for each in _labels(problem) if sizes]
    read = {index for each in (*sizes, *labels) for index in each.columns}
    whole = [each for each in together([*sizes, *labels], wanted) if each.columns == read]
    return whole if len(read) == len(problem.inputs[0]) == 3 else []


def _compares(relation: Relation) -> bool:
    """Whether a question is how two numbers compare."""
    text = repr(relation.expr)
    return any(f"'{operator.name}'" in text for operator in COMPARISONS)


def _spans(problem: Problem) -> Iterator[Relation]:
    """Whether the time between two moments is longer than a number of another column says."""
    width = len(problem.inputs[0])
    if not 3 <= width <= COLUMNS:
        return
    limits = [
        term
        for term in problem.columns[:width]
        if all(type(value) in (int, float) and value > 0 for value in term.values)
    ]
    if not limits:
        return
    for (left, first), (right, second) in itertools.combinations(dated(problem), 2):
        for start, end in zip(first[:1], second[:1], strict=True):
            term = problem.term(SECONDS_BETWEEN(start.expr, end.expr)) if "H" in start.parts else None
            if term is None or min(term.values) < 0:
                continue
            for limit in limits:
                yield from _longer(term, limit, frozenset(_indices(left, right, limit)))


def _longer(span: Term, limit: Term, columns: frozenset[int]) -> Iterator[Relation]:
    for unit in UNITS:
        number = ops.OVER(ops.NUMBER_AT(span.expr, 0, 1), str(unit))
        bound = ops.NUMBER_AT(limit.expr, 0, 1)
        pairs = [
            (Fraction(seconds, unit), Fraction(str(most)))
            for seconds, most in zip(span.values, limit.values, strict=True)
        ]
        for operator, compare in zip(COMPARISONS, (gt, ge), strict=True):
            yield Relation(operator(number, bound), tuple(compare(a, b) for a, b in pairs), columns)
            yield Relation(operator(bound, number), tuple(compare(b, a) for a, b in pairs), columns)


def _labels(problem: Problem) -> Iterator[Relation]:
    """Which of two labels a column has."""
    for column in problem.texts[: len(problem.inputs[0])]:
        labels = list(dict.fromkeys(map(str, column.values)))
        if len(labels) != 2 or not all(label.strip() and len(label) <= LONGEST for label in labels):
            continue
        for yes in labels:
            told: Expr = LOOKUP(column.expr, Const({label: label == yes for label in labels}))
            values = tuple(value == yes for value in column.values)
            yield Relation(told, values, frozenset(_indices(column)))


def _indices(*columns: Term) -> Iterator[int]:
    for column in columns:
        if isinstance(column.expr, Input):
            yield column.expr.index
