"""Literals of several threads that stand in their requests: read from the holes where these differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from llmjit.dataflow.merge.holds import anywhere
from llmjit.dataflow.merge.requests import Gap
from llmjit.dataflow.merge.scope import Place, Scope
from llmjit.dataflow.roles import hole_name
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Use
from llmjit.span import Span
from llmjit.support.mentions import read_number

SHORTEST: Final = 2


class FromRequest:
    """The holes of the requests' pattern, and what is read from them."""

    def __init__(self, requests: Sequence[str], gaps: Sequence[Gap], namer: Namer) -> None:
        self.requests = requests
        self.gaps = gaps
        self.namer = namer

    def find(self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope) -> Use | None:
        """What reads the column's values from the requests; None where nothing does.

        A word that the model chose after it saw the data is the request's only where that offers no other.
        """
        if place.verdict == "judged" and sum(not gap.number for gap in self.gaps) != 1:
            return None
        for gap in self.gaps:
            if all(gap.texts[index] == value for index, value in column.items()):
                return self._text(gap, place, scope, first.span)
        numbers = [v for v in column.values() if isinstance(v, int | float) and not isinstance(v, bool)]
        if len(numbers) == len(column) and place.verdict != "judged":
            for gap in self.gaps:
                if all(_number(gap.texts[index]) == value for index, value in column.items()):
                    return self._number(gap, column, place, scope, first.span)
        if place.verdict != "judged" and all(isinstance(value, str) for value in column.values()):
            return self._template(column, first, place, scope)
        return None

    def _text(self, gap: Gap, place: Place, scope: Scope, span: Span | None) -> Use:
        self.take(gap, place)
        if not gap.number:
            return gap.name
        return py(self.namer, "str(value)", (("value", gap.name),), place.hint, scope, span)

    def _number(
        self, gap: Gap, column: Mapping[int, Any], place: Place, scope: Scope, span: Span | None
    ) -> Use:
        plain = all(str(_number(text)) == text for text in gap.texts)
        if not gap.used and plain:
            gap.number = True
        self.take(gap, place)
        if gap.number:
            return gap.name
        kind = "int" if all(isinstance(value, int) for value in column.values()) else "float"
        source = f"{kind}(text.replace(comma, ''))".replace("comma", "','")
        return py(self.namer, source, (("text", gap.name),), place.hint, scope, span)

    def _template(
        self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> Use | None:
        """A text with words of the request in it, or one of them in other letters, as an f-string."""
        for change in ("", ".lower()", ".upper()", ".title()", ".capitalize()"):
            templates = {self._templated(value, index, change) for index, value in column.items()}
            if len(templates) == 1 and (found := templates.pop()) is not None:
                pieces, used = found
                for position in used:
                    self.take(self.gaps[position], place)
                names = [self.gaps[position].name for position in used]
                body = "".join(
                    f"{{{names[used.index(p)]}{change}}}" if isinstance(p, int) else _braced(p)
                    for p in pieces
                )
                operands = tuple((name, name) for name in dict.fromkeys(names))
                alone = len(pieces) == 1
                source = f"{names[0]}{change}" if alone else f"f{body!r}"
                return py(self.namer, source, operands, place.hint, scope, first.span)
        return None

    def _templated(
        self, value: str, index: int, change: str
    ) -> tuple[tuple[str | int, ...], tuple[int, ...]] | None:
        words = {
            eval(f"text{change}", {"__builtins__": {}}, {"text": gap.texts[index]}): position
            for position, gap in enumerate(self.gaps)
            if len(gap.texts[index]) >= SHORTEST and not gap.number
        }
        inside = sorted((w for w in words if re.search(anywhere(w), value)), key=len, reverse=True)
        if not inside:
            return None
        split = re.split("|".join(f"({anywhere(w)})" for w in inside), value)
        pieces = [piece for piece in split if piece]
        used = tuple(dict.fromkeys(words[p] for p in pieces if p in words))
        return tuple(words.get(p, p) for p in pieces), used

    def key(self, use: Use, place: Place, scope: Scope) -> Use:
        """The program's value for one that is known, a hole of the request by its place."""
        if not use.startswith("gap "):
            return use
        return self._text(self.gaps[int(use[4:])], Place("", place.wanted, False), scope, None)

    def said(self, column: Mapping[int, Any]) -> bool:
        """Whether every request says the value, so that the pattern or a hole speaks for it."""
        return all(re.search(anywhere(value), self.requests[index]) for index, value in column.items())

    def take(self, gap: Gap, place: Place) -> None:
        """Mark a hole as read, and name it after what it is used for."""
        if not gap.used:
            base = hole_name(place.hint, gap.before, gap.texts)
            gap.name = gap.name or self.namer.fresh(base).replace(".", "_")
            gap.used = True


def py(namer: Namer, source: str, operands: ops.Named, hint: str, scope: Scope, span: Span | None) -> Use:
    """Add an expression to the scope."""
    result = namer.value(hint)
    scope.ops.append(ops.Py(result=result, source=source, operands=operands, span=span))
    return result.name


def _number(text: str) -> int | float | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
