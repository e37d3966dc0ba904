"""Types of values: what a result is, as far as recording and code tell; finer knowledge is in guards."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import final

_NAMES: dict[type, str] = {
    str: "str",
    bool: "bool",
    int: "int",
    float: "float",
    bytes: "bytes",
    type(None): "none",
    datetime.datetime: "datetime",
    datetime.date: "date",
}


@final
@dataclass(frozen=True, slots=True)
class Type:
    """A nominal type: ``name`` and, for containers and unions, its arguments.

    Names are ``any``, ``none``, ``bool``, ``int``, ``float``, ``str``, ``bytes``, ``date``, ``datetime``,
    ``list``, ``tuple``, ``dict``, ``func``, ``module`` and ``union``. A union is flat, has two members or
    more, and keeps them sorted, so that equal sets of members are equal types.
    """

    name: str
    args: tuple[Type, ...] = ()

    def __str__(self) -> str:
        if self.name == "union":
            return " | ".join(map(str, self.args))
        return f"{self.name}[{', '.join(map(str, self.args))}]" if self.args else self.name


ANY = Type("any")
INT = Type("int")
FLOAT = Type("float")
STR = Type("str")
NAMES = frozenset({*_NAMES.values(), "any", "list", "tuple", "dict", "func", "module"})


def union(members: Iterable[Type]) -> Type:
    """The type that holds all members: flat, without doubles; ``any`` swallows the rest."""
    flat: set[Type] = set()
    for member in members:
        flat.update(member.args if member.name == "union" else (member,))
    if ANY in flat or not flat:
        return ANY
    return flat.pop() if len(flat) == 1 else Type("union", tuple(sorted(flat, key=str)))


def join(left: Type, right: Type) -> Type:
    """The least type that holds both: containers join item by item, others become a union."""
    if left == right:
        return left
    if left.name == right.name != "union" and len(left.args) == len(right.args) and left.name != "tuple":
        return Type(left.name, tuple(map(join, left.args, right.args)))
    return union((left, right))


def type_of(value: object, depth: int = 4) -> Type:
    """The type of a value, container items joined; ``any`` for what has no name here."""
    name = _NAMES.get(type(value))
    if name is not None:
        return Type(name)
    if isinstance(value, list) and depth:
        return Type("list", (_joined(value, depth),)) if value else Type("list", (ANY,))
    if isinstance(value, dict) and depth:
        return Type("dict", (_joined(value, depth), _joined(value.values(), depth)))
    if isinstance(value, tuple) and depth:
        return Type("tuple", tuple(type_of(item, depth - 1) for item in value))
    return ANY


def _joined(items: Iterable[object], depth: int) -> Type:
    found: Type | None = None
    for item in items:
        own = type_of(item, depth - 1)
        found = own if found is None else join(found, own)
    return ANY if found is None else found
