"""Literals that the model read out of an earlier result are read there again."""

from __future__ import annotations

from typing import final

from llmjit.dataflow.resolve import resolve
from llmjit.ir.program import Program
from llmjit.passes.base import Context, Pass


@final
class ResolveTranscriptions(Pass):
    '''Replace a literal that was copied out of something shown by a site that reads it there again.

    Where the value stands in data (a dict, a list, text that prints one), the site has code at once: it looks
    the same path up. A key of the path that the request names is an input of its own, and no part of any name. Where
    the literal stands in plain text, the site is left for specialization. What stands in several places is
    chosen by the words of the variable's name, or stays a literal with a note.

    In this example ``rates`` answered the text ``{'AUD': 1.540697, 'EUR': 0.921}``.

    Before:

        program @p() -> any lifted {
          recorded "what are 20 USD in AUD?"
          threads "t1"
          helper @rates "(base: str) -> str" !read
          %base: str = const "USD"
          %rates = call @rates(%base) !read
          output print (%rates)
          %usd_to_aud: float = const 1.540697
          return %usd_to_aud
        }

    After:

        program @p() -> any lifted {
          recorded "what are 20 USD in AUD?"
          threads "t1"
          helper @rates "(base: str) -> str" !read
          site @rate transcription("rates", "currency") -> float tier 1 {
            instruction "the value that the code calls usd_to_aud"
            observed ("{'AUD': 1.540697, 'EUR': 0.921}", "AUD",) -> 1.540697
            evidence 1
            guard "format" of "rates" if "" expected "data" evidence 1 because "rates printed data when recorded"
            guard "key" of "rates" if "" expected ["currency"] evidence 1 because "rates must hold the currency wanted"
            guard "type" of "rates" if "" expected "a number" evidence 1 because "what is read there was a number"
            source "rate"
            | from llmjit.runtime.abi import GuardFailed, look_up_number
            |
            |
            | def rate(rates, currency):
            |     """Read a number where it was copied from when this was recorded."""
            |     try:
            |         value = look_up_number(rates, currency)
            |     except (LookupError, ValueError) as error:
            |         reason = 'rates does not hold what was read there: ' + str(error)
            |         raise GuardFailed(reason, kind='key', subject='rates', seen=rates, evidence=1) from None
            |     return value
            |
          }
          %base: str = const "USD"
          %rates = call @rates(%base) !read
          output print (%rates)
          %currency = const "AUD"
          %rate: float = site @rate(%rates, %currency)
          return %rate
        }
    '''

    name = "resolve_transcriptions"

    def run(self, program: Program, ctx: Context) -> Program:
        """One thread's literals; those of several threads are resolved where they are merged."""
        if len(ctx.threads) != 1:
            return program
        resolved, notes = resolve(program, ctx.threads[0])
        for text, span in notes:
            ctx.note(self.name, text, span)
        return resolved


PASS = ResolveTranscriptions()
