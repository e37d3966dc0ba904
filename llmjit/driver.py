"""THE flow, in one function: threads to program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, final

from llmjit.backend.emit import Emitted, emit
from llmjit.diagnostic import CompileError, InternalError, LlmjitError
from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.comments import recorded_comments
from llmjit.frontend.digest import thread_digest
from llmjit.frontend.problems import NothingRan, ThreadError, ThreadSources, Unfinished, thread_name
from llmjit.frontend.thread import Thread
from llmjit.ir import program as ir
from llmjit.model.completion import Model
from llmjit.options import CompileOptions
from llmjit.passes.base import Context, Note
from llmjit.passes.manager import Watcher, run_passes
from llmjit.passes.pipeline import load_pass, pass_names
from llmjit.replay import validate
from llmjit.runtime.program import Program

NAMING: Final = "improve_names"


@final
@dataclass(frozen=True)
class Compiled:
    """A program, and all that came to be on the way: its IR at the last stage, its files, what was decided."""

    program: Program
    ir: ir.Program
    emitted: Emitted
    notes: tuple[Note, ...]

    def files(self) -> dict[str, str]:
        """What is checked in besides the recordings, by file name below the program's folder."""
        name = self.emitted.name
        return {
            f"{name}.py": self.emitted.source,
            f"{name}.ir": self.emitted.ir,
            f"test_{name}.py": self.emitted.tests,
            "manifest.json": json.dumps(self.emitted.manifest, indent=2, ensure_ascii=False) + "\n",
        }


def compile_threads(
    threads: Sequence[Thread],
    options: CompileOptions | None = None,
    model: Model | None = None,
    watch: Watcher | None = None,
) -> Compiled:
    """Lift the threads, run the passes, emit, and replay the program on every thread.

    ``watch`` sees the program after each pass. Raises `CompileError`, with the place in the thread, when there
    is no program; nothing is returned that does not give the recorded results.
    """
    options = options or CompileOptions()
    try:
        for thread in threads:
            _finished(thread)
        lifted = _lift(threads, options)
        ctx = Context(threads=tuple(threads), lifted=lifted, options=options, model=model)
        at = pass_names().index(NAMING)
        plain = run_passes(lifted[0], map(load_pass, pass_names()[:at]), ctx, watch)
        return _named(plain, ctx, watch)
    except CompileError as error:
        raise ThreadError(error.diagnostic, ThreadSources(tuple(threads))) from error


def _named(plain: ir.Program, ctx: Context, watch: Watcher | None) -> Compiled:
    """The program with the names a model proposed, if it then still does what was recorded, else as it is."""
    named = run_passes(plain, [load_pass(NAMING)], ctx, watch)
    if named is plain:
        return _validated(plain, ctx, watch)
    try:
        return _validated(named, ctx, watch)
    except (LlmjitError, InternalError) as error:
        ctx.note(NAMING, f"all names stay, with the new ones the program is not the same: {error}")
        return _validated(plain, ctx, watch)


def _validated(program: ir.Program, ctx: Context, watch: Watcher | None) -> Compiled:
    """The rest of the way: passes after naming, emission, and the replay on every thread."""
    after = pass_names()[pass_names().index(NAMING) + 1 :]
    lowered = run_passes(program, map(load_pass, after), ctx, watch)
    digests = {thread_name(thread): thread_digest(thread) for thread in ctx.threads}
    emitted = emit(lowered, digests, recorded_comments(ctx.threads))
    compiled = Program.from_source(
        emitted.name, emitted.source, guards=emitted.guards, manifest=emitted.manifest
    )
    for thread in ctx.threads:
        validate(compiled, lowered, thread)
    return Compiled(compiled, lowered, emitted, tuple(ctx.notes))


def _finished(thread: Thread) -> None:
    """Raise `CompileError` for a recording that broke off: its last value is not what was asked for."""
    stopped = thread.metadata.get("stopped")
    if thread.has_result or not (stopped or thread.metadata.get("unfinished")):
        return
    why = f"the recorder gave up: {stopped}" if stopped else "the file ends in the middle of the recording"
    raise CompileError(Unfinished(thread=thread_name(thread), why=why))


def _lift(threads: Sequence[Thread], options: CompileOptions) -> tuple[ir.Program, ...]:
    """The threads' own programs; of several threads, those that cannot be lifted are for merging to judge."""
    found: list[ir.Program] = []
    first: CompileError | None = None
    for thread in threads:
        try:
            found.append(build_ir(thread, options.name))
        except CompileError as error:
            first = first or error
    if not found:
        raise first or CompileError(NothingRan(thread="(none)"))
    return tuple(found)
