"""``llmjit programs``: what is compiled, and where it is."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer


def command(
    as_json: Annotated[bool, typer.Option("--json", help="For scripts.")] = False,
    export: Annotated[str, typer.Option(help="Write the entry NAME to FILE: --export NAME=FILE.")] = "",
    bring: Annotated[str, typer.Option("--import", help="Import a file that --export wrote.")] = "",
) -> None:
    """List compiled programs and jitted functions; carry one to another registry.

    Examples:
    - `llmjit programs`
    - `llmjit programs --export invoice_number=invoice.llmjit`
    - `llmjit programs --import invoice.llmjit`
    """
    from pathlib import Path

    from llmjit.programs import validate_bundle
    from llmjit.runtime.registry import open_registry

    if export:
        name, _, file = export.partition("=")
        registry = open_registry()
        registry.export(registry.find(name), Path(file or f"{name}.llmjit"))
    elif bring:
        entry = open_registry().bring(Path(bring), validate_bundle)
        print(f"imported {entry.kind} {entry.name}, version {entry.current}")
    else:
        _list(as_json)


def _list(as_json: bool) -> None:
    from llmjit.cli.tables import show_table
    from llmjit.programs import program_names
    from llmjit.runtime.registry import open_registry

    entries = open_registry().entries()
    rows: list[dict[str, Any]] = [
        {
            "kind": entry.kind,
            "name": entry.name,
            "id": entry.id[:12],
            "version": entry.current,
            "of": len(entry.versions),
            "pinned": entry.pinned,
            "from": "registry",
        }
        for entry in entries
    ]
    known = {row["name"] for row in rows if row["kind"] == "program"}
    for name, place in program_names().items():
        if name not in known:
            rows.append(
                {
                    "kind": "program",
                    "name": name,
                    "id": "",
                    "version": "",
                    "of": "",
                    "pinned": False,
                    "from": place,
                }
            )
    if as_json:
        print(json.dumps(rows))
    elif rows:
        show_table("compiled", rows)
    else:
        print("nothing is compiled yet; see llmjit compile --help, or decorate a function with @llmjit.jit")
