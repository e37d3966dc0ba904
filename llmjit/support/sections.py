"""Parts of documents: sections under headings, quoted strings, cells of a line, totals of a column."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from decimal import Decimal

_HEADING = re.compile(r"#{1,6} +(\S.*)|\[([^\[\]]+)\]|=+ (\S.*) =+")
_QUOTED = re.compile(r'"(?:[^"\\\n]|\\.)*("?)')
"""What is never closed matches too, lest every quote in it be tried again."""
_CELL = re.compile(r'"((?:[^"\\]|\\.)*)"|\[([^\[\]]*)\]|(\S+)')
_AMOUNT = re.compile(r"\s*([-+]?)[$€£]?\s?([-+]?)(\d+|\d{1,3}(?:,\d{3})+)(\.\d+)?\s*")
LONGEST = 1_000_000
PAIR = 2


class SectionError(ValueError):
    """The text has no such part."""


def parse_sections(text: str) -> dict[str, str]:
    """What stands under each heading (``## Name``, ``[name]`` or ``== Name ==``), without outer blank lines.

    What stands before the first heading is left out. Raises SectionError without headings, or with one twice.
    """
    sections: dict[str, list[str]] = {}
    body: list[str] | None = None
    if len(text) > LONGEST:
        raise SectionError("the text is too large")
    for line in text.splitlines():
        found = _HEADING.fullmatch(line.strip())
        if found:
            name = next(group for group in found.groups() if group).rstrip("#= ")
            if name in sections:
                raise SectionError(f"the heading {name[:80]!r} comes twice")
            body = sections[name] = []
        elif body is not None:
            body.append(line)
    if not sections:
        raise SectionError("the text has no headings")
    return {name: "\n".join(lines).strip("\n") for name, lines in sections.items()}


def line_with(text: str, word: str) -> str:
    """The only line that holds a word, or several, whole: 1.1 is no part of 1.1.2, nor apple one of sugar-apple.

    Raises SectionError where no line does, or more than one.
    """
    if len(text) > LONGEST:
        raise SectionError("the text is too large")
    ends = [
        r"(?<![^\W_])(?<![^\W_][.-])" if word[:1].isalnum() else "",
        r"(?![^\W_]|[.-][^\W_])" if word[-1:].isalnum() else "",
    ]
    pattern = re.compile(ends[0] + re.escape(word) + ends[1])
    lines = [line for line in text.splitlines() if word in line and pattern.search(line)]
    if len(lines) != 1:
        raise SectionError(f"{len(lines)} lines hold {word[:80]!r}")
    return lines[0]


def holds_word(text: str, word: str) -> bool:
    """Whether a word stands in a text by itself: ``inactive`` does not hold ``active``, nor ``box`` an ``x``."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[max(at - 1, 0) : at].isalpha() and not text[end : end + 1].isalpha():
            return True
        at = text.find(word, end)
    return False


def quoted_strings(text: str) -> list[str]:
    """The strings in double quotes, with the escapes of JSON undone. Raises ValueError for other escapes."""
    return [str(json.loads(found[0])) for found in _QUOTED.finditer(text) if found[1]]


def csv_cells(line: str, delimiter: str = ",") -> list[str]:
    """The cells of one line of comma-separated values, quotes undone. Raises SectionError for several lines."""
    try:
        rows = list(csv.reader(io.StringIO(line), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise SectionError(str(error)) from None
    if len(rows) != 1:
        raise SectionError(f"{len(rows)} lines instead of one")
    return rows[0]


def log_cells(line: str) -> list[str]:
    """The words of a line; what stands in double quotes or square brackets is one, without these."""
    return [
        next((group for group in found.groups() if group is not None), "") for found in _CELL.finditer(line)
    ]


def total(cells: Iterable[object]) -> Decimal:
    """The sum of amounts, numbers or text such as ``$1,200.50``. Raises SectionError where one is no number.

    Also where the last of three and more is the sum of those before it: whether a sum is to be added is left open.
    """
    result = last = Decimal(0)
    count = 0
    for cell in cells:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
            raise SectionError(f"{cell!r} is no number")
        found = _AMOUNT.fullmatch(str(cell))
        if not found or (found[1] and found[2]):
            raise SectionError(f"{str(cell)[:80]!r} is no number")
        last = Decimal(f"{found[1] or found[2]}{found[3].replace(',', '')}{found[4] or ''}")
        result += last
        count += 1
    if count > PAIR and last and 2 * last == result:
        raise SectionError(f"{last} is the sum of what stands before it")
    return result


def whole_total(cells: Iterable[object]) -> int:
    """The same, which must be a whole number."""
    result = total(cells)
    if result != int(result):
        raise SectionError(f"{result} is no whole number")
    return int(result)
