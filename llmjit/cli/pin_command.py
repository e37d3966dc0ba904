"""``llmjit pin``: keep one version in service."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(help="Name or id, as `llmjit programs` lists it.")],
    version: Annotated[int, typer.Option(help="Version number.")] = 0,
    off: Annotated[bool, typer.Option("--off", help="Let new versions into service again.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Keep the current version in service, or the one named, whatever is compiled later.

    Example: `llmjit pin invoice_number --version 3`
    """
    from llmjit.runtime.registry import open_registry

    registry = open_registry()
    found = registry.find(name)
    entry = registry.unpin(found) if off else registry.pin(found, version or None)
    if as_json:
        print(json.dumps({"name": entry.name, "version": entry.current, "pinned": entry.pinned}))
    else:
        print(f"{entry.name}: version {entry.current} is {'pinned' if entry.pinned else 'in service'}")
