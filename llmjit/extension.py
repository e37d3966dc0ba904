"""More threads for a program that exists: the threads it came from and the new ones become one program.

A thread counts once, whatever it is called. Nothing is kept here: where the threads do not fit together, the
caller has an error that says which stand against which, and the program as it was.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import final

from llmjit.compiled import MANIFEST, read_program
from llmjit.diagnostic import CompileError, Diagnostic, LlmjitError
from llmjit.driver import Compiled, compile_threads
from llmjit.frontend.digest import thread_digest
from llmjit.frontend.formats.encode import encode
from llmjit.frontend.problems import thread_name
from llmjit.frontend.thread import Thread
from llmjit.ir.parser import parse
from llmjit.ir.program import SiteInfo
from llmjit.model.completion import Model
from llmjit.options import CompileOptions
from llmjit.origin import origin_of, thread_of
from llmjit.passes.manager import Watcher
from llmjit.programs import project_program, registered
from llmjit.runtime.program import Program
from llmjit.value import same

PAIRS = 12
"""Pairs of threads that are compiled to find out which stand against each other."""


@final
class CannotExtend(Diagnostic):
    """There is a program, but what it was compiled from cannot be had again as it was."""

    code = "E0330"
    title = "{name} cannot be extended"
    label = "{why}"
    notes = ("nothing was changed",)
    help = "--replace compiles the new threads alone and replaces {name}; another --name keeps both"
    name: str
    why: str


@final
class DoesNotFit(Diagnostic):
    """New threads that do not make one program with those of an existing one."""

    code = "E0331"
    title = "the new threads do not fit the program {name}"
    label = "{against}"
    notes = ("{reason}", "{name} is as it was")
    help = (
        "leave those threads out, or choose another --name; "
        "--replace compiles the new threads alone and replaces {name}"
    )
    name: str
    against: str
    reason: str


@final
@dataclass(frozen=True)
class Existing:
    """A program to be extended, and the threads it was compiled from."""

    program: Program
    threads: tuple[Thread, ...]
    ir: str = ""

    def unknown(self, threads: Sequence[Thread]) -> list[Thread]:
        """Those of ``threads`` it was not compiled from, each once, under names that are not taken."""
        seen = {_content(thread) for thread in self.threads}
        names = {thread_name(thread) for thread in self.threads}
        found = []
        for thread in threads:
            content = _content(thread)
            if content not in seen:
                named = _renamed(thread, names)
                seen.add(content)
                names.add(thread_name(named))
                found.append(named)
        return found


def existing_in(folder: Path) -> Existing | None:
    """The program in a folder that ``llmjit compile -o`` wrote; None where there is none yet."""
    if not (folder / MANIFEST).exists():
        return None
    try:
        program = read_program(folder)
    except LlmjitError as error:
        raise LlmjitError(CannotExtend(name=folder.name, why=_first_line(error))) from error
    return _with_threads(str(folder), program)


def existing(name: str) -> Existing | None:
    """The program of this name in service, in the project or the registry; None where there is none."""
    try:
        program = project_program(name) or registered(name)
    except LlmjitError as error:
        raise LlmjitError(CannotExtend(name=name, why=_first_line(error))) from error
    return None if program is None else _with_threads(name, program)


def of_program(program: Program | str | Path) -> Existing:
    """The program, or the one of this name or folder, with its threads; raises `LlmjitError` without them."""
    from llmjit.programs import find_program

    if isinstance(program, Program):
        return _with_threads(program.name, program)
    return _with_threads(str(program), find_program(str(program)))


def extend_threads(
    old: Existing,
    new: Sequence[Thread],
    options: CompileOptions,
    model: Model | None = None,
    watch: Watcher | None = None,
) -> Compiled:
    """Compile the old threads and ``new``, as `Existing.unknown` gives them, into one program of the old name.

    Raises `CompileError` that names which threads stand against which.
    """
    try:
        return compile_threads([*old.threads, *new], options, model, watch)
    except CompileError as error:
        for thread in new:
            compile_threads([thread], options)  # what is wrong with a thread by itself is said as ever
        against = _against(old.threads, new, options)
        raise CompileError(
            DoesNotFit(name=old.program.name, against=against, reason=_reason(error))
        ) from error


@final
@dataclass(frozen=True)
class Difference:
    """What callers of the old program will notice in the new one: parameters, and what runs had taught."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    forgotten: tuple[str, ...]

    def lines(self) -> list[str]:
        """A line on each kind that there is."""
        said = {
            "new parameters": self.gained,
            "no longer parameters, being the same in all threads or known from another": self.lost,
            "what runs taught these sites is not in it, and runs must teach it again": self.forgotten,
        }
        return [f"{what}: {', '.join(names)}" for what, names in said.items() if names]


