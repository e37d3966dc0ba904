"""Bounds on error rates against the binomial distribution itself."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis import Observation, synthesize
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.search import SAMPLE


@given(st.integers(1, 200), st.data())
def test_the_bound_is_where_so_few_errors_have_five_percent(trials: int, data: st.DataObject) -> None:
    errors = data.draw(st.integers(0, trials))
    bound = upper_bound(errors, trials)
    assert errors / trials <= bound <= 1
    if errors < trials:
        below = sum(comb(trials, k) * bound**k * (1 - bound) ** (trials - k) for k in range(errors + 1))
        assert below == pytest.approx(0.05, rel=1e-6)


def test_known_values() -> None:
    assert upper_bound(0, 0) == 1.0
    assert upper_bound(0, 3) == pytest.approx(0.6316, abs=1e-4)
    assert upper_bound(0, 300) == pytest.approx(3 / 300, rel=0.01)
    assert upper_bound(2, 10) == pytest.approx(0.5069, abs=1e-4)
    assert upper_bound(3, 2) == 1.0
    assert upper_bound(5, 100_000) < 1.2e-4


def test_nothing_is_claimed_where_nothing_was_held_out() -> None:
    found = synthesize([Observation((f"{name} Ek",), name) for name in ("Ada", "Bo", "Cleo")])
    assert found.refusal is None
    assert (found.evidence.held_out, found.evidence.upper_bound) == (0, 1.0)


def test_observations_beyond_the_sample_are_held_out() -> None:
    found = synthesize([Observation((f"id {n}: x",), str(n)) for n in range(100, 200)])
    assert found.evidence.held_out == 100 - SAMPLE
    assert found.evidence.upper_bound == upper_bound(0, 100 - SAMPLE)
