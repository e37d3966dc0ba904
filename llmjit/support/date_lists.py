"""The earliest and the latest of several dates in text."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from llmjit.support.dates import DateError, parse_date


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
