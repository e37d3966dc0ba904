"""The sites' own modules, merged into one: imports once, names of one module never shadowing another's."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, final

from llmjit.ir.program import SiteInfo

if TYPE_CHECKING:
    import libcst


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
    """The module with names of its top level replaced wherever they mean that, whatever functions call their own."""
    changed = {old: new for old, new in names.items() if old != new}
    if not changed:
        return source
    import libcst  # for sites whose names clash alone: loading it takes longer than compiling a thread
    from libcst.metadata import GlobalScope, MetadataWrapper, ScopeProvider

    wrapper = MetadataWrapper(libcst.parse_module(source), unsafe_skip_copy=True)
    top = next(scope for scope in wrapper.resolve(ScopeProvider).values() if isinstance(scope, GlobalScope))
    meant: dict[libcst.CSTNode, libcst.CSTNode] = {}
    for old, new in changed.items():
        for assignment in top[old]:
            for node in (
                getattr(assignment, "node", None),
                *(access.node for access in assignment.references),
            ):
                name = getattr(node, "name", node)  # of a function or class, else the name itself
                if isinstance(name, libcst.Name) and name.value == old:
                    meant[name] = name.with_changes(value=new)
    return _replaced(wrapper.module, meant)


def _replaced(module: libcst.Module, nodes: Mapping[libcst.CSTNode, libcst.CSTNode]) -> str:
    import libcst

    class Replace(libcst.CSTTransformer):
        def on_leave(self, original_node: Any, updated_node: Any) -> Any:
            found = nodes.get(original_node)
            return super().on_leave(original_node, updated_node) if found is None else found

    return module.visit(Replace()).code


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
