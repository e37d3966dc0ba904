"""Tables of examples for ``llmjit synth``: CSV, TSV or JSON Lines, one column of which is the answer."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import json
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, TextIO

from llmjit.diagnostic import Diagnostic, LlmjitError, reason_of

LONGEST = 32_000_000
"""Characters in a line or cell; a longer one is no example, and memory has a bound."""
LEAST = 1000
"""So many rows are read, however long that takes."""
KEPT = 100_000_000
"""Characters kept; of more, every other row is dropped again and again."""
MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""Encodings by the mark that files of spreadsheets begin with."""


class BadExamples(Diagnostic):
    """The file of examples cannot be used."""

    code: ClassVar[str] = "E701"
    title: ClassVar[str] = "cannot learn from {path}: {why}"
    help: ClassVar[str] = "give a CSV, TSV or JSONL file: column names first, then one example a line"

    path: str
    why: str


@dataclass
class Rows:
    """Rows as they are read: all of them, or an even sample of no more than twice ``most``, every ``step``-th."""

    most: int
    deadline: float
    kept: list[list[Any]] = field(default_factory=list)
    total: int = 0
    step: int = 1
    size: int = 0
    cut: bool = False

    def add(self, row: list[Any], size: int) -> bool:
        """Take or drop one row; whether there is time for another."""
        if self.total % self.step == 0:
            self.kept.append(row)
            self.size += size
            if len(self.kept) > 2 * self.most or (self.size > KEPT and len(self.kept) > 2):
                del self.kept[1::2]
                self.step *= 2
                self.size //= 2
        self.total += 1
        self.cut = self.total >= LEAST and self.total % 100 == 0 and time.thread_time() > self.deadline
        return not self.cut


@dataclass(frozen=True)
class Examples:
    """Rows of input cells with their answers, and the names of the columns.

    Of ``total`` rows read, every ``step``-th is here; ``cut`` says that there was no time to read them all.
    """

    names: tuple[str, ...]
    output: str
    rows: list[tuple[tuple[Any, ...], Any]]
    total: int
    step: int = 1
    cut: bool = False


def read_examples(path: Path, output: str | None, most: int = 10_000, seconds: float = 60.0) -> Examples:
    """Read a file of examples; raises `LlmjitError` that says what is wrong with it, and in which line.

    Of more than twice ``most`` rows a sample is kept, and reading ends after so many seconds.
    """
    rows = Rows(most, time.thread_time() + seconds)
    try:
        with path.open("rb") as file:
            encoding = _encoding(path, file.peek(4096)[:4096])
            lines = _lines(path, io.TextIOWrapper(file, encoding, newline=""))
            jsonl = path.suffix.lower() in (".jsonl", ".ndjson", ".json")
            names = _read_jsonl(path, lines, rows) if jsonl else _read_delimited(path, lines, rows)
    except OSError as error:
        raise _bad(path, reason_of(error)) from None
    except UnicodeError:
        why = f"it is not {encoding.upper()[:6].rstrip('-')}, from line {rows.total + 1} or a later one on"
        raise _bad(path, f"{why}: save it as UTF-8") from None
    at = _column(path, names, output, rows)
    table = [((*row[:at], *row[at + 1 :]), row[at]) for row in rows.kept]
    return Examples((*names[:at], *names[at + 1 :]), names[at], table, rows.total, rows.step, rows.cut)


def _bad(path: Path, why: str) -> LlmjitError:
    return LlmjitError(BadExamples(path=str(path), why=why))


def _encoding(path: Path, head: bytes) -> str:
    """UTF-8, or what the mark at the beginning says."""
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding
    if b"\0" in head:
        raise _bad(path, "it is not text, or not UTF-8")
    return "utf-8-sig"


def _column(path: Path, names: list[str], output: str | None, rows: Rows) -> int:
    """Which column holds the answers."""
    if len(names) < 2:
        found = f"its first line names one column, {names[0][:80]!r}" if names else "it names none"
        raise _bad(path, f"it needs at least one input column and the output column; {found}")
    again = next((name for at, name in enumerate(names) if name in names[:at]), None)
    if again is not None:
        raise _bad(path, f"two columns have the same name, {again!r}")
    if not rows.kept:
        raise _bad(path, "it has no examples")
    wanted = names[-1] if output is None else output
    if wanted not in names:
        raise _bad(path, f"no column is called {wanted!r}; there are {_listed(names)}")
    return names.index(wanted)


def _listed(names: Iterable[str]) -> str:
    text = ", ".join(names)
    return text if len(text) <= 300 else f"{text[:299]}…"


def _lines(path: Path, text: TextIO) -> Iterator[str]:
    """The lines with their ends, none of which may be endless."""
    number = 0
    while line := text.readline(LONGEST):
        number += 1
        if len(line) >= LONGEST:
            raise _bad(path, f"line {number} is longer than {LONGEST:,} characters")
        yield line


def _separator(path: Path, header: str) -> str:
    """What stands between cells: what the name says, or else what the header has, outside of quotes."""
    plain = re.sub('"[^"]*"', "", header)
    if path.suffix.lower() == ".tsv":
        return "\t"
    return next((mark for mark in ",\t;" if mark in plain), ",")


def _read_delimited(path: Path, lines: Iterator[str], rows: Rows) -> list[str]:
    head: list[str] = []
    for line in lines:
        head.append(line)
        if line.strip("\r\n"):
            break
    csv.field_size_limit(LONGEST)  # the default is a cell of 131,072 characters
    # Strict: else a quote left open swallows the rows behind it, and no one is told.
    separator = _separator(path, head[-1] if head else "")
    reader = csv.reader(itertools.chain(head, lines), delimiter=separator, strict=True)
    header: list[str] | None = None
    start = 1
    try:
        for row in reader:
            begun, start = start, reader.line_num + 1  # a row may run over lines
            if not row:
                continue
            if header is None:
                header = row
            elif len(row) != len(header):
                cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
                raise _bad(path, f"line {begun} has {cells}, the header {len(header)}")
            elif not rows.add(row, sum(map(len, row))):
                break
    except csv.Error as error:
        why = "a quote is not closed" if "end of data" in str(error) else str(error)
        raise _bad(path, f"line {start}: {why}") from None
    if header is None:
        raise _bad(path, "it is empty")
    return header


def _read_jsonl(path: Path, lines: Iterator[str], rows: Rows) -> list[str]:
    names: list[str] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line, object_pairs_hook=_without_repeats)
        except (ValueError, RecursionError) as error:
            raise _bad(path, f"line {number} is not JSON ({error})") from None
        if not isinstance(item, dict):
            raise _bad(path, f"line {number} is not a JSON object")
        names = list(item) if names is None else names
        if item.keys() != set(names):
            keys = f"line {number} has the keys {_listed(sorted(item))}"
            raise _bad(path, f"{keys}; the first line {_listed(sorted(names))}")
        if not rows.add([item[name] for name in names], len(line)):
            break
    if names is None:
        raise _bad(path, "it is empty")
    return names


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found
