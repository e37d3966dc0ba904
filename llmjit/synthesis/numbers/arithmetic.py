"""Constants of linear laws, from numbers written with limited precision.

An output `9.32 mile` says that the value lay between 9.315 and 9.325. Observations together bound the
constants of ``y = x * scale + offset``. If the bounds leave one constant that is far simpler than chance
allows, it is that. Otherwise the constants stay an interval, given by its ends: a new value is known where
they agree.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import final

from llmjit.synthesis.numbers.units import SPAN, known_scale

CHANCE = 0.02
"""A constant that falls between the bounds by chance more often than this is not believed."""
MARGIN = 1.2
"""Digits of the outputs that must be left over, beyond those that fix the constants."""
NEAR = Fraction(1, 100)
"""A scale as near to one, and not known exactly, is a sum that leaves out something small."""
WIDE = Fraction(1, 50)
"""A scale that is known no better may be any, or none."""
LONE = 2
FIGURES = 4
"""A scale of so many digits, or one that does not end, is nothing that people multiply by in their heads."""


@final
@dataclass(frozen=True, slots=True)
class Law:
    """``(x * scale + offset) / divisor``."""

    scale: Fraction
    offset: Fraction = Fraction(0)
    divisor: Fraction = Fraction(1)
    defined: bool = False
    """Whether the constants are those of units, which need not be learned."""


Spread = tuple[Fraction, Fraction]


def digits(value: Fraction) -> int | None:
    """How many significant digits a decimal needs; None if it has no end."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1 or not value:
        return None if rest != 1 else 1
    text = f"{Decimal(value.numerator) / Decimal(value.denominator):f}".replace(".", "").strip("-").strip("0")
    return len(text)


def lone(values: Sequence[Fraction], laws: Sequence[Law]) -> bool:
    """Whether a scale that nobody would think of was fitted to one number and met by one other: zeros say nothing."""
    if laws[0].defined or sum(map(bool, values)) > LONE:
        return False
    scales = {law.scale / law.divisor for law in laws}
    return len(scales) > 1 or any((digits(scale) or FIGURES) >= FIGURES for scale in scales)


def simplest(low: Fraction, high: Fraction) -> tuple[Fraction, int, bool] | None:
    """The simplest number between bounds: the number, its digits, and whether it is a quotient.

    Simple are decimals of few digits, their reciprocals, and quotients of small whole numbers.
    """
    if low > high:
        return None
    if low <= 0 <= high:
        return Fraction(0), 1, False
    if high < 0:
        found = simplest(-high, -low)
        return found and (-found[0], found[1], found[2])
    options = [
        (_shortest(low, high), False),
        (1 / _shortest(1 / high, 1 / low), True),
        (_quotient(low, high), True),
    ]
    rated = [(_length(value, quotient), quotient, value) for value, quotient in options]
    length, quotient, value = min(rated, key=lambda each: each[:2])
    return value, length, quotient


def _length(value: Fraction, quotient: bool) -> int:
    decimal = digits(value)
    if not quotient and decimal is not None:
        return decimal
    inverse = digits(1 / value)
    length = len(str(value.numerator).rstrip("0")) + len(str(value.denominator).rstrip("0"))
    return min(length, inverse + 1) if inverse is not None else length


def _shortest(low: Fraction, high: Fraction) -> Fraction:
    """The decimal of fewest digits between positive bounds."""
    exponent = math.floor(math.log10(high)) + 1
    for step in range(40):
        unit = Fraction(10) ** (exponent - step)
        candidate = math.ceil(low / unit) * unit
        if candidate <= high:
            return candidate
    return low


