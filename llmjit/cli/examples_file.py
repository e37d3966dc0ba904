"""Tables of examples for ``llmjit synth``: CSV, TSV or JSON Lines, one column of which is the answer."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from llmjit.diagnostic import Diagnostic, LlmjitError


class BadExamples(Diagnostic):
    """The file of examples cannot be used."""

    code: ClassVar[str] = "E701"
    title: ClassVar[str] = "cannot learn from {path}: {why}"
    help: ClassVar[str] = "give a CSV, TSV or JSONL file: column names first, then one example a line"

    path: str
    why: str


@dataclass(frozen=True)
class Examples:
    """Rows of input cells with their answers, and the names of the columns."""

    names: tuple[str, ...]
    output: str
    rows: list[tuple[tuple[Any, ...], Any]]


def read_examples(path: Path, output: str | None) -> Examples:
    """Read a file of examples; raises `LlmjitError` that says what is wrong with it, and in which line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise _bad(path, error.strerror or str(error)) from None
    except UnicodeDecodeError as error:
        raise _bad(path, f"it is not UTF-8 (byte {error.start})") from None
    jsonl = path.suffix.lower() in (".jsonl", ".ndjson", ".json")
    names, table = _read_jsonl(path, text) if jsonl else _read_delimited(path, text)
    if len(names) < 2:
        raise _bad(path, "it needs at least one input column and the output column")
    if len(set(names)) < len(names):
        raise _bad(path, "two columns have the same name")
    if not table:
        raise _bad(path, "it has no examples")
    wanted = names[-1] if output is None else output
    if wanted not in names:
        raise _bad(path, f"no column is called {wanted!r}; there are {', '.join(names)}")
    at = names.index(wanted)
    rows = [((*row[:at], *row[at + 1 :]), row[at]) for row in table]
    return Examples((*names[:at], *names[at + 1 :]), wanted, rows)


def _bad(path: Path, why: str) -> LlmjitError:
    return LlmjitError(BadExamples(path=str(path), why=why))


def _read_delimited(path: Path, text: str) -> tuple[list[str], list[list[Any]]]:
    first = text.split("\n", 1)[0]
    tabs = path.suffix.lower() == ".tsv" or ("\t" in first and "," not in first)
    csv.field_size_limit(
        max(csv.field_size_limit(), len(text))
    )  # the default is a cell of 131,072 characters
    # Strict: else a quote left open swallows the rows behind it, and no one is told.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if tabs else ",", strict=True)
    rows: list[list[Any]] = []
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
                raise _bad(path, f"line {begun} has {len(row)} cells, the header {len(header)}")
            else:
                rows.append([*row])
    except csv.Error as error:
        why = "a quote is not closed" if "end of data" in str(error) else str(error)
        raise _bad(path, f"line {start}: {why}") from None
    if header is None:
        raise _bad(path, "it is empty")
    return header, rows


def _read_jsonl(path: Path, text: str) -> tuple[list[str], list[list[Any]]]:
    names: list[str] | None = None
    rows = []
    # Not str.splitlines: JSON strings may hold U+2028 and its likes as they are.
    for number, line in enumerate(io.StringIO(text, newline=None), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise _bad(path, f"line {number} is not JSON ({error})") from None
        if not isinstance(item, dict):
            raise _bad(path, f"line {number} is not a JSON object")
        names = list(item) if names is None else names
        if set(item) != set(names):
            raise _bad(path, f"line {number} has the keys {sorted(item)}, the first line {sorted(names)}")
        rows.append([item[name] for name in names])
    if names is None:
        raise _bad(path, "it is empty")
    return names, rows
