"""From values back to the types a function's answers really have, only where the way back is proved."""

from __future__ import annotations

import dataclasses
import enum
import typing
from collections.abc import Callable
from typing import Any

from llmjit.runtime.projection import PLAIN, NoProjection, is_plain, project

Kind = tuple[str, type | None]
Restore = Callable[[Any], Any]


def kind_of(answer: object) -> Kind | None:
    """How an answer is shaped: ``("plain", None)``, ``("one", cls)``, ``("list", cls)``; None where
    unknown.
    """
    if is_plain(answer):
        return ("plain", None)
    if isinstance(answer, list) and answer:
        kinds = {type(item) for item in answer}
        if len(kinds) == 1:
            return ("list", kinds.pop())
        return None
    return ("one", type(answer))


def kind_of_hint(hint: object) -> Kind | None:
    """The kind of answers an annotation promises, where it promises just one; None where it does not."""
    if hint in PLAIN or hint is None:
        return ("plain", None)
    if isinstance(hint, type) and typing.get_origin(hint) is None:
        return None if hint in (list, dict, tuple, object) else ("one", hint)
    if typing.get_origin(hint) is list and len(typing.get_args(hint)) == 1:
        inner = kind_of_hint(typing.get_args(hint)[0])
        if inner is not None and inner[0] != "list":
            return ("list", inner[1]) if inner[0] == "one" else inner
    return None


def name_of(kind: Kind) -> str:
    """A kind as text, for the registry, which holds no classes."""
    shape, cls = kind
    return shape if cls is None else f"{shape} {cls.__module__}.{cls.__qualname__}"


def restorer(kind: Kind) -> Restore | None:
    """The way back from a projected value to an answer of this kind; None where values are answers."""
    shape, cls = kind
    if shape == "plain" or cls is None:
        return None
    one = _maker(cls)
    if shape == "one":
        return lambda value: None if value is None else one(value)
    return lambda value: [one(item) for item in value]


def round_trip(answer: object, kind: Kind) -> Any:
    """The projected answer, if it comes back equal; raises `NoProjection` otherwise."""
    value = project(answer)
    back = restorer(kind)
    if back is None:
        return value
    try:
        again = back(value)
    except Exception:
        raise NoProjection(type(answer)) from None
    if type(again) is not type(answer) or again != answer:
        raise NoProjection(type(answer))
    return value


def _maker(cls: type) -> Callable[[Any], Any]:
    if issubclass(cls, tuple):
        return cls._make if hasattr(cls, "_make") else tuple
    if issubclass(cls, enum.Enum):
        return cls
    if dataclasses.is_dataclass(cls):
        return lambda value: cls(**value)
    validate = getattr(cls, "model_validate", None)
    if callable(validate):
        found: Callable[[Any], Any] = validate
        return found
    raise NoProjection(cls)
