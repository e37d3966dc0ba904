"""Two answers of which one was seen once: all signs that tell it apart must agree."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[str, Any]]


BERTHS: Rows = [("Pier Berth 31", True), ("18 Quay Street", False), ("East Berth 6", True)]
TICKETS: Rows = [("TK-2023-118", "ticket"), ("RQ-5520", "other"), ("TK-2023-407", "ticket")]
DIGITS: Rows = [("gate 14", "yes"), ("terrace", "no"), ("K9", "yes")]
REMARKS: Rows = [("; a b", True), ("host = 12", False), ("; host = 7", True)]
CANCELLED: Rows = [("Please cancel my trip", True), ("Where is my seat?", False), ("I must CANCEL it", True)]
MIXED: Rows = [("ida@north.org", True), ("tom.harbour.io", False), ("c@@lake.co", False)]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (BERTHS, "Pier Berth 8", True),
        (TICKETS, "TK-2023-911", "ticket"),
        (DIGITS, "hall 7", "yes"),
        (REMARKS, "; x", True),
        (CANCELLED, "Please cancel it", True),
    ],
)
def test_learned(rows: Rows, text: str, answer: Any) -> None:
    assert learn(*rows).run((text,)) == answer


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (BERTHS, "Berth Hill Road 12"),
        (TICKETS, "X TK-2023"),
        (TICKETS, "RQ TK-2023-1"),
        (REMARKS, "x ; y"),
        (CANCELLED, "Please book my trip"),
        (MIXED, "ann@ops.harbour.io"),
        (MIXED, "ida.north.org"),
    ],
)
def test_refused_where_signs_disagree(rows: Rows, text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((text,))


def test_words_for_yes_and_no_are_known_one_by_one() -> None:
    found = learn(("Yes", True), ("inactive", False), ("Y", True))
    with pytest.raises(GuardFailed):
        found.run(("N",))
