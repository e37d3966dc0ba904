"""Rows of logs kept for how grave they are: warnings and what is worse, all but what is there for debugging.

That a level is not ``INFO`` says of warnings and of errors that they are kept, and nothing of ``DEBUG``: both readings
must agree.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.severities import as_grave, rank_of
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.records.fields import Field
from llmjit.synthesis.strings import operators as ops

AS_GRAVE = Operator(
    "as_grave", ("any", "str"), "bool", "as_grave({0}, {1})", 0.5, (as_grave,), needs="a level of logs: {0}"
)
SEVERAL = 3
"""Of fewer levels each is told by its name."""
PRICE = 0.4


def severities(field: Field) -> Iterator[tuple[tuple[tuple[bool, ...], ...], Expr, float]]:
    """Whether rows are as grave as a level that some have, or graver; or less so."""
    if not field.whole or not all(rank_of(cell) is not None for cell in field.flat):
        return
    levels = {rank_of(cell): str(cell) for cell in field.flat}
    if len(levels) < SEVERAL:
        return
    for level in levels.values():
        mask = tuple(tuple(as_grave(cell, level) for cell in row) for row in field.values)
        test = AS_GRAVE(field.expr, level)
        yield mask, test, field.price + PRICE
        yield tuple(tuple(not kept for kept in row) for row in mask), ops.NOT(test), field.price + PRICE + 0.3
