"""What code reads of a value, as far as its expressions show: keys, keys of its items, pieces of its text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final, final

from llmjit.ir import ops
from llmjit.ir.ops import Region, Use
from llmjit.ir.walk import walk

_SPLITTING: Final = ("split", "rsplit", "partition", "rpartition")


@final
@dataclass(slots=True)
class Reads:
    """Constant ``keys`` of the value itself, ``item_keys`` of its items, and of a text: the ``separators`` at which
    it is split for one of its pieces, and whether it is ``sliced`` by position.
    """

    keys: set[Any] = field(default_factory=set)
    item_keys: set[Any] = field(default_factory=set)
    separators: set[str] = field(default_factory=set)
    sliced: bool = False


def reads_of(body: Region) -> dict[Use, Reads]:
    """For every value that code takes apart, what it takes out."""
    consts = {op.result.name: op.value for op in walk(body) if isinstance(op, ops.Const)}
    found: dict[Use, Reads] = {}
    items: dict[Use, Use] = {}
    for op in walk(body):
        if isinstance(op, ops.For):
            items[op.item.name] = op.iterable
        elif isinstance(op, ops.Py) and ("[" in op.source or "." in op.source):
            _Expression(dict(op.operands), consts, found).read(ast.parse(op.source, mode="eval"))
    for item, iterable in items.items():
        if item in found:
            found.setdefault(iterable, Reads()).item_keys |= found[item].keys
    return found


class _Expression:
    """One expression: names are operands, or items of operands where a comprehension binds them."""

    def __init__(self, operands: dict[str, Use], consts: dict[Use, Any], found: dict[Use, Reads]) -> None:
        self.operands = operands
        self.consts = consts
        self.found = found
        self.items: dict[str, Use] = {}

    def read(self, tree: ast.AST) -> None:
        """Note all that the expression reads."""
        for target, source in _comprehensions(tree):
            if source in self.operands:
                self.items[target] = self.operands[source]
        for node in ast.walk(tree):
            match node:
                case ast.Subscript(value=ast.Name(id=name)):
                    self._subscript(name, node.slice)
                case ast.Subscript(
                    value=ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=method), args=[separator])
                ) if method in _SPLITTING:
                    self._split(name, separator)

    def _subscript(self, name: str, index: ast.expr) -> None:
        if isinstance(index, ast.Slice):
            if name in self.operands and name not in self.items:
                self._of(self.operands[name]).sliced = True
            return
        key = self._constant(index)
        if isinstance(key, str):
            if name in self.items:
                self._of(self.items[name]).item_keys.add(key)
            elif name in self.operands:
                self._of(self.operands[name]).keys.add(key)

    def _split(self, name: str, node: ast.expr) -> None:
        separator = self._constant(node)
        if name in self.operands and name not in self.items and isinstance(separator, str) and separator:
            self._of(self.operands[name]).separators.add(separator)

    def _constant(self, node: ast.expr) -> Any:
        if isinstance(node, ast.Constant):
            return node.value
        return self.consts.get(self.operands.get(node.id, "")) if isinstance(node, ast.Name) else None

    def _of(self, use: Use) -> Reads:
        return self.found.setdefault(use, Reads())


def _comprehensions(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.comprehension(target=ast.Name(id=target), iter=ast.Name(id=source)):
                yield target, source
