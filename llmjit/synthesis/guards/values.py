"""Guards on values that are not text: types, signs, lengths of lists, keys of dicts, and columns together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import permutations
from typing import Any

from llmjit.guard import Guard
from llmjit.shapes.shape import DictShape, ListShape, Shape
from llmjit.synthesis.guards.conditions import set_of
from llmjit.value import same

RELATED = 3
"""Columns are held to a relation from this many observations on, if their values differ."""
REAL_RANGE = 10
"""A range of numbers is real when at least this many observations fill it densely."""
MAXIMUM_KEYS = 24

MANY = 6
"""From so many observations on, lists that had one length may have another."""
_TYPES = {"None": "type(None)"}


def type_guard(name: str, shape: Shape, count: int, kind: str) -> Guard | None:
    """The types seen and no other; None when anything goes."""
    kinds = shape.kinds
    if not kinds or "object" in kinds or len(kinds) > 4:
        return None
    condition = _type_condition(name, shape)
    listed = " or ".join(each.removeprefix("datetime.") for each in kinds)
    reason = f"{name} was {listed} in all {count} observations"
    return Guard(kind, name, listed, reason, count, condition)


def _type_condition(name: str, shape: Shape) -> str:
    tests = [f"type({name}) is {each}" for each in shape.kinds if each != "None"]
    if shape.none:
        tests.insert(0, f"{name} is None")
    return " or ".join(tests)


def number_guards(name: str, seen: Sequence[Any], kind: str) -> list[Guard]:
    """No negative number where none was seen; a range only where many observations fill it."""
    numbers = [value for value in seen if type(value) in (int, float)]
    if len(numbers) != len(seen) or any(value != value for value in numbers):
        return []
    low, high, count = min(numbers), max(numbers), len(numbers)
    dense = len(set(numbers)) >= REAL_RANGE and high - low < 2 * len(set(numbers))
    if dense and all(type(value) is int for value in numbers):
        reason = f"{name} lay between {low} and {high} in all {count} observations"
        return [Guard("range", name, [low, high], reason, count, f"{low} <= {name} <= {high}")]
    if low >= 0 and kind != "output":
        return [Guard("range", name, ">= 0", f"{name} was never negative", count, f"{name} >= 0")]
    return []


def container_guards(name: str, shape: Shape, count: int, kind: str) -> list[Guard]:
    """Element types and emptiness of lists, keys of dicts and the types of their values."""
    out = []
    if shape.kinds == ("list",) and shape.sequence is not None:
        out += _list_guards(name, shape.sequence, count, kind)
    if shape.kinds == ("dict",) and shape.mapping is not None:
        out += _dict_guards(name, shape.mapping, count, kind)
    return out


def _list_guards(name: str, shape: ListShape, count: int, kind: str) -> list[Guard]:
    out = []
    if shape.length.low:
        reason = f"{name} was never empty"
        out.append(
            Guard("length" if kind != "output" else kind, name, "not empty", reason, count, f"{name} != []")
        )
    length = shape.length
    if kind != "output" and count < MANY and length.low == length.high == 1:
        reason = f"{name} had one element in all {count} observations"
        out.append(Guard("length", name, 1, reason, count, f"len({name}) == 1"))
    if kind == "output" and count < MANY and length.low == length.high and (length.low or 0) > 1:
        reason = f"{name} had {length.low} elements in all {count} observations"
        out.append(Guard(kind, name, length.low, reason, count, f"len({name}) == {length.low}"))
    kinds = shape.element.kinds
    if kinds and "object" not in kinds:
        test = _type_condition("item", shape.element)
        reason = f"{name} held {' or '.join(kinds)} alone"
        condition = f"all({test} for item in {name})"
        out.append(Guard(kind, name, f"list of {' or '.join(kinds)}", reason, count, condition))
    return out


def _dict_guards(name: str, shape: DictShape, count: int, kind: str) -> list[Guard]:
    if shape.fields is None or len(shape.fields) > MAXIMUM_KEYS:
        return []
    required = sorted(key for key, field in shape.fields if field.required)
    optional = sorted(key for key, field in shape.fields if not field.required)
    slug = "key" if kind != "output" else kind
    reason = f"{name} had these keys in all {count} observations"
    if optional:
        condition = f"{set_of(required)} <= {name}.keys() <= {set_of(required + optional)}"
    else:
        condition = f"{name}.keys() == {set_of(required)}"
    out = [Guard(slug, name, {"required": required, "optional": optional}, reason, count, condition)]
    for key, field in shape.fields:
        if field.required and field.shape.kinds and "object" not in field.shape.kinds:
            test = _type_condition(f"{name}[{key!r}]", field.shape)
            said = " or ".join(field.shape.kinds)
            out.append(Guard(kind, name, {key: said}, f"{key!r} in {name} was {said}", count, test))
    return out


def constant_guard(name: str, seen: Sequence[Any], used: bool) -> Guard | None:
    """A column that never varied, or was always blank, and that the program does not read must stay as it was."""
    first = seen[0]
    if not used and len(set(map(repr, seen))) > 1 and all(cell is None or cell == "" for cell in seen):
        reason = f"{name} was always blank: what it does was not seen"
        return Guard("choice", name, "blank", reason, len(seen), f"{name} is None or {name} == ''")
    if used or not isinstance(first, str | int | float) or not all(same(first, value) for value in seen):
        return None
    if isinstance(first, float) and not math.isfinite(first):
        return None  # there is no literal of it
    reason = f"{name} was always {first!r}: what it does was not seen"
    return Guard("choice", name, [first], reason, len(seen), f"{name} == {first!r}")


def relation_guards(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> list[Guard]:
    """Texts of two columns that were equal, or one the beginning or a part of the other, in every row."""
    if len(rows) < RELATED:
        return []
    out: list[Guard] = []
    for a, b in permutations(range(len(names)), 2):
        left, right = [row[a] for row in rows], [row[b] for row in rows]
        texts = all(isinstance(value, str) and value for value in [*left, *right])
        if not texts or len(set(left)) < RELATED or len(set(right)) < RELATED:
            continue
        relation = _relation(names[a], names[b], left, right, a < b)
        if relation is not None:
            said, condition = relation
            reason = f"{names[a]} {said} {names[b]} in all {len(rows)} observations"
            out.append(Guard("relation", names[a], f"{said} {names[b]}", reason, len(rows), condition))
    return out


def _relation(
    a: str, b: str, left: Sequence[str], right: Sequence[str], ordered: bool
) -> tuple[str, str] | None:
    pairs = list(zip(left, right, strict=True))
    if all(x == y for x, y in pairs):
        return ("equalled", f"{a} == {b}") if ordered else None
    if all(y.startswith(x) for x, y in pairs):
        return "was the beginning of", f"{b}.startswith({a})"
    if all(x in y for x, y in pairs):
        return "was a part of", f"{a} in {b}"
    return None
