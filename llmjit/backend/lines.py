"""Ops at stage PYTHON as lines of Python, each with the span it came from."""

from __future__ import annotations

import ast
import keyword
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, final

from llmjit.ir import ops
from llmjit.ir.ops import Op, Region
from llmjit.span import Span

INDENT = "    "


@final
@dataclass(frozen=True, slots=True)
class Line:
    """One line of emitted code; ``span`` is where in a thread it was born."""

    text: str
    span: Span | None = None


@final
@dataclass(frozen=True, slots=True)
class Names:
    """What the emitted function calls things: ``run`` the current run, ``sites`` the sites' functions."""

    run: str
    sites: Mapping[str, str]


def body_lines(region: Region, names: Names, indent: str = INDENT) -> list[Line]:
    """The statements of a region, ``pass`` for none."""
    lines = [
        Line(indent + line.text, line.span or op.span)
        for op in region
        for line in _PRINTERS[type(op)](op, names)
    ]
    return lines or [Line(f"{indent}pass")]


def guard_call(op: ops.Check, subject: str | None) -> str:
    """The call that raises `GuardFailed` when a check's condition does not hold."""
    fields = [op.condition.strip(), repr(op.reason), repr(op.kind), repr(op.expected), str(op.evidence)]
    seen = op.subject if op.subject.isidentifier() and not keyword.iskeyword(op.subject) else None
    named = f"{op.subject}={subject}" if seen else f"**{{{op.subject!r}: {subject}}}"
    return f"require({', '.join(fields)}, {named})"


def _one(text: str) -> Iterator[Line]:
    yield Line(text)


def _check(op: ops.Check, names: Names) -> Iterator[Line]:
    seen = op.subject if op.subject in dict(op.operands) else None
    yield Line(guard_call(op, seen))


def _call(op: ops.Call, names: Names) -> Iterator[Line]:
    arguments = [repr(op.helper), *op.args, *(_keyword(name, use) for name, use in op.kwargs)]
    yield Line(f"{op.result.name} = {names.run}.call({', '.join(arguments)})")


def _keyword(name: str, use: str) -> str:
    """A keyword argument; tools may have argument names that are none in Python."""
    plain = name.isidentifier() and not keyword.iskeyword(name)
    return f"{name}={use}" if plain else f"**{{{name!r}: {use}}}"


def _site(op: ops.Site, names: Names) -> Iterator[Line]:
    arguments = [repr(op.name), names.sites.get(op.name, "None"), *op.inputs]
    yield Line(f"{op.result.name} = {names.run}.site({', '.join(arguments)})")


def _exec(op: ops.Exec, names: Names) -> Iterator[Line]:
    return map(Line, _indentable(op.source).split("\n"))


def _indentable(source: str) -> str:
    """The statements with no string running over lines, so that indenting them changes nothing."""
    tree = ast.parse(source)
    strings = (ast.Constant, ast.JoinedStr)
    if any(isinstance(n, strings) and n.lineno != n.end_lineno for n in ast.walk(tree)):
        return ast.unparse(tree)
    return source


def _import(op: ops.Import, names: Names) -> Iterator[Line]:
    target = op.attribute or op.module
    alias = "" if target == op.result.name else f" as {op.result.name}"
    yield Line(
        f"from {op.module} import {op.attribute}{alias}" if op.attribute else f"import {op.module}{alias}"
    )


def _nested(region: Region, names: Names) -> list[Line]:
    return body_lines(region, names)


def _if(op: ops.If, names: Names) -> Iterator[Line]:
    yield Line(f"if {op.condition}:")
    yield from _nested(op.then, names)
    if any(not isinstance(inner, ops.Yield) for inner in op.orelse):
        yield Line("else:")
        yield from _nested(op.orelse, names)


def _for(op: ops.For, names: Names) -> Iterator[Line]:
    yield Line(f"for {op.item.name} in {op.iterable}:")
    yield from _nested(op.body, names)


def _while(op: ops.While, names: Names) -> Iterator[Line]:
    *before, last = op.test
    condition = last.args[0] if isinstance(last, ops.Yield) else "True"
    if not before:
        yield Line(f"while {condition}:")
    else:
        yield Line("while True:")
        yield from body_lines(tuple(before), names)
        yield Line(f"{INDENT}if not {condition}:")
        yield Line(f"{INDENT}{INDENT}break")
    yield from _nested(op.body, names)


def _func(op: ops.Func, names: Names) -> Iterator[Line]:
    params = []
    for param in op.params:
        default = "" if param.default is None else f"={param.default}"
        params.append(f"{param.kind}{param.value.name}{default}")
    yield Line(f"def {op.result.name}({', '.join(params)}):")
    yield from _nested(op.body, names)


def _const(op: ops.Const, names: Names) -> Iterator[Line]:
    return _one(f"{op.result.name} = {op.value!r}")


def _py(op: ops.Py, names: Names) -> Iterator[Line]:
    return _one(f"{op.result.name} = {op.source}")


def _yield(op: ops.Yield, names: Names) -> Iterable[Line]:
    return ()


_PRINTERS: dict[type[Op], Callable[[Any, Names], Iterable[Line]]] = {
    ops.Const: _const,
    ops.Py: _py,
    ops.Exec: _exec,
    ops.Import: _import,
    ops.Call: _call,
    ops.Site: _site,
    ops.Check: _check,
    ops.If: _if,
    ops.For: _for,
    ops.While: _while,
    ops.Func: _func,
    ops.Yield: _yield,
    ops.Copy: lambda op, names: _one(f"{op.result.name} = {op.operand}"),
    ops.Request: lambda op, names: _one(f"{op.result.name} = {names.run}.request"),
    ops.Break: lambda op, names: _one("break"),
    ops.Continue: lambda op, names: _one("continue"),
    ops.Return: lambda op, names: _one(f"return {op.value}"),
}
