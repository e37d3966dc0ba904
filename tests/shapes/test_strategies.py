"""Strategies give values inside and outside the shape they were made from, for the shapes that occur."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.shapes import BOTTOM, TOP, Shape, contains, describe, shape_of_all, widen
from llmjit.shapes.strategies import inside, outside

SEEN = [
    [1, 5, None],
    [0.5, -2.25, float("nan")],
    ["INV-000123", "INV-999888"],
    ["Ada Lovelace", "Alan Turing"],
    ["yes", "no"],
    ["1, 2, 3", "4, 5"],
    [["a", "b"], []],
    [{"price": 1.5, "currency": "EUR"}, {"price": 2.5}],
    [True, "x", 3],
    ["日本 7", "Ωmega 8"],
]
SHAPES = [shape_of_all(values) for values in SEEN]
WIDE = [widen(shape_of_all(values[:1]), shape_of_all(values)) for values in SEEN]


@pytest.mark.parametrize("shape", SHAPES + WIDE, ids=describe)
def test_inside_and_outside(shape: Shape) -> None:
    @settings(max_examples=25)
    @given(inside(shape), outside(shape))
    def check(good: object, bad: object) -> None:
        assert contains(shape, good)
        assert not contains(shape, bad)

    check()


@settings(max_examples=20)
@given(st.data())
def test_top_and_bottom(data: st.DataObject) -> None:
    assert contains(TOP, data.draw(inside(TOP)))
    assert not contains(BOTTOM, data.draw(outside(BOTTOM)))
