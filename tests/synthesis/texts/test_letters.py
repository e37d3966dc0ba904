"""Letters that are written as two plain ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.letters import LetterError, in_two_letters
from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses


def test_names_become_addresses() -> None:
    found = accepted(
        ("Ida Lund", "sea.org", "ida.lund@sea.org"),
        ("Jörg Klein", "berg.at", "joerg.klein@berg.at"),
        ("Otto Reich", "hof.de", "otto.reich@hof.de"),
    )
    assert answer(found, "Käthe Groß", "see.de") == "kaethe.gross@see.de"
    assert refuses(found, "René Moll", "see.de")
    assert emitted(found, "name", "host")("Käthe Groß", "a.de") == evaluated(found, "Käthe Groß", "a.de")


@given(st.text())
def test_nothing_but_plain_letters_is_left(text: str) -> None:
    try:
        plain = in_two_letters(text)
    except LetterError:
        return
    assert all(letter.isascii() for letter in plain if letter.isalpha())


def test_other_letters_are_refused() -> None:
    with pytest.raises(LetterError):
        in_two_letters("déjà")
