"""Texts as they are written for people and pages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.text import enumerated_serially, masked_rest, natural_order, shortened, slug

WORDS = st.lists(st.text(alphabet="abcdefgh0123", min_size=1, max_size=9), min_size=1, max_size=9)


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["ash"], "ash"), (["ash", "elm"], "ash or elm"), (["ash", "elm", "oak"], "ash, elm, or oak")],
)
def test_items_with_a_comma_before_the_word(items: list[str], text: str) -> None:
    assert enumerated_serially(items, "or") == text


@pytest.mark.parametrize(("text", "page"), [("Ash & Elm!", "ash-elm"), ("  2 Oaks (old) ", "2-oaks-old")])
def test_slugs(text: str, page: str) -> None:
    assert slug(text, "-") == page


@pytest.mark.parametrize("text", ["Élm", "the elm's leaf", "?!", ""])
def test_texts_of_which_slugs_are_written_in_several_ways(text: str) -> None:
    with pytest.raises(ValueError, match="has"):
        slug(text, "-")


@given(WORDS)
def test_slugs_of_slugs_are_the_same(words: list[str]) -> None:
    page = slug(" & ".join(words), "_")
    assert slug(page.replace("_", " "), "_") == page


@given(WORDS, st.integers(4, 40), st.booleans())
def test_texts_cut_at_a_word_fit(words: list[str], limit: int, aside: bool) -> None:
    text = " ".join(words)
    try:
        short = shortened(text, limit, "…", aside)
    except ValueError:
        return
    assert short == text or (text.startswith(short.removesuffix("…") + " ") and len(short) <= limit + aside)


def test_a_text_cut_behind_a_mark_is_refused() -> None:
    with pytest.raises(ValueError, match="no word"):
        shortened("ash, elm and oak", 6, "…", True)


def test_masks() -> None:
    assert masked_rest("elm.oak", 2, "*") == "*****"
    with pytest.raises(ValueError, match="too short"):
        masked_rest("ab", 2, "*")


@given(st.lists(st.integers(0, 2000)))
def test_texts_in_the_order_of_their_numbers(numbers: list[int]) -> None:
    names = [f"ash{number}b" for number in numbers]
    ordered = sorted(names, key=natural_order)
    assert [int(re.findall("[0-9]+", name)[0]) for name in ordered] == sorted(numbers)
