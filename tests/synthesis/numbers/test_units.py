"""Conversions of units: constants of the world are known, not guessed."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis import Hints
from llmjit.synthesis.numbers.units import known_scale, named
from tests.synthesis.learning import accepted, answer, learn


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("26 mi", "41.84 km"), ("3 mi", "4.83 km"), ("100 mi", "160.93 km")], ("5000 mi", "8046.72 km")),
        ([("2 yd", "1.8 m"), ("7 yd", "6.4 m"), ("30 yd", "27.4 m")], ("875 yd", "800.1 m")),
        ([("41°F", "5.0°C"), ("-3°F", "-19.4°C"), ("100°F", "37.8°C")], ("77°F", "25.0°C")),
        ([("90 min", "1.50 h"), ("7 min", "0.12 h"), ("200 min", "3.33 h")], ("1000 min", "16.67 h")),
        ([("5 lbs", "2.26796 kg"), ("31 lbs", "14.0614 kg"), ("7 lbs", "3.17515 kg")], ("1000 lbs", "453.592 kg")),
        ([(12, 7.46), (250, 155.34), (33, 20.51)], (1000, 621.37)),
    ],
)  # fmt: skip
def test_learned(pairs: list[tuple[object, object]], more: tuple[object, object]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


def test_names_of_columns_name_units() -> None:
    pairs = [("10", "3.0"), ("25", "7.6"), ("12", "3.7")]
    with pytest.raises(GuardFailed):
        learn(*pairs).run(("900",))
    assert learn(*pairs, hints=Hints("height in metres", ("feet",))).run(("900",)) == "274.3"


def test_units_that_two_definitions_share_are_not_guessed() -> None:
    program = learn(("100 GB", "0.1 TB"), ("900 GB", "0.9 TB"), ("300 GB", "0.3 TB"))
    with pytest.raises(GuardFailed):
        program.run(("5000 GB",))


def test_a_conversion_that_the_names_contradict_is_none() -> None:
    program = learn(("2 ft", "1.00 m"), ("10 ft", "5.00 m"), ("77 ft", "38.50 m"))
    assert program.run(("30 ft",)) == "15.00 m"


def test_known_scale_only_between_narrow_bounds() -> None:
    assert known_scale(Fraction("1.60934"), Fraction("1.60935")) == Fraction("1.609344")
    assert known_scale(Fraction("1.5"), Fraction("1.7")) is None


def test_named_needs_both_units_in_every_row() -> None:
    assert (Fraction("0.3048"), 0) in named([("1 ft",), ("2 ft",)], ["0.3 m", "0.6 m"], ())
    assert named([("1 ft",), ("2 in",)], ["0.3 m", "0.6 m"], ()) == []


def test_the_form_of_a_number_does_not_matter_where_it_is_read() -> None:
    program = learn(("10 ft", "3.0 m"), ("25 ft", "7.6 m"), ("12 ft", "3.7 m"))
    assert program.run(("7.5 ft",)) == "2.3 m"
    assert program.run(("12345 ft",)) == "3762.8 m"
    assert program.run(("-3 ft",)) == "-0.9 m"
    assert program.run((" 7.5ft",)) == "2.3 m"
    for odd in ("7.5 km", "1,000 ft", "7 ft 3", "7.5.1 ft", "ft"):
        with pytest.raises(GuardFailed):
            program.run((odd,))


@given(st.text("0123456789.,- eftm", max_size=12))
def test_guards_hold_to_the_form_whatever_comes(text: str) -> None:
    program = learn(("10 ft", "3.0 m"), ("25 ft", "7.6 m"), ("12 ft", "3.7 m"))
    try:
        answer = program.run((text,))
    except GuardFailed:
        return
    assert re.fullmatch(r" ?-?[0-9]+(\.[0-9]+)? {0,3}ft", text) and answer.endswith(" m")


def test_six_digits_may_have_been_counted() -> None:
    found = accepted(("11 mile", "17.7028 km"), ("33 mile", "53.1084 km"), ("15 mile", "24.1402 km"))
    assert answer(found, "19 mile") == "30.5775 km"
    assert answer(found, "240 mile") == "precondition"  # 386.2426 or 386.243


def test_quantities_at_the_ends_of_texts_are_converted() -> None:
    found = accepted(
        ("copy of a 3 took 640 ms", 640), ("copy of b took 2.5 s", 2500), ("copy of c took 75 ms", 75)
    )
    assert answer(found, "copy of d took 4 s") == 4000


def test_shifts_that_go_on_into_the_next_day_are_added_up() -> None:
    found = accepted(
        ("Mon 08:00-12:00\nMon 12:30-16:45", 495),
        ("Fri 22:00-02:00\nSat 06:00-10:10", 490),
        ("Sun 07:15-08:00", 45),
    )
    assert answer(found, "Sat 23:15-05:45\nSun 23:15-05:45") == 780
