"""What is known before a tool call: values in earlier results, earlier arguments and what the user said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, final

from llmjit.frontend.thread import Text, Thread, ToolCall, ToolResult

_KEYED: Final = re.compile(r".*\d.*")
_MONTHS: Final = "january february march april may june july august september october november december"
_DATE: Final = re.compile(
    rf"\b({'|'.join(month[:3] + '(?:' + month[3:] + ')?' for month in re.findall('[a-z]+', _MONTHS))})\.?\s+"
    r"(\d{1,2})(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
PARTS: Final = 2_000


@final
@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar of a JSON value: ``path`` with ``[]`` for any item, ``record`` the concrete path of its record."""

    path: str
    value: Any
    record: str


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


@final
@dataclass
class History:
    """The state before a call. ``results``: latest result's leaves by tool; ``arguments``: earlier ones, in order,
    and ``calls`` the same by call.
    """

    results: dict[str, list[Leaf]] = field(default_factory=dict)
    arguments: list[tuple[str, Leaf]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    all_results: dict[str, list[Leaf]] = field(default_factory=dict)
    calls: list[tuple[str, list[Leaf]]] = field(default_factory=list)

    def used(self, tool: str, path: str) -> set[Any]:
        """Values that earlier calls of ``tool`` had at ``path``."""
        return {_hashable(leaf.value) for name, leaf in self.arguments if name == tool and leaf.path == path}


@final
@dataclass(frozen=True, slots=True)
class Decision:
    """One leaf of one call's arguments: what was to be decided, where, and the recorded value."""

    tool: str
    path: str
    index: int
    value: Any

    @property
    def key(self) -> str:
        """The name of the argument or field that holds the leaf."""
        return str(re.findall(r"[\w#]+", self.path)[-1])


def decisions(thread: Thread) -> Iterator[tuple[History, list[Decision]]]:
    """For every call of a thread, what was known before it and what it decided; the history grows in place."""
    history = History()
    names: dict[str, str] = {}
    for index, part in thread.parts():
        if isinstance(part, Text) and thread.messages[index].role == "user":
            history.said.append(part.text)
        elif isinstance(part, ToolCall):
            names[part.id] = part.name
            found = list(leaves(part.arguments))[:PARTS]
            yield history, _decided(part.name, found)
            history.arguments += [(part.name, leaf) for leaf in found]
            history.calls.append((part.name, found))
        elif isinstance(part, ToolResult) and not part.error:
            found = list(leaves(part.content))[:PARTS]
            tool = names.get(part.call, part.name)
            history.results[tool] = found
            history.all_results.setdefault(tool, []).extend(found)


def _decided(tool: str, found: list[Leaf]) -> list[Decision]:
    counts: dict[str, int] = {}
    out = []
    for leaf in found:
        index = counts[leaf.path] = counts.get(leaf.path, -1) + 1
        out.append(Decision(tool, leaf.path, index, leaf.value))
    return out


def dates(text: str) -> list[str]:
    """The days that a text names by month and day, as ``05-20``."""
    months = re.findall("[a-z]+", _MONTHS)
    found = []
    for match in _DATE.finditer(text):
        month = next(number for number, name in enumerate(months, 1) if name.startswith(match[1].lower()[:3]))
        found.append(f"{month:02}-{int(match[2]):02}")
    return found


def _hashable(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
