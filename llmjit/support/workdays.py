"""Working days: Monday to Friday, whatever holidays there are."""

from __future__ import annotations

import datetime

_DAY = datetime.timedelta(days=1)


def add_workdays(moment: datetime.datetime, count: int) -> datetime.datetime:
    """So many working days later, or earlier below zero; the day itself does not count."""
    step = _DAY if count > 0 else -_DAY
    weeks, rest = divmod(abs(count), 5)
    if rest or weeks == 0 or moment.weekday() < 5:
        moment += weeks * 7 * step
    else:
        moment, rest = moment + (weeks - 1) * 7 * step, 5
    while rest:
        moment += step
        rest -= moment.weekday() < 5
    return moment


def workday_from(moment: datetime.datetime) -> datetime.datetime:
    """The day itself, or the Monday after a weekend."""
    return moment + max(0, 7 - moment.weekday()) * _DAY if moment.weekday() > 4 else moment


def workday_until(moment: datetime.datetime) -> datetime.datetime:
    """The day itself, or the Friday before a weekend."""
    return moment - max(0, moment.weekday() - 4) * _DAY


def nearest_workday(moment: datetime.datetime) -> datetime.datetime:
    """The day itself, the Friday before a Saturday, the Monday after a Sunday."""
    return workday_until(moment) if moment.weekday() == 5 else workday_from(moment)


def workdays_between(start: datetime.datetime, end: datetime.datetime) -> int:
    """The working days from the one up to the other, which does not count; negative where it is earlier."""
    if end < start:
        return -workdays_between(end, start)
    weeks, rest = divmod((end.date() - start.date()).days, 7)
    return 5 * weeks + sum((start.weekday() + at) % 7 < 5 for at in range(rest))
