"""Beside a number, all the rest of an item is its name, though each was one word."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer


def test_names_beside_numbers_may_have_more_words() -> None:
    found = accepted(
        ("2x spade, 3x rake", {"spade": 2, "rake": 3}),
        ("1x hoe, 4x rake, 2x hoe", {"hoe": 3, "rake": 4}),
        ("12x pot", {"pot": 12}),
    )
    assert answer(found, "3x garden fork, 1x hoe") == {"garden fork": 3, "hoe": 1}
