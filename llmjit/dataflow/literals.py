"""The literals of recorded code: what a model may have copied, and the structure that is left without them."""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, final

Fold: TypeAlias = Literal["all", "lists", "none"]


@final
@dataclass(frozen=True, eq=False)
class Unit:
    """One literal, list or dict of literals, or arithmetic on literals alone (``1 + 3 / 10``).

    ``target`` is the variable that the statement assigns; ``direct``: it is assigned the unit as it stands.
    ``comment`` is what the code's line says after ``#``.
    """

    node: ast.expr
    value: Any
    target: str = ""
    direct: bool = False
    comment: str = ""


@final
@dataclass(frozen=True, eq=False)
class Code:
    """Code of one thread, sliced to what its result needs, with its units in order of appearance."""

    tree: ast.Module
    result: str
    units: tuple[Unit, ...]

    @property
    def structure(self) -> str:
        """The code with units and variable names taken out: equal for code that does the same to other data."""
        tree = substitute(self, {index: "_" for index in range(len(self.units))})
        names: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name | ast.FunctionDef | ast.arg):
                attribute = {ast.Name: "id", ast.arg: "arg"}.get(type(node), "name")
                name = getattr(node, attribute)
                if name in self.bound:
                    setattr(node, attribute, names.setdefault(name, f"v{len(names)}"))
        return ast.unparse(tree) + f"\n{names.get(self.result, self.result)}"

    @property
    def free(self) -> frozenset[str]:
        """The names the code reads but does not bind, builtins apart."""
        imported = {
            (alias.asname or alias.name).split(".")[0]
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        trees = (self.tree, ast.parse(self.result))
        read = {node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)}
        return frozenset(read - self.bound - imported - set(dir(builtins)))

    @property
    def bound(self) -> frozenset[str]:
        """The names the code binds itself."""
        return frozenset(
            node.id if isinstance(node, ast.Name) else node.arg if isinstance(node, ast.arg) else node.name
            for node in ast.walk(self.tree)
            if (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
            or isinstance(node, ast.arg | ast.FunctionDef)
        )


def read_code(source: str, fold: Fold = "all", result: str = "") -> Code:
    """Parse a block and find what it computes: ``result``, or its last expression, print, or assignment.

    ``fold``: lists and arithmetic of literals are one unit each (``all``), only lists, or neither. Raises
    `SyntaxError`, or `ValueError` when the code has no result.
    """
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None and len(node.body) > 1:
            del node.body[0]
    result = result or _take_result(tree)
    tree.body[:] = [node for node in tree.body if not _shows(node)]
    result = _unwrap(tree, result)
    _slice(tree, {node.id for node in ast.walk(ast.parse(result)) if isinstance(node, ast.Name)})
    comments = [line.partition("#")[2].strip() for line in source.split("\n")]
    return Code(tree, result, tuple(_units(tree, fold, comments)))


def _unwrap(tree: ast.Module, result: str) -> str:
    """Take the body of a function without parameters, called once for the result, out of the function."""
    match tree.body:
        case [*before, ast.FunctionDef() as function, ast.Assign(targets=[ast.Name() as name], value=call)]:
            wanted = result == name.id
        case [*before, ast.FunctionDef() as function]:
            call, wanted = ast.parse(result, mode="eval").body, True
        case _:
            return result
    called = isinstance(call, ast.Call) and ast.unparse(call) == f"{function.name}()"
    returns = [node for node in ast.walk(function) if isinstance(node, ast.Return)]
    last = function.body[-1]
    if (
        not (wanted and called and not ast.unparse(function.args))
        or returns != [last]
        or function.decorator_list
    ):
        return result
    assert isinstance(last, ast.Return)
    tree.body[:] = [*before, *function.body[:-1]]
    return "None" if last.value is None else ast.unparse(last.value)


def _take_result(tree: ast.Module) -> str:
    """The source of the result; an expression or print at the end is taken out of the code."""
    if not tree.body:
        raise ValueError("the code is empty")
    last = tree.body[-1]
    if isinstance(last, ast.Expr):
        del tree.body[-1]
        call = last.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print":
            if len(call.args) != 1 or call.keywords:
                raise ValueError("the code prints more than one value")
            return ast.unparse(call.args[0])
        return ast.unparse(call)
    names = [
        target.id
        for node in ast.walk(last)
        for target in getattr(node, "targets", [getattr(node, "target", None)])
        if isinstance(node, ast.Assign | ast.AugAssign) and isinstance(target, ast.Name)
    ]
    if not names:
        raise ValueError("the code has no result")
    return names[-1]


def _shows(node: ast.stmt) -> bool:
    """Whether a statement is an expression whose value only the model saw, or a print."""
    return isinstance(node, ast.Expr) and (
        not isinstance(node.value, ast.Call) or ast.unparse(node.value.func) == "print"
    )


def _slice(tree: ast.Module, needed: set[str]) -> None:
    """Drop assignments at top level whose names nothing reads."""
    changed = True
    while changed:
        read = needed | {
            node.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        kept = [node for node in tree.body if not _unread(node, read)]
        changed = len(kept) < len(tree.body)
        tree.body[:] = kept


def _unread(node: ast.stmt, read: set[str]) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    return all(isinstance(target, ast.Name) and target.id not in read for target in node.targets)


def _units(tree: ast.AST, fold: Fold, comments: Sequence[str]) -> list[Unit]:
    found: list[Unit] = []
    _collect(tree, "", False, fold, found)
    return [replace(unit, comment=comments[unit.node.lineno - 1]) for unit in found]


def _collect(node: ast.AST, target: str, direct: bool, fold: Fold, found: list[Unit]) -> None:
    if isinstance(node, ast.expr) and not _plain_text(node) and _folds(node, fold):
        value = _constant(node)
        if value is not None:
            found.append(Unit(node, value[0], target, direct))
            return
    if isinstance(node, ast.JoinedStr):
        children: list[ast.AST] = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    else:
        children = list(ast.iter_child_nodes(node))
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        target = node.targets[0].id
    for child in children:
        _collect(child, target, isinstance(node, ast.Assign), fold, found)


def _folds(node: ast.expr, fold: Fold) -> bool:
    if isinstance(node, ast.Constant):
        return True
    return fold == "all" or (fold == "lists" and not isinstance(node, ast.BinOp))


def _plain_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool | bytes))


