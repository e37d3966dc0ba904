"""``llmjit rollback``: put an earlier version back into service."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(help="Name or id, as `llmjit programs` lists it.")],
    version: Annotated[int, typer.Option(help="Version number.")] = 0,
) -> None:
    """Put an earlier version back into service: the one before the current, or the one named.

    Example: `llmjit rollback invoice_number --version 3`
    """
    from llmjit.runtime.registry import open_registry

    registry = open_registry()
    entry = registry.rollback(registry.find(name), version or None)
    print(f"{entry.name}: version {entry.current} is in service")
