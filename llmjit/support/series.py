"""Series of numbers made of others: running totals, differences between neighbours, shares of the whole."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import add

from llmjit.support.numbers import ratio

_STEPS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"total": add, "largest": max, "smallest": min}


def running(values: Sequence[Decimal], what: str) -> list[Decimal]:
    """The ``total``, ``largest`` or ``smallest`` of the values so far, at each of them."""
    return list(itertools.accumulate(values, _STEPS[what]))


def differences(values: Sequence[Decimal]) -> list[Decimal]:
    """By how much each value but the first is more than the one before."""
    return [after - before for before, after in itertools.pairwise(values)]


def shares(values: Sequence[Decimal], whole: int) -> list[Decimal]:
    """What each value is of all together, which are taken to be ``whole``: 100 for percent, or 1."""
    total = sum(values, Decimal(0))
    return [whole * ratio(value, total) for value in values]
