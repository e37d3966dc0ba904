"""Dates: parse, format, infer formats."""

from __future__ import annotations

import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.date_formats import infer_formats, skeleton
from llmjit.support.dates import (
    DateError,
    add_months,
    floor_moment,
    format_date,
    month_end,
    month_start,
    nearest_moment,
    only_match,
    parse_any,
    parse_date,
    unanimous,
    week_start,
)

FORMATS = [
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%-m/%-d/%Y",
    "%d.%m.%y",
    "%d %b %Y",
    "%B %-d, %Y",
    "%A %d %B %Y",
    "%a, %d %b %Y %H:%M:%S",
    "%Y%m%d",
    "%Y%m%d%H%M%S",
    "%-d%o %B %Y",
    "(%Y) %d %B",
    "week %V of %G, day %u: %d/%b/%Y",
    "%G-W%V-%u",
    "%Y-%j",
    "%I%p on %b %d %Y",
    "%I:%M %p, %b %d, %Y",
    "%Y-%m-%dT%H:%M:%S.%f",
    "%d/%b/%Y:%H:%M:%S",
]
MOMENTS = st.datetimes(datetime.datetime(1970, 1, 1), datetime.datetime(2068, 12, 31))


def parsed_by(format: str) -> str:
    return format.replace("%-", "%")


@given(MOMENTS, st.sampled_from(FORMATS))
def test_what_is_formatted_is_parsed(moment: datetime.datetime, format: str) -> None:
    text = format_date(moment, format)
    read = parse_date(text, parsed_by(format))
    assert read.date() == moment.date()
    assert format_date(read, format) == text


@given(st.lists(MOMENTS, min_size=1, max_size=4), st.sampled_from(FORMATS))
def test_the_format_is_among_those_inferred(moments: list[datetime.datetime], format: str) -> None:
    texts = [format_date(moment, format) for moment in moments]
    formats = infer_formats(texts)
    assert parsed_by(format) in formats or any(
        [parse_date(text, other) for text in texts] == [parse_date(text, parsed_by(format)) for text in texts]
        for other in formats
    )


@given(st.text(max_size=40), st.sampled_from(FORMATS))
def test_any_text_is_a_date_or_a_date_error(text: str, format: str) -> None:
    assert isinstance(infer_formats([text]), list)
    skeleton(text)
    with contextlib.suppress(DateError):
        parse_date(text, parsed_by(format))


@given(MOMENTS, st.sampled_from([f for f in FORMATS if not set("%-^") & set(f.replace("%", ""))]))
def test_agrees_with_strptime(moment: datetime.datetime, format: str) -> None:
    if any(letter in format for letter in ("%o", "%V", "%G")):
        return
    text = moment.strftime(format)
    assert format_date(moment, format) == text
    if "%j" not in format:
        assert parse_date(text, format) == datetime.datetime.strptime(text, format)


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("2015-02-30", "%Y-%m-%d"),
        ("Monday 14 March 2015", "%A %d %B %Y"),
        ("week 12 of 2015, day 6: 14/Mar/2015", "week %V of %G, day %u: %d/%b/%Y"),
        ("21th March 2015", "%d%o %B %Y"),
        ("13:00 PM", "%I:%M %p"),
        ("24:00", "%H:%M"),
        ("2015-400", "%Y-%j"),
        (" 2015-01-01", "%Y-%m-%d"),
        ("2015-01-01", "%Y-%d"),
        ("2015", "%Y%Y"),
    ],
)
def test_refuses(text: str, format: str) -> None:
    with pytest.raises(DateError):
        parse_date(text, format)


def test_day_and_month_stay_open_until_settled() -> None:
    assert infer_formats(["03/04/2015", "05/06/2016"])[:2] == ["%d/%m/%Y", "%m/%d/%Y"]
    assert infer_formats(["03/04/2015", "05/16/2016"]) == ["%m/%d/%Y"]


def test_parse_any_refuses_what_formats_read_differently() -> None:
    both = ["%d/%m/%Y", "%m/%d/%Y"]
    assert parse_any("13/05/2015", both) == datetime.datetime(2015, 5, 13)
    assert parse_any("05/05/2015", both) == datetime.datetime(2015, 5, 5)
    for bad in ("04/05/2015", "2015"):
        with pytest.raises(DateError):
            parse_any(bad, both)


def test_zones_and_months() -> None:
    moment = parse_date("2015-01-31T10:00:00+05:30", "%Y-%m-%dT%H:%M:%S%z")
    assert moment.utcoffset() == datetime.timedelta(hours=5, minutes=30)
    assert add_months(datetime.datetime(2015, 11, 30), 3 - 2).month == 12
    with pytest.raises(DateError):
        add_months(moment, 1)
    assert unanimous("a", "a") == "a"
    with pytest.raises(DateError):
        unanimous("a", "b")


@given(MOMENTS, st.sampled_from([5, 10, 15, 30, 60, 120, 720]))
def test_rounding_moments(moment: datetime.datetime, minutes: int) -> None:
    step = datetime.timedelta(minutes=minutes)
    low, near = floor_moment(moment, minutes), nearest_moment(moment, minutes)
    assert low <= moment < low + step
    assert abs(near - moment) <= step / 2
    assert low.minute % min(minutes, 60) == 0


@given(MOMENTS)
def test_starts_and_ends(moment: datetime.datetime) -> None:
    assert month_start(moment) <= moment
    assert month_end(moment).month == moment.month
    assert (month_end(moment) + datetime.timedelta(1)).day == 1
    assert week_start(moment).weekday() == 0 and moment - week_start(moment) < datetime.timedelta(7)


def test_only_match() -> None:
    assert only_match("on 12:30 sharp", r"\d\d:\d\d") == "12:30"
    for bad in ("12:30 or 12:40", "never"):
        with pytest.raises(DateError):
            only_match(bad, r"\d\d:\d\d")


def test_months_follow_years_wherever_they_can() -> None:
    assert "%Y-%d-%m" not in infer_formats(["2031-06-08", "2031-10-06"])
    assert infer_formats(["2031-25-06", "2030-13-02"]) == ["%Y-%d-%m"]
