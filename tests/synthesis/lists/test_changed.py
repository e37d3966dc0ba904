"""Lists that stand in one cell, changed; one item of such a list; how many items there are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.text import in_both_any_case, in_one_any_case, items_of, unique_any_case
from tests.synthesis.learning import learn

Rows = list[tuple[str, Any]]
LABELS: Rows = [
    ("Oak, elm,oak", ["elm", "oak"]),
    ("Pine", ["pine"]),
    ("yew, Birch ,  yew,ash", ["ash", "birch", "yew"]),
]
SMALL: Rows = [("Rye, oat, Bean", "bean; oat; rye"), ("Pea", "pea"), ("Leek, Dill", "dill; leek")]
FIRSTS: Rows = [("q,p,q,r", ["q", "p", "r"]), ("s,t", ["s", "t"]), ("u,u,u", ["u"])]
SORTED: Rows = [
    ("see ~rye and ~oat, ~bean or ~pea", ["bean", "oat", "pea", "rye"]),
    ("take ~leek and ~dill", ["dill", "leek"]),
    ("try ~corn or ~beet", ["beet", "corn"]),
]
LAST: Rows = [("Farm > Field > Barley", "Barley"), ("Farm > Sheep", "Sheep"), ("Shop > A > B > Tins", "Tins")]
COUNTED: Rows = [("Farm > Field > Barley", 3), ("Farm > Sheep", 2), ("Shop > Shelf > Tins > Peas", 4)]
STEPS: Rows = [("/a/b/c", 3), ("/x", 1), ("/usr/local", 2)]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (LABELS, "Kiwi fruit, FIG , fig", ["fig", "kiwi fruit"]),
        (SMALL, "Plum,Date, apple", "apple; date; plum"),
        (FIRSTS, "k, l,k", ["k", "l"]),
        (SORTED, "eat ~hops or ~figs", ["figs", "hops"]),
        (LAST, "Farm > Oats & rye, 3-5 kg", "Oats & rye, 3-5 kg"),
        (COUNTED, "Shop > 3-5 kg > Oats & Rye", 3),
        (STEPS, "/a-1/b.2/c_3/d", 4),
    ],
)
def test_answered(rows: Rows, text: str, answer: Any) -> None:
    assert learn(*rows).run((text,)) == answer


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (FIRSTS, "K,k"),  # letter case may make no difference
        (LABELS, "oak; elm"),  # another mark, never seen
        (SORTED, "eat ~Rye or ~figs"),  # lists tidied so much may be put in small letters
        (STEPS, "/"),  # one mark and no item
        (STEPS, "/a/b/"),
    ],
)
def test_refused(rows: Rows, text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((text,))


WORDS = st.lists(st.text(alphabet="aAbBcC", min_size=1, max_size=3), max_size=6)


@given(WORDS)
def test_items_are_what_was_joined(words: list[str]) -> None:
    assert items_of(" , ".join(words), ",") == words


@given(WORDS, WORDS)
def test_letter_case_aside(words: list[str], others: list[str]) -> None:
    small = {word.casefold() for word in others}
    both, one = in_both_any_case(words, others), in_one_any_case(words, others)
    assert all(word.casefold() in small for word in both)
    assert not any(word.casefold() in small for word in one)
    assert sorted([*both, *one]) == sorted(words)
    assert [word.casefold() for word in unique_any_case(words)] == list(
        dict.fromkeys(word.casefold() for word in words)
    )
