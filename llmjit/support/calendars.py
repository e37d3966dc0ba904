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


def utc_offset(moment: datetime.datetime) -> int:
    """The minutes by which the zone of the moment is ahead of UTC; raises ValueError where it names none."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("the moment names no zone")
    return offset // datetime.timedelta(minutes=1)


def combined(day: datetime.datetime, clock: datetime.datetime) -> datetime.datetime:
    """The day of the one, the time of day of the other."""
    return datetime.datetime.combine(day.date(), clock.timetz())


def seconds_until(start: datetime.datetime, end: datetime.datetime) -> int:
    """The seconds from one time of day to a later one, or to one of the next morning.

    An end that is half a day before the start, or more, is of the next day: raises ValueError where it is less, for
    then the end may be early.
    """
    if start - datetime.timedelta(hours=12) < end < start:
        raise ValueError("the end is before the start")
    return (end - start) // datetime.timedelta(seconds=1) % 86400


def milliseconds_until(start: datetime.datetime, end: datetime.datetime) -> int:
    """The thousandths of seconds from one moment to a later one; raises ValueError where it is earlier."""
    if end < start:
        raise ValueError("the end is before the start")
    return (end - start) // datetime.timedelta(milliseconds=1)


def seconds_overnight(start: datetime.datetime, end: datetime.datetime) -> int:
    """The seconds from one time of day to another, on the next day if need be; raises ValueError if they are equal."""
    if end == start:
        raise ValueError("the end is the start, or a day later")
    return (end - start) // datetime.timedelta(seconds=1) % 86400
