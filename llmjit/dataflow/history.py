"""What is known before a tool call: records in earlier results, earlier calls and what the user said."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, final

from llmjit.frontend.thread import Text, Thread, ToolCall, ToolResult

_KEYED: Final = re.compile(r".*\d.*")
PARTS: Final = 2_000
SMALL: Final = 99
PROSE: Final = 40
LONG: Final = 2_000
_ISO: Final = re.compile(r"\b(\d{4})-\d\d-\d\d")
MANY: Final = 6


@final
@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar of a JSON value: ``path`` with ``[]`` for any item, ``record`` the concrete path of its record."""

    path: str
    value: Any
    record: str


@final
@dataclass(eq=False, slots=True)
class Row:
    """A record: an object (or an item of a list) in a result or in the arguments of a call.

    ``fields`` are its own scalars by path with ``[]`` for any item; ``parent`` is the record it stands in, and
    that of a result the arguments of its call. ``source`` is the tool's name, with ``()`` for arguments;
    ``age`` numbers calls.
    """

    source: str
    path: str
    parent: Row | None
    age: int
    fields: dict[str, Any] = field(default_factory=dict)
    items: list[Row] = field(default_factory=list)
    words: frozenset[str] | None = None

    def below(self) -> Iterator[Row]:
        """The records that stand in this one, with all that stand in them."""
        for item in self.items:
            yield item
            yield from item.below()

    def above(self) -> Iterator[Row]:
        """The records this one stands in, nearest first."""
        row = self.parent
        while row is not None:
            yield row
            row = row.parent


def rows(source: str, value: Any, parent: Row | None, age: int) -> list[Row]:
    """The records of a JSON value, each before those that stand in it; a dict whose keys are identifiers counts
    as a list, its keys as ``.#key``.
    """
    found: list[Row] = []
    _read(value, "", _open(found, source, "", parent, age), found)
    return found


def _open(found: list[Row], source: str, path: str, parent: Row | None, age: int) -> Row:
    row = Row(source, path, parent, age)
    found.append(row)
    if parent is not None:
        parent.items.append(row)
    return row


def table(value: dict[str, Any]) -> bool:
    """Whether an object's keys are data: each has a digit, or they have blanks, or there are many like ones."""
    if not value:
        return False
    if all(_KEYED.fullmatch(key) for key in value):
        return True
    scalars = len({type(item) for item in value.values()}) == 1 and not isinstance(
        next(iter(value.values())), dict | list
    )
    return (
        scalars and len(value) >= MANY and sum(" " in key or key.isupper() for key in value) * 3 > len(value)
    )


def _read(value: Any, path: str, row: Row, found: list[Row]) -> None:
    if len(found) > PARTS:
        return
    if isinstance(value, dict):
        keyed = table(value)
        for key, item in value.items():
            if keyed:
                inner = _open(found, row.source, f"{path}[]", row, row.age)
                inner.fields[f"{path}[].#key"] = key
                _read(item, f"{path}[]", inner, found)
            else:
                _read(item, f"{path}.{key}", row, found)
    elif isinstance(value, list):
        for item in value:
            _read(item, f"{path}[]", _open(found, row.source, f"{path}[]", row, row.age), found)
    else:
        row.fields[path] = value


def telling(value: Any) -> bool:
    """Whether a value may identify a record: text of some length, or a number that is not small."""
    if isinstance(value, str):
        return 1 < len(value) <= 200
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > SMALL


def key_of(value: Any) -> Any:
    """A hashable stand-in for a scalar that tells 1 from True."""
    return (value,) if isinstance(value, bool) else value


@final
@dataclass(slots=True)
class Call:
    """A call that was made: its arguments as leaves and as a record, whether it failed, and what was said then."""

    tool: str
    leaves: list[Leaf]
    row: Row
    turn: int
    failed: bool = False
    complaint: str = ""


Column = list[tuple[Any, Row]]


