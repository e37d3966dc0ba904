"""Numbers in cells, the one row that has most, values by group."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import (
    RowError,
    cell_amount,
    counts_by,
    entries_of,
    lists_by,
    most_common_of,
    product_total,
    ranked,
    sole_extreme,
    sole_row,
    sole_row_or,
    totals_by,
    whole_amount,
)
from llmjit.support.settings import SettingError, parse_settings, value_at, value_or_none


@pytest.mark.parametrize(
    ("cell", "unit", "number"),
    [("1,200", "", "1200"), ("$3.50", "", "3.5"), ("44%", "%", "44"), ("-12ms", "ms", "-12"), (7, "", "7")],
)
def test_amounts(cell: object, unit: str, number: str) -> None:
    assert cell_amount(cell, unit) == Decimal(number)


@pytest.mark.parametrize(
    ("cell", "unit"), [("1,20", ""), ("12s", "ms"), ("", ""), (True, ""), ("12 ms", ""), ("--1", "")]
)
def test_no_amounts(cell: object, unit: str) -> None:
    with pytest.raises(RowError):
        cell_amount(cell, unit)


@given(st.integers(-(10**9), 10**9))
def test_whole_amounts_are_read_as_they_are_written(number: int) -> None:
    assert (
        whole_amount(f"{number:,}")
        == whole_amount(str(number))
        == whole_amount(f"{number}kB", "kB")
        == number
    )


@given(st.lists(st.integers(0, 5)))
def test_counts_and_lists_agree(values: list[int]) -> None:
    pairs = [(value, 1) for value in values]
    assert (
        counts_by(values) == totals_by(pairs) == {key: len(found) for key, found in lists_by(pairs).items()}
    )
    assert product_total(pairs) == sum(values)


def test_ties_and_nothing_have_no_answer() -> None:
    assert sole_extreme(["a", "bbb", "cc"], max, len) == "bbb"
    assert sole_row([4]) == 4 and sole_row_or([], None) is None and most_common_of([1, 2, 2]) == 2
    for fail in (
        lambda: sole_extreme(["a", "b"], max, len),
        lambda: sole_extreme([], min, len),
        lambda: sole_row([1, 2]),
        lambda: sole_row_or([1, 2], 0),
        lambda: most_common_of([1, 2]),
    ):
        with pytest.raises(RowError):
            fail()


def test_settings() -> None:
    text = "; none\n[web]\nport = 80\nurl: http://x:1/a=b\n\n# more\n[db.main]\nport=5432"
    settings = parse_settings(text)
    assert settings == {"web": {"port": "80", "url": "http://x:1/a=b"}, "db.main": {"port": "5432"}}
    assert value_at(settings, "web/port", "/") == "80"
    assert value_at({"a": [{"b": 1}]}, "a.0.b", ".") == 1
    assert value_or_none(settings, "web/host", "/") is None
    for bad in ("port = 1", "[a]\nx=1\n[a]\ny=1", "[a]\nx=1\nx=2", "[a]\nno setting"):
        with pytest.raises(SettingError):
            parse_settings(bad)
    with pytest.raises(SettingError):
        value_at(settings, "web.port.x", ".")


def test_texts_are_compared_where_they_are_written_alike() -> None:
    rows = [("a", "2031-04-09 08:00"), ("b", "2029-11-30 17:45")]
    assert sole_extreme(rows, min, lambda row: row[1]) == rows[1]
    assert ranked(rows, lambda row: row[1], False) == rows[::-1]
    for odd in ("never", "2031-04-09"):
        with pytest.raises(RowError, match="different forms"):
            sole_extreme([*rows, ("c", odd)], min, lambda row: row[1])
        with pytest.raises(RowError, match="different forms"):
            ranked([*rows, ("c", odd)], lambda row: row[1], True)


def test_entries_have_one_value_each() -> None:
    assert entries_of([("Ann", "tea"), ("Bo", "rye"), ("Ann", "tea")]) == {"Ann": "tea", "Bo": "rye"}
    with pytest.raises(RowError, match="Ann"):
        entries_of([("Ann", "tea"), ("Ann", "rye")])
