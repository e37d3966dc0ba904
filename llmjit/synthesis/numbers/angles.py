"""Coordinates written for people: letters for the half of the globe that a sign says, degrees in minutes and seconds.

Such letters and parts are atoms of texts (`strings.search`); back, angles are numbers (`numbers.measures`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support import measures
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import index_cost

HEMISPHERE = Operator(
    "hemisphere",
    ("str", "str"),
    "str",
    "hemisphere({0}, {1})",
    0.6,
    (measures.hemisphere,),
    needs="a number: {0}",
)
PARTS = Operator(
    "degree_parts",
    ("str", "int"),
    "list",
    "degree_parts({0}, {1})",
    0.6,
    (measures.degree_parts,),
    needs="a number: {0}",
)
UNSIGNED = Operator("unsigned", ("str",), "str", "{0}.lstrip('-−')", 0.2)
PADDED = Operator("two_digits", ("str",), "str", "{0}.zfill(2)", 0.3)
LETTERS = ("NS", "EW")
SIGNED = r"[-−]?\d+(?:\.\d+)?"
WRITTEN = 1.7
"""By so much likelier is a number as it is written, but for its sign, beside such a letter."""
MOST = 3
"""Numbers of a text that are looked at."""
DIGITS = (0, 1, 2)
LONGEST = 100


@generator("atoms", priority=67)
def angles(problem: Problem) -> Iterator[Term | None]:
    """The letter for the half of the globe, and the degrees, minutes and seconds, of each number of a text."""
    lettered = any(re.search(r"\b[SW]\b|\d[SW]\b", str(output)) for output in problem.outputs)
    divided = all(re.search(r"\d ?[°º]", str(output)) for output in problem.outputs)
    for number, price in _numbers(problem) if lettered or divided else ():
        for letters in LETTERS if lettered else ():
            yield problem.term(HEMISPHERE(number, letters), price + 0.3)
        if lettered:  # what the letter says is no longer said by a sign
            yield problem.term(UNSIGNED(number), price - WRITTEN)
        for digits in DIGITS if divided else ():
            for place in range(3):
                part = ops.AT(PARTS(number, digits), place)
                yield problem.term(part, price + 0.3)
                yield problem.term(PADDED(part), price + 0.4)


def _numbers(problem: Problem) -> Iterator[tuple[Expr, float]]:
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        counts = {len(re.findall(SIGNED, text)) if len(text) <= LONGEST else 0 for text in texts}
        if len(counts) == 1:
            for index in range(min(MOST, *counts)):
                yield ops.TOKEN(column.expr, SIGNED, index), 0.5 + index_cost(index)
