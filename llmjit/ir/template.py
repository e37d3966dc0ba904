"""Edits the source of templates: renames operands, and writes one template into another."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, final

_WORDS = re.compile(r"\w+(?:\.\w+)*")


@final
class _Rewrite(ast.NodeTransformer):
    """Puts names or expressions in the place of names; constants and f-strings join f-strings around them."""

    def __init__(self, names: Mapping[str, str], expressions: Mapping[str, ast.expr]) -> None:
        self._names = names
        self._expressions = expressions

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name that stands for something else."""
        if isinstance(node.ctx, ast.Load) and node.id in self._expressions:
            return self._expressions[node.id]
        node.id = self._names.get(node.id, node.id)
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Text pieces and inner f-strings become part of the f-string."""
        values: list[ast.expr] = []
        for part in node.values:
            values += self._pieces(part)
        merged: list[ast.expr] = []
        for value in values:
            last = merged[-1] if merged else None
            if isinstance(value, ast.Constant) and isinstance(last, ast.Constant):
                merged[-1] = ast.Constant(str(last.value) + str(value.value))
            else:
                merged.append(value)
        if len(merged) == 1 and isinstance(merged[0], ast.Constant):
            return ast.copy_location(merged[0], node)
        return ast.copy_location(ast.JoinedStr(merged), node)

    def _pieces(self, part: ast.expr) -> list[ast.expr]:
        new: Any = self.visit(part)
        if isinstance(new, ast.FormattedValue) and new.conversion == -1 and new.format_spec is None:
            inner = new.value
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                return [inner]
            if isinstance(inner, ast.JoinedStr):
                return list(inner.values)
        return [new]

    def _definition(self, node: Any) -> Any:
        node.name = self._names.get(node.name, node.name) if node.name else node.name
        return self.generic_visit(node)

    visit_FunctionDef = visit_ClassDef = visit_ExceptHandler = visit_MatchAs = _definition

    def visit_alias(self, node: ast.alias) -> ast.AST:
        """An import that binds a name which is called otherwise now."""
        bound = node.asname or node.name
        if bound in self._names and self._names[bound] != bound:
            node.asname = self._names[bound]
        return node


def own_names(node: ast.AST) -> set[str]:
    """Names the expression binds for itself: comprehension targets, lambda arguments, ``:=`` targets."""
    found: set[str] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.comprehension):
            found |= {name.id for name in ast.walk(part.target) if isinstance(name, ast.Name)}
        elif isinstance(part, ast.Lambda):
            found |= {arg.arg for arg in ast.walk(part.args) if isinstance(arg, ast.arg)}
        elif isinstance(part, ast.ExceptHandler) and part.name:
            found.add(part.name)
    return found


@lru_cache(maxsize=4096)
def names_in(source: str) -> frozenset[str]:
    """All names in an expression, those it binds for itself included."""
    return frozenset(node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name))


def is_expression(use: str) -> bool:
    """Whether what is read, at stage PYTHON, is an expression and not a variable."""
    return not use.partition(".")[0].isidentifier() or keyword.iskeyword(use) or not _WORDS.fullmatch(use)


def rewrite_expression(source: str, names: Mapping[str, str], expressions: Mapping[str, ast.expr]) -> str:
    """An expression's text with names put in the place of others; as it was where nothing changes."""
    if not expressions and all(old == new for old, new in names.items()):
        return source
    return ast.unparse(_rewritten(source, names, expressions, "eval"))


def expression_tree(source: str, names: Mapping[str, str], expressions: Mapping[str, ast.expr]) -> ast.expr:
    """As `rewrite_expression`, as a tree that can be put into another template."""
    tree = _rewritten(source, names, expressions, "eval")
    assert isinstance(tree, ast.Expression)
    return tree.body


def rewrite_statements(source: str, names: Mapping[str, str], expressions: Mapping[str, ast.expr]) -> str:
    """Statements' text with names put in the place of others; as it was where nothing changes."""
    if not expressions and all(old == new for old, new in names.items()):
        return source
    return ast.unparse(_rewritten(source, names, expressions, "exec"))


def _rewritten(
    source: str, names: Mapping[str, str], expressions: Mapping[str, ast.expr], mode: str
) -> ast.AST:
    tree = ast.parse(source, mode=mode)
    new: ast.AST = _Rewrite(names, expressions).visit(tree)
    return ast.fix_missing_locations(new)


def literal_tree(value: Any) -> ast.expr:
    """A constant as a tree; negative numbers as Python would parse them."""
    return ast.parse(repr(value), mode="eval").body
