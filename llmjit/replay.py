"""Run a program on a recording it was compiled from: helpers and models answer what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.thread import ErrorInfo, Thread
from llmjit.guard import GuardFailed
from llmjit.runtime.program import Program
from llmjit.value import same


@final
class ReplayDiffers(Diagnostic):
    """The program does not give what the recording holds."""

    code = "C030"
    title = "replaying {program} on {thread} does not give the recorded result"
    label = "{difference}"
    help = "the recording is contradictory, or something it depends on was not recorded"

    program: str
    thread: str
    difference: str


class RecordedError(Exception):
    """What a helper raised when the thread was recorded, by its type's name and message."""


class NotRecorded(Exception):
    """The program made a call that the recording does not hold."""


@final
@dataclass(frozen=True, slots=True)
class RecordedCall:
    """One helper or tool call of a recording, with what it gave or raised."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    value: Any
    error: ErrorInfo | None = None

    def answer(self) -> Any:
        """The recorded value; raises `RecordedError` where the call had raised."""
        if self.error is not None:
            raise RecordedError(f"{self.error.type}: {self.error.message}")
        return self.value


def recorded_calls(thread: Thread) -> Iterator[RecordedCall]:
    """Every helper call made by code and every tool call that has a result, in order."""
    for _, _, result in thread.runs():
        for call in result.helper_calls:
            yield RecordedCall(call.helper, call.args, call.kwargs, call.value, call.error)
    for _, tool, answer in thread.tool_runs():
        if answer is not None:
            error = ErrorInfo(type="ToolError", message=str(answer.content)) if answer.error else None
            yield RecordedCall(tool.name, (), tool.arguments, answer.content, error)


@final
@dataclass(slots=True)
class Recording:
    """The calls of a thread, each answered once, by name and arguments.

    A call repeated with the same arguments gets the recorded answers in their order, and the last one again
    after that: passes may merge repeated reads, never change what the first one gave.
    """

    calls: list[RecordedCall]
    models: list[tuple[tuple[Any, ...], Any]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, thread: Thread) -> Recording:
        """The recording that a thread holds."""
        models = [(m.inputs, m.value) for _, _, result in thread.runs() for m in result.model_calls]
        return cls(list(recorded_calls(thread)), models)

    def helpers(self) -> dict[str, Callable[..., Any]]:
        """A function for every helper the thread called, answering from the recording."""
        return {name: self._answering(name) for name in {call.name for call in self.calls}}

    def _answering(self, name: str) -> Callable[..., Any]:
        def answer(*args: Any, **kwargs: Any) -> Any:
            return self._find(name, args, kwargs).answer()

        return answer

    def _find(self, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> RecordedCall:
        known = [
            index
            for index, call in enumerate(self.calls)
            if call.name == name
            and same(list(call.args), list(args))
            and same(dict(call.kwargs), dict(kwargs))
        ]
        if not known:
            shown = ", ".join([*map(repr, args), *(f"{key}={value!r}" for key, value in kwargs.items())])
            raise NotRecorded(f"{name}({shown}) was never called in the recording")
        index = next((i for i in known if i not in self.used), known[-1])
        self.used.add(index)
        return self.calls[index]

    def site(self, name: str, inputs: tuple[Any, ...], failure: GuardFailed | None) -> Any:
        """What the model answered for these inputs; the guard's own failure where it never saw them."""
        for seen, value in self.models:
            if same(list(seen), list(inputs)):
                return value
        raise failure or NotRecorded(f"the model was never asked at the site {name} for {inputs!r}")


def replay(program: Program, thread: Thread, params: Mapping[str, Any] | None = None) -> Any:
    """The value the program gives for the thread's own request, all calls answered from the recording.

    ``params`` skips binding the request. Raises what the program raises.
    """
    recording = Recording.of(thread)
    wired = program.with_(helpers=recording.helpers(), answer=recording.site)
    return wired(**params) if params is not None else wired(thread.request)


def validate(program: Program, thread: Thread, params: Mapping[str, Any] | None = None) -> None:
    """Raise `CompileError` with the first difference unless the program gives the recorded result."""
    try:
        value = replay(program, thread, params)
    except Exception as error:
        raise CompileError(_differs(program, thread, f"it raised {type(error).__name__}: {error}")) from error
    if thread.has_result and not same(value, thread.result):
        difference = f"recorded {_cut(thread.result)}, got {_cut(value)}"
        raise CompileError(_differs(program, thread, difference))


def _differs(program: Program, thread: Thread, difference: str) -> ReplayDiffers:
    return ReplayDiffers(program=program.name, thread=thread.id, difference=difference)


def _cut(value: object, limit: int = 120) -> str:
    text = repr(value)
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
