"""Bounds on error rates against the binomial distribution itself."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis import Budget, Observation, synthesize
from llmjit.synthesis.acceptance import SIMPLE, leave_one_out, refuted
from llmjit.synthesis.evidence import upper_bound
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.facade import Evidence, Ranked
from llmjit.synthesis.problem import Problem
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


def names(count: int) -> list[Observation]:
    given = ("Ada", "Bo", "Cleo", "Dora", "Eve", "Finn", "Gus")
    return [Observation((f"{name} Ek",), name) for name in given[:count]]


def test_nothing_is_claimed_where_nothing_was_held_out() -> None:
    found = synthesize(names(2))
    assert found.refusal is None
    assert (found.evidence.held_out, found.evidence.upper_bound) == (0, 1.0)


@pytest.mark.parametrize("count", [3, 4, 7])
def test_from_three_observations_on_some_are_held_out(count: int) -> None:
    found = synthesize(names(count))
    assert found.refusal is None
    evidence = found.evidence
    assert (evidence.observations, evidence.held_out, evidence.errors) == (count, 3, 0)
    assert evidence.upper_bound == upper_bound(0, 3 - evidence.refused)
    assert "at most" in found.emit().splitlines()[0]


def test_what_the_others_foretell_wrongly_refutes_a_dear_program() -> None:
    program = Ranked(Input(0), SIMPLE + 1)
    assert refuted(Evidence(5, 5, 1, 0.6), program)
    assert not refuted(Evidence(5, 5, 0, 0.4, refused=5), program)
    assert not refuted(Evidence(3, 3, 1, 0.8), program), "from two observations the third is hard to foretell"
    assert refuted(Evidence(3, 3, 2, 0.9), program)  # dear
    simple = Ranked(Input(0), SIMPLE)
    assert not refuted(Evidence(5, 3, 1, 0.8), simple)
    assert refuted(Evidence(5, 3, 2, 0.9), simple)


def test_each_observation_is_foretold_from_the_others_alone() -> None:
    asked: list[tuple[tuple[object, ...], ...]] = []

    def constant(problem: Problem) -> tuple[Ranked, ...]:
        asked.append(problem.inputs)
        return (Ranked(Const(problem.outputs[0]), 1.0),)

    rows = tuple((text,) for text in "abcd")
    problem = Problem(rows, ("x", "x", "x", "y"))
    evidence = leave_one_out(problem, [Ranked(Const("x"), SIMPLE + 1)], constant)
    assert asked == [tuple(row for row in rows if row != out) for out in rows]
    assert (evidence.held_out, evidence.errors, evidence.refused) == (4, 1, 0)
    assert evidence.upper_bound == upper_bound(1, 4)


@pytest.mark.parametrize(
    ("count", "cost", "wrong", "held"),
    [
        (3, 1.0, "", 1),  # one that is not foretold wrongly, and not all three can be
        (3, 1.0, "a", 2),
        (3, 1.0, "abc", 3),
        (5, 1.0, "", 2),  # two errors of three would refute
        (5, 1.0, "a", 3),
        (3, SIMPLE + 1, "", 2),
        (3, SIMPLE + 1, "ab", 2),
        (5, SIMPLE + 1, "", 5),
        (5, SIMPLE + 1, "a", 1),
    ],
)
def test_no_more_are_held_out_than_settle_the_verdict(count: int, cost: float, wrong: str, held: int) -> None:
    def foreteller(problem: Problem) -> tuple[Ranked, ...]:
        return (Ranked(Const("wrong" if problem.asked[0][0] in tuple(wrong) else "x"), 1.0),)

    program = Ranked(Const("x"), cost)
    problem = Problem(tuple((text,) for text in "abcde"[:count]), ("x",) * count)
    loose = leave_one_out(problem, [program], foreteller, tight=False)
    assert loose.held_out == held
    assert refuted(loose, program) == refuted(leave_one_out(problem, [program], foreteller), program)


def test_the_protocol_believes_what_the_library_believes_with_a_looser_bound() -> None:
    loose = synthesize(names(3), Budget(tight=False))
    assert loose.programs == synthesize(names(3)).programs
    assert (loose.evidence.held_out, loose.evidence.errors) == (1, 0)
    assert "to bound the error rate" in loose.emit().splitlines()[0]


def test_a_search_cut_short_proves_nothing() -> None:
    problem = Problem((("a",), ("b",), ("c",)), ("x", "x", "x"), deadline=0.0)
    evidence = leave_one_out(problem, [Ranked(Const("x"), 1.0)], lambda _: ())
    assert (evidence.held_out, evidence.upper_bound) == (0, 1.0)


def test_observations_beyond_the_sample_are_held_out() -> None:
    found = synthesize([Observation((f"id {n}: x",), str(n)) for n in range(100, 200)])
    assert found.evidence.held_out == 100 - SAMPLE
    assert found.evidence.upper_bound == upper_bound(0, 100 - SAMPLE)
