"""What a program goes by decides which others may doubt it, and which kinds of characters matter to it."""

from __future__ import annotations

from llmjit.synthesis import Observation
from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.extents import extent_guards
from llmjit.synthesis.guards.kept import throughout_guards
from llmjit.synthesis.guards.mine import mine
from llmjit.synthesis.guards.parts import depth, far_fetched, knows_ascii
from llmjit.synthesis.strings.operators import CONCAT, CUT, END, FIELD, REPLACE, TAKE, TOKEN
from tests.synthesis.learning import answer, learn

TEXT = Input(0)
LAST, THIRD = FIELD(TEXT, "/", -1), TOKEN(TEXT, r"\w+", 2)


def test_depth_is_counted_from_the_nearer_end() -> None:
    assert [depth(each) for each in (LAST, FIELD(TEXT, "/", -3), THIRD, TEXT)] == [0, 2, 2, 0]
    assert depth(CONCAT(LAST, CUT(TEXT, END(TEXT, ",", 1), None))) == 1
    assert far_fetched(THIRD, LAST) and not far_fetched(LAST, THIRD)
    assert not far_fetched(THIRD, FIELD(TEXT, "/", -2))


def test_only_patterns_of_a_to_z_know_no_other_letters() -> None:
    assert knows_ascii(CONCAT(TOKEN(TEXT, "[A-Z][a-z]+", 0)))
    assert not knows_ascii(THIRD)


def test_numbers_of_other_lengths_matter_to_what_changes_a_part() -> None:
    texts = ["ab 12 c", "de 34 f", "gh 56 i"]
    assert extent_guards("text", texts, THIRD) == []
    assert [guard.expected for guard in extent_guards("text", texts, CONCAT(TAKE(TEXT, 0, 2), "x"))] == [
        [2, 2]
    ]


def test_letters_with_accents_are_letters_unless_the_program_names_a_to_z() -> None:
    seen = [Observation((text,), text) for text in ("Ann Lee", "Ken B. Thompson", "Alan van Dyke")]
    for program, alike in ((CONCAT(TEXT), True), (CONCAT(TOKEN(TEXT, "[A-Z].*", 0)), False)):
        guards = mine(seen, ("text",), program)
        assert all(holds(guard, ("text", "answer"), ("Zoë Ito", "Zoë Ito")) for guard in guards) == alike


def test_fields_need_their_delimiters_and_may_hold_more() -> None:
    found = learn(
        ("/usr/lib/a-b.so", "a-b.so"),
        ("/home/ada/notes 2.txt", "notes 2.txt"),
        ("/srv/x/y/z.tar.gz", "z.tar.gz"),
    )
    assert answer(found, "/opt/data/new/2024/report.pdf") == "report.pdf"
    assert answer(found, "report.pdf") != "report.pdf"


def test_texts_without_what_was_always_replaced_are_none_of_the_kind() -> None:
    rows, replaced = [("a\nb",), ("c\nd",)], REPLACE(TEXT, "\n", ", ")
    marks, filled = throughout_guards(("text",), rows, replaced, ["a, b", "c, d"])
    assert (marks.condition, filled.condition) == ("'\\n' in text", "answer != ''")
    assert throughout_guards(("text",), [("a\nb",), ("c",)], replaced, ["a, b", ""]) == []
