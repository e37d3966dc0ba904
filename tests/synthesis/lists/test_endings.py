"""Beginnings and endings that tell items: all that these have in common has a say."""

from __future__ import annotations

import pytest

from llmjit.synthesis.expr import Const, Expr, Input
from llmjit.synthesis.lists.endings import longer
from llmjit.synthesis.strings.operators import CONTAINS, ENDS, NOT, STARTS
from tests.synthesis.learning import answer, learn, refuses

TEXT = Input(0)


@pytest.mark.parametrize(
    ("test", "items", "asked"),
    [
        (ENDS(TEXT, "net"), ["a.b@oak.net", "pim@oak.net", "x@fir.org"], ENDS(TEXT, "@oak.net")),
        (NOT(STARTS(TEXT, "A")), ["AB-101", "AB-102", "C-1"], NOT(STARTS(TEXT, "AB-"))),
        (ENDS(TEXT, "g"), ["error.log", "mirror.log", "note.txt"], ENDS(TEXT, ".log")),
        (ENDS(TEXT, "net"), ["a@oak.net", "x@fir.org"], None),
        (STARTS(TEXT, "E"), ["ERR at 5", "ERR at 7"], None),
        (CONTAINS(TEXT, "net"), ["a@oak.net", "b@oak.net"], None),
        (Const(True), ["a", "b"], None),
    ],
)
def test_longer(test: Expr, items: list[str], asked: Expr | None) -> None:
    assert longer(test, items) == asked


def test_other_items_with_the_same_end_are_refused() -> None:
    found = learn(
        ("ulla@oak.net; pim@oak.net", []),
        ("ron.p@oak.net; k.lee@fir.org; pim@oak.net", ["k.lee@fir.org"]),
        ("ada@oak.net; b@elm.io; c@elm.io", ["b@elm.io", "c@elm.io"]),
    )
    assert answer(found, "ulla@oak.net; z@ash.dk; y@fir.org") == ["z@ash.dk", "y@fir.org"]
    assert refuses(found, "ulla@oak.net; jo@mail.net")
