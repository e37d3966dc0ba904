"""The border of a jitted function: arguments and answers of its own types outside, values inside."""

from __future__ import annotations

import typing
from collections.abc import Callable, Sequence
from typing import Any

from llmjit.runtime.events import warn_once
from llmjit.runtime.miss import MISS
from llmjit.runtime.projection import PLAIN, NoProjection, is_plain, project
from llmjit.runtime.restore import Kind, Restore, kind_of, kind_of_hint, name_of, restorer, round_trip


class Border:
    """Converts for one function, and remembers what kinds of things cross.

    ``inputs`` are the indices of the parameters the answer depends on, ``projected`` those of them that were
    seen to need a projection. ``cacheable``: all questions were texts, all answers immutable. ``slow_reason``
    says why a call could not be learned from, if one could not.
    """

    def __init__(self, function: Callable[..., Any], name: str, inputs: Sequence[int]) -> None:
        self.name = name
        self.inputs = inputs
        self.projected: frozenset[int] = frozenset()
        self.cacheable = True
        self.slow_reason = ""
        self._kind = _promised(function)  # until an answer is seen
        self._seen = False

    @property
    def kind(self) -> str:
        """The kind of the function's answers as text; plain until something else is known."""
        return name_of(self._kind or ("plain", None))

    @property
    def restore(self) -> Restore | None:
        """The way from values back to answers; None where values are answers."""
        return restorer(self._kind) if self._kind else None

    def values_of(self, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments as values of their own; raises `NoProjection`, said once."""
        try:
            values = tuple(project(arguments[i]) for i in self.inputs)
        except NoProjection as error:
            self._stay_slow(str(error))
            raise
        self.projected |= {i for i in self.inputs if not is_plain(arguments[i])}
        return values

    def value_of(self, result: Any) -> Any:
        """The slow path's answer as a value, or `MISS` where it has none, said once."""
        try:
            kind = self._kind_of(result)
            value = round_trip(result, kind)
        except NoProjection as error:
            self._stay_slow(f"its answer cannot be compiled: {error}")
            return MISS
        self._kind, self._seen = kind, True
        return value

    def answer_of(self, value: Any) -> Any:
        """A value as the caller's answer, a fresh one each time."""
        back = self.restore
        return back(value) if back else project(value)

    def crossed(self, inputs: tuple[Any, ...], value: Any) -> None:
        """Note an observation that crossed."""
        self.cacheable &= type(value) in PLAIN and all(type(item) is str for item in inputs)

    def _kind_of(self, result: Any) -> Kind:
        kind = kind_of(result)
        if self._kind is not None and kind != self._kind:
            shape = self._kind[0]
            if (result is None and shape == "one") or (result == [] and shape == "list"):
                return self._kind
            if self._seen:
                raise NoProjection(type(result))
        if kind is None:
            raise NoProjection(type(result))
        return kind

    def _stay_slow(self, why: str) -> None:
        self.slow_reason = why
        warn_once(self.name, f"stays slow: {why}")


def _promised(function: Callable[..., Any]) -> Kind | None:
    """The kind of answers that the return annotation promises, where it can be resolved."""
    try:
        return kind_of_hint(typing.get_type_hints(function).get("return", object))
    except Exception:  # annotations may name anything
        return None
