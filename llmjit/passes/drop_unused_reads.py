"""Takes out what was only shown, and lookups that reach neither the result nor a write."""

from __future__ import annotations

from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.effects import droppable
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program, SiteInfo
from llmjit.ir.prune import prune
from llmjit.ir.walk import operands, results, walk
from llmjit.passes.base import Context, Pass


@final
class DropUnusedReads(Pass):
    """Drop outputs, and ops without effects that matter whose values nobody reads.

    Before:

        program @p(%name = "sales") -> any lifted {
          helper @load "(name: str) -> str" !read
          helper @store "(text: str) -> None" !write
          %all = call @load() !read
          output print (%all)
          %text = call @load(%name) !read
          %size = py "len(text)" (text=%text)
          %done = call @store(%text) !write
          return %text
        }

    After:

        program @p(%name = "sales") -> any lifted {
          helper @load "(name: str) -> str" !read
          helper @store "(text: str) -> None" !write
          %text = call @load(%name) !read
          %done = call @store(%text) !write
          return %text
        }
    """

    name = "drop_unused_reads"

    def run(self, program: Program, ctx: Context) -> Program:
        """One sweep backwards over every region."""
        sweep = _Sweep(ctx)
        body = sweep.region(program.body)
        if not sweep.dropped:
            return program
        left = {op.name for op in walk(body) if isinstance(op, ops.Site)}
        called = {op.helper for op in walk(body) if isinstance(op, ops.Call)}
        sites: tuple[SiteInfo, ...] = tuple(site for site in program.sites if site.name in left)
        helpers = tuple(helper for helper in program.helpers if helper.name in called)
        return prune(replace(program, body=body, sites=sites, helpers=helpers))


class _Sweep:
    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._live: set[Use] = set()
        self.dropped = 0

    def region(self, region: Region) -> Region:
        """The region without what nobody needs; marks what its ops read."""
        out: list[Op] = []
        for op in reversed(region):
            if isinstance(op, ops.Output) or self._dead(op):
                self.dropped += 1
                if isinstance(op, ops.Call):
                    self._ctx.note(DropUnusedReads.name, f"nothing needs {op.helper}(…)", op.span)
                continue
            self._live.update(operands(op))
            if op.REGIONS:
                op = self._inner(op)
            out.append(op)
        return tuple(reversed(out))

    def _inner(self, op: Op) -> Op:
        fields = {name: self.region(getattr(op, name)) for name in reversed(op.REGIONS)}
        return replace(op, **fields)  # type: ignore[arg-type]

    def _dead(self, op: Op) -> bool:
        return droppable(op) and not any(value.name in self._live for value in results(op))


PASS = DropUnusedReads()
