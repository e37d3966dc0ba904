"""``llmjit stats``: what compiling has cost and saved."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(help="One function; all without.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Show the ledger: calls answered and by what, seconds and dollars spent and saved, break-even.

    Example: `llmjit stats --json`
    """
    from llmjit.runtime.ledger import balance
    from llmjit.runtime.registry import open_registry

    registry = open_registry()
    entries = [registry.find(name)] if name else registry.entries()
    rows = []
    for entry in entries:
        sums = registry.store.get(f"stats/{entry.id}")
        if isinstance(sums, dict):
            rows.append({"name": entry.name, **balance(sums)})
    if as_json:
        print(json.dumps(rows))
    elif name and rows:
        for key, value in rows[0].items():
            shown = f"{value:,.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
            print(f"{key.replace('_', ' '):>15}  {shown}")
    elif rows:
        from llmjit.cli.tables import show_table

        show_table("ledger", rows)
    else:
        print("nothing has run yet")
