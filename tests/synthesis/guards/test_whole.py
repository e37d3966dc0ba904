"""Cells that are copied whole may look otherwise than those seen, but for what changes how they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis import Observation
from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.mine import mine
from llmjit.synthesis.guards.whole import (
    any_case,
    copied_whole,
    initial_guards,
    initials,
    put_together,
    takes_apart,
    whole_guards,
)
from llmjit.synthesis.strings.operators import CONCAT, FIELD, HEAD, LIST, LOWER, REPLACE, SUBSTITUTE, UNACCENT
from llmjit.synthesis.texts.defaults import JOIN_FILLED
from tests.synthesis.learning import accepted, answer, learn, refuses

A, B = Input(0), Input(1)
LETTER = CONCAT("To ", A, ", ", B)


def test_a_cell_is_copied_whole_if_nothing_else_is_done_with_it_beside_other_parts() -> None:
    assert copied_whole(LETTER, 0) and put_together(LETTER)
    assert not copied_whole(CONCAT(A, " ", LOWER(A), B), 0)
    assert not copied_whole(CONCAT("To ", A), 0)
    assert copied_whole(JOIN_FILLED(", ", LIST(A, B)), 1)


def test_beside_quotes_and_tags_cells_may_have_to_be_written_otherwise() -> None:
    assert not copied_whole(CONCAT("<li>", A, "</li>", B), 0)
    assert not copied_whole(CONCAT("'", A, "' ", B), 0)


def test_what_made_no_difference_to_a_whole_cell_is_no_doubt() -> None:
    cells = frozenset({0})
    assert takes_apart(CONCAT("To ", UNACCENT(A), ", ", B), cells)
    assert takes_apart(CONCAT("To ", FIELD(A, " ", 0), ", ", B), cells)
    assert not takes_apart(CONCAT("To ", A, ", ", FIELD(B, " ", 0)), cells)
    assert not takes_apart(UNACCENT(A), frozenset())


GREETED = [
    (("Mr.", "Lind", "Oslo"), "Mr. Lind (Oslo)"),
    (("Dr.", "Obi", "Lagos"), "Dr. Obi (Lagos)"),
    (("Ms.", "Paz", "Lima"), "Ms. Paz (Lima)"),
]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("Prof.", "O'Neill", "Bad Tölz"), "Prof. O'Neill (Bad Tölz)"),
        (("Mrs.", "de la Cruz-Ruiz", "St. Gallen 2"), "Mrs. de la Cruz-Ruiz (St. Gallen 2)"),
        (("Mr.", "", "Oslo"), "format"),
        (("Mr.", "LIND", "Oslo"), "format"),
        (("Mr.", "lind", "Oslo"), "format"),
        (("Mr.", "Lind ", "Oslo"), "format"),
        (("Mr.", "Lind", "-"), "format"),
        (("Mr.", "Lind\nBerg", "Oslo"), "format"),
    ],
)
def test_names_of_other_forms_are_copied_unless_case_or_spaces_are_new(
    cells: tuple[str, ...], expected: str
) -> None:
    assert answer(learn(*GREETED), *cells) == expected


def test_names_for_machines_hold_no_marks_never_seen() -> None:
    found = learn(
        (("anna", "site.org"), "anna@site.org"),
        (("li", "tide.io"), "li@tide.io"),
        (("tom", "river.net"), "tom@river.net"),
    )
    assert answer(found, "eve-ann", "mail.shop.fr") == "eve-ann@mail.shop.fr"
    assert answer(found, "eve ann", "shop.fr") == "format"
    assert answer(found, "zoë", "shop.fr") == "format"


def test_what_separates_cells_is_not_copied_into_one() -> None:
    seen = ["Lind", "Obi", "Paz"]
    guards = whole_guards("a", seen, ["Lind,x y", "Obi,z", "Paz,w"], CONCAT(A, ",", B))
    assert not all(holds(guard, ("a",), ("Lind, Jr.",)) for guard in guards)
    assert all(holds(guard, ("a",), ("Lind Jr.",)) for guard in guards)


@given(st.lists(st.text(st.sampled_from("aB1 -'é.,\t"), max_size=6), min_size=1, max_size=4))
def test_cells_that_were_seen_are_never_refused(seen: list[str]) -> None:
    for guard in whole_guards("a", seen, seen, LETTER):
        assert all(holds(guard, ("a",), (text,)) for text in seen)


def test_letter_case_is_nothing_to_a_program_that_puts_all_letters_in_one() -> None:
    assert any_case(CONCAT(LOWER(A), "x"), 0)
    assert any_case(LOWER(REPLACE(A, " ", "_")), 0)
    assert any_case(LOWER(SUBSTITUTE(A, r"\W+", "-")), 0)
    assert not any_case(LOWER(SUBSTITUTE(A, "[A-Z]", "")), 0)
    assert not any_case(CONCAT(LOWER(A), A), 0)
    rows = [(("Ann", "Ito"), "ann.ito"), (("Luis", "Roma"), "luis.roma"), (("Mei", "Tan"), "mei.tan")]
    seen = [Observation(cells, output) for cells, output in rows]
    guards = mine(seen, ("a", "b"), CONCAT(LOWER(A), ".", LOWER(B)))
    for cells, allowed in ((("omar", "VANCE"), True), (("omar", "O'Hara"), False)):
        scope, values = ("a", "b", "answer"), (*cells, ".".join(cells).lower())
        assert all(holds(guard, scope, values) for guard in guards) == allowed


def test_a_column_that_was_never_empty_is_left_out_as_others_were() -> None:
    rows = [("2 Quay", "Cork", "T12"), ("", "Sligo", "F91"), ("5 Mall", "Ennis", "")]
    found = learn(*[(row, ", ".join(filter(None, row))) for row in rows])
    assert found.run(("The Lodge", "", "V94")) == "The Lodge, V94"


def test_of_a_name_of_which_the_first_letter_is_taken_the_rest_does_not_matter() -> None:
    program = CONCAT(HEAD(Input(0), 1), ". ", Input(1))
    assert initials(program, 0)
    assert not initials(program, 1)
    assert not initials(CONCAT(HEAD(Input(0), 1), Input(0)), 0)
    assert not initials(CONCAT(HEAD(Input(0), 2), Input(1)), 0)
    guards = initial_guards("x", ["Ina", "Ole"], False)
    assert all(holds(guard, ("x",), ("Eva Maria",)) for guard in guards)
    for text in ("Dr. Eva", "eva", "7", ""):
        assert not all(holds(guard, ("x",), (text,)) for guard in guards)
    assert all(holds(guard, ("x",), ("eva",)) for guard in initial_guards("x", ["Ina", "Ole"], True))


def test_brackets_beside_a_cell() -> None:
    found = accepted(
        ("warn", "Fan slow", "[W] Fan slow"),
        ("info", "On: all", "[I] On: all"),
        ("fault", "Hot pump", "[F] Hot pump"),
    )
    assert answer(found, "info", "Cam 7: oil changed") == "[I] Cam 7: oil changed"
    assert answer(found, "info", "Cam [7] moved") == "format"


def test_initials_are_capitals_wherever_they_stand() -> None:
    found = accepted(
        ("Ida", "Berg", "Berg, Ida"), ("Rolf", "Dahl", "Dahl, Rolf"), ("Una", "Holm", "Holm, Una")
    )
    assert answer(found, "P. J.", "Lie") == "Lie, P. J."
    assert refuses(found, "PIA", "Lie")
