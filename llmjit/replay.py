"""Run a program on a recording it was compiled from: helpers and models answer what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, final

from llmjit.dataflow.recorded import answers, same_answer
from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.build_ir import build_ir
from llmjit.frontend.recording import NotRecorded, Recording, SiteAnswers, trace
from llmjit.frontend.thread import CodeResult, Thread
from llmjit.guard import GuardFailed
from llmjit.ir import program as ir
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


def replay(program: Program, lowered: ir.Program, thread: Thread) -> Any:
    """The value the program gives for the thread's own request, all calls answered from the recording.

    ``lowered`` is the program's IR: its sites hold what was observed at them. Raises what the program raises.
    """
    return _run(program, lowered, thread, Recording(thread))


def validate(program: Program, lowered: ir.Program, thread: Thread) -> None:
    """Raise `CompileError` with the first difference unless the program does what was recorded."""
    recording = Recording(thread)
    try:
        value = _run(program, lowered, thread, recording)
    except Exception as error:
        raise _differs(thread, f"it raised {type(error).__name__}: {error}") from error
    if not _as_recorded(value, thread):
        expected = thread.result if thread.has_result else "what the recorded code gives"
        raise _differs(thread, f"recorded {_cut(expected)}, got {_cut(value)}")
    missing = recording.missing_writes()
    if missing:
        raise _differs(thread, f"the recorded call of {missing} was not made, or not in its turn")


def _run(program: Program, lowered: ir.Program, thread: Thread, recording: Recording) -> Any:
    helpers: Mapping[str, Callable[..., Any]] = {
        helper.name: _answering(recording, helper.name) for helper in lowered.helpers
    }
    wired = program.with_(helpers=helpers, answer=_recorded_answers(lowered))
    return wired(thread.request) if lowered.pattern is not None else wired()


def _answering(recording: Recording, name: str) -> Callable[..., Any]:
    return lambda *args, **kwargs: recording.call(name, args, kwargs)


def _recorded_answers(lowered: ir.Program) -> Any:
    """Answers sites as observed; what was never observed is the guard's own failure."""
    seen = SiteAnswers(lowered)

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


def _cut(value: object, limit: int = 160) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
