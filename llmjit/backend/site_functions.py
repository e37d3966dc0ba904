"""The sites' own modules, merged into one: imports once, names of one module never shadowing another's."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import final

from llmjit.ir.program import SiteInfo


@final
@dataclass(slots=True)
class Merged:
    """Imports (one statement each), the remaining text in order, and each site's function by site name."""

    imports: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    entries: dict[str, str] = field(default_factory=dict)


def merge_sites(sites: Iterable[SiteInfo], taken: Iterable[str]) -> Merged:
    """Merge the source of every site that has one; names in ``taken`` are given to no definition.

    Sites with the same text share one function.
    """
    merged, used, known = Merged(), set(taken), dict[str, str]()
    for site in sites:
        if not site.source:
            continue
        if site.source in known:
            merged.entries[site.name] = known[site.source]
            continue
        tree = ast.parse(site.source)
        renamed = {name: _fresh(name, site.name, used) for name in _defined(tree)}
        used.update(renamed.values())
        merged.imports += [ast.unparse(node) for node in tree.body if _is_import(node)]
        merged.blocks.append(rename(_without_imports(site.source, tree), renamed))
        merged.entries[site.name] = known[site.source] = renamed[site.entry]
    merged.imports = list(dict.fromkeys(merged.imports))
    return merged


def rename(source: str, names: dict[str, str]) -> str:
    """The text with whole names replaced, attributes, strings and keyword arguments left alone."""
    changed = {old: new for old, new in names.items() if old != new}
    if not changed:
        return source
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    lines = source.splitlines(keepends=True)
    for index in reversed(range(len(tokens))):
        token = tokens[index]
        if token.type != tokenize.NAME or token.string not in changed or _is_attribute(tokens, index):
            continue
        row, column = token.start
        line = lines[row - 1]
        lines[row - 1] = line[:column] + changed[token.string] + line[column + len(token.string) :]
    return "".join(lines)


def _is_attribute(tokens: list[tokenize.TokenInfo], index: int) -> bool:
    after = tokens[index + 1].string if index + 1 < len(tokens) else ""
    inside = index > 0 and tokens[index - 1].string in ("(", ",") and after == "="
    return inside or (index > 0 and tokens[index - 1].string == ".")


def _fresh(name: str, site: str, used: set[str]) -> str:
    if name not in used:
        return name
    stem = f"{name}_{site.upper()}" if name.isupper() else f"read_{name}"
    count = 2
    fresh = stem
    while fresh in used:
        fresh, count = f"{stem}_{count}", count + 1
    return fresh


def _defined(tree: ast.Module) -> list[str]:
    """The names that the module's top level binds, imports apart."""
    found: list[str] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found += [t.id for target in targets for t in ast.walk(target) if isinstance(t, ast.Name)]
    return found


def _is_import(node: ast.stmt) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom)


def _without_imports(source: str, tree: ast.Module) -> str:
    """The text below the module's docstring, its import statements cut out, comments kept."""
    lines = source.splitlines()
    dropped: set[int] = set()
    for index, node in enumerate(tree.body):
        documented = index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if _is_import(node) or documented:
            dropped.update(range(node.lineno - 1, node.end_lineno or node.lineno))
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped).strip("\n") + "\n"
