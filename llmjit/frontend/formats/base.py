"""What a reader is, what it sniffs at, and how it names threads and pairs calls with results."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, final

from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import CodeResult, Message, Part, Role, Text

Container = Literal["lines", "document", "zip", "yaml", "text"]

RAW_ARGUMENTS = "$raw"
"""The key under which arguments are kept that are no JSON object, as the model wrote them."""


@final
@dataclass(frozen=True, slots=True)
class Sample:
    """The start of a file, for sniffing.

    ``value`` is the first record of a file of lines, the whole value of a JSON document, the member names of
    a zip archive, or the first text of a text or YAML file; ``records`` are the first few records of a file
    of lines; ``suffix`` is the file's suffix, in lower case.
    """

    container: Container
    value: Any
    records: tuple[Any, ...] = ()
    suffix: str = ""

    def has(self, *keys: str) -> bool:
        """Whether the value is an object with all these fields."""
        return isinstance(self.value, dict) and all(key in self.value for key in keys)


@final
@dataclass(frozen=True, slots=True)
class Format:
    """A transcript format: its name, what it is, and how to recognise and read it.

    ``matches`` must be certain: it looks for fields that other formats do not have. ``read`` yields threads
    with the ids that `thread_id` gives.
    """

    name: str
    title: str
    containers: frozenset[Container]
    matches: Callable[[Sample], bool]
    read: Callable[[Source], Iterator[Any]]


def thread_id(source: Source, number: int) -> str:
    """The id of the ``number``-th thread (from 1) of a file, fit for a span."""
    stem = re.sub(r"[^A-Za-z0-9_.-]+", "-", source.path.name.split(".")[0]).strip("-")[:40]
    return f"{stem or 'thread'}-{number}"


def parsed(text: str) -> Any:
    """The JSON object or list that ``text`` holds, else the text as it is.

    Numbers and quoted strings stay text: an identifier of digits is not a number.
    """
    if text[:1] in ("{", "[") or text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            return text
    return text


def arguments_of(view: View | None) -> dict[str, Any]:
    """A call's arguments: an object, or JSON text of one; anything else is kept under `RAW_ARGUMENTS`."""
    if view is None or view.value == "":
        return {}
    value = parsed(view.value) if isinstance(view.value, str) else view.value
    return value if isinstance(value, dict) else {RAW_ARGUMENTS: value}


@final
@dataclass
class Calls:
    """Unique ids for the calls of one thread, whatever the recording called them.

    Providers reuse ids, leave them out, or answer out of order; downstream an id names one call.
    """

    _used: set[str] = field(default_factory=set)
    _open: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    _names: dict[str, str] = field(default_factory=dict)
    _copies: dict[str, int] = field(default_factory=dict)

    def opened(self, recorded: str, name: str = "") -> str:
        """A unique id for a call that the recording calls ``recorded``."""
        base = recorded or name or "call"
        unique = base
        while unique in self._used:
            self._copies[base] = self._copies.get(base, 1) + 1
            unique = f"{base}#{self._copies[base]}"
        self._used.add(unique)
        self._open[base].append(unique)
        self._names[unique] = name
        return unique

    def answered(self, recorded: str, name: str = "") -> str:
        """The id of the call that a result for ``recorded`` answers: the oldest one still open."""
        base = recorded or name or "call"
        waiting = self._open.get(base)
        return waiting.popleft() if waiting else base

    def name_of(self, unique: str) -> str:
        """The tool that the call ``unique`` called, empty when the recording has no such call."""
        return self._names.get(unique, "")


def says(role: Role, text: str, *parts: Part) -> Message:
    """A message with ``text``, where there is any, and further parts."""
    prose = (Text(text=text),) if text else ()
    return Message(role=role, parts=(*prose, *parts))


def gave(result: CodeResult) -> Message:
    """The message that carries a block's result."""
    return Message(role="tool", parts=(result,))


@final
class LineIndex:
    """Lines of offsets in one text, each found in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._starts = [match.end() for match in re.finditer("\n", text)]

    def at(self, offset: int) -> int:
        """The line of ``offset``, from 1."""
        return bisect_right(self._starts, offset) + 1
