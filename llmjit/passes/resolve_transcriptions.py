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
    the same path up. A key of the path that the request names is an input of its own. Where it stands in
    plain text, the site is left for specialization. What stands in several places is chosen by the words of
    the variable's name, or stays a literal with a note.

    In this example ``rates`` answered the text ``{'AUD': 1.540697, 'EUR': 0.921}``.

    Before:

        program @p() -> any lifted {
          recorded "what are 20 USD in AUD?"
          threads "t1"
          helper @rates "(base: str) -> str" !read
          %base: str = const "USD"
          %shown = call @rates(%base) !read
          output print (%shown)
          %usd_to_aud: float = const 1.540697
          return %usd_to_aud
        }

    After:

        program @p() -> any lifted {
          recorded "what are 20 USD in AUD?"
          threads "t1"
          helper @rates "(base: str) -> str" !read
          site @usd_to_aud transcription("shown", "key") -> float tier 1 {
            instruction "the value that the code calls usd_to_aud"
            observed ("{'AUD': 1.540697, 'EUR': 0.921}", "AUD",) -> 1.540697
            evidence 1
            guard "format" of "shown" if "" expected "data" evidence 1 because "shown printed data when recorded"
            guard "key" of "shown" if "" expected ["key"] evidence 1 because "shown must hold the key given as key"
            guard "type" of "shown" if "" expected "a number" evidence 1 because "what is read there was a number"
            source "usd_to_aud"
            | from llmjit.runtime.abi import GuardFailed, look_up_number
            |
            |
            | def usd_to_aud(shown, key):
            |     """Read a number where it was copied from when this was recorded."""
            |     try:
            |         value = look_up_number(shown, key)
            |     except (LookupError, ValueError) as error:
            |         reason = 'shown does not hold what was read there: ' + str(error)
            |         raise GuardFailed(reason, kind='key', subject='shown', seen=shown, evidence=1) from None
            |     return value
            |
          }
          %base: str = const "USD"
          %shown = call @rates(%base) !read
          output print (%shown)
          %0 = const "AUD"
          %usd_to_aud: float = site @usd_to_aud(%shown, %0)
          return %usd_to_aud
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
