"""Numbers computed of several columns, or of all numbers of a text: rates, shares, weights, caps."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.amounts import read_amount
from llmjit.support.numbers import NumberError, format_number
from tests.synthesis.learning import accepted, answer, learn, refuses


def test_amounts_before_tax_are_rounded_though_none_was_yet() -> None:
    found = learn((("119.00", "19%"), 100.0), (("64.20", "7%"), 60.0), (("238.50", "20%"), 198.75))
    assert found.run(("99.99", "19%")) == 84.03


def test_shares_of_a_bill_with_a_tip() -> None:
    rows = [
        (("$149.70", "20%", 5), "$35.93"),
        (("$47.82", "15%", 3), "$18.33"),
        (("$61.62", "10%", 3), "$22.59"),
    ]
    assert learn(*rows).run(("$172.48", "15%", 6)) == "$33.06"


def test_what_a_difference_costs() -> None:
    rows = [((6112, 6756, 0.44), 283.36), ((1015, 1525, 0.47), 239.7), ((6349, 6721, 0.43), 159.96)]
    assert learn(*rows).run((7145, 7369, 0.33)) == 73.92


def test_weights_in_percent() -> None:
    found = learn(
        (("oral 55 (30%), written 55 (70%)",), 55.0),
        (("oral 50 (10%), written 75 (30%), lab 70 (60%)",), 69.5),
        (("lab 55 (20%), oral 55 (30%), written 95 (50%)",), 75.0),
    )
    assert found.run(("lab 75 (30%), oral 95 (70%)",)) == 89.0


def test_how_far_numbers_lie_apart_whose_names_hold_numbers() -> None:
    found = learn(
        (("P1=18.1 P2=23.2 P3=26.7 P4=28.1",), "10.0"),
        (("P1=31.9 P2=27.3 P3=22.3",), "9.6"),
        (("P1=16.6 P2=23.7 P3=17.1 P4=23.7 P5=27.9",), "11.3"),
    )
    assert found.run(("P1=23.3 P2=30.2 P3=30.9 P4=24.0 P5=21.3",)) == "9.6"


def test_a_change_of_nothing_has_no_sign_where_it_was_seen_so() -> None:
    found = learn(
        (("1,200.00", "1,350.00"), "+12.5%"),
        (("980.50", "910.00"), "-7.2%"),
        (("15,000.00", "15,000.00"), "0.0%"),
    )
    assert found.run(("3,410.75", "4,002.10")) == "+17.3%"
    assert found.run(("22.00", "22.00")) == "0.0%"


def test_currencies_without_hundredths_are_refused() -> None:
    rows = [((123405, "usd"), "USD 1,234.05"), ((990, "eur"), "EUR 9.90"), ((50, "gbp"), "GBP 0.50")]
    found = learn(*rows)
    assert found.run((4500000, "chf")) == "CHF 45,000.00"
    with pytest.raises(GuardFailed):
        found.run((1500, "jpy"))


def test_units_of_a_series_of_which_several_were_seen() -> None:
    found = learn(((15728640,), "15.0 MiB"), ((2048,), "2.0 KiB"), ((3758096384,), "3.5 GiB"))
    assert found.run((1099511627776,)) == "1.0 TiB"


def test_amounts_in_several_styles() -> None:
    found = learn((("$1,250.00",), 1250.0), (("€ 980,50",), 980.5), (("£45",), 45.0))
    assert found.run(("£2,340.10",)) == 2340.1
    assert found.run(("1.499,00 €",)) == 1499.0


@given(st.integers(0, 10**8), st.sampled_from([",.", ".,", "'."]))
def test_an_amount_of_two_decimals_shows_its_own_marks(cents: int, marks: str) -> None:
    text = f"{cents // 100:,}".replace(",", marks[0]) + f"{marks[1]}{cents % 100:02}"
    assert read_amount(f"EUR {text}", "", "") == Decimal(cents) / 100


@pytest.mark.parametrize("text", ["1,250", "0,125 €", "1.234"])
def test_three_digits_behind_the_only_mark_say_nothing_but_of_money(text: str) -> None:
    with pytest.raises(NumberError):
        read_amount(text, "", "")


@pytest.mark.parametrize(
    ("value", "text"), [("0", "0.0"), ("0.04", "0.0"), ("-0.04", "0.0"), ("7.26", "+7.3")]
)
def test_signs_before_all_but_zero(value: str, text: str) -> None:
    assert format_number(Decimal(value), "+!.1f") == text


def test_changes_of_a_quotient_in_percent_behind_a_sign_of_their_own() -> None:
    found = learn(((100, 120), "up 20.0%"), ((200, 150), "down 25.0%"), ((80, 84), "up 5.0%"))
    assert found.run((400, 100)) == "down 75.0%"


def test_amounts_beside_a_currency_may_have_thousands() -> None:
    found = learn((("$80.00", 25), "$60.00"), (("$19.99", 10), "$17.99"), (("$250.00", 15), "$212.50"))
    assert found.run(("$64.30", 50)) == "$32.15"


def test_what_is_used_for_each_hundred() -> None:
    found = learn(("40 L, 500 km", 8.0), ("35 L, 500 km", 7.0), ("30 L, 400 km", 7.5))
    assert found.run(("41 L, 410 km",)) == 10.0


def test_hours_at_a_rate() -> None:
    rows = [("7:30", "$20.00", "$150.00"), ("2:15", "$40.00", "$90.00"), ("0:45", "$60.00", "$45.00")]
    assert learn(*rows).run(("40:00", "$31.00")) == "$1,240.00"


def test_weight_for_size() -> None:
    found = learn((70, 1.75, 22.9), (82.5, 1.8, 25.5), (60, 1.65, 22.0))
    assert found.run((95, 1.9)) == 26.3


def test_a_share_that_came_out_whole_is_not_cut() -> None:
    assert learn((12000, 600.0), (8000, 400.0), (25000, 1250.0)).run((999,)) == 49.95


def test_changes_that_were_all_upward() -> None:
    """A quotient without an end is as large as it is, to the last of its digits."""
    found = accepted((351, 747, 112.8), (443, 559, 26.2), (772, 808, 4.7))
    assert answer(found, 100, 150) == 50.0
    assert refuses(found, 150, 100)


def test_nothing_is_added_to_a_quotient() -> None:
    """A speed is no change of what was driven from the minutes that it took, in percent of an hour and one more."""
    found = accepted((201, "0:47", 256.6), (258, "0:59", 262.4), (370, "4:03", 91.4))
    assert answer(found, 149, "3:13") == 46.3


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        # a fee, a price, and a rate that happened to be the same so far
        (((40.0, 4.99, 44.99), (25.5, 4.99, 30.49), (80.2, 4.99, 85.19)), (10.0, 2.5, 12.5)),
        (((12, 25, 300), (3, 25, 75), (40, 25, 1000)), (4, 7, 28)),
        (
            (("100.00", "19%", "119.00"), ("25.50", "19%", "30.35"), ("80.20", "19%", "95.44")),
            ("100.00", "7%", "107.00"),
        ),
        (
            ((41.0, 4.99, 4.36, 50.35), (300.0, 4.99, 14.85, 319.84), (4.15, 4.99, 12.61, 21.75)),
            (3.1, 9.5, 10.84, 23.44),
        ),
        ((("Ana", 12, 25, 300), ("Bo", 3, 25, 75), ("Cy", 40, 25, 1000)), ("Di", 4, 7, 28)),
    ],
)
def test_a_column_that_never_varied_is_no_constant(rows: Any, more: tuple[Any, ...]) -> None:
    *cells, expected = more
    assert answer(accepted(*rows), *cells) == expected


def test_what_days_come_to_at_a_rate() -> None:
    nights = accepted(
        ("2022-10-06", "2022-11-19", 157, 6908),
        ("2022-12-13", "2022-12-24", 75, 825),
        ("2022-11-03", "2022-12-17", 53, 2332),
    )
    assert answer(nights, "2023-02-27", "2023-03-01", 40) == 80
    days = accepted(
        ("2022-12-21", "2023-01-21", 105, 3360),
        ("2022-06-07", "2022-06-27", 22, 462),
        ("2025-10-22", "2025-10-31", 152, 1520),
    )
    assert answer(days, "2023-02-27", "2023-03-01", 40) == 120
