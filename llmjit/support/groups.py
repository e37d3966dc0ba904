"""Numbers of rows put together: means, sums set against each other, and what each group has of a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from llmjit.support.rows import RowError, cell_amount, lists_by


def mean_of(cells: Sequence[object], digits: int, exact: bool) -> float:
    """The mean of numbers, with so many digits behind the point.

    Raises RowError without numbers, where it is not known which way a half is rounded, and, with ``exact``, for what
    must be rounded at all.
    """
    if not cells:
        raise RowError("there is no mean of nothing")
    total = sum((Fraction(cell_amount(cell)) for cell in cells), Fraction(0))
    return _rounded(total / len(cells), digits, exact)


def _rounded(value: Fraction, digits: int, exact: bool = False) -> float:
    """The nearest number with so many digits. Raises RowError for a half and, with ``exact``, for any other."""
    units, rest = divmod(value * 10**digits, 1)
    if rest and (exact or 2 * rest == 1):
        raise RowError("how the number is rounded is not known")
    return float(Decimal(units + (2 * rest > 1)).scaleb(-digits))


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


def means_by(pairs: Iterable[tuple[Any, Any]], digits: int, exact: bool) -> dict[Any, float]:
    """The mean of the numbers beside each key. Raises RowError as `mean_of` does."""
    return {key: mean_of(cells, digits, exact) for key, cells in lists_by(pairs).items()}


def extremes_by(pairs: Iterable[tuple[Any, Any]], choose: Callable[..., Any]) -> dict[Any, Any]:
    """The number beside each key that is ``choose`` (max, min) of all beside it."""
    return {key: choose(cells) for key, cells in lists_by(pairs).items()}


def firsts_by(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    """The first value beside each key."""
    return {key: cells[0] for key, cells in lists_by(pairs).items()}
