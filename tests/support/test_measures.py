"""Numbers told in several parts, and texts that only look so."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.measures import (
    clock_span,
    degree_parts,
    half_day_time,
    hemisphere,
    offset_minutes,
    read_degrees,
    read_measures,
)
from llmjit.support.numbers import NumberError

SIZES = {"kg": "1000", "g": "1"}


def test_what_is_told_in_parts() -> None:
    assert read_measures("7 kg 96 g", SIZES, "") == 7096
    assert read_measures("1,200 g net", SIZES, " net") == 1200
    assert [offset_minutes(each) for each in ("+05:30", "-0800", "UTC+2", "Z")] == [330, -480, 120, 0]
    assert [clock_span("09:30-16:15"), clock_span("from 9:30 am to 1:00 PM")] == [405, 210]
    times = [half_day_time(each).strftime("%H:%M") for each in ("3pm", "11:30 a.m.", "12:05 PM", "12am")]
    assert times == ["15:00", "11:30", "12:05", "00:00"]
    assert [read_degrees("26°30′N"), read_degrees("26° 30' W"), read_degrees("-5°")] == [
        Decimal("26.5"),
        Decimal("-26.5"),
        Decimal(-5),
    ]


@pytest.mark.parametrize(
    ("read", "texts"),
    [
        (offset_minutes, ["", "05:30", "+25:00", "+05:75", "EST"]),
        (clock_span, ["09:30", "22:00-06:00", "9:30 am - 16:15", "25:00-26:00", "1:00 2:00 3:00"]),
        (half_day_time, ["15:00", "13pm", "0am", "3:75 pm", "noon", "at 3pm"]),
        (read_degrees, ["41", "41°75′", "-5°S", "41°W about", "91° N", "181° E"]),
    ],
)
def test_anything_else_is_refused(read: Callable[[str], object], texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(NumberError):
            read(text)


@pytest.mark.parametrize("text", ["", "7", "7 lb", "96 g 7 kg", "7 kg 8 kg", "7 kg and", "7 kg (net)"])
def test_quantities_that_are_no_measure(text: str) -> None:
    if text == "7 kg and":
        assert read_measures("7 kg and 5 g", SIZES, "") == 7005
    with pytest.raises(NumberError):
        read_measures(text, SIZES, "")


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("26 30 S", "-26.5"),
        ("26.25N", "26.25"),
        ("W 7 30.6", "-7.51"),
        ("0 0 36 E", "0.01"),
        ("7.5 w", None),
        ("26 30", None),
        ("S 26 30 S", None),
        ("-3 W", None),
        ("3.5 30 N", None),
    ],
)
def test_angles_may_lack_marks_where_a_letter_says_what_they_are(text: str, degrees: str | None) -> None:
    if degrees is None:
        with pytest.raises(NumberError):
            read_degrees(text)
    else:
        assert read_degrees(text) == Decimal(degrees)


@given(st.integers(-180 * 3600, 180 * 3600))
def test_degrees_are_divided_and_read_back(seconds: int) -> None:
    number = f"{Decimal(seconds) / 3600:f}"
    degrees, minutes, rest = degree_parts(number, 0)
    text = f"{degrees}°{minutes}'{rest}\"{hemisphere(number, 'EW')}"
    assert round(read_degrees(text) * 3600) == seconds
