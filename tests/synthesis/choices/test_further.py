"""Questions asked where no plainer ones answer: time against a limit, labels beside a comparison, shares, versions."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
REPLIES: Rows = [
    (("2023-04-02 09:10", "2023-04-02 12:40", 4), False),
    (("2023-04-03 14:00", "2023-04-04 09:00", 8), True),
    (("2023-04-05 08:00", "2023-04-05 10:30", 2), True),
]
SEATS: Rows = [(("open", 30, 12), "yes"), (("open", 4, 9), "no"), (("cancelled", 50, 3), "no")]
TANKS: Rows = [
    ((450, 500, 70, 85), "full"),
    ((90, 600, 70, 85), "low"),
    ((750, 1000, 60, 80), "half"),
    ((40, 400, 60, 80), "low"),
]
RELEASES: Rows = [(("1.8.2", "1.11.0"), "old"), (("3.4.1", "3.4.1"), "same"), (("5.1.0", "5.0.9"), "new")]
RETURNS: Rows = [
    (("2023-05-01", "2023-04-28"), "early"),
    (("2023-05-01", "2023-05-01"), "in time"),
    (("2023-06-01", "2023-06-15"), "late"),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (REPLIES, ("2023-04-07 22:15", "2023-04-08 05:15", 8), False),
        (REPLIES, ("2023-05-03 16:45", "2023-05-06 09:12", 48), True),
        (SEATS, ("open", 9, 2), "yes"),
        (SEATS, ("cancelled", 1, 2), "no"),
        (TANKS, (1843.2, 2048, 60, 80), "full"),
        (RELEASES, ("10.0.1", "9.12.4"), "new"),
        (RETURNS, ("2023-01-02", "2022-12-31"), "early"),
    ],
)
def test_they_are_answered(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (REPLIES, ("2023-04-07 22:00", "2023-04-08 06:00", 8)),
        (SEATS, ("open", 5, 5)),
        (SEATS, ("postponed", 9, 2)),
        (TANKS, (0, 0, 60, 80)),
        (TANKS, (60, 100, 60, 80)),
    ],
)
def test_what_was_not_seen_is_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


def test_a_word_for_one_is_none_for_several() -> None:
    when = learn(
        ("2023-03-10", "2023-03-12", "in 2 days"),
        ("2023-03-10", "2023-03-09", "1 day ago"),
        ("2023-06-01", "2023-06-08", "in 7 days"),
    )
    with pytest.raises(GuardFailed):
        when.run(("2023-06-01", "2023-05-25"))
