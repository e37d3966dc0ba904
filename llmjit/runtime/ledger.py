"""What was spent and what was saved: tokens, dollars, seconds; and when compiling has paid for itself."""

from __future__ import annotations

import time
from contextvars import ContextVar, Token
from typing import Any

_METER: ContextVar[Meter | None] = ContextVar("llmjit_meter", default=None)


class Meter:
    """Measures a call of a slow path: wall-clock, and the model usage charged inside it."""

    __slots__ = ("_start", "_token", "dollars", "seconds", "tokens")

    def __init__(self) -> None:
        self.seconds = 0.0
        self.tokens = 0
        self.dollars = 0.0

    def __enter__(self) -> Meter:
        self._token: Token[Any] = _METER.set(self)
        self._start = time.perf_counter()
        return self

    def __exit__(self, *error: object) -> None:
        self.seconds += time.perf_counter() - self._start
        _METER.reset(self._token)


def charge(*, tokens: int = 0, dollars: float = 0.0) -> None:
    """Charge model usage to the jitted function whose slow path is running; outside of one, to nobody.

    Functions with a body of ``...`` are charged by themselves; a body that calls a model SDK may call this.
    """
    meter = _METER.get()
    if meter is not None:
        meter.tokens += tokens
        meter.dollars += dollars
