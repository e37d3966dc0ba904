"""llmjit's own thread format: reads what `ThreadWriter` writes, folding a thread's events into a `Thread`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar, final

from pydantic import ValidationError

from llmjit.frontend.formats.base import Format, Sample
from llmjit.frontend.formats.encode import decode
from llmjit.frontend.formats.problems import NewerVersion, ThreadFileError
from llmjit.frontend.formats.source import Source, View, kind_of
from llmjit.frontend.formats.writer import FORMAT_NAME
from llmjit.frontend.thread import (
    FORMAT_VERSION,
    CodeBlock,
    CodeResult,
    ErrorInfo,
    GuardEvent,
    HelperCall,
    HelperInfo,
    Message,
    ModelCall,
    Node,
    Thread,
)

_N = TypeVar("_N", bound=Node)

EVENTS = ("thread", "message", "helper_call", "model_call", "guard_failed", "code_result", "end")


def _matches(sample: Sample) -> bool:
    return any(isinstance(r, dict) and r.get("format") == FORMAT_NAME for r in sample.records)


def _node(kind: type[_N], view: View) -> _N:
    """The node that ``view`` holds, values decoded; a wrong field is named with its whole path."""
    view.object()
    try:
        return kind.model_validate(decode(view.value))
    except ValidationError as error:
        raise _named(view, error) from None


def _named(view: View, error: ValidationError) -> ThreadFileError:
    first = error.errors(include_url=False)[0]
    path = (*view.path, *(step for step in first["loc"]))
    found = "nothing" if first["type"] == "missing" else kind_of(first["input"])
    return View(None, view.file, view.line, path).bad(first["msg"], found)


@final
@dataclass
class _Fold:
    """The events of one thread so far."""

    head: View
    header: dict[str, Any]
    messages: list[Message] = field(default_factory=list)
    helper_calls: dict[str, list[HelperCall]] = field(default_factory=dict)
    model_calls: dict[str, list[ModelCall]] = field(default_factory=dict)
    guards: dict[str, GuardEvent] = field(default_factory=dict)
    turn: ModelCall | None = None
    end: dict[str, Any] = field(default_factory=dict)
    ended: bool = False

    def add(self, event: str, record: View) -> None:
        """Take one event in."""
        match event:
            case "message":
                self._message(record)
            case "helper_call":
                block = record.at("block").text()
                self.helper_calls.setdefault(block, []).append(_node(HelperCall, record.at("call")))
            case "model_call":
                self._model_call(record)
            case "guard_failed":
                self.guards[record.at("block").text()] = _node(GuardEvent, record.at("guard"))
            case "code_result":
                result = self._complete(_node(CodeResult, record.at("result")))
                self.messages.append(Message(role="user", parts=(result,)))
            case "end":
                metadata = record.get("metadata")
                self.end = {
                    "result": decode(record.object().get("result")),
                    "has_result": record.flag_at("has_result"),
                    "metadata": decode(metadata.object()) if metadata is not None else {},
                }
                self.ended = True

    def _message(self, record: View) -> None:
        value = {key: item for key, item in record.object().items() if key != "event"}
        message = _node(Message, View(value, record.file, record.line))
        if self.turn is not None and message.role == "assistant" and message.model_call is None:
            message = message.model_copy(update={"model_call": self.turn})
            self.turn = None
        self.messages.append(message)

    def _model_call(self, record: View) -> None:
        block, call = record.get("block"), _node(ModelCall, record.at("call"))
        if block is None:
            self.turn = call
        else:
            self.model_calls.setdefault(block.text(), []).append(call)

    def _complete(self, result: CodeResult) -> CodeResult:
        """The result with the calls and the guard that were written while its block ran."""
        helper_calls = (*self.helper_calls.pop(result.block, ()), *result.helper_calls)
        model_calls = (*self.model_calls.pop(result.block, ()), *result.model_calls)
        guard = self.guards.pop(result.block, None) or result.guard
        return result.model_copy(
            update={"helper_calls": helper_calls, "model_calls": model_calls, "guard": guard}
        )

    def _cut_short(self) -> None:
        """Blocks that were running when the recording stopped: what they called is not lost."""
        known = {part.id for m in self.messages for part in m.parts if isinstance(part, CodeBlock)}
        for block in dict.fromkeys([*self.helper_calls, *self.model_calls, *self.guards]):
            error = ErrorInfo(type="Interrupted", message="the recording ends before this block does")
            if block in known:
                result = self._complete(CodeResult(block=block, error=error))
                self.messages.append(Message(role="user", parts=(result,)))

    def thread(self, source: str) -> Thread:
        """The thread that the events make up."""
        self._cut_short()
        metadata = {**self.header.pop("metadata"), **self.end.get("metadata", {})}
        if not self.ended:
            metadata["unfinished"] = True
        return Thread(
            **self.header,
            messages=tuple(self.messages),
            result=self.end.get("result"),
            has_result=self.end.get("has_result", False),
            source=self.header_source(source),
            metadata=metadata,
        )

    def header_source(self, source: str) -> str:
        """Where the thread was first read from, else the place in this file."""
        return self.head.text_at("source") or source


def _open(record: View) -> _Fold:
    name = record.at("format")
    if name.value != FORMAT_NAME:
        raise name.bad(repr(FORMAT_NAME), repr(name.value))
    version = record.at("version")
    if isinstance(version.value, bool) or not isinstance(version.value, int):
        raise version.bad("a whole number")
    if version.value > FORMAT_VERSION:
        raise ThreadFileError(
            NewerVersion(file=record.file, line=record.line, version=version.value, known=FORMAT_VERSION)
        )
    metadata = record.get("metadata")
    header = {
        "id": record.at("id").text(),
        "request": record.at("request").text(),
        "helpers": tuple(_node(HelperInfo, view) for view in record.list_at("helpers")),
        "format": record.text_at("origin", "llmjit"),
        "metadata": decode(metadata.object()) if metadata is not None else {},
    }
    return _Fold(record, header)


def _read(source: Source) -> Iterator[Thread]:
    fold: _Fold | None = None
    for record in source.records(torn_tail=True):
        event = record.at("event")
        if event.value not in EVENTS:
            raise event.bad(f"one of {', '.join(EVENTS)}", repr(event.value))
        if event.value == "thread":
            if fold is not None:
                yield fold.thread(f"{source.file}:{fold.head.line}")
            fold = _open(record)
        elif fold is None:
            raise event.bad("a thread event, the header, before any other", repr(event.value))
        elif fold.ended:
            raise event.bad("a thread event, or nothing, after an end event", repr(event.value))
        else:
            fold.add(event.value, record)
    if fold is not None:
        yield fold.thread(f"{source.file}:{fold.head.line}")


FORMAT = Format("llmjit", "llmjit's own thread format (JSON Lines)", frozenset({"lines"}), _matches, _read)
