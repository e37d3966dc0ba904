"""From source text to a live module: inspected, compiled under a name tracebacks can show, never from a
cache.
"""

from __future__ import annotations

import ast
import hashlib
import linecache
from collections.abc import Iterator
from types import CodeType
from typing import Any, final

from llmjit.diagnostic import Diagnostic, RefusedError

# what emitted code is made of; anything else in a stored module was not written by this compiler
MODULES = frozenset(
    """
    __future__ bisect calendar collections collections.abc dataclasses datetime decimal difflib enum fractions
    functools heapq html itertools json llmjit.runtime.abi math operator re statistics string textwrap typing
    unicodedata urllib.parse zoneinfo
    """.split()  # noqa: SIM905
)
FORBIDDEN = frozenset(
    """
    __import__ breakpoint compile delattr eval exec exit getattr globals input locals memoryview object open
    print quit setattr super vars
    """.split()  # noqa: SIM905
)
ALLOWED_DUNDERS = frozenset({"__all__", "__name__", "__doc__"})


@final
class UnsafeModule(Diagnostic):
    """Stored code contains what the compiler never emits."""

    code = "R010"
    title = "the module {module} is not code this compiler writes: {what} in line {line}"
    help = "it was changed or comes from elsewhere; compile it again from its threads"

    module: str
    what: str
    line: int


@final
class TamperedModule(Diagnostic):
    """The text of a module does not have the hash its manifest names."""

    code = "R011"
    title = "the module {module} was changed after it was compiled"
    label = "sha256 {found}, expected {expected}"
    help = "compile it again, or restore it"

    module: str
    found: str
    expected: str


def hash_of(source: str) -> str:
    """The hash a manifest holds for a module's text: SHA-256 in hex."""
    return hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()


def verify(source: str, expected: str, module: str) -> None:
    """Raise `RefusedError` unless ``source`` has the hash ``expected``."""
    found = hash_of(source)
    if found != expected:
        raise RefusedError(TamperedModule(module=module, found=found[:16], expected=expected[:16]))


def inspect_code(source: str, module: str) -> ast.Module:
    """Parse ``source``; raise `RefusedError` if it reaches for more than emitted code may use."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError) as error:
        raise RefusedError(UnsafeModule(module=module, what="no Python", line=0)) from error
    for what, node in _offences(tree):
        raise RefusedError(UnsafeModule(module=module, what=what, line=getattr(node, "lineno", 0)))
    return tree


def _offences(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    for node in ast.walk(tree):
        what = _offence(node)
        if what:
            yield what, node


def _offence(node: ast.AST) -> str | None:
    match node:
        case ast.Import(names=names):
            return next((f"import {a.name}" for a in names if a.name not in MODULES), None)
        case ast.ImportFrom(module=module):
            return None if module in MODULES else f"import from {module}"
        case ast.Name(id=name) if name in FORBIDDEN or _dunder(name):
            return f"the name {name}"
        case ast.Call(func=ast.Name(id="type"), args=args, keywords=keywords) if len(args) != 1 or keywords:
            return "a class made by type"
        case ast.Attribute(attr=name) if _dunder(name):
            return f"the attribute {name}"
        case _:
            return None


def _dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__") and name not in ALLOWED_DUNDERS


def load(source: str, module: str, *, inspected: bool = True) -> dict[str, Any]:
    """Run a module's text in a fresh namespace and return it; tracebacks show its lines.

    ``inspected`` refuses text that emitted code cannot be; see `inspect_code`.
    """
    if inspected:
        inspect_code(source, module)
    filename = f"<llmjit {module}>"
    code: CodeType = compile(source, filename, "exec", dont_inherit=True)
    linecache.cache[filename] = (len(source), None, source.splitlines(keepends=True), filename)
    namespace: dict[str, Any] = {"__name__": f"llmjit.compiled.{module}", "__file__": filename}
    exec(code, namespace)
    return namespace
