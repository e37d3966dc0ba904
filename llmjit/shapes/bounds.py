"""Three small lattices that every shape is a product of: intervals, closed sets, common affixes.

Bottom is always ``None`` as the result of a meet; an unbounded end, an open set and an empty affix are top.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, TypeAlias, final

CHOICES = 12
"""A set of more values than this is open: it says nothing any more."""

Choices: TypeAlias = frozenset[Any] | None
"""The only values seen, or None when there are too many to be a closed set."""


@final
@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from ``low`` to ``high``, both inclusive; None is unbounded."""

    low: float | None = None
    high: float | None = None

    def __contains__(self, number: float) -> bool:
        return (self.low is None or number >= self.low) and (self.high is None or number <= self.high)

    def join(self, other: Interval) -> Interval:
        """The hull of both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def meet(self, other: Interval) -> Interval | None:
        """The part in both, or None when there is none."""
        lows = [bound for bound in (self.low, other.low) if bound is not None]
        highs = [bound for bound in (self.high, other.high) if bound is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return None if low is not None and high is not None and low > high else Interval(low, high)

    def widen(self, other: Interval, floor: float | None = None) -> Interval:
        """The join, but an end that moved goes to its limit at once: ``floor``, 0 where that holds, or none.

        A chain of widenings therefore ends after a few steps.
        """
        hull = self.join(other)
        low, high = hull.low, hull.high
        if low is not None and low != self.low:
            low = floor if floor is not None else (0 if low >= 0 else None)
        if high is not None and high != self.high:
            high = 0 if high <= 0 and floor is None else None
        return Interval(low, high)

    @property
    def exact(self) -> bool:
        """Whether only one number is inside."""
        return self.low is not None and self.low == self.high


ANY = Interval()
"""Every number."""

LENGTHS = Interval(0, None)
"""Every length."""


def join_choices(left: Choices, right: Choices) -> Choices:
    """Union, open beyond `CHOICES` values."""
    if left is None or right is None:
        return None
    both = left | right
    return both if len(both) <= CHOICES else None


def meet_sets(left: frozenset[Any] | None, right: frozenset[Any] | None) -> frozenset[Any] | None:
    """Intersection, None being everything; empty is bottom, for the caller to notice."""
    if left is None or right is None:
        return right if left is None else left
    return left & right


def join_sets(left: frozenset[Any] | None, right: frozenset[Any] | None) -> frozenset[Any] | None:
    """Union without a limit, None being everything."""
    return None if left is None or right is None else left | right


def widen_choices(old: Choices, new: Choices) -> Choices:
    """The old set while nothing new is in it, else open: a set that grew once is not closed."""
    both = join_choices(old, new)
    return both if both == old else None


def admits(choices: Set[Any] | None, value: object) -> bool:
    """Whether a closed set (or None, everything) has the value."""
    return choices is None or value in choices


def join_prefix(left: str, right: str) -> str:
    """The longest common prefix."""
    short = min(len(left), len(right))
    for index in range(short):
        if left[index] != right[index]:
            return left[:index]
    return left[:short]


def meet_prefix(left: str, right: str) -> str | None:
    """The longer prefix when it extends the other, else None: no text starts with both."""
    longer, shorter = (left, right) if len(left) >= len(right) else (right, left)
    return longer if longer.startswith(shorter) else None
