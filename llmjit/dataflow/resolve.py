"""Rewrite one thread's program so that what the model copied out of results is read there again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.dataflow.affinity import shared_words
from llmjit.dataflow.judgement import Judgement, said_later
from llmjit.dataflow.literal_roles import argument_names
from llmjit.dataflow.loops import find_repeats
from llmjit.dataflow.merge.reading_code import guards_of, module
from llmjit.dataflow.merge.readings import Known, find
from llmjit.dataflow.roles import by_form, says, singular
from llmjit.dataflow.transcription import Copied, Showings, Shown, guards, reading, significant
from llmjit.frontend.recording import Trace, trace
from llmjit.frontend.thread import Thread
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Observed, Program, SiteInfo
from llmjit.ir.types import type_of
from llmjit.ir.walk import map_regions, replace_uses, walk
from llmjit.span import Span
from llmjit.support.lookup import parse_data, scalars

LATEST = 8  # of what the model was shown, the most that a site gets to see
KEY = 3  # letters of a word of the request that may name a record
OTHERS = 2  # places that must agree with the one that is read
Note = tuple[str, Span | None]


def resolve(program: Program, thread: Thread) -> tuple[Program, list[Note]]:
    """The program with its copied and its judged literals as sites, and what was decided; `trace` runs it on its
    recording.
    """
    if not any(isinstance(op, ops.Output) for op in program.body) and not any(said_later(thread)):
        return program, []
    seen = trace(program, thread)
    judgement = Judgement(program, thread, seen.values)
    resolver = _Resolver(program, seen, judgement)
    return resolver.resolved(), resolver.notes


class _Resolver:
    def __init__(self, program: Program, seen: Trace, judgement: Judgement) -> None:
        self.program = program
        self.seen = seen
        self.judgement = judgement
        self.notes: list[Note] = []
        self.namer = Namer.of(program)
        self.sites: list[SiteInfo] = []
        self.renamed: dict[Use, Use] = {}
        self.replaced: set[Use] = set()
        self.made: dict[tuple[type, Any], Use] = {}
        self.shown = Showings()
        self.arguments = argument_names(program.body)
        self.consts = {op.result.name: op for op in program.body if isinstance(op, ops.Const)}
        repeats = list(find_repeats(program.body, seen.values, program.recorded))
        self.looped = {id(op) for each in repeats for op in program.body[each.start : each.stop]}

    def resolved(self) -> Program:
        """The program with its copied and judged literals as sites."""
        body: list[Op] = []
        for op in self.program.body:
            if isinstance(op, ops.Output):
                for use in op.args:
                    if value := self.seen.values.get(use):
                        self.shown.add(Shown(use, value[-1]))
            if id(op) in self.looped:
                body.append(op)
            elif isinstance(op, ops.Const | ops.Py):
                body += [*self._only_ones(op), *self._resolved(op)]
            else:
                body += [*self._only_ones(op), *self._with_regions(op)]
        if body == list(self.program.body):
            return self.program
        renamed = tuple(replace_uses(op, self.renamed) for op in body)
        return replace(self.program, body=renamed, sites=(*self.program.sites, *self.sites))

    def _resolved(self, op: ops.Const | ops.Py) -> list[Op]:
        if isinstance(op, ops.Py):
            leaves = self.judgement.leaves.get(op.result.name, set())
            whole = op.result.name in self.judgement.roles and not leaves & self.replaced
            return self._asked_again(op) if whole and self.judgement.decided(op) else [op]
        return [] if self._as_before(op) else self._first_time(op)

    def _first_time(self, op: ops.Const) -> list[Op]:
        read: list[Op] = self._read_again(op) if self._worth(op) else [op]
        read = self._asked_again(op) if read == [op] and self.judgement.decided(op) else read
        self.replaced |= {op.result.name} if read != [op] else set()
        if read != [op] and significant(op.value):
            made = [each.result.name for each in read if isinstance(each, ops.Site)]
            self.made[type(op.value), op.value] = made[0]
        return read

    def _as_before(self, op: ops.Const) -> bool:
        """Whether a value of weight is one that was read or asked for before, and is taken from there."""
        use = self.made.get((type(op.value), op.value)) if significant(op.value) else None
        if use is None or "outcome" in self.judgement.roles.get(op.result.name, ()):
            return False
        self.renamed[op.result.name] = use
        self.replaced.add(op.result.name)
        return True

    def _with_regions(self, op: Op) -> list[Op]:
        """The op, and before it what its regions have as literals that were read or settled."""
        before: list[Op] = []
        gone: set[Use] = set()
        for inner in walk((op,)) if op.REGIONS and not isinstance(op, ops.Failed) else ():
            if isinstance(inner, ops.Const):
                found = self._first_time(inner)
                if found != [inner]:
                    before += found
                    gone.add(inner.result.name)
        return [*before, _without(op, gone)] if gone else [op]

    def _only_ones(self, op: Op) -> Iterator[Op]:
        return self.judgement.only_ones(op, self.consts, lambda use: use, 1)

    def _asked_again(self, op: ops.Const | ops.Py) -> list[Op]:
        """A site without code in the literal's place, with what the model had been shown for its inputs."""
        shown = self.judgement.inputs(op)[-LATEST:]
        value = op.value if isinstance(op, ops.Const) else self.seen.last(op.result.name)
        base = op.result.name.partition(".")[0]
        argument = self.arguments.get(op.result.name, "")
        name = self._site_name(base if base.isidentifier() else argument or "decided_value")
        called = f"the value that the code calls {base}" if base.isidentifier() else "the value"
        if argument:
            called = f"the {argument}"
        elif "outcome" in self.judgement.roles.get(op.result.name, ()):
            called = "the answer"
        self.sites.append(
            SiteInfo(
                name=name,
                kind="transcription",
                parameters=_distinct([_parameter(use) for use in shown]),
                instruction=f"{called}, worked out of what was shown, in a task such as: {self.program.recorded}",
                type=type_of(value),
                observations=(Observed(tuple(self.seen.values[use][-1] for use in shown), value, op.span),),
                span=op.span,
            )
        )
        self.notes.append((f"{value!r} was worked out of what was shown: the model decides it", op.span))
        return [ops.Site(result=op.result, name=name, inputs=tuple(shown), span=op.span)]

    def _worth(self, op: ops.Const) -> bool:
        unsaid = significant(op.value) and not self.judgement.said(op.value)
        return bool(self.shown) and unsaid and self.judgement.readable(op)

    def _read_again(self, op: ops.Const) -> list[Op]:
        found = self.shown.copies(op.value)
        placed = [each for each in found if not _by_position(each)]
        chosen = self._choose(op, placed)
        if chosen is not None:
            others = [each for each in placed if each.shown.use != chosen.shown.use and each.path is not None]
            return [*self._site(op, chosen), *self._agreeing(op, others)]
        listed = [] if placed else self._out_of_lists(op, found)
        if found and not listed:
            why = f"{op.value!r} stands in {len(found)} places of what was shown, and nothing tells which"
            self.notes.append((why, op.span))
        return listed or [op]

    def _agreeing(self, op: ops.Const, others: Sequence[Copied]) -> Iterator[Op]:
        """Readings of other places that held the value, and guards that they say the same."""
        for each in others[-OTHERS:]:
            base = op.result.name.partition(".")[0]
            again = replace(op, result=self.namer.value(base if base.isidentifier() else "copied"))
            read = self._site(again, each)
            yield from read
            yield ops.Check(
                kind="precondition",
                condition="left == right",
                operands=(("left", op.result.name), ("right", read[-1].result.name)),  # type: ignore[attr-defined]
                reason="the recording does not tell from which of two places the value was copied",
                span=op.span,
            )

    def _out_of_lists(self, op: ops.Const, found: Sequence[Copied]) -> list[Op]:
        """A reading of the only record of a list, or of the one that the request names; by position never."""
        for use in dict.fromkeys(each.shown.use for each in reversed(found) if each.path is not None):
            value = next(each.shown.value for each in found if each.shown.use == use)
            words = self._words_in(value)
            known = [Known(word, {0: word}) for word in words]
            reading_ = find({0: op.value}, Known(use, {0: value}), known, constants=False)
            if reading_ is None or reading_.readings[0].expression.startswith("source"):
                continue
            keys = list(dict.fromkeys(word for each in reading_.readings for word in each.keys))
            source = _parameter(use)
            params = _key_names(keys, source)
            constants = [
                ops.Const(result=self.namer.value(param), value=key, span=op.span)
                for param, key in zip(params, keys, strict=True)
            ]
            base = op.result.name.partition(".")[0]
            argument = self.arguments.get(op.result.name, "")
            name = self._site_name(base if base.isidentifier() else argument or "copied_value")
            names = (source, *params)
            self.sites.append(
                SiteInfo(
                    name=name,
                    kind="transcription",
                    parameters=names,
                    instruction=f"the {name.replace('_', ' ')}",
                    type=type_of(op.value),
                    observations=(Observed((value, *keys), op.value, op.span),),
                    tier=1,
                    evidence=1,
                    source=module(name, reading_, names, keys, [op.value]),
                    entry=name,
                    guards=guards_of(reading_, names, op.value, 1),
                    span=op.span,
                )
            )
            self.notes.append((f"{op.value!r} is read again out of {source}", op.span))
            inputs = (use, *(each.result.name for each in constants))
            return [*constants, ops.Site(result=op.result, name=name, inputs=inputs, span=op.span)]
        return []

    def _words_in(self, value: Any) -> list[str]:
        """Texts of the data that the request says, the longest first."""
        texts = {each for _, each in scalars(parse_data(value)) if isinstance(each, str) and len(each) >= KEY}
        said = (
            each for each in texts if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", self.program.recorded)
        )
        return sorted(said, key=lambda each: (-len(each), each))

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


def _distinct(names: list[str]) -> tuple[str, ...]:
    return tuple(f"{n}_{at}" if n in names[:at] else n for at, n in enumerate(names))


def _parameter(use: str) -> str:
    base = use.partition(".")[0]
    return base if base.isidentifier() else "shown"


def _by_position(copied: Copied) -> bool:
    """Whether an item of a list is on the way to the place: which one it is, its position does not say."""
    return any(isinstance(step, int) for step in copied.path or ())


def _without(op: Op, gone: set[Use]) -> Op:
    """The op without the literals of these names in its regions."""

    def kept(region: Region) -> Region:
        left = (each for each in region if not (isinstance(each, ops.Const) and each.result.name in gone))
        return tuple(map_regions(each, kept) if each.REGIONS else each for each in left)

    return map_regions(op, kept)
