"""Bars that are as long as a number says: ``★★★☆☆`` for 3, ``####`` for 4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support import text as support
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.operators import TO_INT
from llmjit.synthesis.problem import Problem, Term, generator

TIMES_OVER = Operator("times_over", ("str", "int"), "str", "{0} * {1}", 0.4)
FULL_BAR = Operator(
    "bar", ("int", "int", "str", "str"), "str", "bar({0}, {1}, {2}, {3})", 0.6, (support.bar,)
)
BAR = re.compile(r"([^\w\s])\1*(?:([^\w\s])\2*)?")
LONGEST = 40


@generator("programs", priority=56)
def bars(problem: Problem) -> Iterator[Term | None]:
    """One mark as often as a number says, and another up to a length that never varied."""
    outputs = [str(output) for output in problem.outputs] if problem.is_text else []
    if not outputs or not all(len(output) <= LONGEST and BAR.fullmatch(output) for output in outputs):
        return
    marks = list(dict.fromkeys("".join(outputs)))
    lengths = {len(output) for output in outputs}
    if len(marks) > 2 or (len(marks) == 2 and len(lengths) > 1) or len(set(outputs)) < 2:
        return
    full = [output for output in outputs if len(set(output)) == len(marks)]
    if not full:
        return  # nothing tells which of the marks comes first
    first = full[0][0]
    for feature in features(problem):
        if [value.numerator for value in feature.values] != [output.count(first) for output in outputs]:
            continue
        if feature.pure and all(value.denominator == 1 for value in feature.values):
            number = TO_INT(feature.expr)
            bar: Expr = TIMES_OVER(first, number)
            if len(marks) == 2:
                other = next(mark for mark in marks if mark != first)
                bar = FULL_BAR(number, Const(lengths.pop()), first, other)
            yield problem.term(bar, feature.price + 0.8)
            return
