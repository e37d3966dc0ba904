"""One cell or another: as a word says, or as others compare: the winner by the score, what applies from a day on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
GAMES: Rows = [
    (("Harbour", 4, 1, "Old Mill"), "Harbour"),
    (("Station", 0, 2, "Forest Park"), "Forest Park"),
    (("The Oaks", 5, 6, "Quarry"), "Quarry"),
]
SCORES: Rows = [
    (("Harbour", "Old Mill", "4-1"), "Harbour"),
    (("Station", "Forest Park", "0-2"), "Forest Park"),
    (("The Oaks", "Quarry", "15-6"), "The Oaks"),
]
RATES: Rows = [
    (("2023-05-01", "old rate", "new rate", "2023-07-01"), "old rate"),
    (("2023-09-12", "basic", "plus", "2023-07-01"), "plus"),
    (("2022-11-30", "summer", "winter", "2023-01-01"), "summer"),
    (("2024-02-03", "one", "two", "2024-01-31"), "two"),
]
TITLES: Rows = [
    (("Eiche", "Oak", "de"), "Eiche"),
    (("Esche", "Ash tree", "en"), "Ash tree"),
    (("Ulme", "Elm", "en"), "Elm"),
]


names = st.from_regex(r"[A-Z][a-z]{2,7}( [A-Z][a-z]{2,7})?", fullmatch=True)


@given(names, names, st.integers(0, 99), st.integers(0, 99))
def test_the_winner_is_told_by_the_numbers(home: str, away: str, own: int, other: int) -> None:
    program = learn(*GAMES).run
    if own == other:
        with pytest.raises(GuardFailed):
            program((home, own, other, away))
    else:
        assert program((home, own, other, away)) == (home if own > other else away)


@pytest.mark.parametrize(
    ("rows", "asked", "answer"),
    [
        (SCORES, ("Hill End", "Docks", "3-2"), "Hill End"),
        (SCORES, ("Hill", "Docks Road", "9-11"), "Docks Road"),
        (RATES, ("2023-08-01", "a", "b", "2023-07-15"), "b"),
        (RATES, ("2020-08-01", "a", "b", "2023-07-15"), "a"),
    ],
)
def test_the_comparison_decides(rows: Rows, asked: tuple[Any, ...], answer: str) -> None:
    assert learn(*rows).run(asked) == answer


def test_a_draw_is_refused() -> None:
    with pytest.raises(GuardFailed):
        learn(*SCORES).run(("Hill End", "Docks", "2-2"))


def test_no_sign_of_the_names_decides_while_a_column_goes_unread() -> None:
    rows: Rows = [
        (("Kings", "Team 7", "after extra time"), "Kings"),
        (("North Bank", "Ferry", "lost on points"), "Ferry"),
        (("Rovers", "Lake", "at home"), "Rovers"),
    ]
    found = learn(*rows)
    if found.refusal is None:
        with pytest.raises(GuardFailed):
            found.run(("Red Lions", "Mill", "cancelled"))


def test_a_word_tells_which_cell() -> None:
    assert learn(*TITLES).run(("Die Rote Buche", "", "de")) == "Die Rote Buche"


@pytest.mark.parametrize("cells", [("Eibe", "Yew", "fr"), ("Eibe", "", "en"), ("Eibe", "n/a", "en")])
def test_words_never_seen_and_empty_cells_tell_nothing(cells: tuple[str, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*TITLES).run(cells)


def test_the_larger_number_is_not_chosen_by_a_word() -> None:
    found = learn(((3, 7, "b"), 7), ((9, 2, "a"), 9), ((1, 5, "b"), 5))
    assert found.run((1, 8, "b")) == 8
    assert "cell_of" not in repr(found.programs[0].expr)
