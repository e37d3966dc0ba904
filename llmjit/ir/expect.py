"""What to expect of a value from what was seen of it: conditions in plain Python, for guards."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, final

_CLASSES: dict[type, str] = {
    str: "str",
    bytes: "bytes",
    bool: "bool",
    int: "int",
    float: "float",
    list: "list",
    tuple: "tuple",
    dict: "dict",
}
_WORDS = {"str": "text", "dict": "dict", "list": "list", "int": "whole number", "float": "number"}


@final
@dataclass(frozen=True, slots=True)
class Expectation:
    """A condition on ``{name}``, as a format, with what is expected and why."""

    kind: str
    condition: str
    expected: Any
    reason: str

    def on(self, name: str) -> str:
        """The condition on a variable of that name."""
        return self.condition.replace("{name}", name)


def expectations(values: Sequence[Any], keys: frozenset[Any] = frozenset()) -> list[Expectation]:
    """What held of all the values: their type, and of ``keys`` those that every dict had.

    An empty list or dict among the values means that emptiness is normal; else it is refused, since code
    that was never seen with an empty one may give nonsense for it.
    """
    types = {type(value) for value in values}
    if not values or not types <= {*_CLASSES, type(None), datetime.date, datetime.datetime}:
        return []
    if types <= {int, float}:
        found = [_typed("isinstance({name}, (int, float)) and not isinstance({name}, bool)", "a number")]
    else:
        if len(types) > 1:
            return []
        found = _one_type(types.pop(), values)
    if all(isinstance(value, list | dict) and value for value in values):
        found.append(Expectation("length", "len({name}) > 0", "not empty", "it was never empty"))
    common = [key for key in sorted(keys, key=repr) if all(isinstance(v, dict) and key in v for v in values)]
    for key in common:
        found.append(Expectation("key", f"{key!r} in {{name}}", key, f"the code reads its {key!r}"))
    return found


def _typed(condition: str, expected: str) -> Expectation:
    return Expectation("type", condition, expected, f"it was always {expected}")


def _one_type(kind: type, values: Sequence[Any]) -> list[Expectation]:
    if kind is type(None):
        return [Expectation("type", "{name} is None", None, "it was always None")]
    if kind is bool:
        return [_typed("isinstance({name}, bool)", "true or false")]
    name = _CLASSES.get(kind)
    if name is None:  # dates: emitted code need not import datetime to know one
        return []
    return [_typed(f"isinstance({{name}}, {name})", f"a {_WORDS.get(name, name)}")]
