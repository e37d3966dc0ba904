"""Templates filled in: one input has places with names, another the values."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support.templates import fill_template
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own, parsed

FILL = Operator(
    "fill_template",
    ("str", "any", "str", "str"),
    "str",
    "fill_template({0}, {1}, {2}, {3})",
    0.6,
    (fill_template,),
    needs="a value for each name in {0}",
)
MARKS = (
    ("{{", "}}"),
    ("${", "}"),
    ("{", "}"),
    ("<<", ">>"),
    ("<", ">"),
    ("[", "]"),
    ("%", "%"),
    ("__", "__"),
    ("$", ""),
    (":", ""),
)
SURE = -0.9


@generator("programs", priority=24)
def filled(problem: Problem) -> Iterator[Term | None]:
    """The template with the values of a record in its places."""
    if not problem.is_text or len(problem.inputs[0]) < 2:
        return
    records = [
        (expr, found) for expr, found in parsed(problem) if all(isinstance(each, dict) for each in found)
    ]
    for column in own(problem) if records else ():
        texts = column.values
        if not all(isinstance(text, str) for text in texts):
            continue
        for left, right in MARKS:
            place = re.escape(left) + r" ?[^\W\d]\w*"
            if any(re.search(place, str(text)) for text in texts):
                for expr, _ in records:
                    yield problem.term(FILL(column.expr, expr, left, right), SURE)
