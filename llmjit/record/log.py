"""The thread as it grows: every event goes to the file at once, if there is one, and into memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, final

from llmjit.frontend.formats.writer import ThreadWriter
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    GuardEvent,
    HelperCall,
    HelperInfo,
    Message,
    ModelCall,
    Part,
    Text,
    Thread,
)


@final
@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, for whoever shows progress. ``kind`` says what; the rest is about it."""

    kind: Literal["turn", "block", "helper", "model", "guard", "result", "error"]
    text: str
    seconds: float = 0.0
    cost: float = 0.0


Listener = Callable[[Event], None]


@final
@dataclass
class Totals:
    """What the models of a thread took so far."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    seconds: float = 0.0
    unpriced: int = 0

    def add(self, call: ModelCall, priced: bool = True) -> None:
        """Count one call."""
        self.calls += 1
        self.tokens_in += call.tokens_in
        self.tokens_out += call.tokens_out
        self.cost += call.cost
        self.seconds += call.seconds
        self.unpriced += not priced


@final
@dataclass
class _Running:
    """The calls of the block that is running."""

    helper_calls: list[HelperCall] = field(default_factory=list)
    model_calls: list[ModelCall] = field(default_factory=list)
    guard: GuardEvent | None = None


@final
class ThreadLog:
    """Writes a thread's events as they happen and holds the thread they make up.

    Raises what the writer raises: a recording that cannot be written does not go on unrecorded.
    """

    def __init__(
        self,
        id: str,
        request: str,
        helpers: tuple[HelperInfo, ...] = (),
        *,
        writer: ThreadWriter | None = None,
        metadata: dict[str, Any] | None = None,
        listener: Listener | None = None,
    ) -> None:
        self.totals = Totals()
        self._head: dict[str, Any] = {"id": id, "request": request, "helpers": helpers}
        self._metadata = dict(metadata or {})
        self._writer = writer
        self._listener = listener
        self._messages: list[Message] = []
        self._running = _Running()
        self._ids = {"b": 0, "h": 0, "m": 0}
        if writer is not None:
            writer.header(id, request, helpers, self._metadata)

    def new_id(self, kind: Literal["b", "h", "m"]) -> str:
        """A name not used in this thread yet, for a block, a helper call or a model call."""
        self._ids[kind] += 1
        return f"{kind}{self._ids[kind]}"

    def tell(self, kind: Any, text: str, seconds: float = 0.0, cost: float = 0.0) -> None:
        """Tell the listener, if anybody listens."""
        if self._listener is not None:
            self._listener(Event(kind, text, seconds, cost))

    def adopt(self, messages: Sequence[Message]) -> None:
        """Begin with the messages of another thread; new ids go on after theirs."""
        for message in messages:
            self._add(message)
            for part in message.parts:
                if isinstance(part, CodeBlock):
                    self._seen(part.id)
                elif isinstance(part, CodeResult):
                    for id in (*(c.id for c in part.helper_calls), *(c.id for c in part.model_calls)):
                        self._seen(id)
            if message.model_call is not None:
                self._seen(message.model_call.id)

    def say(self, role: Literal["system", "user"], text: str) -> None:
        """A message of prose that no model wrote."""
        self._add(Message(role=role, parts=(Text(text=text),), at=time.time()))

    def turn(self, parts: tuple[Part, ...], call: ModelCall, priced: bool = True) -> None:
        """The model's own turn, with the call that gave it."""
        self.totals.add(call, priced)
        if self._writer is not None:
            self._writer.model_call(call)
        message = Message(role="assistant", parts=parts, at=call.at)
        if self._writer is not None:
            self._writer.message(message)
        self._messages.append(message.model_copy(update={"model_call": call}))
        self.tell("turn", message.text, call.seconds, call.cost)

    def helper_call(self, block: str, call: HelperCall) -> None:
        """A helper call of the running block."""
        if self._writer is not None:
            self._writer.helper_call(block, call)
        self._running.helper_calls.append(call)
        self.tell("helper", call.helper, call.seconds)

    def model_call(self, block: str, call: ModelCall, priced: bool = True) -> None:
        """A model call that the running block made."""
        self.totals.add(call, priced)
        if self._writer is not None:
            self._writer.model_call(call, block)
        self._running.model_calls.append(call)
        self.tell("model", f"{call.kind}: {call.instruction}", call.seconds, call.cost)

    def guard_failed(self, block: str, guard: GuardEvent) -> None:
        """A guard of the running block that failed."""
        if self._writer is not None:
            self._writer.guard_failed(block, guard)
        self._running.guard = guard
        self.tell("guard", guard.reason)

    def code_result(self, result: CodeResult) -> None:
        """The end of the running block."""
        if self._writer is not None:
            self._writer.code_result(result)
        running, self._running = self._running, _Running()
        whole = result.model_copy(
            update={
                "helper_calls": tuple(running.helper_calls),
                "model_calls": tuple(running.model_calls),
                "guard": running.guard,
            }
        )
        self._messages.append(Message(role="user", parts=(whole,)))
        failed = "" if result.error is None else f"{result.error.type}: {result.error.message}"
        self.tell("block" if not failed else "error", failed, result.seconds)

    def end(
        self, result: Any = None, *, has_result: bool = False, metadata: dict[str, Any] | None = None
    ) -> None:
        """The end of the thread."""
        self._metadata.update(metadata or {})
        self._head.update(result=result, has_result=has_result)
        if self._writer is not None:
            self._writer.end(result, has_result=has_result, metadata=metadata)
        if has_result:
            self.tell("result", str(result))

    def thread(self) -> Thread:
        """The thread so far."""
        source = "" if self._writer is None else str(self._writer.path)
        return Thread.model_validate(
            {**self._head, "messages": self._messages, "metadata": self._metadata, "source": source}
        )

    def _add(self, message: Message) -> None:
        if self._writer is not None:
            self._writer.message(message)
        self._messages.append(message)

    def _seen(self, id: str) -> None:
        kind, number = id[:1], id[1:]
        if kind in self._ids and number.isdecimal():
            self._ids[kind] = max(self._ids[kind], int(number))
