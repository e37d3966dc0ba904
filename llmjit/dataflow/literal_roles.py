"""What each literal of a program is for: the outcome, an argument, a part of an expression, the code's own."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from llmjit.ir import ops
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.walk import binders, operands, results, walk

Role: TypeAlias = Literal["outcome", "written", "argument", "tested", "operand", "compared", "position"]
MOST: Final = 30
_EMPTY: Final = ("[]", "{}", "()", "set()", "list()", "dict()")
_ARITHMETIC: Final = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)


def roles_of(body: Region) -> tuple[dict[Use, set[Role]], dict[Use, set[Use]]]:
    """The roles of literals by name, in regions too; one that is only the code's own has none.

    A literal is ``outcome``, ``written`` (handed to a helper that writes), ``argument`` (to another helper) or
    ``tested`` where it gets there as it is, or in a list or dict. ``position`` is an index into a value that has
    a name, ``operand`` a number in arithmetic. An expression made of literals alone counts as a literal; which
    these are says the second table.
    """
    found = _Roles(body)
    return found.found, found.leaves


def positions(op: Op) -> Iterator[tuple[tuple[Use, ...], Use]]:
    """The indices of an expression that are values of their own: what is indexed (a value, keys into it), the index."""
    if isinstance(op, ops.Py | ops.Exec) and "[" in op.source:
        named = dict(op.operands)
        for node in ast.walk(_tree(op)):
            if isinstance(node, ast.Subscript):
                path = [named.get(name, "") for name in _path(node)]
                if len(path) > 1 and all(path):
                    yield tuple(path[:-1]), path[-1]


def _path(node: ast.AST) -> list[str]:
    """The names of a value and of the keys into it; empty where these are more than names."""
    if isinstance(node, ast.Name):
        return [node.id]
    if isinstance(node, ast.Subscript) and isinstance(index := _bare(node.slice), ast.Name):
        before = _path(node.value)
        return [*before, index.id] if before else []
    return []


def argument_names(body: Region) -> dict[Use, str]:
    """What helpers call the literals they get, in lists and dicts too, where the call says it."""
    defined = {value.name: op for op in walk(body) for value in results(op)}
    found: dict[Use, str] = {}
    waiting = [(use, name) for op in walk(body) if isinstance(op, ops.Call) for name, use in op.kwargs]
    while waiting:
        use, name = waiting.pop()
        op = defined.get(use)
        if isinstance(op, ops.Const):
            found.setdefault(use, name)
        elif isinstance(op, ops.Py) and op.source.startswith(("[", "{")):
            waiting += _named_items(op, name)
    return found


def _named_items(op: ops.Py, name: str) -> Iterator[tuple[Use, str]]:
    named = dict(op.operands)
    node = getattr(_tree(op), "body", None)
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(value, ast.Name) and value.id in named:
                own = key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else name
                yield named[value.id], own if own.isidentifier() else name
    elif isinstance(node, ast.List):
        yield from ((named[v.id], name) for v in node.elts if isinstance(v, ast.Name) and v.id in named)


class _Roles:
    def __init__(self, body: Region) -> None:
        self.found: dict[Use, set[Role]] = defaultdict(set)
        self.leaves: dict[Use, set[Use]] = {}
        self.defined = {value.name: op for op in walk(body) for value in (*results(op), *binders(op))}
        self.readers: dict[Use, int] = defaultdict(int)
        for op in walk(body):
            for use in operands(op):
                self.readers[use] += not isinstance(op, ops.Output)
        for op in walk(body):
            self._made_of_literals(op)
        self.done: set[tuple[Use, Role]] = set()
        for op in walk(body):
            self._sinks(op)
        for op in body:
            if isinstance(op, ops.Return):
                self.flow(op.value, "outcome")

    def _made_of_literals(self, op: Op) -> None:
        """Note an expression of literals alone, and these; a long computation is none."""
        if isinstance(op, ops.Py) and op.operands and not op.effects:
            parts = [
                {use} if isinstance(self.defined.get(use), ops.Const) else self.leaves.get(use)
                for _, use in op.operands
            ]
            found = {leaf for part in parts if part for leaf in part}
            if all(parts) and len(found) <= MOST:
                self.leaves[op.result.name] = found

    def _sinks(self, op: Op) -> None:
        match op:
            case ops.Call():
                for use in (*op.args, *(use for _, use in op.kwargs)):
                    self.flow(use, "written" if op.effect == "write" else "argument")
            case ops.If():
                self.flow(op.condition, "tested")
            case ops.Py() | ops.Exec():
                self._parts(op)
            case _:
                pass

    def flow(self, use: Use, role: Role) -> None:
        """Note the role of all that a value is made of, where that is literals alone."""
        op = self.defined.get(use)
        if op is None or (use, role) in self.done:
            return
        self.done.add((use, role))
        if isinstance(op, ops.Const):
            self.found[use].add(role)
        elif isinstance(op, ops.Py):
            if op.source in _EMPTY and self.readers[use] == 1:
                self.found[use].add(role)
            parts = self._made_of(op)
            for part in parts:
                self.flow(part, role)
            if not parts and use in self.leaves:
                self.found[use].add(role)

    def _made_of(self, op: ops.Py) -> Sequence[Use]:
        named = dict(op.operands)
        tree = _tree(op)
        body = tree.body if isinstance(tree, ast.Expression) else tree
        if isinstance(body, ast.Dict):
            return [named[v.id] for v in body.values if isinstance(v, ast.Name) and v.id in named]
        if isinstance(body, ast.List | ast.Tuple | ast.Set):
            return [named[v.id] for v in body.elts if isinstance(v, ast.Name) and v.id in named]
        called = self._called(body, named)
        return [inner.value for inner in called.body if isinstance(inner, ops.Return)] if called else ()

    def _called(self, body: ast.AST, named: dict[str, Use]) -> ops.Func | None:
        if isinstance(body, ast.Call) and isinstance(body.func, ast.Name):
            found = self.defined.get(named.get(body.func.id, ""))
            return found if isinstance(found, ops.Func) else None
        return None

    def _parts(self, op: ops.Py | ops.Exec) -> None:
        named = dict(op.operands)
        tree = _tree(op)
        parents = {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(self.defined.get(named.get(node.id, "")), ops.Const):
                role = self._part(node, parents)
                if role is not None:
                    self.found[named[node.id]].add(role)

    def _part(self, node: ast.AST, parents: dict[int, ast.AST]) -> Role | None:
        parent = parents.get(id(node))
        while isinstance(parent, ast.UnaryOp | ast.BoolOp):
            node, parent = parent, parents.get(id(parent))
        match parent:
            case ast.BinOp(op=operator) if isinstance(operator, _ARITHMETIC):
                return "operand"
            case ast.AugAssign():
                return "operand"
            case ast.Compare():
                return "compared"
            case ast.IfExp(test=test) if test is node:
                return "tested"
            case ast.If(test=test) if test is node:
                return "tested"
            case ast.Subscript(slice=index) if index is node:
                return "position"
            case _:
                return None


def _tree(op: ops.Py | ops.Exec) -> ast.AST:
    return ast.parse(op.source, mode="eval" if isinstance(op, ops.Py) else "exec")


def _bare(node: ast.AST) -> ast.AST:
    return node.operand if isinstance(node, ast.UnaryOp) else node
