"""Standard-library modules the sandboxed interpreter lacks, lent to it from this process.

Only functions of numbers, and only on data small enough that no call can hold this process up: what a block
may compute for long, it has to compute inside the sandbox, where time and memory are bounded.
"""

from __future__ import annotations

import statistics
import string
from collections.abc import Callable
from functools import cache
from typing import Any

_STATISTICS = (
    "fmean", "mean", "median", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "stdev",
    "variance",
)  # fmt: skip
_STRING = (
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "printable",
    "punctuation", "whitespace",
)  # fmt: skip
_ITEMS = 100_000
_BITS = 512

FUNCTIONS: dict[str, Callable[..., Any]] = {
    f"statistics.{name}": getattr(statistics, name) for name in _STATISTICS
}


@cache
def lent_modules() -> dict[str, Any]:
    """The modules by name, as the interpreter takes them."""
    from pydantic_monty import ExternalModule

    return {
        "statistics": ExternalModule({name: getattr(statistics, name) for name in _STATISTICS}),
        "string": ExternalModule({name: getattr(string, name) for name in _STRING}),
    }


def call_lent(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
    """Call a lent function; raises ``ValueError`` for data too large to lend this process for."""
    if not all(_small(value) for value in (*args, *kwargs.values())):
        raise ValueError(f"{name} takes at most {_ITEMS} plain values here, numbers of at most {_BITS} bits")
    return FUNCTIONS[name](*args, **kwargs)


def _small(value: Any) -> bool:
    if isinstance(value, list | tuple | set | range):
        return len(value) <= _ITEMS and all(_scalar(item) for item in value)
    return _scalar(value)


def _scalar(value: Any) -> bool:
    if isinstance(value, int):
        return value.bit_length() <= _BITS
    if isinstance(value, str):
        return len(value) <= 1000
    return value is None or isinstance(value, float)
