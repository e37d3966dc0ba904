"""Rows in the order of what they have in a field: all of them, or so many that have most."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from llmjit.support.rows import RowError, ranked
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.records.kept import Answer, Kept, mapped, readings
from llmjit.synthesis.records.picks import Key, keys_of
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

RISING, FALLING = (
    Operator(
        name, ("list", "lambda"), "list", f"ranked({{0}}, lambda item: {{1}}, {falling})", 0.6, (ranked,)
    )
    for name, falling in (("rising_by", False), ("falling_by", True))
)
STABLY = {
    operator: replace(
        operator, name=f"stably_{operator.name}", source=f"{operator.source[:-1]}, as_they_came=True)"
    )
    for operator in (RISING, FALLING)
}
"""Rows with the same key stay in their order."""
TIES = 2
"""So many rows must have come behind one with the same key as they did before: one may by chance."""
RANKED = 0.6
UNLIKELY = 24
"""Of fewer ways to order the rows one is right by chance."""
OFTEN = 2
"""So many texts must have had more rows than were taken."""


def ranks(kept: Kept, elements: Sequence[Any], outputs: Sequence[Any]) -> Iterator[Answer]:
    """A field of each row in the order of another field."""
    lengths = [len(output) for output in outputs]
    sizes = list(map(len, kept.places))
    most = None if lengths == sizes else max(lengths)
    if most is not None and lengths != [min(size, most) for size in sizes]:
        return
    if most is not None and sum(size > most for size in sizes) < OFTEN:
        return
    if math.prod(math.perm(size, length) for size, length in zip(sizes, lengths, strict=True)) < UNLIKELY:
        return
    for key in keys_of(kept.rows):
        for operator in (FALLING, RISING):
            tied = _ties(kept, key)
            order = _order(kept, key, operator is FALLING, most, tied >= TIES)
            for field in kept.rows.fields if order is not None else ():
                for expr, cells, price in readings(field, elements):
                    found = [[row[at] for at in at_] for row, at_ in zip(cells, order or (), strict=True)]
                    if all(map(same, found, outputs)):
                        yield (
                            partial(_in_order, STABLY[operator] if tied else operator, key.expr, expr, most),
                            key.field.price + price + RANKED,
                        )


def _in_order(operator: Operator, key: Expr, expr: Expr, most: int | None, rows: Expr) -> Expr:
    found: Expr = operator(rows, key)
    return mapped(expr, found if most is None else ops.SLICE(found, None, most))


def _ties(kept: Kept, key: Key) -> int:
    """How many rows have the key of another one."""
    keys = [[row[at] for at in places] for places, row in zip(kept.places, key.cells, strict=True)]
    return sum(len(row) - len(set(row)) for row in keys)


def _order(
    kept: Kept, key: Key, falling: bool, most: int | None, as_they_came: bool
) -> list[list[int]] | None:
    """Which rows come one after the other; None where some have the same key, and it is not known what is done then."""
    try:
        found = [
            ranked(places, row.__getitem__, falling, as_they_came)
            for places, row in zip(kept.places, key.cells, strict=True)
        ]
    except RowError:
        return None
    return [each[:most] for each in found]
