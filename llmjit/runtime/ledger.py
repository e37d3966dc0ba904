"""What was spent and what was saved: tokens, dollars, seconds; and when compiling has paid for itself."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping
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


def balance(sums: Mapping[str, Any]) -> dict[str, Any]:
    """The ledger of summed counters: what was answered by whom, what that cost, and what it saved.

    A saved call is priced at the mean of the calls that were made. ``break_even`` is the number of compiled
    answers that pay for compiling and checking, in seconds; negative savings mean it is not reached.
    """
    slow = sums.get("slow", 0)
    saved = sums.get("compiled", 0) + sums.get("memo", 0)
    seconds_each = sums.get("slow_seconds", 0.0) / slow if slow else 0.0
    dollars_each = sums.get("dollars", 0.0) / slow if slow else 0.0
    overhead = sums.get("compile_seconds", 0.0) + sums.get("shadow_seconds", 0.0)
    return {
        "calls": slow + saved + sums.get("shadow", 0),
        "model": slow,
        "compiled": sums.get("compiled", 0),
        "memo": sums.get("memo", 0),
        "shadow": sums.get("shadow", 0),
        "tokens": sums.get("tokens", 0),
        "tokens_saved": round(saved * sums.get("tokens", 0) / slow) if slow else 0,
        "dollars_spent": sums.get("dollars", 0.0) + sums.get("overhead_dollars", 0.0),
        "dollars_saved": saved * dollars_each - sums.get("overhead_dollars", 0.0),
        "seconds_spent": sums.get("slow_seconds", 0.0) + overhead,
        "seconds_saved": saved * seconds_each - overhead,
        "break_even": math.ceil(overhead / seconds_each) if seconds_each else 0,
    }
