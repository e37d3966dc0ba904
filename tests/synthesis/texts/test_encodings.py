"""Other codes and short numbers: learned from a few, refused where no example shows the way."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support import codes
from tests.synthesis.learning import emitted, evaluated, learn

Pairs = list[tuple[Any, Any]]


LEARNED: list[tuple[Pairs, tuple[Any, Any]]] = [
    ([("a b", "a%20b"), ("c&d e", "c%26d%20e"), ("x?", "x%3F")], ("p q&r", "p%20q%26r")),
    ([("a%20b", "a b"), ("c%26d", "c&d"), ("%3Fx", "?x")], ("u%2Fv", "u/v")),
    ([("rgb(1, 20, 255)", "#0114ff"), ("rgb(9, 8, 7)", "#090807"), ("rgb(77, 0, 16)", "#4d0010")],
     ("rgb(255, 0, 10)", "#ff000a")),
    ([("#0114FF", "1, 20, 255"), ("#090807", "9, 8, 7"), ("#4D0010", "77, 0, 16")], ("#FF000A", "255, 0, 10")),
    ([("10.0.255.1", "00001010.00000000.11111111.00000001"), ("1.2.3.4", "00000001.00000010.00000011.00000100"),
      ("9.9.0.128", "00001001.00001001.00000000.10000000")], ("8.8.8.8", "00001000.00001000.00001000.00001000")),
    ([(255, "0xff"), (4096, "0x1000"), (11, "0xb")], (1234, "0x4d2")),
    ([("A", 65), ("z", 122), ("#", 35)], ("q", 113)),
    ([(1, "A"), (26, "Z"), (3, "C")], (10, "J")),
    ([(1, "1st"), (12, "12th"), (23, "23rd")], (102, "102nd")),
    ([(1, "1 box"), (5, "5 boxes"), (12, "12 boxes")], (7, "7 boxes")),
    ([(1234, "1K"), (56789, "56K"), (7654321, "7M")], (99999, "99K")),
    ([(1500, "1.5k"), (20480, "20.5k"), (3456789, "3.5M")], (998700, "998.7k")),
    ([("1234567", "12,34,567"), ("999", "999"), ("7654321", "76,54,321")], ("123456789", "12,34,56,789")),
    ([("1234.56", "1.234,56"), ("9.50", "9,50"), ("7654321.00", "7.654.321,00")], ("12345.67", "12.345,67")),
    ([("1.234,56 €", "1234.56"), ("9,50 €", "9.50"), ("7.654.321,00 €", "7654321.00")], ("12.345,67 €", "12345.67")),
    ([("12.50", "12.50"), ("-3.20", "(3.20)"), ("-155.00", "(155.00)")], ("-7.77", "(7.77)")),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "more"), LEARNED)
def test_learned(pairs: Pairs, more: tuple[Any, Any]) -> None:
    assert learn(*pairs).run((more[0],)) == more[1]


@pytest.mark.parametrize(
    ("pairs", "unknown"),
    [
        ([(1234, "1K"), (56789, "56K"), (7654321, "7M")], 12345678901),
        ([(1234, "1K"), (56789, "56K"), (7654321, "7M")], 12),
        ([(4, "4 cats"), (15, "15 cats"), (302, "302 cats")], 1),
        ([(4, "4th"), (15, "15th"), (306, "306th")], 21),
    ],
)
def test_refused(pairs: Pairs, unknown: Any) -> None:
    with pytest.raises(GuardFailed):
        learn(*pairs).run((unknown,))


@pytest.mark.parametrize(
    "pairs", [LEARNED[0][0], LEARNED[3][0], LEARNED[8][0], LEARNED[10][0], LEARNED[15][0]]
)
def test_emitted_code_equals_evaluation(pairs: Pairs) -> None:
    found = learn(*pairs)
    function = emitted(found)
    values = st.text("#aF09 &-.", max_size=8) if isinstance(pairs[0][0], str) else st.integers(-5, 10**9)

    @given(values | st.sampled_from([x for x, _ in pairs]))
    def check(value: Any) -> None:
        assert function(value) == evaluated(found, value)

    check()


@given(st.text(max_size=30))
def test_codes_are_undone(text: str) -> None:
    text = re.sub("[\ud800-\udfff]", "", text)
    assert codes.decode_percent(codes.encode_percent(text, ""), False) == text
    assert codes.decode_percent(codes.encode_percent(text, "+"), True) == text
    assert codes.decode_base64(codes.encode_base64(text)) == text
    assert codes.unescape_html(codes.escape_html(text, True)) == text or "&" in text


@given(st.integers(-(10**9), 10**9))
def test_numbers_are_read_as_written(number: int) -> None:
    assert codes.group_indian(str(number)).replace(",", "") == str(number)
    assert codes.swap_marks(codes.swap_marks(f"{number:,}.5")) == f"{number:,}.5"
    assert codes.in_parentheses(str(number)).strip("()") == str(abs(number))
    assert codes.ordinal_number(number).rstrip("sthndr") == str(number)


@given(st.integers(0, 26), st.integers(0, 10**12))
def test_letters_and_short_numbers(index: int, number: int) -> None:
    if index:
        assert codes.letter_number(codes.letter(index)) == index
    short = codes.short_number(Decimal(number), 1000, ["", "K", "M", "B", "T"], 0, "d")
    assert (
        0 <= number - codes.parse_short(short, 1000) < max(1, number / 10 ** (len(short.rstrip("KMBT")) - 1))
    )
