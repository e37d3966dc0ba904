"""Several threads' lifted programs as one: step by step as long as they do the same, then by branches."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, final

from llmjit.dataflow.judgement import Judgement
from llmjit.dataflow.merge.arguments import containers, place_of
from llmjit.dataflow.merge.canonical import canonical
from llmjit.dataflow.merge.decide import Decider
from llmjit.dataflow.merge.readings import Known
from llmjit.dataflow.merge.rename import renamed
from llmjit.dataflow.merge.requests import Gap, align_requests
from llmjit.dataflow.merge.scope import Place, Scope
from llmjit.dataflow.merge.separate import Condition, conditions
from llmjit.dataflow.merge.steps import Step, steps_of
from llmjit.frontend.problems import request_span
from llmjit.frontend.recording import Trace, trace
from llmjit.frontend.thread import Thread
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op, Use
from llmjit.ir.program import HelperInfo, Param, Pattern, Program, SiteInfo
from llmjit.ir.prune import prune
from llmjit.ir.types import FLOAT, INT, STR, union
from llmjit.ir.walk import operands, results, walk
from llmjit.span import Span

BRANCHES: Final = 8


class NotAlike(Exception):
    """The threads do not make one program; ``spans`` are the places that stand against each other."""

    def __init__(self, reason: str, spans: Sequence[Span | None]) -> None:
        super().__init__(reason)
        self.spans = tuple(span for span in spans if span is not None)


@final
@dataclass(frozen=True)
class Unified:
    """The program, and what was decided on the way."""

    program: Program
    notes: tuple[tuple[str, Span | None], ...]


def unify(threads: Sequence[Thread], lifted: Sequence[Program], name: str) -> Unified:
    """The program of all threads; raises `NotAlike`. ``lifted`` are theirs, in order, failed blocks gone.

    Where their steps part, they are compared once more in one form, and the program with fewer branches is taken.
    """
    found: list[_Merge] = []
    failure: NotAlike | None = None
    for form in (_as_recorded, canonical):
        for keep_reads in (True, False):
            try:
                merge = _Merge(threads, [form(program) for program in lifted], keep_reads)
                merge.unified = merge.run(name)
            except NotAlike as error:
                failure = failure or error
                continue
            if not merge.branches:
                return merge.unified
            found.append(merge)
            break
    if not found:
        assert failure is not None
        raise failure
    best = min(found, key=lambda merge: merge.branches)
    assert best.unified is not None
    return best.unified


def _as_recorded(program: Program) -> Program:
    return program


class _Merge:
    def __init__(self, threads: Sequence[Thread], lifted: Sequence[Program], keep_reads: bool) -> None:
        self.threads = threads
        self.lifted = lifted
        self.steps = [steps_of(program, keep_reads) for program in lifted]
        self.traces = [_traced(program, thread) for program, thread in zip(lifted, threads, strict=True)]
        self.judgements = [
            Judgement(program, thread, seen.values)
            for program, thread, seen in zip(lifted, threads, self.traces, strict=True)
        ]
        self.infos = [{site.name: site for site in program.sites} for program in lifted]
        self.taken = [containers(program.body) for program in lifted]
        self.signatures = {h.name: h.signature for program in lifted for h in program.helpers}
        aligned = align_requests([thread.request for thread in threads])
        if aligned is None:
            raise NotAlike(
                "their requests share too little to be one task", [request_span(t) for t in threads[:2]]
            )
        self.aligned = aligned
        self.namer = Namer()
        gaps = list({id(gap): gap for gap in aligned.gaps}.values())
        self.decider = Decider([thread.request for thread in threads], gaps, self.namer)
        self.gaps = gaps
        self.branches = 0
        self.unified: Unified | None = None

    def run(self, name: str) -> Unified:
        """Merge everything."""
        members = tuple(range(len(self.threads)))
        scope = Scope(members, {index: {} for index in members})
        result = self.region(scope, 0)
        scope.ops.append(ops.Return(value=result))
        for number, gap in enumerate(self.gaps, 1):
            gap.name = gap.name or self.namer.fresh(f"wording_{number}")
        called = {op.helper for op in walk(scope.ops) if isinstance(op, ops.Call)}
        asked = {op.name for op in walk(scope.ops) if isinstance(op, ops.Site)}
        program = Program(
            name=name,
            params=tuple(_param(gap) for gap in self.gaps),
            recorded=self.threads[0].request,
            pattern=self._pattern(),
            threads=tuple(thread for program in self.lifted for thread in program.threads),
            helpers=self._helpers(called),
            sites=tuple(site for site in self.decider.sites if site.name in asked),
            body=tuple(scope.ops),
        )
        return Unified(prune(_strict_writes(program)), tuple(self.decider.notes))

    def _pattern(self) -> Pattern | None:
        return self.aligned.pattern() if any(piece.strip() for piece in self.aligned.pieces) else None

    def _helpers(self, called: set[str]) -> tuple[HelperInfo, ...]:
        found = {h.name: h for program in self.lifted for h in program.helpers if h.name in called}
        return tuple(found.values())

    # ---- steps

    def region(self, scope: Scope, at: int) -> Use:
        """Merge the rest of the scope's threads from a step on; gives the value they return."""
        while True:
            here = {index: self._at(index, at) for index in scope.members}
            groups: dict[Hashable, list[int]] = {}
            for index, step in here.items():
                groups.setdefault(step.key, []).append(index)
            if len(groups) > 1:
                return self._branch(scope, at, list(groups.values()))
            leader = here[scope.members[0]]
            if isinstance(leader.op, ops.Return):
                return self._uses(scope, here)[leader.op.value]
            self._step(scope, here)
            at += 1

    def _at(self, index: int, at: int) -> Step:
        steps = self.steps[index]
        return steps[min(at, len(steps) - 1)]

    def _uses(self, scope: Scope, here: dict[int, Step]) -> dict[Use, Use]:
        """What the leader's names stand for at a step: values defined before, and its literals as decided."""
        first = scope.members[0]
        leader = here[first]
        uses = dict(scope.names[first])
        for position, leaf in enumerate(leader.leaves):
            own = results(leaf)[0].name
            leaves = [here[index].leaves[position] for index in scope.members]
            use = self._leaf(leaves, own, leader.op, scope)
            if uses.setdefault(own, use) != use:
                reason = "one literal of the first stands for different values in the others"
                raise NotAlike(reason, [leaf.span for leaf in leaves])
        return uses

    def _leaf(self, leaves: Sequence[Op], own: Use, op: Op, scope: Scope) -> Use:
        consts = [leaf for leaf in leaves if isinstance(leaf, ops.Const)]
        if len(consts) == len(leaves):
            place = place_of(op, own, self.signatures, self.taken[scope.members[0]])
            return self.decider.decide(consts, self._judged(consts, place, scope), scope)
        key = tuple(results(leaf)[0].name for leaf in leaves)
        if key not in scope.decided:
            new = renamed(leaves[0], {}, lambda value: self.namer.value(value.name, value.type), set())
            scope.ops.append(new)
            scope.decided[key] = results(new)[0].name
        return scope.decided[key]

    def _judged(self, made: Sequence[ops.Const | ops.Py], place: Place, scope: Scope) -> Place:
        """The place, with what the members' threads tell of who settled the literal."""
        judges = [self.judgements[index] for index in scope.members]
        verdicts = {judge.verdict(op) for judge, op in zip(judges, made, strict=True)}
        verdict = next(v for v in ("judged", "likely", "code") if v in verdicts)
        before = {repr(judge.before(op)) for judge, op in zip(judges, made, strict=True)}
        roles = judges[0].roles.get(made[0].result.name, set())
        varied = len(before) > 1
        if verdict != "code" and "outcome" in roles:
            wanted = f"the answer, worked out of what was shown, in a task such as: {self.threads[0].request}"
            place = replace(place, wanted=wanted)
        return replace(place, verdict=verdict, varied=varied, position="position" in roles)

    def _whole(self, scope: Scope, here: dict[int, Step], uses: dict[Use, Use]) -> bool:
        """Whether the step is an expression of literals alone that the model settled, and becomes a site."""
        made = [here[index].op for index in scope.members]
        together = [op for op in made if isinstance(op, ops.Py)]
        answers = {op.result.name for op in scope.ops if isinstance(op, ops.Site)}
        if len(together) < len(made) or answers & {uses.get(use) for use in operands(together[0])}:
            return False
        own = together[0].result.name.partition(".")[0]
        own = own if own.isidentifier() else ""
        place = Place(own, f"the value that the code calls {own}" if own else "the answer", argument=False)
        place = self._judged(together, place, scope)
        if place.verdict != "judged":
            return False
        column = {
            index: self.traces[index].last(op.result.name)
            for index, op in zip(scope.members, together, strict=True)
        }
        use = self.decider.ask(column, together, place, scope)
        for index, op in zip(scope.members, together, strict=True):
            scope.names[index][op.result.name] = use
        return True

    def _step(self, scope: Scope, here: dict[int, Step]) -> None:
        first = scope.members[0]
        leader = here[first]
        uses = self._uses(scope, here)
        if self._whole(scope, here, uses):
            return
        dropped = {
            value.name
            for op in walk((leader.op,))
            if isinstance(op, ops.Const)
            for value in results(op)
            if value.name in uses
        }
        sites = self._sites(scope, here)
        scope.ops += self._only_ones(scope, leader.op, uses)
        op = renamed(leader.op, uses, lambda value: self.namer.value(value.name, value.type), dropped)
        op = _with_sites(op, sites)
        scope.ops.append(op)
        for index in scope.members:
            pairs = zip(results(here[index].op), results(op), strict=True)
            scope.names[index].update({old.name: new.name for old, new in pairs})
        if isinstance(op, ops.Call | ops.Site):
            old = {index: results(here[index].op)[0].name for index in scope.members}
            values = {index: self.traces[index].last(old[index]) for index in scope.members}
            scope.sources.append(Known(op.result.name, values))
            scope.known.append(scope.sources[-1])

    def _only_ones(self, scope: Scope, op: Op, uses: dict[Use, Use]) -> Iterator[Op]:
        """Guards that a list out of which all threads took the only item still holds but one."""
        first = scope.members[0]
        consts = {c.result.name: c for c in walk(self.lifted[first].body) if isinstance(c, ops.Const)}
        return self.judgements[first].only_ones(
            op, consts, lambda use: uses.get(use, use), len(scope.members)
        )

    def _sites(self, scope: Scope, here: dict[int, Step]) -> dict[str, str]:
        """Declare the step's sites with all threads' observations; the new names by the leader's."""
        inside = [
            [op for op in walk((here[index].op,)) if isinstance(op, ops.Site)] for index in scope.members
        ]
        names: dict[str, str] = {}
        for together in zip(*inside, strict=True):
            infos: list[SiteInfo] = [
                self.infos[i][op.name] for i, op in zip(scope.members, together, strict=True)
            ]
            first = infos[0]
            name = self.decider.site_name(first.name)
            names[first.name] = name
            seen = tuple(observed for info in infos for observed in info.observations)
            self.decider.sites.append(replace(first, name=name, observations=seen))
        return names

    # ---- branches

    def _branch(self, scope: Scope, at: int, groups: list[list[int]]) -> Use:
        self.branches += 1
        groups.sort(key=lambda group: (-len(group), group))
        first, rest = groups[0], sorted(index for group in groups[1:] for index in group)
        gaps = [Known(f"gap {i}", dict(enumerate(gap.texts))) for i, gap in enumerate(self.gaps)]
        found = conditions(first, rest, [*gaps, *scope.known]) if self.branches <= BRANCHES else []
        if not found:
            places = [self._at(group[0], at).op.span for group in (first, rest)]
            reason = "their code parts here, and nothing known before tells which way to go"
            raise NotAlike(
                reason,
                [s or request_span(self.threads[g[0]]) for s, g in zip(places, (first, rest), strict=True)],
            )
        uses = [self._condition(each, scope, len(scope.members)) for each in found]
        for use in uses[1:]:
            scope.ops.append(_agree(uses[0], use, len(scope.members)))
        sides = []
        for members in (first, rest):
            inner = scope.part(members, all(not use.startswith("gap ") for _, use in found[0].operands))
            value = self.region(inner, at)
            sides.append((*inner.ops, ops.Yield(args=(value,))))
        result = self.namer.value("result")
        scope.ops.append(ops.If(results=(result,), condition=uses[0], then=sides[0], orelse=sides[1]))
        self.decider.notes.append((f"two ways from here: {found[0].why}", self._at(first[0], at).op.span))
        return result.name

    def _condition(self, each: Condition, scope: Scope, evidence: int) -> Use:
        operands_ = tuple((name, self._known(use, scope)) for name, use in each.operands)
        if each.closed:
            scope.ops.append(
                ops.Check(
                    kind="precondition",
                    condition=each.closed,
                    operands=operands_,
                    subject=operands_[0][1].partition(".")[0],
                    evidence=evidence,
                    reason="only these were seen, and they tell which way to go",
                )
            )
        result = self.namer.value("way")
        scope.ops.append(ops.Py(result=result, source=each.source, operands=operands_))
        return result.name

    def _known(self, use: Use, scope: Scope) -> Use:
        return self.decider.holes.key(use, Place("", "what the request says", False), scope)


