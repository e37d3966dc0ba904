"""Working days, phrases, pairs of columns, weeks and quarters: learned from three rows, right or refused on others."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.dates import DateError, ceil_moment, floor_moment
from llmjit.support.phrases import moved_by
from llmjit.support.workdays import (
    add_workdays,
    nearest_workday,
    workday_from,
    workday_until,
    workdays_between,
)
from llmjit.synthesis import Observation, synthesize

DAY = datetime.timedelta(days=1)
moments = st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2090, 1, 1))


@given(moments, st.integers(-30, 30).filter(bool))
def test_working_days_one_by_one(moment: datetime.datetime, count: int) -> None:
    day, left, step = moment, abs(count), DAY if count > 0 else -DAY
    while left:
        day += step
        left -= day.weekday() < 5
    assert add_workdays(moment, count) == day


@given(moments, st.integers(0, 60))
def test_working_days_between(moment: datetime.datetime, days: int) -> None:
    end = moment + days * DAY
    assert workdays_between(moment, end) == sum((moment + at * DAY).weekday() < 5 for at in range(days))
    assert workdays_between(end, moment) == -workdays_between(moment, end)


@given(moments)
def test_weekends_are_left(moment: datetime.datetime) -> None:
    after, before, near = workday_from(moment), workday_until(moment), nearest_workday(moment)
    assert max(after.weekday(), before.weekday(), near.weekday()) < 5
    assert before <= moment <= after and near in (before, after)
    assert abs(near - moment) == min(moment - before, after - moment)


@given(moments, st.sampled_from([5, 15, 60, 360]))
def test_moments_rounded_up(moment: datetime.datetime, minutes: int) -> None:
    up = ceil_moment(moment, minutes)
    assert up >= moment and floor_moment(up, minutes) == up
    assert up - moment < datetime.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("phrase", "moved"),
    [("in 9 weeks", "2024-05-03"), ("9 days ago", "2024-02-21"), ("a day later", "2024-03-02"),
     ("+3d", "2024-03-04"), ("-1 month", "2024-02-01"), ("1 year 2 months", "2025-05-01"),
     ("yesterday", "2024-02-29"), ("2 weeks, 1 day before", "2024-02-15")],
)  # fmt: skip
def test_phrases(phrase: str, moved: str) -> None:
    found = moved_by(datetime.datetime(2024, 3, 1), phrase, 1, "month")
    assert found == datetime.datetime.fromisoformat(moved)


@pytest.mark.parametrize("phrase", ["", "soon", "in 3", "3 apples", "5 days 2 weeks", "2 days 3 days"])
def test_what_is_no_phrase(phrase: str) -> None:
    with pytest.raises(DateError):
        moved_by(datetime.datetime(2024, 3, 1), phrase, 1, "month")


def test_a_bare_m_is_what_it_is_taken_for() -> None:
    start = datetime.datetime(2024, 3, 1)
    assert moved_by(start, "2m", 1, "month") == datetime.datetime(2024, 5, 1)
    assert moved_by(start, "2m", 1, "minute") == datetime.datetime(2024, 3, 1, 0, 2)


LEARNED: list[tuple[list[tuple[Any, ...]], tuple[Any, ...]]] = [
    (
        [("25 January 2006", "11:05 AM", "2006-01-25T11:05"), ("24 March 1999", "6:51 PM", "1999-03-24T18:51"),
         ("2 July 2020", "2:34 AM", "2020-07-02T02:34")],
        ("9 May 2001", "12:10 AM", "2001-05-09T00:10"),
    ),
    (
        [("2024-12-30", "in 9 weeks", "2025-03-03"), ("1992-06-11", "in 1 week", "1992-06-18"),
         ("2004-03-26", "in 5 days", "2004-03-31")],
        ("2024-03-20", "3 days ago", "2024-03-17"),
    ),
    (
        [("Q2 2024", "2024-06-30"), ("Q4 1999", "1999-12-31"), ("Q1 2010", "2010-03-31")],
        ("Q3 2001", "2001-09-30"),
    ),
    (
        [("KW 2/2027", "11.01.2027"), ("KW 19/2010", "10.05.2010"), ("KW 47/2001", "19.11.2001")],
        ("KW 31/1999", "02.08.1999"),
    ),
    (
        [("1992-03-02", "February 1992"), ("1997-04-21", "March 1997"), ("2035-01-31", "December 2034")],
        ("2024-03-31", "February 2024"),
    ),
    (
        [("2021-11-06T03:22:24+09:00", 540), ("2004-07-03T16:00:29+05:30", 330),
         ("2027-07-07T10:12:12-03:30", -210)],
        ("2024-01-01T00:00:00Z", 0),
    ),
    (
        [("W07 2007", "12.02.2007 - 18.02.2007"), ("W12 2011", "21.03.2011 - 27.03.2011"),
         ("W34 2009", "17.08.2009 - 23.08.2009")],
        ("W52 2009", "21.12.2009 - 27.12.2009"),
    ),
    (
        [("09:10", "12:40", 15, 195), ("08:20", "16:05", 30, 435), ("08:45", "17:15", 0, 510)],
        ("10:00", "11:30", 20, 70),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), LEARNED)
def test_families_are_learned(rows: list[tuple[Any, ...]], more: tuple[Any, ...]) -> None:
    program = synthesize([Observation(row[:-1], row[-1]) for row in rows])
    assert program.run(more[:-1]) == more[-1]


OPEN: list[tuple[list[tuple[Any, ...]], tuple[Any, ...]]] = [
    (  # the next day, or the next working day?
        [("2024-01-09", "2024-01-10"), ("2024-02-06", "2024-02-07"), ("2024-03-06", "2024-03-07")],
        ("2024-01-12",),
    ),
    (  # none went on overnight
        [("10:00", "21:00", 660), ("01:15", "05:00", 225), ("17:00", "22:15", 315)],
        ("22:00", "03:00"),
    ),
    (  # up, or to the nearest?
        [("2010-04-08 20:59", "2010-04-08 21:00"), ("2001-03-03 21:33", "2001-03-03 22:00"),
         ("2012-02-07 11:42", "2012-02-07 12:00")],
        ("2019-12-11 10:13",),
    ),
    (  # all in the second half of the year
        [("2021-07-23", "2021-H2"), ("2023-09-29", "2023-H2"), ("2025-10-14", "2025-H2")],
        ("2024-03-03",),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), OPEN)
def test_what_three_rows_leave_open_is_refused(rows: list[tuple[Any, ...]], more: tuple[Any, ...]) -> None:
    program = synthesize([Observation(row[:-1], row[-1]) for row in rows])
    with pytest.raises(GuardFailed):
        program.run(more)
