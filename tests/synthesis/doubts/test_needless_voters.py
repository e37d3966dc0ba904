"""Programs that fit few rows by chance and that nobody would mean: they refuse nothing."""

from __future__ import annotations

import pytest

from tests.synthesis.learning import learn

QUOTED = [
    ('41,"Lind, Ida","Rye, dark",2', "Rye, dark"),
    ('57,"Berg, Per","Rye, dark",6', "Rye, dark"),
    ('63,"Holm, Mia",Oats 5x2,1', "Oats 5x2"),
]
HIDDEN = [
    ("SE45500000005839", "************5839"),
    ("5105105105105100", "************5100"),
    ("NO9386011117947", "***********7947"),
]
SLUGS = [
    ("How to Sow Rye in 2031", "how-to-sow-rye-in-2031"),
    ("A Field (small) of Oats", "a-field-small-of-oats"),
    ("Who's there: Peas?", "whos-there-peas"),
]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (QUOTED, '7,Ek,"Peas, split, green",9', "Peas, split, green"),
        (QUOTED, "7,Ek,Yam,9", "Yam"),
        (HIDDEN, "FI2112345600000785", "**************0785"),
        (SLUGS, "10 ways to dig!", "10-ways-to-dig"),
    ],
)
def test_answered(rows: list[tuple[str, str]], text: str, answer: str) -> None:
    assert learn(*rows).run((text,)) == answer
