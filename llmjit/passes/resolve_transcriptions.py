"""Literals that the model read out of an earlier result are read there again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, final

from llmjit.dataflow.affinity import shared_words
from llmjit.dataflow.transcription import Copied, Shown, copies, guards, reading, significant
from llmjit.frontend.recording import Trace, trace
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op
from llmjit.ir.program import Observed, Program, SiteInfo
from llmjit.ir.types import type_of
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
        """Find what was shown before each literal, then rewrite."""
        if len(ctx.threads) != 1 or not any(isinstance(op, ops.Output) for op in program.body):
            return program
        resolver = _Resolver(program, trace(program, ctx.threads[0]), ctx)
        return resolver.resolved()


class _Resolver:
    def __init__(self, program: Program, seen: Trace, ctx: Context) -> None:
        self.program = program
        self.seen = seen
        self.ctx = ctx
        self.namer = Namer.of(program)
        self.sites: list[SiteInfo] = []
        self.shown: list[Shown] = []

    def resolved(self) -> Program:
        """The program with its copied literals as sites."""
        body: list[Op] = []
        for op in self.program.body:
            if isinstance(op, ops.Output):
                values = [(use, self.seen.values.get(use)) for use in op.args]
                self.shown += [Shown(use, value[-1]) for use, value in values if value]
            if isinstance(op, ops.Const) and self._worth(op.value):
                body += self._read_again(op)
            else:
                body.append(op)
        if not self.sites:
            return self.program
        return replace(self.program, body=tuple(body), sites=(*self.program.sites, *self.sites))

    def _worth(self, value: Any) -> bool:
        text = value if isinstance(value, str) else repr(value)
        return bool(self.shown) and significant(value) and text not in self.program.recorded

    def _read_again(self, op: ops.Const) -> list[Op]:
        found = copies(op.value, self.shown)
        chosen = self._choose(op, found)
        if chosen is None:
            if found:
                why = f"{op.value!r} stands in {len(found)} places of what was shown: it stays a literal"
                self.ctx.note("resolve_transcriptions", why, op.span)
            return [op]
        return self._site(op, chosen)

    def _choose(self, op: ops.Const, found: list[Copied]) -> Copied | None:
        if len(found) < 2:
            return found[0] if found else None
        last = [each for each in found if each.shown == found[-1].shown]
        if len(last) == 1:
            return last[0]
        name = op.result.name.partition(".")[0]
        scored = [(shared_words(name, " ".join(map(str, each.path or ()))), each) for each in last]
        best = max(score for score, _ in scored)
        winners = [each for score, each in scored if score == best]
        return winners[0] if best > 0 and len(winners) == 1 else None

    def _site(self, op: ops.Const, copied: Copied) -> list[Op]:
        base = op.result.name.partition(".")[0]
        name = self._site_name(base if base.isidentifier() else "copied_value")
        source = _parameter(copied.shown.use)
        keys = [step for step in copied.path or () if isinstance(step, str) and self._named(step)]
        params = [f"key_{index}" if index else "key" for index in range(len(keys))]
        constants = [ops.Const(result=self.namer.value(), value=key, span=op.span) for key in keys]
        inputs = (copied.shown.use, *(constant.result.name for constant in constants))
        info = SiteInfo(
            name=name,
            kind="transcription",
            parameters=(source, *params),
            instruction=f"the value that the code calls {base}"
            if base.isidentifier()
            else "the value copied",
            type=type_of(op.value),
            observations=(Observed((copied.shown.value, *keys), op.value, op.span),),
            span=op.span,
        )
        if copied.path is not None:
            path = [f"<{params[keys.index(s)]}>" if s in keys else s for s in copied.path]
            code = reading(name, source, params, path, op.value)
            info = replace(
                info, tier=1, evidence=1, source=code, entry=name, guards=guards(source, params, op.value)
            )
        self.sites.append(info)
        self.ctx.note("resolve_transcriptions", f"{op.value!r} is read again out of {source}", op.span)
        return [*constants, ops.Site(result=op.result, name=name, inputs=inputs, span=op.span)]

    def _named(self, key: str) -> bool:
        return len(key) > 1 and key in self.program.recorded

    def _site_name(self, base: str) -> str:
        taken = {site.name for site in (*self.program.sites, *self.sites)}
        return (
            base
            if base not in taken
            else next(n for i in range(2, 10_000) if (n := f"{base}_{i}") not in taken)
        )


def _parameter(use: str) -> str:
    base = use.partition(".")[0]
    return base if base.isidentifier() else "shown"


PASS = ResolveTranscriptions()
