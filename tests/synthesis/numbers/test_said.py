"""Numbers of columns some of which are missing, weights, and the codes of currencies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.amounts import in_turn, said_numbers, version_order, weighted_mean
from llmjit.support.currencies import CODES, CurrencyError, currency_of
from llmjit.support.numbers import NumberError
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
SALES: Rows = [
    (("14", "n/a", "-", "2.5"), 16.5),
    (("1.25", "6", "20", "n/a"), 27.25),
    (("90", "", "20.5", "1"), 111.5),
]
MARKS: Rows = [
    (("70, 90", "40%, 60%"), 82.0),
    (("50, 60, 80", "20%, 30%, 50%"), 68.0),
    (("91", "100%"), 91.0),
]
VOTES: Rows = [(("3: 10, 2: 5, 1: 5",), 2.25), (("3: 1, 2: 2, 1: 1",), 2.0), (("3: 7, 2: 0, 1: 1",), 2.75)]
PRICES: Rows = [
    (("€12.50",), {"code": "EUR", "price": 12.5}),
    (("$1,300.00",), {"code": "USD", "price": 1300.0}),
    (("£45",), {"code": "GBP", "price": 45.0}),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (SALES, ("n/a", "-", "8", "9"), 17.0),
        (MARKS, ("100, 50", "50%, 50%"), 75.0),
        (VOTES, ("3: 104, 2: 38, 1: 9",), 2.63),
        (PRICES, ("CHF 99.90",), {"code": "CHF", "price": 99.9}),
    ],
)
def test_they_are_computed(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"), [(SALES, ("7", "TBC", "3", "-")), (SALES, ("-", "", "-", "n/a")), (PRICES, ("45 kr",))]
)
def test_other_words_are_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


@given(st.lists(st.decimals(-999, 999, places=2), min_size=1, max_size=8))
def test_equal_weights_are_the_mean(values: list[Decimal]) -> None:
    mean = weighted_mean(in_turn(values, [Decimal(1)] * len(values)))
    assert abs(mean - sum(values) / len(values)) < Decimal("1e-9")


@given(
    st.lists(st.integers(0, 99), min_size=2, max_size=4), st.lists(st.integers(0, 99), min_size=2, max_size=4)
)
def test_versions_are_in_one_order(one: list[int], two: list[int]) -> None:
    left, right = ".".join(map(str, one)), ".".join(map(str, two))
    assert version_order(left, right) == -version_order(right, left)
    assert version_order(left, f"{left}.0"[: len(left) + 2 * (len(one) < 5)]) == 0


@given(st.sampled_from(sorted(CODES)))
def test_codes_name_themselves(code: str) -> None:
    assert currency_of(f"{code} 12.50") == code


def test_what_says_nothing_is_left_out() -> None:
    assert said_numbers(["1,200", None, "-", "N/A", 3]) == [Decimal(1200), Decimal(3)]
    with pytest.raises(NumberError):
        said_numbers(["-", None])
    with pytest.raises(NumberError):
        in_turn([Decimal(1)], [])
    with pytest.raises(CurrencyError):
        currency_of("$5 or €4")
