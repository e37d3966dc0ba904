"""Tables and key-value text, as models are shown them: parse, then look up, filter and project by name.

A table is HTML, pipe-delimited (Markdown or bare), CSV, TSV or aligned by runs of spaces. Nothing is guessed beyond
the delimiter: a text whose lines do not all have the header's number of cells is no table. Of a ``block`` other lines
stand above and below, which have no delimiter at all.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import final
from urllib.parse import parse_qsl, urlsplit

from llmjit.support.markup import MarkupError, html_rows

_GAP = re.compile(r"\t+| {2,}")
MAXIMUM_SIZE = 1_000_000


class TableError(ValueError):
    """The text is no table, or the table has no such column, row or single answer."""


@final
@dataclass(frozen=True, slots=True)
class Table:
    """Named columns over rows of text cells; every row has one cell a column.

    All look-ups raise TableError where the answer does not exist or is not the only one.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def index(self, column: str | int) -> int:
        """The position of a column, by its name (exact, then ignoring case and outer space) or position."""
        if isinstance(column, int):
            if not -len(self.columns) <= column < len(self.columns):
                raise TableError(f"no column {column} among {len(self.columns)}")
            return column % len(self.columns)
        for names in (self.columns, tuple(map(_fold, self.columns))):
            wanted = column if names is self.columns else _fold(column)
            if names.count(wanted) == 1:
                return names.index(wanted)
            if wanted in names:
                raise TableError(f"several columns are called {column!r}")
        raise TableError(f"no column {column!r} among {list(self.columns)}")

    def column(self, column: str | int) -> tuple[str, ...]:
        """All cells of one column, top to bottom."""
        at = self.index(column)
        return tuple(row[at] for row in self.rows)

    def records(self) -> list[dict[str, str]]:
        """The rows as dicts by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def where(self, column: str | int, value: str) -> Table:
        """The rows whose cell in ``column`` is ``value``; there may be none."""
        at = self.index(column)
        exact = tuple(row for row in self.rows if row[at] == value)
        return Table(self.columns, exact or tuple(row for row in self.rows if _fold(row[at]) == _fold(value)))

    def row(self, column: str | int, value: str) -> tuple[str, ...]:
        """The one row whose cell in ``column`` is ``value``."""
        found = self.where(column, value).rows
        if len(found) != 1:
            raise TableError(f"{len(found)} rows have {value!r} in column {column!r}")
        return found[0]

    def cell(self, key: str | int, value: str, column: str | int) -> str:
        """The cell in ``column`` of the one row whose ``key`` column is ``value``."""
        return self.row(key, value)[self.index(column)]

    def extreme(self, column: str | int, choose: Callable[[Sequence[float]], float]) -> tuple[str, ...]:
        """The one row whose number in ``column`` is ``choose`` (max, min) of them all; a tie raises."""
        numbers = [_number(cell) for cell in self.column(column)]
        if not numbers:
            raise TableError("the table is empty")
        best = choose(numbers)
        if numbers.count(best) != 1:
            raise TableError(f"{numbers.count(best)} rows have {best!r} in column {column!r}")
        return self.rows[numbers.index(best)]

    def cell_of_extreme(
        self, column: str | int, choose: Callable[[Sequence[float]], float], wanted: str | int
    ) -> str:
        """The cell in ``wanted`` of the row that `extreme` finds."""
        return self.extreme(column, choose)[self.index(wanted)]


def _fold(text: str) -> str:
    return text.strip().casefold()


def _number(cell: str) -> float:
    found = re.fullmatch(r"\s*[-+]?[$€£]?\s*([-+]?)((?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*%?\s*", cell)
    if not found:
        raise TableError(f"{cell!r} is no number")
    value = float(found[2].replace(",", ""))
    return -value if "-" in cell else value


def parse_table(text: str, style: str | None = None) -> Table:
    """The table a text holds; its first row names the columns. Raises TableError.

    ``style`` is one of `STYLES`; None takes the first of the `PLAIN` ones that gives a table.
    """
    header, *rows = parse_rows(text, style)
    return Table(header, tuple(rows))


def parse_rows(text: str, style: str | None = None) -> tuple[tuple[str, ...], ...]:
    """The rows of cells of a text, header included, all of one length of at least two. Raises TableError."""
    if len(text) > MAXIMUM_SIZE:
        raise TableError("the text is too large for a table")
    if style is not None and style not in STYLES:
        raise TableError(f"no table style {style!r}")
    for name in PLAIN if style is None else (style,):
        rows = STYLES[name](text)
        width = len(rows[0]) if rows else 0
        if width > 1 and len(rows) > 1 and all(len(row) == width for row in rows):
            return tuple(tuple(cell.strip() for cell in row) for row in rows)
    raise TableError("the lines do not form a table")


def _lines(text: str) -> list[str]:
    return [line.strip("\r") for line in text.split("\n") if line.strip()]


def _is_rule(line: str) -> bool:
    return set(line) <= set("|:-=+ \t") and ("--" in line or "==" in line)


def _pipe(text: str) -> list[list[str]]:
    lines = _lines(text)
    return [_pipe_cells(line) for line in lines if "|" in line and not _is_rule(line)]


def _pipe_cells(line: str) -> list[str]:
    line = line.strip()
    inner = line[line.startswith("|") : len(line) - (line.endswith("|") and len(line) > 1)]
    return re.split(r"(?<!\\)\|", inner)


def _delimited(delimiter: str) -> Callable[[str], list[list[str]]]:
    def parse(text: str) -> list[list[str]]:
        body = "\n".join(_lines(text))
        try:
            return list(csv.reader(io.StringIO(body), delimiter=delimiter, skipinitialspace=True))
        except csv.Error:
            return []

    return parse


def _aligned(text: str) -> list[list[str]]:
    return [_GAP.split(line.strip()) for line in _lines(text) if not _is_rule(line)]


def _html(text: str) -> list[list[str]]:
    if "<tr" not in text:
        return []
    try:
        return html_rows(text)
    except MarkupError:
        return []


def _block(style: Callable[[str], list[list[str]]]) -> Callable[[str], list[list[str]]]:
    """Reads the only table among lines that have no cells: a title above it, a signature below."""

    def parse(text: str) -> list[list[str]]:
        cells = [(style(line) or [[]])[0] for line in text.split("\n")]
        at = [place for place, row in enumerate(cells) if len(row) > 1]
        if not at or len(at) == len([row for row in cells if row]):
            return []
        rows = cells[at[0] : at[-1] + 1]
        kept = [row for row in rows if row]
        return kept if all(len(row) > 1 for row in kept) else []

    return parse


STYLES: dict[str, Callable[[str], list[list[str]]]] = {
    "html": _html,
    "pipe": _pipe,
    "tsv": _delimited("\t"),
    "csv": _delimited(","),
    "semicolon": _delimited(";"),
    "aligned": _aligned,
    "csv block": _block(_delimited(",")),
    "semicolon block": _block(_delimited(";")),
    "aligned block": _block(_aligned),
}
PLAIN = ("html", "pipe", "tsv", "csv", "semicolon", "aligned")
"""Styles of texts that hold nothing but the table."""


def parse_fields(text: str, between: str = "\n", within: str = ":") -> dict[str, str]:
    """The fields of ``key: value`` text: ``between`` separates items, the first ``within`` key and value.

    Items without ``within`` are passed over. What is in double quotes is one value, if items are a blank apart. Raises
    TableError if a key comes twice, a value runs on in the next line, or there is no field.
    """
    fields: dict[str, str] = {}
    for item in _unquoted(text, within) if between == " " and '"' in text else text.split(between):
        key, found, value = item.partition(within)
        if not found:
            continue
        key = key.strip()
        if key in fields:
            raise TableError(f"the key {key!r} comes twice")
        fields[key] = value.strip()
        if "\n" in fields[key]:
            raise TableError(f"the value of {key!r} runs over lines")
    if not fields:
        raise TableError("no key and value in the text")
    return fields


def _unquoted(text: str, within: str) -> list[str]:
    """The items between blanks, but for those in the quotes around a value, which are taken away."""
    value = re.compile(rf'([^\s"]+?{re.escape(within)})"([^"]*)"(?!\S)|(\S+)')
    return ["".join(part or "" for part in found.groups()) for found in value.finditer(text)]


_ATTRIBUTE = re.compile(r"""([A-Za-z_:][-\w:.]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")

_COMMENTS = ("#", ";", "//")


def parse_attributes(text: str) -> dict[str, str]:
    """Attributes written ``name="value"``, as in HTML and logfmt.

    Raises TableError as parse_fields, and for one that a line begins with behind a comment's mark.
    """
    fields: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text):
        name = found[1]
        if name in fields:
            raise TableError(f"the attribute {name!r} comes twice")
        if text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip() in _COMMENTS:
            raise TableError(f"the attribute {name!r} stands in a comment")
        fields[name] = next(value for value in found.group(2, 3, 4) if value is not None)
    if not fields:
        raise TableError("no attribute in the text")
    return fields


def parse_query(text: str) -> dict[str, str]:
    """The fields of a URL's query, decoded. Raises TableError as parse_fields."""
    try:
        pairs = parse_qsl(urlsplit(text).query, keep_blank_values=True)
    except ValueError as error:
        raise TableError(str(error)) from None
    fields = dict(pairs)
    if not fields or len(fields) < len(pairs):
        raise TableError("the query has no fields, or one of them twice")
    return fields
