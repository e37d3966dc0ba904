"""Texts with the date or the time in them moved: other weekdays, ends of months and years, other hours."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator

from llmjit.support.date_formats import infer_formats
from llmjit.support.dates import DateError, format_date, month_end, parse_date
from llmjit.synthesis.dates.sources import SPANS

LONGEST = 120
READINGS = 2
DAYS = (1, 2, 3, 4, 5, 6, -20, 45, 100, 190)
MINUTES = (1, 14, 29, 47, 60, 250, 700)


def moved_dates(text: str) -> Iterator[str]:
    """The text with its first date or time at other moments, in the form in which it is written."""
    if len(text) > LONGEST or sum(map(str.isdigit, text)) < 3:
        return
    for start, end in _places(text):
        formats = infer_formats([text[start:end]])[:READINGS]
        for format in formats:
            moment = parse_date(text[start:end], format)
            with contextlib.suppress(DateError, OverflowError):  # near the first year or the last
                for other in _others(moment):
                    yield text[:start] + format_date(other, format) + text[end:]
        if formats:
            return


def _places(text: str) -> Iterator[tuple[int, int]]:
    yield 0, len(text)
    for pattern in SPANS:
        found = re.search(pattern, text)
        if found:
            yield found.span()
            return


def _others(moment: datetime.datetime) -> Iterator[datetime.datetime]:
    timed = moment.time() != datetime.time()
    for days in DAYS:
        yield moment + datetime.timedelta(days=days)
    yield month_end(moment) + (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0))
    if timed:
        for minutes in MINUTES:
            yield moment + datetime.timedelta(minutes=minutes)
