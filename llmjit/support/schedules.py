"""Times worked or open: all spans between times of day in a text, on each of the days that are named before them."""

from __future__ import annotations

import re
from decimal import Decimal

from llmjit.support.measures import clock_span
from llmjit.support.numbers import NumberError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMED = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b")
_RANGE = re.compile(r"\s*(?:-|–|to|until|through)\s*", re.IGNORECASE)
_SHUT = re.compile(r"(?i)\b(?:closed|off|none)\s*$")
_TIMES = re.compile(r"\d{1,2}:\d\d")


def total_spans(text: str, overnight: bool = False) -> Decimal:
    """The minutes from the first to the second time of each piece of a text, for each day of its range of days.

    With ``overnight`` the second time may be on the next day. Raises NumberError where a piece holds other numbers, or
    says neither two times nor that it is closed.
    """
    total = Decimal(0)
    waiting = 0
    for piece in re.split(r"[,;|\n]|\band\b", text[:600]):
        if not piece.strip():
            continue
        days = _days(piece)
        if _TIMES.search(piece):
            if re.search(r"\d", _TIMES.sub("", piece)):
                raise NumberError(f"other numbers in {piece[:80]!r}")
            total += clock_span(piece, overnight) * (waiting + days if waiting or days else 1)
            waiting = 0
        elif _SHUT.search(piece):
            waiting = 0
        elif days:
            waiting += days
        else:
            raise NumberError(f"no times in {piece[:80]!r}")
    if waiting or not total:
        raise NumberError(f"no times in {text[:80]!r}")
    return total


def between_pairs(text: str) -> Decimal:
    """The minutes from every odd to the next time of day in a text, in which they only rise.

    Raises NumberError for one time too many, one before another, and where there are none.
    """
    times = [
        int(hour) * 60 + int(minute)
        for hour, minute in re.findall(r"(?<![\d:])(\d{1,2}):(\d\d)(?![\d:])", text)
    ]
    if not times or len(times) % 2 or sorted(times) != times:
        raise NumberError(f"no times in pairs in {text[:80]!r}")
    return Decimal(sum(times[1::2]) - sum(times[::2]))


def _days(piece: str) -> int:
    """How many days a piece names: one, or all of a range; none, where it names none."""
    found = list(_NAMED.finditer(piece))
    if not found:
        return 0
    first, *others = (DAYS.index(each[1].lower()) for each in found)
    if not others:
        return 1
    if len(others) > 1 or not _RANGE.fullmatch(piece[found[0].end() : found[1].start()]):
        raise NumberError(f"no telling which days {piece[:80]!r} means")
    return (others[0] - first) % 7 + 1
