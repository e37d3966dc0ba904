"""Which code a model may write for a site: an allowlist over the syntax tree.

Functions of values on a few modules of the standard library, and nothing that reaches the interpreter, the
machine, or the time of day. What passes is still run in a sandbox first; what does not is never run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from string import Formatter
from types import ModuleType
from typing import Any, final

# fmt: off
MODULES = frozenset({
    "re", "json", "datetime", "math", "statistics", "collections", "itertools", "functools", "string",
    "unicodedata", "decimal", "fractions",
})
BUILTINS = frozenset({
    "abs", "all", "any", "ascii", "bin", "bool", "bytes", "chr", "complex", "dict", "divmod",
    "enumerate", "filter", "float", "format", "frozenset", "hex", "int", "isinstance", "iter", "len",
    "list", "map", "max", "min", "next", "oct", "ord", "pow", "range", "repr", "reversed", "round",
    "set", "slice", "sorted", "str", "sum", "tuple", "type", "zip", "True", "False", "None",
    "ArithmeticError", "AssertionError", "AttributeError", "Exception", "IndexError", "KeyError",
    "LookupError", "NotImplementedError", "OverflowError", "StopIteration", "TypeError", "UnicodeError",
    "ValueError", "ZeroDivisionError",
})
# fmt: on
_DENIED_ATTRIBUTES = frozenset({"now", "today", "utcnow", "format_map", "mro"})  # the clock, and ways around
_DENIED_PREFIXES = ("_", "gi_", "cr_", "ag_", "tb_", "co_", "f_", "func_")
# a formatter reads attributes by name; update_wrapper copies any attribute, the globals of a function too
_DENIED_MEMBERS = {"string": {"Formatter"}, "json": {"dump", "load"}}
_ALLOWED_MEMBERS = {"functools": {"cache", "cmp_to_key", "lru_cache", "partial", "reduce"}}
_DENIED_NODES: dict[type[ast.AST], str] = {
    ast.ClassDef: "a class",
    ast.AsyncFunctionDef: "an async function",
    ast.Await: "await",
    ast.AsyncFor: "an async loop",
    ast.AsyncWith: "an async with",
    ast.Global: "global",
    ast.With: "with",
    ast.Delete: "del",
}
_NODES = 4000


@final
@dataclass(frozen=True, slots=True)
class Violation:
    """One thing the code may not do, and where."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


