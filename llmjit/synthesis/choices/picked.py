"""Answers that are one column or another, as other columns compare: the winner by the score, the later version.

The comparison is found as `verdicts` finds one that is itself the answer: all comparisons that fit must agree.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from llmjit.synthesis.choices.questions import ORDERED
from llmjit.synthesis.choices.verdicts import FEWEST, compared
from llmjit.synthesis.expr import Input, operators
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

MOST = 6
"""Columns of which two are looked at."""
PRICE = 2.0


@generator("programs", priority=60)
def picked(problem: Problem) -> Iterator[Term | None]:
    """One of two columns, by an order of others."""
    if len(problem.outputs) < FEWEST or not problem.whole:
        return
    columns = [term for term in problem.columns[:MOST] if isinstance(term.expr, Input)]
    for first, second in itertools.combinations(columns, 2):
        sides = _sides(first, second, problem)
        if sides is None or problem.late():
            continue
        for each in compared(replace(problem, outputs=sides, extra=())):
            if ORDERED & {operator.name for operator in operators(each.expr)}:
                yield problem.term(ops.IF(each.expr, first.expr, second.expr), PRICE)


def _sides(first: Term, second: Term, problem: Problem) -> tuple[bool, ...] | None:
    """Of each row whether its answer is the first column and not the second; None where it is neither, or both."""
    pairs = [
        (same(output, one), same(output, two))
        for one, two, output in zip(first.values, second.values, problem.outputs, strict=True)
    ]
    if any(one == two for one, two in pairs) or len(set(pairs)) < 2:
        return None
    return tuple(one for one, _ in pairs)
