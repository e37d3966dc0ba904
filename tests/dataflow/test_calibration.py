"""The corrected probability, and the bar from which on a value is used."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.dataflow.calibration import NEVER, RISK, TASKS, Reliability, Trial, calibrate, scored
from llmjit.dataflow.ranking import Case, fit, softmax

SURE = ("buy", ".code")
DICEY = ("buy", ".size")


def trials(count: int) -> list[Trial]:
    """One argument that is always right and one that is right every other time, equally sure of themselves."""
    found = []
    for number in range(count):
        found.append(Trial(0.9, True, f"task{number}", SURE))
        found.append(Trial(0.9, number % 2 == 0, f"task{number}", DICEY))
    return found


def test_an_argument_that_was_often_wrong_is_trusted_less_at_the_same_probability() -> None:
    found = calibrate(trials(40))
    assert found.probability(SURE, 0.9) > found.bar > found.probability(DICEY, 0.9)


def test_nothing_is_used_where_few_tasks_were_seen() -> None:
    assert calibrate(trials(3)).bar == NEVER
    assert calibrate([]).bar == NEVER


def test_a_task_is_not_judged_by_itself() -> None:
    found = Reliability([Trial(0.9, False, "a", SURE), Trial(0.9, True, "b", SURE)])
    assert found.of(SURE, "a") > found.of(SURE) > found.of(SURE, "b")
    assert found.of(("other", ".x")) == pytest.approx(0.6)


tried = st.lists(
    st.builds(
        Trial,
        st.floats(0.01, 1.0),
        st.booleans(),
        st.sampled_from([f"t{number}" for number in range(12)]),
        st.sampled_from([SURE, DICEY]),
    ),
    min_size=1,
    max_size=100,
)


@given(tried)
def test_on_what_it_is_set_by_the_bar_lets_few_wrong_values_pass(found: list[Trial]) -> None:
    passed = [
        (probability, trial) for probability, trial in scored(found) if probability >= calibrate(found).bar
    ]
    assert sum(not trial.right for _, trial in passed) <= RISK * len(found) + _ties(passed)
    assert not passed or len({trial.task for _, trial in passed}) >= TASKS


def _ties(passed: list[tuple[float, Trial]]) -> int:
    """Wrong values exactly at the bar, which stand with right ones of the same probability."""
    lowest = min((probability for probability, _ in passed), default=0.0)
    return sum(not trial.right for probability, trial in passed if probability == lowest)


@given(tried)
def test_an_argument_without_a_task_is_as_if_the_task_had_not_been(found: list[Trial]) -> None:
    reliability = Reliability(found)
    for trial in found[:10]:
        own = Reliability([other for other in found if other.task != trial.task])
        assert own.of(trial.place) == pytest.approx(reliability.of(trial.place, trial.task))


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=6))
def test_shares_sum_to_one_and_keep_the_order_of_scores(scores: list[float]) -> None:
    shares = softmax(scores)
    assert sum(shares) == pytest.approx(1)
    assert max(shares) == shares[scores.index(max(scores))]


def test_the_ranking_learns_which_sign_is_that_of_the_right_one() -> None:
    good, bad = [1], [2]
    cases = [
        Case([good, bad] if at % 2 else [bad, good], [[0.0] * 5] * 2, 1 - at % 2, 1.0) for at in range(20)
    ]
    ranking = fit(cases, {1, 2})
    assert ranking.shares([good, bad], [[0.0] * 5] * 2)[0] > 0.8
