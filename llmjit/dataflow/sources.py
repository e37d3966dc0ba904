"""Where a value of a request may be read from: expressions over the holes of its pattern, with a cost each."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.dataflow.execution import evaluate
from llmjit.support.pattern import MentionPattern, TypedHole
from llmjit.support.tables import Table

Binding = Mapping[str, Any]
POSITIONS: Final = 6


@final
@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An expression over holes. The lower ``cost``, the more likely is it what was meant."""

    cost: int
    text: str


def sources(pattern: MentionPattern, bindings: Sequence[Binding]) -> list[Source]:
    """All sources worth trying for the holes of a pattern, cheapest first."""
    holes = [part for part in pattern.parts if isinstance(part, TypedHole)]
    out = [Source(cost, text) for hole in holes for cost, text in _scalar(hole)]
    if pattern.table:
        tables = [binding[pattern.table] for binding in bindings]
        columns = _Columns(pattern.table, tables)
        fixed = " ".join(part for part in pattern.parts if isinstance(part, str))
        out += [*columns.sources(holes), *columns.of_fixed_labels(fixed)]
    return sorted(set(out))


def _scalar(hole: TypedHole) -> list[tuple[int, str]]:
    name = hole.name
    if hole.type == "number":
        derived = (f"{name} / 100", f"1 + {name} / 100", f"1 - {name} / 100", f"{name} // 10", f"{name} % 10")
        return [(1, name), *((4, text) for text in derived)]
    if hole.type == "label":
        return [(1, name), (2, f"read_number({name})")]
    if hole.type == "column":
        return [(2, name)]
    if hole.type in ("text", "plain", "story", "line"):
        parts = [f"{name}.split({separator})" for separator in ("", "', '", "','", "'; '", "' '")]
        return [(2, name), *((3 + at, part) for at, part in enumerate(parts))]
    if hole.type == "items":
        return [(2, f"[quantity for quantity, _ in {name}]"), (2, f"[item for _, item in {name}]")]
    return []


class _Columns:
    """Sources in a table; a column is named where all tables have that name in that place, else counted."""

    def __init__(self, name: str, tables: Sequence[Table]) -> None:
        self.name = name
        self.width = min(len(table.columns) for table in tables)
        self.rows = min(len(table.rows) for table in tables)
        self.keys = [self._key(index, tables) for index in range(self.width)]
        self.labels = set.intersection(*({row[0] for row in table.rows if row} for table in tables))

    def _key(self, index: int, tables: Sequence[Table]) -> str:
        names = {table.columns[index] for table in tables}
        unique = all(table.columns.count(table.columns[index]) == 1 for table in tables)
        return (
            repr(names.pop())
            if len(names) == 1 and unique and len(tables) > 1 and names != {""}
            else str(index)
        )

    def sources(self, holes: Sequence[TypedHole]) -> list[Source]:
        """All of them."""
        out = self._lists() + self._aggregates() + self._positions() + self._extremes()
        for hole in holes:
            if hole.type == "label":
                out += self._by_label(hole.name, [other.name for other in holes if other.type == "column"])
            if hole.type in ("number", "time", "label"):
                out += self._found(hole)
            if hole.type == "items":
                out += self._by_items(hole.name)
            if hole.type == "column":
                out.append(Source(2, f"numbers({self.name}.column({hole.name}))"))
        return out

    def _lists(self) -> list[Source]:
        t, keys = self.name, self.keys
        out = [Source(3, f"stem_and_leaf({t})"), Source(3, f"len({t}.rows)")]
        for key in keys:
            out += [Source(2, f"numbers({t}.column({key}))"), Source(2, f"list({t}.column({key}))")]
        for key in keys[1:]:
            values = f"numbers({t}.column({key}))"
            out += [
                Source(3, f"dict(zip({t}.column({keys[0]}), {values}))"),
                Source(3, f"dict(zip(numbers({t}.column({keys[0]})), {values}))"),
                Source(3, f"dict(zip({t}.column({keys[0]}), {t}.column({key})))"),
                Source(4, f"dict(zip(numbers({t}.column({keys[0]})), map(digits, {t}.column({key}))))"),
            ]
        return out

    def _aggregates(self) -> list[Source]:
        lists = [f"numbers({self.name}.column({key}))" for key in self.keys[1:]] + [
            f"stem_and_leaf({self.name})"
        ]
        return [Source(4, f"{function}({values})") for values in lists for function in ("sum", "max", "min")]

    def _positions(self) -> list[Source]:
        rows = [*range(min(self.rows, POSITIONS)), -1]
        cells = [f"{self.name}.rows[{row}][{column}]" for row in rows for column in range(self.width)]
        return [Source(6, f"read_number({cell})") for cell in cells] + [Source(6, cell) for cell in cells]

    def _extremes(self) -> list[Source]:
        return [
            Source(4, text if column == "0" else f"read_number({text})")
            for key in self.keys[1:]
            for choose in ("max", "min")
            for column in ("0", "1")
            for text in [f"{self.name}.extreme({key}, {choose})[{column}]"]
        ]

    def _by_label(self, label: str, columns: Sequence[str]) -> list[Source]:
        t, out = self.name, []
        for key in [*self.keys[1:], *columns]:
            cell = f"{t}.cell(0, {label}, {key})"
            out += [Source(2, f"read_number({cell})"), Source(3, cell), Source(4, f"digits({cell})")]
        out += [Source(3, f"numbers({t}.row(0, {label})[1:])"), Source(5, f"{t}.column(0).index({label})")]
        return out

    def of_fixed_labels(self, text: str) -> list[Source]:
        """Cells of the rows that every request names alike."""
        said = sorted(label for label in self.labels if label and re.search(rf"\b{re.escape(label)}\b", text))
        return [
            Source(each.cost + 1, each.text) for label in said for each in self._by_label(repr(label), [])
        ]

    def _found(self, hole: TypedHole) -> list[Source]:
        first = 1 if hole.type == "label" else 0
        cells = [
            f"find({self.name}, {key}, {hole.name})[{other}]"
            for at, key in enumerate(self.keys[first:], first)
            for other in range(self.width)
            if other != at
        ]
        return [Source(3, cell) for cell in cells] + [Source(4, f"read_number({cell})") for cell in cells]

    def _by_items(self, items: str) -> list[Source]:
        return [
            Source(2, f"[read_number({self.name}.cell(0, item, {key})) for _, item in {items}]")
            for key in self.keys[1:]
        ]


def values(source: Source, bindings: Sequence[Binding]) -> list[Any] | None:
    """What a source gives for each binding; None when it fails for any."""
    try:
        return [evaluate(source.text, binding) for binding in bindings]
    except (ValueError, TypeError, LookupError, ArithmeticError):
        return None


def alike(left: Any, right: Any) -> bool:
    """Equality between a literal and a source: numbers by value, lists item by item, texts exactly."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, int | float) and isinstance(right, int | float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-12)
    if isinstance(left, list | tuple) and isinstance(right, list | tuple):
        return len(left) == len(right) and all(map(alike, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return len(left) == len(right) and all(
            alike(a, b) and alike(left[a], right[b]) for a, b in zip(left, right, strict=True)
        )
    return type(left) is type(right) and bool(left == right)
