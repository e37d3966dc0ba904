"""Columns that are copied whole or compared: their looks and the types of their numbers do not matter."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.columns import end_guards
from llmjit.synthesis.strings.operators import LIST
from llmjit.synthesis.texts.defaults import JOIN_FILLED
from llmjit.synthesis.texts.filled import FOLLOWED
from tests.synthesis.learning import accepted, answer, learn, refuses

Rows = list[tuple[tuple[Any, ...], Any]]
ROOMS: Rows = [
    (("5 Elm St", "Flat 2", "Bern"), "5 Elm St, Flat 2, Bern"),
    (("70 Low Rd", "", "Linz"), "70 Low Rd, Linz"),
    (("11 Bay Rd", "Unit C", "Metz"), "11 Bay Rd, Unit C, Metz"),
]
PHONES: Rows = [(("55-10", "55-20"), "55-10"), (("", "55-31"), "55-31"), (("55-42", ""), "55-42")]
LIMITS: Rows = [((120, 100), "over"), ((80, 90), "ok"), ((45, 60), "ok")]
PICKED: Rows = [(("tea,milk,rye", 2), "milk"), (("oak,elm", 1), "oak"), (("a,b,c,d", 4), "d")]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (ROOMS, ("1 Way", "No. 12", "St. Gallen"), "1 Way, No. 12, St. Gallen"),
        (ROOMS, ("O'Hare Yard", "", "Köln"), "O'Hare Yard, Köln"),
        (PHONES, ("", "+49 30 1177 ext. 4"), "+49 30 1177 ext. 4"),
        (LIMITS, (100.5, 100), "over"),
        (LIMITS, (-20, 5), "ok"),
        (PICKED, ("Ulm,Bad Ems,O'Hara", 2), "Bad Ems"),
    ],
)
def test_other_looks_are_answered(rows: Rows, cells: tuple[Any, ...], answer: str) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (PHONES, ("n/a", "55-31")),
        (PHONES, ("-", "55-31")),
        (ROOMS, ("5 Elm St", "unknown", "Bern")),
        (PHONES, ("", "")),
        (ROOMS, ("", "", "")),
        (LIMITS, (True, 0)),
        (LIMITS, ("120", 100)),
    ],
)
def test_what_says_that_there_is_nothing_is_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


RATES: Rows = [((80, 1.6), 31.2), ((64, 1.7), 22.1), ((90, 1.9), 24.9)]
CENTS: Rows = [((129900, "CHF"), "1299.00 CHF"), ((75, "USD"), "0.75 USD"), ((2340, "CHF"), "23.40 CHF")]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"), [(RATES, (81.5, 2), 20.4), (CENTS, (-310, "USD"), "-3.10 USD")]
)
def test_numbers_that_are_computed_with_may_be_fractions(
    rows: Rows, cells: tuple[Any, ...], answer: Any
) -> None:
    assert learn(*rows).run(cells) == answer


MARKS = (
    ((71, 60, "no"), "redo"),
    ((65, 60, "no"), "redo"),
    ((62, 50, "yes"), "done"),
    ((81, 70, "yes"), "done"),
)


def test_numbers_that_no_verdict_compares_keep_their_order() -> None:
    found = accepted(*MARKS)
    assert answer(found, 90, 80, "yes") == "done"
    assert answer(found, 80, 80, "no") == "redo"
    assert answer(found, 59, 60, "yes") == "relation"


def test_a_flag_that_is_the_answer_goes_with_the_others_as_it_did() -> None:
    found = accepted(
        (("Ida", False, False), False), (("Bo", True, False), False), (("Ann", True, True), True)
    )
    assert answer(found, "Kim", True, True) is True
    assert answer(found, "Kim", False, True) == "choice"


def test_a_column_that_was_always_blank_is_not_passed_over_where_it_is_filled() -> None:
    rows = [
        (("Ada", None, "Roe"), "Ada Roe"),
        (("Per", "", "Dahl"), "Per Dahl"),
        (("Kim", None, "Poe"), "Kim Poe"),
    ]
    found = learn(*rows)
    assert found.run(("Una", "", "Lind")) == "Una Lind"
    assert refuses(found, "Una", "May", "Lind")


def test_cells_are_joined_by_marks_with_their_blanks() -> None:
    found = accepted(
        (("Ward 3", "", "Bed 5"), "Ward 3 / Bed 5"),
        (("North", "Room 6", "Bed A"), "North / Room 6 / Bed A"),
        (("Ward 7", "Bay 2", "Bed 14"), "Ward 7 / Bay 2 / Bed 14"),
    )
    assert answer(found, "Ward 9", "", "") == "Ward 9"
    assert answer(found, "", "Bay 9", "Bed 1") == "Bay 9 / Bed 1"


def test_what_is_made_of_cells_has_no_blanks_at_its_ends() -> None:
    program = JOIN_FILLED("/", LIST(FOLLOWED(Input(0), " "), Input(1)))
    (guard,) = end_guards(program, ["a /b", "c"])
    assert holds(guard, (ANSWER,), ("a /b",)) and not holds(guard, (ANSWER,), ("a ",))
    assert end_guards(program, ["a ", "c"]) == end_guards(Input(0), ["a", "c"]) == []
