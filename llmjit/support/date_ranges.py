"""Ranges of days and of times: written without what their ends share, and what two of them have in common."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from llmjit.support.dates import DateError, format_date

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
