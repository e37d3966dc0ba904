"""Dates learned from examples: every format, shifts, parts, and what stays open is refused."""

from __future__ import annotations

import datetime
import random

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.dates import format_date
from tests.synthesis.learning import accepted, answer, learn, refuses

FORMATS = [
    "%m/%d/%Y",
    "%-d %b %Y",
    "%B %d, %Y",
    "%Y.%m.%d",
    "%d-%b-%y",
    "%A %d %B %Y",
    "%Y%m%d",
    "(%Y) %d %B",
    "week %V of %G, day %u: %d/%b/%Y",
    "%I%p on %b %d %Y",
    "%A, %-d%o %B, %Y",
]


def days(count: int, seed: int) -> list[datetime.datetime]:
    rng = random.Random(seed)
    return [datetime.datetime(2015, 1, 1) + datetime.timedelta(rng.randrange(4000)) for _ in range(count)]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_one_format_is_learned_without_a_wrong_answer(format: str, count: int) -> None:
    answered = 0
    for seed in range(4):
        program = learn(*((format_date(d, format), d.date().isoformat()) for d in days(count, seed)))
        assert program.refusal is None
        for day in days(20, seed + 100):
            try:
                assert program.run((format_date(day, format),)) == day.date().isoformat()
                answered += 1
            except GuardFailed:
                continue
    assert answered >= 50


