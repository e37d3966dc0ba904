"""Which variables may have other names, and a program with them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from llmjit.ir import ops
from llmjit.ir.ops import FuncParam, Op, Value
from llmjit.ir.program import Program
from llmjit.ir.variables import inner_names
from llmjit.ir.walk import binders, replace_uses, results, walk

# code that reads variables by their names, as texts
_REFLECTS: Final = frozenset({"locals", "globals", "vars", "dir", "eval", "exec", "compile"})
_NAMED_BY_THEMSELVES = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Import, ast.ImportFrom)


def base_name(use: str) -> str:
    """The variable that a value is a version of: ``total`` for ``total.2``."""
    return use.partition(".")[0]


def local_variables(program: Program) -> tuple[str, ...]:
    """The variables that may have another name and the program does the same, in order of appearance.

    Not among them: parameters, imports, classes and functions (which know their own names), values without a
    name, and all of them where the program reads variables by name, as ``locals`` does.
    """
    if any(_reflects(op) for op in walk(program.body)):
        return ()
    fixed = {base_name(param.value.name) for param in program.params}
    found: dict[str, None] = {}
    for op in walk(program.body):
        fixed.update(_fixed(op))
        found.update(dict.fromkeys(base_name(value.name) for value in (*results(op), *binders(op))))
    return tuple(name for name in found if name not in fixed and name.isidentifier())


def names_in_use(program: Program) -> set[str]:
    """All names a new one may clash with: variables, helpers, sites, names that templates bind or read."""
    found = {program.name, *(base_name(param.value.name) for param in program.params)}
    found.update(part for helper in program.helpers for part in helper.name.split("."))
    for site in program.sites:
        found.update((site.name, site.entry, site.function, *site.parameters))
        found.update(_names(ast.parse(site.source)))
    for op in walk(program.body):
        found.update(base_name(value.name) for value in (*results(op), *binders(op)))
        found.update(name for name, _ in getattr(op, "live", ()))
        if isinstance(op, ops.Import):
            found.update((*op.module.split("."), op.attribute))
    return found | inner_names(program)


def with_names(program: Program, names: Mapping[str, str]) -> Program:
    """The program with variables of other names, all versions of each; ``names`` are old to new.

    New names must be those of no variable. Names under which a deopt hands variables over stay: the recorded
    thread knows them so.
    """
    mapping = {
        value.name: names[base_name(value.name)] + value.name[len(base_name(value.name)) :]
        for op in walk(program.body)
        for value in (*results(op), *binders(op))
        if base_name(value.name) in names
    }
    if not mapping:
        return program
    body = tuple(_defined(replace_uses(op, mapping), mapping) for op in program.body)
    return replace(program, body=body)


def _defined(op: Op, mapping: Mapping[str, str]) -> Op:
    """The op with the values it and its regions define renamed."""
    changed: dict[str, Any] = {
        field: _values(getattr(op, field), mapping) for field in dict.fromkeys((*op.RESULTS, *op.BINDERS))
    }
    for field in op.REGIONS:
        changed[field] = tuple(_defined(inner, mapping) for inner in getattr(op, field))
    return replace(op, **changed) if changed else op


def _values(field: Any, mapping: Mapping[str, str]) -> Any:
    if isinstance(field, Value):
        return replace(field, name=mapping.get(field.name, field.name))
    return tuple(
        replace(item, value=_values(item.value, mapping))
        if isinstance(item, FuncParam)
        else _values(item, mapping)
        for item in field
    )


def _fixed(op: Op) -> Iterator[str]:
    """Variables whose names mean something besides."""
    if isinstance(op, ops.Import):
        yield base_name(op.result.name)
    elif isinstance(op, ops.Func):
        yield base_name(op.result.name)
        yield from (base_name(param.value.name) for param in op.params)
    elif isinstance(op, ops.Exec) and _has(op.source, _NAMED_BY_THEMSELVES):
        yield from (base_name(value.name) for value in op.results)


def _reflects(op: Op) -> bool:
    if not isinstance(op, ops.Py | ops.Exec | ops.Check):
        return False
    source = op.condition if isinstance(op, ops.Check) else op.source
    return _has(source, (ast.Global, ast.Nonlocal)) or not _REFLECTS.isdisjoint(_names(ast.parse(source)))


def _has(source: str, kinds: tuple[type[ast.AST], ...]) -> bool:
    return any(isinstance(node, kinds) for node in ast.walk(ast.parse(source)))


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]
