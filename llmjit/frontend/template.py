"""Expressions and statements of recorded code as templates: names and literals become operands."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, final

from llmjit.ir.ops import Named, Use
from llmjit.ir.template import own_names


def is_literal(node: ast.AST) -> bool:
    """Whether the node is a literal that becomes an operand: text, bytes, a number, a negated number."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = node.operand
        return isinstance(inner, ast.Constant) and type(inner.value) in (int, float)
    return isinstance(node, ast.Constant) and type(node.value) in (str, bytes, int, float)


def literal_value(node: ast.AST) -> Any:
    """The value of a node for which `is_literal` holds."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant):
        value: Any = node.operand.value
        return -value
    assert isinstance(node, ast.Constant)
    return node.value


@final
@dataclass
class Template(ast.NodeTransformer):
    """Rewrites one expression or statement in place, and collects its operands.

    ``read`` gives the value of a name, or None where the name is a builtin; ``literal`` makes a constant.
    """

    read: Callable[[str, ast.AST], Use | None]
    literal: Callable[[Any, ast.AST], Use]
    taken: set[str] = field(default_factory=set)
    bound: list[set[str]] = field(default_factory=list)
    inner: set[str] = field(default_factory=set)
    operands: dict[str, Use] = field(default_factory=dict)

    def expression(self, node: ast.expr) -> tuple[str, Named]:
        """The template's text and operands."""
        self._prepare(node)
        new = self.visit(node)
        return ast.unparse(new), tuple(self.operands.items())

    def statements(self, nodes: list[ast.stmt], assigned: set[str]) -> tuple[str, Named]:
        """The text and operands of statements; ``assigned`` names are theirs, though read first if bound."""
        for node in nodes:
            self._prepare(node)
        self.taken |= assigned
        body = [self.visit(node) for node in nodes]
        return ast.unparse(ast.fix_missing_locations(ast.Module(body, []))), tuple(self.operands.items())

    def _prepare(self, node: ast.AST) -> None:
        self.taken |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
        self.inner |= own_names(node)
        self.taken |= self.inner

    def _fresh(self, base: str) -> str:
        name, count = base, 0
        while name in self.taken:
            count += 1
            name = f"{base}{count}"
        self.taken.add(name)
        return name

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A free name becomes an operand of that name, unless the expression uses the name for itself too."""
        if any(node.id in names for names in self.bound) or not isinstance(node.ctx, ast.Load | ast.Del):
            return node
        use = self.read(node.id, node)
        if use is None:
            return node
        name = node.id
        if name in self.inner:
            name = next((n for n, u in self.operands.items() if u == use), None) or self._fresh(
                f"outer_{name}"
            )
        self.operands[name] = use
        return ast.copy_location(ast.Name(name, node.ctx), node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """A literal becomes an operand ``k``, ``k1``, …"""
        if not is_literal(node):
            return node
        name = self._fresh("k")
        self.operands[name] = self.literal(node.value, node)
        return ast.copy_location(ast.Name(name, ast.Load()), node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        """A negative number is one literal."""
        if not is_literal(node):
            return self.generic_visit(node)
        name = self._fresh("k")
        self.operands[name] = self.literal(literal_value(node), node)
        return ast.copy_location(ast.Name(name, ast.Load()), node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """The text pieces of an f-string are literals too; format specifications stay as they are."""
        values: list[ast.expr] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                values.append(ast.FormattedValue(self.visit(part), -1, None))
            elif isinstance(part, ast.FormattedValue):
                values.append(ast.FormattedValue(self.visit(part.value), part.conversion, self._spec(part)))
        return ast.copy_location(ast.JoinedStr(values), node)

    def _spec(self, part: ast.FormattedValue) -> ast.expr | None:
        spec = part.format_spec
        if isinstance(spec, ast.JoinedStr):
            parts: list[ast.expr] = [
                self.visit(inner) if isinstance(inner, ast.FormattedValue) else inner for inner in spec.values
            ]
            return ast.JoinedStr(parts)
        return spec

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        """A lambda's defaults are read outside, its body inside."""
        node.args.defaults = [self.visit(default) for default in node.args.defaults]
        self.bound.append({arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)})
        node.body = self.visit(node.body)
        self.bound.pop()
        return node

    def _comprehension(self, node: Any) -> Any:
        depth = len(self.bound)
        for generator in node.generators:
            generator.iter = self.visit(generator.iter)
            self.bound.append({n.id for n in ast.walk(generator.target) if isinstance(n, ast.Name)})
            generator.ifs = [self.visit(test) for test in generator.ifs]
        for name in ("elt", "key", "value"):
            if hasattr(node, name):
                setattr(node, name, self.visit(getattr(node, name)))
        del self.bound[depth:]
        return node

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        """Patterns hold literals that only Python itself may read."""
        node.guard = self.visit(node.guard) if node.guard is not None else None
        node.body = [self.visit(statement) for statement in node.body]
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A function kept as text: its own names are not operands."""
        names = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        names |= {arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg)} | {node.name}
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        node.args = self._plain_arguments(node.args)
        node.returns = None
        self.bound.append(names)
        first = node.body[:1] if ast.get_docstring(node) is not None else []
        node.body = [*first, *(self.visit(statement) for statement in node.body[len(first) :])]
        self.bound.pop()
        return node

    def _plain_arguments(self, args: ast.arguments) -> ast.arguments:
        """Parameters without annotations, their defaults read outside."""
        for arg in ast.walk(args):
            if isinstance(arg, ast.arg):
                arg.annotation = None
        args.defaults = [self.visit(default) for default in args.defaults]
        args.kw_defaults = [None if default is None else self.visit(default) for default in args.kw_defaults]
        return args

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Annotations are for readers."""
        if node.value is not None:
            node.value = self.visit(node.value)
        return node


def assigned_names(nodes: list[ast.stmt]) -> list[str]:
    """Names the statements bind in their own scope, in order of appearance, doubles left out."""
    return list(dict.fromkeys(name for node in nodes for name in _bound_by(node)))


def _bound_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
        return
    if isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
        return
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
        yield node.id
    if isinstance(node, ast.Import | ast.ImportFrom):
        yield from (alias.asname or alias.name.partition(".")[0] for alias in node.names)
    if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name:
        yield node.name
    for child in ast.iter_child_nodes(node):
        yield from _bound_by(child)
