"""Exceptions in recorded output: harnesses print the traceback where a result would stand."""

from __future__ import annotations

import re

from llmjit.frontend.thread import ErrorInfo

_START = re.compile(r"^(?:Traceback \(most recent call last\):|-{20,}\s*$)", re.MULTILINE)
_RAISED = re.compile(
    r"([A-Za-z_][\w.]{0,80}(?:Error|Exception|Interrupt|Exit|Warning|Iteration))(?::\s?(.*))?"
)


def error_in(output: str) -> ErrorInfo | None:
    """The exception whose traceback ends ``output``; None when the code got through.

    A traceback must stand there whole, start to last line: output that only talks of an error is output.
    """
    start = _START.search(output)
    if start is None or "Traceback" not in output[start.start() :]:
        return None
    trace = output[start.start() :].rstrip()
    for line in reversed(trace.splitlines()):
        raised = _RAISED.fullmatch(line.strip()) if line[:1].strip() else None
        if raised is not None:
            return ErrorInfo(type=raised[1], message=raised[2] or "", traceback=trace)
    return None
