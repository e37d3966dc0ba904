import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.mentions import number_mentions, read_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$1,200.50", 1200.5),
        ("about 12% of it", 12),
        ("twenty-five", 25),
        ("two hundred and six", 206),
        ("3/4", 0.75),
        ("1+3/10 pounds", 1.3),
        ("2 1/2", 2.5),
        ("one-fourth", 0.25),
        ("two thirds", 2 / 3),
        ("twice", 2),
        ("-7", -7),
        ("7.", 7),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: float) -> None:
    assert read_number(text) == pytest.approx(value)


@pytest.mark.parametrize("text", ["", "none at all", "1 and 2", "a1b"])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not one number"):
        read_number(text)


@given(st.text())
def test_mentions_are_in_order_and_do_not_overlap(text: str) -> None:
    found = number_mentions(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(st.integers(0, 10**9))
def test_separators_change_nothing(number: int) -> None:
    assert read_number(f"{number:,}") == read_number(str(number)) == number


@pytest.mark.parametrize("text", ["(5.00) EUR", "($1,200)", "5.00-", "12.50 - 3"])
def test_what_may_be_below_zero_is_no_number(text: str) -> None:
    with pytest.raises(ValueError):
        read_number(text)


@pytest.mark.parametrize(("text", "number"), [("5-year", 5), ("-5.00 EUR", -5.0), ("$7 (net)", 7)])
def test_signs_and_remarks_that_say_nothing_of_the_kind_are_read(text: str, number: float) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["#0 USD", "0x0 USD", "=5", "~5", "12 of 40"])
def test_a_number_among_other_signs_is_not_read(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        read_number(text)


@pytest.mark.parametrize(
    ("text", "value"), [("USD 12", 12), ("€ 5", 5), ("no. 5", 5), ("12kg", 12), ("−5", -5)]
)
def test_a_word_or_a_currency_may_stand_beside_a_number(text: str, value: int) -> None:
    assert read_number(text) == value
