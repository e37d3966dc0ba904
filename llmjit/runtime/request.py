"""The request pattern of a program: binds parameters from a task's text, or says what does not fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, final

from llmjit.guard import GuardFailed
from llmjit.support.undefined import NO_VALUE

_FIELD = re.compile(r"\{\{|\}\}|\{(\w+)\}")


@final
@dataclass(frozen=True, slots=True)
class Hole:
    """One parameter in a request: ``regex`` matches its text, ``parse`` turns the text into the value.

    Instead of a regex it may name what a request mentions there: ``<number>``, ``<label>`` of a row of the
    request's table, ``<table 2>`` (of two columns) and so on, see `llmjit.support.pattern.HOLES`. A hole of
    this kind whose name begins with ``_`` is text that may vary, but is no parameter.
    """

    regex: str
    parse: Callable[[str], Any] = str


@final
@dataclass(frozen=True)
class RequestPattern:
    """A request with holes: ``template`` has ``{name}`` where a hole is, ``{{`` and ``}}`` for braces.

    Two holes of one name must hold the same text. ``evidence`` counts the recorded requests behind it.
    """

    template: str
    holes: Mapping[str, Hole] = field(default_factory=dict)
    evidence: int = 1

    def bind(self, request: str) -> dict[str, Any]:
        """The parameters that ``request`` gives; raises `GuardFailed` naming the part that does not match."""
        text = request.strip()
        if self._mentions:
            return self._bind_mentions(text)
        parts, names = self._parts
        match = self._compiled.fullmatch(text)
        if match is None:
            raise self._refused(text, parts, names)
        bound: dict[str, Any] = {}
        seen: dict[str, str] = {}
        for index, name in enumerate(names):
            part = match[f"hole{index}"]
            if seen.setdefault(name, part) != part:
                raise self._failed(text, f"{name} is both {seen[name]!r} and {part!r}")
            bound[name] = self._value(name, part, text)
        return bound

    def render(self, params: Mapping[str, Any]) -> str | None:
        """A request in words that gives exactly these parameters; None where the template has no such wording."""

        def word(match: re.Match[str]) -> str:
            return match[0][0] if match[1] is None else str(params[match[1]])

        try:
            text = _FIELD.sub(word, self.template)
            return text if self.bind(text) == dict(params) else None
        except (KeyError, GuardFailed):
            return None

    def _bind_mentions(self, text: str) -> dict[str, Any]:
        from llmjit.support.pattern import (  # programs without mentions start faster
            PatternMismatch,
            typed_pattern,
        )

        types = {name: hole.regex.strip("<>") for name, hole in self.holes.items()}
        try:
            bound = typed_pattern(self.template, types).bind(text)
        except PatternMismatch as error:
            raise self._failed(text, f"{error}, but with {_cut(error.seen)}") from None
        return {name: value for name, value in bound.items() if not name.startswith("_")}

    def _value(self, name: str, part: str, text: str) -> Any:
        try:
            return self.holes[name].parse(part)
        except NO_VALUE as error:
            raise self._failed(text, f"{name} cannot be read out of {part!r}: {error}") from None

    @cached_property
    def _mentions(self) -> bool:
        return any(hole.regex.startswith("<") for hole in self.holes.values())

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile("".join(self._parts[0]))

    @cached_property
    def _parts(self) -> tuple[list[str], list[str]]:
        """The pattern's pieces as regexes, one named group a hole, and the holes' names in order."""
        parts: list[str] = []
        names: list[str] = []
        end = 0
        for match in _FIELD.finditer(self.template):
            parts.append(re.escape(self.template[end : match.start()]))
            end = match.end()
            if match[1] is None:
                parts.append(re.escape(match[0][0]))
            else:
                parts.append(f"(?P<hole{len(names)}>{self.holes[match[1]].regex})")
                names.append(match[1])
        parts.append(re.escape(self.template[end:]))
        return [part for part in parts if part], names

    def _refused(self, text: str, parts: list[str], names: list[str]) -> GuardFailed:
        """The failure, with the first part of the pattern that the request leaves."""
        reached = 0
        for count in range(1, len(parts) + 1):
            prefix = re.match("".join(parts[:count]), text)
            if prefix is None:
                return self._failed(text, self._part(parts, names, count - 1, text[reached:]))
            reached = prefix.end()
        return self._failed(text, f"after its end comes {_cut(text[reached:])}")

    def _part(self, parts: list[str], names: list[str], index: int, rest: str) -> str:
        part = parts[index]
        if part.startswith("("):
            name = names[sum(p.startswith("(") for p in parts[:index])]
            return f"{_cut(rest)} does not begin with a {name} of the form {self.holes[name].regex}"
        plain = re.sub(r"\\(.)", r"\1", part)
        return f"{_cut(rest)} stands where {_cut(plain)} was expected"

    def _failed(self, text: str, why: str) -> GuardFailed:
        return GuardFailed(
            f"the request does not match: {why}",
            kind="request",
            subject="request",
            seen=text,
            expected=self.template,
            evidence=self.evidence,
        )


def _cut(text: str, limit: int = 60) -> str:
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
