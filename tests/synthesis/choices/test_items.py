"""Questions about the lists that two cells hold, and whether two cells hold the same but for letter case."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted, answer, learn

Rows = list[tuple[tuple[Any, ...], Any]]
HELD: Rows = [
    (("oak", "ash, oak, elm"), True),
    (("yew", "fir, pine"), False),
    (("elm", "elm, lime"), True),
]
ALIKE: Rows = [(("Ulm", "ulm "), True), (("Köln", "Bonn"), False), ((" Hof", "HOF"), True)]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
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
        (HELD, ("lime", "limewood, fir")),
        (HELD, ("", "lime, fir")),
        (ALIKE, ("", "Ulm")),
    ],
)
def test_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


def test_lists_are_compared_whatever_marks_and_letters_they_have() -> None:
    found = accepted(
        ("oak, elm, fir", "Fir; Oak; Elm", True),
        ("ash, oak", "ash; yew", False),
        ("yew, oak", "OAK; Yew", True),
    )
    assert answer(found, "fir, elm", "ELM; Fir") is True
