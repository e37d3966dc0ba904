"""A request as a compiled program sees it: prose, the table in it, and what the prose mentions of both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from llmjit.support.mentions import Mention, number_mentions, read_number
from llmjit.support.tables import Table, TableError, parse_rows

OPEN, CLOSE = "\ue000", "\ue001"
_NUMERIC: Final = re.compile(r"\s*-?[$€£]?\s?-?(\d[\d,]*\.?\d*|\.\d+)\s*%?\s*")
_TIME: Final = re.compile(r"(?<![\d.:])(\d{1,2})[.:](\d{2})\s?([AaPp])\.?\s?[Mm](?![A-Za-z])\.?")


@final
@dataclass(frozen=True, slots=True)
class Token:
    """Something the prose mentions: a number, a time of day, a row by its label, a column by its name.

    ``kind`` is ``number``, ``time``, ``label``, ``column`` or ``both`` (a label that is a number). ``value`` is
    the number, the minutes since midnight, or the label or name as the table writes it.
    """

    kind: str
    start: int
    end: int
    value: object
    number: int | float | None = None


@final
@dataclass(frozen=True)
class Request:
    """A request text, split into ``prose`` and ``table`` (None where it holds none)."""

    prose: str
    table: Table | None = None

    @cached_property
    def mentions(self) -> tuple[Token, ...]:
        """What the prose mentions, in order: labels and columns of the table first, numbers elsewhere."""
        return find_mentions(self.prose, self.table, columns=False)

    @cached_property
    def mentions_with_columns(self) -> tuple[Token, ...]:
        """As `mentions`, the names of columns included."""
        return find_mentions(self.prose, self.table, columns=True)

    def encoded(self, columns: bool = False) -> str:
        """The prose with each mention replaced by a marker that says its kind and position."""
        out, at = [], 0
        for index, token in enumerate(self.mentions_with_columns if columns else self.mentions):
            out += [self.prose[at : token.start], f"{OPEN}{token.kind[0]}{index}{CLOSE}"]
            at = token.end
        return "".join([*out, self.prose[at:]])


def read_request(text: str) -> Request:
    """Split a request into prose and the (last) block of lines that forms a table."""
    text = text.replace(OPEN, "").replace(CLOSE, "").replace("\r\n", "\n").strip()
    lines = text.split("\n")
    end = len(lines)
    while end and "|" not in lines[end - 1] and "\t" not in lines[end - 1]:
        end -= 1
    start = end
    while start and ("|" in lines[start - 1] or "\t" in lines[start - 1]):
        start -= 1
    table = _table("\n".join(lines[start:end])) if end - start >= 2 else None
    if table is None:
        return Request(text)
    return Request("\n".join([*lines[:start], *lines[end:]]).strip(), table)


def _table(text: str) -> Table | None:
    try:
        rows = _bare_rows(text) or parse_rows(text)
    except TableError:
        return None
    head, *body = rows
    if any(map(_has_number, head[1:])) and all(any(map(_has_number, row[1:])) for row in body):
        return Table(tuple("" for _ in head), rows)
    return Table(head, tuple(body))


def _bare_rows(text: str) -> tuple[tuple[str, ...], ...]:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.split("\n")]
    framed = any(line.lstrip().startswith("|") for line in text.split("\n"))
    return () if framed or len({len(row) for row in rows}) != 1 or len(rows[0]) < 2 else tuple(rows)


def _has_number(cell: str) -> bool:
    return any(character.isdigit() for character in cell)


def find_mentions(prose: str, table: Table | None, columns: bool) -> tuple[Token, ...]:
    """What a text mentions, in order: rows of ``table`` by label, its columns if asked, times, numbers."""
    found: list[Token] = []
    taken: set[int] = set()
    if table is not None:
        labels = [(cell, "label") for cell in dict.fromkeys(row[0] for row in table.rows)]
        names = [(name, "column") for name in table.columns[1:]] if columns else []
        for cell, kind in sorted([*labels, *names], key=lambda item: -len(item[0])):
            for start, end in _occurrences(cell, prose):
                if taken.isdisjoint(range(start, end)):
                    taken.update(range(start, end))
                    found.append(_label(cell, kind, start, end))
    for match in _TIME.finditer(prose):
        if taken.isdisjoint(range(*match.span())):
            taken.update(range(*match.span()))
            found.append(Token("time", match.start(), match.end(), read_time(match[0])))
    found += [
        Token("number", mention.start, mention.end, mention.value, mention.value)
        for mention in number_mentions(prose)
        if taken.isdisjoint(range(mention.start, mention.end))
    ]
    return tuple(sorted(found, key=lambda token: token.start))


def _label(cell: str, kind: str, start: int, end: int) -> Token:
    if kind == "label" and _NUMERIC.fullmatch(cell):
        return Token("both", start, end, cell, read_number(cell))
    return Token(kind, start, end, cell)


def _occurrences(cell: str, prose: str) -> list[tuple[int, int]]:
    core = cell.strip()
    if not core or core.casefold() in ("x", "y"):
        return []
    numeric = _NUMERIC.fullmatch(core) is not None
    ending = "" if numeric else "(?:s|es)?"
    stem = core if numeric else re.sub(r"(?<=\w\w)s$", "", core)
    pattern = rf"(?<![\w.,]){re.escape(stem)}{ending}(?![\w]|[.,]\d)"
    return [match.span() for match in re.finditer(pattern, prose, re.IGNORECASE)]


def read_time(text: str) -> int:
    """Minutes since midnight of a time such as ``1:35 P.M.`` or ``1.35 pm``; raises `ValueError`."""
    match = _TIME.fullmatch(text.strip())
    if match is None or not 1 <= int(match[1]) <= 12 or int(match[2]) > 59:
        raise ValueError(f"not a time of day: {text!r}")
    return int(match[1]) % 12 * 60 + int(match[2]) + (720 if match[3] in "pP" else 0)


def numbers(cells: tuple[str, ...] | list[str]) -> list[int | float]:
    """The number in each cell (``$4.20 per lb`` is 4.2); raises `ValueError` where a cell has none."""
    return [read_number(cell) for cell in cells]


__all__ = ["Mention", "Request", "Token", "find_mentions", "numbers", "read_request", "read_time"]


def stem_and_leaf(table: Table) -> list[int]:
    """The numbers of a stem-and-leaf table: ``4 | 0, 7`` holds 40 and 47; raises `ValueError` for other tables."""
    out = []
    for stem, leaves in (row[:2] for row in table.rows):
        for leaf in filter(None, (part.strip() for part in leaves.split(","))):
            if len(leaf) != 1:
                raise ValueError(f"a leaf has one digit, not {leaf!r}")
            out.append(int(stem) * 10 + int(leaf))
    return out


def find(table: Table, column: int | str, value: object) -> tuple[str, ...]:
    """The one row whose cell in ``column`` denotes ``value``: the same number, time of day (in minutes) or text."""
    at = table.index(column)
    found = [row for row in table.rows if _denotes(row[at], value)]
    if len(found) != 1:
        raise ValueError(f"{len(found)} rows have {value!r} in column {column!r}")
    return found[0]


def _denotes(cell: str, value: object) -> bool:
    if isinstance(value, str):
        return cell.strip().casefold() == value.strip().casefold()
    try:
        return (read_time(cell) if _TIME.fullmatch(cell) else read_number(cell)) == value
    except ValueError:
        return False


def digits(cell: str) -> list[int | float]:
    """The numbers of a cell that lists them (``2, 5, 5``); an empty cell lists none."""
    return [read_number(part) for part in cell.split(",") if part.strip()]
