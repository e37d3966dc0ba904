"""A lifted program as a line of steps that can be compared: names, literals and what nobody needs left out."""

from __future__ import annotations

import ast
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, final

from llmjit.ir import ops
from llmjit.ir.effects import droppable, effects
from llmjit.ir.ops import FuncParam, Op, Region, Use
from llmjit.ir.program import Program, SiteInfo
from llmjit.ir.walk import operands, results, walk

LEAVES = (ops.Const, ops.Import, ops.Undef, ops.Request)


@final
@dataclass(frozen=True)
class Step:
    """One op that does something: ``key`` is equal for steps of one structure, ``leaves`` the literals it reads.

    A literal that is read in several places stands in ``leaves`` once for each, in the order of the key.
    """

    op: Op
    key: Hashable
    leaves: tuple[Op, ...]


def steps_of(program: Program, keep_reads: bool) -> list[Step]:
    """The program's steps. ``keep_reads``: also lookups whose value only the model saw."""
    body = _needed(program.body, keep_reads)
    keys = StepKeys.of(program, program.body)
    return [keys.step(op) for op in body]


def _needed(body: Region, keep_reads: bool) -> list[Op]:
    live: set[Use] = set()
    out: list[Op] = []
    for op in reversed(body):
        if isinstance(op, (ops.Output, *LEAVES)):
            continue
        looks = keep_reads and bool({"read", "model"} & effects(op))
        if droppable(op) and not looks and not any(value.name in live for value in results(op)):
            continue
        live.update(use for inner in walk((op,)) for use in operands(inner))
        out.append(op)
    return out[::-1]


class StepKeys:
    """Numbers values by where they are defined, so that keys do not depend on names."""

    def __init__(self, sites: Mapping[str, SiteInfo], leaves: Mapping[Use, Op]) -> None:
        self.sites = sites
        self.leaf_ops = leaves
        self.numbers: dict[Use, int] = {}
        self.leaves: list[Op] = []

    @classmethod
    def of(cls, program: Program, region: Region) -> StepKeys:
        """Keys for the ops of a region of the program."""
        leaves = {value.name: op for op in walk(region) if isinstance(op, LEAVES) for value in results(op)}
        return cls({site.name: site for site in program.sites}, leaves)

    def peek(self, op: Op) -> Hashable:
        """The key the op would have as the next step."""
        numbers = dict(self.numbers)
        found = self.step(op).key
        self.numbers = numbers
        return found

    def step(self, op: Op) -> Step:
        """The step of a top-level op."""
        self.leaves = []
        key = self.key(op)
        return Step(op, key, tuple(self.leaves))

    def key(self, op: Op) -> Hashable:
        """What is alike in ops of one structure."""
        match op:
            case ops.Const() | ops.Import() | ops.Undef() | ops.Request():
                return None
            case ops.Py(source=source, operands=named):
                key: Hashable = ("py", *self.template(source, named, (), "eval"), op.effects)
            case ops.Exec(source=source, operands=named, outs=outs):
                key = ("exec", *self.template(source, named, outs, "exec"), op.effects)
            case ops.Check(condition=source, operands=named):
                key = ("check", op.kind, *self.template(source, named, (), "eval"))
            case ops.Call():
                named_args = tuple((name, self.ref(use)) for name, use in sorted(op.kwargs))
                key = ("call", op.helper, tuple(map(self.ref, op.args)), named_args)
            case ops.Site():
                info = self.sites[op.name]
                key = ("site", info.kind, info.instruction, tuple(map(self.ref, op.inputs)))
            case _:
                key = self.other(op)
        self.define(results(op))
        return key

    def define(self, values: Iterable[ops.Value]) -> None:
        """Number values."""
        for value in values:
            self.numbers[value.name] = len(self.numbers)

    def ref(self, use: Use) -> Hashable:
        """A value by its number; a literal by its place alone."""
        leaf = self.leaf_ops.get(use)
        if leaf is None:
            return self.numbers.get(use, use)
        self.leaves.append(leaf)
        match leaf:
            case ops.Const(value=None) | ops.Const(value=bool()):
                return ("const", repr(leaf.value))
            case ops.Const():
                return "const"
            case ops.Import():
                return ("import", leaf.module, leaf.attribute)
            case _:
                return type(leaf).__name__

    def other(self, op: Op) -> Hashable:
        """Ops with regions, and terminators, field by field."""
        parts: list[Hashable] = [type(op).__name__]
        for field in fields(op):
            value = getattr(op, field.name)
            if field.name in op.OPERANDS and field.name not in op.BINDERS:
                parts.append(self.uses(value))
            elif field.name in op.BINDERS:
                parts.append(self.binder(value))
            elif field.name in op.REGIONS:
                parts.append(tuple(k for inner in value if (k := self.key(inner)) is not None))
            elif field.name not in (*op.RESULTS, "span"):
                parts.append(repr(value))
        return tuple(parts)

    def uses(self, field: Any) -> Hashable:
        """Operands, whatever form the field has."""
        if field is None or isinstance(field, str):
            return None if field is None else self.ref(field)
        return tuple(
            self.ref(item) if isinstance(item, str) else (item[0], self.ref(item[1])) for item in field
        )

    def binder(self, field: Any) -> Hashable:
        """Values an op defines for its regions, with the public names and defaults of parameters."""
        items = (field,) if isinstance(field, ops.Value) else field
        out: list[Hashable] = []
        for item in items:
            if isinstance(item, FuncParam):
                default = None if item.default is None else self.ref(item.default)
                out.append((item.keyword, item.kind, default))
            self.define([item.value if isinstance(item, FuncParam) else item])
        return (len(items), *out)

    def template(
        self, source: str, named: ops.Named, outs: tuple[str, ...], mode: str
    ) -> tuple[Hashable, ...]:
        """A template's text with operands and bound names numbered, and what the operands are."""
        tree = ast.parse(source, mode=mode)
        uses = dict(named)
        bound = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} | {
            node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not _loads(node)
        }
        order: dict[str, str] = {}
        read: list[str] = []
        for node in ast.walk(tree):
            name = getattr(node, "id", None) if isinstance(node, ast.Name) else getattr(node, "arg", None)
            if not isinstance(name, str) or (name not in uses and name not in bound):
                continue
            if isinstance(node, ast.keyword):
                continue
            if name not in order:
                order[name] = f"v{len(order)}"
                read += [name] if name in uses else []
            if isinstance(node, ast.Name):
                node.id = order[name]
            elif isinstance(node, ast.arg):
                node.arg = order[name]
        read += [name for name in uses if name not in order]
        text = ast.unparse(tree)
        return text, tuple(self.ref(uses[name]) for name in read), tuple(order.get(o, o) for o in outs)


def _loads(node: ast.Name) -> bool:
    return isinstance(node.ctx, ast.Load)
