"""Calls a pure helper once where the recording called it twice for the same arguments."""

from __future__ import annotations

from dataclasses import replace
from typing import final

from llmjit.frontend.recording import key
from llmjit.ir import ops
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import replace_uses
from llmjit.passes.base import Context, Pass

_Key = object


@final
class MergePureCalls(Pass):
    """Give the value of the first call to whoever reads the second; only for helpers declared ``pure``.

    Before:

        program @p(%day = "Monday") -> any lifted {
          helper @number_of "(day: str) -> int" !pure
          %a = call @number_of(%day) !pure
          %b = call @number_of(%day) !pure
          %c = py "a + b" (a=%a, b=%b)
          return %c
        }

    After:

        program @p(%day = "Monday") -> any lifted {
          helper @number_of "(day: str) -> int" !pure
          %a = call @number_of(%day) !pure
          %c = py "a + b" (a=%a, b=%a)
          return %c
        }
    """

    name = "merge_pure_calls"

    def run(self, program: Program, ctx: Context) -> Program:
        """Number values by what they are made of; equal numbers are equal values."""
        if not any(helper.effect == "pure" for helper in program.helpers):
            return program
        merge = _Merge(ctx)
        body = merge.region(program.body)
        return replace(program, body=body) if merge.merged else program


class _Merge:
    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._numbers: dict[Use, _Key] = {}
        self._calls: dict[_Key, Use] = {}
        self._same: dict[Use, Use] = {}
        self.merged = 0

    def region(self, region: Region) -> Region:
        """The region with repeated calls gone; calls made in it are not known outside."""
        before = len(self._calls)
        out: list[Op] = []
        for op in region:
            if isinstance(op, ops.Const):
                self._numbers[op.result.name] = ("const", key(op.value))
            elif isinstance(op, ops.Call) and op.effect == "pure" and self._known(op):
                continue
            elif op.REGIONS:
                fields = {name: self.region(getattr(op, name)) for name in op.REGIONS}
                op = replace(op, **fields)  # type: ignore[arg-type]
            out.append(replace_uses(op, self._same) if self._same else op)
        while len(self._calls) > before:
            self._calls.popitem()
        return tuple(out)

    def _known(self, op: ops.Call) -> bool:
        number = (
            op.helper,
            tuple(self._number(use) for use in op.args),
            tuple(sorted((name, self._number(use)) for name, use in op.kwargs)),
        )
        first = self._calls.setdefault(number, op.result.name)
        self._numbers[op.result.name] = ("call", number)
        if first == op.result.name:
            return False
        self._same[op.result.name] = first
        self.merged += 1
        self._ctx.note(MergePureCalls.name, f"{op.helper} is called once, not twice", op.span)
        return True

    def _number(self, use: Use) -> str:
        use = self._same.get(use, use)
        return repr(self._numbers.get(use, ("value", use)))


PASS = MergePureCalls()
