"""Which numbers of a text are counted with: those with a sign or unit beside them, and none that others exclude."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import accepted, answer, learn


def test_prices_are_added_up_and_not_what_they_are_for() -> None:
    found = learn(
        *[
            (("3 seats $45.00, parking $12.50",), 57.5),
            (("3 nights $120.00, lunch $18.25, tea $3.10",), 141.35),
            (("dinner $80.40, 3 tickets $21.00",), 101.4),
        ]
    )
    assert found.run(("7 seats $70.00, 2 teas $4.20",)) == 74.2


def test_weights_among_other_numbers() -> None:
    found = learn(
        *[
            (("box 1: 12.5 kg, box 2: 14.5 kg",), 27.0),
            (("box 1: 10 kg, box 2: 11 kg, box 3: 15.5 kg",), 36.5),
            (("box 4: 8.2 kg, box 5: 9.1 kg",), 17.3),
        ]
    )
    assert found.run(("box 12: 20 kg, box 13: 10.25 kg",)) == 30.25


def test_a_number_that_all_texts_have_is_not_a_constant_to_take_off() -> None:
    found = learn(*[(("a 2 b 5 c 7",), 12), (("x 2 y 41",), 41), (("d 2 e 13 f 9",), 22)])
    if found.refusal is None:
        with pytest.raises(GuardFailed):
            found.run(("g 3 h 10",))


def test_weighted_means() -> None:
    found = learn(
        *[
            (("Maths 90 (2), Physics 80 (3)",), 84.0),
            (("History 71 (4), Art 95 (1), French 60 (3)",), 69.88),
            (("Biology 88 (1), Chemistry 79 (1)",), 83.5),
        ]
    )
    assert found.run(("Law 65 (6), Ethics 81 (2)",)) == 69.0


def test_one_of_two_columns_is_no_larger_one_where_it_always_is() -> None:
    rows = [
        (("INV", 2023, 42), "INV-23-0042"),
        (("PO", 2021, 1187), "PO-21-1187"),
        (("CR", 2022, 7), "CR-22-0007"),
    ]
    found = learn(*rows)
    assert found.run(("QT", 2005, 12)) == "QT-05-0012"
    assert found.run(("QT", 2019, 9000)) == "QT-19-9000"


def test_feet_and_inches_are_a_length() -> None:
    found = learn(*[(("5'11\"",), 180), (("6'2\"",), 188), (("4'9\"",), 145)])
    assert [found.run((text,)) for text in ("5'4\"", "7'1\"", "5'10\"", "6'")] == [163, 216, 178, 183]


def test_a_unit_that_is_named_fixes_what_it_is_in_another() -> None:
    found = learn(*[(('12"',), 30.5), (('7.5"',), 19.1), (('24"',), 61.0)])
    assert found.run(('15"',)) == 38.1


@pytest.mark.parametrize("sign", ["$", "€"])
def test_prices_have_their_thousands_set_apart(sign: str) -> None:
    rows = [
        ((3, f"{sign}12.50"), f"{sign}37.50"),
        ((12, f"{sign}8.25"), f"{sign}99.00"),
        ((7, f"{sign}4.10"), f"{sign}28.70"),
    ]
    assert learn(*rows).run((40, f"{sign}31.00")) == f"{sign}1,240.00"


def test_short_numbers_are_rounded_behind_the_point() -> None:
    found = learn(*[((934027,), "934.0K"), ((839935671,), "839.9M"), ((164,), "164")])
    assert found.run((403488,)) == "403.5K"


def test_whole_numbers_below_zero_have_their_sign() -> None:
    found = learn(*[((1234567,), "1,234,567"), ((98450,), "98,450"), ((3000000,), "3,000,000")])
    assert found.run((-48200,)) == "-48,200"


def test_colours_are_read_in_either_letter_case() -> None:
    found = learn(
        *[(("#FF8800",), [255, 136, 0]), (("#1A2B3C",), [26, 43, 60]), (("#00FF7F",), [0, 255, 127])]
    )
    assert found.run(("#b71c1c",)) == [183, 28, 28]


def test_within_a_tolerance() -> None:
    found = learn(
        *[
            (("48.20 ± 0.05", "48.10"), False),
            (("52.70 ± 0.05", "52.67"), True),
            (("26.20 ± 0.05", "26.19"), True),
        ]
    )
    assert found.run(("39.20 ± 0.20", "39.08")) is True
    assert found.run(("44.80 ± 0.50", "43.85")) is False


def test_both_ends_are_counted() -> None:
    found = accepted(("pp. 31-45", 15), ("pp. 7-9", 3), ("pp. 240-251", 12))
    assert answer(found, "pp. 100-102") == 3
    assert answer(accepted((31, 45, 15), (7, 9, 3), (240, 251, 12)), 5, 5) == 1


def test_a_number_and_those_that_another_input_lists() -> None:
    found = accepted((40, "+5,-12,+3", 36), (7, "-2", 5), (0, "+90,-15", 75))
    assert answer(found, 10, "-1,-2,-3,+10") == 14


def test_numbers_of_two_inputs_stand_in_a_text() -> None:
    found = accepted((17, 2031, "K-2031-0017"), (905, 2032, "K-2032-0905"), (3, 2031, "K-2031-0003"))
    assert answer(found, 44, 2030) == "K-2030-0044"
