"""THE flow, in one function: threads to program."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, final

from llmjit.backend.emit import Emitted, emit
from llmjit.dataflow.recorded import answers, same_answer
from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.problems import NothingRan, ThreadError, ThreadSources, thread_name
from llmjit.frontend.recording import NotRecorded, Recording, SiteAnswers, trace
from llmjit.frontend.thread import CodeResult, Thread
from llmjit.guard import GuardFailed
from llmjit.ir import program as ir
from llmjit.model.completion import Model
from llmjit.options import CompileOptions
from llmjit.passes.base import Context, Note
from llmjit.passes.manager import Watcher, run_passes
from llmjit.passes.pipeline import load_pass, pass_names
from llmjit.runtime.program import Program
from llmjit.value import same


@final
class ReplayFailed(Diagnostic):
    """The compiled program does something else than the recording it was made from."""

    code = "E0401"
    title = "the program for {thread} does not give what was recorded"
    label = "{difference}"
    help = "llmjit compile --print-after all shows after which pass the program is another"
    thread: str
    difference: str


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
        lifted = _lift(threads, options)
        ctx = Context(threads=tuple(threads), lifted=lifted, options=options, model=model)
        program = run_passes(lifted[0], map(load_pass, pass_names()), ctx, watch)
        emitted = emit(program, {thread_name(t): _digest(t) for t in threads})
        compiled = Program.from_source(
            emitted.name, emitted.source, guards=emitted.guards, manifest=emitted.manifest
        )
        for thread in threads:
            _replay(compiled, program, thread)
    except CompileError as error:
        raise ThreadError(error.diagnostic, ThreadSources(tuple(threads))) from error
    return Compiled(compiled, program, emitted, tuple(ctx.notes))


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


def _replay(compiled: Program, program: ir.Program, thread: Thread) -> None:
    """Raise `CompileError` with the first difference between the program and the recording."""
    recording = Recording(thread)
    names = {helper.name for helper in program.helpers}
    wired = compiled.with_(
        helpers={name: _answering(recording, name) for name in names},
        answer=_recorded_answers(program),
    )
    try:
        value = wired(thread.request) if program.pattern is not None else wired()
    except Exception as error:
        raise _differs(thread, f"it raised {type(error).__name__}: {error}") from error
    if not _as_recorded(value, thread):
        expected = thread.result if thread.has_result else "what the recorded code gives"
        raise _differs(thread, f"recorded {_cut(expected)}, got {_cut(value)}")
    missing = recording.missing_writes()
    if missing:
        raise _differs(thread, f"the recorded call of {missing} was not made, or not in its turn")


def _answering(recording: Recording, name: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: recording.call(name, args, kwargs)


def _recorded_answers(program: ir.Program) -> Any:
    """Answers sites as observed; what was never observed is the guard's own failure."""
    seen = SiteAnswers(program)

    def answer(site: str, inputs: tuple[Any, ...], failure: GuardFailed | None) -> Any:
        try:
            return seen.at(site, inputs)
        except NotRecorded as error:
            raise failure or error from None

    return answer


def _as_recorded(value: Any, thread: Thread) -> bool:
    """Whether the value is the thread's result, or where none is recorded, what its own code gives."""
    if thread.has_result:
        known = [*answers(thread), *(result.value for result in _last_result(thread))]
        return any(same(value, each) or same_answer(value, each) for each in known)
    found = trace(build_ir(thread), thread)
    return found.error is None and same(value, found.result)


def _last_result(thread: Thread) -> list[CodeResult]:
    return [result for _, _, result in thread.runs() if result.has_value and result.error is None][-1:]


def _differs(thread: Thread, difference: str) -> CompileError:
    return CompileError(ReplayFailed(thread=thread.id, difference=difference))


def _digest(thread: Thread) -> str:
    return hashlib.sha256(repr(thread).encode("utf-8", "surrogatepass")).hexdigest()


def _cut(value: object, limit: int = 160) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
