"""What a program leaves out, or writes as it stood, is held to how it was."""

from __future__ import annotations

import pytest

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.kept import decimal_guards, left_out_guards, spacing_guards
from llmjit.synthesis.strings.operators import CONCAT
from tests.synthesis.learning import accepted, answer, learn, refuses

TRACKS = ("Low Tide (feat. Ann Lee)", "Go", "Red Sky (feat. Bo)")
TITLES = ("Low Tide", "Go", "Red Sky")


def test_what_is_left_out_of_some_texts_holds_the_word_that_it_always_held() -> None:
    (guard,) = left_out_guards(("x",), [(track,) for track in TRACKS], TITLES)
    scope = ("x", ANSWER)
    assert holds(guard, scope, ("Home (feat. Eve)", "Home")) and holds(guard, scope, ("Home", "Home"))
    assert not holds(guard, scope, ("Home (Live)", "Home"))
    assert not holds(guard, scope, ("Home (Live) (feat. Eve)", "Home"))


def test_nothing_is_asked_of_what_is_left_out_of_all_texts() -> None:
    rows = [("12 kg",), ("3 kg",), ("7 kg",)]
    assert left_out_guards(("x",), rows, ("12", "3", "7")) == []
    assert left_out_guards(("x",), [("a (b)",), ("c",), ("d (ef)",)], ("a", "c", "d")) == []


@pytest.mark.parametrize("text", ["12.04° S", "7.5° W"])
def test_decimals_that_stood_in_every_text_may_be_copied(text: str) -> None:
    found = learn(("40.7128° N", "40.7128"), ("74.0060° W", "-74.0060"), ("33.8688° S", "-33.8688"))
    assert answer(found, "51.5074° N") == "51.5074"
    assert answer(found, text) == "output"


def test_decimals_of_copies_are_not_asked_for() -> None:
    assert decimal_guards(("x",), [("1.50",), ("2.25",)], Input(0), ("1.50", "2.25")) == []


def test_blanks_that_none_of_the_answers_had_are_refused() -> None:
    found = learn(
        ("Ada Obi\nLow Rd 5\nLagos", "Low Rd 5, Lagos"),
        ("Bo Li\nc/o Ma\nHill 2\nYork", "c/o Ma, Hill 2, York"),
        ("Cy Po\n7 Elm\nReno", "7 Elm, Reno"),
    )
    assert answer(found, "Di Ru\n9 Oak Ct\nTampa") == "9 Oak Ct, Tampa"
    assert answer(found, "Di Ru\n9 Oak Ct \nTampa") == "output"
    assert answer(found, "Di Ru\n9 Oak Ct\n Tampa") == "output"


def test_marks_that_an_empty_part_would_double_are_refused() -> None:
    outputs = ["/a/b/x", "/c/y"]
    (guard,) = spacing_guards(CONCAT("/", Input(0), "/", Input(1)), outputs)
    assert holds(guard, (ANSWER,), ("/d/e/z",))
    assert not holds(guard, (ANSWER,), ("//z",))
    assert not spacing_guards(Input(0), outputs)
    assert not spacing_guards(CONCAT(Input(0), Input(1)), ["https://a/b", "https://c"])


def test_what_all_lost_holds_its_word() -> None:
    found = accepted(
        ("Paper Boats (feat. Nia)", "Paper Boats"), ("Run (feat. DJ O)", "Run"), ("99 (feat. Bo & Co)", "99")
    )
    assert answer(found, "Old Songs (feat. Lu)") == "Old Songs"
    assert answer(found, "Old Songs (Live)") == "output"


def test_a_name_without_the_mark_that_was_put_is_refused() -> None:
    found = accepted(
        ("ida.berg@fern.org", "Ida Berg"), ("tom.moss@post.com", "Tom Moss"), ("li.wei@reed.net", "Li Wei")
    )
    assert answer(found, "ann.hill@fern.org") == "Ann Hill"
    assert answer(found, "info@fern.org") == "output"


def test_a_value_that_is_blotted_out_goes_on_behind_no_mark() -> None:
    found = accepted(
        ("open lid=3 pin=8842 by=ann", "open lid=3 pin=*** by=ann"),
        ("try pin=17x", "try pin=***"),
        ("reset door=2 pin=ab-90 by=bo", "reset door=2 pin=*** by=bo"),
    )
    assert answer(found, "shut pin=771 by=cy") == "shut pin=*** by=cy"
    assert refuses(found, "shut pin=77&1 by=cy")
