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
    "mean_of", ("list", "int", "bool"), "float", "mean_of({0}, {1}, {2})", 0.6, (support.mean_of,)
)
MEANS_BY = Operator(
    "means_by", ("list", "int", "bool"), "dict", "means_by({0}, {1}, {2})", 0.6, (support.means_by,)
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
    exact = not any(_rounded(row, digits) for row in rows)
    whole = all(type(output) is int for output in kept.outputs)
    if gives(partial(_told, digits=digits, exact=exact, whole=whole), rows, kept.outputs):
        yield partial(_mean, amount(field), digits, exact, whole), field.price + MEAN


def _told(cells: Sequence[Any], digits: int, exact: bool, whole: bool) -> float:
    mean = support.mean_of(cells, digits, exact)
    return int(mean) if whole else mean


def _mean(amount: Expr, digits: int, exact: bool, whole: bool, rows: Expr) -> Expr:
    mean = MEAN_OF(mapped(amount, rows), digits, exact)
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
        exact = not any(_rounded(cells, digits) for each in groups for cells in each.values())
        if gives(partial(support.means_by, digits=digits, exact=exact), pairs, outputs):
            yield partial(_means, digits, exact), 0.7


def _means(digits: int, exact: bool, pairs: Expr) -> Expr:
    return MEANS_BY(pairs, digits, exact)


def digits_of(numbers: Sequence[Any]) -> int | None:
    """How many digits behind the point numbers have at most; None for what is no number."""
    if not numbers or not all(type(number) in (int, float) for number in numbers):
        return None
    exponents = [Decimal(repr(number)).normalize().as_tuple().exponent for number in numbers]
    digits = max(-min(each, 0) if isinstance(each, int) else FINEST + 1 for each in exponents)
    return digits if digits <= FINEST else None


def _rounded(cells: Sequence[Any], digits: int) -> bool:
    """Whether the mean of numbers has more digits than so many."""
    try:
        support.mean_of(cells, digits, exact=True)
    except RowError:
        return True
    return False
