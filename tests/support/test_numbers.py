"""Numbers in text, their rounding and writing, and other numerals."""

from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.numbers import (
    NumberError,
    above,
    all_numbers,
    ceil_to,
    choose,
    deviation,
    floor_to,
    format_number,
    mean,
    median,
    nearest_to,
    number_at,
    number_tokens,
    parse_number,
    round_number,
    whole,
)
from llmjit.support.numerals import (
    format_base,
    format_fraction,
    format_roman,
    format_words,
    parse_base,
    parse_fraction,
    parse_roman,
    parse_words,
)

DECIMALS = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


@given(st.text())
def test_any_text_is_numbers_or_a_number_error(text: str) -> None:
    for token in number_tokens(text):
        with contextlib.suppress(NumberError):
            parse_number(token)
    for parse in (parse_roman, parse_words, parse_fraction, lambda t: parse_base(t, 16), parse_number):
        with contextlib.suppress(NumberError):
            parse(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("$1,234.50 for 3 (was 1,100,2)", ["1,234.50", "3", "1,100", "2"]),
        ("-7.5 to +3, 2015-03", ["-7.5", "+3", "2015", "03"]),
        (".25 1.5E+3 3e5x 1.2.3", [".25", "1.5E+3", "3", "5", "1.2", "3"]),
        ("12,34", ["12", "34"]),
        ("1,2345", ["1", "2345"]),
        ("", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert number_tokens(text) == tokens


@given(DECIMALS)
def test_writing_then_parsing_gives_the_number(value: Decimal) -> None:
    for spec in ("f", ",f", ".4f", ",.4f", "+.4f", ".4f~", "+,.4f"):
        assert parse_number(format_number(value, spec)) == value


@given(DECIMALS, st.integers(0, 3))
def test_rounding_is_pythons(value: Decimal, places: int) -> None:
    text = format(value, f".{places}f")
    expected = text.lstrip("-") if not text.strip("-0.") else text
    assert format_number(value, f".{places}fe") == expected


@pytest.mark.parametrize(
    ("value", "spec", "text"),
    [
        ("2.5", ".0fu", "3"),
        ("2.5", ".0fe", "2"),
        ("-2.5", ".0fu", "-3"),
        ("2.79", ".1fd", "2.7"),
        ("12334.137", ",.2fd", "12,334.13"),
        ("7", "03f", "007"),
        ("0.7166", ".2fb", ".72"),
        ("27.34032", ".6g", "27.3403"),
        ("155.96412", ".6g", "155.964"),
        ("199.46009", ".6g~", "199.46"),
        ("73.8189", ".7g", "73.81890"),
        ("0.00310685", ".6g~", "0.00310685"),
        ("99.99999", ".3g", "100"),
        ("1234", "E", "1.234E3"),
        ("0.0013", ".1E", "1.3E-3"),
        ("123", "+02.1E", "1.2E+02"),
        ("-0.001", ".1f", "0.0"),
        ("5", "+f", "+5"),
    ],
)
def test_styles(value: str, spec: str, text: str) -> None:
    assert format_number(Decimal(value), spec) == text


@pytest.mark.parametrize(
    "call",
    [
        lambda: round_number(Decimal("2.5"), Decimal(1), ""),
        lambda: format_number(Decimal(1), "nonsense"),
        lambda: number_at("3 of 4", 0, 1),
        lambda: number_at("none", 0),
        lambda: number_at(True, 0),
        lambda: all_numbers("a,b", ","),
        lambda: all_numbers(""),
        lambda: whole(Decimal("1.5")),
        lambda: deviation([Decimal(1)]),
        lambda: parse_number("nan"),
        lambda: parse_number("1e999"),
        lambda: parse_roman("IIII"),
        lambda: parse_words("one two"),
        lambda: parse_fraction("1/0"),
        lambda: parse_base("12", 2),
        lambda: format_roman(Decimal(4000)),
        lambda: format_base(Decimal(-1), 2),
    ],
)
def test_refusals(call) -> None:
    with pytest.raises(NumberError):
        call()


def test_aggregates() -> None:
    values = all_numbers("12, 13, 14, 12")
    assert (mean(values), median(values)) == (Decimal("12.75"), Decimal("12.5"))
    assert format_number(deviation(values), ".3f") == "0.957"
    assert median(values[:3]) == 13
    assert all_numbers("1,100,2", ",") == [1, 100, 2]


@given(st.integers(1, 3999))
def test_roman_round_trip(number: int) -> None:
    assert parse_roman(format_roman(Decimal(number))) == number


@given(st.integers(-(10**14), 10**14))
def test_words_round_trip(number: int) -> None:
    assert parse_words(format_words(Decimal(number))) == number


@given(st.integers(0, 10**30), st.integers(2, 36))
def test_base_round_trip(number: int, base: int) -> None:
    assert parse_base(format_base(Decimal(number), base), base) == number


@given(st.integers(-999, 999), st.sampled_from([1, 2, 4, 5, 8, 10, 1000]))
def test_fraction_round_trip(above: int, below: int) -> None:
    value = Decimal(above) / Decimal(below)
    assert parse_fraction(format_fraction(value)) == value
    assert parse_fraction("7 1/4") == Decimal("7.25")


@given(DECIMALS, st.sampled_from(["0.25", "1", "5", "15", "1000"]))
def test_multiples(value: Decimal, step: str) -> None:
    unit = Decimal(step)
    low, high, near = floor_to(value, step), ceil_to(value, step), nearest_to(value, step)
    assert low <= value <= high and high - low in (0, unit)
    assert near in (low, high) and abs(near - value) * 2 <= unit


def test_choices_are_silent_between_what_was_seen() -> None:
    assert above(Decimal(5), "3", "5") and not above(Decimal(3), "3", "5")
    assert choose(Decimal(7), [("1", "4", "low"), ("6", "9", "high")]) == "high"
    for call in (
        lambda: above(Decimal(4), "3", "5"),
        lambda: choose(Decimal(5), [("1", "4", "a"), ("6", "9", "b")]),
    ):
        with pytest.raises(NumberError):
            call()
