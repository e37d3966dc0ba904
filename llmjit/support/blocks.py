"""Records that stand below one another in a text, a blank line between them: ``key: value``, sections of settings."""

from __future__ import annotations

import re

from llmjit.support.tables import TableError

NAME = ""
"""The key of what stands in brackets above a record."""
_HEADING = re.compile(r"\[([^][]+)\]")
_ENTRY = re.compile(r"([^\s:=#;\"'{}][^:=\"'{}]*?)\s*[:=]\s*(.*)")


def parse_blocks(text: str) -> list[dict[str, str]]:
    """The records of a text, each with its heading, if there are any.

    Raises TableError for a line that is no entry, a key that comes twice, and records some of which have headings.
    """
    records = [_record(block.strip()) for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    if not records or len({NAME in record for record in records}) > 1:
        raise TableError("no records of one kind below one another")
    return records


def _record(block: str) -> dict[str, str]:
    record: dict[str, str] = {}
    for at, line in enumerate(block.splitlines()):
        heading = _HEADING.fullmatch(line.strip()) if at == 0 else None
        entry = _ENTRY.fullmatch(line.strip())
        if heading is None and entry is None:
            raise TableError(f"{line[:80]!r} is no entry of a record")
        key, value = (NAME, heading[1]) if heading else entry.groups() if entry else ("", "")
        if key in record:
            raise TableError(f"the key {key!r} comes twice")
        record[key] = value
    return record
