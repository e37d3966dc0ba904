"""Gives every SSA value a Python variable: one for values that were one variable, and free of clashes."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from llmjit.ir import ops
from llmjit.ir.liveness import ranges
from llmjit.ir.ops import Named, Op, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import walk

RESERVED: Final = frozenset(keyword.kwlist) | frozenset(keyword.softkwlist) | frozenset(dir(builtins))
_Stretch = tuple[int, int]


def assign_variables(
    program: Program, inner: Iterable[str], written: Mapping[Use, tuple[str, Named]] | None = None
) -> dict[Use, str]:
    """A variable's name for every value; ``inner`` are names that templates bind for themselves.

    ``written`` are expressions that stand where their value is read, with their operands.
    """
    return _Assignment(program, frozenset(inner), written or {}).run()


class _Assignment:
    def __init__(
        self, program: Program, inner: frozenset[str], written: Mapping[Use, tuple[str, Named]]
    ) -> None:
        self._program = program
        self._ranges = ranges(program, written)
        self._parent: dict[Use, Use] = {name: name for name in self._ranges.start}
        self._taken = RESERVED | inner | {helper.name.partition(".")[0] for helper in program.helpers}
        self._fixed: dict[Use, str] = {param.value.name: param.value.name for param in program.params}
        self._hints: dict[Use, str] = {}
        for op in walk(program.body):
            if isinstance(op, ops.Func):
                self._fixed.update({param.value.name: param.keyword for param in op.params})
            self._hints.update(_hints(op))

    def run(self) -> dict[Use, str]:
        """Join values that may be one variable, then name the groups in order of appearance."""
        stretches = {name: [(begin, self._ranges.end[name])] for name, begin in self._ranges.start.items()}
        for target, source in self._ranges.edges:
            self._join(target, source, stretches)
        groups: dict[Use, list[Use]] = {}
        for name in self._ranges.start:
            groups.setdefault(self._find(name), []).append(name)
        names: dict[Use, str] = {}
        used: dict[str, list[_Stretch]] = {}
        ordered = sorted(groups.items(), key=lambda item: not any(name in self._fixed for name in item[1]))
        for root, members in ordered:
            variable = self._pick(members, stretches[root], used)
            names.update(dict.fromkeys(members, variable))
        return names

    def _find(self, name: Use) -> Use:
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def _join(self, target: Use, source: Use, stretches: dict[Use, list[_Stretch]]) -> None:
        if target not in self._parent or source not in self._parent:
            return
        left, right = self._find(target), self._find(source)
        fixed = {self._fixed[name] for name in (left, right) if name in self._fixed}
        if left == right or len(fixed) > 1 or _overlap(stretches[left], stretches[right]):
            return
        if right in self._fixed:
            left, right = right, left
        self._parent[right] = left
        stretches[left] = _merged(stretches[left], stretches[right])

    def _pick(self, members: list[Use], own: list[_Stretch], used: dict[str, list[_Stretch]]) -> str:
        fixed = next((self._fixed[name] for name in members if name in self._fixed), None)
        if fixed is not None:
            used[fixed] = _merged(used.get(fixed, []), own)
            return fixed
        base = self._base(members)
        count = 1
        while True:
            name = base if count == 1 else f"{base}_{count}"
            if name not in self._taken and not _overlap(used.get(name, []), own):
                used[name] = _merged(used.get(name, []), own)
                return name
            count += 1

    def _base(self, members: list[Use]) -> str:
        for name in members:
            base = name.partition(".")[0]
            if base.isidentifier():
                return base
        return next((self._hints[name] for name in members if name in self._hints), "value")


def _overlap(many: list[_Stretch], few: list[_Stretch]) -> bool:
    """Whether two sorted lists, each of stretches apart from one another, share more than end points."""
    if len(many) < len(few):
        many, few = few, many
    for begin, end in few:
        at = bisect_left(many, (begin, -1))
        for a, b in many[max(0, at - 1) : at + 1]:
            if max(a, begin) < min(b, end):
                return True
    return False


def _merged(left: list[_Stretch], right: list[_Stretch]) -> list[_Stretch]:
    """Both lists as one; the longer is changed in place."""
    many, few = (left, right) if len(left) >= len(right) else (right, left)
    for stretch in few:
        insort(many, stretch)
    return many


def _hints(op: Op) -> Iterator[tuple[Use, str]]:
    """Names for values that have none of their own."""
    if isinstance(op, ops.Call):
        last = op.helper.rpartition(".")[2]
        yield op.result.name, re.sub(r"^(get|fetch|load|read|find|list)_(?=[a-z])", "", last)
    elif isinstance(op, ops.If):
        yield op.condition, "condition"
    elif isinstance(op, ops.For):
        yield op.iterable, "items"
        yield op.item.name, "item"
    elif isinstance(op, ops.Return):
        yield op.value, "answer"


def inner_names(program: Program, written: Mapping[Use, tuple[str, Named]] | None = None) -> set[str]:
    """Names that templates bind for themselves or read as builtins: no variable may be called so."""
    found: set[str] = set()
    for source, operands in (written or {}).values():
        found |= _names(source) - {name for name, _ in operands}
    for op in walk(program.body):
        if isinstance(op, ops.Py | ops.Exec | ops.Check):
            source = op.condition if isinstance(op, ops.Check) else op.source
            known = {name for name, _ in op.operands}
            known |= set(op.outs) if isinstance(op, ops.Exec) else set()
            found |= _names(source) - known
    return found


def _names(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            found.add(node.name)
    return found
