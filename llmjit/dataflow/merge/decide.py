"""Decides what stands for a literal that several threads have in one place of their code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from llmjit.dataflow.merge.from_request import SHORTEST, FromRequest
from llmjit.dataflow.merge.holds import mentions, same_value, still
from llmjit.dataflow.merge.reading_code import guards_of, module
from llmjit.dataflow.merge.readings import Found, Known, find, siblings
from llmjit.dataflow.merge.requests import Gap
from llmjit.dataflow.merge.scope import Place, Scope
from llmjit.dataflow.transcription import significant
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Use
from llmjit.ir.program import Observed, SiteInfo
from llmjit.ir.types import join, type_of
from llmjit.span import Span

INPUTS: Final = 4
FEW: Final = 2  # recordings that show where a text was copied from
MANY: Final = 5  # recordings that may show how something was judged or computed


class Decider:
    """Puts parameters, readings and sites in the place of literals; collects what it makes and decides."""

    def __init__(self, requests: Sequence[str], gaps: Sequence[Gap], namer: Namer) -> None:
        self.holes = FromRequest(requests, gaps, namer)
        self.gaps = gaps
        self.namer = namer
        self.sites: list[SiteInfo] = []
        self.notes: list[tuple[str, Span | None]] = []

    def decide(self, consts: Sequence[ops.Const], place: Place, scope: Scope) -> Use:
        """The value in the program for a literal that each member thread has; new ops go to the scope."""
        key = tuple(const.result.name for const in consts)
        if key not in scope.decided:
            scope.decided[key] = self._decide(consts, place, scope)
        return scope.decided[key]

    def _decide(self, consts: Sequence[ops.Const], place: Place, scope: Scope) -> Use:
        column = {index: const.value for index, const in zip(scope.members, consts, strict=True)}
        first = consts[0]
        same = all(type(v) is type(first.value) and v == first.value for v in column.values())
        if self._open(column, place, scope, same):
            read = self._read(column, first, place, scope) if _weighty(first.value) else None
            return read or self.ask(column, consts, place, scope)
        if place.position and place.verdict != "code":
            return self.ask(column, consts, place, scope)
        varies = not same or len(column) == 1
        if varies and self._worth(first.value, same):
            use = self.holes.find(column, first, place, scope)
            if use is not None:
                return use
        if not same or self.hazard(column, place) or (len(column) == 1 and significant(first.value)):
            use = self._read(column, first, place, scope)
            if use is not None:
                return use
        if not same:
            return self.ask(column, consts, place, scope)
        constant = self._constant(first, scope)
        if place.verdict == "likely" and not place.argument:
            self._hold_to_reading(constant, column, first, place, scope)
        else:
            self._hold(column, first, place, scope)
        return constant

    def _open(self, column: Mapping[int, Any], place: Place, scope: Scope, same: bool) -> bool:
        """Whether a literal that all threads have alike is none of the code's own, nor settled by a condition."""
        explained = scope.settled and len(column) > 1 and not place.argument
        if place.verdict == "code" or not same or explained:
            return False
        return place.verdict == "judged" or len(column) == 1 or not place.varied or place.position

    def _hold_to_reading(
        self, constant: Use, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> None:
        """Guard a constant that all threads may as well have read in one place: that must say it still."""
        read = self._read(column, first, place, scope) if self._mentioned(column, scope) else None
        if read is not None:
            scope.ops.append(same_value(constant, read, len(column), first.span))

    def _mentioned(self, column: Mapping[int, Any], scope: Scope) -> bool:
        return any(all(mentions(s.values[i], v) for i, v in column.items()) for s in scope.sources)

    def _worth(self, value: Any, same: bool) -> bool:
        return not same or (isinstance(value, str) and len(value.strip()) >= SHORTEST) or significant(value)

    def hazard(self, column: Mapping[int, Any], place: Place) -> bool:
        """Whether a literal that never varied may still have been copied from what the model saw."""
        return place.argument and _weighty(next(iter(column.values()))) and not self.holes.said(column)

    def argument(self, const: ops.Const, place: Place, scope: Scope) -> Use | None:
        """For one thread: a literal argument as a reading, or as a site; None where it stays, guarded."""
        column = {scope.members[0]: const.value}
        use = self._read(column, const, place, scope)
        if use is not None:
            return use
        word = isinstance(const.value, str) and not any(map(str.isdigit, const.value))
        if word and place.verdict == "code":
            self._hold(column, const, place, scope)
            return None
        return self.ask(column, [const], place, scope)

    def _constant(self, first: ops.Const, scope: Scope) -> Use:
        result = self.namer.value(first.result.name, first.result.type)
        scope.ops.append(replace(first, result=result))
        return result.name

    # ---- earlier results

    def _read(self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope) -> Use | None:
        gaps = [Known(f"gap {i}", dict(enumerate(gap.texts))) for i, gap in enumerate(self.gaps)]
        known = [*gaps, *scope.known]
        found = [
            reading
            for source in reversed(scope.sources)
            if (reading := find(column, source, known, constants=len(column) > 1)) is not None
        ]
        if not found:
            return None
        chosen = [each for each in found if each.agree] or found
        least = min(each.readings[0].weight for each in chosen)
        chosen = [each for each in chosen if each.readings[0].weight == least][:3]
        uses = [self._reading(each, column, first, place, scope) for each in chosen]
        for other in uses[1:]:
            scope.ops.append(same_value(uses[0], other, len(column), first.span))
        return uses[0]

    def _reading(
        self, found: Found, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> Use:
        wanted = list(dict.fromkeys(use for reading in found.readings for use in reading.keys))
        keys = [self.holes.key(use, place, scope) for use in wanted]
        names = self._parameters([found.source.use, *keys])
        name = self.site_name(place.hint if place.hint.isidentifier() else "copied_value")
        by_use = {known.use: known for known in scope.known}
        by_use |= {f"gap {i}": Known("", dict(enumerate(gap.texts))) for i, gap in enumerate(self.gaps)}
        seen = tuple(
            Observed((found.source.values[i], *(by_use[use].values[i] for use in wanted)), value, first.span)
            for i, value in column.items()
        )
        info = SiteInfo(
            name=name,
            kind="transcription",
            parameters=names,
            instruction=place.wanted,
            type=_type(column),
            observations=seen,
            tier=1,
            evidence=len(column),
            source=module(name, found, names, wanted, list(column.values())),
            entry=name,
            guards=guards_of(found, names, first.value, len(column)),
            upper_bound=min(1.0, 3 / len(column)),
            span=first.span,
        )
        self.notes.append((f"{first.value!r} is read again out of {names[0]}", first.span))
        return self._add(info, (found.source.use, *keys), place, column, scope)

    def _add(
        self, info: SiteInfo, inputs: tuple[Use, ...], place: Place, column: Mapping[int, Any], scope: Scope
    ) -> Use:
        self.sites.append(info)
        result = self.namer.value(place.hint)
        scope.ops.append(ops.Site(result=result, name=info.name, inputs=inputs, span=info.span))
        scope.known.append(Known(result.name, dict(column)))
        return result.name

    def _parameters(self, uses: Sequence[Use]) -> tuple[str, ...]:
        names: list[str] = []
        for use in uses:
            base = use.partition(".")[0]
            base = base if base.isidentifier() else "shown"
            count, name = 1, base
            while name in names:
                count += 1
                name = f"{base}_{count}"
            names.append(name)
        return tuple(names)

    def site_name(self, base: str) -> str:
        """A name that no site has."""
        taken = {site.name for site in self.sites}
        base = re.sub(r"\W", "_", base.partition(".")[0]) or "value"
        return next(
            name for i in range(1, 10_000) if (name := base if i == 1 else f"{base}_{i}") not in taken
        )

    # ---- what only the model can say

    def ask(
        self, column: Mapping[int, Any], made: Sequence[ops.Const | ops.Py], place: Place, scope: Scope
    ) -> Use:
        """A site with what is known by here; one whose answer never varied is left to the model."""
        sources = [s for s in scope.sources if all(mentions(s.values[i], v) for i, v in column.items())]
        sources = (sources or scope.sources)[-INPUTS:]
        gaps = [gap for gap in self.gaps if len(set(gap.texts)) > 1][:INPUTS]
        for gap in gaps:
            self.holes.take(gap, Place("", place.wanted, False))
        uses = [*(source.use for source in sources), *(gap.name for gap in gaps)]
        seen = tuple(
            Observed((*(s.values[i] for s in sources), *(gap.values[i] for gap in gaps)), value, each.span)
            for (i, value), each in zip(column.items(), made, strict=True)
        )
        info = SiteInfo(
            name=self.site_name(place.hint if place.hint.isidentifier() else "choice"),
            kind="transcription",
            parameters=self._parameters(uses),
            instruction=place.wanted,
            type=_type(column),
            observations=seen,
            span=made[0].span,
        )
        if reason := self._unlearnt(column, place, sources):
            info = replace(info, tier=0, reason=reason)
        values = ", ".join(repr(value)[:40] for value in list(column.values())[:3])
        self.notes.append((f"{place.wanted} is decided by the model: {values}", made[0].span))
        return self._add(info, tuple(uses), place, column, scope)

    def _unlearnt(self, column: Mapping[int, Any], place: Place, sources: Sequence[Known]) -> str:
        """Why the recordings do not show how the model settled a value, whatever fits them; empty if they may."""
        if place.verdict == "code" and not place.argument:
            return ""
        if place.verdict != "code" and len({self._without_request(i, v) for i, v in column.items()}) == 1:
            return "the model said the same whenever it was recorded: nothing shows when it would say another"
        copied = bool(sources) and all(mentions(sources[-1].values[i], v) for i, v in column.items())
        number = all(isinstance(value, int | float) for value in column.values())
        if place.verdict != "code" and len(column) < (FEW if copied and not number else MANY):
            return f"{len(column)} recordings do not show how the model came to it"
        if place.position:
            return "which item of a list was meant, its position does not show"
        places = (
            [max(siblings(v, s.values[i]) for s in sources) for i, v in column.items()] if sources else [0]
        )
        chosen = min(places) > 0 and max(places) > 1
        return "it is one of several, and the recordings do not show how it was chosen" if chosen else ""

    def _without_request(self, index: int, value: Any) -> str:
        """What a value says besides words of its request."""
        words = sorted({gap.texts[index] for gap in self.gaps}, key=len, reverse=True)
        either = "|".join(map(re.escape, filter(None, words)))
        return re.sub(either, "{}", repr(value), flags=re.IGNORECASE) if either else repr(value)

    def _hold(self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope) -> None:
        """Guard a constant argument that the model may have seen: what said it then must say it still."""
        if not self.hazard(column, place):
            return
        for source in scope.sources:
            subject = self._parameters([source.use])[0]
            conditions = {still(source.values[index], value, subject) for index, value in column.items()}
            if len(conditions) != 1 or (condition := conditions.pop()) is None:
                continue
            scope.ops.append(regex := ops.Import(result=self.namer.value("re"), module="re", span=first.span))
            check = ops.Check(
                kind="precondition",
                condition=condition,
                operands=((subject, source.use), ("re", regex.result.name)),
                subject=subject,
                expected=first.value,
                evidence=len(column),
                reason=f"{subject} said {first.value!r}, which the code has as a constant",
                span=first.span,
            )
            scope.ops.append(check)
            self.notes.append((f"{first.value!r} stays a constant while {subject} says it", first.span))


def _weighty(value: Any) -> bool:
    """Whether a value says so much that finding it in a result is no coincidence."""
    text = isinstance(value, str) and len(value) >= SHORTEST and any(map(str.isalnum, value))
    return text or significant(value)


def _type(column: Mapping[int, Any]) -> Any:
    values = list(column.values())
    found = type_of(values[0])
    for value in values[1:]:
        found = join(found, type_of(value))
    return found
