"""Tables and key-value text."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.tables import (
    Table,
    TableError,
    parse_attributes,
    parse_fields,
    parse_query,
    parse_rows,
    parse_table,
)

CELL = st.text(st.characters(whitelist_categories=("Lu", "Ll", "Nd")), min_size=1, max_size=8)
ROWS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=2, max_size=6)
)


@given(ROWS)
def test_markdown_round_trip(rows: list[list[str]]) -> None:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    assert [list(row) for row in parse_rows("\n".join(lines))] == rows


@given(ROWS)
def test_bare_pipes_and_aligned_columns(rows: list[list[str]]) -> None:
    assert [list(row) for row in parse_rows("\n".join(" | ".join(row) for row in rows))] == rows
    assert [list(row) for row in parse_rows("\n".join("   ".join(row) for row in rows))] == rows


@given(st.lists(st.lists(st.text("ab, \"'1", min_size=1).map(str.strip), min_size=3, max_size=3), min_size=2))
def test_csv_round_trip(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(rows)
    got = parse_rows(out.getvalue(), "csv")
    assert [list(row) for row in got] == [[cell.strip() for cell in row] for row in rows]


@given(st.text(), st.sampled_from([None, "pipe", "csv", "tsv", "aligned", "semicolon", "nonsense"]))
def test_any_text_is_a_table_or_a_table_error(text: str, style: str | None) -> None:
    try:
        table = parse_table(text, style)
    except TableError:
        return
    assert all(len(row) == len(table.columns) > 1 for row in table.rows)


TABLE = parse_table("Name | Price | Stock\nbolt | $1,200.50 | 3\nnut | $3 | 12\ncam | -$4 | 12\n")


def test_look_ups() -> None:
    assert TABLE.cell("Name", "nut", "Stock") == "12"
    assert TABLE.cell("name", "NUT", "stock") == "12"
    assert TABLE.column("Price") == ("$1,200.50", "$3", "-$4")
    assert TABLE.extreme("Price", max)[0] == "bolt"
    assert TABLE.extreme("Price", min)[0] == "cam"
    assert TABLE.where("Stock", "12").column(0) == ("nut", "cam")
    assert TABLE.index(-1) == 2


@pytest.mark.parametrize(
    "look_up",
    [
        lambda t: t.cell("Name", "gear", "Stock"),
        lambda t: t.cell("Stock", "12", "Name"),
        lambda t: t.column("Weight"),
        lambda t: t.column(3),
        lambda t: t.extreme("Stock", max),
        lambda t: t.extreme("Name", max),
        lambda t: Table(("a", "b"), ()).extreme("a", max),
        lambda t: Table(("a", "a"), (("1", "2"),)).column("a"),
    ],
)
def test_no_single_answer_raises(look_up) -> None:
    with pytest.raises(TableError):
        look_up(TABLE)


def test_ragged_text_is_no_table() -> None:
    with pytest.raises(TableError):
        parse_table("a | b\n1 | 2 | 3")


def test_fields() -> None:
    assert parse_fields("Name: Al\nTime: 10:30\nnote") == {"Name": "Al", "Time": "10:30"}
    assert parse_fields("a=1; b=2", ";", "=") == {"a": "1", "b": "2"}
    with pytest.raises(TableError):
        parse_fields("a: 1, b: 2\nc", ",", ":")
    for bad in ("", "nothing here", "a: 1\na: 2"):
        with pytest.raises(TableError):
            parse_fields(bad)


def test_attributes() -> None:
    assert parse_attributes("""<a href="x y" id='7' data-n=3>""") == {"href": "x y", "id": "7", "data-n": "3"}
    for bad in ("<a>", 'x="1" x="2"'):
        with pytest.raises(TableError):
            parse_attributes(bad)


def test_query() -> None:
    assert parse_query("https://a.example/x?id=12&q=a%20b&z=") == {"id": "12", "q": "a b", "z": ""}
    for bad in ("https://a.example", "?a=1&a=2", "http://[", ""):
        with pytest.raises(TableError):
            parse_query(bad)


def test_blanks_do_not_cut_what_is_in_quotes() -> None:
    assert parse_fields('who="Jo Doe" at=3', " ", "=") == {"who": "Jo Doe", "at": "3"}
    assert parse_fields('at=3 note="a=b c" 5" pipe', " ", "=") == {"at": "3", "note": "a=b c"}
    assert parse_fields('who="Jo at=3', " ", "=") == {"who": '"Jo', "at": "3"}


def test_a_block_is_the_only_table_among_lines_without_cells() -> None:
    text = "Round 3\nName      Points\nAda           12\nBo             7\n\nReferee: Kim"
    assert parse_rows(text, "aligned block") == (("Name", "Points"), ("Ada", "12"), ("Bo", "7"))
    for other in ("Name  Points\nAda  12", "Round 3\nName  Points\nAda 12\nBo  7", "Round 3\n\nEnd"):
        with pytest.raises(TableError):
            parse_rows(other, "aligned block")


def test_a_table_in_html_has_cells_without_tags_and_comments() -> None:
    hidden = "<!-- <tr><td>x</td></tr> -->"
    text = f"<table><tr><th>A</th><th>B</th></tr>{hidden}<tr><td><b>1</b> &amp; 2</td><td>3</td></tr></table>"
    assert parse_rows(text) == (("A", "B"), ("1 & 2", "3"))
    for other in (text + text, text.replace("3</td>", "3"), text.replace("-->", "")):
        with pytest.raises(TableError):
            parse_rows(other)
