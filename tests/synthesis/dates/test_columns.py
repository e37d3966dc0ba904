"""Dates and times told by several columns, or by texts that people write otherwise from row to row."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.dates import DateError, parse_date
from tests.synthesis.learning import learn

Row = tuple[tuple[Any, ...], Any]
SHIFTS: list[Row] = [(("08:15", "16:45"), 8.5), (("21:00", "05:30"), 8.5), (("10:45", "12:00"), 1.25)]
ABROAD: list[Row] = [
    (("15:20", "+03:00"), "12:20"),
    (("10:05", "-06:00"), "16:05"),
    (("19:50", "+01:00"), "18:50"),
]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (
            [
                (({"year": 2031, "month": 4, "day": 9},), "2031-04-09"),
                (({"year": 2017, "month": 12, "day": 25},), "2017-12-25"),
                (({"year": 2022, "month": 6, "day": 13},), "2022-06-13"),
            ],
            (({"year": 2009, "month": 1, "day": 2},), "2009-01-02"),
        ),
        ([((24, 5, 2031), "24/05/2031"), ((3, 11, 2018), "03/11/2018"), ((17, 2, 1999), "17/02/1999")],
         ((9, 9, 2020), "09/09/2020")),
        (SHIFTS, (("22:40", "06:10"), 7.5)),
        ([(("2031-01-12", 2), "2031-03-12"), (("2029-07-03", 9), "2030-04-03"), (("2030-10-20", 1), "2030-11-20")],
         (("2030-12-31", 2), "2031-02-28")),
        ([(("8am-4pm",), ["08:00", "16:00"]), (("9:15am-12pm",), ["09:15", "12:00"]),
          (("11am - 7:45pm",), ["11:00", "19:45"])],
         (("1pm-9:30pm",), ["13:00", "21:30"])),
        ([(("3/7/2031",), "2031-07-03"), (("24-12-2019",), "2019-12-24"), (("08.05.22",), "2022-05-08")],
         (("15-3-24",), "2024-03-15")),
        ([(("2019",), "2019-01-01"), (("2024-08",), "2024-08-01"), (("2023-06-17",), "2023-06-17")],
         (("2011-02",), "2011-02-01")),
        ([(("January 7, 2031",), "2031-01-07"), (("July 29, 2018",), "2018-07-29"), (("June 4, 2024",), "2024-06-04")],
         (("Sept 2nd, 2020",), "2020-09-02")),
    ],
)  # fmt: skip
def test_learned(rows: list[Row], more: Row) -> None:
    assert learn(*rows).run(more[0]) == more[1]


@pytest.mark.parametrize("given", [("22:30", "-05:00"), ("01:10", "+04:00")])
def test_no_time_of_day_is_beyond_the_day(given: tuple[str, str]) -> None:
    try:
        answer = learn(*ABROAD).run(given)
    except GuardFailed:
        return
    assert answer == {"22:30": "03:30", "01:10": "21:10"}[given[0]]


def test_a_third_of_an_hour_is_left_open() -> None:
    with pytest.raises(GuardFailed):
        learn(*SHIFTS).run(("09:00", "17:20"))


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Feb 3, 2031", "%B %d, %Y"),
        ("February 3rd, 2031", "%b %d, %Y"),
        ("3 Feb 2031", "%a, %d %b %Y"),
        ("Monday, 3 Feb 2031", "%a, %d %b %Y"),
        ("3 February 2031", "%d%o %B %Y"),
    ],
)
def test_what_says_the_same_is_read(text: str, format: str) -> None:
    assert parse_date(text, format).isoformat() == "2031-02-03T00:00:00"


@pytest.mark.parametrize(
    ("text", "format"),
    [("Febr 3, 2031", "%B %d, %Y"), ("Feb 3th, 2031", "%B %d%o, %Y"), ("Sun, 3 Feb 2031", "%a, %d %b %Y")],
)  # fmt: skip
def test_what_says_something_else_is_not(text: str, format: str) -> None:
    with pytest.raises(DateError):
        parse_date(text, format)


def test_a_day_is_compared_with_the_day_of_a_time() -> None:
    found = learn(
        (("4 March 2031", "05/03/2031 09:12"), True),
        (("18 March 2031", "18/03/2031 17:40"), False),
        (("20 March 2031", "23/03/2031 11:05"), True),
    )
    assert found.run(("2 May 2031", "04/05/2031 00:10")) is True
    assert found.run(("9 October 2031", "09/10/2031 07:33")) is False
    with pytest.raises(GuardFailed):  # earlier or another day: both fit
        found.run(("28 March 2031", "27/03/2031 14:30"))


def test_words_for_the_days_of_a_week_are_told_with_one_of_each_seen() -> None:
    found = learn((("2031-06-07",), "closed"), (("2031-06-09",), "open"), (("2031-06-08",), "closed"))
    assert found.run(("2031-06-13",)) == "open"
    assert found.run(("2031-06-14",)) == "closed"
