"""Moments moved along the calendar, and counted in its units."""

from __future__ import annotations

import datetime

from llmjit.support.dates import add_months, month_end, month_start

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def weekday_from(moment: datetime.datetime, weekday: int) -> datetime.datetime:
    """Midnight of the first such weekday (0 is Monday) on the day or after it."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day + datetime.timedelta(days=(weekday - day.weekday()) % 7)


def weekday_until(moment: datetime.datetime, weekday: int) -> datetime.datetime:
    """Midnight of the last such weekday (0 is Monday) on the day or before it."""
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return day - datetime.timedelta(days=(day.weekday() - weekday) % 7)


def quarter_start(moment: datetime.datetime) -> datetime.datetime:
    """Midnight of the first day of the quarter."""
    return add_months(month_start(moment), -((moment.month - 1) % 3))


def quarter_end(moment: datetime.datetime) -> datetime.datetime:
    """Midnight of the last day of the quarter."""
    return month_end(add_months(quarter_start(moment), 2))


def months_between(start: datetime.datetime, end: datetime.datetime) -> int:
    """Whole months from the one to the other; negative where the end is earlier."""
    if end < start:
        return -months_between(end, start)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - ((end.day, end.time()) < (start.day, start.time()))


def years_between(start: datetime.datetime, end: datetime.datetime) -> int:
    """Whole years from the one to the other, as ages are counted."""
    return int(months_between(start, end) / 12)


def epoch_seconds(moment: datetime.datetime) -> int:
    """Whole seconds since 1970, of a moment in UTC where it names no zone."""
    zoned = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return (zoned - _EPOCH) // datetime.timedelta(seconds=1)


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    """The moment in UTC; raises ValueError where it names no zone."""
    if moment.tzinfo is None:
        raise ValueError("the moment names no zone")
    return moment.astimezone(datetime.UTC)
