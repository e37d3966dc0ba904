"""Differences above zero, quotients rounded up, bars, shares below zero, and what dates and flags have in common."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
LATE: Rows = [
    (("2023-05-01", "2023-05-11"), 10),
    (("2023-06-15", "2023-06-10"), 0),
    (("2023-01-31", "2023-02-02"), 2),
]
PACKS: Rows = [((25, 10), 3), ((40, 12), 4), ((7, 8), 1)]
HALVES: Rows = [((25, 10), 3), ((40, 8), 5), ((7, 12), 1)]
"""Rounded up or to nearest."""
RANGES: Rows = [
    (("5.1|6.3|4.9 g",), "4.9-6.3 g"),
    (("7.2|6.8 g",), "6.8-7.2 g"),
    (("231.4|229.8|233.0|230.7 kg",), "229.8-233.0 kg"),
]
"""The greatest is the last but one as well."""
STARS: Rows = [((3,), "★★★☆☆"), ((5,), "★★★★★"), ((1,), "★☆☆☆☆")]
MARGINS: Rows = [((120.0, 90.0), 25.0), ((80.0, 60.0), 25.0), ((49.9, 30.0), 39.9)]
MONTHS: Rows = [
    (("2023-03-09", "2023-03-28"), True),
    (("2023-03-31", "2023-04-01"), False),
    (("2022-05-02", "2023-05-02"), False),
]
DONE: Rows = [(("yes", "no", "no"), "partly"), (("yes", "yes", "yes"), "done"), (("no", "no", "no"), "open")]
LISTS: Rows = [
    (("milk; eggs; bread",), "- milk\n- eggs\n- bread"),
    (("tea",), "- tea"),
    (("salt; black pepper",), "- salt\n- black pepper"),
]
LABELS: Rows = [(("Berg", "Ida"), "I. Berg"), (("Finch", "Tom"), "T. Finch"), (("Li", "Wei"), "W. Li")]
TAGS: Rows = [
    (("Urgent, Bill , VIP",), ["urgent", "bill", "vip"]),
    (("bug,form",), ["bug", "form"]),
    (("Refund,  EU , Q2",), ["refund", "eu", "q2"]),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (LATE, ("2024-02-28", "2024-03-01"), 2),
        (LATE, ("2024-07-01", "2024-06-01"), 0),
        (PACKS, (101, 25), 5),
        (PACKS, (100, 25), 4),
        (HALVES, (99, 25), 4),
        (STARS, (0,), "☆☆☆☆☆"),
        (MARGINS, (200.0, 50.0), 75.0),
        (MONTHS, ("2022-12-01", "2022-12-31"), True),
        (DONE, ("no", "yes", "Y"), "partly"),
        (LISTS, ("a; b; c; d",), "- a\n- b\n- c\n- d"),
        (LABELS, ("de la Cruz", "Ángela"), "Á. de la Cruz"),
        (TAGS, ("On Hold, Waiting for Parts",), ["on hold", "waiting for parts"]),
    ],
)
def test_they_are_told(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        (HALVES, (100, 24)),
        (RANGES, ("12.5|11.9|13.2 g",)),
        (STARS, (6,)),
        (PACKS, (5, 0)),
        (DONE, ("yes", "maybe", "no")),
        (LABELS, ("Berg", "Ida Marie")),
    ],
)
def test_others_are_refused(rows: Rows, cells: tuple[Any, ...]) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run(cells)


BEST: Rows = [((68, 75, 81, 50), 78.0), ((90, 90, 72, 88), 90.0), ((55, 64, 70, 49), 67.0)]


def test_the_best_of_several_columns() -> None:
    assert learn(*BEST).run((100, 81, 96, 98)) == 99.0
