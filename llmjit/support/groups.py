"""Numbers of rows put together: means, sums set against each other, and what each group has of a field."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from llmjit.support.rows import RowError, cell_amount, lists_by

EXACT = "exact"
HALVES = "ueb"
"""Which way halves may go: away from zero, to the even digit, or as Python rounds the float nearest to the number."""


def mean_of(cells: Sequence[object], digits: int, halves: str) -> float:
    """The mean of numbers, with so many digits behind the point.

    ``halves`` are the letters of `HALVES` by which the halves seen were rounded: by all of them a half must be the
    same number. `EXACT` means that nothing was rounded at all. Raises RowError without numbers, and where it is not
    known how they are rounded.
    """
    return _rounded(exact_mean(cells), digits, halves)


def exact_mean(cells: Sequence[object]) -> Fraction:
    """The mean of numbers. Raises RowError without any, and for what is no number."""
    if not cells:
        raise RowError("there is no mean of nothing")
    return sum((Fraction(cell_amount(cell)) for cell in cells), Fraction(0)) / len(cells)


def _rounded(value: Fraction, digits: int, halves: str = "") -> float:
    """The nearest number with so many digits; raises RowError as `mean_of` does."""
    units, rest = divmod(value * 10**digits, 1)
    if rest and halves == EXACT:
        raise RowError("whether the number is rounded is not known")
    if 2 * rest != 1:
        return float(Decimal(units + (2 * rest > 1)).scaleb(-digits))
    found = {half_rounded(value, digits, way) for way in halves}
    if len(found) != 1:
        raise RowError("how a half is rounded is not known")
    return found.pop()


def half_rounded(value: Fraction, digits: int, way: str) -> float:
    """A number that lies half-way between two with so many digits, rounded in one of the ways of `HALVES`."""
    if way == "b":
        return round(float(value), digits)
    below = math.floor(value * 10**digits)
    upper = value > 0 if way == "u" else below % 2 == 1
    return float(Decimal(below + upper).scaleb(-digits))


def ratio_of(pairs: Iterable[tuple[object, object]], scale: int, digits: int) -> float:
    """The sum of the first numbers of pairs over that of the second, times a scale, with so many digits.

    Raises RowError for what is no number, where nothing is divided by, and where it is not known how a half is rounded.
    """
    numbers = [(Fraction(cell_amount(left)), Fraction(cell_amount(right))) for left, right in pairs]
    above, below = (sum(column, Fraction(0)) for column in zip(*numbers, strict=True)) if numbers else (0, 0)
    if below <= 0:
        raise RowError("nothing is a share of nothing")
    return _rounded(Fraction(above) / below * scale, digits)


def net_total(pairs: Iterable[tuple[object, object]], added: str, taken: str) -> Decimal:
    """The numbers beside one word less those beside another. RowError for a third, and for no number."""
    total = Decimal(0)
    for word, cell in pairs:
        if word not in (added, taken):
            raise RowError(f"{str(word)[:80]!r} is neither {added!r} nor {taken!r}")
        total += cell_amount(cell) if word == added else -cell_amount(cell)
    return total


def means_by(pairs: Iterable[tuple[Any, Any]], digits: int, halves: str) -> dict[Any, float]:
    """The mean of the numbers beside each key. Raises RowError as `mean_of` does."""
    return {key: mean_of(cells, digits, halves) for key, cells in lists_by(pairs).items()}


def extremes_by(pairs: Iterable[tuple[Any, Any]], choose: Callable[..., Any]) -> dict[Any, Any]:
    """The number beside each key that is ``choose`` (max, min) of all beside it."""
    return {key: choose(cells) for key, cells in lists_by(pairs).items()}


def firsts_by(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """The first value beside each key."""
    return {key: cells[0] for key, cells in lists_by(pairs).items()}
