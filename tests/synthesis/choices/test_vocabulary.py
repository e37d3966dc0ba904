"""Tables from a field to the answer: found where a field decides, and silent about what was never seen."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis import Budget
from llmjit.synthesis.choices.vocabulary import lookups
from llmjit.synthesis.problem import Problem
from tests.synthesis.learning import accepted, emitted, evaluated, learn

STATES = {"late": 2, "on time": 1, "lost": 3, "returned": 2}


def tickets(count: int, seed: int = 1) -> list[tuple[str, Any]]:
    rng = random.Random(seed)
    states = [*STATES] * count
    return [(f"{rng.choice('ABC')}-{rng.randint(1, 99)}: {state}", STATES[state]) for state in states[:count]]


def test_a_field_between_delimiters_decides() -> None:
    found = accepted(*tickets(14))
    assert found.run(("B-7: returned",)) == 2
    assert found.run(("C-81: on time",)) == 1
    for unseen in ("B-7: delayed", "B-7: not lost", "B-7"):
        with pytest.raises(GuardFailed):
            found.run((unseen,))


def test_a_word_decides_only_among_texts_that_were_seen() -> None:
    cities = {"Oslo": "NO", "Bergen": "NO", "Paris": "FR", "Rome": "IT"}
    rng = random.Random(3)
    kinds = [kind for kind in ("Parcel", "Order") for _ in range(8)]
    rows = [
        (f"{kind} {rng.randint(10, 999)} to {city}", cities[city])
        for kind, city in zip(kinds, [*cities] * 4, strict=True)
    ]
    found = accepted(*rows)
    assert found.run(("Order 77 to Rome",)) == "IT"
    for unseen in (
        "Order 77 to Lima",
        "Order 77 not to Rome",
        "Order 77 from Oslo to Rome",
        "Letter 77 to Rome",
    ):
        with pytest.raises(GuardFailed):
            found.run((unseen,))


def test_words_of_running_text_decide_nothing() -> None:
    things = ["the phone", "my lunch", "this film", "her report", "our flight", "that room"]
    moods = {"great": "positive", "awful": "negative", "slow": "negative", "lovely": "positive"}
    rows = [(f"{thing} was {mood}", answer) for thing in things for mood, answer in moods.items()]
    assert learn(*rows).refusal is not None


def drawn(seed: int, count: int, labels: int) -> list[tuple[str, Any]]:
    rng = random.Random(seed)
    rows = [
        (
            f"{rng.choice('ABCDE')}-{rng.randint(1, 20)}: {rng.choice(['late', 'lost', 'sent'])}",
            rng.randrange(labels),
        )
        for _ in range(count)
    ]
    return list(dict(rows).items())


DRAWN = st.builds(drawn, st.integers(0, 10_000), st.integers(8, 40), st.integers(2, 4))


@settings(max_examples=300)
@given(DRAWN)
def test_answers_that_depend_on_nothing_are_no_table(rows: list[tuple[str, Any]]) -> None:
    assert not lookups(Problem(tuple((text,) for text, _ in rows), tuple(answer for _, answer in rows)))


@settings(max_examples=8)
@given(DRAWN)
def test_answers_that_depend_on_nothing_are_never_looked_up(rows: list[tuple[str, Any]]) -> None:
    programs = [repr(ranked.expr) for ranked in learn(*rows).programs]
    assert not any("lookup" in program for program in programs)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_module_says_what_the_synthesis_says(seed: int) -> None:
    found = learn(*tickets(16, seed), budget=Budget(20.0))
    function = emitted(found)
    for text in (*(f"A-5: {state}" for state in (*STATES, "gone", "")), "late", ": late"):
        assert function(text) == evaluated(found, text), text
