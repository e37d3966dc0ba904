"""Guards checked inside the synthesiser, by the very conditions that emitted code evaluates."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from llmjit.guard import Guard, GuardFailed
from llmjit.support.undefined import NO_VALUE

ANSWER = "answer"
"""What guards call the program's result."""

_SCOPE = {"re": re, "math": math, "datetime": datetime}


@lru_cache(maxsize=8192)
def _predicate(condition: str, names: tuple[str, ...]) -> Callable[..., bool]:
    code = compile(f"lambda {', '.join(names)}: {condition}", "<guard>", "eval")
    predicate: Callable[..., bool] = eval(code, dict(_SCOPE))
    return predicate


def holds(guard: Guard, names: Sequence[str], values: Sequence[Any]) -> bool:
    """Whether the guard's condition is true of these values by name: one that makes no sense of them is not."""
    if not guard.condition:
        return True
    try:
        return bool(_predicate(guard.condition, tuple(names))(*values))
    except NO_VALUE:
        return False


def check(guards: Sequence[Guard], names: Sequence[str], inputs: Sequence[Any], answer: Any = None) -> None:
    """Raise `GuardFailed` for the first of these guards, in order, that does not hold."""
    scope, values = (*names, ANSWER), (*inputs, answer)
    for guard in guards:
        if not holds(guard, scope, values):
            seen = dict(zip(scope, values, strict=True)).get(guard.subject, tuple(inputs))
            raise GuardFailed(guard.reason, guard.kind, guard.subject, seen, guard.expected, guard.evidence)


def split(guards: Sequence[Guard]) -> tuple[tuple[Guard, ...], tuple[Guard, ...]]:
    """Guards on the inputs, and guards that need the answer; in each, types come first as given."""
    after = tuple(guard for guard in guards if guard.kind == "output" or guard.subject == ANSWER)
    return tuple(guard for guard in guards if guard not in after), after
