"""One item that stands alone holds no mark between items, and is taken for one where it looks like those seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.synthesis.expr import Input, Item
from llmjit.synthesis.guards.alone import items_cut_at, lone_item
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.strings.operators import FIELDS, LENGTH, MAP, STRIP, UPPER
from tests.synthesis.learning import accepted, answer, refuses

HERBS = accepted(
    ("dill; mint", ["dill", "mint"]),
    ("bay leaf; sage; thyme", ["bay leaf", "sage", "thyme"]),
    ("chives; rue; anise; caraway", ["chives", "rue", "anise", "caraway"]),
)
PARTS = accepted(
    ("K-10/K-22", ["K-10", "K-22"]),
    ("P-7/P-8/Q-9", ["P-7", "P-8", "Q-9"]),
    ("A-1/B-5/C-30/D-2", ["A-1", "B-5", "C-30", "D-2"]),
)


@pytest.mark.parametrize("text", ["basil", "lemon balm", "Oregano"])
def test_an_item_alone_is_a_list_of_one(text: str) -> None:
    assert answer(HERBS, text) == [text]


@pytest.mark.parametrize(
    "text", ["", "dill, mint", "see list below", "none", "n/a", "-", "dill 2", "dill/mint"]
)
def test_what_looks_otherwise_is_refused(text: str) -> None:
    assert refuses(HERBS, text)


def test_marks_that_every_item_had_are_asked_for() -> None:
    assert answer(PARTS, "R-12") == ["R-12"]
    assert refuses(PARTS, "R12")
    assert refuses(PARTS, "spare")


def test_texts_with_as_many_marks_each_are_no_lists() -> None:
    pairs = accepted(
        ("oak;brown", ["oak", "brown"]), ("fir;green", ["fir", "green"]), ("ash;grey", ["ash", "grey"])
    )
    assert refuses(pairs, "elm")


def test_the_mark_is_the_only_thing_that_is_looked_at() -> None:
    cut = FIELDS(Input(0), ", ")
    assert items_cut_at(MAP(cut, STRIP(Item())), 0) == ", "
    assert items_cut_at(LENGTH(cut), 0) == ", "
    assert items_cut_at(FIELDS(Input(0), " "), 0) == ""
    assert items_cut_at(FIELDS(UPPER(Input(0)), ","), 0) == ""


@given(st.lists(st.from_regex(r"[a-c0-9.-]{1,5}( [A-C]{1,3})?", fullmatch=True), min_size=1, max_size=6))
def test_every_item_seen_looks_like_one(items: list[str]) -> None:
    worded = [item for item in items if any(map(str.isalnum, item))]
    guard = Guard("format", "text", None, "", 1, lone_item("text", items))
    assert all(holds(guard, ("text",), (item,)) for item in worded)
