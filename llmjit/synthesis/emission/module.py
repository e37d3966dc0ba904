"""Programs and their guards as a module that a person would check in.

The hot path comes first: the guards on the inputs, then the program, then the programs that must agree with
it, then the guards on the answer. Style ``raise`` says what was wrong; style ``miss`` returns `MISS` at once,
which is what the dispatcher of the runtime wants.
"""

from __future__ import annotations

import ast
import keyword
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from llmjit.guard import Guard
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.emission.forms import fuse, without_decided
from llmjit.synthesis.emission.naming import import_order, unshadowed
from llmjit.synthesis.emission.printer import Body, Scope, hoist_patterns, print_programs, rename
from llmjit.synthesis.emission.quotes import literal, long_classes, pattern_literal, tidy
from llmjit.synthesis.expr import Apply, Const, Expr, Input, operators
from llmjit.synthesis.facade import Style
from llmjit.synthesis.guards.checks import ANSWER, split
from llmjit.synthesis.readings import main_line, readings

WIDTH = 100
TELLING = 0.9
"""A greater bound of the error rate says nothing."""
PLAIN = frozenset({"str", "int", "bool", "date"})
"""Types whose ``==`` between two values of the same type is strict equality."""

TOTAL = frozenset({"slice", "concat", "upper", "lower", "title", "capitalize", "swapcase", "strip"})
"""Operators that have a value for every text."""

ANNOTATED = frozenset({"str", "int", "float", "bool", "list", "dict"})
"""Types that need no import to be named in a signature."""


@dataclass
class _Module:
    """What is being written."""

    name: str
    parameters: tuple[str, ...]
    style: Style
    scope: Scope
    types: dict[str, str] = field(default_factory=dict)
    body: list[str] = field(default_factory=list)
    runtime: set[str] = field(default_factory=set)


def emit(
    programs: Sequence[Expr],
    guards: Sequence[Guard],
    observed: int,
    upper_bound: float,
    *,
    known: Sequence[str],
    name: str = "f",
    parameters: Sequence[str] = (),
    style: Style = "raise",
) -> str:
    """Source of a module with one function ``name``.

    ``known`` are the parameter names that the guards use, ``parameters`` those wanted instead. One that the code
    needs for something else gets an underscore.
    """
    wanted = tuple(parameters) if len(parameters) == len(known) else tuple(known)
    wanted = unshadowed(wanted, programs, guards, known)
    called = {
        function.__name__ for program in programs for op in operators(program) for function in op.support
    }
    taken = {name, ANSWER, "agree", "require", "same", *wanted, *called}
    module = _Module(name, wanted, style, Scope(taken=taken))
    renamed = dict(zip(known, wanted, strict=True))
    inputs, outputs = split(guards)
    texts = {renamed[n] for n in known if any(_is_text_guard(guard, n) for guard in inputs)}
    module.types = _types(guards, renamed)
    if (result := _result(main_line(programs[0]))) in ANNOTATED:
        module.types.setdefault("return", result)
    fused = fuse(programs, without_decided(inputs, absorb=style == "miss"), known, _matches(module, renamed))
    _write_guards(module, fused.guards, renamed)
    _write_programs(module, fused.programs, (*wanted, *fused.groups), frozenset(texts.union(fused.groups)))
    _write_guards(module, outputs, renamed)
    last = module.body[-1] if module.body else ""
    if last.startswith(f"{ANSWER} = "):
        module.body[-1] = f"return {last.removeprefix(f'{ANSWER} = ')}"
    else:
        module.body.append(f"return {ANSWER}")
    return _assemble(module, observed, upper_bound)


def _matches(module: _Module, renamed: dict[str, str]) -> dict[str, str]:
    """Names for the matches of the inputs' forms; names of the guards, which are not those of the module."""
    alone = len(renamed) == 1
    wishes = {name: "match" if alone else f"{wanted}_match" for name, wanted in renamed.items()}
    taken = {*module.scope.taken, *renamed}
    for name, wish in wishes.items():
        while wish in taken:
            wish += "_"
        taken.add(wish)
        wishes[name] = wish
    module.scope.taken.update(wishes.values())
    return wishes


def _is_text_guard(guard: Guard, name: str) -> bool:
    return guard.kind == "type" and guard.condition == f"type({name}) is str"


def _types(guards: Sequence[Guard], names: dict[str, str]) -> dict[str, str]:
    """The annotations that guards on exact types make true, by name; ``return`` for the answer's."""
    found = {}
    for guard in guards:
        match = re.fullmatch(r"type\((\w+)\) is (\w+)", guard.condition)
        if match and match[2] in ANNOTATED:
            found["return" if match[1] == ANSWER else names.get(match[1], match[1])] = match[2]
    return found


