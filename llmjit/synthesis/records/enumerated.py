"""Items of a part of a document that stand in lines of their own in some texts and between commas in others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.synthesis.expr import Item
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.passages import passages
from llmjit.synthesis.strings import operators as ops

MARKS = (",", ";", "|", ",;", "/")
PRICE = 0.2
"""What such a list costs beside the part of the document."""
LEAST = 2
"""In so many texts there must be several items."""


@generator("programs", priority=37)
def enumerated(problem: Problem) -> Iterator[Term | None]:
    """Lists of what commas, or other marks, and ends of lines set apart in a part of a document."""
    if problem.memo.get("nested"):
        return
    for joiner, rows in targets(problem):
        if sum(len(row) > 1 for row in rows) < LEAST:
            continue
        for part in passages(problem):
            for marks in MARKS:
                separator = rf"[{marks}\n]"
                pieces = [re.split(separator, str(text)) for text in part.values]
                items = [[piece.strip() for piece in each if piece.strip()] for each in pieces]
                if items == rows and all(mark in "".join(map(str, part.values)) for mark in marks):
                    kept = ops.FILTER(ops.SPLIT(part.expr, separator), ops.STRIP(Item()))
                    listed = ops.MAP(kept, ops.STRIP(Item()))
                    expr = listed if joiner is None else ops.JOIN(joiner, listed)
                    yield problem.term(expr, part.cost + PRICE)
                    return
