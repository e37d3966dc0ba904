"""From arguments of any type to values a program can compute with; what has no projection stays slow."""

from __future__ import annotations

import dataclasses
import datetime
import enum
from collections.abc import Callable
from typing import Any, Final

PLAIN: Final = frozenset({str, int, float, bool, type(None), datetime.date, datetime.datetime})

_PROJECTIONS: dict[type, Callable[[Any], Any]] = {}


class NoProjection(TypeError):
    """An argument is neither JSON-like nor of a type with a projection; the message says what to do."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        name = f"{kind.__module__}.{kind.__qualname__}"
        super().__init__(
            f"{name} is not JSON-like; llmjit.register_projection({kind.__qualname__}, function) says what "
            "of it the answer depends on, and @llmjit.jit(ignore=...) names parameters it does not depend on"
        )


def register_projection(kind: type, function: Callable[[Any], Any]) -> None:
    """Declare that an answer depends on a ``kind`` only through
    ``function(object)``, which must be JSON-like.

    Holds for subclasses too. The projection runs on every call of a compiled function that takes such an
    object, so it should be cheap.
    """
    _PROJECTIONS[kind] = function


def is_plain(value: object) -> bool:
    """Whether ``value`` is a `Value` as it stands, all the way down."""
    kind = type(value)
    if kind in PLAIN:
        return True
    if isinstance(value, list) and kind is list:
        return all(map(is_plain, value))
    if isinstance(value, dict) and kind is dict:
        return all(type(key) is str and is_plain(item) for key, item in value.items())
    return False


def project(value: object) -> Any:
    """The `Value` that stands for ``value``; raises `NoProjection`.

    Known besides registered types: enums (their value), dataclasses (their fields), pydantic models (their
    JSON form), tuples (lists), and objects whose attributes are all JSON-like (those attributes).
    """
    kind = type(value)
    if kind in PLAIN:
        return value
    if isinstance(value, list | tuple):
        return [project(item) for item in value]
    if isinstance(value, dict):
        return _project_dict(value)
    for base in kind.__mro__:
        if base in _PROJECTIONS:
            return project(_PROJECTIONS[base](value))
    return _project_object(value)


def _project_dict(value: dict[Any, Any]) -> Any:
    if not all(type(key) is str for key in value):
        raise NoProjection(dict)
    return {key: project(item) for key, item in value.items()}


def _project_object(value: object) -> Any:
    if isinstance(value, enum.Enum):
        return project(value.value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: project(getattr(value, field.name)) for field in dataclasses.fields(value)}
    dump = getattr(value, "model_dump", None)
    if callable(dump) and hasattr(type(value), "model_fields"):
        return project(dump(mode="json"))
    attributes = getattr(value, "__dict__", None)
    plain_class = type(value).__new__ is object.__new__ and not callable(value)
    if attributes is not None and plain_class and all(map(is_plain, attributes.values())):
        return {"class": type(value).__qualname__, **attributes}
    raise NoProjection(type(value))
