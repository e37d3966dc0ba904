"""Takes out code blocks that raised, but for what later code uses and what they wrote."""

from __future__ import annotations

from typing import final

from llmjit.ir import ops
from llmjit.ir.failed import without_failed
from llmjit.ir.program import Program
from llmjit.ir.walk import walk
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
        return without_failed(program)


PASS = DropFailedBlocks()
