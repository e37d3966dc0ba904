"""Gives every site code: synthesised from its observations, else written by the model, else none and why."""

from __future__ import annotations

from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.program import Program, SiteInfo, Stage
from llmjit.ir.walk import walk
from llmjit.passes.base import Context, Pass
from llmjit.passes.tier import synthesised, written


@final
class SpecializeModelCalls(Pass):
    """Decide every open site; afterwards the program is at stage SPECIALIZED.

    Tier 1 asks no model: `llmjit.synthesis` finds a program that agrees with all observations. Tier 2 asks
    the model for code and runs that in the sandbox on all observations. Else the call stays, with the
    reason in the site.

    Before:

        program @p(%text = "a") -> any lifted {
          site @mood llm_call("text") -> str {
            instruction "positive or negative?"
            observed ("what a day!",) -> "positive"
          }
          %mood = site @mood(%text)
          return %mood
        }

    After:

        program @p(%text = "a") -> any specialized {
          site @mood llm_call("text") -> str tier 0 {
            instruction "positive or negative?"
            observed ("what a day!",) -> "positive"
            reason "one observation does not show what the answer depends on"
          }
          %mood = site @mood(%text)
          return %mood
        }
    """

    name = "specialize_model_calls"

    def run(self, program: Program, ctx: Context) -> Program:
        """Sites that nothing asks any more go."""
        asked = {op.name for op in walk(program.body) if isinstance(op, ops.Site)}
        sites = tuple(self._decide(site, ctx) for site in program.sites if site.name in asked)
        return replace(program, sites=sites, stage=Stage.SPECIALIZED)

    def _decide(self, site: SiteInfo, ctx: Context) -> SiteInfo:
        if site.tier is not None:
            return site
        first = synthesised(site, ctx)
        found = first if first.tier == 1 else written(site, ctx, first.reason)
        how = {0: "stays a model call", 1: "tier 1: synthesised", 2: "tier 2: written by the model"}
        why = f": {found.reason}" if found.reason else ""
        count = len(site.observations)
        ctx.note(self.name, f"@{site.name} {how[found.tier or 0]}, {count} observed{why}", site.span)
        return found


PASS = SpecializeModelCalls()
