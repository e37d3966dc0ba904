"""Ranges of days and of times: written without what their ends share, and what two of them have in common."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from llmjit.support.dates import DateError, format_date, parse_date

Moment = datetime.datetime


def shared_unit(first: Moment, last: Moment) -> int:
    """What two days share: 0 for the day, 1 for the month, 2 for the year alone, 3 for nothing.

    Raises DateError where the last is before the first.
    """
    if last.date() < first.date():
        raise DateError("the last day is before the first")
    if first.date() == last.date():
        return 0
    return 3 if first.year != last.year else 2 if first.month != last.month else 1


def written_range(first: Moment, last: Moment, forms: Sequence[Sequence[str] | None]) -> str:
    """A range of days as those are written that share as much: ``3-9 May 2024``, ``28 Sep - 2 Oct 2023``.

    ``forms`` has the formats of the first and of the last day by `shared_unit`; None where no example has shown
    them, which raises DateError.
    """
    formats = forms[shared_unit(first, last)]
    if formats is None:
        raise DateError(f"no example shows how the days from {first:%Y-%m-%d} to {last:%Y-%m-%d} are written")
    return format_date(first, formats[0]) + format_date(last, formats[1])


_MONTH = r"(?P<{0}>[A-Z][a-z]{{2,8}})\.?"
_DASH = r"\s?(?:-|–|—|to|until|through)\s?"
_DAY = r"(?P<{0}>\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>\d{{4}})"
_DAYS_FIRST = re.compile(
    rf"{_DAY.format('d')}(?:\s{_MONTH.format('m')})?(?:,?\s{_YEAR.format('y')})?{_DASH}"
    rf"{_DAY.format('e')}\s{_MONTH.format('n')},?\s{_YEAR.format('z')}"
)
_MONTHS_FIRST = re.compile(
    rf"{_MONTH.format('m')}\s{_DAY.format('d')}(?:,\s{_YEAR.format('y')})?{_DASH}"
    rf"(?:{_MONTH.format('n')}\s)?{_DAY.format('e')},\s{_YEAR.format('z')}"
)


def range_ends(text: str) -> list[Moment]:
    """The first and the last day of a range in English: ``3-9 May 2024``, ``January 29 - February 2, 2024``.

    Raises DateError where the text is none, or the last day is before the first.
    """
    found = _DAYS_FIRST.fullmatch(text.strip()) or _MONTHS_FIRST.fullmatch(text.strip())
    if found is None:
        raise DateError(f"no range of days: {text[:80]!r}")
    month, other = found["m"] or found["n"], found["n"] or found["m"]
    last = parse_date(f"{found['e']} {other} {found['z']}", "%d %b %Y")
    first = parse_date(f"{found['d']} {month} {found['y'] or found['z']}", "%d %b %Y")
    if first > last and not found["y"]:
        first = first.replace(year=last.year - 1)
    if first > last:
        raise DateError("the last day is before the first")
    return [first, last]


def seconds_shared(first: Moment, last: Moment, start: Moment, end: Moment) -> int:
    """The seconds that are in two spans of time, 0 where there are none; raises DateError for one that ends early."""
    _check(first, last, start, end)
    return max(0, int((min(last, end) - max(first, start)).total_seconds()))


def days_shared(first: Moment, last: Moment, start: Moment, end: Moment) -> int:
    """The days that are in two ranges of days, the last ones included; raises DateError for one that ends early."""
    _check(first, last, start, end)
    return max(0, (min(last, end) - max(first, start)).days + 1)


def do_meet(first: Moment, last: Moment, start: Moment, end: Moment) -> bool:
    """Whether two spans have a moment in common, be it the end of one that is the start of the other."""
    _check(first, last, start, end)
    return max(first, start) <= min(last, end)


def _check(first: Moment, last: Moment, start: Moment, end: Moment) -> None:
    if last < first or end < start:
        raise DateError("a span ends before it starts")
