"""Fields of one row: of the one that has most, though others may have as much, and of the first."""

from __future__ import annotations

import pytest

from llmjit.support.rows import RowError, extreme_row
from tests.synthesis.learning import accepted, answer, learn

BARNS = (
    ("BARN     COWS   ROOF\nnorth    12     tin\nsouth    0      slate\neast     3      tin", "north"),
    ("BARN     COWS   ROOF\nmill     4      tile\nlane     4      tin", "mill"),
    (
        "BARN     COWS   ROOF\nhill     1      tin\npond     19     tin\nford     6      slate\nriver    2      tile",
        "pond",
    ),
)
TANKS = (
    ("TANK   LITRES   FULL\ntop    300      40%\nlow    900      75%", 40),
    ("TANK   LITRES   FULL\noak    120      31%\nelm    700      8%", 31),
    ("TANK   LITRES   FULL\nred    200      66%\nblue   540      12%\ngrey   410      71%", 66),
)
SHIFTS = (
    ("who,hours,paid\nIda,7,yes", "yes"),
    ("who,hours,paid\nJon,9,no\nKim,4,yes", "no"),
    ("who,hours,paid\nLea,3,yes\nMax,5,no\nNia,8,no", "no"),
)


def test_the_first_row_of_several_that_have_most() -> None:
    found = accepted(*BARNS)
    assert (
        answer(found, "BARN     COWS   ROOF\nwest     2      tin\nbay      8      tin\ncliff    8      tile")
        == "bay"
    )


def test_a_number_of_the_first_row_is_no_matter_of_what_that_row_has_least_of() -> None:
    found = accepted(*TANKS)
    assert answer(found, "TANK   LITRES   FULL\nnew    800      15%\nold    100      55%") == 15


def test_words_that_most_rows_have_are_in_the_row_that_has_most_by_chance() -> None:
    assert learn(*SHIFTS).refusal is not None


@pytest.mark.parametrize(("last", "expected"), [(False, "b"), (True, "c")])
def test_rows_that_have_as_much(last: bool, expected: str) -> None:
    rows = [("a", 1), ("b", 2), ("c", 2)]
    assert extreme_row(rows, max, lambda row: row[1], last)[0] == expected
    with pytest.raises(RowError):
        extreme_row([], max, len, last)
