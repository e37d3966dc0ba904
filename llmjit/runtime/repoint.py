"""Tracebacks that point at the recording: a frame of emitted code becomes the thread's own line.

The method is Jinja's (``jinja2.debug.rewrite_traceback_stack``): for each frame of generated code, a stand-in
frame is raised whose file and line are the source's, and the traceback is linked through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType, TracebackType
from typing import TypeVar

from llmjit.guard import GuardFailed
from llmjit.span import Span

E = TypeVar("E", bound=BaseException)


def repoint(error: E, filename: str, spans: Mapping[int, Span]) -> E:
    """The error with every frame of ``filename`` shown as the recorded line it was compiled from.

    ``spans`` maps lines of the module to spans. A failed guard without a span of its own gets that of the
    innermost such frame. Lines without a span are left as they are.
    """
    frames: list[TracebackType] = []
    trace = error.__traceback__
    innermost: Span | None = None
    while trace is not None:
        span = _span_at(spans, trace.tb_lineno) if trace.tb_frame.f_code.co_filename == filename else None
        if span is None:
            frames.append(trace)
        else:
            innermost = span
            frames.append(_stand_in(span, trace))
        trace = trace.tb_next
    for outer, inner in zip(frames, [*frames[1:], None], strict=True):
        outer.tb_next = inner
    if innermost is not None:
        _tell(error, innermost)
    return error.with_traceback(frames[0] if frames else None)


def _span_at(spans: Mapping[int, Span], line: int) -> Span | None:
    """The span of the last mapped line up to ``line``: a statement may go over several."""
    return spans.get(max((known for known in spans if known <= line), default=-1))


def _tell(error: BaseException, span: Span) -> None:
    if isinstance(error, GuardFailed):
        error.span = error.span or span
    else:
        error.add_note(f"compiled from {span}")


def _stand_in(span: Span, trace: TracebackType) -> TracebackType:
    """A traceback entry of a function that fails at the span's line of a file named after the thread."""
    place = f"@{span.thread} message {span.message}"
    name = trace.tb_frame.f_code.co_name
    blank = "\n" * (span.line - 1)
    code: CodeType = compile(f"{blank}raise failure", place, "exec")
    code = code.replace(co_name=name, co_qualname=name)
    scope = {"failure": _Marker(), "__name__": trace.tb_frame.f_globals.get("__name__", "llmjit")}
    try:
        exec(code, scope)
    except _Marker as marker:
        found = marker.__traceback__
        assert found is not None and found.tb_next is not None
        return found.tb_next
    raise AssertionError("unreachable")


class _Marker(Exception):
    """Raised to make a frame."""
