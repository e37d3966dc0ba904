"""Working days, phrases, pairs of columns, weeks and quarters: learned from three rows, right or refused on others."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.dates import MONTHS, DateError, ceil_moment, floor_moment
from llmjit.support.durations import DurationError, spelled
from llmjit.support.locales import NAMES, dates_in, english_dates, from_style
from llmjit.support.phrases import moved_by
from llmjit.support.workdays import (
    add_workdays,
    nearest_workday,
    workday_from,
    workday_until,
    workdays_between,
)
from tests.synthesis.learning import learn

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


@pytest.mark.parametrize(
    ("seconds", "shown", "text"),
    [(5400, "some", "1 hour 30 minutes"), (7200, "some", "2 hours"), (7200, "after", "2 hours 0 minutes"),
     (60, "all", "0 hours 1 minute"), (60, "after", "1 minute")],
)  # fmt: skip
def test_lengths_spelled(seconds: int, shown: str, text: str) -> None:
    assert spelled(seconds, (" hour", " minute"), " ", shown, 23) == text


@pytest.mark.parametrize("seconds", [-60, 0, 61, 24 * 3600])
def test_lengths_that_cannot_be_spelled(seconds: int) -> None:
    with pytest.raises(DurationError):
        spelled(seconds, (" hour", " minute"), " ", "some", 23)


@pytest.mark.parametrize("style", sorted(NAMES))
def test_names_of_other_languages(style: str) -> None:
    for month in MONTHS:
        local = dates_in(f"5 {month} 2024", style)
        assert from_style(local, style) == english_dates(local) == f"5 {month} 2024"


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
    (
        [("21 novembre 1996", "1996-11-21"), ("15 juillet 1993", "1993-07-15"), ("5 novembre 2001", "2001-11-05")],
        ("13 août 2015", "2015-08-13"),
    ),
    (
        [("1996-11-21", "21. November 1996"), ("1993-03-15", "15. März 1993"), ("2001-10-05", "5. Oktober 2001")],
        ("2015-05-13", "13. Mai 2015"),
    ),
    (
        [("05/03/2024, 17/04/2023", "2024-03-05, 2023-04-17"), ("30/01/2022", "2022-01-30"),
         ("01/02/2021, 09/10/2020", "2021-02-01, 2020-10-09")],
        ("11/12/2013, 14/12/2013, 01/01/2001", "2013-12-11, 2013-12-14, 2001-01-01"),
    ),
    (
        [("2024-03-05, 2023-04-17", "17 Apr 2023"), ("2022-01-30, 2021-12-24, 2022-11-11", "24 Dec 2021"),
         ("2020-01-10, 2020-02-11", "10 Jan 2020")],
        ("2019-06-06, 2018-07-07, 2017-08-18", "18 Aug 2017"),
    ),
    (
        [("Ann", "2005-02-12", "Ann (since Feb 2005)"), ("Bo Li", "2009-12-19", "Bo Li (since Dec 2009)"),
         ("Zoe", "2001-06-20", "Zoe (since Jun 2001)")],
        ("Max", "2020-03-28", "Max (since Mar 2020)"),
    ),
    (
        [(75, "1h 15m"), (120, "2h"), (40, "40m")],
        (189, "3h 9m"),
    ),
    (
        [("15m, 20m, 20m", 55), ("30m, 20m, 20m", 70), ("45m, 1h 30m", 135)],
        ("2h, 5m", 125),
    ),
    (
        [("00:13", 60, "00:13-01:13"), ("13:25", 90, "13:25-14:55"), ("02:11", 45, "02:11-02:56")],
        ("10:30", 45, "10:30-11:15"),
    ),
    (
        [("1995-11-08", "1995-12-08"), ("1990-10-15", "1990-11-15"), ("2008-08-31", "2008-09-30")],
        ("1991-12-02", "1992-01-02"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), LEARNED)
def test_families_are_learned(rows: list[tuple[Any, ...]], more: tuple[Any, ...]) -> None:
    program = learn(*rows)
    assert program.run(more[:-1]) == more[-1]


OPEN: list[tuple[list[tuple[Any, ...]], tuple[Any, ...]]] = [
    (  # the next day, or the next working day?
        [("2024-01-09", "2024-01-10"), ("2024-02-06", "2024-02-07"), ("2024-03-06", "2024-03-07")],
        ("2024-01-12",),
    ),
    (  # none ended before it began
        [("10:00", "21:00", 660), ("01:15", "05:00", 225), ("17:00", "22:15", 315)],
        ("22:00", "21:45"),
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
    (  # thirty days, or a month?
        [("2004-06-25", "2004-07-25"), ("2013-06-27", "2013-07-27"), ("2009-11-04", "2009-12-04")],
        ("2012-05-04",),
    ),
    (  # the year after, or the year that begins in April?
        [("1996-08-20", "FY1997"), ("2010-06-23", "FY2011"), ("2025-05-01", "FY2026")],
        ("2018-01-12",),
    ),
    (  # always as many nights
        [("Ann", "2005-02-02", "2005-02-19", "Ann, 02 Feb 2005, 17 nights"),
         ("Bo Li", "2009-12-19", "2010-01-05", "Bo Li, 19 Dec 2009, 17 nights"),
         ("Zoe", "2001-06-20", "2001-07-07", "Zoe, 20 Jun 2001, 17 nights")],
        ("Max", "2019-10-14", "2019-10-28"),
    ),
    (  # always whole hours
        [("Bo Li", "06:00", "12:00", "Bo Li works 6h from 06:00"),
         ("Dr. K. O'Hara", "09:15", "13:15", "Dr. K. O'Hara works 4h from 09:15"),
         ("Ann", "11:30", "15:30", "Ann works 4h from 11:30")],
        ("Ann", "14:00", "21:30"),
    ),
    (  # the last, or the latest?
        [(["1993-07-11", "2010-01-10"], "2010-01-10"),
         (["2002-01-05", "1991-09-06", "2025-11-14"], "2025-11-14"), (["2010-01-24", "2022-08-12"], "2022-08-12")],
        (["2033-07-19", "2010-02-04"],),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "more"), OPEN)
def test_what_three_rows_leave_open_is_refused(rows: list[tuple[Any, ...]], more: tuple[Any, ...]) -> None:
    program = learn(*rows)
    with pytest.raises(GuardFailed):
        program.run(more)


def test_what_is_usual_outweighs_what_fits_by_chance() -> None:
    """A week has a year of its own, and an offset is no constant of a format."""
    weeks = [("2002-01-01", "2002-W01"), ("2017-01-01", "2016-W52"), ("2029-04-17", "2029-W16")]
    found = learn(*weeks)
    assert found.run(("2020-12-28",)) == "2020-W53"
    mails = [
        ("Wed, 31 Mar 2021 11:11:50 -0300", "2021-03-31"),
        ("Mon, 25 Sep 2028 02:23:31 -0300", "2028-09-25"),
        ("18 Jul 2026 14:01:35 +0900", "2026-07-18"),
    ]
    found = learn(*mails)
    assert found.run(("Fri, 2 Feb 2024 10:00:00 +0000",)) == "2024-02-02"
