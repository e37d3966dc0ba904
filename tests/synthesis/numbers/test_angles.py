"""Coordinates with letters for the half of the globe, and degrees divided into minutes and seconds."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted


def test_signs_become_letters() -> None:
    found = accepted(
        ("12.50,-7.031", "12.50 N / 7.031 W"),
        ("-3.9,101.25", "3.9 S / 101.25 E"),
        ("64.1,-21.90", "64.1 N / 21.90 W"),
    )
    assert found.run(("-33.010,18.42",)) == "33.010 S / 18.42 E"
    with pytest.raises(GuardFailed):
        found.run(("-33.010",))


def test_degrees_are_divided() -> None:
    found = accepted(("12.5031", "12°30'11\""), ("7.7521", "7°45'08\""), ("64.1", "64°06'00\""))
    assert found.run(("18.0525",)) == "18°03'09\""


def test_letters_become_signs() -> None:
    found = accepted(("12 30.0 N", 12.5), ("7 45.0 W", -7.75), ("64 6.0 N", 64.1))
    assert found.run(("33 15.0 S",)) == -33.25