def _write_guards(module: _Module, guards: Sequence[Guard], names: dict[str, str]) -> None:
    """One statement a guard, or in style ``miss`` one condition for all."""
    conditions = []
    for guard in guards:
        subject = names.get(guard.subject, guard.subject)
        condition = rename(guard.condition, names)
        note = f"{guard.reason.replace(guard.subject, f'`{subject}`', 1)}."
        wish = f"{subject}_format" if guard.kind == "output" else f"{subject}_{guard.kind}"
        source = hoist_patterns(condition, module.scope, wish, note)
        conditions.append((guard, subject, source))
    if module.style == "miss":
        if conditions:
            _write_miss(module, [source for _, _, source in conditions])
        return
    for guard, subject, source in conditions:
        module.body += _call(
            "require", [_truth(source), *_told(module, guard, subject), _shown(subject)], module
        )


def _truth(condition: str) -> str:
    """The condition as `require` may be given it: a match is true."""
    tree = ast.parse(condition, mode="eval").body
    match tree:
        case ast.Compare(left=left, ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            call = left.value if isinstance(left, ast.NamedExpr) else left
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith(
                (".fullmatch", ".search", ".match")
            ):
                return ast.unparse(left)
    return condition


def _told(module: _Module, guard: Guard, subject: str) -> list[str]:
    """What a failure says of the guard: reason, kind, and what was expected on which evidence, where known.

    The number of observations is told once.
    """
    known = module.scope.patterns.get(guard.expected) if isinstance(guard.expected, str) else None
    reason = guard.reason.replace(guard.subject, subject, 1).removesuffix(" observations")
    told = [repr(reason.removesuffix(f" in all {guard.evidence}").removesuffix(" in all")), repr(guard.kind)]
    if guard.evidence or guard.expected is not None:
        told.append(known or repr(guard.expected))
    return [*told, str(guard.evidence)] if guard.evidence else told


def _shown(subject: str) -> str:
    """The checked value as an argument, under its name."""
    plain = subject.isidentifier() and not keyword.iskeyword(subject)
    return f"{subject}={subject}" if plain else f"**{{{subject!r}: {subject!r}}}"


def _call(function: str, arguments: Sequence[str], module: _Module) -> list[str]:
    """A call of the runtime as a statement; one that is too long has its arguments on a line of their own."""
    module.runtime.add(function)
    statement = f"{function}({', '.join(arguments)})"
    if len(statement) <= WIDTH - 8:
        return [statement]
    return [f"{function}(", f"    {', '.join(arguments)}", ")"]


def _write_miss(module: _Module, conditions: list[str]) -> None:
    module.runtime.add("MISS")
    negated = [_negate(source) for source in conditions]
    line = f"if {' or '.join(negated)}:"
    if len(line) <= WIDTH - 4:
        module.body += [line, "    return MISS"]
        return
    rest = [f"    or {source}" for source in negated[1:]]
    module.body += ["if (", f"    {negated[0]}", *rest, "):", "    return MISS"]


def _negate(condition: str) -> str:
    """The opposite, as a person would write it: one comparison turned round, the rest under ``not``."""
    tree = ast.parse(condition, mode="eval").body
    opposites: dict[type[ast.cmpop], type[ast.cmpop]] = {
        ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    }  # fmt: skip
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1 and type(tree.ops[0]) in opposites:
        tree.ops[0] = opposites[type(tree.ops[0])]()
        return ast.unparse(tree)
    if isinstance(tree, ast.Compare) and len(tree.ops) == 2:
        low, (value, high) = tree.left, tree.comparators
        closed = all(isinstance(op, ast.LtE) for op in tree.ops)
        if closed and ast.dump(low) == ast.dump(high) and isinstance(low, ast.Constant):
            return ast.unparse(ast.Compare(value, [ast.NotEq()], [low]))
    return ast.unparse(ast.UnaryOp(ast.Not(), tree))


def _write_programs(
    module: _Module, programs: Sequence[Expr], names: Sequence[str], texts: frozenset[str]
) -> None:
    """The first program, and the others that must agree; ``names`` are those of their inputs."""
    compared = [UNANIMOUS(first, *others) for first, others in readings(programs).items()]
    programs = list(dict.fromkeys(map(main_line, programs)))
    first, *others = programs
    body, *rest = print_programs(programs, names, module.scope, texts, ANSWER, compared)
    lines = [*body.lines, f"{ANSWER} = {body.result}"]
    checks: list[str] = ["# Readings that fit the observations as well must agree."] if compared else []
    for each in rest[: len(compared)]:
        checks += [*each.lines, each.result]
    checks += ["# Programs that fit the observations as well must agree."] if others else []
    for other, alternative in zip(others, rest[len(compared) :], strict=True):
        checks += alternative.lines
        checks += _agreement(module, first, other, alternative)
    plain = not compared and (not others or all(_result(program) in PLAIN for program in programs))
    if plain and all(_total(program, names, texts) for program in programs):
        module.body += [*lines, *checks]
        return
    module.runtime.add("NO_VALUE")
    module.body += ["try:", *(f"    {line}" for line in [*lines, *checks]), "except NO_VALUE:"]
    if module.style == "miss":
        module.runtime.add("MISS")
        module.body.append("    return MISS")
        return
    module.runtime.add("GuardFailed")
    seen = module.parameters[0] if len(module.parameters) == 1 else f"({', '.join(module.parameters)})"
    told = ["the program has no value here", "precondition", ", ".join(module.parameters)]
    module.body.append(f"    raise GuardFailed({', '.join(map(repr, told))}, {seen}) from None")


def _agreement(module: _Module, first: Expr, other: Expr, body: Body) -> list[str]:
    """The statement that refuses unless another program gave the same."""
    if module.style == "raise":
        return _call("agree", [ANSWER, body.result], module)
    module.runtime.add("MISS")
    return [f"if {_differs(module, first, other, body)}:", "    return MISS"]


def _differs(module: _Module, first: Expr, other: Expr, body: Body) -> str:
    kind = _result(first)
    if kind in PLAIN and kind == _result(other):
        return ast.unparse(ast.parse(f"({body.result}) != {ANSWER}"))
    module.runtime.add("same")
    return f"not same({body.result}, {ANSWER})"


def _result(expr: Expr) -> str:
    if isinstance(expr, Apply):
        return expr.operator.result
    return type(expr.value).__name__ if isinstance(expr, Const) else "any"


def _total(expr: Expr, names: Sequence[str], texts: frozenset[str]) -> bool:
    """Whether the program has a value for any input that passes the guards.

    Texts have letter cases, slices and joins, whatever they are.
    """
    if not isinstance(expr, Apply):
        return True
    if expr.operator.name == "slice":
        expr = Apply(expr.operator, expr.arguments[:1])
    known = all(
        names[part.index] in texts if isinstance(part, Input) else _result(part) == "str"
        for part in expr.arguments
    )
    return (
        known and expr.operator.name in TOTAL and all(_total(part, names, texts) for part in expr.arguments)
    )


def _assemble(module: _Module, observed: int, upper_bound: float) -> str:
    """The module's text: docstring, imports, patterns, function."""
    bound = "none held out" if upper_bound == 1 else "too few held out to bound the error rate"
    if upper_bound < TELLING:
        bound = f"error rate at most {100 * upper_bound:.0f} % (95 % confidence)"
    plural = "s" * (observed != 1)
    lines = [
        f'"""Learned from {observed} observation{plural}; {bound}."""',
        "",
        "from __future__ import annotations",
    ]
    if module.scope.imports:
        lines += ["", *(f"import {name}" for name in sorted(module.scope.imports))]
    called = sorted(module.runtime | module.scope.support, key=import_order)
    if called:
        lines += ["", f"from llmjit.runtime.abi import {', '.join(called)}"]
    if module.scope.patterns or module.scope.texts or module.scope.tables:
        lines.append("")
    known = module.types if module.style == "raise" else {}
    parameters = ", ".join(f"{name}: {known[name]}" if name in known else name for name in module.parameters)
    returns = f" -> {known['return']}" if "return" in known else ""
    parts = {text: module.scope.fresh("FIELD") for text in long_classes(module.scope.patterns)}
    lines += [f"{name} = {pattern_literal(text, {})}" for text, name in parts.items()]
    lines += [f"{name} = {literal(text)}" for text, name in module.scope.texts.items()]
    lines += [f"{name} = {source}" for source, name in module.scope.tables.items()]
    for source, name in module.scope.patterns.items():
        note = module.scope.notes.get(source)
        lines += [f"# {note[0].upper()}{note[1:]}"] if note else []
        lines.append(f"{name} = re.compile({pattern_literal(source, parts)})")
    lines += ["", "", f"def {module.name}({parameters}){returns}:"]
    lines.append(textwrap.indent("\n".join(module.body), "    "))
    return tidy("\n".join(lines) + "\n")