def _traced(program: Program, thread: Thread) -> Trace:
    found = trace(program, thread)
    if found.error is not None:
        reason = f"the code of {thread.id} does not run again: {type(found.error).__name__}: {found.error}"
        raise NotAlike(reason, [request_span(thread)])
    return found


def _with_sites(op: Op, names: dict[str, str]) -> Op:
    if isinstance(op, ops.Site):
        return replace(op, name=names.get(op.name, op.name))
    changed: dict[str, Any] = {
        field: tuple(_with_sites(inner, names) for inner in getattr(op, field)) for field in op.REGIONS
    }
    return replace(op, **changed) if changed else op


def _param(gap: Gap) -> Param:
    kind = union((INT, FLOAT)) if gap.number else STR
    return Param(ops.Value(gap.name, kind))


def _agree(left: Use, right: Use, evidence: int) -> ops.Check:
    return ops.Check(
        kind="precondition",
        condition="left == right",
        operands=(("left", left), ("right", right)),
        evidence=evidence,
        reason="the recordings do not tell which of two conditions decides",
    )


def _strict_writes(program: Program) -> Program:
    """Leave to the model what was decided by it and reaches a write: code made from examples may not."""
    needed: set[Use] = set()
    for op in reversed(list(walk(program.body))):
        writes = isinstance(op, ops.Call) and op.effect == "write"
        if writes or any(value.name in needed for value in results(op)):
            needed.update(use for inner in walk((op,)) for use in operands(inner))
    reaching = {op.name for op in walk(program.body) if isinstance(op, ops.Site) and op.result.name in needed}
    reason = "it decides what is written, and the recordings do not show where it was read"
    sites = tuple(
        replace(site, tier=0, reason=reason)
        if site.name in reaching and site.kind == "transcription" and site.tier is None
        else site
        for site in program.sites
    )
    return replace(program, sites=sites)
