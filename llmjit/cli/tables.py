"""Rows of equal keys as a table a person reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def show_table(title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Print the rows, numbers to the right, with the keys of the first as the heading."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left")
    for key, value in rows[0].items():
        number = isinstance(value, int | float) and not isinstance(value, bool)
        table.add_column(
            key.replace("_", " "),
            justify="right" if number else "left",
            overflow="fold",
            no_wrap=key == "name",
        )
    for row in rows:
        table.add_row(*(_cell(value) for value in row.values()))
    console = Console()
    # a pipe has no width; a terminal's own is kept
    console.print(table, width=None if console.is_terminal else 200)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:,.4f}".rstrip("0").rstrip(".")
    return f"{value:,}" if isinstance(value, int) else str(value)
