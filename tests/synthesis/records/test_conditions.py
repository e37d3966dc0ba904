"""Rows kept because of how their numbers compare."""

from __future__ import annotations

import json

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.rows import in_order
from tests.synthesis.learning import accepted, answer, learn, refuses

SHELVES = [
    ("SHELF FULL STATE\na-1 3/3 Open\nb-7 0/2 Broken\nc-2 4/4 Open", ["b-7"]),
    ("SHELF FULL STATE\nd-1 1/2 Open\ne-3 5/5 Open\nf-1 0/1 Jammed", ["d-1", "f-1"]),
    ("SHELF FULL STATE\ng-4 6/6 Open\nh-2 2/2 Open", []),
]


def test_halves_of_a_field_are_compared() -> None:
    found = learn(*SHELVES)
    assert found.run(("SHELF FULL STATE\ni-1 10/10 Open\nk-2 9/10 Open",)) == ["k-2"]


def test_rows_may_be_kept_for_what_no_row_left_out_had() -> None:
    found = learn(*SHELVES)
    with pytest.raises(GuardFailed):
        found.run(("SHELF FULL STATE\ni-1 10/10 Torn\nk-2 9/10 Open",))


BOATS = [
    (("Pier 3 to Holm\n06:20\n07:45\n09:10\n14:00", "07:00"), "07:45"),
    (("Night boat\n20:15\n21:40\n23:05", "21:40"), "21:40"),
    (("Pier 3 to Holm\n06:20\n07:45\n09:10\n14:00", "10:30"), "14:00"),
]
CHORES = [
    ("# May\n- [x] dig\n- [ ] sow\n- [x] weed", ["dig", "weed"]),
    ("# June\n- [ ] mow\n- [x] rake\n- [ ] net", ["rake"]),
    ("# July\n- [x] pick\n- [x] jam", ["pick", "jam"]),
]


def test_times_are_compared_with_an_input() -> None:
    found = learn(*BOATS)
    assert found.run(("Day boat\n08:00\n12:30\n16:45", "12:31")) == "16:45"
    with pytest.raises(GuardFailed):
        found.run(("Day boat\n08:00\n12:30", "22:00"))


@pytest.mark.parametrize(("sign", "expected"), [(">", False), (">=", True), ("<", False), ("<=", True)])
def test_times_of_one_form_are_in_order(sign: str, expected: bool) -> None:
    assert in_order("07:30", sign, "07:30") is expected
    assert in_order("Pier 3", sign, "07:30") is False
    assert in_order("07:30:00", sign, "07:30") is False


def test_words_are_not_counted_from_the_end_where_lines_begin_alike() -> None:
    found = learn(*CHORES)
    assert found.run(("# June\n- [x] dig\n- [ ] tie up beans",)) == ["dig"]


def test_lines_told_by_their_first_mark_may_hold_and_end_with_others() -> None:
    found = accepted(
        ("Fine by us.\nSend it.\n\n> When is it?\n> Ole", "Fine by us.\nSend it."),
        ("> Is it done?\nIt is.\n> And is it paid?\nNot yet.", "It is.\nNot yet."),
        ("We will see.\n\n> Who comes?", "We will see."),
    )
    assert answer(found, "Sure!\nRegards,\nIna\n> Now?\n> Or later?") == "Sure!\nRegards,\nIna"


def test_beyond_the_one_number_kept_there_may_be_others() -> None:
    def visits(*stars: int) -> str:
        return json.dumps([{"guest": f"g{at}x", "stars": each} for at, each in enumerate(stars)])

    found = accepted(
        (visits(2, 4, 2, 3), ["g0x", "g2x"]), (visits(5, 2), ["g1x"]), (visits(3, 4, 2, 2), ["g2x", "g3x"])
    )
    assert answer(found, visits(4, 2, 5)) == ["g1x"]
    assert refuses(found, visits(4, 1, 2))


def test_halves_of_a_named_field_have_a_say() -> None:
    found = accepted(
        (
            "SHELF   FULL   STATE\na-1     3/3    Open\nb-7     0/2    Broken\nc-2     0/4    Open",
            ["b-7", "c-2"],
        ),
        (
            "SHELF   FULL   STATE\nd-1     0/2    Open\ne-3     5/5    Open\nf-1     0/1    Jammed",
            ["d-1", "f-1"],
        ),
        ("SHELF   FULL   STATE\ng-4     6/6    Open\nh-2     2/2    Open", []),
    )
    assert answer(found, "SHELF   FULL   STATE\ni-1     4/4    Open\nk-2     0/9    Open") == ["k-2"]
    assert refuses(found, "SHELF   FULL   STATE\ni-1     4/4    Open\nk-2     3/9    Open")
