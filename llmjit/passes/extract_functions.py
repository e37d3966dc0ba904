"""Gives a name to an expression that the code writes again and again."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, final

from llmjit.frontend.recording import key
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import FuncParam, Op, Use, Value
from llmjit.ir.program import Program
from llmjit.ir.types import type_of
from llmjit.passes.base import Context, Pass

TIMES: Final = 3
NODES: Final = 7


@final
class ExtractFunctions(Pass):
    """Make a function of an expression without effects that stands three times or more at the program's
    outermost level and differs in its operands alone. Constants that never differ move into the function.

    Before:

        program @p(%a = "$1,200", %b = "$80", %c = "$7") -> any lifted {
          %0 = const "$"
          %x = py "float(text.replace(k, k1))" (text=%a, k=%0, k1=%0)
          %1 = const "$"
          %y = py "float(text.replace(k, k1))" (text=%b, k=%1, k1=%1)
          %2 = const "$"
          %z = py "float(text.replace(k, k1))" (text=%c, k=%2, k1=%2)
          %s = py "x + y + z" (x=%x, y=%y, z=%z)
          return %s
        }

    After:

        program @p(%a = "$1,200", %b = "$80", %c = "$7") -> any lifted {
          %as_float = func @as_float(%text "text") {
            %k: str = const "$"
            %k1: str = const "$"
            %3 = py "float(text.replace(k, k1))" (text=%text, k=%k, k1=%k1)
            return %3
          }
          %0 = const "$"
          %x = py "as_float(text)" (as_float=%as_float, text=%a)
          %1 = const "$"
          %y = py "as_float(text)" (as_float=%as_float, text=%b)
          %2 = const "$"
          %z = py "as_float(text)" (as_float=%as_float, text=%c)
          %s = py "x + y + z" (x=%x, y=%y, z=%z)
          return %s
        }
    """

    name = "extract_functions"

    def run(self, program: Program, ctx: Context) -> Program:
        """Group expressions by their text, and rewrite the groups that are worth a name."""
        groups: dict[tuple[str, tuple[str, ...]], list[ops.Py]] = {}
        for op in program.body:
            if isinstance(op, ops.Py) and not op.effects and op.operands:
                groups.setdefault((op.source, tuple(name for name, _ in op.operands)), []).append(op)
        worth = [group for group in groups.values() if len(group) >= TIMES and _heavy(group[0].source)]
        if not worth:
            return program
        namer = Namer.of(program)
        values = {op.result.name: op.value for op in program.body if isinstance(op, ops.Const)}
        body: list[Op] = list(program.body)
        for group in worth:
            function = _Function(group, values, namer)
            ctx.note(self.name, f"{function.func.name} stands for {len(group)} expressions", group[0].span)
            calls = {id(op): function.call(op) for op in group}
            body = [function.func, *(calls.get(id(op), op) for op in body)]
        return replace(program, body=tuple(body))


def _heavy(source: str) -> bool:
    nodes = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.expr)]
    return len(nodes) >= NODES and any(isinstance(node, ast.Call) for node in nodes)


class _Function:
    """The function of a group of equal expressions."""

    def __init__(self, group: list[ops.Py], values: dict[Use, object], namer: Namer) -> None:
        first = group[0]
        self._fixed = {
            name: values[use]
            for index, (name, use) in enumerate(first.operands)
            if _constant([op.operands[index][1] for op in group], values)
        }
        name = _name(first.source)
        while name in dict(first.operands):
            name += "_"
        name = namer.fresh(name)
        plain = name.replace(".", "_")
        open_names = [each for each, _ in first.operands if each not in self._fixed]
        inner = {each: namer.fresh(each) for each, _ in first.operands}
        consts = [
            ops.Const(result=Value(inner[each], type_of(value)), value=value, span=first.span)
            for each, value in self._fixed.items()
        ]
        result = namer.value()
        body = ops.Py(result=result, source=first.source, operands=tuple(inner.items()), span=first.span)
        params = tuple(FuncParam(Value(inner[each]), each) for each in open_names)
        end = ops.Return(value=result.name)
        self.func = ops.Func(
            result=Value(name), name=plain, params=params, body=(*consts, body, end), span=first.span
        )

    def call(self, op: ops.Py) -> ops.Py:
        """The expression as a call."""
        given = tuple((name, use) for name, use in op.operands if name not in self._fixed)
        source = f"{self.func.name}({', '.join(name for name, _ in given)})"
        return replace(op, source=source, operands=((self.func.name, self.func.result.name), *given))


def _constant(uses: Iterable[Use], values: dict[Use, object]) -> bool:
    """Whether all are constants of one value."""
    found = list(uses)
    return all(use in values for use in found) and len({key(values[use]) for use in found}) == 1


def _name(source: str) -> str:
    """A name after what is called outermost."""
    tree = ast.parse(source, mode="eval").body
    func = tree.func if isinstance(tree, ast.Call) else None
    if isinstance(func, ast.Name):
        return f"as_{func.id}"
    return f"{func.attr}_of" if isinstance(func, ast.Attribute) else "derived"


PASS = ExtractFunctions()
