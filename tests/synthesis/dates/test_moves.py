"""Dates moved and counted, lengths of time: learned from rows, right or refused on others."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.calendars import (
    epoch_seconds,
    months_between,
    quarter_end,
    quarter_start,
    weekday_from,
    weekday_until,
    years_between,
)
from llmjit.support.dates import add_months
from llmjit.support.durations import DurationError, clock_of, parse_clock, parse_duration
from tests.synthesis.learning import accepted, answer, learn, refuses

moments = st.datetimes(datetime.datetime(1950, 1, 1), datetime.datetime(2090, 1, 1))


@given(moments, st.integers(0, 6))
def test_weekdays_near_a_day(moment: datetime.datetime, weekday: int) -> None:
    after, before = weekday_from(moment, weekday), weekday_until(moment, weekday)
    assert after.weekday() == before.weekday() == weekday
    assert before.date() <= moment.date() <= after.date() <= before.date() + datetime.timedelta(7)
    assert after.date() - moment.date() < datetime.timedelta(7)


@given(moments)
def test_quarters(moment: datetime.datetime) -> None:
    start, end = quarter_start(moment), quarter_end(moment)
    assert start.date() <= moment.date() <= end.date()
    assert (end + datetime.timedelta(1)) == add_months(start, 3) and start.month in (1, 4, 7, 10)


@given(moments, moments)
def test_months_and_years_between(a: datetime.datetime, b: datetime.datetime) -> None:
    a, b = a.replace(day=min(a.day, 28)), b.replace(day=min(b.day, 28))
    a, b = min(a, b), max(a, b)
    months = months_between(a, b)
    assert add_months(a, months) <= b < add_months(a, months + 1)
    assert years_between(a, b) == months // 12
    assert months_between(b, a) == -months


@given(moments)
def test_seconds_since_1970(moment: datetime.datetime) -> None:
    read = datetime.datetime.fromtimestamp(epoch_seconds(moment), datetime.UTC)
    assert read.replace(tzinfo=None) == moment.replace(microsecond=0)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("2h 15m", 8100), ("90 min", 5400), ("1 day, 3 hours and 5 sec", 97205), ("PT2H15M", 8100), ("1.5h", 5400),
     ("250ms", Fraction(1, 4)), ("1h30m", 5400), ("P1DT2H", 93600)],
)  # fmt: skip
def test_durations(text: str, seconds: object) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "2", "m", "5m 2h", "3 apples", "1h 2h", "P", "2h and", "1e3s"])
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(DurationError):
        parse_duration(text)


@given(st.integers(0, 10**6))
def test_clocks_are_read_as_they_are_written(seconds: int) -> None:
    assert parse_clock(clock_of(seconds, "%-H:%M:%S"), 3600) == seconds
    assert parse_clock(clock_of(seconds, "%M:%S"), 60) == seconds


@pytest.mark.parametrize("text", ["1:75", "a:10", "10", "1:2:3:4:5", ""])
def test_what_is_no_clock(text: str) -> None:
    with pytest.raises(DurationError):
        parse_clock(text, 3600)


DAYS = [
    ([("2024-01-31", 3), ("2023-11-05", 30), ("2024-05-09", 10)], ("2024-02-27", 7), "2024-03-05"),
    (
        [("01/30/2024", "Net 7"), ("02/27/2024", "Net 30"), ("11/05/2023", "Net 45")],
        ("12/31/2023", "Net 10"),
        "01/10/2024",
    ),
]


@pytest.mark.parametrize(("rows", "more", "answer"), DAYS)
def test_days_in_another_column(rows: list[tuple[str, Any]], more: tuple[str, Any], answer: str) -> None:
    format = "%Y-%m-%d" if "-" in rows[0][0] else "%m/%d/%Y"

    def moved(cells: tuple[str, Any]) -> str:
        days = int(str(cells[1]).removeprefix("Net "))
        return (datetime.datetime.strptime(cells[0], format) + datetime.timedelta(days)).strftime(format)

    program = learn(*[(cells, moved(cells)) for cells in rows])
    assert program.run(more) == answer


MOVED: list[tuple[dict[str, Any], str, Any]] = [
    (
        {
            "2024-05-09": "2024-05-31",
            "2023-01-05": "2023-01-31",
            "2022-08-30": "2022-08-31",
        },
        "2024-02-11",
        "2024-02-29",
    ),
    (
        {
            "2024-05-09": "2024-05-13",
            "2023-01-05": "2023-01-09",
            "2022-08-30": "2022-09-05",
        },
        "2024-02-11",
        "2024-02-12",
    ),
    (
        {
            "2024-05-09": "2024-06-30",
            "2023-01-05": "2023-03-31",
            "2022-12-30": "2022-12-31",
        },
        "2024-08-11",
        "2024-09-30",
    ),
    (
        {
            "2007-03-17T03:23:51-08:00": "2007-03-17T11:23:51Z",
            "2008-06-05T22:53:16-05:00": "2008-06-06T03:53:16Z",
        },
        "2024-08-11T00:10:00+02:00",
        "2024-08-10T22:10:00Z",
    ),
    (
        {
            "2h 5m": 125,
            "45m": 45,
            "1h": 60,
        },
        "3h 7m",
        187,
    ),
    (
        {
            "1:30": 90,
            "0:45": 45,
            "2:07": 127,
        },
        "10:10",
        610,
    ),
    (
        {
            "2024-05-09T10:00:00Z": 1715248800,
            "2001-01-01T00:00:01Z": 978307201,
        },
        "1999-12-31T23:59:59Z",
        946684799,
    ),
    (
        {
            "from 3 May 2024 to 5 May 2024": 2,
            "from 28 Feb 2023 to 3 Mar 2023": 3,
            "from 30 Dec 2022 to 9 Jan 2023": 10,
        },
        "from 1 Jan 2024 to 1 Feb 2024",
        31,
    ),
]


@pytest.mark.parametrize(("rows", "more", "answer"), MOVED)
def test_dates_are_moved_and_counted(rows: dict[str, Any], more: str, answer: Any) -> None:
    program = learn(*rows.items())
    try:
        assert program.run((more,)) == answer
    except GuardFailed as refused:
        assert refused.kind in ("length", "format"), (
            refused
        )  # of few rows guards may be narrow, values never wrong


def test_what_is_open_is_refused() -> None:
    rows = {"2024-05-08": "2024-05-13", "2023-01-05": "2023-01-09", "2022-08-30": "2022-09-05"}
    program = learn(*rows.items())
    with pytest.raises(GuardFailed):  # on a Monday: that day, or the one after?
        program.run(("2024-02-12",))


def test_ages_are_whole_years() -> None:
    ages = [
        (("1983-08-02", "2010-05-05"), 26),
        (("1944-10-06", "2017-12-18"), 73),
        (("1942-07-10", "2025-08-04"), 83),
    ]
    program = learn(*ages)
    assert program.run(("2000-12-25", "2026-10-14")) == 25


def test_which_date_is_earlier() -> None:
    pairs = [("20/05/2006", "15/01/2007"), ("12/11/2024", "24/07/1991"), ("29/09/2012", "10/09/2017")]

    def day(text: str) -> datetime.datetime:
        return datetime.datetime.strptime(text, "%d/%m/%Y")

    program = learn(*[((a, b), day(a) < day(b)) for a, b in pairs])
    assert program.run(("21/05/2023", "03/07/1999")) is False
    assert program.run(("30/12/1999", "01/01/2000")) is True
    with pytest.raises(GuardFailed):
        program.run(("01/01/2000", "01/01/2000"))


def test_days_of_the_weekend() -> None:
    days = {"1998-11-18": False, "2023-09-14": False, "2003-11-29": True, "2024-06-02": True}
    program = learn(*days.items())
    assert [program.run((text,)) for text in ("2024-06-03", "2024-06-08")] == [False, True]


def test_both_ends_of_a_period_are_counted() -> None:
    """Periods are a month long or nearly so: the days of the month that one begins in are not what is told."""
    found = accepted(
        ("2023-02-01", "2023-02-28", 28), ("2023-05-10", "2023-06-09", 31), ("2023-11-01", "2023-11-30", 30)
    )
    assert answer(found, "2023-04-03", "2023-04-11") == 9


def test_days_with_the_last_one_beside_words() -> None:
    found = accepted(
        ("01.02.2023", "28.02.2023", "28 days"),
        ("10.05.2023", "09.06.2023", "31 days"),
        ("01.11.2023", "30.11.2023", "30 days"),
    )
    assert answer(found, "03.04.2023", "11.04.2023") == "9 days"


def test_days_between_firsts_are_not_those_of_the_month() -> None:
    found = accepted(
        ("2023-02-01", "2023-03-01", 28), ("2023-05-01", "2023-06-01", 31), ("2023-11-01", "2023-12-01", 30)
    )
    assert answer(found, "2023-04-01", "2023-07-01") == 91


def test_whole_weeks_are_not_of_working_days() -> None:
    """The working days give the same where all spans but one are short."""
    found = accepted(
        ("2023-05-21", "2023-05-22", 0), ("2023-03-12", "2023-03-13", 0), ("2023-01-16", "2023-09-12", 34)
    )
    assert answer(found, "2023-12-25", "2024-01-13") == 2


def test_days_late_are_none_before_the_day() -> None:
    """The same number of days twice is as good as two numbers: hardly any other program gives either."""
    found = accepted(
        ("2023-11-09", "2023-10-30", 0), ("2024-05-12", "2024-05-29", 17), ("2022-02-11", "2022-02-28", 17)
    )
    assert answer(found, "2023-06-07", "2023-06-05") == 0
    assert answer(found, "2023-06-07", "2023-07-01") == 24


def test_years_of_a_calendar_are_no_ages() -> None:
    """Where every day had come round again, ages are years less years: what tells the two apart is refused."""
    found = accepted(
        ("1993-03-16", "2023-11-14", 30), ("1997-01-13", "2022-08-01", 25), ("2001-08-02", "2016-11-16", 15)
    )
    assert answer(found, "1994-03-26", "2016-07-22") == 22
    assert refuses(found, "1997-09-27", "2022-01-14")


def test_months_are_not_multiplied_by_what_fits() -> None:
    """Buckets of thirty days are no months times 30.5."""
    found = learn(
        ("2022-01-12", "2022-03-19", "61-90"),
        ("2022-12-15", "2023-02-11", "31-60"),
        ("2024-02-21", "2024-05-18", "61-90"),
    )
    assert found.refusal is not None or refuses(found, "2025-06-08", "2025-10-01")


def test_time_beyond_what_is_owed_is_never_below_nothing() -> None:
    found = accepted(("09:10", "18:35", 85), ("06:50", "17:20", 150), ("06:50", "15:00", 10))
    assert answer(found, "07:10", "15:50") == 40
    assert refuses(found, "05:10", "13:05")
