"""Means of rows, and the greatest, the least, the mean and the first of each group."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.groups import EXACT, mean_of
from llmjit.support.rows import RowError
from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses

TABLES = [
    "site,load,day\nKiel,14,mo\nBonn,9,mo\nKiel,3,tu\nKiel,8,we",
    "site,load,day\nUlm,2,mo\nBonn,31,mo\nUlm,7,tu",
    "site,load,day\nKiel,5,mo\nUlm,6,mo\nBonn,1,tu\nUlm,4,we\nBonn,12,we",
]
NEW = "site,load,day\nGera,4,mo\nKiel,2,mo\nGera,19,tu\nGera,6,we"


def rows_with(outputs: list[Any]) -> list[tuple[str, Any]]:
    return list(zip(TABLES, outputs, strict=True))


@pytest.mark.parametrize(
    ("outputs", "wanted"),
    [
        ([{"Kiel": 14, "Bonn": 9}, {"Ulm": 7, "Bonn": 31}, {"Kiel": 5, "Ulm": 6, "Bonn": 12}], {"Gera": 19, "Kiel": 2}),
        ([{"Kiel": 3, "Bonn": 9}, {"Ulm": 2, "Bonn": 31}, {"Kiel": 5, "Ulm": 4, "Bonn": 1}], {"Gera": 4, "Kiel": 2}),
        (
            [{"Kiel": 8.3, "Bonn": 9.0}, {"Ulm": 4.5, "Bonn": 31.0}, {"Kiel": 5.0, "Ulm": 5.0, "Bonn": 6.5}],
            {"Gera": 9.7, "Kiel": 2.0},
        ),
        (
            [{"Kiel": "mo", "Bonn": "mo"}, {"Ulm": "mo", "Bonn": "mo"}, {"Kiel": "mo", "Ulm": "mo", "Bonn": "tu"}],
            {"Gera": "mo", "Kiel": "mo"},
        ),
    ],
)  # fmt: skip
def test_groups_have_a_greatest_a_least_a_mean_and_a_first(outputs: list[Any], wanted: object) -> None:
    found = accepted(*rows_with(outputs))
    assert answer(found, NEW) == wanted
    assert emitted(found, "text")(NEW) == evaluated(found, NEW) == wanted


def test_the_mean_of_all_rows_is_told_but_for_a_half() -> None:
    found = accepted(*rows_with([8.5, 13.3, 5.6]))
    assert answer(found, "site,load,day\nGera,4,mo\nKiel,7,mo\nUlm,8,we") == 6.3
    assert refuses(
        found, "site,load,day\nGera,4,mo\nKiel,3,mo\nUlm,7,tu\nBonn,1,we"
    )  # 3.75 may be rounded either way


def test_groups_are_named_by_the_rows() -> None:
    lines = [
        [("a", 3), ("b", 9), ("a", 5)],
        [("a", 1), ("b", 2), ("b", 8)],
        [("a", 7), ("b", 4), ("a", 6)],
    ]
    texts = ["\n".join(json.dumps({"k": key, "v": value}) for key, value in each) for each in lines]
    found = accepted(*zip(texts, [{"a": 5, "b": 9}, {"a": 1, "b": 8}, {"a": 7, "b": 4}], strict=True))
    assert answer(found, '{"k": "c", "v": 4}\n{"k": "a", "v": 6}\n{"k": "c", "v": 1}') == {"c": 4, "a": 6}


def records_of(loads: list[int]) -> str:
    return json.dumps([{"site": "Kiel", "load": load} for load in loads])


@pytest.mark.parametrize(("half", "wanted"), [(8.3, 1.3), (8.2, 1.2)])
def test_a_half_is_rounded_as_halves_were(half: float, wanted: float) -> None:
    loads = [([4, 3, 7, 2], 4.0), ([9, 8, 8, 8], half), ([2, 5, 6], 4.3), ([1, 7], 4.0)]
    found = accepted(*((records_of(each), mean) for each, mean in loads))
    assert answer(found, records_of([1, 1, 1, 2])) == wanted


def test_a_half_that_tells_no_way_lets_all_agree() -> None:
    loads = [([4, 3, 7, 2], 4.0), ([9, 9, 8, 9], 8.8), ([2, 5, 6], 4.3), ([1, 7], 4.0)]
    found = accepted(*((records_of(each), mean) for each, mean in loads))
    assert answer(found, records_of([1, 2, 2, 2])) == 1.8
    assert refuses(found, records_of([1, 1, 1, 2]))


def test_a_half_is_not_rounded() -> None:
    with pytest.raises(RowError):
        mean_of([1, 2], 0, "")
    with pytest.raises(RowError):
        mean_of([1, 1, 2], 2, EXACT)
    with pytest.raises(RowError):
        mean_of([], 1, "")


@given(st.lists(st.integers(-1000, 1000), min_size=1), st.integers(0, 3))
def test_a_mean_is_near(cells: list[int], digits: int) -> None:
    try:
        mean = mean_of(cells, digits, "")
    except RowError:
        return
    assert abs(Fraction(str(mean)) - Fraction(sum(cells), len(cells))) < Fraction(1, 2 * 10**digits)
