"""Writes constants and unnamed expressions into the one template that reads them; still SSA."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from llmjit.ir import ops
from llmjit.ir.effects import effects
from llmjit.ir.ops import Named, Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.template import expression_tree, literal_tree, rewrite_expression, rewrite_statements
from llmjit.ir.walk import operands, used, walk

_LAZY = (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.FunctionDef)


Written = Mapping[Use, tuple[str, Named]]


def inline(program: Program) -> tuple[Program, Written]:
    """The program with bigger templates and fewer ops, and what is left to write where values are read bare.

    Arguments of calls, conditions, what is returned: there, too, a constant or an expression that is read once
    needs no variable. Its op is gone from the program; the mapping gives its source and operands.

    A constant goes wherever a template reads it. An expression moves only if it has no effects, is read once,
    in the same region, at a place that is evaluated once, and nothing between may change what it reads.
    Values with a name of the recorded code stay what they are.
    """
    inliner = _Inliner(program)
    body = inliner.region(program.body)
    return replace(program, body=body), inliner.bare


def has_name(use: Use) -> bool:
    """Whether the value has a name of the recorded code."""
    return use.partition(".")[0].isidentifier()


class _Inliner:
    def __init__(self, program: Program) -> None:
        self._counts = used(program.body)
        self._bare = _read_bare(program.body)
        self._trees: dict[Use, tuple[ast.expr, Named]] = {}
        self.bare: dict[Use, tuple[str, Named]] = {}

    def region(self, region: Region) -> Region:
        """One region, and those in it."""
        moving = self._moving(region)
        out: list[Op] = []
        for op in region:
            if isinstance(op, ops.Py | ops.Exec | ops.Check):
                op = self._written(op)
            elif op.REGIONS:
                op = replace(op, **{name: self.region(getattr(op, name)) for name in op.REGIONS})  # type: ignore[arg-type]
            if not self._goes(op, moving):
                out.append(op)
        return tuple(out)

    def _goes(self, op: Op, moving: set[Use]) -> bool:
        """Whether the op lives on in templates alone."""
        if isinstance(op, ops.Const) and not has_name(op.result.name):
            self._trees[op.result.name] = (literal_tree(op.value), ())
            self.bare[op.result.name] = (repr(op.value), ())
            return op.result.name not in self._bare
        if not isinstance(op, ops.Py) or op.effects:
            return False
        if op.result.name in moving:
            self._trees[op.result.name] = (expression_tree(op.source, {}, {}), op.operands)
            self.bare[op.result.name] = (op.source, op.operands)
            return True
        return op.result.name not in self._counts

    def _moving(self, region: Region) -> set[Use]:
        """Values of this region whose expressions may move to their reader."""
        born: dict[Use, int] = {}
        barriers = 0
        found: set[Use] = set()
        for op in region:
            if isinstance(op, ops.Py | ops.Exec | ops.Check):
                for name, use in op.operands:
                    if born.get(use, -1) == barriers and use not in self._bare and _once(op, name):
                        found.add(use)
            for use in writable(op):
                if born.get(use, -1) == barriers and use not in self._bare:
                    found.add(use)
            if isinstance(op, ops.Py) and not op.effects and not has_name(op.result.name):
                if self._counts.get(op.result.name) == 1:
                    born[op.result.name] = barriers
            elif effects(op) & {"mutate", "write", "raise"} and not isinstance(op, ops.Check):
                barriers += 1
        return found

    def _written(self, op: ops.Py | ops.Exec | ops.Check) -> Op:
        trees = {name: self._trees[use] for name, use in op.operands if use in self._trees}
        if not trees:
            return op
        kept = [(name, use) for name, use in op.operands if name not in trees]
        renames: dict[str, str] = {}
        expressions: dict[str, ast.expr] = {}
        taken = {name for name, _ in kept} | _all_names(op)
        for name, (tree, inner) in trees.items():
            own: dict[str, str] = {}
            for inner_name, use in inner:
                known = next((n for n, u in kept if u == use), None)
                own[inner_name] = known or _fresh(inner_name, taken)
                if known is None:
                    kept.append((own[inner_name], use))
            expressions[name] = expression_tree(ast.unparse(tree), own, {}) if own else tree
        fields: dict[str, Any] = {"operands": tuple(kept)}
        if isinstance(op, ops.Check):
            fields["condition"] = rewrite_expression(op.condition, renames, expressions)
        elif isinstance(op, ops.Py):
            fields["source"] = rewrite_expression(op.source, renames, expressions)
        else:
            fields["source"] = rewrite_statements(op.source, renames, expressions)
        return replace(op, **fields)


def _fresh(name: str, taken: set[str]) -> str:
    new, count = name, 0
    while new in taken:
        count += 1
        new = f"{name}_{count}"
    taken.add(new)
    return new


def _source(op: ops.Py | ops.Exec | ops.Check) -> str:
    return op.condition if isinstance(op, ops.Check) else op.source


def _all_names(op: ops.Py | ops.Exec | ops.Check) -> set[str]:
    nodes = ast.walk(ast.parse(_source(op)))
    found = {node.id for node in nodes if isinstance(node, ast.Name)}
    return found | (set(op.outs) if isinstance(op, ops.Exec) else set())


def _read_bare(region: Region) -> set[Use]:
    """Values read where only a name can stand: arguments, conditions, what is returned, live variables."""
    found: set[Use] = set()
    for op in walk(region):
        if isinstance(op, ops.Check):
            found.update(use for _, use in op.live)
            if op.kind != "user":
                found.update(use for _, use in op.operands)
        elif isinstance(op, ops.Exec):
            found.update(use for name, use in op.operands if name in op.outs)
        elif not isinstance(op, ops.Py):
            found.update(set(operands(op)) - set(writable(op)))
            found.update(use for _, use in getattr(op, "live", ()))
    return found


def writable(op: Op) -> tuple[Use, ...]:
    """The values an op reads where Python takes an expression as well as a name."""
    match op:
        case ops.Call():
            return (*op.args, *(use for _, use in op.kwargs))
        case ops.Site():
            return op.inputs
        case ops.If():
            return (op.condition,)
        case ops.For():
            return (op.iterable,)
        case ops.Return():
            return (op.value,)
        case ops.Func():
            return tuple(param.default for param in op.params if param.default is not None)
        case _:
            return ()


def _once(op: ops.Py | ops.Exec | ops.Check, name: str) -> bool:
    """Whether the template reads the name once, where it is evaluated once, and at once."""
    if isinstance(op, ops.Exec) and "\n" in op.source:
        return False
    tree = ast.parse(_source(op))
    lazy = [part for node in ast.walk(tree) if isinstance(node, _LAZY) for part in ast.walk(node)]
    reads = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    return len(reads) == 1 and not any(part is reads[0] for part in lazy)
