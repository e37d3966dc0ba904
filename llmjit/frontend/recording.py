"""Answers a program's calls out of a thread, so that it can be run again without the world."""

from __future__ import annotations

import copy
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.effects import effect_of_tool
from llmjit.frontend.problems import thread_name
from llmjit.frontend.thread import Thread
from llmjit.ir.interpret import World, interpret
from llmjit.ir.ops import Call, Op, Output, Site, Value
from llmjit.ir.program import Observed, Program


class NotRecorded(Exception):
    """The program asks for something that the recording does not hold."""


class RecordedError(RuntimeError):
    """What a helper raised when the thread was recorded, by its type's name and message."""


@final
@dataclass(frozen=True)
class Recorded:
    """One call as recorded: its effect and value, or the error it raised."""

    helper: str
    effect: str
    value: Any
    error: str = ""


def key(value: Any) -> Any:
    """A hashable stand-in for a value: equal for values that are `llmjit.value.same`."""
    if isinstance(value, dict):
        return ("dict", frozenset((key(k), key(v)) for k, v in value.items()))
    if isinstance(value, list | tuple):
        return ("list", tuple(map(key, value)))
    if isinstance(value, float) and value != value:
        return ("nan",)
    try:
        hash(value)
    except TypeError:
        return (type(value).__name__, repr(value))
    return (type(value).__name__, value)


def _steps(thread: Thread) -> Iterator[tuple[str, tuple[Any, ...], dict[str, Any], Recorded]]:
    for _, _, result in thread.runs():
        for call in result.helper_calls:
            error = f"{call.error.type}: {call.error.message}" if call.error else ""
            seen = Recorded(call.helper, call.effect, call.value, error)
            yield call.helper, call.args, call.kwargs, seen
    effects = {info.name: info.effect for info in thread.helpers}
    for _, tool, answer in thread.tool_runs():
        effect = tool.effect or effects.get(tool.name) or effect_of_tool(tool.name)
        content = None if answer is None else answer.content
        error = str(content) if answer is not None and answer.error else ""
        yield tool.name, (), tool.arguments, Recorded(tool.name, effect, content, error)


class Recording:
    """A thread's calls by helper and arguments; equal calls are answered in order, the last one for ever."""

    def __init__(self, thread: Thread) -> None:
        self._answers: dict[Any, deque[Recorded]] = {}
        self.writes: list[tuple[str, Any]] = []
        self.wanted: list[tuple[str, Any]] = []
        for helper, args, kwargs, seen in _steps(thread):
            at = (helper, key(args), key(kwargs))
            self._answers.setdefault(at, deque()).append(seen)
            if seen.effect == "write" and not seen.error:
                self.wanted.append((helper, at))

    def call(self, helper: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The recorded answer; raises `NotRecorded` for a call that was not made, `RecordedError` for
        one that failed.
        """
        at = (helper, key(args), key(kwargs))
        answers = self._answers.get(at)
        if not answers:
            shown = ", ".join([*map(repr, args), *(f"{k}={v!r}" for k, v in kwargs.items())])
            raise NotRecorded(f"{helper}({shown}) was not called in the recording")
        seen = answers.popleft() if len(answers) > 1 or answers[0].effect == "write" else answers[0]
        if seen.error:
            raise RecordedError(seen.error)
        if seen.effect == "write":
            self.writes.append((helper, at))
        return copy.deepcopy(seen.value)

    def missing_writes(self) -> str:
        """The first recorded write that was not made in its turn, or nothing."""
        for index, wanted in enumerate(self.wanted):
            if index >= len(self.writes) or self.writes[index] != wanted:
                return wanted[0]
        return ""


@final
@dataclass
class Trace:
    """The values of a program's run on one thread: by name, in the order they were defined."""

    thread: str
    values: dict[str, list[Any]] = field(default_factory=dict)
    outputs: list[tuple[Output, tuple[Any, ...]]] = field(default_factory=list)
    result: Any = None
    error: Exception | None = None

    def last(self, name: str) -> Any:
        """The last value of a name; KeyError if it never had one."""
        return self.values[name][-1]


def trace(program: Program, thread: Thread, params: dict[str, Any] | None = None) -> Trace:
    """Run a program as its thread ran, sites answered by their observations, and note every value.

    What the code raises ends the trace early, in ``error``; values seen until then are there.
    """
    found = Trace(thread_name(thread))
    recording = Recording(thread)
    answers = SiteAnswers(program)

    def seen(op: Op, value: Value, item: Any) -> None:
        kept = copy.deepcopy(item) if isinstance(op, Call) else item  # code may change it later
        found.values.setdefault(value.name, []).append(kept)

    world = World(
        call=recording.call,
        site=answers,
        seen=seen,
        output=lambda op, shown: found.outputs.append((op, shown)),
        request=thread.request,
    )
    try:
        found.result = interpret(program, world, params)
    except Exception as error:
        found.error = error
    return found


class SiteAnswers:
    """Answers sites by what was observed at them."""

    def __init__(self, program: Program) -> None:
        self._seen: dict[Any, deque[Observed]] = {}
        for site in program.sites:
            for seen in site.observations:
                self._seen.setdefault((site.name, key(seen.inputs)), deque()).append(seen)

    def __call__(self, op: Site, inputs: tuple[Any, ...]) -> Any:
        """The observed answer; raises `NotRecorded` when the inputs were never seen."""
        return self.at(op.name, inputs)

    def at(self, name: str, inputs: tuple[Any, ...]) -> Any:
        """The answer observed at the site of that name."""
        seen = self._seen.get((name, key(inputs)))
        if not seen:
            raise NotRecorded(f"site @{name} was not asked for {inputs!r} in the recording")
        return copy.deepcopy((seen.popleft() if len(seen) > 1 else seen[0]).output)
