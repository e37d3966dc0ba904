"""Arithmetic learned from examples, with the precision that the outputs show."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis.numbers.arithmetic import believed, proportional, simplest
from llmjit.synthesis.numbers.styles import styles
from tests.synthesis.learning import accepted, learn, refuses


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        ([("8 inch", "20.32 cm"), ("39 inch", "99.06 cm"), ("300 inch", "762 cm")], ("30 inch", "76.2 cm")),
        ([("10ºC", "50ºF"), ("33ºC", "91.4ºF"), ("46ºC", "114.8ºF")], ("3ºC", "37.4ºF")),
        ([("19 f", "-7.22222 c"), ("100 f", "37.7778 c"), ("350 f", "176.667 c")], ("1 f", "-17.2222 c")),
        ([("25", "45"), ("35", "55"), ("10", "30")], ("11", "31")),
        (
            [("33 psia", "18.304051 psig"), ("17 psia", "2.304051 psig"), ("9 psia", "-5.695949 psig")],
            ("100 psia", "85.304051 psig"),
        ),
        (
            [("$12/hour", "$24,960.00"), ("$15/hour", "$31,200.00"), ("$40/hour", "$83,200.00")],
            ("$22/hour", "$45,760.00"),
        ),
        ([("1439", "23:59:00"), ("60", "01:00:00"), ("95", "01:35:00")], ("64", "01:04:00")),
        ([("3,9,27", 24), ("100,4", 96), ("7,7,8,1", 7)], ("5,50,20", 45)),
        ([("III", "3"), ("CCXXXIII", "233"), ("C", "100")], ("MCCXXXIV", "1234")),
        ([("4", "IV"), ("1350", "MCCCL"), ("981", "CMLXXXI")], ("34", "XXXIV")),
        ([("11111", "31"), ("10101001", "169"), ("100001101", "269")], ("111", "7")),
        ([("1/4", "0.25"), ("200/4", "50"), ("9/100", "0.09")], ("3/4", "0.75")),
        ([("1234567890", "1,234,567,890"), ("2134", "2,134"), ("98123.5", "98,123.5")], ("1234", "1,234")),
        ([("3, 4, 5", "12"), ("10, 20", "30"), ("7, 1, 1, 1", "10")], ("100, 11", "111")),
        ([("3, 4, 5", 12), ("10, 20", 30), ("7, 1, 1, 1", 10)], ("100, 11", 111)),
        ([((12, 4), 48), ((10, 7), 70), ((9, 11), 99)], ((3, 5), 15)),
        ([((12.5, 4), 50.0), ((10.25, 2), 20.5), ((9.5, 3), 28.5)], ((3.5, 3), 10.5)),
        ([("twenty-one", "21"), ("three hundred and four", "304"), ("nine", "9")], ("forty two", "42")),
        ([("37", "30-40"), ("12", "10-20"), ("85", "80-90")], ("61", "60-70")),
        ([("37", "35"), ("12", "10"), ("88", "90")], ("61", "60")),
        ([("125", "2:05"), ("60", "1:00"), ("3599", "59:59")], ("71", "1:11")),
        ([("90 min", "1h 30m"), ("125 min", "2h 5m"), ("61 min", "1h 1m")], ("200 min", "3h 20m")),
        ([("the quick fox", 3), ("one", 1), ("a b c d e", 5)], ("hello world", 2)),
        ([((5, 3), 5), ((2, 9), 9), ((7, 1), 7)], ((4, 6), 6)),
        (
            [
                ("3 cm", "0 feet and 1.1811 inches"),
                ("870 cm", "28 feet and 6.5197 inches"),
                ("69 cm", "2 feet and 3.1654 inches"),
            ],
            ("44 cm", "1 feet and 5.3228 inches"),
        ),
        ([("1:30", "90"), ("2:05", "125"), ("0:45", "45")], ("3:10", "190")),
        ([(100, 12), (64, 8), (33, 4)], (1000, 125)),
        ([(34, 2), (165, 5), (13, 5)], (137, 1)),
        ([((38, 6), 7), ((7, 4), 2), ((64, 4), 16)], ((398, 12), 34)),
        ([((38, 6), 2), ((17, 7), 3), ((65, 14), 9)], ((398, 12), 2)),
        ([("55:31", 3331), ("5:11", 311), ("11:39:57", 41997)], ("0:09", 9)),
        ([("UTC-05:00", -300), ("UTC+09:30", 570), ("UTC-02:30", -150)], ("UTC+00:00", 0)),
        ([("2.3; 79.5; n/a", 79.5), ("53.4; 0.1; n/a", 53.4), ("58.3; n/a; 0.3", 58.3)], ("0.6; 43.7", 43.7)),
        ([("75%", 0.75), ("31 %", 0.31), ("37%", 0.37)], ("12.5%", 0.125)),
        ([("-12°F", -24.4), ("330°F", 165.6), ("382°F", 194.4)], ("78°F", 25.6)),
        ([("1:00 pm", "13:00"), ("11:50 am", "11:50"), ("12:49 am", "00:49")], ("3pm", "15:00")),
        ([("7 kg 96 g", 7096), ("657 g", 657), ("4 kg 363 g", 4363)], ("85 kg", 85000)),
        (
            [("4.9K followers", 4900), ("1.2M followers", 1200000), ("36.3K followers", 36300)],
            ("700 followers", 700),
        ),
        ([("80°04′52″W", -80.0811), ("41°43′25″E", 41.7236), ("62°44′14″N", 62.7372)], ("62°41′S", -62.6833)),
        (
            [
                ("Wed 27 Dec, 15:00–15:30 Q3 planning", 30),
                ("Sun 16 Apr, 07:00–07:15 Jour fixe @ Room 4.12", 15),
                ("Wed 17 Jun, 09:15–10:30 1:1 with Zoë (online)", 75),
            ],
            ("Sat 6 Feb, 16:15–18:15 Retro", 120),
        ),
    ],
)
def test_learned(pairs: list[tuple[object, object]], more: tuple[object, object]) -> None:
    inputs = more[0] if isinstance(more[0], tuple) else (more[0],)
    assert learn(*pairs).run(inputs) == more[1]


def test_a_constant_that_the_observations_leave_open_is_not_guessed() -> None:
    program = learn(("7 dollar", "6.23 euro"), ("20 dollar", "17.79 euro"), ("300 dollar", "266.89 euro"))
    assert program.run(("30 dollar",)) == "26.69 euro"
    with pytest.raises(GuardFailed):
        program.run(("90000 dollar",))


def test_rounding_that_no_example_shows_is_refused() -> None:
    program = learn(("12.34", "12.3"), ("7.01", "7.0"), ("3.98", "4.0"))
    assert program.run(("1.16",)) == "1.2"
    with pytest.raises(GuardFailed):
        program.run(("1.15",))


def test_nearest_or_down_is_open_until_a_row_settles_it() -> None:
    with pytest.raises(GuardFailed):
        learn(("12.34", "12.3"), ("7.01", "7.0"), ("3.92", "3.9")).run(("1.19",))


def test_two_points_are_no_affine_law() -> None:
    program = learn(("10 in", "50 out"), ("33 in", "91.4 out"))
    assert program.refusal is not None


@given(
    st.integers(1, 10**6),
    st.integers(0, 4),
    st.lists(st.integers(1, 10**5), min_size=2, max_size=5, unique=True),
)
def test_the_law_is_within_what_is_found(scale: int, places: int, xs: list[int]) -> None:
    law = Fraction(scale, 997)
    unit = Fraction(1, 10**places)
    ys = [round(law * x / unit) * unit for x in xs]
    laws = proportional([Fraction(x) for x in xs], [(y - unit / 2, y + unit / 2) for y in ys])
    values = [each.scale / each.divisor for each in laws]
    for x, y in zip(xs, ys, strict=True):
        assert all(abs(value * x - y) <= unit / 2 for value in values)


@given(st.fractions(min_value=Fraction(1, 10**6), max_value=10**6), st.fractions(0, 1))
def test_the_simplest_lies_between_the_bounds(low: Fraction, width: Fraction) -> None:
    found = simplest(low, low + width)
    assert found is not None and low <= found[0] <= low + width
    one = believed(low, low + width)
    assert one is None or low <= one <= low + width


@given(
    st.lists(st.decimals(-(10**6), 10**6, places=3), min_size=1, max_size=4),
    st.sampled_from([".2f", ",.1f", "f", ".3f~"]),
)
def test_the_style_is_among_those_inferred(values: list[Decimal], spec: str) -> None:
    from llmjit.support.numbers import format_number

    tokens = [format_number(value, spec + ("u" if "." in spec else "")) for value in values]
    for written in styles(tokens):
        again = [format_number(Decimal(token.replace(",", "")), written.rounded("u")) for token in tokens]
        assert again == tokens
    assert styles(tokens)


@pytest.mark.parametrize(
    "rows",
    [
        [("²", "²"), ("٣", "3")],
        [("1e999", "1"), ("1e-999", "2"), ("9" * 80, "3")],
        [("1e99 1e99", "1e99"), ("2e99 3e99", "2e99"), ("x", "y")],
        [("", "0"), ("0", ""), ("-", "+")],
        [(None, None), (True, 1), (2.5, "2.5")],
        [(float("nan"), float("nan")), (float("inf"), 1.0), (1.5, 2.5)],
    ],
)
def test_odd_numbers_get_a_verdict(rows: list[tuple[object, object]]) -> None:
    program = learn(*rows)
    assert program.refusal is not None or program.programs


def test_many_observations() -> None:
    program = learn(*((f"{k} km", f"{k / 2:g} mi") for k in range(400)))
    assert program.run(("77 km",)) == "38.5 mi"


@pytest.mark.parametrize("mark", ["\n", ", ", " | "])
@pytest.mark.parametrize("aggregate", [sum, max, min])
def test_the_number_of_a_label_is_no_amount(mark: str, aggregate: Any) -> None:
    rows = [
        ("jam 31", "rye 47", "oil 22"),
        ("tea 12", "ham 45"),
        ("fig 58", "nut 20", "pie 30"),
        ("egg 17", "bun 64"),
    ]
    amounts = [[int(piece.split()[1]) for piece in row] for row in rows]
    program = learn(*[(mark.join(row), aggregate(found)) for row, found in zip(rows, amounts, strict=True)])
    assert program.run([mark.join(("pea 25", "rum 10"))]) == aggregate([25, 10])
    with pytest.raises(GuardFailed):
        program.run([mark.join(("pea 99 25", "rum 11 33"))])


def test_a_rest_that_is_never_more_than_nothing_or_the_number_is_none() -> None:
    found = learn(*[(number, rest) for number, rest in ((5, 5), (208, 0), (11, 11))])
    assert found.refusal is not None


def test_numbers_that_stand_in_the_text_are_not_computed_with_constants() -> None:
    rows = [("Runs: 14, Lost: 2", 14), ("Runs: 120, Lost: 0", 120), ("Runs: 9, Lost: 1", 9)]
    found = learn(*rows)
    assert found.refusal is not None or found.run(("Runs: 700, Lost: 10",)) == 700


def test_a_scale_near_one_that_is_not_known_is_a_sum_that_left_something_out() -> None:
    xs = [Fraction(2201), Fraction(533), Fraction(4080)]
    spreads = [(Fraction(2 * y - 1, 2), Fraction(2 * y + 1, 2)) for y in (2198, 532, 4074)]
    assert proportional(xs, spreads) == []


def test_a_scale_that_is_hardly_known_is_none() -> None:
    spreads = [(Fraction(n * 2 - 1, 20), Fraction(n * 2 + 1, 20)) for n in (7, 11, 2)]
    assert proportional([Fraction(37), Fraction(61), Fraction(12)], spreads) == []


def test_thousands_are_open_beside_the_code_of_a_currency() -> None:
    rows = [("3 days at EUR 40.00", "EUR 120.00"), ("12 days at EUR 21.00", "EUR 252.00")]
    found = accepted(*rows, ("7 days at EUR 33.00", "EUR 231.00"))
    assert found.run(("9 days at EUR 50.00",)) == "EUR 450.00"
    assert refuses(found, "30 days at EUR 64.00")