def test_formats_mixed() -> None:
    rows = [(format_date(d, FORMATS[i % len(FORMATS)]), d) for i, d in enumerate(days(3 * len(FORMATS), 1))]
    program = learn(*((text, d.date().isoformat()) for text, d in rows))
    for i, day in enumerate(days(110, 2)):
        assert program.run((format_date(day, FORMATS[i % len(FORMATS)]),)) == day.date().isoformat()


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("1:00 PM", "1300"), ("6:05 PM", "1805"), ("8:00 AM", "0800")], ("11:00 PM", "2300")),
        ([("0100", "1:00 AM"), ("1800", "6:00 PM"), ("1400", "2:00 PM")], ("0200", "2:00 AM")),
        (
            [
                ("9:41 PM, Aug 17, 2015", "12:41 AM, Aug 18, 2015"),
                ("1:00 AM, Jun 3, 2015", "4:00 AM, Jun 3, 2015"),
            ],
            ("10:00 PM, Mar 31, 2015", "1:00 AM, Apr 1, 2015"),
        ),
        ([("2015-02-28", "2015-03-07"), ("2014-12-29", "2015-01-05")], ("2016-02-28", "2016-03-06")),
        (
            [("2015-01-15", "15 July 2015"), ("2015-10-02", "02 April 2016")],
            ("2015-03-08", "08 September 2015"),
        ),
        ([("2015-01-15", "Thursday"), ("2015-10-02", "Friday")], ("2024-02-29", "Thursday")),
        ([("31.12.2019", 12), ("13.02.2020", 2)], ("14.07.2020", 7)),
        (
            [("31.12.2019", datetime.date(2019, 12, 31)), ("13.02.2020", datetime.date(2020, 2, 13))],
            ("14.07.2020", datetime.date(2020, 7, 14)),
        ),
    ],
)
def test_shifts_parts_and_times(pairs: list[tuple[str, object]], more: tuple[str, object]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


def test_an_open_day_or_month_is_refused() -> None:
    program = learn(("03/03/2015", "March"), ("05/05/2016", "May"))
    with pytest.raises(GuardFailed):
        program.run(("04/08/2016",))


def test_a_wrong_weekday_is_refused() -> None:
    program = learn(("Thursday 15 January 2015", "2015-01-15"), ("Friday 2 October 2015", "2015-10-02"))
    with pytest.raises(GuardFailed):
        program.run(("Friday 3 October 2015",))


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("10:12", "10:00"), ("14:45", "14:30"), ("09:31", "09:30")], ("22:59", "22:30")),
        (
            [("10:12", "10:00-11:00"), ("14:45", "14:00-15:00"), ("09:31", "09:00-10:00")],
            ("18:05", "18:00-19:00"),
        ),
        (
            [("2015-03-17", "2015-03-01"), ("2016-11-05", "2016-11-01"), ("2014-07-29", "2014-07-01")],
            ("2020-02-29", "2020-02-01"),
        ),
        (
            [("1425168000", "2015-03-01"), ("1456704000", "2016-02-29"), ("1577836800", "2020-01-01")],
            ("1262304000", "2010-01-01"),
        ),
        (
            [("39938", "05/05/2009"), ("39934", "05/01/2009"), ("39958", "05/25/2009")],
            ("36557", "02/01/2000"),
        ),
        ([("January", "1"), ("May", "5"), ("October", "10")], ("March", "3")),
        ([("4", "April"), ("7", "July"), ("12", "December")], ("10", "October")),
        (
            [
                ("[2019-03-04 11:22:33] ERROR: disk full", "04/03/2019"),
                ("[2019-03-25 01:02:03] WARN: slow", "25/03/2019"),
                ("[2020-12-31 23:59:59] INFO: bye", "31/12/2020"),
            ],
            ("[2020-11-30 21:59:59] INFO: up", "30/11/2020"),
        ),
        (
            [
                ("The meeting is on 14 March 2015 in Rome.", "2015-03-14"),
                ("The meeting is on 2 January 2016 in Oslo.", "2016-01-02"),
                ("The meeting is on 30 June 2017 in Lima.", "2017-06-30"),
            ],
            ("The meeting is on 9 May 2018 in Bonn.", "2018-05-09"),
        ),
    ],
)
def test_rounded_counted_and_inside_text(pairs: list[tuple[str, object]], more: tuple[str, object]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


def test_days_between_two_columns() -> None:
    rows = [
        (("2015-03-17", "2015-03-20"), 3),
        (("2016-11-05", "2016-12-05"), 30),
        (("2014-07-29", "2014-08-01"), 3),
    ]
    program = learn(*rows)
    assert program.run(("2019-01-01", "2020-01-01")) == 365


def test_a_text_with_two_dates_is_refused() -> None:
    program = learn(
        ("Paid on 14 March 2015 by cash", "2015-03-14"),
        ("Paid on 2 January 2016 by card", "2016-01-02"),
        ("Paid on 30 June 2017 by card", "2017-06-30"),
    )
    with pytest.raises(GuardFailed):
        program.run(("Paid on 9 May 2018 not 10 May 2018",))


LETTERS = [
    ("Leeds, 14 March 2026\n\nKindly answer by 2 April 2026.\n", "2026-03-14", "2026-04-02"),
    ("Bergen, 3 February 2026\n\nWe would like to hear by 27 February 2026.\n", "2026-02-03", "2026-02-27"),
    ("Porto, 21 January 2026\n\nPlease reply by 5 March 2026.\n", "2026-01-21", "2026-03-05"),
]


@pytest.mark.parametrize("which", [1, 2])
def test_one_of_several_dates_in_a_text_is_told_by_what_stands_before_it(which: int) -> None:
    found = learn(*[(row[0], row[which]) for row in LETTERS])
    assert found.refusal is None
    text = "Ghent, 9 May 2026\n\nI need it by 30 June 2026.\n"
    assert found.run((text,)) == ["2026-05-09", "2026-06-30"][which - 1]


def test_a_further_date_in_the_text_is_refused_or_still_told_apart() -> None:
    found = learn(*[(row[0], row[2]) for row in LETTERS])
    text = "Ghent, 9 May 2026\n\nOn 1 May 2026 you wrote; answer by 30 June 2026.\n"
    try:
        assert found.run((text,)) == "2026-06-30"
    except GuardFailed as failure:
        assert failure.kind


def test_fiscal_years_of_months_begin_where_they_were_seen_to() -> None:
    year = learn(("07/2021", "FY22"), ("06/2021", "FY21"), ("01/2022", "FY22"))
    assert year.run(("12/2019",)) == "FY20"


def test_hours_may_have_a_zero_where_days_have_none() -> None:
    """Where all hours had two digits, nothing says how others are written: ``5 Mar, 03:15`` is usual."""
    found = accepted(
        ("2023-10-02T19:05:00Z", "2 Oct 2023, 19:05"),
        ("2023-08-11T22:30:00Z", "11 Aug 2023, 22:30"),
        ("2023-01-15T16:15:00Z", "15 Jan 2023, 16:15"),
    )
    assert answer(found, "2023-01-05T21:15:00Z") == "5 Jan 2023, 21:15"
    assert refuses(found, "2023-12-11T03:15:00Z")
