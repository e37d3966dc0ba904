"""Whether the amounts in the lines of a document add up to the total that it states."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.rows import adds_up
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.fields import beginnings
from llmjit.synthesis.records.values import LONGEST, own

ADDS_UP = Operator(
    "adds_up",
    ("str", "str"),
    "bool",
    "adds_up({0}, {1})",
    0.5,
    (adds_up,),
    needs="amounts above the one line that begins with {1}",
)


@generator("programs", priority=39)
def sums_checked(problem: Problem) -> Iterator[Term | None]:
    """Yes where the total is the sum of the amounts above it, no where it is not; both must have been seen."""
    outputs = problem.outputs
    if not all(isinstance(output, bool) for output in outputs) or len(set(outputs)) < 2:
        return
    for column in own(problem):
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in column.values):
            continue
        lists = [str(text).splitlines() for text in column.values]
        for label in beginnings(lists):
            if label[:1].isalpha():
                yield problem.term(ADDS_UP(column.expr, label))
