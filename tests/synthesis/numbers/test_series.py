"""Running totals, differences between neighbours, and shares of the whole."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.series import differences, running, shares
from tests.synthesis.learning import learn

values = st.lists(st.integers(-(10**9), 10**9).map(Decimal), min_size=1, max_size=20)


@given(values)
def test_differences_of_running_totals_are_the_values(numbers: list[Decimal]) -> None:
    totals = running(numbers, "total")
    assert [totals[0], *differences(totals)] == numbers
    assert running(numbers, "largest")[-1] == max(numbers)
    assert running(numbers, "smallest")[-1] == min(numbers)


@given(st.lists(st.integers(1, 10**6).map(Decimal), min_size=1, max_size=20))
def test_shares_come_to_all(numbers: list[Decimal]) -> None:
    assert abs(sum(shares(numbers, 100)) - 100) < Decimal("1e-15")


def test_running_totals_may_come_again() -> None:
    rows = [("+63, +20, -5", [63, 83, 78]), ("+24, -29", [24, -5]), ("+60, -9, +4", [60, 51, 55])]
    assert learn(*rows).run(("+5, -5, +5",)) == [5, 0, 5]


def test_running_totals_of_fractions() -> None:
    rows = [("1.5; 2.5; 0.25", [1.5, 4.0, 4.25]), ("10.0; 0.1", [10.0, 10.1]), ("3.3; 3.3", [3.3, 6.6])]
    assert learn(*rows).run(("0.1; 0.2; 0.3",)) == [0.1, 0.3, 0.6]


def test_changes_from_one_number_to_the_next() -> None:
    rows = [("100, 130, 120", [30, -10]), ("5, 9, 20, 22", [4, 11, 2]), ("7, 7, 10", [0, 3])]
    assert learn(*rows).run(("1, 2, 4, 8",)) == [1, 2, 4]


def test_parts_of_one() -> None:
    rows = [([10, 20, 70], [0.1, 0.2, 0.7]), ([1, 1, 2], [0.25, 0.25, 0.5]), ([5, 15], [0.25, 0.75])]
    assert learn(*rows).run(([3, 1],)) == [0.75, 0.25]


def test_shares_that_came_out_even_may_be_rounded() -> None:
    rows = [("20, 30, 50", [20.0, 30.0, 50.0]), ("1, 3", [25.0, 75.0]), ("10, 20, 10", [25.0, 50.0, 25.0])]
    found = learn(*rows)
    with pytest.raises(GuardFailed):
        found.run(("1, 1, 1",))
