"""What is known of a compiled name, for people: source, guards, versions."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, final

from llmjit.diagnostic import LlmjitError
from llmjit.programs import NoSuchProgram, find_program
from llmjit.runtime.disk_vault import guard_from_json
from llmjit.runtime.program import explain_guard
from llmjit.runtime.registry import Entry, Registry, open_registry


@final
@dataclass(frozen=True, slots=True)
class Described:
    """A program or function as text. ``versions`` and ``guards`` are one line each."""

    name: str
    kind: str
    place: str
    source: str
    guards: list[str]
    versions: list[str]

    def to_json(self) -> dict[str, Any]:
        """The description as JSON data."""
        return asdict(self)


def describe(name: str) -> Described:
    """Describe the program or jitted function called ``name``; raises `LlmjitError` where there is none."""
    registry = open_registry()
    try:
        program = find_program(name)
    except LlmjitError as error:
        if not isinstance(error.diagnostic, NoSuchProgram):
            raise
        return _function(registry, registry.find(name))
    entry = registry.entry("program", program.name)
    return Described(
        name=program.name,
        kind="program",
        place=str(program.manifest.get("request") or "called by its parameters"),
        source=program.source,
        guards=[explain_guard(guard) for guard in program.guards],
        versions=version_lines(entry) if entry else [],
    )


def _function(registry: Registry, entry: Entry) -> Described:
    version = entry.version()
    objects = [registry.object(part["object"]) for part in (version["parts"] if version else ())]
    whole = [data for data in objects if data is not None]
    return Described(
        name=entry.name,
        kind="function",
        place=f"id {entry.id[:12]}, {registry.store.length(f'log/{entry.id}')} observations",
        source="\n\n".join(data["source"] for data in whole) or "# no specialization is in service\n",
        guards=[explain_guard(guard_from_json(guard)) for data in whole for guard in data["guards"]],
        versions=version_lines(entry),
    )


def version_lines(entry: Entry) -> list[str]:
    """One line a version: number, date, what it is there for, and whether it serves."""
    return [_version_line(entry, version) for version in entry.versions]


def _version_line(entry: Entry, version: Mapping[str, Any]) -> str:
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(version["time"]))
    count = len(version["parts"])
    line = (
        f"version {version['number']}  {when}  {count} part{'s' * (count != 1)}, {version['why'] or 'loaded'}"
    )
    if version["number"] != entry.current:
        return line
    return f"{line}  <- in service{', pinned' * entry.pinned}"
