"""Two numbers, or two days, of which the difference is told only above zero, or the quotient is rounded up.

``7`` days late, and ``0`` where nothing is; so many boxes as it takes. Rounding up must have been seen to differ from
rounding down; where it was not from rounding to nearest, either has a say.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction

from llmjit.synthesis.dates.operators import DAYS_BETWEEN
from llmjit.synthesis.dates.questions import dated
from llmjit.synthesis.expr import Apply, Expr, Input
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.problem import Problem, Term, generator

PRICE = 1.0
ROUNDED = 1.2
NEAREST = 0.2
"""What rounding up costs more where rounding to nearest gives the same."""
TOLD = 2.0
"""Digits that the differences above zero must tell together where there are fewer than ``FEW`` different answers."""
FEW = 3
LIKELY = 2
"""So many readings of a column of days."""


@generator("programs", priority=54)
def above_zero(problem: Problem) -> Iterator[Term | None]:
    """Differences, and zero in the place of those below it, where both were seen."""
    outputs = [output for output in problem.outputs if isinstance(output, int | float)]
    if len(problem.inputs[0]) < 2 or len(outputs) < len(problem.outputs):
        return
    if len(set(outputs)) < FEW and sum(math.log10(1 + abs(output)) for output in outputs) < TOLD:
        return
    if min(outputs) != 0 or any(isinstance(output, bool) for output in outputs):
        return
    for difference in _differences(problem):
        term = problem.term(difference)
        if term is None or min(term.values) >= 0:
            continue
        clamped = ops.LARGER(difference, 0)
        if all(type(output) is int for output in outputs):
            yield problem.term(ops.TO_INT(clamped), PRICE)
        else:
            yield problem.term(ops.TO_FLOAT(ops.FORMAT_NUMBER(clamped, "f")), PRICE)


def _differences(problem: Problem) -> Iterator[Expr]:
    """The days from one column to another, and one number less another."""
    for (_, first), (_, second) in itertools.permutations(dated(problem), 2):
        for start, end in itertools.product(first[:LIKELY], second[:LIKELY]):
            if "H" not in start.parts and "H" not in end.parts:
                yield ops.NUMBER_AT(DAYS_BETWEEN(start.expr, end.expr), 0, 1)
    single = [each.expr for each in features(problem) if each.pure and _of_column(each.expr)]
    for one, two in itertools.permutations(single, 2) if len(single) == 2 else ():
        yield ops.SUBTRACT(one, two)


def _of_column(expr: Expr) -> bool:
    """Whether a number is the one of a column."""
    return isinstance(expr, Apply) and expr.operator is ops.NUMBER_AT and isinstance(expr.arguments[0], Input)


@generator("programs", priority=55)
def rounded_up(problem: Problem) -> Iterator[Term | None]:
    """How often it takes one number to come to another."""
    outputs = [output for output in problem.outputs if isinstance(output, int) and output >= 0]
    if len(problem.inputs[0]) != 2 or len(outputs) < len(problem.outputs) or isinstance(outputs[0], bool):
        return
    single = [each for each in features(problem) if each.pure and _of_column(each.expr)]
    for one, two in itertools.permutations(single, 2) if len(single) == 2 else ():
        if min(two.values) <= 0 or min(one.values) < 0:
            continue
        exact = [a / b for a, b in zip(one.values, two.values, strict=True)]
        above = [output - value for value, output in zip(exact, outputs, strict=True)]
        if max(above) > 0:
            price = ROUNDED if max(above) > Fraction(1, 2) else ROUNDED + NEAREST
            yield problem.term(ops.TO_INT(ops.CEIL_TO(ops.DIVIDE(one.expr, two.expr), "1")), price)