def _quotient(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of smallest denominator between positive bounds (Stern and Brocot)."""
    whole = math.floor(low)
    if low == whole:
        return Fraction(whole)
    if whole + 1 <= high:
        return Fraction(whole + 1)
    return whole + 1 / _quotient(1 / (high - whole), 1 / (low - whole))


def believed(low: Fraction, high: Fraction) -> Fraction | None:
    """The one constant that the bounds show, if it is far simpler than chance would have it."""
    found = simplest(low, high)
    if found is None:
        return None
    value, length, _ = found
    if low == high:
        return value if length <= 12 else None
    if not value:
        return None
    width = (high - low) / abs(value)
    return value if width * 10**length < CHANCE else None


def ends(low: Fraction, high: Fraction) -> Iterator[Fraction]:
    """The bounds, drawn in a little and cut to a decimal of few digits."""
    margin = (high - low) / 1000
    for value, up in ((low + margin, True), (high - margin, False)):
        step = Fraction(10) ** math.floor(math.log10(margin))
        yield (math.ceil(value / step) if up else math.floor(value / step)) * step


def proportional(xs: Sequence[Fraction], spreads: Sequence[Spread]) -> list[Law]:
    """Laws ``x * scale`` within the spreads: one that is believed, or the ends of what is possible."""
    low, high = Fraction(-(10**30)), Fraction(10**30)
    for x, (least, most) in zip(xs, spreads, strict=True):
        if not x:
            if not least <= 0 <= most:
                return []
            continue
        bounds = sorted((least / x, most / x))
        low, high = max(low, bounds[0]), min(high, bounds[1])
    if low > high or high <= 0 <= low or low <= 0 <= high:
        return []
    one = believed(low, high)
    defined = known_scale(low, high)
    if defined is not None and (one is None or one == defined):
        return [replace(_law(defined), defined=True)]
    if one is not None:
        return [_law(one)]
    if low == high or _near_one(low, high) or (high - low) / abs(low) > WIDE:
        return []
    return [Law(end) for end in ends(low, high)]


def _near_one(low: Fraction, high: Fraction) -> bool:
    return max(abs(low - 1), abs(high - 1)) < NEAR


def one_of(laws: Sequence[Law], scales: Sequence[Fraction]) -> list[Law]:
    """The one of the scales of a unit between the ends that laws leave open, where none lies there by chance."""
    ends_of = [law.scale / law.divisor for law in laws]
    low, high = min(ends_of), max(ends_of)
    low, high = low - (high - low) / 100, high + (high - low) / 100  # the ends were drawn in
    inside = [scale for scale in scales if low <= scale <= high]
    rare = low > 0 and (high - low) / low * len(scales) < CHANCE * SPAN
    return [replace(_law(inside[0]), defined=True)] if len(inside) == 1 and rare else []


def conversions(
    laws: Iterable[tuple[Fraction, Fraction]], xs: Sequence[Fraction], spreads: Sequence[Spread]
) -> list[Law]:
    """The conversion of units that fits the spreads, if only one does."""
    fitting = [
        (scale, offset)
        for scale, offset in laws
        if all(least <= x * scale + offset <= most for x, (least, most) in zip(xs, spreads, strict=True))
    ]
    return [replace(_law(*fitting[0]), defined=True)] if len(fitting) == 1 else []


def _law(scale: Fraction, offset: Fraction = Fraction(0)) -> Law:
    """In decimals, over a common divisor where a constant has no end as a decimal."""
    if digits(scale) is not None and digits(offset) is not None and (digits(scale) or 0) < 12:
        return Law(scale, offset)
    inverse = digits(1 / scale) if scale else None
    if not offset and inverse is not None and scale.numerator != 1:
        return Law(Fraction(1), Fraction(0), 1 / scale)
    divisor = Fraction(math.lcm(scale.denominator, offset.denominator))
    return Law(scale * divisor, offset * divisor, divisor)


def shifted(xs: Sequence[Fraction], spreads: Sequence[Spread]) -> list[Law]:
    """Laws ``x + offset``."""
    low = max(least - x for x, (least, _) in zip(xs, spreads, strict=True))
    high = min(most - x for x, (_, most) in zip(xs, spreads, strict=True))
    if low > high:
        return []
    one = believed(low, high)
    if one is not None:
        return [Law(Fraction(1), one)] if one and digits(one) is not None else []
    if low == high:
        return []
    return [Law(Fraction(1), end) for end in ends(low, high)]


def affine(xs: Sequence[Fraction], spreads: Sequence[Spread]) -> list[Law]:
    """Laws ``x * scale + offset``, from three distinct points at least."""
    rows = sorted(zip(xs, spreads, strict=True))
    if len({x for x, _ in rows}) < 3:
        return []
    low, high = Fraction(-(10**30)), Fraction(10**30)
    for (x, first), (y, second) in itertools.combinations(rows[:40], 2):
        if x == y:
            continue
        low = max(low, (second[0] - first[1]) / (y - x))
        high = min(high, (second[1] - first[0]) / (y - x))
    if low > high:
        return []
    scale = believed(low, high)
    if scale:
        offsets = _offsets(rows, scale)
        offset = believed(*offsets) if offsets else None
        if offset is not None:
            return [_law(scale, offset)]
    if low == high or _near_one(low, high):
        return []
    return [Law(slope, offset) for slope in _slopes(low, high) for offset in _offset_ends(rows, slope)]


def _offsets(rows: Sequence[tuple[Fraction, Spread]], scale: Fraction) -> Spread | None:
    low = max(spread[0] - x * scale for x, spread in rows)
    high = min(spread[1] - x * scale for x, spread in rows)
    return (low, high) if low <= high else None


def _slopes(low: Fraction, high: Fraction) -> list[Fraction]:
    first, last = ends(low, high)
    return [first, (first + last) / 2, last]


def _offset_ends(rows: Sequence[tuple[Fraction, Spread]], slope: Fraction) -> list[Fraction]:
    offsets = _offsets(rows, slope)
    if offsets is None or offsets[0] == offsets[1]:
        return []
    return list(ends(*offsets))
