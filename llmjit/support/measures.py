"""Numbers that texts tell in several parts: ``7 kg 96 g``, ``+05:30``, ``09:30-16:15``, ``41°43′25″W``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from llmjit.support.numbers import NumberError

_PIECE = re.compile(r"((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s?(['\"′″’”]|[^\W\d_]*)\.?")
_JOINT = re.compile(r"(?:,\s*|\s+)(?:and\s+)?")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?(?:([-+−])(\d{1,2})(?::?([0-5]\d))?|(Z?))", re.ASCII)
_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2}):([0-5]\d)(?![\d:])\s?([aApP]\.?[mM]\b)?", re.ASCII)
_HALF_DAY = re.compile(r"(\d{1,2})(?::([0-5]\d))?\s?([aApP])\.?[mM]\.?", re.ASCII)
_ANGLE = re.compile(
    r"(?:([NSEW])\s?)?([-−]?)(\d{1,3}(?:\.\d+)?)(?:\s?°\s?|\s+|(?=[NSEW]?$))"
    r"(?:(\d{1,2}(?:\.\d+)?)(?:\s?['′’]\s?|\s+|(?=[NSEW]?$)))?(?:(\d{1,2}(?:\.\d+)?)\s?[\"″”]?\s?)?([NSEW]?)"
)


def read_measures(text: str, sizes: Mapping[str, str], tail: str) -> Decimal:
    """What the quantities of a text come to, by the sizes of their units, the largest first; ``tail`` ends the text.

    Raises NumberError where there is anything else, or a unit twice.
    """
    if not text.endswith(tail) or len(text) > 120:
        raise NumberError(f"{text[:80]!r} does not end with {tail!r}")
    body, at, total, last = text.removesuffix(tail).strip(), 0, Decimal(0), None
    while at < len(body) or last is None:
        found = _PIECE.match(body, at)
        size = sizes.get(found[2], sizes.get(found[2].lower())) if found else None
        if found is None or size is None or (last is not None and Decimal(size) >= last):
            raise NumberError(f"{text[:80]!r} is not made of known quantities")
        last = Decimal(size)
        total += Decimal(found[1].replace(",", "")) * last
        joint = _JOINT.match(body, found.end())
        at = joint.end() if joint else found.end()
    return total


def offset_minutes(text: str) -> Decimal:
    """The minutes by which a time zone is before UTC: ``+05:30``, ``-0800``, ``UTC+2``, ``Z``."""
    found = _OFFSET.fullmatch(text.strip())
    if not found or (found[1] is None and not text.strip()):
        raise NumberError(f"{text[:80]!r} is no offset from UTC")
    minutes = 60 * int(found[2] or 0) + int(found[3] or 0)
    if minutes > 14 * 60:
        raise NumberError(f"{text[:80]!r} is no offset from UTC")
    return Decimal(minutes if found[1] in ("+", None) else -minutes)


def clock_span(text: str, overnight: bool = False) -> Decimal:
    """The minutes between the two times of day in a text, of which the second may be on the next day, ``overnight``.

    Raises NumberError unless the second is the later.
    """
    found = _CLOCK.findall(text[:400])
    if len(found) != 2 or bool(found[0][2]) != bool(found[1][2]):
        raise NumberError(f"no two times of day in {text[:80]!r}")
    first, last = (_minutes(int(hour), int(minute), half.lower()[:1]) for hour, minute, half in found)
    if overnight and last < first:
        last += 24 * 60
    if last <= first:
        raise NumberError(f"the second time in {text[:80]!r} is not the later")
    return Decimal(last - first)


def half_day_time(text: str) -> datetime.datetime:
    """A time of day with am or pm, with or without minutes, on the first day of 1900: ``3pm``, ``11:30 a.m.``."""
    found = _HALF_DAY.fullmatch(text.strip())
    if not found:
        raise NumberError(f"{text[:80]!r} is no time of day with am or pm")
    minutes = _minutes(int(found[1]), int(found[2] or 0), found[3].lower())
    return datetime.datetime(1900, 1, 1, minutes // 60, minutes % 60)


def _minutes(hour: int, minute: int, half: str) -> int:
    if hour > 24 or (half and not 1 <= hour <= 12):
        raise NumberError(f"{hour} is no hour")
    return 60 * (hour % 12 + 12 * (half == "p") if half else hour) + minute


def read_degrees(text: str) -> Decimal:
    """An angle in degrees, minutes and seconds as degrees, below zero in the south and west: ``41°43′25″W``.

    The marks may be missing where a letter says what it is, as in ``41 43.4 W``. Raises NumberError for other texts.
    """
    found = _ANGLE.fullmatch(text.strip())
    if not found or not ("°" in text or found[1] or found[6]):
        raise NumberError(f"{text[:80]!r} is no angle")
    parts = [part for part in found.group(3, 4, 5) if part is not None]
    if any("." in part for part in parts[:-1]) or any(float(part) >= 60 for part in parts[1:]):
        raise NumberError(f"{text[:80]!r} is no angle")
    if bool(found[1]) + bool(found[2]) + bool(found[6]) > 1:
        raise NumberError(f"{text[:80]!r} has two signs")
    letter = found[1] or found[6]
    if letter and float(found[3]) > (90 if letter in "NS" else 180):
        raise NumberError(f"{text[:80]!r} is no place on the globe")
    value = sum((Decimal(part) / 60**place for place, part in enumerate(parts)), Decimal(0))
    return -value if found[2] or (found[1] or found[6]) in ("S", "W") else value


def hemisphere(number: str, letters: str) -> str:
    """The first of two letters for a number from zero up, the second for one below: N or S, E or W."""
    return letters[Decimal(number.replace("−", "-")) < 0]


def degree_parts(number: str, digits: int) -> list[str]:
    """A number of degrees, without its sign, as degrees, minutes and seconds, these rounded to so many digits."""
    unit = Decimal(1).scaleb(-digits)
    seconds = (abs(Decimal(number.replace("−", "-"))) * 3600).quantize(unit, ROUND_HALF_UP)
    minutes, rest = divmod(seconds, 60)
    return [str(int(minutes // 60)), str(int(minutes % 60)), str(rest)]
