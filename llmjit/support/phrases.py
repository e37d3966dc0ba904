"""Distances in time as people write them: in 3 weeks, 2 days ago, +5d, 1 year 2 months later."""

from __future__ import annotations

import datetime
import re

from llmjit.support.dates import DateError, add_months, clipped_months

_UNITS = {
    "year": (12, 0), "yr": (12, 0), "y": (12, 0),
    "month": (1, 0), "mon": (1, 0), "mo": (1, 0),
    "week": (0, 604800), "wk": (0, 604800), "w": (0, 604800),
    "day": (0, 86400), "d": (0, 86400),
    "hour": (0, 3600), "hr": (0, 3600), "h": (0, 3600),
    "minute": (0, 60), "min": (0, 60),
    "second": (0, 1), "sec": (0, 1),
}  # fmt: skip
_PART = re.compile(r"(\d+|an?|one) ?([a-z]+)(?:, and |, ?| and |(?=\d)| |$)")
_BACK = (" ago", " earlier", " before", " prior")
_FORTH = (" later", " from now", " after", " hence", " ahead")
_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1, "same day": 0, "next week": 7, "last week": -7}


def moved_by(
    moment: datetime.datetime, phrase: str, sign: int, short: str, clip: bool = False
) -> datetime.datetime:
    """The moment moved as the phrase says, or by its length times ``sign`` where it names no direction.

    ``short`` is what a bare ``m`` means, month or minute. Days that a month has not are its last if ``clip``. Raises
    DateError where the phrase says no distance, and for other such days.
    """
    text = phrase.strip().lower()
    if text in _NAMED:
        return moment + datetime.timedelta(days=_NAMED[text])
    direction, text = _direction(text)
    months, seconds = _length(text, short)
    sign = direction or sign
    move = clipped_months if clip else add_months
    moved = move(moment, sign * months) if months else moment
    return moved + datetime.timedelta(seconds=sign * seconds)


def _direction(text: str) -> tuple[int, str]:
    """Whether a phrase names the past or the future, and the rest of it."""
    if text[:1] in ("+", "-", "\N{MINUS SIGN}"):
        return (1 if text[0] == "+" else -1), text[1:].strip()
    if text.startswith(("in ", "after ")):
        return 1, text.split(" ", 1)[1]
    for ends, direction in ((_BACK, -1), (_FORTH, 1)):
        for end in ends:
            if text.endswith(end):
                return direction, text.removesuffix(end)
    return 0, text


def _length(text: str, short: str) -> tuple[int, int]:
    """The months and the seconds that a text names, larger units first."""
    months = seconds = at = 0
    last = (1000, 0)
    while at < len(text):
        found = _PART.match(text, at)
        unit = _unit(found[2], short) if found else None
        if found is None or unit is None or unit >= last:
            raise DateError(f"{text[:80]!r} is no distance in time")
        count = int(found[1]) if found[1].isdecimal() else 1
        months, seconds, at, last = months + count * unit[0], seconds + count * unit[1], found.end(), unit
    if at == 0:
        raise DateError("the text is empty")
    return months, seconds


def _unit(word: str, short: str) -> tuple[int, int] | None:
    return _UNITS.get(short if word == "m" else word) or _UNITS.get(word.removesuffix("s"))
