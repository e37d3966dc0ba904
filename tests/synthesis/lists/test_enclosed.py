"""Lists that fill a field or stand in brackets, cut at one mark whatever the items hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted

BRACKETED = [
    ("id: 7\nkeys: [oak, elm]\n", ["oak", "elm"]),
    ("id: 9\nkeys: [red cedar, elm, yew]\n", ["red cedar", "elm", "yew"]),
    ("id: 12\nkeys: [ash]\n", ["ash"]),
]
LABELLED = [
    ("owner: Kit\nskills: sewing, baking", ["sewing", "baking"]),
    ("owner: Lou\nskills: slow cooking, baking, chess", ["slow cooking", "baking", "chess"]),
    ("owner: Mo\nskills: chess", ["chess"]),
]
PARENTHESES = [
    ("Stew (leek, bean)", ["leek", "bean"]),
    ("Water ()", []),
    ("Rolls (rye flour, salt, malt)", ["rye flour", "salt", "malt"]),
]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (BRACKETED, "id: 4\nkeys: [c++, r&d, 2024]\n", ["c++", "r&d", "2024"]),
        (LABELLED, "owner: Al\nskills: c#, q&a", ["c#", "q&a"]),
        (PARENTHESES, "Broth (E 330, half-fat milk)", ["E 330", "half-fat milk"]),
        (PARENTHESES, "Ice ()", []),
    ],
)
def test_items_are_all_that_stands_between_the_marks(
    rows: list[tuple[str, list[str]]], text: str, answer: list[str]
) -> None:
    assert accepted(*rows).run([text]) == answer


@pytest.mark.parametrize(
    "text", ["Pie (egg (raw), salt)", "Pie (egg,salt)", "Pie (egg) (salt)", "Pie (egg, , salt)"]
)
def test_other_brackets_and_marks_are_refused(text: str) -> None:
    rows = [row for row in PARENTHESES if row[1]] + [("Soup (pea)", ["pea"])]
    with pytest.raises(GuardFailed):
        accepted(*rows).run([text])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text("ab1+&-. ", min_size=1, max_size=6), min_size=1, max_size=5))
def test_an_answer_is_never_a_part_of_what_stands_between_marks(items: list[str]) -> None:
    try:
        answer = accepted(*PARENTHESES).run([f"Stew ({', '.join(items)})"])
    except GuardFailed:
        return
    assert answer == [item.strip() for item in items]