@final
@dataclass
class History:
    """The state before a call.

    ``said`` are the user's messages. ``latest`` holds the columns of each tool's latest result by path, with
    the record of each value, and ``every`` those of all its results where there are more than one; ``places``
    finds the records that hold a value, oldest first; ``newest`` says when a field of a name was last seen.
    """

    said: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    latest: dict[str, dict[str, Column]] = field(default_factory=dict)
    every: dict[str, dict[str, Column]] = field(default_factory=dict)
    results: Counter[str] = field(default_factory=Counter)
    places: dict[Any, list[tuple[Row, str]]] = field(default_factory=lambda: defaultdict(list))
    newest: dict[str, int] = field(default_factory=dict)
    years: Counter[str] = field(default_factory=Counter)
    year_told: str = ""

    def used(self, tool: str, path: str) -> set[Any]:
        """Values that earlier calls of ``tool`` had at ``path``."""
        return {
            key_of(leaf.value)
            for call in self.calls
            if call.tool == tool
            for leaf in call.leaves
            if leaf.path == path
        }

    def before(self, tool: str) -> Call | None:
        """The latest call of a tool."""
        return next((call for call in reversed(self.calls) if call.tool == tool), None)

    @property
    def year(self) -> str:
        """The latest year that the system's text names in a date, else that of most dates seen, else empty."""
        if self.year_told:
            return self.year_told
        return max(sorted(self.years), key=self.years.__getitem__) if self.years else ""

    def read(self, text: str) -> None:
        """Note the years of the dates in a text."""
        self.years.update(_ISO.findall(text))

    def called(self, tool: str, arguments: Any, found: list[Leaf]) -> Call:
        """Take a call up."""
        made = rows(f"{tool}()", arguments, None, len(self.calls))
        call = Call(tool, found, made[0], len(self.said))
        self.calls.append(call)
        self._index(made)
        return call

    def answered(self, tool: str, content: Any, call: Call | None) -> None:
        """Take the result of a call up."""
        found = rows(tool, content, call.row if call else None, len(self.calls))
        columns: dict[str, Column] = {}
        for row in found:
            for path, value in row.fields.items():
                columns.setdefault(path, []).append((value, row))
        every = self.every.setdefault(tool, {})
        for path, column in columns.items():
            every.setdefault(path, []).extend(column)
            self.newest[last_name(path)] = len(self.calls)
        self.latest[tool] = columns
        self.results[tool] += 1
        self._index(found)

    def _index(self, found: list[Row]) -> None:
        for row in found:
            for path, value in row.fields.items():
                if telling(value):
                    self.places[key_of(value)].append((row, path))
                if isinstance(value, str) and len(value) < PROSE:
                    self.read(value)


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """One leaf of one call's arguments: what was to be decided, where, and the recorded value.

    ``bound`` are the leaves of the call that come before it, which are known when it is decided; ``record`` is
    the concrete path of the record it stands in.
    """

    tool: str
    path: str
    index: int
    value: Any
    record: str = ""
    bound: tuple[Leaf, ...] = ()

    @property
    def key(self) -> str:
        """The name of the argument or field that holds the leaf."""
        return last_name(self.path)


@lru_cache(maxsize=20_000)
def last_name(path: str) -> str:
    """The last name in a path; empty for a value that is no part of another."""
    found = re.findall(r"[\w#]+", path)
    return str(found[-1]) if found else ""


def leaves(value: Any, path: str = "", record: str = "") -> Iterator[Leaf]:
    """The scalars of a JSON value; a dict whose keys are identifiers counts as a list, its keys as ``.#key``."""
    if isinstance(value, dict):
        keyed = bool(value) and all(isinstance(key, str) and _KEYED.fullmatch(key) for key in value)
        for key, item in value.items():
            if keyed:
                yield Leaf(f"{path}[].#key", key, f"{record}[{key}]")
                yield from leaves(item, f"{path}[]", f"{record}[{key}]")
            else:
                yield from leaves(
                    item, f"{path}.{key}", f"{record}.{key}" if isinstance(item, dict) else record
                )
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}[]", f"{record}[{index}]")
    else:
        yield Leaf(path, value, record)


def decisions(thread: Thread, links: bool = True) -> Iterator[tuple[History, list[Decision]]]:
    """For every call of a thread, what was known before it and what it decided; the history grows in place.

    With ``links`` a decision knows the leaves of its call that come before it.
    """
    history = History()
    open_calls: dict[str, Call] = {}
    for index, part in thread.parts():
        if isinstance(part, Text):
            if thread.messages[index].role == "user":
                history.said.append(part.text)
                history.read(part.text)
            elif thread.messages[index].role == "system":
                history.year_told = max([history.year_told, *_ISO.findall(part.text)])
        elif isinstance(part, ToolCall):
            found = list(leaves(part.arguments))[:PARTS]
            yield history, _decided(part.name, found, links)
            open_calls[part.id] = history.called(part.name, part.arguments, found)
        elif isinstance(part, ToolResult):
            call = open_calls.get(part.call)
            if not part.error:
                history.answered(call.tool if call else part.name, part.content, call)
            elif call is not None:
                call.failed = True
                call.complaint = part.content[:LONG] if isinstance(part.content, str) else ""


def _decided(tool: str, found: list[Leaf], links: bool) -> list[Decision]:
    counts: dict[str, int] = {}
    out = []
    for at, leaf in enumerate(found):
        index = counts[leaf.path] = counts.get(leaf.path, -1) + 1
        out.append(
            Decision(tool, leaf.path, index, leaf.value, leaf.record, tuple(found[:at]) if links else ())
        )
    return out
