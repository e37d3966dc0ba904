"""Instructions prefer among programs that fit, lift refusals that they settle, and never make a program fit."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.synthesis import Hints
from llmjit.synthesis.hints import LONGEST, WISHES, wishes
from llmjit.value import same
from tests.synthesis.learning import answer, learn, refuses

NAMES = [("Ada Lovelace", "Lovelace"), ("Alan Turing", "Turing")]
ITEMS = [("big apple", "apple"), ("blue 2 skies", "skies"), ("one 7 sun", "sun")]
WORDS = st.sampled_from(["the", "first", "last", "second", "upper", "sum", "of", "largest", "year", "count"])


def test_what_disagrees_is_settled_only_by_words() -> None:
    text = "new red round ball"
    assert refuses(learn(*ITEMS), text)
    assert refuses(learn(*ITEMS, hints=Hints("the year")), text)
    assert answer(learn(*ITEMS, hints=Hints("the last word")), text) == "ball"


@settings(max_examples=40)
@given(
    st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30),
    st.sampled_from([NAMES, [("4 7", "7"), ("2 9", "9")], [("a-b", "A"), ("c-d", "C"), ("ef-g", "EF")]]),
)
def test_programs_agree_with_all_observations_whatever_the_hint(
    instruction: str, rows: list[tuple[str, str]]
) -> None:
    found = learn(*rows, hints=Hints(instruction))
    for program in found.programs:
        assert all(same(program.run((text,)), output) for text, output in rows)
    if learn(*rows).refusal is None:
        assert all(answer(found, text) == output for text, output in rows)


def test_an_instruction_alone_is_no_evidence() -> None:
    found = learn(("Ada Lovelace", "Countess"), ("Alan Turing", "Baker"), hints=Hints("the last name"))
    assert found.refusal is not None


def test_long_instructions_are_not_read() -> None:
    assert wishes("the last one") and not wishes("the last one " * LONGEST)
    assert all(marks for _, marks in WISHES)
