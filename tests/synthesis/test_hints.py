"""Instructions prefer among programs that fit, lift refusals that they settle, and never make a program fit."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis import Hints, Observation, Synthesis, synthesize
from llmjit.synthesis.hints import LONGEST, WISHES, wishes
from llmjit.value import same

NAMES = [("Ada Lovelace", "Lovelace"), ("Alan Turing", "Turing")]
ITEMS = [("big apple", "apple"), ("blue 2 skies", "skies"), ("one 7 sun", "sun")]
WORDS = st.sampled_from(["the", "first", "last", "second", "upper", "sum", "of", "largest", "year", "count"])


def learn(rows: list[tuple[str, str]], instruction: str | None) -> Synthesis:
    hints = Hints(instruction=instruction)
    return synthesize([Observation((text,), output) for text, output in rows], hints=hints)


def answer(found: Synthesis, text: str) -> str | None:
    try:
        return str(found.run((text,)))
    except GuardFailed:
        return None


@pytest.mark.parametrize(
    ("rows", "instruction", "text", "wanted"),
    [
        (ITEMS, "the year", "new red round ball", None),
        (ITEMS, "the last word", "new red round ball", "ball"),
    ],
)
def test_what_disagrees_is_settled_only_by_words(
    rows: list[tuple[str, str]], instruction: str, text: str, wanted: str | None
) -> None:
    assert answer(learn(rows, None), text) is None
    assert answer(learn(rows, instruction), text) == wanted


@settings(max_examples=40)
@given(
    st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30),
    st.sampled_from([NAMES, [("4 7", "7"), ("2 9", "9")], [("a-b", "A"), ("c-d", "C"), ("ef-g", "EF")]]),
)
def test_programs_agree_with_all_observations_whatever_the_hint(
    instruction: str, rows: list[tuple[str, str]]
) -> None:
    found = learn(rows, instruction)
    for program in found.programs:
        assert all(same(program.run((text,)), output) for text, output in rows)
    if learn(rows, None).refusal is None:
        assert all(answer(found, text) == output for text, output in rows)


def test_an_instruction_alone_is_no_evidence() -> None:
    found = learn([("Ada Lovelace", "Countess"), ("Alan Turing", "Baker")], "the last name")
    assert found.refusal is not None


def test_long_instructions_are_not_read() -> None:
    assert wishes("the last one") and not wishes("the last one " * LONGEST)
    assert all(marks for _, marks in WISHES)
