"""IR as text; `llmjit.ir.parser` reads it back: ``parse(print_program(p)) == p``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from llmjit.guard import Guard
from llmjit.ir import ops
from llmjit.ir.literal import print_literal, quote
from llmjit.ir.ops import Named, Op, Region, Use, Value
from llmjit.ir.program import REQUIRED, Param, Program, SiteInfo
from llmjit.ir.types import ANY

INDENT = "  "
VALUE = re.compile(r"\w+(?:\.\w+)*")
WORD = re.compile(r"[^\W\d]\w*")
SYMBOL = re.compile(r"[^\W\d]\w*(?:\.\w+)*")


def print_program(program: Program) -> str:
    """The whole program, ending in a newline."""
    params = ", ".join(map(_param, program.params))
    lines = [f"program {_symbol(program.name)}({params}) -> {program.type} {program.stage.value} {{"]
    lines += [INDENT + line for line in _head(program)]
    lines += [INDENT + line for line in print_region(program.body)]
    return "\n".join([*lines, "}", ""])


def print_region(region: Region) -> Iterator[str]:
    """The lines of a region, not indented."""
    for op in region:
        yield from print_op(op)


def print_op(op: Op) -> Iterator[str]:
    """The lines of one op."""
    tail = f" {op.span}" if op.span is not None else ""
    lines = list(_PRINTERS[type(op)](op))
    lines[0 if isinstance(op, ops.Exec) else -1] += tail
    return iter(lines)


def _param(param: Param) -> str:
    default = "" if param.default is REQUIRED else f" = {print_literal(param.default)}"
    return f"%{_value(param.value)}{default}"


def _value(value: Value) -> str:
    return value.name if value.type == ANY else f"{value.name}: {value.type}"


def _head(program: Program) -> Iterator[str]:
    if program.recorded:
        yield f"recorded {quote(program.recorded)}"
    if program.summary:
        yield f"summary {quote(program.summary)}"
    if program.threads:
        yield f"threads {', '.join(map(quote, program.threads))}"
    if program.pattern is not None:
        yield f"request {quote(program.pattern.template)}"
        for hole in program.pattern.holes:
            yield f"hole {quote(hole.name)} {quote(hole.regex)} as {quote(hole.parse)}"
    for helper in program.helpers:
        yield f"helper {_symbol(helper.name)} {quote(helper.signature)} !{helper.effect}"
    for site in program.sites:
        yield from _site(site)


def _site(site: SiteInfo) -> Iterator[str]:
    tier = "" if site.tier is None else f" tier {site.tier}"
    kind = f"{site.kind}({', '.join(map(quote, site.parameters))})"
    yield f"site {_symbol(site.name)} {kind} -> {site.type}{tier} {{"
    if site.instruction:
        yield f"{INDENT}instruction {quote(site.instruction)}"
    for seen in site.observations:
        span = "" if seen.span is None else f" {seen.span}"
        yield f"{INDENT}observed {print_literal(seen.inputs)} -> {print_literal(seen.output)}{span}"
    if site.evidence:
        yield f"{INDENT}evidence {site.evidence}"
    if site.upper_bound != 1.0:
        yield f"{INDENT}bound {print_literal(site.upper_bound)}"
    if site.reason:
        yield f"{INDENT}reason {quote(site.reason)}"
    for guard in site.guards:
        yield f"{INDENT}{_guard(guard)}"
    if site.source:
        called = f" as {quote(site.function)}" if site.function else ""
        yield f"{INDENT}source {quote(site.entry)}{called}{_text(site.source, INDENT * 2)}"
    yield "}" if site.span is None else f"}} {site.span}"


def _guard(guard: Guard) -> str:
    span = "" if guard.span is None else f" {guard.span}"
    expected = print_literal(guard.expected)
    return (
        f"guard {quote(guard.kind)} of {quote(guard.subject)} if {quote(guard.condition)} "
        f"expected {expected} evidence {guard.evidence} because {quote(guard.reason)}{span}"
    )


def _text(text: str, indent: str) -> str:
    """A text as indented ``|`` lines where that loses nothing, else quoted."""
    lines = text.split("\n")
    if "\n" in text and all(line.isprintable() and line == line.rstrip() for line in lines):
        return "".join(f"\n{indent}| {line}".rstrip() for line in lines)
    return f" {quote(text)}"


def _uses(uses: Iterable[Use]) -> str:
    return ", ".join(map(_use, uses))


def _use(use: Use) -> str:
    """A value that is read; at stage PYTHON it may be an expression, which is quoted."""
    return f"%{use}" if VALUE.fullmatch(use) else f"%{quote(use)}"


def _named(named: Named) -> str:
    return ", ".join(f"{_name(name)}={_use(use)}" for name, use in named)


def _name(name: str) -> str:
    """A name as a word, quoted where it is none: tools and their arguments are called what they like."""
    return name if WORD.fullmatch(name) else quote(name)


def _symbol(name: str) -> str:
    return f"@{name}" if SYMBOL.fullmatch(name) else f"@{quote(name)}"


def _arguments(args: Iterable[Use], kwargs: Named) -> str:
    return f"({', '.join(part for part in (_uses(args), _named(kwargs)) if part)})"


def _left(values: Iterable[Value]) -> str:
    text = ", ".join(f"%{_value(value)}" for value in values)
    return f"{text} = " if text else ""


def _effects(effects: Iterable[str]) -> str:
    return "".join(f" !{effect}" for effect in effects)


def _live(live: Named) -> str:
    return f" live ({_named(live)})" if live else ""


def _nested(region: Region) -> Iterator[str]:
    return (INDENT + line for line in print_region(region))


def _const(op: ops.Const) -> Iterator[str]:
    yield f"%{_value(op.result)} = const {print_literal(op.value)}"


def _undef(op: ops.Undef) -> Iterator[str]:
    yield f"%{_value(op.result)} = undef"


def _request(op: ops.Request) -> Iterator[str]:
    yield f"%{_value(op.result)} = request"


def _import(op: ops.Import) -> Iterator[str]:
    attribute = f" {quote(op.attribute)}" if op.attribute else ""
    yield f"%{_value(op.result)} = import {quote(op.module)}{attribute}"


def _py(op: ops.Py) -> Iterator[str]:
    yield f"%{_value(op.result)} = py {quote(op.source)} ({_named(op.operands)}){_effects(op.effects)}"


def _exec(op: ops.Exec) -> Iterator[str]:
    outs = f" -> {', '.join(map(quote, op.outs))}" if op.outs else ""
    head = f"{_left(op.results)}exec ({_named(op.operands)}){outs}{_effects(op.effects)}"
    yield from (head + _text(op.source, INDENT)).split("\n")


def _call(op: ops.Call) -> Iterator[str]:
    yield f"%{_value(op.result)} = call {_symbol(op.helper)}{_arguments(op.args, op.kwargs)} !{op.effect}"


def _site_op(op: ops.Site) -> Iterator[str]:
    yield f"%{_value(op.result)} = site {_symbol(op.name)}({_uses(op.inputs)}){_live(op.live)}"


def _check(op: ops.Check) -> Iterator[str]:
    subject = f" of {quote(op.subject)}" if op.subject else ""
    expected = "" if op.expected is None else f" expected {print_literal(op.expected)}"
    yield (
        f"guard {quote(op.kind)}{subject} if {quote(op.condition)} ({_named(op.operands)}){expected} "
        f"evidence {op.evidence} because {quote(op.reason)}{_live(op.live)}"
    )


def _output(op: ops.Output) -> Iterator[str]:
    yield f"output {op.kind} {_arguments(op.args, op.kwargs)}"


def _if(op: ops.If) -> Iterator[str]:
    yield f"{_left(op.results)}if {_use(op.condition)} {{"
    yield from _nested(op.then)
    if op.orelse:
        yield "} else {"
        yield from _nested(op.orelse)
    yield "}"


def _carried(values: Iterable[Value], inits: Iterable[Use]) -> str:
    pairs = [f"%{_value(value)} = %{use}" for value, use in zip(values, inits, strict=True)]
    return f" with {', '.join(pairs)}" if pairs else ""


def _for(op: ops.For) -> Iterator[str]:
    head = f"for %{_value(op.item)} in {_use(op.iterable)}{_carried(op.carried, op.inits)}"
    yield f"{_left(op.results)}{head} {{"
    yield from _nested(op.body)
    yield "}"


def _while(op: ops.While) -> Iterator[str]:
    yield f"{_left(op.results)}while{_carried(op.carried, op.inits)} {{"
    yield from _nested(op.test)
    yield "} do {"
    yield from _nested(op.body)
    yield "}"


def _parameter(param: ops.FuncParam) -> str:
    default = "" if param.default is None else f" = {_use(param.default)}"
    return f"{param.kind}%{_value(param.value)} {quote(param.keyword)}{default}"


def _func(op: ops.Func) -> Iterator[str]:
    params = ", ".join(map(_parameter, op.params))
    yield f"%{_value(op.result)} = func {_symbol(op.name)}({params}) {{"
    yield from _nested(op.body)
    yield "}"


def _failed(op: ops.Failed) -> Iterator[str]:
    yield f"{_left(op.results)}failed {quote(op.error)} {quote(op.message)} {{"
    yield from _nested(op.body)
    yield "}"


def _copy(op: ops.Copy) -> Iterator[str]:
    yield f"%{_value(op.result)} = copy %{op.operand}"


def _terminator(op: Any) -> Iterator[str]:
    yield f"{type(op).__name__.lower()} {_uses(op.args)}".rstrip()


def _return(op: ops.Return) -> Iterator[str]:
    yield f"return {_use(op.value)}"


_PRINTERS: dict[type[Op], Callable[[Any], Iterator[str]]] = {
    ops.Const: _const,
    ops.Undef: _undef,
    ops.Request: _request,
    ops.Import: _import,
    ops.Py: _py,
    ops.Exec: _exec,
    ops.Call: _call,
    ops.Site: _site_op,
    ops.Check: _check,
    ops.Output: _output,
    ops.If: _if,
    ops.For: _for,
    ops.While: _while,
    ops.Func: _func,
    ops.Failed: _failed,
    ops.Copy: _copy,
    ops.Yield: _terminator,
    ops.Break: _terminator,
    ops.Continue: _terminator,
    ops.Return: _return,
}
