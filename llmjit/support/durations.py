"""Lengths of time in text: 2h 15m, 1 day 3 hours, 1:02:30, PT2H15M."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

_UNITS: dict[str, Fraction] = {
    "ns": Fraction(1, 10**9), "us": Fraction(1, 10**6), "ms": Fraction(1, 1000), "s": Fraction(1),
    "m": Fraction(60), "h": Fraction(3600), "d": Fraction(86400), "w": Fraction(604800),
}  # fmt: skip
_NAMES = {
    **dict.fromkeys(("ns", "nanosecond", "nanoseconds"), "ns"),
    **dict.fromkeys(("us", "µs", "usec", "microsecond", "microseconds"), "us"),
    **dict.fromkeys(("ms", "msec", "msecs", "millisecond", "milliseconds"), "ms"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), "m"),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), "h"),
    **dict.fromkeys(("d", "day", "days"), "d"),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks"), "w"),
}
_WORDS = ("second", "minute", "hour", "day", "week")
_PART = re.compile(r"(\d+(?:\.\d+)?)\s?([a-zµ]+)\.?")
_JOINT = re.compile(r"\s*(?:,\s*)?(?:and\s+)?")
_ISO = re.compile(r"P(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")


class DurationError(ValueError):
    """The text is no length of time."""


def parse_duration(text: str) -> Fraction:
    """The seconds that a text like ``2h 15m`` or ``PT2H15M`` names, larger units first. Raises DurationError."""
    text = text.strip()
    if len(text) > 1 and _ISO.fullmatch(text):
        text = text.replace("P", "").replace("T", "")
    text = text.lower()
    total, at, last = Fraction(0), 0, Fraction(10**9)
    while at < len(text):
        found = _PART.match(text, at)
        unit = _NAMES.get(found[2]) if found else None
        if found is None or unit is None or _UNITS[unit] >= last:
            raise DurationError(f"{text[:80]!r} is no length of time")
        last = _UNITS[unit]
        total += Fraction(found[1]) * last
        joint = _JOINT.match(text, found.end())
        at = joint.end() if joint else found.end()
    if last == 10**9:
        raise DurationError("the text is empty")
    return total


def parse_clock(text: str, unit: int) -> Fraction:
    """The seconds of ``1:02:30``, whose first number is in units of so many seconds. Raises DurationError.

    With a unit of 0 the last number is of seconds, and there are two or three.
    """
    cells = text.strip().split(":")
    if not unit:
        unit = 60 ** (len(cells) - 1)
        if len(cells) > 3:
            raise DurationError(f"{text[:80]!r} is no length of time")
    if not all(re.fullmatch(r"\d+", cell, re.ASCII) for cell in cells[:-1]) or len(cells) < 2:
        raise DurationError(f"{text[:80]!r} is no length of time")
    if not re.fullmatch(r"\d+(\.\d+)?", cells[-1], re.ASCII) or 60 ** (len(cells) - 1) > unit:
        raise DurationError(f"{text[:80]!r} is no length of time")
    if any(Fraction(cell) >= 60 for cell in cells[1:]):
        raise DurationError(f"{text[:80]!r} has more than 60 of a unit")
    return sum((Fraction(cell) * Fraction(unit, 60**at) for at, cell in enumerate(cells)), Fraction(0))


def whole_of(value: Fraction | int, unit: Fraction | int) -> int:
    """How many units it is; raises DurationError if that is no whole number."""
    result = Fraction(value) / unit
    if result.denominator != 1:
        raise DurationError(f"{value} seconds are no whole number of units")
    return int(result)


def clock_of(seconds: int, format: str) -> str:
    """Whole seconds as hours, minutes and seconds; the first directive of %H %M %S holds all there is.

    ``%H`` has two digits or more, ``%-H`` as many as needed. Raises DurationError below zero.
    """
    if seconds < 0:
        raise DurationError("a length of time is not negative")
    rest = {"H": 3600, "M": 60, "S": 1}

    def write(found: re.Match[str]) -> str:
        nonlocal seconds
        count, seconds = divmod(seconds, rest[found[2]])
        return str(count) if found[1] else f"{count:02d}"

    return re.sub("%(-?)([HMS])", write, format)


def spelled(seconds: int, units: Sequence[str], joint: str, shown: str, most: int) -> str:
    """Whole seconds as ``1 hour 30 minutes``, units largest first; words take an s where they count not one.

    Shown are ``all`` units, those ``after`` the first that is not zero, or ``some``: those that are not zero.
    Raises DurationError below zero, where there is a rest, and where the first unit counts more than ``most``.
    """
    parts: list[str] = []
    rest = seconds
    for unit in units:
        name = unit.strip()
        count, rest = divmod(rest, int(_UNITS[_NAMES[name]]))
        if (count > most and unit is units[0]) or seconds < 0:
            raise DurationError(f"{seconds} seconds are beyond what was seen")
        if count or shown == "all" or (shown == "after" and parts):
            parts.append(f"{count}{unit}{'s' * (count != 1 and name in _WORDS)}")
    if rest or not parts:
        raise DurationError(f"{seconds} seconds are no whole number of {units[-1]}")
    return joint.join(parts)


def total_length(texts: Sequence[str]) -> Fraction:
    """The seconds of several lengths of time together. Raises DurationError where there is none."""
    if not texts:
        raise DurationError("there are no lengths of time")
    return sum(map(parse_duration, texts), Fraction(0))


def total_clock(texts: Sequence[str], unit: int) -> Fraction:
    """The seconds of several texts like ``1:30`` together. Raises DurationError where there is none."""
    if not texts:
        raise DurationError("there are no lengths of time")
    return sum((parse_clock(text, unit) for text in texts), Fraction(0))


def unit_seconds(name: str) -> int | None:
    """The seconds of a unit of a second or more, by a name in the singular; None where it is none."""
    unit = _UNITS.get(_NAMES.get(name, ""))
    return int(unit) if unit is not None and unit >= 1 else None
