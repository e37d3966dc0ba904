"""Whether what a document states as its total is the sum of its amounts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import RowError, adds_up
from tests.synthesis.learning import accepted, answer

BILLS = (
    ("Boathouse\nrope  12.50\ntar  3.25\nSum: 15.75", True),
    ("Boathouse\noars  30.00\nnails  1.10\npaint  8.40\nSum: 39.60", False),
    ("Sail loft\nthread  2.20\ncloth  1,040.00\nSum: 1,042.20", True),
)


def test_totals_are_checked() -> None:
    found = accepted(*BILLS)
    assert found.run(("Boathouse\nlamp  7.00\noil  2.95\nwick  0.05\nSum: 10.00",)) is True
    assert found.run(("Boathouse\nlamp  7.00\noil  2.95\nSum: 9.96",)) is False
    assert answer(found, "Boathouse\nlamp  7.00\noil  2.95\nTotal: 9.95") == "precondition"


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6), st.integers(-1, 1))
def test_any_amounts_add_up_to_their_sum_alone(cents: list[int], more: int) -> None:
    lines = [f"x  {each / 100:,.2f}" for each in cents]
    assert adds_up("\n".join([*lines, f"Sum {(sum(cents) + more) / 100:,.2f}"]), "Sum") is (more == 0)


@pytest.mark.parametrize("text", ["a 1.00\nb 2.00", "a 1.00\nSum 1.00", "a 1.00\nb 2.00\nSum 3.00\nSum 3.00"])
def test_nothing_is_added_up_without_amounts_and_one_total(text: str) -> None:
    with pytest.raises(RowError):
        adds_up(text, "Sum")
