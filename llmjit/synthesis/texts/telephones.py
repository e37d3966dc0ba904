"""Telephone numbers in one form: with the code of their country, which some of the texts have and all answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support.telephones import international
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.positions import common_prefix

INTERNATIONAL = Operator(
    "international",
    ("str", "str", "str"),
    "str",
    "international({0}, {1}, {2})",
    0.5,
    (international,),
    needs="a telephone number: {0}",
)
LONGEST = 40
CODE = 3
"""Codes of countries have no more digits."""
MARKED = re.compile(r"(\+|00|)([1-9]\d+)")
"""An answer, with the mark in front of the country."""
PRICE = -1.5
"""Such numbers are nothing to reckon with, and no row of digits to be cut."""


@generator("programs", priority=36)
def telephones(problem: Problem) -> Iterator[Term | None]:
    """The numbers with each code that all answers begin with, where some text begins as within a country."""
    found = [MARKED.fullmatch(str(output)) for output in problem.outputs]
    answers = [each[2] for each in found if each is not None]
    marks = {each[1] for each in found if each is not None}
    if not problem.is_text or len(answers) < len(found) or len(marks) > 1:
        return
    shared = common_prefix(answers)[:CODE]
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST or not any(re.match(r"\(?0[1-9]", text) for text in texts):
            continue
        for end in range(1, len(shared) + 1):
            yield problem.term(INTERNATIONAL(column.expr, shared[:end], *marks), PRICE)
