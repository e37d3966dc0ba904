"""What some rows name and others do not: jobs that began and never ended, orders that were not delivered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import Any

from llmjit.support.rows import RowError, left_over
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.records.constants import Mask
from llmjit.synthesis.records.fields import Field, Rows
from llmjit.synthesis.records.kept import mapped
from llmjit.synthesis.strings import operators as ops

MOST_KEPT = 16
"""Of so many questions any two are asked of two parts of the rows."""
MOST_FIELDS = 10
PRICE = 0.6
LEAST = 2
"""In so many observations something must be left out that both parts name."""
LEFT_OVER = Operator("left_over", ("list", "list"), "list", "left_over({0}, {1})", 0.6, (left_over,))
Question = tuple[Mask, Expr, float]


def unmatched(
    rows: Rows, questions: Sequence[Question], outputs: Sequence[Any]
) -> Iterator[tuple[Expr, float]]:
    """The values of a field of the rows that one question keeps, without those of the rows that another keeps."""
    if not all(isinstance(output, list) for output in outputs) or not any(outputs):
        return
    fields = [field for field in rows.fields[:MOST_FIELDS] if _names_all(field, outputs)]
    for one, other in permutations(questions[:MOST_KEPT], 2) if fields else ():
        if _overlap(one[0], other[0]):
            continue
        for field in fields:
            found = _left(field, one[0], other[0])
            if found is not None and found == list(outputs):
                kept = (mapped(field.expr, ops.FILTER(rows.expr, test)) for _, test, _ in (one, other))
                yield LEFT_OVER(*kept), max(one[2], other[2]) + field.price + PRICE
                return


def _names_all(field: Field, outputs: Sequence[Any]) -> bool:
    """Whether all that is answered stands in the field."""
    return field.whole and all(
        all(item in row for item in output) for row, output in zip(field.values, outputs, strict=True)
    )


def _overlap(one: Mask, other: Mask) -> bool:
    return any(a and b for row in zip(one, other, strict=True) for a, b in zip(*row, strict=True))


def _left(field: Field, one: Mask, other: Mask) -> list[list[Any]] | None:
    """What is left of the field's values; None where too seldom a value is in both parts."""
    answers, both = [], 0
    for cells, first, second in zip(field.values, one, other, strict=True):
        taken = [cell for cell, kept in zip(cells, second, strict=True) if kept]
        named = [cell for cell, kept in zip(cells, first, strict=True) if kept]
        both += any(cell in taken for cell in named)
        try:
            answers.append(left_over(named, taken))
        except (RowError, TypeError):
            return None
    return answers if both >= LEAST else None
