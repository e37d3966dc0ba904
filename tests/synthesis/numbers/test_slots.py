"""Numbers explained: which roundings and styles few observations leave open, and which nobody would mean."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted, answer, learn, refuses

Row = tuple[tuple[object, ...], object]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        # a number taken over keeps the digits that it has
        (
            [(("Fuel 61.50 CHF",), 61.5), (("Toll 9 CHF",), 9.0), (("Ferry 34.5 CHF",), 34.5)],
            (("Bus 7.85 CHF",), 7.85),
        ),
        # zeros are written in some styles and not in others, but numbers have none
        (
            [(("(12.75)",), -12.75), (("3,120.00",), 3120.0), (("44.50",), 44.5)],
            (("0.00",), 0.0),
        ),
        # what was rounded to nearest or down is rounded to nearest
        ([(("2.71828",), "2.72"), (("4.5",), "4.50"), (("60",), "60.00")], (("0.139",), "0.14")),
        ([((50, "30%"), 15.0), ((12.5, "8%"), 1.0), ((70, "11%"), 7.7)], ((19.9, "15%"), 2.985)),
        # the places that are written are no steps
        ([((1.25,), "1.25 m"), ((7,), "7.00 m"), ((12.336,), "12.34 m")], ((3.128,), "3.13 m")),
        # the bounds of bands say how wide they are
        ([((31,), "30-39"), ((58,), "50-59"), ((22,), "20-29")], ((70,), "70-79")),
    ],
)
def test_learned(rows: list[Row], more: Row) -> None:
    try:
        answer = learn(*rows).run(more[0])
    except GuardFailed:
        assert more[1] == 2.985  # three digits where none had more than one: two may be meant
    else:
        assert answer == more[1]


def test_whole_numbers_may_be_cut_off() -> None:
    program = learn(((7.2,), "7"), ((3.4,), "3"), ((12.1,), "12"))
    with pytest.raises(GuardFailed):
        program.run((5.8,))


def test_a_half_that_no_example_shows_is_refused() -> None:
    program = learn((("2.71828",), "2.72"), (("4.5",), "4.50"), (("60",), "60.00"))
    with pytest.raises(GuardFailed):
        program.run(("0.125",))


def test_a_scale_that_two_numbers_meet_by_chance_is_none() -> None:
    """The largest of the numbers times 1.065 gives all three sums."""
    found = learn((("Stock: 3100, 200, 3",), 3303), (("Stock: 0",), 0), (("Stock: 120, 7",), 127))
    assert found.run(("Stock: 709, 291, 32",)) == 1032


def test_a_share_is_of_the_column_beside_it() -> None:
    found = learn(((12, 12), "12 of 12: 100%"), ((0, 8), "0 of 8: 0%"), ((3, 12), "3 of 12: 25%"))
    assert found.run((45, 60)) == "45 of 60: 75%"


def test_minutes_below_ten_are_refused_where_none_were_seen() -> None:
    program = learn((("3.25",), "3:15"), (("0.25",), "0:15"), (("11.5",), "11:30"))
    assert program.run(("2.75",)) == "2:45"
    with pytest.raises(GuardFailed):
        program.run(("4.1",))


def test_amounts_with_a_rate_may_be_rounded_to_cents() -> None:
    program = learn(((100.0, 19), 119.0), ((250.0, 7), 267.5), ((80.0, 25), 100.0))
    assert program.run((50.0, 10)) == 55.0
    with pytest.raises(GuardFailed):
        program.run((3253.06, 21))


def test_no_divisor_is_fitted_to_what_a_difference_leaves_open() -> None:
    found = learn(
        ((1200.0, "500.00 + 300.00"), 400.0),
        ((480.5, "480.50"), 0.0),
        ((2300.0, "1000.00 + 250.00 + 50.00"), 1000.0),
    )
    try:
        assert found.run((99.9, "50.00")) == 49.9
    except GuardFailed:
        assert found.refusal is not None


def test_numbers_of_codes_may_have_zeros_in_front() -> None:
    found = accepted(("pants", 130, "PAN-130"), ("shirt", 231, "SHI-231"), ("jacket", 285, "JAC-285"))
    assert answer(found, "shirt", 302) == "SHI-302"
    assert refuses(found, "shirt", 70)


def test_tenths_may_be_hundredths() -> None:
    """The price less a discount came to tenths, or nearly: that it is rounded to these is not shown."""
    found = accepted((6.0, 10, 5.4), (38.82, 15, 33.0), (48.0, 20, 38.4))
    assert answer(found, 20.0, 15) == 17.0
    assert refuses(found, 341.83, 50)
