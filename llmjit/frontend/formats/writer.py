"""Writing llmjit's own thread format: one event a line, appended as it happens.

A file is one or more threads. Each begins with a ``thread`` event, the versioned header, and goes on with
``message``, ``helper_call``, ``model_call``, ``code_result`` and ``guard_failed`` events to its ``end``.
Every line is written whole by one system call, so a crash loses at most the line being written, and secrets
are redacted before anything reaches the disk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, final

from llmjit.diagnostic import reason_of
from llmjit.frontend.formats.encode import encode
from llmjit.frontend.formats.problems import CannotWrite, ThreadFileError
from llmjit.frontend.formats.redact import redact
from llmjit.frontend.thread import (
    FORMAT_VERSION,
    CodeResult,
    GuardEvent,
    HelperCall,
    HelperInfo,
    Message,
    ModelCall,
    Node,
    Thread,
)

FORMAT_NAME = "llmjit-thread"
_TAIL = 1 << 20


@final
class ThreadWriter:
    """Appends the events of threads to a file; a context manager.

    ``append`` goes on after what the file holds, whatever a crash left at its end; else the file must be new
    or empty, or is replaced. Raises `ThreadFileError` when the disk refuses; what was written stays whole.
    """

    def __init__(self, path: str | Path, *, append: bool = False) -> None:
        self.path = Path(path)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0)
        try:
            self._fd: int | None = os.open(self.path, flags if append else flags | os.O_TRUNC, 0o600)
            if append:
                _mend_tail(self._fd)
        except OSError as error:
            raise self._refused(error) from error

    def __enter__(self) -> ThreadWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; writing afterwards is an error."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None

    def header(
        self,
        id: str,
        request: str,
        helpers: Iterable[HelperInfo] = (),
        metadata: Mapping[str, Any] | None = None,
        format: str = "llmjit",
        source: str = "",
    ) -> None:
        """Begin a thread."""
        self._event(
            "thread",
            format=FORMAT_NAME,
            version=FORMAT_VERSION,
            id=id,
            request=request,
            helpers=[_plain(helper) for helper in helpers],
            metadata=dict(metadata or {}),
            origin=format,
            source=source,
        )

    def message(self, message: Message) -> None:
        """One turn, with all its parts."""
        self._event("message", message)

    def helper_call(self, block: str, call: HelperCall) -> None:
        """A helper call from the running block ``block``, when it has returned or raised."""
        self._event("helper_call", block=block, call=call)

    def model_call(self, call: ModelCall, block: str | None = None) -> None:
        """A model call: one of the running block's, or the agent's own, before the message it gave."""
        self._event("model_call", block=block, call=call)

    def guard_failed(self, block: str, guard: GuardEvent) -> None:
        """A guard that failed in the running block."""
        self._event("guard_failed", block=block, guard=guard)

    def code_result(self, result: CodeResult) -> None:
        """What a block gave, as a message of its own, without the calls that were written before."""
        self._event("code_result", result=result)

    def end(
        self, result: Any = None, *, has_result: bool = False, metadata: Mapping[str, Any] | None = None
    ) -> None:
        """The thread's end, with its result where it has one."""
        self._event("end", result=result, has_result=has_result, metadata=dict(metadata or {}))

    def thread(self, thread: Thread) -> None:
        """A whole thread."""
        self.header(thread.id, thread.request, thread.helpers, thread.metadata, thread.format, thread.source)
        for message in thread.messages:
            self.message(message)
        self.end(thread.result, has_result=thread.has_result)

    def _event(self, event: str, node: Node | None = None, **fields: Any) -> None:
        try:
            plain = {key: _plain_value(value) for key, value in fields.items()}
            body = redact({"event": event, **(_plain(node) if node is not None else {}), **plain})
            line = json.dumps(body, ensure_ascii=False, allow_nan=False) + "\n"
            data = line.encode("utf-8")
        except UnicodeEncodeError:  # lone surrogates, which only the escaped form can hold
            data = (json.dumps(body, allow_nan=False) + "\n").encode("ascii")
        except RecursionError:
            raise ThreadFileError(
                CannotWrite(file=str(self.path), reason=f"a value in a {event} event is nested too deeply")
            ) from None
        self._append(data)

    def _append(self, data: bytes) -> None:
        if self._fd is None:
            raise ThreadFileError(CannotWrite(file=str(self.path), reason="the writer is closed"))
        start = None
        try:
            start = os.fstat(self._fd).st_size
            written = os.write(self._fd, data)
            while written < len(data):
                written += os.write(self._fd, data[written:])
        except OSError as error:
            if start is not None:
                _cut(self._fd, start)
            raise self._refused(error) from error

    def _refused(self, error: OSError) -> ThreadFileError:
        return ThreadFileError(CannotWrite(file=str(self.path), reason=reason_of(error)))


def write_threads(path: str | Path, threads: Iterable[Thread]) -> int:
    """Write whole threads to a new file, replacing it only when all are written; their number."""
    target = Path(path)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    count = 0
    try:
        with ThreadWriter(partial) as writer:
            for thread in threads:
                writer.thread(thread)
                count += 1
        os.replace(partial, target)
    except OSError as error:
        raise ThreadFileError(CannotWrite(file=str(target), reason=reason_of(error))) from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _plain(node: Node) -> dict[str, Any]:
    """A node's fields that are not at their default, as JSON-able data; ``kind`` is always there."""
    out: dict[str, Any] = {}
    for name, info in type(node).model_fields.items():
        value = getattr(node, name)
        if name == "kind" or info.is_required() or value != info.get_default(call_default_factory=True):
            out[name] = _plain_value(value)
    return out


def _plain_value(value: Any) -> Any:
    if isinstance(value, Node):
        return _plain(value)
    if isinstance(value, tuple) and value and all(isinstance(item, Node) for item in value):
        return [_plain(item) for item in value]
    return encode(value)


def _mend_tail(fd: int) -> None:
    """Cut off a line that a crash left without its end; a whole record that lacks only its end gets one."""
    size = os.fstat(fd).st_size
    if not size or os.pread(fd, 1, size - 1) == b"\n":
        return
    tail, start = b"", size
    while start and b"\n" not in tail:
        step = min(_TAIL, start)
        start -= step
        tail = os.pread(fd, step, start) + tail
    last = tail[tail.rfind(b"\n") + 1 :]
    try:
        json.loads(last)
    except (ValueError, RecursionError):
        os.ftruncate(fd, size - len(last))
    else:
        os.write(fd, b"\n")


def _cut(fd: int, size: int) -> None:
    """Take back a line that was written in part; where even that fails, the reader drops it."""
    try:
        os.ftruncate(fd, size)
    except OSError:
        return
