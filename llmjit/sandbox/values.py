"""Values on their way into the sandbox and out of it."""

from __future__ import annotations

import dataclasses
import datetime
import decimal
import fractions
import pathlib
from collections.abc import Mapping, Sequence, Set
from typing import Any

_DEPTH = 200
_SCALARS = (
    str, bytes, int, float, complex, bool, type(None), type(...),
    datetime.date, datetime.time, datetime.timedelta, decimal.Decimal,
)  # fmt: skip


def to_sandbox(value: Any, depth: int = 0) -> Any:
    """``value`` as the sandbox can hold it: containers copied, records as dictionaries.

    Raises ``TypeError`` for what has no meaning in there (an open file, a generator), ``ValueError`` for
    nesting too deep, and ``UnicodeError`` for text with lone surrogates, which would come back altered.
    """
    if depth > _DEPTH:
        raise ValueError(f"nested more than {_DEPTH} deep, or a cycle")
    if isinstance(value, str):
        value.encode("utf-8")
        return str(value) if type(value) is not str else value
    if isinstance(value, _SCALARS):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_sandbox(getattr(value, f.name), depth + 1) for f in dataclasses.fields(value)}
    if callable(getattr(value, "model_dump", None)) and not isinstance(value, type):
        return to_sandbox(value.model_dump(), depth + 1)
    if isinstance(value, Mapping):
        return {to_sandbox(k, depth + 1): to_sandbox(v, depth + 1) for k, v in value.items()}
    return _collection(value, depth)


def _collection(value: Any, depth: int) -> Any:
    if isinstance(value, Set):
        return {to_sandbox(item, depth + 1) for item in value}
    if isinstance(value, tuple):
        return tuple(to_sandbox(item, depth + 1) for item in value)
    if isinstance(value, Sequence):
        return [to_sandbox(item, depth + 1) for item in value]
    if isinstance(value, pathlib.PurePath | fractions.Fraction):
        return str(value)
    if isinstance(value, type) and value in {str, int, float, bool, list, dict, tuple, set, bytes}:
        return value
    raise TypeError(
        f"a value of type {type(value).__name__} cannot cross into the sandbox; return text, numbers, dates, "
        "lists, dictionaries or dataclasses"
    )


def from_sandbox(value: Any) -> Any:
    """``value`` as plain Python data: instances of classes defined inside become dictionaries.

    The interpreter's stand-ins for functions and types of its own become their names.
    """
    kind = type(value)
    if kind is list:
        return [from_sandbox(item) for item in value]
    if kind is tuple:
        return tuple(from_sandbox(item) for item in value)
    if kind is dict:
        return {from_sandbox(k): from_sandbox(v) for k, v in value.items()}
    if kind.__module__.partition(".")[0] == "pydantic_monty":
        attributes = getattr(value, "attributes", None)
        return from_sandbox(attributes) if isinstance(attributes, dict) else str(value)
    return value
