"""The sites' own modules, merged into one: imports once, names of one module never shadowing another's."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
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

    Sites with the same text share one function, and constants of the same value are written once.
    """
    merged, used, known = Merged(), set(taken), dict[str, str]()
    constants: dict[str, str] = {}
    for site in sites:
        if not site.source:
            continue
        if site.source in known:
            merged.entries[site.name] = known[site.source]
            continue
        tree = ast.parse(site.source)
        shared = _shared(tree, constants)
        called = {site.entry: site.function} if site.function else {}
        renamed = shared | {
            name: _fresh(called.get(name, name), site.name, used)
            for name in _defined(tree)
            if name not in shared
        }
        used.update(renamed.values())
        for node, name in _constants(tree):
            constants.setdefault(_value(node, renamed), renamed[name])
        merged.imports += [ast.unparse(node) for node in tree.body if _is_import(node)]
        merged.blocks.append(rename(_own_text(site.source, tree, shared), renamed))
        merged.entries[site.name] = known[site.source] = renamed[site.entry]
    merged.imports = list(dict.fromkeys(merged.imports))
    return merged


def _constants(tree: ast.Module) -> Iterator[tuple[ast.Assign, str]]:
    """The statements that name a text, a number or a compiled pattern, which nothing can change; with the name."""
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant() | ast.JoinedStr()):
                yield node, name
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=function)):
                if ast.unparse(function) == "re.compile":
                    yield node, name


def _value(node: ast.Assign, renamed: Mapping[str, str]) -> str:
    """What a constant is set to, in the merged module's names."""
    value = ast.parse(ast.unparse(node.value), mode="eval")
    for part in ast.walk(value):
        if isinstance(part, ast.Name):
            part.id = renamed.get(part.id, part.id)
    return ast.unparse(value)


def _shared(tree: ast.Module, constants: Mapping[str, str]) -> dict[str, str]:
    """The constants of a module that the merged one has already, with its names for them, by their values."""
    shared: dict[str, str] = {}
    for node, name in _constants(tree):
        known = constants.get(_value(node, shared))
        if known is not None:
            shared[name] = known
    return shared


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


def _own_text(source: str, tree: ast.Module, shared: Container[str]) -> str:
    """The text below the module's docstring without its imports and the constants that are ``shared``.

    Comments are kept, but for those above such a constant.
    """
    lines = source.splitlines()
    dropped: set[int] = set()
    for index, node in enumerate(tree.body):
        documented = index == 0 and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if _is_import(node) or documented:
            dropped.update(range(node.lineno - 1, node.end_lineno or node.lineno))
    for node, name in _constants(tree):
        if name in shared:
            first = node.lineno - 1
            while first > 0 and lines[first - 1].startswith("#"):
                first -= 1
            dropped.update(range(first, node.end_lineno or node.lineno))
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped).strip("\n") + "\n"
