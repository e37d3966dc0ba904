"""Rewrite one thread's program so that what the model copied out of results is read there again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.dataflow.affinity import shared_words
from llmjit.dataflow.loops import find_repeats
from llmjit.dataflow.roles import by_form, says, singular
from llmjit.dataflow.transcription import Copied, Showings, Shown, guards, reading, significant, telling
from llmjit.frontend.recording import Trace, trace
from llmjit.frontend.thread import Thread
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op
from llmjit.ir.program import Observed, Program, SiteInfo
from llmjit.ir.types import type_of
from llmjit.ir.walk import replace_uses
from llmjit.span import Span

START = (None, 0, 1, "")  # True and False among them
LATEST = 8  # of what the model was shown, the most that a site gets to see
Note = tuple[str, Span | None]


def resolve(program: Program, thread: Thread) -> tuple[Program, list[Note]]:
    """The program with its copied literals as sites, and what was decided; `trace` runs it on its recording."""
    if not any(isinstance(op, ops.Output) for op in program.body):
        return program, []
    resolver = _Resolver(program, trace(program, thread))
    return resolver.resolved(), resolver.notes


class _Resolver:
    def __init__(self, program: Program, seen: Trace) -> None:
        self.program = program
        self.seen = seen
        self.notes: list[Note] = []
        self.namer = Namer.of(program)
        self.sites: list[SiteInfo] = []
        self.renamed: dict[ops.Use, ops.Use] = {}
        self.shown = Showings()
        self.seen_in: dict[ops.Use, int] = {}
        outcomes = [op for op in program.body if isinstance(op, ops.Return | ops.Output)]
        self.answers = {op.value for op in outcomes if isinstance(op, ops.Return)}
        self.outcomes = {
            use for op in outcomes for use in ((op.value,) if isinstance(op, ops.Return) else op.args)
        }
        repeats = list(find_repeats(program.body, seen.values))
        self.looped = {id(op) for each in repeats for op in program.body[each.start : each.stop]}

    def resolved(self) -> Program:
        """The program with its copied literals as sites."""
        body: list[Op] = []
        for op in self.program.body:
            if isinstance(op, ops.Output):
                values = [(use, self.seen.values.get(use)) for use in op.args]
                for use, value in values:
                    if value:
                        self.shown.add(Shown(use, value[-1]))
                        self.seen_in[use] = op.span.message if op.span else 0
            if isinstance(op, ops.Const) and id(op) not in self.looped:
                body += self._resolved(op)
            else:
                body.append(op)
        if not self.sites:
            return self.program
        renamed = tuple(replace_uses(op, self.renamed) for op in body)
        return replace(self.program, body=renamed, sites=(*self.program.sites, *self.sites))

    def _resolved(self, op: ops.Const) -> list[Op]:
        read: list[Op] = self._read_again(op) if self._worth(op.value) else [op]
        return self._asked_again(op) if read == [op] and self._decided(op) else read

    def _decided(self, op: ops.Const) -> bool:
        """Whether the literal is a value of its own that the model settled after it was shown something.

        What it computed or judged in its head depends on what it saw: as a literal it would be given for any
        other data, too. A literal inside an expression is taken for part of the code.
        """
        base = op.result.name.partition(".")[0]
        if not (base.isidentifier() or op.result.name in self.outcomes):
            return False
        if not telling(op.value) and (op.value in START or not self.shown.mentions(op.value)):
            return False
        if op.span is None or not any(seen < op.span.message for seen in self.seen_in.values()):
            return False
        if isinstance(op.value, str) and op.result.name in self.answers:
            return True  # the request may name the choices ("is it paid or open?"): the choice is the model's
        return _text(op.value) not in self.program.recorded

    def _asked_again(self, op: ops.Const) -> list[Op]:
        """A site without code in the literal's place, with what the model had been shown for its inputs."""
        message = op.span.message if op.span else 0
        shown = [use for use, seen in self.seen_in.items() if seen < message][-LATEST:]
        base = op.result.name.partition(".")[0]
        name = self._site_name(base if base.isidentifier() else "decided_value")
        called = f"the value that the code calls {base}" if base.isidentifier() else "the answer"
        self.sites.append(
            SiteInfo(
                name=name,
                kind="transcription",
                parameters=_distinct([_parameter(use) for use in shown]),
                instruction=f"{called}, worked out of what was shown, in a task such as: {self.program.recorded}",
                type=type_of(op.value),
                observations=(
                    Observed(tuple(self.seen.values[use][-1] for use in shown), op.value, op.span),
                ),
                span=op.span,
            )
        )
        self.notes.append((f"{op.value!r} was worked out of what was shown: the model decides it", op.span))
        return [ops.Site(result=op.result, name=name, inputs=tuple(shown), span=op.span)]

    def _worth(self, value: Any) -> bool:
        return bool(self.shown) and significant(value) and _text(value) not in self.program.recorded

    def _read_again(self, op: ops.Const) -> list[Op]:
        found = self.shown.copies(op.value)
        chosen = self._choose(op, found)
        if chosen is None:
            if found:
                why = f"{op.value!r} stands in {len(found)} places of what was shown: it stays a literal"
                self.notes.append((why, op.span))
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
        recorded = op.result.name.partition(".")[0]
        source = _parameter(copied.shown.use)
        keys = [step for step in copied.path or () if isinstance(step, str) and self._named(step)]
        base = _general(recorded, source, keys)
        name = self._site_name(base if base.isidentifier() else "copied_value")
        params = _key_names(keys, source)
        constants = [
            ops.Const(
                result=self.namer.value("" if param.startswith("key") else param), value=key, span=op.span
            )
            for param, key in zip(params, keys, strict=True)
        ]
        result = op.result if base == recorded else replace(op.result, name=self.namer.fresh(base))
        self.renamed[op.result.name] = result.name
        inputs = (copied.shown.use, *(constant.result.name for constant in constants))
        info = SiteInfo(
            name=name,
            kind="transcription",
            parameters=(source, *params),
            instruction=f"the value that the code calls {recorded}"
            if recorded.isidentifier()
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
        self.notes.append((f"{op.value!r} is read again out of {source}", op.span))
        return [*constants, ops.Site(result=result, name=name, inputs=inputs, span=op.span)]

    def _named(self, key: str) -> bool:
        return len(key) > 1 and key in self.program.recorded

    def _site_name(self, base: str) -> str:
        taken = {site.name for site in (*self.program.sites, *self.sites)}
        return (
            base
            if base not in taken
            else next(n for i in range(2, 10_000) if (n := f"{base}_{i}") not in taken)
        )


def _general(recorded: str, source: str, keys: Sequence[str]) -> str:
    """The recorded name, or where that says what the request says (``usd_to_aud``), one of what it is read from."""
    if not any(says(recorded, key) for key in keys):
        return recorded
    item = singular(source)
    return item if item != source else "value"


def _key_names(keys: Sequence[str], source: str) -> list[str]:
    names: list[str] = []
    for key in keys:
        form = by_form(key)
        base = "key" if form in ("", "name", source) else form
        names.append(base if base not in names else f"{base}_{len(names) + 1}")
    return names


def _text(value: Any) -> str:
    return value if isinstance(value, str) else repr(value)


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(f"{n}_{at}" if n in names[:at] else n for at, n in enumerate(names))


def _parameter(use: str) -> str:
    base = use.partition(".")[0]
    return base if base.isidentifier() else "shown"
