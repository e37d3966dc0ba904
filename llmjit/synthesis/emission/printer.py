"""Expressions as Python a person would write: straight lines, named parts, named compiled patterns.

The printer changes how a program reads, never what it computes. Arguments are put into an operator's template
in parentheses, the result is parsed, and every idiom (a slice for a checked cut, an f-string for a join, a
compiled pattern for a pattern in a string) is a rewrite of that tree under a condition that keeps it equal.
"""

from __future__ import annotations

import ast
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from llmjit.synthesis.emission.naming import RESERVED, identifier
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, fill, strictness

LONG = 32
"""Longer patterns are named."""

LINE = 80
"""Longer expressions are taken apart into named parts."""

MODULES = frozenset({"datetime", "math"})
KNOWN_PATTERNS = {
    r"\d+": "DIGITS", "[0-9]+": "DIGITS", r"\w+": "WORD", r"\S+": "CHUNK", r"\s+": "SPACE", "[A-Z]": "CAPITAL",
    "[A-Z]+": "CAPITALS", "[a-z]+": "SMALL", "[A-Za-z]+": "LETTERS", r"[^\W\d_]+": "LETTERS",
    "[A-Za-z0-9]+": "ALNUM", r"\d+(?:\.\d+)?": "NUMBER", r"[A-Z][a-z]+": "CAPITALIZED", r"\W+": "BETWEEN",
}  # fmt: skip
"""What common patterns are called in the modules that use them."""
PARTIAL = {r"-?\d[\d,]*(?:\.\d+)?": "NUMBER"}
"""What those are called that are never the form of a whole."""
PART_NAMES = {
    "start_of": "start", "end_of": "end", "cut": "part", "take": "part", "until": "part", "since": "part",
    "run_at": "run", "run_before": "run", "token": "found", "concat": "joined", "number_at": "number",
    "parse_date": "day", "match_after": "found", "match_of": "found", "only_match": "found", "filter": "kept",
    "format_date": "written", "format_number": "written", "round_number": "rounded", "parse_number": "number",
    "unanimous": "agreed", "read_date": "day",
}  # fmt: skip
"""What the result of an operator is called when it gets a line of its own."""
RESULT_NAMES = {
    "str": "part", "int": "number", "float": "number", "number": "number", "list": "items", "dict": "record",
    "date": "day", "bool": "holds", "table": "table", "any": "value",
}  # fmt: skip
"""What it is called by its type, where a function has the name of the operator."""
Fixed = str | int | float | None
"""Values that nobody can change."""
PATTERN_CALLS = frozenset({"findall", "finditer", "match", "fullmatch", "search", "split", "sub", "subn"})
OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.In: ast.NotIn, ast.Eq: ast.NotEq, ast.Is: ast.IsNot}
"""Comparisons whose opposites have a sign of their own and the same meaning for all values."""


@dataclass
class Scope:
    """The names of a module being printed: patterns, long texts, tables, support functions, modules to import."""

    taken: set[str] = field(default_factory=set)
    patterns: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    support: set[str] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)

    def fresh(self, wish: str) -> str:
        """A name near the wish that nothing else has."""
        name, number = wish, 2
        while name in self.taken or name in RESERVED:
            name, number = f"{wish}_{number}", number + 1
        self.taken.add(name)
        return name

    def pattern(self, source: str, wish: str = "PATTERN", note: str = "") -> str:
        """The constant that holds this pattern compiled, with a note of what it is for."""
        if source not in self.patterns:
            wish, note = (PARTIAL[source], "") if source in PARTIAL else (wish, note)
            self.patterns[source] = self.fresh(KNOWN_PATTERNS.get(source, wish) if not note else wish)
            self.notes[source] = note
            self.imports.add("re")
        return self.patterns[source]

    def text(self, value: str) -> str:
        """The constant that holds a text too long to stand inside a line."""
        if value not in self.texts:
            self.texts[value] = self.fresh("DATE" if "(?:uary)" in value else "TEXT")
        return self.texts[value]

    def table(self, source: str) -> str:
        """The constant that holds a table too long to stand inside a line."""
        if source not in self.tables:
            self.tables[source] = self.fresh("TABLE")
        return self.tables[source]


@dataclass
class Body:
    """Statements that compute one expression: assignments to named parts, then the expression."""

    lines: list[str]
    result: str


