"""Takes out guards that say nothing new."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.effects import effects
from llmjit.ir.ops import Op, Region
from llmjit.ir.program import Program
from llmjit.ir.walk import map_regions, walk
from llmjit.passes.base import Context, Pass


@final
class RemoveImpliedGuards(Pass):
    """Remove a guard when guards before it, on every path to it, check each part of its condition.

    Values never change in SSA, but what they hold may: a guard on a list or dict counts until something is
    done that may change values. Guards of the recorded code itself always stay.

    Before:

        program @p(%name = "sales") -> any specialized {
          guard "type" if "isinstance(x, str) and len(x) > 0" (x=%name) evidence 2 because "it was a text"
          guard "type" if "isinstance(y, str)" (y=%name) evidence 2 because "it was a text"
          return %name
        }

    After:

        program @p(%name = "sales") -> any specialized {
          guard "type" if "isinstance(x, str) and len(x) > 0" (x=%name) evidence 2 because "it was a text"
          return %name
        }
    """

    name = "remove_implied_guards"

    def run(self, program: Program, ctx: Context) -> Program:
        """One walk that knows what was checked on the way."""
        if not any(isinstance(op, ops.Check) for op in walk(program.body)):
            return program
        return replace(program, body=_Known().region(program.body))


class _Known:
    """What was checked on the way to an op."""

    def __init__(self) -> None:
        self._parts: dict[str, None] = {}
        self._forgotten = 0

    def _forget(self) -> None:
        self._parts.clear()
        self._forgotten += 1

    def region(self, region: Region) -> Region:
        """The region without guards that say nothing; what it checks is not known after it."""
        out: list[Op] = []
        before, forgotten = len(self._parts), self._forgotten
        for op in region:
            if isinstance(op, ops.Check):
                parts = _parts(op)
                if op.kind != "user" and all(part in self._parts for part in parts):
                    continue
                self._parts.update(dict.fromkeys(parts))
            if "mutate" in effects(op):  # before a loop too: its second turn sees what the first one did
                self._forget()
            out.append(map_regions(op, self.region) if op.REGIONS else op)
        if self._forgotten != forgotten:
            self._parts.clear()
        while len(self._parts) > before:
            self._parts.popitem()
        return tuple(out)


def _parts(op: ops.Check) -> list[str]:
    """The conjuncts of a condition, over values instead of names."""
    tree = ast.parse(op.condition, mode="eval").body
    values = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    named = dict(op.operands)
    parts = []
    for value in values:
        for node in ast.walk(value):
            if isinstance(node, ast.Name) and node.id in named:
                node.id = f"%{named[node.id]}"
        parts.append(ast.unparse(value))
    return parts


PASS = RemoveImpliedGuards()
