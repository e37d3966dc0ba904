"""Spans of times added up, and labels that state their ranges."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.bands import stated_band, within_band
from llmjit.support.numbers import NumberError
from llmjit.support.schedules import DAYS, total_spans

spans = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(0, 1439)).filter(lambda pair: pair[0] < pair[1]),
    min_size=1,
    max_size=5,
)


def clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@given(spans)
def test_spans_are_added_up(pairs: list[tuple[int, int]]) -> None:
    text = "; ".join(f"from {clock(first)} to {clock(last)}" for first, last in pairs)
    assert total_spans(text) == sum(last - first for first, last in pairs)


@given(st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_each_day_of_a_range_counts(first: str, last: str) -> None:
    days = (DAYS.index(last) - DAYS.index(first)) % 7 + 1
    assert total_spans(f"{first.title()}-{last.title()} 08:00-09:30") == 90 * (days if first != last else 1)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Mon-Fri 08:00-18:00, Sat closed", 3000),
        ("Mon, Wed and Fri 09:00-12:00", 540),
        ("Saturday to Sunday 11:00 - 16:00", 600),
    ],
)
def test_days_named_alone_and_closed_days(text: str, minutes: int) -> None:
    assert total_spans(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        "",
        "closed",
        "Mon-Fri",
        "09:00-12:00, 3 h",
        "22:00-02:00",
        "Mon 08:00-09:00, Tue",
        "Mon Tue 08:00-09:00",
    ],
)
def test_what_is_no_schedule(text: str) -> None:
    with pytest.raises(NumberError):
        total_spans(text)


@pytest.mark.parametrize(
    ("label", "inside", "outside"),
    [
        ("under 10", "9.99", "10"),
        ("up to 10", "10", "10.01"),
        ("10-50", "10", "50.5"),
        ("$1,000 to $2,000", "1500", "2001"),
        ("over 50 kg", "50.1", "50"),
        ("at least 18", "18", "17"),
        ("90+", "90", "89"),
        ("65 and over", "70", "64"),
        ("31–60 days", "31", "61"),
    ],
)
def test_labels_state_their_ranges(label: str, inside: str, outside: str) -> None:
    assert within_band(Decimal(inside), label)
    assert not within_band(Decimal(outside), label)


def test_numbers_of_no_label_and_of_two_are_refused() -> None:
    assert stated_band(Decimal(12), ["0-9", "10-19"]) == "10-19"
    for number, labels in ((Decimal(20), ["0-9", "10-19"]), (Decimal(9), ["0-9", "9-19"])):
        with pytest.raises(NumberError):
            stated_band(number, labels)
    with pytest.raises(NumberError):
        within_band(Decimal(1), "some")
