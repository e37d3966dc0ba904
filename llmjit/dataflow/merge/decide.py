"""Decides what stands for a literal that several threads have in one place of their code."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, final

from llmjit.dataflow.merge.readings import Found, Known, find, guards_of, module
from llmjit.dataflow.merge.requests import Gap
from llmjit.dataflow.roles import hole_name
from llmjit.dataflow.transcription import significant
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op, Use
from llmjit.ir.program import Observed, SiteInfo
from llmjit.ir.types import join, type_of
from llmjit.span import Span
from llmjit.support.mentions import read_number

INPUTS: Final = 4
SHORTEST: Final = 2


@final
@dataclass
class Scope:
    """What is known at one point of the program, for the threads that come by here.

    ``names`` maps each thread's own names to the program's; ``sources`` are results of calls and sites, and
    ``known`` all values a reading may use as a key.
    """

    members: tuple[int, ...]
    names: dict[int, dict[Use, Use]]
    ops: list[Op] = field(default_factory=list)
    sources: list[Known] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    decided: dict[tuple[Use, ...], Use] = field(default_factory=dict)

    def part(self, members: Sequence[int]) -> Scope:
        """The scope of one branch, for some of the threads."""
        own = {index: dict(self.names[index]) for index in members}
        decided = {
            tuple(key[self.members.index(m)] for m in members): use for key, use in self.decided.items()
        }
        return Scope(tuple(members), own, [], list(self.sources), list(self.known), decided)


@final
@dataclass(frozen=True)
class Place:
    """Where a literal is read: ``wanted`` says what for, ``argument`` whether a helper gets it as it is."""

    hint: str
    wanted: str
    argument: bool


class Decider:
    """Puts parameters, readings and sites in the place of literals; collects what it makes and decides."""

    def __init__(self, requests: Sequence[str], gaps: Sequence[Gap], namer: Namer) -> None:
        self.requests = requests
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
        varies = not same or len(column) == 1
        if varies and self._worth(first.value, same):
            use = self._from_request(column, first, place, scope)
            if use is not None:
                return use
        if not same or self.hazard(column, place) or (len(column) == 1 and significant(first.value)):
            use = self._read(column, first, place, scope)
            if use is not None:
                return use
        if same:
            self._hold(column, first, place, scope)
            return self._constant(first, scope)
        return self._site(column, consts, place, scope)

    def _worth(self, value: Any, same: bool) -> bool:
        return not same or (isinstance(value, str) and len(value.strip()) >= SHORTEST) or significant(value)

    def said(self, column: Mapping[int, Any]) -> bool:
        """Whether every request says the value, so that the pattern or a hole speaks for it."""
        return all(re.search(anywhere(value), self.requests[index]) for index, value in column.items())

    def hazard(self, column: Mapping[int, Any], place: Place) -> bool:
        """Whether a literal that never varied may still have been copied from what the model saw."""
        value = next(iter(column.values()))
        text = isinstance(value, str) and len(value) >= SHORTEST and any(map(str.isalnum, value))
        return place.argument and (text or significant(value)) and not self.said(column)

    def argument(self, const: ops.Const, place: Place, scope: Scope) -> Use | None:
        """For one thread: a literal argument as a reading, or as a site; None where it stays, guarded."""
        column = {scope.members[0]: const.value}
        use = self._read(column, const, place, scope)
        if use is not None:
            return use
        if isinstance(const.value, str) and not any(map(str.isdigit, const.value)):
            self._hold(column, const, place, scope)
            return None
        return self._site(column, [const], place, scope)

    def _constant(self, first: ops.Const, scope: Scope) -> Use:
        result = self.namer.value(first.result.name, first.result.type)
        scope.ops.append(replace(first, result=result))
        return result.name

    # ---- the request

    def _from_request(
        self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> Use | None:
        for gap in self.gaps:
            if all(gap.texts[index] == value for index, value in column.items()):
                return self._text(gap, place, scope, first.span)
        numbers = [v for v in column.values() if isinstance(v, int | float) and not isinstance(v, bool)]
        if len(numbers) == len(column):
            for gap in self.gaps:
                if all(_number(gap.texts[index]) == value for index, value in column.items()):
                    return self._number(gap, column, place, scope, first.span)
        if all(isinstance(value, str) for value in column.values()):
            return self._template(column, first, place, scope)
        return None

    def _text(self, gap: Gap, place: Place, scope: Scope, span: Span | None) -> Use:
        self.take(gap, place)
        if not gap.number:
            return gap.name
        return self._py("str(value)", (("value", gap.name),), place.hint, scope, span)

    def _number(
        self, gap: Gap, column: Mapping[int, Any], place: Place, scope: Scope, span: Span | None
    ) -> Use:
        plain = all(str(_number(text)) == text for text in gap.texts)
        if not gap.used and plain:
            gap.number = True
        self.take(gap, place)
        if gap.number:
            return gap.name
        kind = "int" if all(isinstance(value, int) for value in column.values()) else "float"
        source = f"{kind}(text.replace(comma, ''))".replace("comma", "','")
        return self._py(source, (("text", gap.name),), place.hint, scope, span)

    def _template(
        self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> Use | None:
        """A text with words of the request in it, or one of them in other letters, as an f-string."""
        for change in ("", ".lower()", ".upper()", ".title()", ".capitalize()"):
            templates = {self._templated(value, index, change) for index, value in column.items()}
            if len(templates) == 1 and (found := templates.pop()) is not None:
                pieces, used = found
                for position in used:
                    self.take(self.gaps[position], place)
                names = [self.gaps[position].name for position in used]
                body = "".join(
                    f"{{{names[used.index(p)]}{change}}}" if isinstance(p, int) else _braced(p)
                    for p in pieces
                )
                operands = tuple((name, name) for name in dict.fromkeys(names))
                alone = len(pieces) == 1
                source = f"{names[0]}{change}" if alone else f"f{body!r}"
                return self._py(source, operands, place.hint, scope, first.span)
        return None

    def _templated(
        self, value: str, index: int, change: str
    ) -> tuple[tuple[str | int, ...], tuple[int, ...]] | None:
        words = {
            eval(f"text{change}", {"__builtins__": {}}, {"text": gap.texts[index]}): position
            for position, gap in enumerate(self.gaps)
            if len(gap.texts[index]) >= SHORTEST and not gap.number
        }
        inside = sorted((w for w in words if re.search(anywhere(w), value)), key=len, reverse=True)
        if not inside:
            return None
        split = re.split("|".join(f"({anywhere(w)})" for w in inside), value)
        pieces = [piece for piece in split if piece]
        used = tuple(dict.fromkeys(words[p] for p in pieces if p in words))
        return tuple(words.get(p, p) for p in pieces), used

    def take(self, gap: Gap, place: Place) -> None:
        """Mark a hole as read, and name it after what it is used for."""
        if not gap.used:
            base = hole_name(place.hint, gap.before, gap.texts)
            gap.name = gap.name or self.namer.fresh(base).replace(".", "_")
            gap.used = True

    def _py(self, source: str, operands: ops.Named, hint: str, scope: Scope, span: Span | None) -> Use:
        result = self.namer.value(hint)
        scope.ops.append(ops.Py(result=result, source=source, operands=operands, span=span))
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
            scope.ops.append(_same(uses[0], other, len(column), first.span))
        return uses[0]

    def _reading(
        self, found: Found, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope
    ) -> Use:
        wanted = list(dict.fromkeys(use for reading in found.readings for use in reading.keys))
        keys = [self.key(use, place, scope) for use in wanted]
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

    def key(self, use: Use, place: Place, scope: Scope) -> Use:
        """The program's value for one that is known, a hole of the request by its place."""
        if not use.startswith("gap "):
            return use
        return self._text(self.gaps[int(use[4:])], Place("", place.wanted, False), scope, None)

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

    def _site(
        self, column: Mapping[int, Any], consts: Sequence[ops.Const], place: Place, scope: Scope
    ) -> Use:
        sources = [s for s in scope.sources if all(_mentions(s.values[i], v) for i, v in column.items())]
        sources = (sources or scope.sources)[-INPUTS:]
        gaps = [gap for gap in self.gaps if len(set(gap.texts)) > 1][:INPUTS]
        for gap in gaps:
            self.take(gap, Place("", place.wanted, False))
        uses = [*(source.use for source in sources), *(gap.name for gap in gaps)]
        seen = tuple(
            Observed((*(s.values[i] for s in sources), *(gap.values[i] for gap in gaps)), value, const.span)
            for (i, value), const in zip(column.items(), consts, strict=True)
        )
        info = SiteInfo(
            name=self.site_name(place.hint if place.hint.isidentifier() else "choice"),
            kind="transcription",
            parameters=self._parameters(uses),
            instruction=place.wanted,
            type=_type(column),
            observations=seen,
            span=consts[0].span,
        )
        values = ", ".join(repr(value)[:40] for value in list(column.values())[:3])
        self.notes.append((f"{place.wanted} is decided by the model: {values}", consts[0].span))
        return self._add(info, tuple(uses), place, column, scope)

    def _hold(self, column: Mapping[int, Any], first: ops.Const, place: Place, scope: Scope) -> None:
        """Guard a constant argument that the model may have seen: what said it then must say it still."""
        if not self.hazard(column, place):
            return
        for source in scope.sources:
            subject = self._parameters([source.use])[0]
            conditions = {_still(source.values[index], value, subject) for index, value in column.items()}
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


