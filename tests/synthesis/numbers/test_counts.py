"""Counts of characters, of items that are alike, and of the longest run of such."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.text import longest_run
from tests.synthesis.learning import emitted, evaluated, learn


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("0 4 0 7 7", 3), ("1 0 0 0 0", 1), ("5 5 5 5 0", 4)], ("0 0 3 0 9", 2)),
        ([("WWLW", 2), ("LLWWWWL", 4), ("WLLLL", 1)], ("LWWWL", 3)),
        ([("a1b22", 3), ("zz", 0), ("1234567", 7)], ("x9y8", 2)),
        ([("oak;elm;oak", 2), ("fir;fir;fir;fir", 1), ("a;b;c;d;a", 4)], ("p;q;q", 2)),
        ([(("banana", "a"), 3), (("cherry", "z"), 0), (("shells", "s"), 2), (("essence", "e"), 3)], (("foo", "o"), 2)),
        ([(([1, 2, 3, 4, 6],), 3), (([5, 7],), 0), (([2, 8, 10, 12, 1],), 4)], (([2, 3],), 1)),
        ([("1.5,2.5,nil", 2), ("3.25,4.75,0.5,7.0", 4), ("-8.5,nil,1.0,6.0", 3)], ("9.5,nil,nil,1.25", 2)),
        ([("aeiou x", "5 vowels"), ("try", "0 vowels"), ("banana", "3 vowels")], ("idea", "3 vowels")),
    ],
)  # fmt: skip
def test_learned(pairs: list[tuple[Any, Any]], more: tuple[Any, Any]) -> None:
    inputs = more[0] if isinstance(more[0], tuple) else (more[0],)
    assert learn(*pairs).run(inputs) == more[1]


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_longest_run(items: list[str]) -> None:
    runs = [(key, len(list(group))) for key, group in itertools.groupby(items)]
    assert longest_run(items, "a") == max((size for key, size in runs if key == "a"), default=0)
    assert longest_run(items, "a", without=True) == max((size for key, size in runs if key == "b"), default=0)


def test_emitted_code_equals_evaluation() -> None:
    found = learn(("0 4 0 7 7", 2), ("1 0 0 0 0", 1), ("5 5 5 5 0", 4), ("0 3 3 3 1 0 1", 4))
    function = emitted(found)

    @given(st.lists(st.integers(0, 3), max_size=8).map(lambda each: " ".join(map(str, each))))
    def check(text: str) -> None:
        assert function(text) == evaluated(found, text)

    check()
    assert found.run(("0 1 1 1 0",)) == 3


def test_a_digit_that_one_text_holds_is_not_counted() -> None:
    found = learn(("154", 2), ("131", 3), ("10", 2))
    assert "'5'" not in "".join(repr(each.expr) for each in found.programs)
