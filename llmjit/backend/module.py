"""A program at stage PYTHON as the text of a module, formatted, with the span behind every line."""

from __future__ import annotations

import ast
import keyword
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.backend.annotations import annotation
from llmjit.backend.commented import commented
from llmjit.backend.lines import Line, Names, body_lines
from llmjit.backend.site_functions import Merged, merge_sites
from llmjit.diagnostic import InternalError
from llmjit.ir import ops
from llmjit.ir.program import REQUIRED, Param, Pattern, Program, Stage
from llmjit.ir.walk import binders, results, walk
from llmjit.layout import WIDTH, laid_out
from llmjit.span import Span
from llmjit.synthesis.emission.naming import import_order
from llmjit.synthesis.emission.quotes import spare_parentheses

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
FORMATTED = 2000  # lines; black takes milliseconds for each, and nobody reads further
_ABI = ("Guard", "GuardFailed", "Hole", "RequestPattern", "Span", "current", "require")


@final
@dataclass(frozen=True, slots=True)
class Module:
    """Emitted text, and for its lines (from 1) the spans they were born at."""

    source: str
    spans: dict[int, Span]


def emit_module(program: Program, comments: Mapping[Span, Sequence[str]] | None = None) -> Module:
    """The module of a program at stage PYTHON, ``comments`` where they stood when recorded.

    Raises `InternalError` when the program is at another stage.
    """
    if program.stage is not Stage.PYTHON:
        raise InternalError("backend", f"{program.name} is at stage {program.stage.value}, not python")
    imports, function_body = _split_imports(program)
    variables = _variables(program)
    merged = merge_sites(program.sites, {program.name, *variables, *_ABI, "REQUEST", "Any"})
    run = "run" if "run" not in variables else "current_run"
    function = _function(program, function_body, Names(run, merged.entries))
    function = commented(function, comments or {}, [param.default for param in program.params])
    head = [*_docstring(program), "", *_imports(program, imports, merged, function)]
    request = [] if program.pattern is None else _request(program.pattern, len(program.threads))
    blocks = [line for block in merged.blocks for line in (*block.splitlines(), "", "")]
    lines = [*map(Line, (*head, *request, "", *blocks)), *function]
    return _formatted(lines)


def _split_imports(program: Program) -> tuple[list[str], tuple[ops.Op, ...]]:
    """Imports of the program's outermost level that bind a name once, for the module's head, and the rest."""
    bound: dict[str, int] = {}
    for op in walk(program.body):
        for value in (*results(op), *binders(op)):
            bound[value.name] = bound.get(value.name, 0) + 1
    head, rest = [], []
    for op in program.body:
        if isinstance(op, ops.Import) and bound[op.result.name] == 1:
            line = body_lines((op,), Names("run", {}), "")[0].text
            head.append(line)
        else:
            rest.append(op)
    return head, tuple(rest)


def _variables(program: Program) -> set[str]:
    names = {param.value.name for param in program.params}
    for op in walk(program.body):
        names.update(value.name for value in (*results(op), *binders(op)))
    return names


def _docstring(program: Program) -> list[str]:
    request = program.pattern.template if program.pattern is not None else program.recorded
    first = " ".join(request.split()) or program.name
    count = len(program.threads)
    named = ", ".join(program.threads[:5]) + ("…" if count > 5 else ".")
    born = f"Compiled by llmjit from {count} recorded thread{'s' * (count != 1)}: {named}"
    tiers = _tiers(program)
    title = first if len(first) <= WIDTH - 10 else first[: WIDTH - 11] + "…"
    text = [title, "", *textwrap.wrap(born, WIDTH), *(["", *textwrap.wrap(tiers, WIDTH)] if tiers else [])]
    body = _escaped("\n".join(text))
    return f'"""{body}\n"""'.splitlines()


def _escaped(text: str) -> str:
    """Text as it stands between triple quotes: what no source file may hold is written as escapes."""
    plain = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return _UNPRINTABLE.sub(lambda found: repr(found[0])[1:-1], plain)


def _tiers(program: Program) -> str:
    if not program.sites:
        return ""
    words = {1: "synthesised from observations", 2: "written by a model and validated", 0: "asks the model"}
    listed = ", ".join(f"{site.name} ({words[site.tier or 0]})" for site in program.sites)
    return f"What a model decided when this was recorded: {listed}."


