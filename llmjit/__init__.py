"""llmjit: a compiler and JIT for work done by language models.

Public names load on first use, so that ``import llmjit`` stays cheap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "CompileError": "llmjit.diagnostic",
    "GuardFailed": "llmjit.guard",
    "LlmjitError": "llmjit.diagnostic",
    "compile": "llmjit.api",
    "helper": "llmjit.effects",
    "jit": "llmjit.api",
    "program": "llmjit.api",
    "read_threads": "llmjit.api",
    "register_projection": "llmjit.api",
}

__all__ = [
    "CompileError",
    "GuardFailed",
    "LlmjitError",
    "__version__",
    "compile",
    "helper",
    "jit",
    "program",
    "read_threads",
    "register_projection",
]

if TYPE_CHECKING:
    from llmjit.api import compile, jit, program, read_threads, register_projection
    from llmjit.diagnostic import CompileError, LlmjitError
    from llmjit.effects import helper
    from llmjit.guard import GuardFailed


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'llmjit' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
