"""Quantities within texts."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

TIMES = [
    ("kiln a took 182ms (3 pots)", 182),
    ("kiln b7 took 1.4s (12 pots)", 1400),
    ("oven took 3s (1 pot)", 3000),
]


def test_the_one_quantity_of_a_line_is_read_with_its_unit() -> None:
    found = learn(*TIMES)
    assert found.run(("kiln c took 250ms (7 pots)",)) == 250


def test_a_number_without_a_known_unit_is_refused() -> None:
    found = learn(*TIMES)
    with pytest.raises(GuardFailed):
        found.run(("kiln c took 250xs (7 pots)",))
