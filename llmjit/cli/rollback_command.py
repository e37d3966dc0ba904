"""``llmjit rollback``: put an earlier version back into service."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(help="Name or id, as `llmjit programs` lists it.")],
    version: Annotated[int, typer.Option(help="Version number.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Put an earlier version back into service: the one before the current, or the one named.

    Example: `llmjit rollback invoice_number --version 3`
    """
    from llmjit.runtime.registry import open_registry

    registry = open_registry()
    entry = registry.rollback(registry.find(name), version or None)
    if as_json:
        print(json.dumps({"name": entry.name, "version": entry.current, "pinned": entry.pinned}))
    else:
        print(f"{entry.name}: version {entry.current} is in service")
