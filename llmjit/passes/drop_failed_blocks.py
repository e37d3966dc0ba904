"""Takes out code blocks that raised, but for what later code uses and what they wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.effects import effects
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import operands, replace_uses, results, used, walk
from llmjit.passes.base import Context, Pass


@final
class DropFailedBlocks(Pass):
    """Drop failed blocks; keep their writes, which happened, and the values later code reads.

    Before:

        program @p() -> any lifted {
          helper @load "(name: str) -> str" !read
          %text.1 = failed "ValueError" "invalid literal" {
            %0 = const "sales"
            %text = call @load(%0) !read
            %1 = const "costs"
            %costs = call @load(%1) !read
            %n = py "text.split()" (text=%text)
            yield %text
          }
          %2 = py "len(text)" (text=%text.1)
          return %2
        }

    After:

        program @p() -> any lifted {
          helper @load "(name: str) -> str" !read
          %0 = const "sales"
          %text = call @load(%0) !read
          %2 = py "len(text)" (text=%text)
          return %2
        }
    """

    name = "drop_failed_blocks"

    def run(self, program: Program, ctx: Context) -> Program:
        """Inline what is needed of every failed block."""
        blocks = [op for op in walk(program.body) if isinstance(op, ops.Failed)]
        if not blocks:
            return program
        for block in blocks:
            ctx.note(self.name, f"dropped code that raised {block.error}: {block.message}", block.span)
        return replace(program, body=_inlined(program.body))


def _inlined(body: Region) -> Region:
    reads = used(body)
    out: list[Op] = []
    names: dict[Use, Use] = {}
    for op in body:
        if isinstance(op, ops.Failed):
            inner = op.body[:-1]
            end = op.body[-1]
            args = end.args if isinstance(end, ops.Yield) else ()
            wanted = [
                (value.name, arg)
                for value, arg in zip(op.results, args, strict=True)
                if reads.get(value.name)
            ]
            names.update({name: names.get(arg, arg) for name, arg in wanted})
            out += [replace_uses(kept, names) for kept in _needed(inner, [arg for _, arg in wanted])]
        else:
            out.append(replace_uses(op, names))
    return tuple(out)


def _needed(region: Region, wanted: Iterable[Use]) -> list[Op]:
    """The ops that the wanted values stand on, changes of those values included, and all writes."""
    need = set(wanted)
    kept: list[Op] = []
    for op in reversed(region):
        does = effects(op)
        reads = set(_reads(op))
        if (
            "write" in does
            or any(value.name in need for value in results(op))
            or ("mutate" in does and reads & need)
        ):
            need |= reads
            kept.append(op)
    return kept[::-1]


def _reads(op: Op) -> Iterable[Use]:
    for part in walk((op,)):
        yield from operands(part)


PASS = DropFailedBlocks()
