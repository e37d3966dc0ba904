"""Exceptions on their way into the sandbox and out of it."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from typing import Any

from llmjit.sandbox.outcome import Failure

_LIMITS = ("limit exceeded", "exceeded its memory limit", "maximum recursion depth", "suspension")
_TRACEBACK = 2000


def for_sandbox(error: Exception) -> Exception:
    """The exception to raise at the call: of the nearest built-in type, its own type in the message.

    Code in the sandbox can name built-in exceptions only.
    """
    kind = type(error)
    message = str(error).encode("utf-8", "replace").decode()
    if getattr(builtins, kind.__name__, None) is kind and issubclass(kind, Exception):
        known = kind
    else:
        known = next(base for base in kind.__mro__ if getattr(builtins, base.__name__, None) is base)
        message = f"{kind.__name__}: {message}"
    if issubclass(known, UnicodeError):
        known = ValueError
    if isinstance(error, KeyError) and len(error.args) == 1:
        message = str(error.args[0])
    try:
        raised: Exception = known(message)
        return raised
    except Exception:  # a built-in that wants other arguments
        return RuntimeError(f"{kind.__name__}: {message}")


def as_failure(error: Any, block: int, blocks: Mapping[str, int]) -> Failure:
    """What ended a block, from the interpreter's own exception.

    ``block`` is the index of the block that ran, ``blocks`` the index of each file name in tracebacks; the
    failure's line is the innermost one inside that block.
    """
    from pydantic_monty import MontyCrashedError

    if isinstance(error, MontyCrashedError):
        message = "the sandbox's process ended; all variables are gone"
        return Failure(type="SandboxCrashed", message=message, traceback=str(error), lost=True, limit=True)
    inner = error.exception()
    message = str(inner.args[0]) if len(inner.args) == 1 else str(inner)
    limit = any(mark in message for mark in _LIMITS) and isinstance(
        inner, TimeoutError | MemoryError | RecursionError | RuntimeError
    )
    # a time limit stops the interpreter between any two of its steps, and its heap cannot be trusted after it
    lost = limit and isinstance(inner, TimeoutError)
    if lost:
        message += "; all variables are gone"
    line = 1
    for frame in error.traceback() if hasattr(error, "traceback") else ():
        if blocks.get(frame.filename) == block:
            line = frame.line
    text = error.display() if hasattr(error, "display") else str(error)
    if len(text) > _TRACEBACK:
        text = text[: _TRACEBACK // 2] + "\n…\n" + text[-_TRACEBACK // 2 :]
    return Failure(
        type=type(inner).__name__, message=message, line=line, traceback=text, lost=lost, limit=limit
    )


def as_syntax_failure(error: SyntaxError) -> Failure:
    """What a block that does not parse gives: its line, and the line's text under the message."""
    line = error.lineno or 1
    where = f'  File "<block>", line {line}\n'
    text = f"    {(error.text or '').strip()}\n" if error.text else ""
    message = error.msg or "does not parse"
    return Failure(
        type="SyntaxError", message=message, line=line, traceback=f"{where}{text}SyntaxError: {message}"
    )
