"""All that emitted code may call: the whole surface between compiled modules and the runtime.

A compiled module imports from here and from the standard library, nothing else. Names are only ever added.
"""

from __future__ import annotations

from llmjit.guard import Guard, GuardFailed
from llmjit.runtime.miss import MISS, Miss
from llmjit.runtime.request import Hole, RequestPattern
from llmjit.runtime.run import Run, current

__all__ = ["MISS", "Guard", "GuardFailed", "Hole", "Miss", "RequestPattern", "Run", "current"]
