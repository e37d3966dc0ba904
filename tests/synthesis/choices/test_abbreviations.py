"""Words looked up by a code that is short for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.choices.abbreviations import is_short
from tests.synthesis.learning import accepted, answer, emitted, evaluated, learn, refuses


def test_a_code_that_the_text_begins_with_tells_the_word() -> None:
    found = accepted(("QUO-204", "quote"), ("CRD-17", "credit"), ("DLV-880", "delivery"))
    assert answer(found, "CRD-9") == "credit"
    assert emitted(found, "text")("DLV-1") == evaluated(found, "DLV-1") == "delivery"
    assert refuses(found, "RFD-9")


def test_a_cell_that_is_a_code_tells_the_word() -> None:
    found = accepted(("M", "Male"), ("F", "Female"), ("M", "Male"))
    assert answer(found, "F") == "Female"
    assert refuses(found, "D")


def test_a_code_tells_a_word_that_is_a_piece_of_an_answer() -> None:
    found = accepted(("P-1023", "Plan 1023"), ("S-44", "Sketch 44"), ("N-871", "Note 871"))
    assert answer(found, "S-9") == "Sketch 9"
    found = accepted(
        ("P-1023", {"kind": "plan", "no": 1023}),
        ("S-44", {"kind": "sketch", "no": 44}),
        ("N-7", {"kind": "note", "no": 7}),
    )
    assert answer(found, "N-9") == {"kind": "note", "no": 9}


def test_what_no_code_is_short_for_is_not_known() -> None:
    assert learn(("Bergen", "Norway"), ("Lund", "Sweden"), ("Vaasa", "Finland")).refusal is not None


@pytest.mark.parametrize(
    ("code", "word", "short"),
    [
        ("chg", "change", True),
        ("ex", "express", True),
        ("gc", "change", False),
        ("map", "map", False),
        ("", "x", False),
    ],
)
def test_a_code_is_short_for_a_longer_word_that_begins_alike(code: str, word: str, short: bool) -> None:
    assert is_short(code, word) is short


@given(st.text("abc", min_size=1, max_size=6), st.data())
def test_letters_left_out_make_it_short(word: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(word), max_size=len(word)))
    code = word[0] + "".join(letter for letter, keep in zip(word[1:], kept[1:], strict=True) if keep)
    assert is_short(code, word) is (len(code) < len(word))
