"""Very many or very large observations: a part is looked at, in bounded time, and no more is claimed."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from llmjit.synthesis import Budget, Observation, synthesize
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.regarded import ALWAYS, check_all, regarded, size, spread


def rows(count: int) -> list[Observation]:
    return [Observation((f"INV-{n:06d} of {n % 50 + 1970}",), f"{n:06d}") for n in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 89, 144, 1000])
def test_a_spread_visits_all_once_and_evenly(count: int) -> None:
    order = list(spread(count))
    assert sorted(order) == list(range(count))
    if count >= 89:
        first = sorted(order[:20])
        assert max(b - a for a, b in pairwise(first)) <= count / 20 * 3


def test_few_observations_are_all_looked_at() -> None:
    assert regarded(rows(2000), 0.05) == sorted(set(regarded(rows(2000), 0.05)))
    assert regarded(rows(900), 0.05) == list(range(900))
    assert len(regarded(rows(2000), 0.05)) == 1000
    large = [Observation(("x" * 1_000_000,), n) for n in range(ALWAYS)]
    assert regarded(large, 1.0) == list(range(ALWAYS))
    assert len(regarded(large * 10, 1.0)) == ALWAYS


def test_size_counts_texts_and_elements_no_further_than_asked() -> None:
    assert size("abc", 10) == 3
    assert size(["ab", {"c": [1, 2]}], 100) == 2 + 2 + 1 + 2 + 2
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    assert 100_000 <= size(deep, 10**9) <= 100_001
    assert size(["x" * 50] * 1000, 100) < 1200


def test_what_was_not_looked_at_is_not_claimed() -> None:
    start = time.thread_time()
    found = synthesize(rows(60_000), Budget(1.0))
    assert time.thread_time() - start < 2
    assert found.refusal is None
    assert found.evidence.observations == len(found.observations) <= 10_000
    assert found.evidence.unseen == 60_000 - found.evidence.observations
    assert f"Learned from {found.evidence.observations} observations" in found.emit()
    assert all(guard.evidence <= found.evidence.observations for guard in found.guards)


def test_those_to_blame_are_numbered_as_given() -> None:
    given = [Observation(("same",), n) for n in range(50_000)]
    found = synthesize(given, Budget(1.0))
    assert found.refusal is not None and found.refusal.kind == "contradiction"
    one, other = (found.observations[at] for at in found.refusal.observations)
    assert one.inputs == other.inputs and one.output != other.output
    assert found.evidence.unseen == 40_000


def test_checking_stops_at_the_deadline() -> None:
    copy, other = Ranked(Input(0), 1.0), Ranked(Const("x"), 1.0)
    seen = [Observation(("x",), "x"), Observation(("y",), "y"), Observation(("z",), "y")]
    assert check_all((copy, other), seen[:2], time.thread_time() + 5) == ((copy,), [], [0, 1])
    assert check_all((copy, other), seen, time.thread_time() + 5)[1:] == ([2], [0, 1, 2])
    assert check_all((copy, other), seen, 0.0) == ((copy, other), [], [])
