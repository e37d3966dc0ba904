"""Rows kept because of how their numbers compare."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis import Observation, synthesize

SHELVES = [
    ("SHELF FULL STATE\na-1 3/3 Open\nb-7 0/2 Broken\nc-2 4/4 Open", ["b-7"]),
    ("SHELF FULL STATE\nd-1 1/2 Open\ne-3 5/5 Open\nf-1 0/1 Jammed", ["d-1", "f-1"]),
    ("SHELF FULL STATE\ng-4 6/6 Open\nh-2 2/2 Open", []),
]


def test_halves_of_a_field_are_compared() -> None:
    found = synthesize([Observation((text,), kept) for text, kept in SHELVES])
    assert found.run(("SHELF FULL STATE\ni-1 10/10 Open\nk-2 9/10 Open",)) == ["k-2"]


def test_rows_may_be_kept_for_what_no_row_left_out_had() -> None:
    found = synthesize([Observation((text,), kept) for text, kept in SHELVES])
    with pytest.raises(GuardFailed):
        found.run(("SHELF FULL STATE\ni-1 10/10 Torn\nk-2 9/10 Open",))