def _imports(program: Program, imports: Iterable[str], merged: Merged, function: list[Line]) -> list[str]:
    """The import statements in their usual order: the standard library's, then ours, one for a module."""
    text = "\n".join([*(line.text for line in function), *merged.blocks])
    used = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)}
    wanted = {"llmjit.runtime.abi": {name for name in _ABI if name in used}}
    if program.pattern is not None:
        wanted["llmjit.runtime.abi"].update(["RequestPattern", *["Hole"] * bool(program.pattern.holes)])
    if "Any" in used:
        wanted["typing"] = {"Any"}
    plain: set[str] = set()
    for node in ast.parse("\n".join([*imports, *merged.imports])).body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            wanted.setdefault(node.module or "", set()).update(map(ast.unparse, node.names))
        elif isinstance(node, ast.Import):
            plain.update(map(ast.unparse, node.names))
    if "datetime" in used and not any("datetime" in names for names in (plain, *wanted.values())):
        plain.add("datetime")
    lines = [(name, f"import {name}") for name in sorted(plain)]
    lines += [
        (module, f"from {module} import {', '.join(sorted(names, key=import_order))}")
        for module, names in sorted(wanted.items())
        if names
    ]
    standard = [
        line for module, line in lines if module.split(".")[0].split(" ")[0] in sys.stdlib_module_names
    ]
    others = [line for _, line in lines if line not in standard]
    groups = [["from __future__ import annotations"], standard, others]
    return [line for group in groups if group for line in (*group, "")]


def _request(pattern: Pattern, evidence: int) -> list[str]:
    if not pattern.holes:
        return [f"REQUEST = RequestPattern({pattern.template!r}, evidence={evidence})"]
    out = ["REQUEST = RequestPattern(", f"    {pattern.template!r},", "    {"]
    for hole in dict.fromkeys(pattern.holes):
        parse = "" if hole.parse == "text" else f", {_parser(hole.parse)}"
        out.append(f"        {hole.name!r}: Hole({_regex(hole.regex)}{parse}),")
    return [*out, "    },", f"    evidence={evidence},", ")"]


def _parser(expression: str) -> str:
    """``int`` for ``int(text)``, else a lambda."""
    tree = ast.parse(expression, mode="eval").body
    plain = isinstance(tree, ast.Call) and isinstance(tree.func, ast.Name) and len(tree.args) == 1
    if plain and ast.unparse(tree) == f"{ast.unparse(tree.func)}(text)" and not tree.keywords:  # type: ignore[attr-defined]
        return ast.unparse(tree.func)  # type: ignore[attr-defined]
    return f"lambda text: {expression}"


def _regex(regex: str) -> str:
    """The pattern as a raw literal where that spares backslashes."""
    if "\\" not in regex:
        return repr(regex)
    raw = f'r"{regex}"'
    if "\n" in regex or '"' in regex or regex.endswith("\\"):
        return repr(regex)
    return raw if ast.literal_eval(raw) == regex else repr(regex)


def _function(program: Program, body: tuple[ops.Op, ...], names: Names) -> list[Line]:
    params = ", ".join(map(_parameter, program.params))
    lines = [Line(f"def {program.name}({params}) -> {annotation(program.type)}:")]
    summary = " ".join((program.summary or program.recorded or program.name).split())
    text = summary if len(summary) <= WIDTH - 12 else summary[: WIDTH - 13] + "…"
    lines += [Line("    " + line) for line in _quoted(text).splitlines()]
    inner = body_lines(body, names)
    if any(f"{names.run}." in line.text for line in inner):
        lines.append(Line(f"    {names.run} = current()"))
    return [*lines, *inner]


def _quoted(text: str) -> str:
    escaped = _escaped(text)
    return f'"""{escaped}"""' if not escaped.endswith('"') else f'"""{escaped} """'


def _parameter(param: Param) -> str:
    name = param.value.name
    if not name.isidentifier() or keyword.iskeyword(name):
        raise InternalError("backend", f"{name!r} is no parameter name")
    default = "" if param.default is REQUIRED else f" = {param.default!r}"
    return f"{name}: {annotation(param.value.type)}{default}"


def _formatted(lines: list[Line]) -> Module:
    """The lines as black lays them out; spans follow their statements."""
    text = "\n".join(line.text for line in lines) + "\n"
    if len(lines) > FORMATTED:
        return Module(text, {n: line.span for n, line in enumerate(lines, 1) if line.span is not None})
    try:
        source = laid_out(spare_parentheses(text))
    except (ValueError, SyntaxError) as error:
        raise InternalError("backend", f"the emitted module is no Python: {error}", text) from error
    born = {number: line.span for number, line in enumerate(lines, 1) if line.span is not None}
    spans: dict[int, Span] = {}
    for old, new in zip(_statements(text), _statements(source), strict=True):
        span = born.get(old.lineno)
        if span is not None:
            for number in range(new.lineno, _own_end(new) + 1):
                spans.setdefault(number, span)
    return Module(source, spans)


def _statements(source: str) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)]


def _own_end(node: ast.stmt) -> int:
    """The last line of the statement that is not a statement inside it."""
    inner = [child.lineno for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node]
    end = node.end_lineno or node.lineno
    return min([end, *(line - 1 for line in inner)]) if inner else end
