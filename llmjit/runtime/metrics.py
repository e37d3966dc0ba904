"""OpenTelemetry metrics of jitted functions, where the application has loaded the API.

The instruments are observable: the exporter reads the counters when it collects, and calls pay nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Final
from weakref import WeakValueDictionary

_INSTRUMENTS: Final = {
    "calls": ("1", "calls answered, by whomever"),
    "compiled": ("1", "calls answered by compiled code"),
    "slow": ("1", "calls answered by the model"),
    "deopts": ("1", "calls that no specialization took"),
    "compiles": ("1", "attempts to compile"),
    "demotions": ("1", "specializations that shadow checks took out of service"),
    "tokens": ("1", "tokens of the model"),
    "dollars": ("USD", "paid for answers"),
    "overhead_dollars": ("USD", "paid for checks and compiles"),
}

_watched: WeakValueDictionary[str, Any] = WeakValueDictionary()
_started: set[int] = set()


def watch(name: str, stats: Mapping[str, Any]) -> None:
    """Offer the counters of the function ``name`` to whoever collects metrics."""
    _watched[name] = stats
    start()


def start() -> None:
    """Create the instruments, once, if the API is there by now."""
    api = sys.modules.get("opentelemetry.metrics")
    if api is None or id(api) in _started:
        return
    _started.add(id(api))
    meter = api.get_meter("llmjit")
    for field, (unit, description) in _INSTRUMENTS.items():
        read: Callable[[Any], Iterable[Any]] = partial(_read, api, field)
        meter.create_observable_counter(f"llmjit.{field}", [read], unit, description)


def _read(api: Any, field: str, options: Any) -> list[Any]:
    return [api.Observation(stats[field], {"function": name}) for name, stats in list(_watched.items())]
