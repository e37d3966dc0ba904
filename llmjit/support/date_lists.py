"""The earliest and the latest of several dates in text, and what dates are sorted by that do not sort as texts."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from llmjit.support.dates import DateError, parse_date

_NAMED = ("%d %b %Y", "%d-%b-%Y", "%b %d, %Y", "%b %Y", "%b-%Y", "%m/%Y", "%m.%Y")
_DAY_FIRST = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y", *_NAMED)
_MONTH_FIRST = ("%m/%d/%Y", "%m.%d.%Y", "%m-%d-%Y", "%m/%d/%y", *_NAMED)


def day_first(text: str) -> datetime.datetime:
    """The day that is written with its year last, and in numbers before the month; raises DateError for others."""
    return _of_any(text, _DAY_FIRST)


def month_first(text: str) -> datetime.datetime:
    """The day that is written with its year last, and in numbers behind the month; raises DateError for others."""
    return _of_any(text, _MONTH_FIRST)


def _of_any(text: object, formats: Sequence[str]) -> datetime.datetime:
    for format in formats:
        try:
            return parse_date(str(text).strip(), format)
        except DateError:
            continue
    raise DateError(f"{text!r} is no date whose year is last")


def earliest(texts: Sequence[str], format: str) -> datetime.datetime:
    """The first in time of dates written so; raises DateError where there is none, or one is no date."""
    return min(_read(texts, format))


def latest(texts: Sequence[str], format: str) -> datetime.datetime:
    """The last in time of dates written so; raises DateError where there is none, or one is no date."""
    return max(_read(texts, format))


def _read(texts: Sequence[str], format: str) -> list[datetime.datetime]:
    if not texts:
        raise DateError("there are no dates")
    return [parse_date(text, format) for text in texts]
