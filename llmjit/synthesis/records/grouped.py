"""Means of a field of rows, and what is told of each group of rows: the greatest, the least, the mean, the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from llmjit.support import groups as support
from llmjit.support.rows import RowError, lists_by
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.numbers.operators import TO_INT
from llmjit.synthesis.records.computed import amount
from llmjit.synthesis.records.fields import Field
from llmjit.synthesis.records.kept import Answer, Kept, gives, mapped

MEAN_OF = Operator(
    "mean_of", ("list", "int", "str"), "float", "mean_of({0}, {1}, {2})", 0.6, (support.mean_of,)
)
MEANS_BY = Operator(
    "means_by", ("list", "int", "str"), "dict", "means_by({0}, {1}, {2})", 0.6, (support.means_by,)
)
MOST_BY = Operator("most_by", ("list",), "dict", "extremes_by({0}, max)", 0.4, (support.extremes_by,))
LEAST_BY = Operator("least_by", ("list",), "dict", "extremes_by({0}, min)", 0.4, (support.extremes_by,))
FIRSTS_BY = Operator("firsts_by", ("list",), "dict", "firsts_by({0})", 0.4, (support.firsts_by,))
MEAN = 0.6
"""What a mean costs beside the field."""
FINEST = 4
"""Nobody rounds to more digits."""
Make = Callable[[Expr], Expr]
"""What becomes of the list of pairs."""


def means(kept: Kept, field: Field) -> Iterator[Answer]:
    """The mean of a field of the rows kept, as it was rounded."""
    rows = kept.of(field.numbers) or []
    digits = digits_of(kept.outputs)
    if digits is None or not all(rows):
        return
    halves = _halves(rows, kept.outputs, digits)
    whole = all(type(output) is int for output in kept.outputs)
    if gives(partial(_told, digits=digits, halves=halves, whole=whole), rows, kept.outputs):
        yield partial(_mean, amount(field), digits, halves, whole), field.price + MEAN


def _told(cells: Sequence[Any], digits: int, halves: str, whole: bool) -> float:
    mean = support.mean_of(cells, digits, halves)
    return int(mean) if whole else mean


def _mean(amount: Expr, digits: int, halves: str, whole: bool, rows: Expr) -> Expr:
    mean = MEAN_OF(mapped(amount, rows), digits, halves)
    return TO_INT(mean) if whole else mean


def of_groups(
    pairs: Sequence[Sequence[tuple[Any, Any]]], outputs: Sequence[Any]
) -> Iterator[tuple[Make, float]]:
    """What is told of the values beside each key, where some key has several that differ."""
    groups = [lists_by(row) for row in pairs]
    if not any(len(set(map(repr, cells))) > 1 for each in groups for cells in each.values()):
        return
    numeric = all(type(cell) in (int, float) for each in groups for cells in each.values() for cell in cells)
    for operator, choose in ((MOST_BY, max), (LEAST_BY, min)) if numeric else ():
        if gives(partial(support.extremes_by, choose=choose), pairs, outputs):
            yield operator, 0.5
    if gives(support.firsts_by, pairs, outputs):
        yield FIRSTS_BY, 0.6
    values = [value for output in outputs for value in output.values()]
    digits = digits_of(values) if numeric and any(type(value) is float for value in values) else None
    if digits is not None:
        told = [
            (cells, output.get(key))
            for each, output in zip(groups, outputs, strict=True)
            for key, cells in each.items()
        ]
        halves = _halves([cells for cells, _ in told], [value for _, value in told], digits)
        if gives(partial(support.means_by, digits=digits, halves=halves), pairs, outputs):
            yield partial(_means, digits, halves), 0.7


def _means(digits: int, halves: str, pairs: Expr) -> Expr:
    return MEANS_BY(pairs, digits, halves)


def digits_of(numbers: Sequence[Any]) -> int | None:
    """How many digits behind the point numbers have at most; None for what is no number."""
    if not numbers or not all(type(number) in (int, float) for number in numbers):
        return None
    exponents = [Decimal(repr(number)).normalize().as_tuple().exponent for number in numbers]
    digits = max(-min(each, 0) if isinstance(each, int) else FINEST + 1 for each in exponents)
    return digits if digits <= FINEST else None


def _halves(rows: Sequence[Sequence[Any]], means: Sequence[Any], digits: int) -> str:
    """Which way halves were rounded, by the means told of rows; `EXACT` where nothing was rounded."""
    exact, seen, ways = True, False, support.HALVES
    for cells, mean in zip(rows, means, strict=True):
        try:
            value = support.exact_mean(cells)
        except RowError:
            return ""
        rest = value * 10**digits % 1
        exact = exact and not rest
        if 2 * rest == 1:
            seen = True
            ways = "".join(way for way in ways if support.half_rounded(value, digits, way) == mean)
    return support.EXACT if exact else ways * seen
