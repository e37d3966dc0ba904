"""What lies between two ends in equal steps: moments, and whole numbers.

``end`` says where they stop: ``to`` the last one, ``before`` it, or where no ``whole`` step is left before it.
"""

from __future__ import annotations

import datetime

MOST = 10_000
"""Longer series are none that anybody wants to see."""


class StepError(ValueError):
    """The steps lead nowhere, or too far."""


def numbers_between(first: int, last: int, step: int, end: str) -> list[int]:
    """Whole numbers from the first one on; raises StepError without a step forward, or for too many."""
    if type(first) is not int or type(last) is not int or type(step) is not int or step < 1 or last < first:
        raise StepError(f"no steps of {step!r} lead from {first!r} to {last!r}")
    found = range(first, last + {"to": 1, "before": 0, "whole": 1 - step}[end], step)
    if len(found) > MOST:
        raise StepError("there are too many steps")
    return list(found)


def moments_between(
    first: datetime.datetime, last: datetime.datetime, seconds: int, end: str
) -> list[datetime.datetime]:
    """Moments from the first one on; raises StepError without a step forward, or for too many."""
    try:
        length = last - first
    except TypeError:
        raise StepError("one end has a zone") from None
    if length % datetime.timedelta(seconds=1):
        raise StepError("the steps are not of whole seconds")
    apart = length // datetime.timedelta(seconds=1)
    return [first + datetime.timedelta(seconds=each) for each in numbers_between(0, apart, seconds, end)]
