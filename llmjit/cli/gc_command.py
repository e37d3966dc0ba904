"""``llmjit gc``: drop what the registry no longer needs."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    keep: Annotated[int, typer.Option(min=1, help="Versions of each entry to keep.")] = 5,
    unused_days: Annotated[
        float, typer.Option(help="Also drop entries unchanged for so long; 0 for none.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
) -> None:
    """Drop old versions, objects that nothing names, and, if asked, entries long unchanged.

    Example: `llmjit gc --keep 3 --unused-days 90`
    """
    from llmjit.runtime.registry import open_registry

    dropped = open_registry().collect(keep=keep, unused_days=unused_days or None)
    if as_json:
        print(json.dumps(dropped))
    else:
        print(", ".join(f"{count} {what}" for what, count in dropped.items()) + " dropped")
