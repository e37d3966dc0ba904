"""Literals that helpers get are read again where the model saw them, or held to it."""

from __future__ import annotations

from typing import final

from llmjit.dataflow.merge.arguments import resolve_arguments
from llmjit.ir.program import Program
from llmjit.passes.base import Context, Pass


@final
class ResolveArguments(Pass):
    '''Replace a literal argument that the model saw in an earlier result by a site that reads it there again.

    An argument acts on the world, so one that is right by chance does harm: here even short literals count,
    unless the request says them. What a label, a field or an only record tells is read again. Where nothing
    tells the place, a word stays a constant while what said it says it still, and an identifier among several
    becomes a site for the model.

    In this example ``invoice`` answered the text ``Currency: USD``.

    Before:

        program @p() -> any lifted {
          recorded "what are the rates of my invoice?"
          threads "t1"
          helper @invoice "() -> str" !read
          helper @rates "(base: str) -> str" !read
          %shown = call @invoice() !read
          output print (%shown)
          %0: str = const "USD"
          %found = call @rates(%0) !read
          return %found
        }

    After:

        program @p() -> any lifted {
          recorded "what are the rates of my invoice?"
          threads "t1"
          helper @invoice "() -> str" !read
          helper @rates "(base: str) -> str" !read
          site @base transcription("shown") -> str tier 1 {
            instruction "the base that rates gets"
            observed ("Currency: USD",) -> "USD"
            evidence 1
            guard "key" of "shown" if "" expected "look_up(source, 'Currency')" evidence 1 because "copied from there"
            guard "type" of "shown" if "" expected "text" evidence 1 because "what is read there was text"
            source "base"
            | from llmjit.runtime.abi import GuardFailed, look_up
            |
            |
            | def base(shown):
            |     """Read a text where it was copied from when this was recorded."""
            |     try:
            |         value = look_up(shown, 'Currency')
            |     except (LookupError, ValueError, TypeError) as error:
            |         reason = 'shown does not hold what was read there: ' + str(error)
            |         raise GuardFailed(reason, kind='key', subject='shown', seen=shown) from None
            |     if not (isinstance(value, str) and value.isalpha() and value.isupper()):
            |         raise GuardFailed('what is read was capital letters', kind='type', subject='shown', seen=value)
            |     return value
            |
          }
          %shown = call @invoice() !read
          output print (%shown)
          %0: str = const "USD"
          %base = site @base(%shown)
          %found = call @rates(%base) !read
          return %found
        }
    '''

    name = "resolve_arguments"

    def run(self, program: Program, ctx: Context) -> Program:
        """One thread's arguments; those of several threads are resolved where they are merged."""
        if len(ctx.threads) != 1:
            return program
        resolved, notes = resolve_arguments(program, ctx.threads[0])
        for text, span in notes:
            ctx.note(self.name, text, span)
        return resolved


PASS = ResolveArguments()