def print_programs(
    programs: Sequence[Expr],
    names: Sequence[str],
    scope: Scope,
    texts: frozenset[str],
    answer: str,
    compared: Sequence[Apply] = (),
) -> list[Body]:
    """Statements for programs over the same named inputs, one after the other; ``texts`` are known to be strings.

    What the first gives is called ``answer`` in those after it, and a part that has a name keeps it. After the
    first come comparisons of parts, the first argument of each a part of some program.
    """
    first, *others = programs
    order = [first, *compared, *others]
    inside = set(_strict_parts(first))
    named = {part for each in compared for part in (each.arguments[0], *_largest(each, inside))}
    printer = _Printer(tuple(names), scope, texts, order, frozenset(named))
    bodies = []
    for program in order:
        bodies.append(printer.body(program))
        if isinstance(program, Apply) and program not in compared:
            printer.parts.setdefault(program, answer)
    return bodies


def constant(value: Any) -> str:
    """A value as Python: as `repr` has it, but for the numbers that it gives no expression for."""
    if isinstance(value, float) and not math.isfinite(value):
        return f"float({str(value)!r})"
    if isinstance(value, list | tuple):
        inner = ", ".join(map(constant, value))
        return f"[{inner}]" if isinstance(value, list) else f"({inner}{',' * (len(value) == 1)})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {constant(each)}" for key, each in value.items()) + "}"
    return repr(value)


