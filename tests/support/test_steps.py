"""Series from one end to another in equal steps."""

from __future__ import annotations

import datetime

import pytest

from llmjit.support.steps import MOST, StepError, moments_between, numbers_between

DAY = datetime.datetime(2022, 3, 4)


@pytest.mark.parametrize(
    ("first", "last", "step", "end", "found"),
    [
        (2, 8, 3, "to", [2, 5, 8]),
        (2, 8, 3, "before", [2, 5]),
        (2, 9, 3, "before", [2, 5, 8]),
        (2, 9, 3, "whole", [2, 5]),
        (4, 4, 1, "to", [4]),
        (4, 4, 1, "before", []),
        (4, 5, 9, "whole", []),
    ],
)
def test_numbers(first: int, last: int, step: int, end: str, found: list[int]) -> None:
    assert numbers_between(first, last, step, end) == found


@pytest.mark.parametrize(
    ("first", "last", "step"), [(2, 1, 1), (1, 2, 0), (1, 2, -1), (0, MOST + 1, 1), (0, 2.5, 1)]
)
def test_no_numbers(first: int, last: int, step: int) -> None:
    with pytest.raises(StepError):
        numbers_between(first, last, step, "to")


def test_moments() -> None:
    later = DAY + datetime.timedelta(hours=1)
    assert moments_between(DAY, later, 1800, "before") == [DAY, DAY + datetime.timedelta(minutes=30)]
    with pytest.raises(StepError):
        moments_between(DAY, later.replace(tzinfo=datetime.UTC), 1800, "to")
    with pytest.raises(StepError):
        moments_between(DAY, later + datetime.timedelta(microseconds=1), 1800, "to")
