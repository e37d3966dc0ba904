"""Dates learned from examples: every format, shifts, parts, and what stays open is refused."""

from __future__ import annotations

import datetime
import random

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.dates import format_date
from llmjit.synthesis import Observation, Synthesis, synthesize

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


def learn(*pairs: tuple[str, object]) -> Synthesis:
    return synthesize([Observation((text,), output) for text, output in pairs])


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
