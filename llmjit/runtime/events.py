"""What the runtime says while it works: lines on stderr by ``LLMJIT_LOG``, spans if OpenTelemetry is
installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from llmjit.runtime.metrics import start

KINDS = ("guards", "deopts", "recompiles", "shadow", "registry")

_said: set[str] = set()


def wanted(kind: str) -> bool:
    """Whether ``LLMJIT_LOG`` (comma-separated kinds, or ``all``) asks for lines of ``kind``."""
    names = os.environ.get("LLMJIT_LOG", "")
    return bool(names) and not {kind, "all"}.isdisjoint(names.replace(" ", "").split(","))


def say(kind: str, name: str, message: str) -> None:
    """One line on stderr, if asked for."""
    if wanted(kind):
        sys.stderr.write(f"[llmjit {kind}] {name}: {message}\n")


def warn_once(name: str, message: str) -> None:
    """One line on stderr, once a process for the same words."""
    line = f"llmjit: {name}: {message}\n"
    if line not in _said:
        _said.add(line)
        sys.stderr.write(line)


@contextmanager
def span(name: str, **attributes: Any) -> Iterator[None]:
    """An OpenTelemetry span around the block where the API is installed and loaded by the application."""
    trace = sys.modules.get("opentelemetry.trace")
    if trace is None:  # an application that exports spans has imported the API; nothing else pays for it
        yield
        return
    start()
    with trace.get_tracer("llmjit").start_as_current_span(f"llmjit.{name}", attributes=attributes):
        yield


def brief(inputs: Sequence[Any]) -> str:
    """The inputs of a call, cut to what a line can hold."""
    text = ", ".join(map(repr, inputs))
    return text if len(text) <= 120 else text[:119] + "…"
