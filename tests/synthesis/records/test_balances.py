"""Two sums of the same rows set against each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.groups import net_total, ratio_of
from llmjit.support.rows import RowError
from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses

TILLS = [
    "7:00 deposit 20\n7:10 refund 5\n8:00 deposit 40",
    "9:00 refund 15\n9:01 deposit 80",
    "1:00 deposit 3\n2:00 deposit 8\n2:50 refund 10\n3:00 refund 2",
]
VOTES = ["Hall: 20/80\nSchool: 31/40", "North: 12/25\nSouth: 9/30\nWest: 40/51", "Inn: 7/9"]


def test_what_went_out_is_taken_off_what_came_in() -> None:
    found = accepted(*zip(TILLS, [55, 65, -1], strict=True))
    assert answer(found, "1:00 deposit 30\n2:00 refund 8\n2:30 refund 7") == 15
    assert refuses(found, "1:00 deposit 30\n2:00 fee 8")


def test_rows_of_one_kind_are_taken_off_those_of_the_other() -> None:
    doors = ["8:00 a ENTER\n8:01 b ENTER\n8:02 a LEAVE", "9:00 a ENTER\n9:01 b LEAVE", "9:00 c LEAVE"]
    found = accepted(*zip(doors, [1, 0, -1], strict=True))
    assert answer(found, "8:00 a ENTER\n8:01 b ENTER\n8:02 a ENTER") == 3


def test_a_share_of_sums_is_written() -> None:
    found = accepted(*zip(VOTES, ["42.5%", "57.5%", "77.8%"], strict=True))
    assert answer(found, "Port: 2/3\nDock: 4/6") == "66.7%"
    assert emitted(found, "text")("Port: 2/3\nDock: 4/6") == evaluated(found, "Port: 2/3\nDock: 4/6")


def test_sums_are_written_with_words_around_them() -> None:
    found = accepted(
        ("day;paid\n1;20.50\n2;3.25", "Total: 23.75 EUR"),
        ("day;paid\n1;7.10\n2;9.00\n5;1.00", "Total: 17.10 EUR"),
        ("day;paid\n4;100.00\n5;61.40", "Total: 161.40 EUR"),
    )
    assert answer(found, "day;paid\n4;10.00\n5;6.40\n8;2.20") == "Total: 18.60 EUR"
    assert refuses(found, "day;paid\n4;900.00\n5;600.40")  # or 1,500.40


def test_pieces_of_one_currency_are_added_up() -> None:
    found = accepted(
        ("CHF 12.50; SEK 8.00; CHF 3.50", 16.0),
        ("SEK 1.00; CHF 9.90", 9.9),
        ("CHF 1.25; CHF 2.00; SEK 4.00", 3.25),
    )
    assert answer(found, "SEK 7.00; CHF 4.40; SEK 1.00; CHF 0.10") == 4.5


@given(st.lists(st.tuples(st.sampled_from(["in", "out"]), st.integers(0, 999))))
def test_a_net_total_is_a_difference(pairs: list[tuple[str, int]]) -> None:
    taken = sum(number for word, number in pairs if word == "out")
    assert net_total(pairs, "in", "out") == sum(number for _, number in pairs) - 2 * taken


def test_nothing_no_number_and_a_half_have_no_ratio() -> None:
    for pairs in ([], [(1, 0)], [("x", 1)]):
        with pytest.raises(RowError):
            ratio_of(pairs, 100, 1)
    with pytest.raises(RowError):
        ratio_of([(1, 16)], 100, 1)  # 6.25
