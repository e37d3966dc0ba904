"""Numbers and dates between two others, and words that stood at an end: what one odd observation leaves open."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

NUMBERS = [((7, 1, 10), True), ((12, 1, 10), False), ((-3, -5, 0), True)]
DAYS = [
    (("2023-05-10", "2023-05-02", "2023-05-30"), "yes"),
    (("2023-06-07", "2023-05-02", "2023-05-30"), "no"),
    (("2023-08-15", "2023-08-01", "2023-09-20"), "yes"),
]
COVER = [
    (("2021-04-01", "2022-03-31", "2021-09-09"), True),
    (("2020-10-01", "2021-09-30", "2021-11-02"), False),
    (("2022-05-16", "2023-05-15", "2022-05-16"), True),
]
FILES = [(("plan.pdf",), True), (("todo.txt",), False), (("Rent 2020.PDF",), True)]


@pytest.mark.parametrize(
    ("rows", "odd"),
    [
        (NUMBERS, (0, 1, 10)),
        (DAYS, ("2023-04-01", "2023-05-02", "2023-05-30")),
        (COVER, ("2021-07-01", "2022-06-30", "2021-06-30")),
        (FILES, ("pdf-guide.docx",)),
        (FILES, ("plan.pdf.zip",)),
        (FILES, ("pdf",)),
    ],
)
def test_the_other_bound_and_other_places_are_refused(rows: list[Any], odd: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(odd)


def test_between_bounds_seen_is_answered() -> None:
    learned = learn(*NUMBERS)
    assert learned.run((5, 2, 8)) is True
    assert learned.run((9, 2, 8)) is False
    assert learn(*COVER).run(("2021-07-01", "2022-06-30", "2021-12-24")) is True


def test_a_comparison_is_asked_one_way_round() -> None:
    learned = learn((("ab", "ab"), True), (("ab", "ba"), False), (("c", "c"), True))
    assert "a == b" in learned.emit() and "b == a" not in learned.emit()


def test_columns_of_flags_are_held_to_no_limit() -> None:
    learned = learn(((True, True, False), True), ((True, False, True), False), ((False, False, True), True))
    assert learned.run((True, True, False)) is True
    assert learned.run((True, False, True)) is False