def _constant(node: ast.expr) -> tuple[Any] | None:
    """The value of an expression of literals alone, in a tuple, or None."""
    if isinstance(node, ast.Constant):
        return (node.value,)
    if isinstance(node, ast.List | ast.Tuple | ast.Set | ast.Dict) and not isinstance(
        getattr(node, "ctx", ast.Load()), ast.Load
    ):
        return None
    try:
        if isinstance(node, ast.List | ast.Tuple | ast.Dict) and any(ast.iter_child_nodes(node)):
            return _nonempty(ast.literal_eval(node))
        if isinstance(node, ast.UnaryOp):
            return (ast.literal_eval(node),)
        if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Pow | ast.LShift):
            return _arithmetic(node)
    except (ValueError, TypeError, ArithmeticError, SyntaxError, MemoryError, RecursionError):
        return None
    return None


def _nonempty(value: Any) -> tuple[Any] | None:
    return (value,) if value else None


def _arithmetic(node: ast.BinOp) -> tuple[Any] | None:
    sides = [_constant(node.left), _constant(node.right)]
    if any(side is None or not isinstance(side[0], int | float) for side in sides):
        return None
    return (eval(compile(ast.Expression(node), "<constant>", "eval"), {"__builtins__": {}}),)


def substitute(code: Code, sources: Mapping[int, str]) -> ast.Module:
    """The code with the units at the given positions replaced by the expressions given as source."""
    replaced = {id(code.units[index].node): source for index, source in sources.items()}
    return _Substitute(replaced).visit_copy(code.tree)


class _Substitute(ast.NodeTransformer):
    def __init__(self, replaced: Mapping[int, str]) -> None:
        self.replaced = replaced

    def visit_copy(self, tree: ast.Module) -> ast.Module:
        memo: dict[int, Any] = {}
        duplicate = copy.deepcopy(tree, memo)
        self.replaced = {id(memo[key]): source for key, source in self.replaced.items()}
        done = self.visit(duplicate)
        assert isinstance(done, ast.Module)
        return ast.fix_missing_locations(done)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        source = self.replaced.get(id(node))
        if source is not None:
            return ast.parse(source, mode="eval").body
        return super().generic_visit(node)


def subscripted(code: Code, unit: Unit) -> bool:
    """Whether the code takes items of the unit's list by fixed position, so that its length matters."""
    return any(
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and node.value.id == unit.target
        and _constant(node.slice) is not None
        for node in ast.walk(code.tree)
    )


def sequence(units: Sequence[Unit]) -> list[Any]:
    """The values of units."""
    return [unit.value for unit in units]
