"""The cells of a row that are filled: listed or joined, each with what goes with it; the first that says something."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted, answer, learn

Rows = list[tuple[tuple[Any, ...], Any]]
TRAITS: Rows = [
    (("oak", "2 m", ""), "wood: oak; cord: 2 m"),
    (("", "3 m", "E27"), "cord: 3 m; bulb: E27"),
    (("ash", "", "E14"), "wood: ash; bulb: E14"),
]
GUESTS: Rows = [
    (("Ida", "Per", "Ulf"), "Ida, Per and Ulf"),
    (("Kim", "Lou", ""), "Kim and Lou"),
    (("Max", "", ""), "Max"),
]
LISTED: Rows = [(("a", "", "c"), ["a", "c"]), (("x", "y", ""), ["x", "y"]), (("", "", "z"), ["z"])]
FIRST: Rows = [
    (("-", "030 117", "040 22"), "030 117"),
    (("0721 9", "", "089 6054"), "0721 9"),
    (("", "-", "0511 38"), "0511 38"),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (TRAITS, ("elm", "1 m", "LED"), "wood: elm; cord: 1 m; bulb: LED"),
        (TRAITS, (None, "", "LED"), "bulb: LED"),
        (GUESTS, ("Jo", "", "Mary Ann"), "Jo and Mary Ann"),
        (LISTED, ("p", "q", "r"), ["p", "q", "r"]),
        (FIRST, ("n/a", "", "0201 5"), "0201 5"),
        (FIRST, ("+49 30 1", "2", "3"), "+49 30 1"),
    ],
)
def test_answered(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


PHONES: Rows = [
    (("555-0190", "", ""), "555-0190"),
    (("", "", "555-0160"), "555-0160"),
    (("555-0112 x4", "555-0113", ""), "555-0112 x4"),
]
"""The second was never needed."""
MOBILE: Rows = [(("0172 5", None), "0172 5"), ((None, None), None), (("0170 1", "030 9"), "0170 1")]


@pytest.mark.parametrize("rows", [PHONES, MOBILE])
def test_a_column_never_needed_may_stand_in_for_a_blank_one(rows: Rows) -> None:
    learned = learn(*rows)
    assert learned.run(("0151 7", *[rows[0][0][1]] * (len(rows[0][0]) - 1))) == "0151 7"
    with pytest.raises(GuardFailed):
        learned.run((None, "0221 8", "030 3")[: len(rows[0][0])])


@pytest.mark.parametrize("rows", [TRAITS, GUESTS, LISTED, FIRST])
def test_a_row_of_empty_cells_is_refused(rows: Rows) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(("", "", ""))


def test_what_stands_for_nothing_was_seen() -> None:
    assert learn(*FIRST, (("", "", "-"), None)).run(("n/a", "", "")) is None
    with pytest.raises(GuardFailed):
        learn(*FIRST).run(("n/a", "-", "-"))


def test_two_neighbours_are_one_part() -> None:
    found = accepted(
        ("Mey & Co", "Kai 2", "1010", "Wien", "Mey & Co, Kai 2, 1010 Wien"),
        ("Ada Lind", "", "8020", "Graz", "Ada Lind, 8020 Graz"),
        ("", "Ring 5", "4020", "Linz", "Ring 5, 4020 Linz"),
    )
    assert answer(found, "Bo Aas", "Weg 1", "", "Enns") == "Bo Aas, Weg 1, Enns"
    assert answer(found, "Bo Aas", "Weg 1", "4470", "Enns") == "Bo Aas, Weg 1, 4470 Enns"
