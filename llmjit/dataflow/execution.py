"""Run candidate code on recorded requests: a pure subset of Python, a bounded number of steps, no I/O."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import re
from collections.abc import Mapping
from typing import Any, Final

from llmjit.support import mentions, request

MODULES: Final = frozenset(
    re.findall(
        r"\w+",
        "math statistics fractions decimal datetime collections itertools functools re calendar string",
    )
)
_BUILTINS: Final = re.findall(
    r"\w+",
    "abs all any bool dict divmod enumerate filter float frozenset int isinstance len list "
    "map max min pow print range reversed round set sorted str sum tuple zip "
    "True False None Exception ValueError",
)
FUNCTIONS: Final[Mapping[str, Any]] = {
    "read_number": mentions.read_number,
    "number_mentions": mentions.number_mentions,
    "read_time": request.read_time,
    "numbers": request.numbers,
    "digits": request.digits,
    "find": request.find,
    "stem_and_leaf": request.stem_and_leaf,
}
STEPS: Final = 200_000


class NotPure(ValueError):
    """The code does what a compiler must not do while it looks for a program."""


class OutOfSteps(RuntimeError):
    """The code ran longer than a search can wait."""


def check_pure(tree: ast.AST) -> None:
    """Raise `NotPure` unless the code keeps to expressions, assignments, branches, loops and functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        else:
            names = []
        if any(name.split(".")[0] not in MODULES for name in names):
            raise NotPure(f"the code imports {', '.join(names)}")
        if isinstance(node, ast.Attribute) and node.attr.startswith("_"):
            raise NotPure(f"the code reads the private name {node.attr}")
        if isinstance(node, ast.Name) and node.id.startswith("__"):
            raise NotPure(f"the code reads {node.id}")
        if isinstance(node, ast.Global | ast.Nonlocal | ast.AsyncFunctionDef | ast.With | ast.Delete):
            raise NotPure(f"the code holds a {type(node).__name__.lower()}")


class _Instrument(ast.NodeTransformer):
    """Counts steps in loops and calls, and which way every condition went."""

    def __init__(self) -> None:
        self.conditions = 0

    def visit_If(self, node: ast.If) -> ast.AST:
        self.conditions += 1
        number = self.conditions
        self.generic_visit(node)
        node.test = _call("__cover", ast.Constant(number), node.test)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("__tick")))
        return node

    def visit_While(self, node: ast.While) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("__tick")))
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(_call("__tick")))
        return node


def _call(name: str, *args: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


class Runnable:
    """Code made ready to run many times. ``result`` is an expression over the variables it leaves.

    ``covered`` collects (condition number, outcome) over all runs.
    """

    def __init__(self, tree: ast.Module, result: str) -> None:
        check_pure(tree)
        tree = _Instrument().visit(ast.parse(ast.unparse(tree)))
        self._code = compile(ast.fix_missing_locations(tree), "<candidate>", "exec")
        self._result = compile(result, "<result>", "eval")
        self.covered: set[tuple[int, bool]] = set()
        self._left = 0

    def run(self, variables: Mapping[str, object]) -> Any:
        """The result over ``variables``; whatever the code raises, or `OutOfSteps`."""
        self._left = STEPS
        scope: dict[str, Any] = {
            "__builtins__": {name: getattr(builtins, name) for name in _BUILTINS} | {"__import__": _import},
            "__tick": self._tick,
            "__cover": self._cover,
            **FUNCTIONS,
            **variables,
        }
        with contextlib.redirect_stdout(io.StringIO()):
            exec(self._code, scope)
        return eval(self._result, scope)

    def _tick(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise OutOfSteps

    def _cover(self, number: int, outcome: object) -> object:
        self.covered.add((number, bool(outcome)))
        return outcome


def _import(name: str, *args: Any) -> Any:
    if name.split(".")[0] not in MODULES:
        raise NotPure(f"the code imports {name}")
    return __import__(name, *args)


def evaluate(source: str, variables: Mapping[str, object]) -> Any:
    """The value of one source expression over a request's holes; raises what it raises."""
    scope = {"__builtins__": {name: getattr(builtins, name) for name in _BUILTINS}, **FUNCTIONS, **variables}
    return eval(compile(source, "<source>", "eval"), scope)
