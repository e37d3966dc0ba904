"""Files of rows as chunks: small enough to hold many, large enough to be worth sending to a process."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from llmjit.batch.problems import RowsUnreadable
from llmjit.diagnostic import LlmjitError, reason_of

BLOCK = 1 << 19
ROWS = 4096


@final
@dataclass(frozen=True, slots=True)
class Chunk:
    """Some consecutive rows.

    ``first`` is the number of the first one, from 0; ``lines`` JSON text to be parsed, or ``rows`` parsed
    ones. ``end`` says where the next chunk begins: a byte offset for JSON Lines, else a row number.
    """

    first: int
    count: int
    end: int
    lines: bytes = b""
    rows: tuple[dict[str, Any], ...] = ()


def read_chunks(path: Path, start: int = 0, first: int = 0) -> Iterator[Chunk]:
    """The chunks of a file from ``start`` (a `Chunk.end`) on, whose first row has the number ``first``.

    Raises `LlmjitError` when the file cannot be read or its suffix is unknown.
    """
    readers = {
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".csv": _table,
        ".tsv": _table,
        ".parquet": _parquet,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise LlmjitError(
            RowsUnreadable(path=str(path), why=f"the suffix {path.suffix or '(none)'} is not known")
        )
    try:
        yield from reader(path, start, first)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LlmjitError(RowsUnreadable(path=str(path), why=reason_of(error))) from error


def size_of(path: Path) -> int | None:
    """The total of `Chunk.end` for a progress bar: bytes for JSON Lines, None where only reading would tell."""
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        return path.stat().st_size if path.exists() else None
    return None


def _json_lines(path: Path, start: int, first: int) -> Iterator[Chunk]:
    with path.open("rb") as file:
        file.seek(start)
        while block := file.read(BLOCK):
            block += file.readline()
            count = block.count(b"\n") + (not block.endswith(b"\n"))
            yield Chunk(first, count, file.tell(), lines=block)
            first += count


def _table(path: Path, start: int, first: int) -> Iterator[Chunk]:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, delimiter=delimiter, restkey="")
        yield from _chunked(itertools.islice(rows, start, None), start)


def _parquet(path: Path, start: int, first: int) -> Iterator[Chunk]:
    try:
        import pyarrow.parquet as parquet
    except ImportError:
        why = "pyarrow is not installed (pip install pyarrow)"
        raise LlmjitError(RowsUnreadable(path=str(path), why=why)) from None
    try:
        batches = parquet.ParquetFile(path).iter_batches(batch_size=ROWS)
        rows = itertools.chain.from_iterable(batch.to_pylist() for batch in batches)
        yield from _chunked(itertools.islice(rows, start, None), start)
    except (ValueError, RuntimeError) as error:
        raise LlmjitError(RowsUnreadable(path=str(path), why=reason_of(error))) from error


def _chunked(rows: Iterator[dict[str, Any]], first: int) -> Iterator[Chunk]:
    while batch := tuple(itertools.islice(rows, ROWS)):
        yield Chunk(first, len(batch), first + len(batch), rows=batch)
        first += len(batch)


def csv_line(values: tuple[Any, ...]) -> bytes:
    """One line of CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(values)
    return buffer.getvalue().encode("utf-8", "replace")
