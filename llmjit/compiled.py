"""A compiled program's folder: module, manifest, IR, recordings and generated tests, written and read back.

NAME/NAME.py  manifest.json  NAME.ir  test_NAME.py  threads/ID.thread.jsonl
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, final

from llmjit.diagnostic import Diagnostic, LlmjitError, reason_of
from llmjit.guard import Guard
from llmjit.runtime.program import Program

MANIFEST = "manifest.json"


@final
class NoCompiledProgram(Diagnostic):
    """The folder is not one that ``llmjit compile -o`` writes."""

    code = "R030"
    title = "{folder} holds no compiled program"
    label = "{why}"
    help = "write one with `llmjit compile THREAD -o DIR`"

    folder: str
    why: str


@final
class CannotWrite(Diagnostic):
    """A file of a program could not be written; what was there before is untouched."""

    code = "R031"
    title = "cannot write {path}"
    label = "{why}"

    path: str
    why: str


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write the files of one program below ``folder``, each whole or not at all, the manifest last.

    Raises `LlmjitError` when the disk refuses.
    """
    for name in sorted(files, key=lambda name: name == MANIFEST):
        _write(folder / name, files[name])


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises `LlmjitError` when the disk refuses."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LlmjitError(CannotWrite(path=str(folder), why=reason_of(error))) from error


def _write(path: Path, text: str) -> None:
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")  # others may write it, too
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", errors="surrogatepass")
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise LlmjitError(CannotWrite(path=str(path), why=reason_of(error))) from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a program's folder; raises `LlmjitError` where there is none."""
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
    except OSError as error:
        raise LlmjitError(NoCompiledProgram(folder=str(folder), why=reason_of(error))) from error
    except ValueError as error:
        raise LlmjitError(NoCompiledProgram(folder=str(folder), why=f"{MANIFEST}: {error}")) from error
    if (
        not isinstance(manifest, dict)
        or not isinstance(manifest.get("name"), str)
        or "sha256" not in manifest
    ):
        raise LlmjitError(NoCompiledProgram(folder=str(folder), why=f"{MANIFEST} lacks name or sha256"))
    return manifest


def read_program(folder: Path) -> Program:
    """The program in a folder, its hash checked.

    Raises `LlmjitError` where files are missing, `RefusedError` where the module was changed.
    """
    manifest = read_manifest(folder)
    path = folder / f"{manifest['name']}.py"
    try:
        source = path.read_text(encoding="utf-8", errors="surrogatepass")
    except OSError as error:
        raise LlmjitError(
            NoCompiledProgram(folder=str(folder), why=f"{path.name}: {reason_of(error)}")
        ) from error
    guards = guards_of(manifest.get("guards", ()))
    return Program.from_source(
        manifest["name"], source, guards=guards, manifest=manifest, expected=manifest["sha256"]
    )


def guards_of(data: Iterable[Mapping[str, Any]]) -> tuple[Guard, ...]:
    """The guards that a manifest lists."""
    return tuple(Guard.from_json(item, item["expected"]) for item in data)
