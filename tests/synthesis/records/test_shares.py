"""Shares of rows in percent, and what some rows name that others do not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import RowError, how_often, left_over, share_of
from tests.synthesis.learning import accepted, answer

EXACT = (
    ("load ok\nsave bad\nsend ok\nload ok", "25%"),
    ("load bad\nsave bad", "100%"),
    ("send ok\nload bad\nsave ok\nsend ok\nsave ok", "20%"),
)
ROUNDED = (
    ("load ok\nsave bad\nsend ok", "33.3 %"),
    ("load bad\nsave bad", "100.0 %"),
    ("send ok\nload bad\nsave ok\nsend ok\nsave ok\nload ok\nload ok", "14.3 %"),
)


def test_a_share_that_was_never_rounded() -> None:
    found = accepted(*EXACT)
    assert answer(found, "load ok\nsave bad\nload bad\nsend ok") == "50%"
    assert answer(found, "load ok\nsave bad\nsend ok") == "precondition"


def test_a_share_that_is_rounded() -> None:
    found = accepted(*ROUNDED)
    assert answer(found, "load bad\nsave bad\nsend ok") == "66.7 %"


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 3))
def test_shares_are_near(part: int, whole: int, digits: int) -> None:
    try:
        text = share_of(part, whole, digits, False, "%")
    except RowError:
        assert (Fraction(200 * part, whole) * 10**digits).denominator == 1  # a half
    else:
        assert abs(Fraction(text[:-1]) - Fraction(100 * part, whole)) <= Fraction(1, 2 * 10**digits)


def test_nothing_has_no_share() -> None:
    with pytest.raises(RowError):
        share_of(0, 0, 0, False, "%")


def test_what_began_and_did_not_end() -> None:
    found = accepted(
        ("1 pump on\n2 fan on\n3 fan off", ["pump"]),
        ("1 belt on\n2 belt off\n3 arm on\n4 lamp on", ["arm", "lamp"]),
        ("1 rod on\n2 rod off", []),
    )
    assert answer(found, "1 cam on\n2 gear on\n3 cam off\n4 seal on") == ["gear", "seal"]


def test_what_is_named_twice_or_in_other_letters_is_left_open() -> None:
    assert left_over(["a", "b"], ["b", "c"]) == ["a"]
    for named, taken in ((["a", "a"], ["a"]), (["a"], ["a", "a"]), (["Ina"], ["ina"])):
        with pytest.raises(RowError):
            left_over(named, taken)


def test_how_often_in_the_same_letters() -> None:
    assert how_often(["a.org", "b.org", "a.org"], "a.org") == 2
    with pytest.raises(RowError):
        how_often(["A.org", "a.org"], "a.org")


def test_what_was_not_taken_in_one_line() -> None:
    found = accepted(
        ("LOST 17 cap\nFOUND 17\nLOST 18 hat", "18"),
        ("LOST 3 pen\nLOST 4 cup\nLOST 5 bag\nFOUND 4", "3, 5"),
        ("LOST 8 key\nFOUND 8\nLOST 9 key\nLOST 10 key", "9, 10"),
    )
    assert answer(found, "LOST 21 hat\nLOST 22 cup\nFOUND 21\nLOST 23 cap") == "22, 23"
