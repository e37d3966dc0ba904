"""``llmjit bindings``: where the arguments of recorded tool calls come from, and which the model must answer."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from llmjit.dataflow.provenance import ArgumentRow, describe, provenance, table
from llmjit.frontend.formats.registry import NAMES, iter_threads


def command(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="recordings of tool calls")],
    format: Annotated[
        str | None, typer.Option("--format", help=f"the format, when sniffing fails: {', '.join(NAMES)}")
    ] = None,
    links: Annotated[
        bool,
        typer.Option(
            "--links/--no-links", help="whether a leaf may use the leaves of its own call before it"
        ),
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object an argument on stdout")] = False,
) -> None:
    """Say which arguments of recorded tool calls can be read out of what is known before, and by what rule.

    Every thread is bound by what threads of other tasks show. For each argument: how many of its values were
    bound to the recorded one, how many to another, how many are left to the model; and the rule behind most of
    them, with how often it held where it gave a value. Two trials of a task should carry the same `task_id`.

    Exit code 0; 1 when a recording cannot be read, or holds no tool call.

    Examples:
        llmjit bindings runs.json

        llmjit bindings trials-*.json --no-links

        llmjit bindings runs.json --json | jq 'select(.left > 0)'
    """
    threads = [thread for path in paths for thread in iter_threads(path, format)]
    rows = table(provenance(threads, links))
    if not rows:
        typer.echo(f"no tool call in {len(threads)} thread{'s' * (len(threads) != 1)}", err=True)
        raise typer.Exit(1)
    for row in rows:
        print(json.dumps({**asdict(row), "left": row.left}) if as_json else _line(row))
    if not as_json:
        print(_total(rows))


def _line(row: ArgumentRow) -> str:
    line = f"{row.tool}({row.path.lstrip('.')})  {row.leaves} values: "
    line += f"{row.right} right, {row.wrong} wrong, {row.left} left"
    if row.rule:
        held = f", held {row.held} of {row.fired} times" if row.fired else ""
        line += f"\n    {describe(row.rule)}{held}"
    return line


def _total(rows: list[ArgumentRow]) -> str:
    leaves = sum(row.leaves for row in rows)
    shares = [
        f"{100 * sum(getattr(row, name) for row in rows) / leaves:.1f} % {name}"
        for name in ("right", "wrong", "left")
    ]
    return f"{leaves} values: {', '.join(shares)}"
