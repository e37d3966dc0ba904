"""Names for what a program reads: from the threads' own vocabulary, without what was one thread's alone."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from llmjit.dataflow.sources import Binding
from llmjit.support.tables import Table

if TYPE_CHECKING:
    from llmjit.dataflow.task import Task


def named(task: Task, bindings: Sequence[Binding]) -> Task:
    """The task with variables named for what they are in every thread, not for one thread's data."""
    special = {word for _, _, value in task.holes for word in _words(value)} - _shared(bindings)
    lists = {
        node.targets[0].id
        for node in task.tree.body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and _makes_list(node.value)
    }
    variables = [node for node in ast.walk(task.tree) if isinstance(node, ast.Name)]
    bound = dict.fromkeys(node.id for node in variables if isinstance(node.ctx, ast.Store))
    taken = {name for name, _, _ in task.holes} | {node.id for node in variables if node.id not in bound}
    names: dict[str, str] = {}
    for name in bound:
        names[name] = _free(_general(name, special) or ("values" if name in lists else "value"), taken)
        taken.add(names[name])
    tree = _Rename(names).visit(ast.parse(ast.unparse(task.tree)))
    for new, old in zip(tree.body, task.tree.body, strict=True):
        ast.copy_location(new, old)
    result = ast.unparse(_Rename(names).visit(ast.parse(task.result, mode="eval")))
    return _without_aliases(replace(task, tree=tree, result=result))


def _without_aliases(task: Task) -> Task:
    """The task with holes called what the code calls them, where it only gives them a name."""
    holes = {name for name, _, _ in task.holes}
    stored = [n.id for n in ast.walk(task.tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    names: dict[str, str] = {}
    kept = []
    for node in task.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=hole)) if (
                hole in holes and hole not in names and stored.count(name) == 1
            ):
                names[hole] = name
            case _:
                kept.append(node)
    tree = _Rename(names).visit(ast.Module(kept, []))
    named_holes = tuple((names.get(name, name), kind, value) for name, kind, value in task.holes)
    checks = tuple(
        (ast.unparse(_Rename(names).visit(ast.parse(c, mode="eval"))), reason) for c, reason in task.checks
    )
    template = re.sub(r"\{(\w+)\}", lambda match: "{" + names.get(match[1], match[1]) + "}", task.template)
    return replace(task, tree=tree, holes=named_holes, checks=checks, template=template)


def _shared(bindings: Sequence[Binding]) -> set[str]:
    """The words of column names that all tables have."""
    tables = [value for binding in bindings for value in binding.values() if isinstance(value, Table)]
    named = [{word for column in table.columns for word in _words(column)} for table in tables]
    return set.intersection(*named) if named else set()


def _makes_list(node: ast.expr) -> bool:
    made = ast.unparse(node)
    return made.startswith(("numbers(", "list(", "stem_and_leaf(", "[", "dict(")) or ".split(" in made


def _words(value: Any) -> set[str]:
    """The words of a hole's value; of a table, those of its labels and names."""
    if isinstance(value, Table):
        texts = [*value.columns, *(row[0] for row in value.rows)]
        return {word for text in texts for word in _words(text)}
    return {word.lower() for word in re.findall(r"[A-Za-z0-9]+", str(value))}


def _general(name: str, special: set[str]) -> str:
    """The name without words that are one thread's data; as it was when nothing sensible is left."""
    words = [word for word in name.split("_") if word.lower() not in special]
    while words and words[0] in ("of", "for", "in", "the", "and"):
        words.pop(0)
    while words and words[-1] in ("of", "for", "in", "the", "and"):
        words.pop()
    left = "_".join(words)
    stripped = len(name.split("_")) - len(words)
    usable = left.isidentifier() and not keyword.iskeyword(left) and stripped <= len(words) + 1
    return left if usable else name if len(name) == 1 else ""


def _free(name: str, taken: set[str]) -> str:
    if name not in taken:
        return name
    return next(f"{name}_{count}" for count in range(2, 1000) if f"{name}_{count}" not in taken)


class _Rename(ast.NodeTransformer):
    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self.names.get(node.id, node.id), node.ctx), node)
