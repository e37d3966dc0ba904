"""What becomes of doubles, and whether order matters, is not shown by lists that have none or are in order."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

FRUIT = ("kiwi, fig", "plum, apple, fig", "pear, fig, lime, kiwi")


@pytest.mark.parametrize("joiner", [None, "; "])
def test_a_double_is_refused_where_none_was_seen(joiner: str | None) -> None:
    def wanted(text: str) -> list[str] | str:
        return text.split(", ") if joiner is None else joiner.join(text.split(", "))

    found = learn(*((text, wanted(text)) for text in FRUIT))
    assert found.run(("lime, fig, pear",)) == wanted("lime, fig, pear")
    with pytest.raises(GuardFailed):
        found.run(("lime, fig, lime",))


def test_a_double_is_kept_where_one_was() -> None:
    found = learn(*((text, text.split(", ")) for text in (*FRUIT, "fig, fig, plum")))
    assert found.run(("lime, fig, lime",)) == ["lime", "fig", "lime"]


def test_lists_in_order_may_have_been_sorted() -> None:
    found = learn(
        *((text, text.split(", ")) for text in ("fig, kiwi", "apple, fig, plum", "fig, kiwi, lime, pear"))
    )
    assert found.run(("apple, lime",)) == ["apple", "lime"]
    with pytest.raises(GuardFailed):
        found.run(("lime, apple",))


def test_numbers_are_put_in_order_and_doubles_not_guessed() -> None:
    found = learn(("7, 3", [3, 7]), ("12, 100, 9", [9, 12, 100]), ("5, 1, 4, 30", [1, 4, 5, 30]))
    assert found.run(("8, 200, 11",)) == [8, 11, 200]
    with pytest.raises(GuardFailed):
        found.run(("8, 2, 8",))


def test_codes_in_capitals_are_no_words_in_another_case() -> None:
    found = learn(("pc1,nb2,pc1", "pc1,nb2"), ("tv,tv,pc", "tv,pc"), ("x4,y2,x4,y2,z1", "x4,y2,z1"))
    assert found.run(("SE,NO,SE",)) == "SE,NO"
    with pytest.raises(GuardFailed):
        found.run(("Home,work,Home",))