class _Printer:
    def __init__(
        self,
        names: tuple[str, ...],
        scope: Scope,
        texts: frozenset[str],
        programs: Sequence[Expr],
        named: frozenset[Expr],
    ) -> None:
        self.names, self.scope, self.texts, self.named = names, scope, texts, named - {programs[0]}
        self.lines: list[str] = []
        self.parts: dict[Expr, str] = {}
        self.repeated: frozenset[Expr] = frozenset()
        uses = Counter(part for program in programs for part in set(_strict_parts(program)))
        self.shared = {part for part, times in uses.items() if times > 1} - {programs[0]}

    def body(self, expr: Expr) -> Body:
        counted = Counter(_strict_parts(expr))
        self.repeated = frozenset(part for part, times in counted.items() if times > 1)
        self.lines = []
        result = self.text(expr, LINE)
        return Body(self.lines, result)

    def text(self, expr: Expr, room: int = 0) -> str:
        """The expression as text; with room to keep to, parts become statements where they help."""
        if not isinstance(expr, Apply):
            return self.leaf(expr)
        if expr in self.parts:
            return self.parts[expr]
        if not room:
            return self.apply(expr)
        source = self.apply(expr)
        if len(source) > room or any(self.worth(part) for part in _strict_parts(expr)):
            source = self.apply(expr, LINE // 2 if expr.operator.name == "unanimous" else LINE // 3)
        elif expr.operator.name == "concat":
            source = self.apply(expr, LINE)
        return self.assign(expr, source) if self.worth(expr, source) else source

    def worth(self, part: Expr, source: str = "") -> bool:
        """Whether a part is named for being used again; by another program only what is long."""
        if part in self.repeated or part in self.parts or part in self.named:
            return True
        if part not in self.shared or not isinstance(part, Apply):
            return False
        return len(source or self.apply(part)) > LINE // 3

    def leaf(self, expr: Input | Item | Const) -> str:
        if isinstance(expr, Input):
            return self.names[expr.index]
        if isinstance(expr, Item):
            return "item"
        written = constant(expr.value)
        self.scope.imports.update({"datetime"} if "datetime." in written else ())
        # what a caller could change has to be made anew for every call
        fixed = isinstance(expr.value, dict) and all(isinstance(each, Fixed) for each in expr.value.values())
        return self.scope.table(written) if fixed and len(written) > LINE else written

    def assign(self, expr: Apply, source: str) -> str:
        """Give a part a name in a statement of its own."""
        operator = expr.operator
        called = {function.__name__ for function in operator.support} | RESERVED
        noun = RESULT_NAMES[operator.result] if operator.name in called else operator.name
        name = self.scope.fresh(identifier(PART_NAMES.get(operator.name, noun), "part"))
        self.lines.append(f"{name} = {source}")
        self.parts[expr] = name
        return name

    def argument(self, expr: Expr, most: int, joined: bool) -> str:
        source = self.text(expr, max(most, LINE // 2) if most else 0)
        # within the braces of an f-string, Python 3.11 has no backslash and no quote like its own
        unwritable = joined and re.search(r'[\\"]', source) is not None
        if most and isinstance(expr, Apply) and expr not in self.parts and (unwritable or len(source) > most):
            return self.assign(expr, source)
        return source

    def apply(self, expr: Apply, most: int = 0) -> str:
        """The operator's template with its arguments, rewritten to the idiom it stands for.

        Arguments of more than ``most`` characters get lines of their own, where it is given.
        """
        operator = expr.operator
        variadic = "{*}" in operator.source
        kinds = [operator.params[0 if variadic else i] for i in range(len(expr.arguments))]
        arguments = [
            self.argument(argument, 0 if kind in ("lazy", "lambda") else most, operator.name == "concat")
            for argument, kind in zip(expr.arguments, kinds, strict=True)
        ]
        self.scope.support.update(function.__name__ for function in operator.support)
        self.scope.imports.update(operator.imports)
        if operator.name == "concat" and all(map(self.is_text, expr.arguments)):
            joined = _format_string(expr.arguments, arguments)
            if joined is not None:
                return joined
        if variadic:
            source = operator.source.replace("{*}", ", ".join(f"({argument})" for argument in arguments))
        else:
            source = fill(operator.source, [f"({argument})" for argument in arguments])
        tree = ast.parse(source.strip(), mode="eval").body
        return ast.unparse(ast.fix_missing_locations(_Idioms(self.scope).visit(tree)))

    def is_text(self, expr: Expr) -> bool:
        """Whether the expression is known to be a string."""
        if isinstance(expr, Input):
            return self.names[expr.index] in self.texts
        if isinstance(expr, Const):
            return isinstance(expr.value, str)
        return isinstance(expr, Apply) and expr.operator.result == "str"


def _format_string(parts: Sequence[Expr], sources: Sequence[str]) -> str | None:
    """Concatenation as an f-string, or None where Python 3.11 cannot write it."""
    if any(
        "\\" in source for part, source in zip(parts, sources, strict=True) if not isinstance(part, Const)
    ):
        return None
    values: list[ast.expr] = []
    for part, source in zip(parts, sources, strict=True):
        if isinstance(part, Const):
            values.append(ast.Constant(part.value))
        else:
            inner = ast.parse(source, mode="eval").body
            match inner:
                case ast.Call(func=ast.Name(id="str"), args=[shown], keywords=[]):
                    inner = shown  # which is how an f-string writes it anyway
            values.append(ast.FormattedValue(inner, -1, None))
    try:
        text = ast.unparse(ast.fix_missing_locations(ast.Expression(ast.JoinedStr(values))))
        ast.parse(text, mode="eval")
    except (ValueError, SyntaxError):
        return None
    return text


def _strict_parts(expr: Expr) -> list[Expr]:
    """Applications evaluated whenever the whole is: none under a lazy or lambda argument."""
    if not isinstance(expr, Apply):
        return []
    out: list[Expr] = [expr]
    for argument, strict in zip(expr.arguments, strictness(expr), strict=True):
        out += _strict_parts(argument) if strict else []
    return out


def _largest(expr: Expr, wanted: set[Expr]) -> Iterator[Expr]:
    """The largest parts of an expression that are among those wanted."""
    if expr in wanted:
        yield expr
    elif isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _largest(argument, wanted)


class _Idioms(ast.NodeTransformer):
    """Rewrites that keep the meaning: compiled patterns, and ``a not in b`` for ``not a in b``."""

    def __init__(self, scope: Scope, wish: str = "PATTERN", note: str = "") -> None:
        self.scope = scope
        self.wish, self.note = wish, note

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        """``not a in b`` is ``a not in b``, ``not a == b`` is ``a != b``."""
        self.generic_visit(node)
        match node:
            case ast.UnaryOp(ast.Not(), ast.Compare(left, [compared], [right])) if type(compared) in OPPOSITE:
                return ast.Compare(left, [OPPOSITE[type(compared)]()], [right])
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        """The text of an f-string is no pattern."""
        for value in node.values:
            if isinstance(value, ast.FormattedValue):
                self.generic_visit(value)
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """A pattern that a support function takes, of more than a few characters, gets a name."""
        if isinstance(node.value, str) and len(node.value) > LONG and "\\" in node.value:
            return ast.Name(self.scope.text(node.value), ast.Load())
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """``re.findall('p', text)`` is ``PATTERN.findall(text)``."""
        match node.func:
            case ast.Attribute(value=ast.Name(id="re"), attr=method) if method in PATTERN_CALLS:
                first = node.args[0] if node.args else None
                plain = not node.keywords and isinstance(first, ast.Constant)
                if plain and isinstance(first, ast.Constant) and isinstance(first.value, str):
                    name = self.scope.pattern(first.value, self.wish, self.note)
                    node.func.value = ast.Name(name, ast.Load())
                    node.args = node.args[1:]
        self.generic_visit(node)
        return node


def rename(condition: str, names: Mapping[str, str]) -> str:
    """A guard's condition over other names."""
    tree = ast.parse(condition, mode="eval")
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in names:
            node.id = names[node.id]
    return ast.unparse(tree)


def hoist_patterns(condition: str, scope: Scope, wish: str, note: str) -> str:
    """The condition with its patterns compiled once, under a name near the wish."""
    tree = ast.parse(condition, mode="eval").body
    scope.imports.update(n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n.id in MODULES)
    return ast.unparse(ast.fix_missing_locations(_Idioms(scope, identifier(wish).upper(), note).visit(tree)))
