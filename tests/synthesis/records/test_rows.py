"""Rows of tables whose columns have other names each time."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer

TABLES = [
    "| Tree | Age |\n|---|---|\n| oak | 90 |\n| elm | 14 |",
    "| Ship | Berth | Crew |\n|---|---|---|\n| Vega | 4 | 11 |\n| Lyra | 2 | 9 |\n| Ara | 7 | 3 |",
    "| Form | Fee |\n|---|---|\n| F12 | 20 |",
]


def test_columns_are_told_by_their_places() -> None:
    found = accepted(*zip(TABLES, [["oak", "elm"], ["Vega", "Lyra", "Ara"], ["F12"]], strict=True))
    assert answer(found, "| Town | Mayor |\n|---|---|\n| Ulm | Kling |\n| Gera | Voss |") == ["Ulm", "Gera"]


def test_cells_in_the_same_place_are_added_up() -> None:
    found = accepted(*zip(TABLES, [104, 13, 20], strict=True))
    assert answer(found, "| Dish | Price |\n|---|---|\n| soup | 5 |\n| roll | 2 |") == 7
