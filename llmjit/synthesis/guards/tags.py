"""Guards on documents of elements and keys: which elements have the attribute that is read, and units beside numbers.

``href`` of links says nothing of a style sheet's. Where every number read had the unit ``kWh`` beside it, as an
attribute or under a key, one with another unit is not to be added to the others. ``Mi`` says nothing of ``M``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Const, Expr, Input, applications
from llmjit.synthesis.guards.conditions import no_others

ATTRIBUTES = frozenset({"attribute_values", "attribute_value"})
NAMED = (r'(?<![\w:-])([\w:-]{1,40})="([^"]{0,40})"', r'"(\w{1,40})"\s*:\s*"([^"]{0,40})"')
"""Values beside others: attributes of XML, and texts under the keys of JSON."""
UNIT = r"[^\d\s]{1,8}"
TAIL = r"\d\s?[A-Za-z]([A-Za-z]*)"
"""What follows the first letter of a short unit: ``Mi`` and ``M`` are powers of different numbers."""
LEAST = 4
"""So many values tell that they never vary."""


def tag_guards(
    name: str, texts: Sequence[str], program: Expr, index: int, outputs: Sequence[Any]
) -> Iterator[Guard]:
    """The guards on the elements of one input."""
    for each in applications(program):
        if each.operator.name in ATTRIBUTES and each.arguments[0] == Input(index):
            key = each.arguments[1]
            if isinstance(key, Const):
                yield from _carrying(name, texts, str(key.value))
        if each.operator.name == "parse_short" and each.arguments[0] == Input(index):
            seen = sorted({tail for text in texts for tail in re.findall(TAIL, text)})
            if seen:
                reason = f"units in {name} ended alike"
                condition = no_others(TAIL, name, seen)
                yield Guard("format", name, seen, reason, len(texts), condition)
    if all(type(output) in (int, float) for output in outputs):
        yield from _units(name, texts)


def _carrying(name: str, texts: Sequence[str], key: str) -> Iterator[Guard]:
    """No other elements have the attribute."""
    source = rf"<([\w:-]+)(?=\s[^<>]{{0,400}}?\b{re.escape(key)}\s?=)"
    seen = sorted({each for text in texts for each in re.findall(source, text)})
    if seen:
        condition = no_others(source, name, seen)
        reason = f"no other elements of {name} had {key!r}"
        yield Guard("format", name, seen, reason, len(texts), condition)


def _units(name: str, texts: Sequence[str]) -> Iterator[Guard]:
    """What stood beside every number, a unit or a currency, is the same again."""
    for source in NAMED:
        values: dict[str, list[str]] = {}
        for text in texts:
            for key, value in re.findall(source, text):
                values.setdefault(key, []).append(value)
        for key, found in values.items():
            if len(found) >= LEAST and len(set(found)) == 1 and re.fullmatch(UNIT, found[0]):
                own = source.replace(r"([\w:-]{1,40})", re.escape(key)).replace(r"(\w{1,40})", re.escape(key))
                condition = no_others(own, name, found[:1])
                reason = f"{key!r} was always {found[0]!r} in {name}"
                yield Guard("format", name, found[0], reason, len(texts), condition)
