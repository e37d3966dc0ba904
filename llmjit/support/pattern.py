"""Request patterns with typed holes: what a request must say, and where in it the parameters stand.

The template ``{who} bought {quantity:number} pounds of {item:label}.`` matches a request whose prose mentions a
number and a row of the request's own table in these places. Literal text must be there word for word; what it
mentions (numbers, labels) must be mentioned with the same value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final, final

from llmjit.support.request import CLOSE, OPEN, Request, Token, find_mentions, read_request
from llmjit.support.tables import Table

_HOLE: Final = re.compile(r"\{\{|\}\}|\{(\w+)(?::(\w+))?\}")
_GAP: Final = rf"[^{OPEN}{CLOSE}.;?!]{{0,60}}?"
_SEPARATOR: Final = r"(?:,\s+and\s+|,\s+|\s+and\s+)(?:an?\s+|the\s+)?"
_MARK: Final = rf"{OPEN}[{{kinds}}]\d+{CLOSE}"
_NUMBER: Final = _MARK.format(kinds="nb")
_LABEL: Final = _MARK.format(kinds="lb")
_ITEM: Final = rf"(?:{_NUMBER}{_GAP})?{_LABEL}"
HOLES: Final = {
    "number": _NUMBER,
    "amount": _NUMBER,  # none below zero
    "label": _LABEL,
    "column": _MARK.format(kinds="c"),
    "time": _MARK.format(kinds="t"),
    "items": rf"{_ITEM}(?:{_SEPARATOR}{_ITEM})*",
    "text": rf"[^{OPEN}{CLOSE}]+?",
    "plain": rf"[^{OPEN}{CLOSE}]*?",
    "story": r".*?",
    "line": r"[^\n]+?",
}


class PatternMismatch(ValueError):
    """The request is not one that the pattern describes; ``part`` is what did not match."""

    def __init__(self, reason: str, part: str, seen: str) -> None:
        super().__init__(reason)
        self.part = part
        self.seen = seen


@final
@dataclass(frozen=True, slots=True)
class TypedHole:
    """A hole: its name, and its type, a key of `HOLES` or ``table``."""

    name: str
    type: str


@final
@dataclass(frozen=True)
class MentionPattern:
    """A pattern, by its template. ``width``: the number of columns its table must have, 0 for any."""

    template: str
    width: int = 0

    @cached_property
    def parts(self) -> tuple[str | TypedHole, ...]:
        """The template's literal pieces and holes, in order, without the table."""
        out: list[str | TypedHole] = [""]
        at = 0
        template = read_request(self.template).prose
        for match in _HOLE.finditer(template):
            literal = template[at : match.start()] + (match[0][0] if match[1] is None else "")
            at = match.end()
            out[-1:] = [f"{out[-1]}{literal}"] if isinstance(out[-1], str) else [out[-1], literal]
            if match[1] is not None and match[2] != "table":
                out += [TypedHole(match[1], match[2] or "text"), ""]
        out.append(template[at:])
        while out and isinstance(out[-1], str) and not out[-1].strip():
            out.pop()
        if out and isinstance(out[-1], str):
            out[-1] = out[-1].rstrip()
        return tuple(part for part in out if part)

    @cached_property
    def fixed_table(self) -> Table | None:
        """The one table that every request must hold, where the recordings all held the same."""
        return read_request(self.template).table

    @property
    def table(self) -> str:
        """The name of the table hole, or an empty string."""
        found = [match[1] for match in _HOLE.finditer(self.template) if match[2] == "table"]
        return found[0] if found else ""

    def bind(self, text: str) -> dict[str, object]:
        """The value of every hole in a request text; raises `PatternMismatch`."""
        request = read_request(text)
        out: dict[str, object] = {}
        if self.table:
            out[self.table] = self._table(request)
        columns = any(isinstance(part, TypedHole) and part.type == "column" for part in self.parts)
        tokens = request.mentions_with_columns if columns else request.mentions
        encoded = request.encoded(columns)
        pieces = [self._piece(at, request.table, columns) for at in range(len(self.parts))]
        match = re.fullmatch("".join(regex for regex, _ in pieces), encoded.strip(), re.DOTALL)
        if match is None:
            raise self._mismatch(pieces, encoded.strip(), tokens, request.prose)
        wanted = [value for _, values in pieces for value in values]
        seen = [tokens[int(mark)].value for mark in _fixed(match)]
        if self.fixed_table is not None and self.fixed_table != request.table:
            raise PatternMismatch(
                "the table is another one than in the recordings", "table", str(request.table)
            )
        for expected, got in zip(wanted, seen, strict=True):
            if expected != got:
                raise PatternMismatch(
                    f"the request says {got!r} where {expected!r} was", repr(expected), repr(got)
                )
        return out | _values(self.parts, match, tokens, request.prose)

    def _table(self, request: Request) -> Table:
        if request.table is None:
            raise PatternMismatch("the request holds no table", self.table, request.prose[-80:])
        width = len(request.table.columns)
        if self.width and width != self.width:
            reason = f"the table has {width} columns, not {self.width}"
            raise PatternMismatch(reason, self.table, str(width))
        return request.table

    def _piece(self, index: int, table: Table | None, columns: bool) -> tuple[str, list[object]]:
        part = self.parts[index]
        if isinstance(part, TypedHole):
            return f"(?P<{part.name}>{HOLES[part.type]})", []
        before = self.parts[index - 1] if index else None
        loose = isinstance(before, TypedHole) and before.type in ("plain", "story") and part[:1].isspace()
        part = part.lstrip() if loose else part
        tokens = find_mentions(part, table, columns)
        out, at = [r"\s*"] * loose, 0
        for token in tokens:
            out += [
                _spaced(part[at : token.start]),
                rf"{OPEN}{token.kind[0]}(?P<fixed_{index}_{token.start}>\d+){CLOSE}",
            ]
            at = token.end
        return "".join([*out, _spaced(part[at:])]), [token.value for token in tokens]

    def _mismatch(
        self, pieces: list[tuple[str, list[object]]], encoded: str, tokens: tuple[Token, ...], prose: str
    ) -> PatternMismatch:
        """Say which part is the first that no start of the request goes on with."""
        for count in range(len(pieces), 0, -1):
            match = re.match("".join(regex for regex, _ in pieces[: count - 1]), encoded, re.DOTALL)
            if match is not None:
                break
        part = self.parts[count - 1]
        name = f"{part.name} ({part.type})" if isinstance(part, TypedHole) else part.strip()
        seen = _plain(encoded[match.end() if match else 0 :], tokens, prose)[:80]
        return PatternMismatch(f"the request does not go on with {name!r}", name, seen)


