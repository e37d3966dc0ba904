"""Lists of numbers written with ranges, ``1-3, 7``: spelled out, counted, and written so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support import amounts
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

SPELLED_OUT = Operator(
    "spelled_out",
    ("str",),
    "list",
    "spelled_out({0})",
    0.8,
    (amounts.spelled_out,),
    needs="whole numbers and ranges alone in {0}",
)
AS_RANGES = Operator(
    "as_ranges", ("list", "str", "str"), "str", "as_ranges({0}, {1}, {2})", 0.8, (amounts.as_ranges,)
)
RANGES = re.compile(r"\d{1,7}(?:\s?[-–]\s?\d{1,7})?(?:[,;]\s?\d{1,7}(?:\s?[-–]\s?\d{1,7})?)*")
LONGEST = 200


@generator("programs", priority=52)
def ranges_of_numbers(problem: Problem) -> Iterator[Term | None]:
    """What ranges stand for, how many numbers that are, and numbers put as ranges."""
    for column in problem.columns[:4]:
        texts = [str(value) for value in column.values]
        listed: Expr = column.expr
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
            if not all(map(RANGES.fullmatch, texts)):
                continue
            listed = SPELLED_OUT(column.expr)
            if any(re.search("[-–]", text) for text in texts):
                yield problem.term(listed, 0.9)
                yield problem.term(ops.LENGTH(listed), 1.2)
                for glue in (",", ", ", " ", ";"):
                    yield problem.term(ops.JOIN(glue, ops.MAP(listed, ops.TEXT(Item()))), 1.4)
                continue
        elif not all(isinstance(value, list) for value in column.values):
            continue
        if any(re.search(r"\d\s?[-–]\s?\d", str(output)) for output in problem.outputs):
            for dash in ("-", "–"):
                for glue in (",", ", ", " ", ";"):
                    yield problem.term(AS_RANGES(listed, dash, glue), 1.2)
