"""Ranges of days written without what their ends share, and what two spans of time have in common."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.date_ranges import days_shared, do_meet, seconds_shared, shared_unit, written_range
from llmjit.support.dates import DateError
from tests.synthesis.learning import learn

days = st.datetimes(datetime.datetime(1990, 1, 1), datetime.datetime(2060, 1, 1))
spans = st.tuples(days, days).map(sorted)


@given(spans, spans)
def test_what_two_spans_share_is_the_same_both_ways(
    one: list[datetime.datetime], two: list[datetime.datetime]
) -> None:
    assert seconds_shared(*one, *two) == seconds_shared(*two, *one)
    assert days_shared(*one, *two) == days_shared(*two, *one)
    assert do_meet(*one, *two) or seconds_shared(*one, *two) == 0
    assert seconds_shared(*one, *one) == int((one[1] - one[0]).total_seconds())


@given(spans)
def test_a_range_has_its_own_form(span: list[datetime.datetime]) -> None:
    forms = [["day", ""], ["month", ""], ["year", ""], ["none", ""]]
    first, last = span
    same = [first.date() == last.date(), f"{first:%Y%m}" == f"{last:%Y%m}", first.year == last.year, True]
    assert written_range(first, last, forms) == forms[same.index(True)][0]
    assert shared_unit(first, last) == same.index(True)


def test_spans_that_end_before_they_start_have_nothing_in_common() -> None:
    first, last = datetime.datetime(2024, 5, 2), datetime.datetime(2024, 5, 1)
    with pytest.raises(DateError):
        seconds_shared(first, last, last, first)
    with pytest.raises(DateError):
        shared_unit(first, last)


def test_ranges_leave_out_what_their_ends_share() -> None:
    found = learn(
        *[
            (("2024-03-04", "2024-03-08"), "Mar 4-8, 2024"),
            (("2023-06-28", "2023-07-02"), "Jun 28 - Jul 2, 2023"),
            (("2024-11-11", "2024-11-19"), "Nov 11-19, 2024"),
        ]
    )
    assert found.run(("2022-08-30", "2022-09-01")) == "Aug 30 - Sep 1, 2022"
    assert found.run(("2022-12-29", "2023-01-03")) == "Dec 29, 2022 - Jan 3, 2023"
    with pytest.raises(GuardFailed):
        found.run(("2024-04-08", "2024-04-08"))


def test_ranges_of_one_month_do_not_show_how_others_are_written() -> None:
    found = learn(
        *[
            (("04.03.2024", "08.03.2024"), "4-8 March 2024"),
            (("12.06.2023", "20.06.2023"), "12-20 June 2023"),
            (("11.11.2024", "19.11.2024"), "11-19 November 2024"),
        ]
    )
    assert found.run(("14.02.2022", "17.02.2022")) == "14-17 February 2022"
    with pytest.raises(GuardFailed):
        found.run(("29.04.2024", "03.05.2024"))


def test_whether_bookings_overlap() -> None:
    found = learn(
        *[
            (("08:00-09:30", "09:00-10:00"), True),
            (("08:00-08:45", "09:15-10:00"), False),
            (("13:00-15:00", "14:00-14:30"), True),
        ]
    )
    assert found.run(("10:00-11:00", "11:30-12:00")) is False
    assert found.run(("10:00-12:00", "09:30-10:15")) is True
    with pytest.raises(GuardFailed):
        found.run(("10:00-11:00", "11:00-12:00"))


def test_minutes_that_two_spans_share() -> None:
    found = learn(
        *[
            (("08:00-09:30", "09:00-10:00"), 30),
            (("08:00-08:45", "09:15-10:00"), 0),
            (("13:00-15:00", "14:10-14:30"), 20),
        ]
    )
    assert found.run(("10:00-11:00", "10:05-12:00")) == 55
    assert found.run(("10:00-11:00", "11:00-12:00")) == 0


def test_days_that_two_ranges_share() -> None:
    found = learn(
        *[
            (("2024-03-01", "2024-03-10", "2024-03-05", "2024-03-20"), 6),
            (("2024-01-01", "2024-01-05", "2024-02-01", "2024-02-03"), 0),
            (("2024-05-10", "2024-05-20", "2024-05-01", "2024-05-12"), 3),
        ]
    )
    assert found.run(("2024-07-01", "2024-07-02", "2024-07-02", "2024-07-09")) == 1


def test_ranges_of_days_are_read_whatever_their_ends_share() -> None:
    fairs = learn(
        ("March 3-5, 2021", ["2021-03-03", "2021-03-05"]),
        ("October 14-18, 2021", ["2021-10-14", "2021-10-18"]),
        ("January 29-February 2, 2022", ["2022-01-29", "2022-02-02"]),
    )
    assert fairs.run(("November 28-December 1, 2023",)) == ["2023-11-28", "2023-12-01"]
    days = learn(
        ("12-15 March 2021", "2021-03-15"),
        ("3-5 June 2022", "2022-06-05"),
        ("21-24 October 2022", "2022-10-24"),
    )
    assert days.run(("28 January - 1 February 2023",)) == "2023-02-01"
    with pytest.raises(GuardFailed):
        days.run(("28 January 2023",))


def test_times_in_pairs_are_added_up() -> None:
    inside = learn(
        ("08:50 IN\n12:00 OUT\n12:40 IN\n17:30 OUT", "8:00"),
        ("09:10 IN\n18:00 OUT", "8:50"),
        ("07:30 IN\n11:45 OUT\n12:15 IN\n14:00 OUT\n14:20 IN\n16:05 OUT", "7:45"),
    )
    assert inside.run(("06:58 IN\n10:30 OUT\n11:00 IN\n15:15 OUT",)) == "7:47"
    with pytest.raises(GuardFailed):
        inside.run(("06:58 IN\n10:30 OUT\n11:00 IN",))
