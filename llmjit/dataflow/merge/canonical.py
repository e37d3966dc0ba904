"""One form for programs that compute the same: an operation a step, each once, independent ones in one order.

``close(a * b)`` and ``x = a * b; close(x)`` are the same steps then, and so are two lookups in either order.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from llmjit.dataflow.merge.steps import LEAVES, StepKeys
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.effects import effects
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import operands, replace_uses, results, walk

MOST: Final = 400
_LIFTED: Final = (ast.BinOp, ast.Call, ast.Subscript, ast.Compare)
_CLOSED: Final = (
    ast.Lambda,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.GeneratorExp,
    ast.IfExp,
    ast.BoolOp,
)
_MOVABLE: Final = frozenset({"read", "model"})


def canonical(program: Program) -> Program:
    """The program with its top level in that form; one that is very long, as it is."""
    if len(program.body) > MOST:
        return program
    namer = Namer.of(program)
    split = tuple(part for op in program.body for part in _split(op, namer))
    once = split if any("mutate" in effects(op) for op in split) else _once(split)
    return replace(program, body=_ordered(program, once))


def _split(op: Op, namer: Namer) -> Iterator[Op]:
    """The op, and before it those that its expression is made of."""
    if not isinstance(op, ops.Py) or op.effects:
        yield op
        return
    tree = ast.parse(op.source, mode="eval")
    if any(isinstance(node, ast.NamedExpr | ast.Starred | ast.Await) for node in ast.walk(tree)):
        yield op
        return
    splitter = _Splitter(op, namer)
    root = splitter.visit_root(tree.body)
    yield from splitter.made
    yield replace(op, source=ast.unparse(root), operands=splitter.read_in(root))


class _Splitter(ast.NodeTransformer):
    """Takes what is evaluated at once, and first, out of an expression, the innermost before the rest."""

    def __init__(self, op: ops.Py, namer: Namer) -> None:
        self.op = op
        self.namer = namer
        self.named = dict(op.operands)
        self.made: list[Op] = []

    def visit_root(self, node: ast.expr) -> ast.expr:
        """The root stays, its parts go."""
        return node if isinstance(node, _CLOSED) else super().generic_visit(node)  # type: ignore[return-value]

    def generic_visit(self, node: ast.AST) -> ast.AST:
        if isinstance(node, _CLOSED):
            return node
        node = super().generic_visit(node)
        if not isinstance(node, _LIFTED):
            return node
        result = self.namer.value()
        made = ops.Py(result=result, source=ast.unparse(node), operands=self.read_in(node), span=self.op.span)
        self.made.append(made)
        name = next(n for i in range(10_000) if (n := f"part_{i}") not in self.named)
        self.named[name] = result.name
        return ast.Name(name, ast.Load())

    def read_in(self, node: ast.AST) -> ops.Named:
        """The operands that an expression reads, in order."""
        names = dict.fromkeys(each.id for each in ast.walk(node) if isinstance(each, ast.Name))
        return tuple((name, self.named[name]) for name in names if name in self.named)


def _once(region: Region) -> Region:
    """Without expressions that were computed before."""
    consts: dict[Use, Any] = {}
    known: dict[Any, Use] = {}
    renamed: dict[Use, Use] = {}
    out: list[Op] = []
    for op in region:
        op = replace_uses(op, renamed)
        if isinstance(op, ops.Const):
            consts[op.result.name] = (type(op.value), repr(op.value))
        if isinstance(op, ops.Py) and not op.effects:
            key = (op.source, tuple((name, consts.get(use, use)) for name, use in op.operands))
            earlier = known.setdefault(key, op.result.name)
            if earlier != op.result.name:
                renamed[op.result.name] = earlier
                continue
        out.append(op)
    return tuple(out)


def _ordered(program: Program, region: Region) -> Region:
    """Independent steps in the order of what they are; none moves across one that changes or shows something."""
    leaves = [op for op in region if isinstance(op, LEAVES)]
    rest = [op for op in region if not isinstance(op, LEAVES)]
    keys = StepKeys.of(program, region)
    done = {value.name for op in leaves for value in results(op)}
    defined = {value.name for op in region for value in results(op)}
    reads = {id(op): {use for inner in walk((op,)) for use in operands(inner)} & defined for op in rest}
    out: list[Op] = list(leaves)
    while rest:
        ready = [op for op in _before_barrier(rest) if reads[id(op)] <= done]
        chosen = min(ready or rest[:1], key=lambda op: repr(keys.peek(op)))
        keys.step(chosen)
        rest.remove(chosen)
        out.append(chosen)
        done |= {value.name for value in results(chosen)}
    return tuple(out)


def _before_barrier(rest: list[Op]) -> list[Op]:
    """The steps that may come next: up to the first that has an effect, this one alone where it is the first."""
    for index, op in enumerate(rest):
        if op.TERMINATOR or not effects(op) <= _MOVABLE:
            return rest[: max(index, 1)]
    return rest