def _same(left: Use, right: Use, evidence: int, span: Span | None) -> ops.Check:
    return ops.Check(
        kind="precondition",
        condition="left == right",
        operands=(("left", left), ("right", right)),
        subject=left.partition(".")[0],
        evidence=evidence,
        reason="the recordings do not tell from which of two places the value was copied",
        span=span,
    )


def _still(source: Any, value: Any, subject: str) -> str | None:
    """The condition that a result says a value as it did: on a line with the same label, or as a scalar."""
    word = anywhere(value)
    if not isinstance(source, str):
        return f"re.search({word!r}, str({subject})) is not None" if re.search(word, str(source)) else None
    for line in source.splitlines():
        match = re.search(word, line)
        if match is not None:
            label = re.match(r"[ \t]*[A-Za-z][\w /-]*[:=]", line)
            start = rf"(?m)^{re.escape(label[0])}.*" if label and label.end() <= match.start() else ""
            return f"isinstance({subject}, str) and re.search({start + word!r}, {subject}) is not None"
    return None


def _mentions(text: Any, value: Any) -> bool:
    return re.search(anywhere(value), text if isinstance(text, str) else repr(text)) is not None


def anywhere(value: Any) -> str:
    """A regex for a value that stands in a text as a word of its own."""
    text = re.escape(value if isinstance(value, str) else repr(value))
    return rf"(?<![\w.]){text}(?!\w|\.\d)"


def _number(text: str) -> int | float | None:
    try:
        return read_number(text)
    except ValueError:
        return None


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _type(column: Mapping[int, Any]) -> Any:
    values = list(column.values())
    found = type_of(values[0])
    for value in values[1:]:
        found = join(found, type_of(value))
    return found
