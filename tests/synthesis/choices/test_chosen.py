"""One cell says which of the others is the answer; questions about the lists that two cells hold."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis import Observation, synthesize
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
TITLES: Rows = [
    (("Eiche", "Oak", "de"), "Eiche"),
    (("Esche", "Ash tree", "en"), "Ash tree"),
    (("Ulme", "Elm", "en"), "Elm"),
]
HELD: Rows = [
    (("oak", "ash, oak, elm"), True),
    (("yew", "fir, pine"), False),
    (("elm", "elm, lime"), True),
]
ALIKE: Rows = [(("Ulm", "ulm "), True), (("Köln", "Bonn"), False), ((" Hof", "HOF"), True)]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (TITLES, ("Die Rote Buche", "", "de"), "Die Rote Buche"),
        (HELD, ("fir", "lime, fir"), True),
        (HELD, ("box", "lime, fir"), False),
        (ALIKE, ("Bad Ems", "bad ems"), True),
        (ALIKE, ("Halle", "Halle (Saale)"), False),
    ],
)
def test_answered(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    result = learn(*rows).run(cells)
    assert result == answer and type(result) is type(answer)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (TITLES, ("Eibe", "Yew", "fr")),
        (TITLES, ("Eibe", "", "en")),
        (TITLES, ("Eibe", "n/a", "en")),
        (HELD, ("lime", "limewood, fir")),
        (HELD, ("", "lime, fir")),
        (ALIKE, ("", "Ulm")),
    ],
)
def test_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


def test_the_larger_number_is_not_chosen_by_a_word() -> None:
    found = synthesize(
        [Observation((3, 7, "b"), 7), Observation((9, 2, "a"), 9), Observation((1, 5, "b"), 5)]
    )
    assert found.run((1, 8, "b")) == 8
    assert all("cell_of" not in repr(each.expr) for each in found.programs[:1])
