"""Rows in the order of what they have in a field."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import RowError, ranked
from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses

GAMES = [
    "who,pts\nAnn,30\nBob,75\nCy,12\nDi,40",
    "who,pts\nEd,9\nFay,3\nGus,7",
    "who,pts\nHal,55\nIda,60\nJo,1\nKim,80\nLee,2",
]
NEW = "who,pts\nMo,19\nNed,30\nOla,7\nPia,8"


def test_so_many_that_have_most_are_listed_in_order() -> None:
    found = accepted(
        (GAMES[0], ["Bob", "Di", "Ann"]), (GAMES[1], ["Ed", "Gus", "Fay"]), (GAMES[2], ["Kim", "Ida", "Hal"])
    )
    assert answer(found, NEW) == ["Ned", "Mo", "Pia"]
    assert emitted(found, "text")(NEW) == evaluated(found, NEW)
    assert refuses(found, "who,pts\nMo,19\nNed,19\nOla,7\nPia,8")


def test_rows_alike_stay_in_their_order_where_some_did() -> None:
    found = accepted(
        ("who,pts\nAnn,30\nBob,75\nCy,30\nDi,40", ["Bob", "Di", "Ann", "Cy"]),
        ("who,pts\nZoe,9\nFay,9\nGus,7", ["Zoe", "Fay", "Gus"]),
        ("who,pts\nHal,55\nIda,60\nJo,1\nKim,80", ["Kim", "Ida", "Hal", "Jo"]),
    )
    assert answer(found, "who,pts\nMo,19\nNed,30\nBea,19") == ["Ned", "Mo", "Bea"]
    assert emitted(found, "text")("who,pts\nMo,19\nNed,30\nBea,19") == ["Ned", "Mo", "Bea"]


def test_pieces_of_one_line_are_put_in_order() -> None:
    found = accepted(
        ("Oslo 41, Bergen 9, Hamar 53", ["Bergen", "Oslo", "Hamar"]),
        ("Voss 7, Moss 12", ["Voss", "Moss"]),
        ("Bodo 80, Alta 91, Ski 33, Rena 5", ["Rena", "Ski", "Bodo", "Alta"]),
    )
    assert answer(found, "Lom 6, Os 4, Roa 5") == ["Os", "Roa", "Lom"]


@given(st.lists(st.integers(), unique=True), st.booleans())
def test_rows_are_in_order(keys: list[int], falling: bool) -> None:
    assert ranked(keys, lambda row: row, falling) == sorted(keys, reverse=falling)


def test_a_tie_has_no_order() -> None:
    with pytest.raises(RowError):
        ranked([3, 1, 3], lambda row: row, falling=False)