def check_source(source: str, name: str | None = None) -> tuple[Violation, ...]:
    """All violations of the allowlist in ``source``, in order of lines; none means it may run in a sandbox.

    ``name``: the function that must be defined. The module may hold imports, functions and constants.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return (Violation(getattr(error, "lineno", None) or 1, f"does not parse: {error}"),)
    nodes = list(ast.walk(tree))
    if len(nodes) > _NODES:
        return (Violation(1, f"too long: {len(nodes)} syntax nodes, at most {_NODES}"),)
    checker = _Checker(tree, nodes)
    found = {violation for violation in checker.violations()}
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    if name is not None and name not in defined:
        found.add(Violation(1, f"defines no function called {name}"))
    return tuple(sorted(found, key=lambda v: (v.line, v.message)))


@final
class _Checker:
    def __init__(self, tree: ast.Module, nodes: list[ast.AST]) -> None:
        self._tree = tree
        self._nodes = nodes
        self._modules = dict(_imported_modules(nodes))
        self._bound = BUILTINS | set(_bindings(nodes)) | self._modules.keys()
        self._through = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}

    def violations(self) -> Iterator[Violation]:
        for statement in self._tree.body:
            if not _may_stand_at_top(statement):
                yield Violation(
                    statement.lineno, "only imports, functions and constants may stand at the top"
                )
        for node in self._nodes:
            for message in self._wrong(node):
                yield Violation(getattr(node, "lineno", 1), message)

    def _wrong(self, node: ast.AST) -> Iterator[str]:
        if type(node) in _DENIED_NODES:
            yield f"{_DENIED_NODES[type(node)]} is not allowed"
        match node:
            case ast.Import() | ast.ImportFrom():
                yield from _wrong_import(node)
            case ast.Name(id=name):
                yield from self._wrong_name(node, name)
            case ast.Attribute():
                yield from self._wrong_attribute(node)
            case ast.MatchClass(kwd_attrs=names):  # a pattern reads attributes too
                yield from (f".{name} is not allowed" for name in names if _denied(name))
            case ast.Call(func=ast.Name(id="type"), args=args) if len(args) != 1:
                yield "type may only be asked for the type of a value"
            case _:
                for name in _bindings([node]):
                    yield from self._wrong_binding(name)

    def _wrong_name(self, node: ast.Name, name: str) -> Iterator[str]:
        if not isinstance(node.ctx, ast.Load):
            yield from self._wrong_binding(name)
        elif name not in self._bound:
            yield f"{name} is neither defined nor allowed"
        elif name in self._modules and id(node) not in self._through:
            yield f"the module {name} may only be used as {name}.something"

    def _wrong_binding(self, name: str) -> Iterator[str]:
        if name.startswith("__"):
            yield f"{name} may not be defined"
        if name in self._modules:
            yield f"{name} is a module here and may not be defined again"

    def _wrong_attribute(self, node: ast.Attribute) -> Iterator[str]:
        name = node.attr
        if _denied(name):
            yield f".{name} is not allowed"
        if not isinstance(node.ctx, ast.Load):
            yield f".{name} may not be assigned"
        if isinstance(node.value, ast.Name) and node.value.id in self._modules:
            module = self._modules[node.value.id]
            if name not in _members(module):
                yield f"{module}.{name} is not allowed"
        elif name == "format" and not _plain_format(node.value):
            yield ".format is allowed on plain literal texts only; use an f-string"


def _denied(attribute: str) -> bool:
    return attribute.startswith(_DENIED_PREFIXES) or attribute in _DENIED_ATTRIBUTES


def _may_stand_at_top(node: ast.stmt) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.Assign | ast.AnnAssign):
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _wrong_import(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    for alias in node.names:
        if (alias.asname or "").startswith("_"):
            yield f"{alias.asname} may not be defined"
    if isinstance(node, ast.Import):
        for alias in node.names:
            if alias.name not in MODULES:
                yield f"import of {alias.name} is not allowed"
        return
    module = node.module or ""
    if node.level or (module not in MODULES and module != "__future__"):
        yield f"import from {module or '.'} is not allowed"
        return
    for alias in node.names:
        if module != "__future__" and alias.name not in _members(module):
            yield f"{module}.{alias.name} is not allowed"


def _imported_modules(nodes: list[ast.AST]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in MODULES:
                    yield alias.asname or alias.name, alias.name


def _bindings(nodes: list[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.arg(arg=name):
                yield name
            case (
                ast.ExceptHandler(name=str(name))
                | ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.MatchMapping(rest=str(name))
            ):
                yield name
            case ast.ImportFrom(names=names):
                yield from (alias.asname or alias.name for alias in names)
            case _:
                pass


@cache
def _members(module: str) -> frozenset[str]:
    """What a module says is its own: never the modules that it imports itself."""
    loaded = import_module(module)
    names = getattr(loaded, "__all__", None) or [n for n in vars(loaded) if not n.startswith("_")]
    own = {name for name in names if not isinstance(getattr(loaded, name), ModuleType)}
    return frozenset((own & _ALLOWED_MEMBERS.get(module, own)) - _DENIED_MEMBERS.get(module, set()))


def _plain_format(receiver: ast.expr) -> bool:
    """True for a literal whose fields are bare names: ``"{0.real}"`` would reach into the value."""
    if not (isinstance(receiver, ast.Constant) and isinstance(receiver.value, str)):
        return False
    return _fields_plain(receiver.value)


def _fields_plain(template: str) -> bool:
    try:
        fields: list[tuple[Any, ...]] = list(Formatter().parse(template))
    except ValueError:
        return False
    return all(not set(field or "") & set(".[") and _fields_plain(spec or "") for _, field, spec, _ in fields)
