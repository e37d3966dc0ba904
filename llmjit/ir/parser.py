"""Text to IR; the grammar is what `llmjit.ir.printer` writes, plus ``#`` comments and free white space."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from llmjit.guard import Guard
from llmjit.ir.cursor import Cursor
from llmjit.ir.op_parsers import parse_region
from llmjit.ir.program import (
    REQUIRED,
    HelperInfo,
    Hole,
    Observed,
    Param,
    Pattern,
    Program,
    SiteInfo,
    Stage,
)

_KINDS = ("transcription", "condition", "llm_call", "llm_list_bind", "llm_bind", "coerce")
_EFFECTS = ("pure", "read", "write")


def parse(text: str, name: str = "ir") -> Program:
    """Read a program; ``name`` is what diagnostics call the text. Raises `llmjit.ir.lexer.ParseError`."""
    cursor = Cursor(text, name)
    cursor.expect("program")
    fields: dict[str, Any] = {"name": cursor.symbol(), "params": _params(cursor)}
    cursor.expect("->")
    fields["type"] = cursor.type()
    fields["stage"] = Stage(_choice(cursor, tuple(stage.value for stage in Stage), "a stage"))
    cursor.expect("{")
    fields.update(_head(cursor))
    fields["body"] = parse_region(cursor)
    if cursor.token.kind != "end":
        cursor.fail("end of file")
    return Program(**fields)


def _choice(cursor: Cursor, choices: tuple[str, ...], what: str) -> str:
    if cursor.token.text not in choices:
        cursor.fail(f"{what} ({', '.join(choices)})")
    return cursor.take("word")


def _params(cursor: Cursor) -> tuple[Param, ...]:
    found: list[Param] = []
    cursor.expect("(")
    while cursor.token.kind == "value":
        value = cursor.definition()
        found.append(Param(value, cursor.literal() if cursor.accept("=") else REQUIRED))
        if not cursor.accept(","):
            break
    cursor.expect(")")
    return tuple(found)


def _head(cursor: Cursor) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    if cursor.accept("recorded"):
        fields["recorded"] = cursor.string()
    if cursor.accept("summary"):
        fields["summary"] = cursor.string()
    if cursor.accept("threads"):
        fields["threads"] = cursor.strings()
    if cursor.accept("request"):
        fields["pattern"] = Pattern(cursor.string(), _many(cursor, "hole", _hole))
    fields["helpers"] = _many(cursor, "helper", _helper)
    fields["sites"] = _many(cursor, "site", _site)
    return fields


def _many(cursor: Cursor, word: str, parse_one: Callable[[Cursor], Any]) -> tuple[Any, ...]:
    found: list[Any] = []
    while cursor.accept(word):
        found.append(parse_one(cursor))
    return tuple(found)


def _hole(cursor: Cursor) -> Hole:
    name, regex = cursor.string(), cursor.string()
    cursor.expect("as")
    return Hole(name, regex, cursor.string())


def _helper(cursor: Cursor) -> HelperInfo:
    name, signature = cursor.symbol(), cursor.string()
    cursor.expect("!")
    effect = _choice(cursor, _EFFECTS, "an effect")
    return HelperInfo(name, signature, cast(Any, effect))


def _site(cursor: Cursor) -> SiteInfo:
    fields: dict[str, Any] = {"name": cursor.symbol(), "kind": _choice(cursor, _KINDS, "a kind of site")}
    cursor.expect("(")
    fields["parameters"] = () if cursor.at(")") else cursor.strings()
    cursor.expect(")")
    cursor.expect("->")
    fields["type"] = cursor.type()
    if cursor.accept("tier"):
        fields["tier"] = cursor.integer()
    cursor.expect("{")
    if cursor.accept("instruction"):
        fields["instruction"] = cursor.string()
    fields["observations"] = _many(cursor, "observed", _observed)
    if cursor.accept("evidence"):
        fields["evidence"] = cursor.integer()
    if cursor.accept("bound"):
        fields["upper_bound"] = cursor.literal()
    if cursor.accept("reason"):
        fields["reason"] = cursor.string()
    fields["guards"] = _many(cursor, "guard", _guard)
    if cursor.accept("source"):
        fields["entry"] = cursor.string()
        if cursor.accept("as"):
            fields["function"] = cursor.string()
        fields["source"] = cursor.text()
    cursor.expect("}")
    fields["span"] = cursor.span()
    return SiteInfo(**fields)


def _observed(cursor: Cursor) -> Observed:
    inputs = cursor.literal()
    if not isinstance(inputs, tuple):
        cursor.fail("inputs in parentheses before it")
    cursor.expect("->")
    return Observed(inputs, cursor.literal(), cursor.span())


def _guard(cursor: Cursor) -> Guard:
    kind = cursor.string()
    cursor.expect("of")
    subject = cursor.string()
    cursor.expect("if")
    condition = cursor.string()
    cursor.expect("expected")
    expected = cursor.literal()
    cursor.expect("evidence")
    evidence = cursor.integer()
    cursor.expect("because")
    reason = cursor.string()
    return Guard(kind, subject, expected, reason, evidence, condition, cursor.span())
