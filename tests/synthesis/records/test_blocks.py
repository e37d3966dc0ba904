"""Records below one another in a text, with a blank line between them."""

from __future__ import annotations

import pytest

from llmjit.support.blocks import parse_blocks
from llmjit.support.tables import TableError
from tests.synthesis.learning import accepted, answer

BOATS = (
    ("boat: Ida\nfuel: 40\nstate: out\n\nboat: Rex\nfuel: 12\nstate: in", ["Ida"], 52, "Ida"),
    ("boat: Sun\nfuel: 0\nstate: in", [], 0, "Sun"),
    (
        "boat: Tor\nfuel: 7\nstate: out\n\nboat: Uwe\nfuel: 31\nstate: in\n\nboat: Vik\nfuel: 9\nstate: out",
        ["Tor", "Vik"],
        47,
        "Uwe",
    ),
)
NEW = "boat: Kim\nfuel: 5\nstate: in\n\nboat: Lou\nfuel: 20\nstate: out\n\nboat: Mia\nfuel: 88\nstate: in"


@pytest.mark.parametrize(("asked", "expected"), [(1, ["Lou"]), (2, 113)])
def test_records_are_asked_like_rows(asked: int, expected: object) -> None:
    assert answer(accepted(*((row[0], row[asked]) for row in BOATS)), NEW) == expected


def test_sections_have_names() -> None:
    found = accepted(
        ("[oven]\nheat = 200\non = yes\n\n[hob]\nheat = 90\non = no", ["oven"]),
        (
            "[tap]\nheat = 40\non = yes\n\n[bath]\nheat = 38\non = yes\n\n[lamp]\nheat = 0\non = no",
            ["tap", "bath"],
        ),
        ("[sauna]\nheat = 85\non = no\n\n[hob]\nheat = 60\non = no", []),
    )
    assert answer(found, "[iron]\nheat = 150\non = no\n\n[oven]\nheat = 30\non = yes") == ["oven"]


def test_what_is_no_record() -> None:
    for text in ("", "boat: Ida\nsails tomorrow", "a: 1\na: 2", "[x]\na = 1\n\na = 2"):
        with pytest.raises(TableError):
            parse_blocks(text)
