"""All that emitted code may call: the whole surface between compiled modules and the runtime.

A compiled module imports from here and from the standard library, nothing else. Names are only ever added.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

from llmjit import support
from llmjit.guard import Guard, GuardFailed
from llmjit.runtime.miss import MISS, Miss
from llmjit.runtime.request import Hole, RequestPattern
from llmjit.runtime.run import Run, current
from llmjit.span import Span
from llmjit.value import same

__all__ = ["MISS", "Guard", "GuardFailed", "Hole", "Miss", "RequestPattern", "Run", "Span", "current", "same"]


def __getattr__(name: str) -> Any:
    """The functions of `llmjit.support`, imported when a module first asks for one."""
    if not name.startswith("_"):
        for found in pkgutil.iter_modules(support.__path__, "llmjit.support."):
            module = import_module(found.name)
            if getattr(module, name, None) is not None:
                return getattr(module, name)
    raise AttributeError(f"compiled code may not call {name!r}: the ABI does not have it")