def difference(compiled: Compiled, old: Existing) -> Difference:
    """Compare the extended program with the old one."""
    before, after = (
        list(inspect.signature(program.entry).parameters) for program in (old.program, compiled.program)
    )
    return Difference(
        gained=tuple(name for name in after if name not in before),
        lost=tuple(name for name in before if name not in after),
        forgotten=forgotten(parse(old.ir).sites if old.ir else (), compiled.ir.sites),
    )


def forgotten(before: Sequence[SiteInfo], after: Sequence[SiteInfo]) -> tuple[str, ...]:
    """The sites that had observations, from runs, which the threads do not hold."""
    held = {site.name: site.observations for site in after}
    return tuple(
        site.name
        for site in before
        if site.name in held
        and not all(
            any(same(seen.inputs, other.inputs) for other in held[site.name]) for seen in site.observations
        )
    )


def descended(compiled: Compiled, old: Existing) -> Program:
    """The compiled program as the next version of the old one, which it replaces wherever that lies."""
    before = old.program.manifest
    manifest = {
        **compiled.emitted.manifest,
        "ancestors": [*before.get("ancestors", ()), before.get("sha256")],
    }
    emitted = compiled.emitted
    return Program.from_source(emitted.name, emitted.source, guards=emitted.guards, manifest=manifest)


def _against(old: Sequence[Thread], new: Sequence[Thread], options: CompileOptions) -> str:
    pairs = [(one, other) for other in new for one in old]
    found = [pair for pair in pairs[:PAIRS] if not _compiles(pair, options)]
    if found:
        return "; ".join(f"{thread_name(b)} stands against {thread_name(a)}" for a, b in found)
    olds, news = (", ".join(map(thread_name, threads)) for threads in (old, new))
    return f"{news}: not together with {olds}"


def _compiles(threads: Sequence[Thread], options: CompileOptions) -> bool:
    try:
        compile_threads(threads, options)
    except CompileError:
        return False
    return True


def _with_threads(where: str, program: Program) -> Existing:
    """The program with the threads that its manifest names, each as it was when it was compiled."""
    origin = origin_of(where, program)
    threads = [thread_of(data) for data in origin.threads] if origin else []
    by_name = {thread_name(thread): thread for thread in threads}
    listed = program.manifest.get("threads", ())
    for entry in listed:
        thread = by_name.get(entry["id"])
        if thread is None:
            why = f"its recording {entry['id']} is not at hand"
            raise LlmjitError(CannotExtend(name=program.name, why=why))
        if entry["sha256"] and entry["sha256"] != thread_digest(thread):
            why = f"its recording {entry['id']} was changed since it was compiled"
            raise LlmjitError(CannotExtend(name=program.name, why=why))
    if not listed:
        raise LlmjitError(CannotExtend(name=program.name, why="it was compiled from no recordings"))
    return Existing(program, tuple(by_name[entry["id"]] for entry in listed), origin.ir if origin else "")


def _content(thread: Thread) -> str:
    """What was recorded, without what the thread is called and where it lies."""
    data = encode(thread.model_dump(exclude={"id", "source", "format"}))
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _renamed(thread: Thread, taken: set[str]) -> Thread:
    """The thread under a name of its own: recorders that number their threads give the same one again."""
    number, name = 2, thread.id
    while thread_name(thread) in taken:
        thread = thread.model_copy(update={"id": f"{name}-{number}"})
        number += 1
    return thread


def _first_line(error: LlmjitError) -> str:
    return error.diagnostic.render().splitlines()[0].partition(": ")[2]


def _reason(error: CompileError) -> str:
    body = error.diagnostic.to_json()
    return f"{body['message']}: {body['label']}" if body["label"] else str(body["message"])
