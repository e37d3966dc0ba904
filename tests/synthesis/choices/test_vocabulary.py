"""Tables from a field to the answer: found where a field decides, and silent about what was never seen."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis import Budget, Observation, synthesize

STATES = {"late": 2, "on time": 1, "lost": 3, "returned": 2}


def seen(rows: list[tuple[str, Any]]) -> list[Observation]:
    return [Observation((text,), answer) for text, answer in rows]


def tickets(count: int, seed: int = 1) -> list[tuple[str, Any]]:
    rng = random.Random(seed)
    states = [*STATES] * count
    return [(f"{rng.choice('ABC')}-{rng.randint(1, 99)}: {state}", STATES[state]) for state in states[:count]]


def test_a_field_between_delimiters_decides() -> None:
    found = synthesize(seen(tickets(14)))
    assert found.refusal is None
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
    found = synthesize(seen(rows))
    assert found.refusal is None
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
    assert synthesize(seen(rows)).refusal is not None


@settings(max_examples=50)
@given(st.integers(0, 10_000), st.integers(8, 40), st.integers(2, 4))
def test_answers_that_depend_on_nothing_are_never_looked_up(seed: int, count: int, labels: int) -> None:
    rng = random.Random(seed)
    rows = [
        (
            f"{rng.choice('ABCDE')}-{rng.randint(1, 20)}: {rng.choice(['late', 'lost', 'sent'])}",
            rng.randrange(labels),
        )
        for _ in range(count)
    ]
    found = synthesize(seen(list(dict(rows).items())))
    programs = [repr(ranked.expr) for ranked in found.programs]
    assert not any("lookup" in program for program in programs)


@settings(max_examples=30)
@given(st.integers(0, 1000), st.data())
def test_the_module_says_what_the_synthesis_says(seed: int, data: st.DataObject) -> None:
    found = synthesize(seen(tickets(16, seed)), Budget(20.0))
    scope: dict[str, Any] = {}
    exec(found.emit("state_code"), scope)
    text = data.draw(
        st.sampled_from([f"A-5: {state}" for state in [*STATES, "gone", ""]] + ["late", ": late"])
    )

    def outcome(call: Any) -> Any:
        try:
            return call()
        except GuardFailed:
            return "refused"

    assert outcome(lambda: scope["state_code"](text)) == outcome(lambda: found.run((text,)))
