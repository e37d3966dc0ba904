"""``llmjit show``: one program or function, its source, guards, versions and evidence."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def command(
    name: Annotated[str, typer.Argument(help="Name, id, or folder of a program; or name of a function.")],
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    source: Annotated[bool, typer.Option("--source", help="The source alone.")] = False,
) -> None:
    """Show what a name runs: source, guards, versions.

    Example: `llmjit show invoice_number`
    """
    from llmjit.inspection import describe

    found = describe(name)
    if as_json:
        print(json.dumps(found.to_json()))
        return
    if source:
        print(found.source)
        return
    from rich.console import Console
    from rich.syntax import Syntax

    console = Console()
    console.print(f"[bold]{found.name}[/bold]  {found.kind}, {found.place}")
    for line in found.versions:
        console.print(f"  {line}", markup=False)
    console.print(Syntax(found.source, "python"))
    for line in found.guards:
        console.print(f"guard {line}", markup=False)
