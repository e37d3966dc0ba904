"""Guards what comes into the program from outside: parameters, and what helpers give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, final

from llmjit.guard import GuardFailed
from llmjit.ir import ops
from llmjit.ir.binding import bind_request
from llmjit.ir.expect import Expectation, expectations
from llmjit.ir.ops import Op, Region, Use, Value
from llmjit.ir.program import Pattern, Program
from llmjit.ir.reads import Reads, reads_of
from llmjit.ir.types import Type, join, type_of
from llmjit.ir.walk import map_regions, operands, walk
from llmjit.passes.base import Context, Pass
from llmjit.span import Span


@final
class InsertGuards(Pass):
    """After every helper call whose value is read, check what the recordings show of that value; and type
    every value that the recordings show. Sites check their inputs themselves. A text that the request pattern
    binds is one already. A program without a request pattern gets its recorded request for one, word
    for word.

    Of what a helper gives, that is checked which the code relies on: its type, that a list never seen empty is
    not, the keys that are read and the types behind them, and the form of a text that is split or sliced.

    Without recordings (as here) only the types of parameters are known, from their defaults.

    Before:

        program @p(%n: str = "sales") -> any specialized {
          helper @load "(name: str) -> str" !read
          %text = call @load(%n) !read
          return %text
        }

    After:

        program @p(%n: str = "sales") -> any specialized {
          helper @load "(name: str) -> str" !read
          guard "type" of "n" if "isinstance(n, str)" (n=%n) expected "a text" evidence 1 because "the n was a text"
          %text = call @load(%n) !read
          return %text
        }
    """

    name = "insert_guards"

    def run(self, program: Program, ctx: Context) -> Program:
        """Run the program on every recording, and guard what was seen at each value."""
        bound = list(_bindings(program, ctx))
        seen: dict[Use, list[Any]] = {}
        for found in ctx.traces(program, dict(enumerate(bound))):
            for name, values in found.values.items():
                seen.setdefault(name, []).extend(values)
            if found.error is None:
                seen.setdefault("", []).append(found.result)
        holes = {hole.name for hole in program.pattern.holes} if program.pattern is not None else set()
        guards = _Guards(seen, reads_of(program.body))
        params = tuple(
            op
            for param in program.params
            for op in guards.check(param.value.name, _given(param.value.name, param.default, bound), None)
            if param.value.name not in holes or not _of_text(op)
        )
        body = guards.region((*params, *program.body))
        result = _join(seen.get("", ())) or program.type
        typed = replace(_typed(program, seen), body=_retyped(body, seen), type=result)
        return typed if program.pattern is not None else replace(typed, pattern=_verbatim(program.recorded))


def _verbatim(request: str) -> Pattern | None:
    """The pattern of a program that nothing of its request was found to drive: that request alone."""
    return Pattern(request.replace("{", "{{").replace("}", "}}").strip()) if request.strip() else None


def _bindings(program: Program, ctx: Context) -> Iterator[dict[str, Any]]:
    for thread in ctx.threads:
        try:
            yield bind_request(program, thread.request)
        except GuardFailed:
            yield {}


def _given(name: str, default: Any, bound: Iterable[dict[str, Any]]) -> list[Any]:
    values = [each[name] for each in bound if name in each]
    known = values or ([default] if type_of(default).name != "any" else [])
    return known


class _Guards:
    def __init__(self, seen: dict[Use, list[Any]], reads: dict[Use, Reads]) -> None:
        self._seen = seen
        self._reads = reads

    def region(self, region: Region) -> Region:
        """The region with checks after the calls whose values are read in it."""
        read = {use for op in walk(region) for use in operands(op)}
        return self._checked(region, read)

    def _checked(self, region: Region, read: set[Use]) -> Region:
        out: list[Op] = []
        for op in region:
            out.append(map_regions(op, lambda inner: self._checked(inner, read)) if op.REGIONS else op)
            if isinstance(op, ops.Call) and op.result.name in read:
                out += self.check(op.result.name, self._seen.get(op.result.name, []), op.span)
        return tuple(out)

    def check(self, use: Use, values: list[Any], span: Span | None) -> list[ops.Check]:
        """The checks of one value."""
        name = use.partition(".")[0]
        subject = name if name.isidentifier() else "value"
        found = expectations(values, self._reads.get(use))
        return [_check(each, subject, use, len(values), span) for each in found]


def _check(each: Expectation, subject: str, use: Use, evidence: int, span: Span | None) -> ops.Check:
    return ops.Check(
        kind=each.kind,
        condition=each.on(subject),
        operands=((subject, use),),
        subject=subject,
        expected=each.expected,
        evidence=evidence,
        reason=each.because(subject),
        span=span,
    )


def _of_text(op: ops.Check) -> bool:
    """Whether all that is checked is that a value is a text."""
    return op.kind == "type" and op.expected == "a text"


def _join(values: Iterable[Any]) -> Type | None:
    found: Type | None = None
    for value in values:
        own = type_of(value)
        found = own if found is None else join(found, own)
    return None if found is None or found.name == "any" else found


def _typed(program: Program, seen: dict[Use, list[Any]]) -> Program:
    """Sites with the types of what was answered."""
    sites = tuple(
        replace(site, type=_join(each.output for each in site.observations) or site.type)
        for site in program.sites
    )
    return replace(program, sites=sites)


def _retyped(region: Region, seen: dict[Use, list[Any]]) -> Region:
    """Results typed by what they were."""
    out: list[Op] = []
    for op in region:
        changed: dict[str, Any] = {}
        for field in op.RESULTS:
            value = getattr(op, field)
            if isinstance(value, Value) and value.type.name == "any":
                known = _join(seen.get(value.name, ()))
                if known is not None:
                    changed[field] = Value(value.name, known)
        for field in op.REGIONS:
            changed[field] = _retyped(getattr(op, field), seen)
        out.append(replace(op, **changed) if changed else op)
    return tuple(out)


PASS = InsertGuards()
