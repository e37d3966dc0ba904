"""``llmjit show``: one program or function, its source, guards, versions and evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from llmjit.inspection import Described


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

    console = Console()
    if not console.is_terminal:  # a pipe gets the text as it is, neither wrapped nor padded
        print(_plain(found))
        return
    from rich.syntax import Syntax

    console.print(f"[bold]{found.name}[/bold]  {found.kind}, {found.place}")
    for line in found.versions:
        console.print(f"  {line}", markup=False)
    console.print(Syntax(found.source, "python"))
    for line in found.guards:
        console.print(f"guard {line}", markup=False)


def _plain(found: Described) -> str:
    versions = [f"  {line}" for line in found.versions]
    guards = [f"guard {line}" for line in found.guards]
    return "\n".join([f"{found.name}  {found.kind}, {found.place}", *versions, "", found.source, *guards])
