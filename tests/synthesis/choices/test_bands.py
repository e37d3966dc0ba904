"""Amounts of ledgers, bands, versions and standard codes learned from three observations."""

from __future__ import annotations

from decimal import Decimal

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.amounts import number_in_words, read_amount, read_quantity, version_parts
from llmjit.support.checksums import check_digit, is_checked
from llmjit.support.numbers import NumberError
from llmjit.synthesis.numbers.units import sizes
from tests.synthesis.learning import learn

Pair = tuple[object, object]


LOADS: list[Pair] = [
    ("cpu 71% (warn 60%, crit 95%)", "warning"),
    ("disk io 21% (warn 70%, crit 90%)", "ok"),
    ("mem 96% (warn 50%, crit 95%)", "critical"),
]
NOTES: list[Pair] = [
    (("$22", "$99"), "$77 over budget"),
    (("$508", "$298"), "$210 under budget"),
    (("$791", "$408"), "$383 under budget"),
]
RELEASES: list[Pair] = [
    (("1.13.10", "1.13.11"), "patch"),
    (("1.0.5", "1.0.8"), "patch"),
    (("8.0.12", "8.1.0"), "minor"),
]
WEIGHTS: list[Pair] = [("106kg", 106000), ("991t", 991000000), ("786g", 786)]
MODES: list[Pair] = [("704", "rwx---r--"), ("046", "---r--rw-"), ("007", "------rwx")]


@pytest.mark.parametrize(
    ("pairs", "asked", "wanted"),
    [
        (
            [("604,39 kr", "SEK 604.39"), ("6 354,67 kr", "SEK 6354.67"), ("0,30 kr", "SEK 0.30")],
            "67,45 kr",
            "SEK 67.45",
        ),
        ([("224,10 €", 224.1), ("28,99 €", 28.99), ("0,40 €", 0.4)], "28.121,29 €", 28121.29),
        ([("154-", -154), ("9018-", -9018), ("12", 12)], "6351-", -6351),
        ([("12.50 DR", -12.5), ("3.20 CR", 3.2), ("150.00 DR", -150.0)], "7.10 CR", 7.1),
        (
            [("28.1 billion", 28100000000), ("633 thousand", 633000), ("7 million", 7000000)],
            "2 trillion",
            2 * 10**12,
        ),
        (WEIGHTS, "75.7 t", 75700000),
        (NOTES, ("$87", "$83"), "$4 under budget"),
        (LOADS, "cpu 10% (warn 60%, crit 95%)", "ok"),
        (RELEASES, ("12.3.13", "13.0.0"), "major"),
        ([("1.25.13", "1.26.0"), ("6.8.4", "6.9.0"), ("5.0.12", "5.1.0")], "8.9.4", "8.10.0"),
        ([("twelve boxes", 12), ("nine tags", 9), ("twenty-one pens", 21)], "seven lids", 7),
        (MODES, "546", "r-xr--rw-"),
        ([("10.0.0.1", 167772161), ("1.2.3.4", 16909060), ("8.8.8.8", 134744072)], "0.0.1.0", 256),
        (
            [("7992739871", "79927398713"), ("4539148803436", "45391488034364"), ("1234", "12344")],
            "555",
            "5553",
        ),
        (
            [(("A", "beta"), "A-beta"), (("Bo", ""), "Bo"), (("C", "rc"), "C-rc")],
            ("D", ""),
            "D",
        ),
    ],
)
def test_learned(pairs: list[Pair], asked: object, wanted: object) -> None:
    assert learn(*pairs).run(asked if isinstance(asked, tuple) else (asked,)) == wanted


@pytest.mark.parametrize(
    ("pairs", "asked"),
    [
        (LOADS, "cpu 60% (warn 60%, crit 95%)"),
        ([*LOADS[:2], ("mem 55% (warn 50%, crit 95%)", "warning")], "cpu 99% (warn 60%, crit 95%)"),
        (NOTES, ("$5", "$5")),
        (RELEASES, ("2.0.0", "1.9.9")),
        (WEIGHTS, "3 parsecs"),
        (MODES, "8"),
    ],
)
def test_what_was_never_shown_is_refused(pairs: list[Pair], asked: object) -> None:
    found = learn(*pairs)
    assert found.refusal is None
    with pytest.raises(GuardFailed):
        found.run(asked if isinstance(asked, tuple) else (asked,))


@pytest.mark.parametrize(
    ("text", "mark", "below", "value"),
    [
        ("1.234,50 €", ",", "", "1234.50"),
        ("CHF 1'234.50", ".", "", "1234.50"),
        ("($5,000.00)", ".", "", "-5000.00"),
        ("-$5", ".", "", "-5"),
        ("£1,204 Dr", ".", "DR", "-1204"),
        ("1.234", ",", "", "1234"),
    ],
)
def test_amounts_are_read(text: str, mark: str, below: str, value: str) -> None:
    assert read_amount(text, mark, below) == Decimal(value)


@pytest.mark.parametrize("text", ["", "1,23", "1 and 2", "1,2345", "12.5.6", "-(5)"])
def test_what_is_no_amount_is_not_read(text: str) -> None:
    with pytest.raises(NumberError):
        read_amount(text, ".", "")


def test_quantities_words_and_versions_are_strict() -> None:
    assert read_quantity("$1.5 Million", {"million": "1000000"}) == 1500000
    assert number_in_words("about twenty-one boxes") == 21
    assert version_parts("app v1.20.3-rc") == [1, 20, 3]
    for read, text in ((number_in_words, "one or two"), (version_parts, "1.2.3 to 1.2.4")):
        with pytest.raises(NumberError):
            read(text)
    with pytest.raises(NumberError):
        read_quantity("5 miles", {"km": "1"})


def test_check_digits() -> None:
    assert [check_digit("7992739871", "luhn"), check_digit("400638133393", "ean")] == ["3", "1"]
    assert [check_digit("030640615", "isbn10"), check_digit("3214282912345698765432161182", "mod97")][
        0
    ] == "2"
    assert is_checked("0-8044-2957-X", "isbn10") and not is_checked("4006381333932", "ean")


def test_names_of_several_units_have_a_table_each() -> None:
    tables = sizes(frozenset({"kb", "b"}))
    assert {table["kb"] / table["b"] for table in tables} == {1000, 1024}
    assert all("kb" not in table or "b" in table for table in tables)


def test_parts_of_dates_and_rows_with_missing_cells_are_not_compared_with_limits() -> None:
    due: list[Pair] = [
        (("B-1", "2022-05-01", "2022-04-26"), "early"),
        (("B-2", "2022-05-01", "2022-05-08"), "overdue"),
        (("B-3", "2022-05-14", None), "open"),
    ]
    with pytest.raises(GuardFailed):
        learn(*due).run(("B-4", "2022-05-30", "2022-06-01"))
    with pytest.raises(GuardFailed):
        learn(*[(inputs[1:2], label) for inputs, label in due]).run(("2022-05-30",))


def test_words_for_no_difference_beside_notes_by_sign() -> None:
    rows = [
        (("2024-05-05", "2024-05-14"), "9 days over"),
        (("2024-02-27", "2024-02-11"), "in 16 days"),
        (("2024-12-21", "2024-12-21"), "now"),
    ]
    found = learn(*rows)
    assert found.run(("2024-04-26", "2024-04-30")) == "4 days over"
    assert found.run(("2024-07-28", "2024-07-05")) == "in 23 days"
    assert found.run(("2023-03-01", "2023-03-01")) == "now"
