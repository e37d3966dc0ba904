"""Programs and their guards as a module that a person would check in.

The hot path comes first: the guards on the inputs, then the program, then the programs that must agree with
it, then the guards on the answer. Style ``raise`` says what was wrong; style ``miss`` returns `MISS` at once,
which is what the dispatcher of the runtime wants.
"""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from llmjit.guard import Guard
from llmjit.synthesis.checks import ANSWER, split
from llmjit.synthesis.expr import Apply, Const, Expr, Input, operators
from llmjit.synthesis.facade import Style
from llmjit.synthesis.forms import fuse, without_decided
from llmjit.synthesis.printer import Body, Scope, hoist_patterns, print_expr, rename
from llmjit.synthesis.quotes import literal, tidy

WIDTH = 100
FAILURES = "(LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError)"
PLAIN = frozenset({"str", "int", "bool", "date"})
"""Types whose ``==`` between two values of the same type is strict equality."""

TOTAL = frozenset({"slice", "concat", "upper", "lower", "title", "capitalize", "swapcase", "strip"})
"""Operators that have a value for every text."""


@dataclass
class _Module:
    """What is being written."""

    name: str
    parameters: tuple[str, ...]
    style: Style
    scope: Scope
    body: list[str] = field(default_factory=list)
    runtime: set[str] = field(default_factory=set)

    def refuse(self, guard: Guard, seen: str) -> str:
        """The statement that refuses the inputs."""
        if self.style == "miss":
            self.runtime.add("MISS")
            return "return MISS"
        self.runtime.add("GuardFailed")
        known = self.scope.patterns.get(guard.expected) if isinstance(guard.expected, str) else None
        shown = [repr(text) for text in (guard.reason, guard.kind, guard.subject)] + [seen]
        expected = f"{known}.pattern" if known is not None else repr(guard.expected)
        if guard.evidence:
            shown += [expected, str(guard.evidence)]
        elif guard.expected is not None:
            shown.append(expected)
        return f"raise GuardFailed({', '.join(shown)})"


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

    ``known`` are the parameter names that the guards use, ``parameters`` those wanted instead.
    """
    wanted = tuple(parameters) if len(parameters) == len(known) else tuple(known)
    called = {
        function.__name__ for program in programs for op in operators(program) for function in op.support
    }
    taken = {name, ANSWER, "agreed", "same", *wanted, *called}
    module = _Module(name, wanted, style, Scope(taken=taken))
    renamed = dict(zip(known, wanted, strict=True))
    inputs, outputs = split(guards)
    texts = {renamed[n] for n in known if any(_is_text_guard(guard, n) for guard in inputs)}
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


def _write_guards(module: _Module, guards: Sequence[Guard], names: dict[str, str]) -> None:
    """One statement a guard, or in style ``miss`` one condition for all."""
    conditions = []
    for guard in guards:
        subject = names.get(guard.subject, guard.subject)
        condition = rename(guard.condition, names)
        note = f"{guard.reason.replace(guard.subject, subject, 1)}."
        wish = f"{subject}_format" if guard.kind == "output" else f"{subject}_{guard.kind}"
        source = hoist_patterns(condition, module.scope, wish, note)
        conditions.append((guard, subject, source))
    if module.style == "miss":
        if conditions:
            _write_miss(module, [source for _, _, source in conditions])
        return
    for guard, subject, source in conditions:
        seen = subject if subject.isidentifier() else repr(subject)
        module.body += [f"if {_negate(source)}:", *_indented(module.refuse(guard, seen))]


def _indented(statement: str) -> list[str]:
    """The statement one level in; a call that is too long with its arguments on a line of their own."""
    if len(statement) <= WIDTH - 12 or not statement.endswith(")"):
        return [f"    {statement}"]
    head, arguments = statement.split("(", 1)
    return [f"    {head}(", f"        {arguments[:-1]}", "    )"]


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
    first, *others = programs
    body = print_expr(first, names, module.scope, texts)
    lines = [*body.lines, f"{ANSWER} = {body.result}"]
    failed = Guard("precondition", ", ".join(module.parameters), None, "the program has no value here", 0)
    seen = module.parameters[0] if len(module.parameters) == 1 else f"({', '.join(module.parameters)})"
    checks: list[str] = []
    clash = Guard("agreement", ANSWER, None, "another program that fits all observations disagrees", 0)
    for other in others:
        alternative = print_expr(other, names, module.scope, texts)
        checks += alternative.lines
        differs = _differs(module, first, other, alternative)
        checks += [f"if {differs}:", *_indented(module.refuse(clash, ANSWER))]
    if checks:
        checks.insert(0, "# Programs that fit the observations as well must agree.")
    if all(_total(program, names, texts) for program in programs):
        module.body += [*lines, *checks]
        return
    module.body += ["try:", *(f"    {line}" for line in [*lines, *checks]), f"except {FAILURES}:"]
    refusal = module.refuse(failed, seen)
    module.body.append(f"    {refusal}" + (" from None" if module.style == "raise" else ""))


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
    bound = (
        f"error rate at most {100 * upper_bound:.0f} % (95 % confidence)"
        if upper_bound < 1
        else "none held out"
    )
    plural = "s" * (observed != 1)
    lines = [
        f'"""Learned from {observed} observation{plural}; {bound}."""',
        "",
        "from __future__ import annotations",
        "",
        *(f"import {name}" for name in sorted(module.scope.imports)),
    ]
    called = sorted(module.runtime | module.scope.support)
    if called:
        lines += ["", f"from llmjit.runtime.abi import {', '.join(called)}"]
    if module.scope.patterns:
        lines.append("")
    for source, name in module.scope.patterns.items():
        note = module.scope.notes.get(source)
        lines += [f"# {note[0].upper()}{note[1:]}"] if note else []
        lines.append(f"{name} = re.compile({literal(source)})")
    lines += ["", "", f"def {module.name}({', '.join(module.parameters)}):"]
    lines.append(textwrap.indent("\n".join(module.body), "    "))
    return tidy("\n".join(lines) + "\n")
