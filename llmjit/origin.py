"""What a program was compiled from: its IR and its recordings, found again in the registry or in its folder."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, final

from llmjit.compiled import MANIFEST, read_manifest
from llmjit.diagnostic import LlmjitError
from llmjit.frontend.formats.encode import decode as decode_thread
from llmjit.frontend.formats.encode import encode as encode_thread
from llmjit.frontend.formats.registry import read_threads
from llmjit.frontend.thread import Thread
from llmjit.programs import project_folder
from llmjit.runtime.program import Program
from llmjit.runtime.registry import open_registry
from llmjit.runtime.store import FAULTS


@final
@dataclass(frozen=True, slots=True)
class Origin:
    """What a program was compiled from: its IR, and its threads as JSON data."""

    ir: str
    threads: tuple[Mapping[str, Any], ...]


def origin_of(name: str, program: Program) -> Origin | None:
    """The IR and threads of exactly this version: from the registry, else from its folder."""
    digest = program.manifest.get("sha256")
    with suppress(LlmjitError, *FAULTS):
        registry = open_registry()
        entry = registry.entry("program", program.name)
        for version in reversed(entry.versions if entry else ()):
            data = registry.object(version["parts"][0]["object"])
            if data and "ir" in data and _same_version(data["manifest"], program.manifest):
                return Origin(data["ir"], tuple(data.get("threads", ())))
    with suppress(LlmjitError, OSError):
        folder = Path(name) if (Path(name) / MANIFEST).is_file() else project_folder(name)
        if read_manifest(folder)["sha256"] == digest:
            ir = (folder / f"{program.name}.ir").read_text(encoding="utf-8")
            files = sorted((folder / "threads").glob("*.jsonl"))
            return Origin(ir, tuple(thread_json(t) for file in files for t in read_threads(file)))
    return None


def _same_version(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The same module from the same threads: more threads of a family need not change the module."""
    return all(one.get(key) == other.get(key) for key in ("sha256", "threads"))


def thread_json(thread: Thread) -> dict[str, Any]:
    """A thread as the registry keeps it."""
    data: dict[str, Any] = encode_thread(thread.model_dump())
    return data


def thread_of(data: Mapping[str, Any]) -> Thread:
    """The thread that `thread_json` wrote."""
    return Thread.model_validate(decode_thread(data))