def _fixed(match: re.Match[str]) -> list[str]:
    named = {name: match.start(name) for name in match.groupdict() if name.startswith("fixed_")}
    return [match[name] for name in sorted(named, key=named.__getitem__)]


def _spaced(literal: str) -> str:
    return re.sub(r"(?:\\\s)+", r"\\s+", re.escape(literal))


def _plain(encoded: str, tokens: tuple[Token, ...], prose: str) -> str:
    """The text as the request has it."""

    def written(mark: re.Match[str]) -> str:
        token = tokens[int(mark[1])]
        return prose[token.start : token.end]

    return re.sub(rf"{OPEN}\w(\d+){CLOSE}", written, encoded)


def _values(
    parts: tuple[str | TypedHole, ...], match: re.Match[str], tokens: tuple[Token, ...], prose: str
) -> dict[str, object]:
    return {
        part.name: _value(part, match[part.name], tokens, prose)
        for part in parts
        if isinstance(part, TypedHole)
    }


def _value(hole: TypedHole, text: str, tokens: tuple[Token, ...], prose: str) -> object:
    marks = [tokens[int(mark)] for mark in re.findall(rf"{OPEN}\w(\d+){CLOSE}", text)]
    if hole.type == "items":
        return _items(marks)
    if hole.type in ("number", "amount"):
        number = marks[0].number
        if hole.type == "amount" and isinstance(number, int | float) and number < 0:
            reason = f"the request says {number} where no number below zero was recorded"
            raise PatternMismatch(reason, hole.name, str(number))
        return number
    if hole.type in ("label", "column", "time"):
        return marks[0].value
    return _plain(text, tokens, prose).strip()


def _items(marks: list[Token]) -> list[tuple[int | float, str]]:
    """Pairs of quantity and label; a label with no number before it counts once."""
    out: list[tuple[int | float, str]] = []
    quantity: int | float = 1
    for mark in marks:
        if mark.kind == "number":
            quantity = mark.number if mark.number is not None else 1
        else:
            out.append((quantity, str(mark.value)))
            quantity = 1
    return out


def typed_pattern(template: str, types: Mapping[str, str]) -> MentionPattern:
    """The pattern of a template with plain holes, whose types are given by name (``table 2``: with two columns)."""
    width = 0

    def typed(match: re.Match[str]) -> str:
        nonlocal width
        if match[1] is None or match[2] is not None:
            return match[0]
        kind, _, columns = types[match[1]].partition(" ")
        width = int(columns or width)
        return f"{{{match[1]}:{kind}}}"

    return MentionPattern(_HOLE.sub(typed, template), width)
