"""Numbers by a word, and what stands in for them where a text lacks the word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.labels import LabelError, number_by
from tests.synthesis.learning import learn

CRATES = [
    ("load: 7 broken, 31 whole in 4 lanes", 7),
    ("load: 412 whole in 12 lanes", 0),
    ("load: 25 broken, 90 whole in 6 lanes", 25),
]


@pytest.mark.parametrize(
    ("text", "word", "after", "number"),
    [
        ("3 failed, 12 passed", "passed", False, "12"),
        ("1 error, 2 warnings", "warning", False, "2"),
        ("boxes=3 pens=4", "pen", True, "4"),
        ("Skipped: 2.5 h", "Skipped", True, "2.5"),
    ],
)
def test_the_number_stands_by_its_word(text: str, word: str, after: bool, number: str) -> None:
    assert number_by(text, word, after) == number


@pytest.mark.parametrize(
    ("text", "after"), [("no passed", False), ("1 passed 2 passed", False), ("passed: 1.2.3", True)]
)
def test_no_number_or_two_are_no_answer(text: str, after: bool) -> None:
    with pytest.raises(LabelError):
        number_by(text, "passed", after)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_numbers_are_told_apart_by_their_words(one: int, other: int) -> None:
    assert number_by(f"{one} hens, {other} geese", "hen", False) == str(one)
    assert number_by(f"{one} hens, {other} geese", "geese", False) == str(other)


def test_a_text_without_the_word_has_none_of_it() -> None:
    found = learn(*CRATES)
    assert found.run(("load: 9 whole, 2 lost in 1 lanes",)) == 0
    assert found.run(("load: 2 lost, 4 broken in 1 lanes",)) == 4


def test_a_word_without_its_number_is_refused() -> None:
    with pytest.raises(GuardFailed):
        learn(*CRATES).run(("load: broken in 3 lanes",))


def test_places_of_a_dict_have_words_of_their_own() -> None:
    found = learn(
        *[
            (text, {"broken": many, "whole": int(text.split(" whole")[0].split()[-1])})
            for text, many in CRATES
        ]
    )
    assert found.run(("load: 5 torn, 8 broken, 17 whole in 99 lanes",)) == {"broken": 8, "whole": 17}


TALLIES = [
    ("== 4 hatched, 30 laid, 2 lost in 3 days ==", {"laid": 30, "hatched": 4, "lost": 2}),
    ("== 12 laid in 1 days ==", {"laid": 12, "hatched": 0, "lost": 0}),
    ("== 7 hatched, 19 laid in 2 days ==", {"laid": 19, "hatched": 7, "lost": 0}),
]
BOOKS = [("5 gains, 2 losses in May", 3), ("4 losses in June", -4), ("11 gains in July", 11)]


def test_numbers_stand_by_their_keys() -> None:
    found = learn(*TALLIES)
    assert found.run(("== 8 lost, 51 laid in 9 days ==",)) == {"laid": 51, "hatched": 0, "lost": 8}
    assert found.run(("== nothing in 9 days ==",)) == {"laid": 0, "hatched": 0, "lost": 0}


def test_a_key_without_its_number_is_refused() -> None:
    with pytest.raises(GuardFailed):
        learn(*TALLIES).run(("== lost count of 51 laid in 9 days ==",))


def test_numbers_by_two_words_are_balanced() -> None:
    found = learn(*BOOKS)
    assert found.run(("7 gains, 40 losses in August",)) == -33
    assert found.run(("2 losses in May",)) == -2
