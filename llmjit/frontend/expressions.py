"""Lowers expressions: helper calls and sites become ops of their own, all else stays Python."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn, final

from llmjit.diagnostic import CompileError
from llmjit.frontend.problems import UnknownName, Unsupported
from llmjit.frontend.purity import expression_effect
from llmjit.frontend.scope import Function, Scope
from llmjit.frontend.site_table import SiteTable
from llmjit.frontend.template import Template, is_literal, literal_value
from llmjit.ir import ops
from llmjit.ir.builder import Builder
from llmjit.ir.ops import Effect, Op, Use
from llmjit.ir.program import HelperInfo
from llmjit.ir.types import type_of
from llmjit.span import Span

INTRINSICS = frozenset({"llm_call", "llm_list_bind", "llm_bind", "coerce"})
_STRUCTURE = (ast.keyword, ast.Slice, ast.FormattedValue, ast.JoinedStr, ast.Starred)
_BUILTINS = frozenset(dir(builtins)) | {"__name__"}


@final
@dataclass
class Place:
    """Where the code being lowered was recorded: thread, message, and its first line in the message."""

    thread: str
    message: int
    line: int
    lines: list[str] = field(default_factory=list)

    def span(self, node: ast.AST) -> Span:
        """The span of a node's first character."""
        line, offset = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        if line <= len(self.lines) and not self.lines[line - 1].isascii():
            offset = len(self.lines[line - 1].encode()[:offset].decode(errors="replace"))
        return Span(self.thread, self.message, self.line + line - 1, offset + 1)


def dotted(node: ast.expr) -> str:
    """``a.b.c`` for a chain of attributes on a name, else nothing."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


class Expressions:
    """Lowers the expressions of one thread, in order; `llmjit.frontend.statements` adds statements."""

    def __init__(self, helpers: Mapping[str, HelperInfo], sites: SiteTable) -> None:
        self.builder = Builder()
        self.helpers = helpers
        self.called: dict[str, HelperInfo] = {}
        self.sites = sites
        self.scope = Scope()
        self.place = Place("", 0, 1)
        self.modules: dict[Use, str] = {}
        self.func_effects: dict[Use, tuple[Effect, ...]] = {}
        self._temps: dict[str, Use] = {}

    def add(self, op: Op) -> None:
        """Append an op to the innermost open region."""
        self.builder.add(op)

    def refuse(self, node: ast.AST, what: str, **fields: str) -> NoReturn:
        """Raise for code that cannot be compiled."""
        raise CompileError(Unsupported(span=self.place.span(node), what=what, **fields))

    def const(self, value: Any, node: ast.AST, hint: str = "") -> Use:
        """A literal."""
        result = self.builder.namer.value(hint, type_of(value))
        self.add(ops.Const(result=result, value=value, span=self.place.span(node)))
        return result.name

    def read(self, name: str, node: ast.AST) -> Use | None:
        """The value of a name; None for a builtin."""
        if name in self._temps:
            return self._temps[name]
        bound = self.scope.find(name)
        if bound is None:
            if name in _BUILTINS:
                return None
            raise CompileError(UnknownName(span=self.place.span(node), name=name))
        use = self.function_value(bound, node) if isinstance(bound, Function) else bound
        for function in self.scope.crossed(self.scope.owner(name)):
            function.captured[name] = use
        return use

    def function_value(self, function: Function, node: ast.AST) -> Use:
        """The value of a function, lowered now if it must be; statements know how."""
        raise NotImplementedError

    def special(self, node: ast.AST) -> bool:
        """Whether the node is a call of a helper or a model."""
        if not isinstance(node, ast.Call):
            return False
        name = dotted(node.func)
        if name in self.helpers:
            return self.scope.find(name.partition(".")[0]) is None
        return name in INTRINSICS and self.scope.find(name) is None

    def holds_special(self, node: ast.AST) -> bool:
        """Whether a call of a helper or a model is anywhere in the node."""
        return any(self.special(part) for part in ast.walk(node))

    def value(self, node: ast.expr, hint: str = "") -> Use:
        """Lower an expression; ``hint`` names its value."""
        if isinstance(node, ast.Name):
            use = self.read(node.id, node)
            if use is not None:
                return use
        if is_literal(node):
            return self.const(literal_value(node), node, hint)
        if isinstance(node, ast.Constant) and (node.value is None or isinstance(node.value, bool)):
            return self.const(node.value, node, hint)
        if isinstance(node, ast.Await):
            return self.value(node.value, hint)
        if any(isinstance(part, ast.NamedExpr) for part in ast.walk(node)):
            return self.walrus(node)
        if not self.holds_special(node):
            return self.template(node, hint)
        if isinstance(node, ast.Call) and self.special(node):
            return self._special_call(node, hint)
        return self._split(node, hint)

    def template(self, node: ast.expr, hint: str = "") -> Use:
        """An expression without calls of helpers, as one op."""
        span = self.place.span(node)
        effects = self.effects_of(node)
        source, operands = Template(self.read, self.const).expression(node)
        inner = (effect for _, use in operands for effect in self.func_effects.get(use, ()))
        result = self.builder.namer.value(hint)
        effects = tuple(dict.fromkeys((*effects, *inner)))
        self.add(ops.Py(result=result, source=source, operands=operands, effects=effects, span=span))
        return result.name

    def effects_of(self, node: ast.AST) -> tuple[Effect, ...]:
        """The effects that the names in the code suggest, local functions' own left out."""
        local = {
            part.id
            for part in ast.walk(node)
            if isinstance(part, ast.Name) and self._is_local_function(part.id)
        }
        found = expression_effect(node, self._module, frozenset(local))
        return (found,) if found else ()

    def _is_local_function(self, name: str) -> bool:
        bound = self.scope.find(name)
        return isinstance(bound, Function) or bound in self.func_effects

    def _module(self, name: str) -> str | None:
        bound = self.scope.find(name)
        return self.modules.get(bound) if isinstance(bound, str) else None

    def _special_call(self, node: ast.Call, hint: str) -> Use:
        name = dotted(node.func)
        if name in INTRINSICS:
            return self._site(node, name, hint)
        if any(isinstance(arg, ast.Starred) for arg in node.args) or any(
            k.arg is None for k in node.keywords
        ):
            self.refuse(node, f"{name} is called with * or **", advice="pass the arguments one by one")
        args = tuple(self.value(arg) for arg in node.args)
        kwargs = tuple((str(k.arg), self.value(k.value)) for k in node.keywords)
        info = self.helpers[name]
        self.called[name] = info
        result = self.builder.namer.value(hint)
        span = self.place.span(node)
        self.add(
            ops.Call(result=result, helper=name, args=args, kwargs=kwargs, effect=info.effect, span=span)
        )
        return result.name

    def _site(self, node: ast.Call, kind: str, hint: str) -> Use:
        given = [*node.args, *(keyword.value for keyword in node.keywords)]
        if not given:
            self.refuse(node, f"{kind} is called without arguments", advice="pass it what the model reads")
        first = given[0]
        inputs = list(first.elts) if kind == "llm_call" and isinstance(first, ast.List) else [first]
        instruction = ""
        for extra in given[1:]:
            if isinstance(extra, ast.Constant) and isinstance(extra.value, str) and not instruction:
                instruction = extra.value
            elif isinstance(extra, ast.Name) and self.scope.find(extra.id) is None:
                instruction = instruction or extra.id
            else:
                inputs.append(extra)
        uses = tuple(self.value(item) for item in inputs)
        names = [item.id if isinstance(item, ast.Name) else "" for item in inputs]
        span = self.place.span(node)
        name = self.sites.declare(kind, instruction, names, span, hint)
        result = self.builder.namer.value(hint or name)
        self.add(ops.Site(result=result, name=name, inputs=uses, span=span))
        return result.name

    def temp(self, use: Use) -> ast.Name:
        """A name that stands for a value in a template."""
        name = f"_{len(self._temps) + 1}"
        self._temps[name] = use
        return ast.Name(name, ast.Load())

    def _split(self, node: ast.expr, hint: str) -> Use:
        """Lower an expression around calls of helpers: parts first, in Python's order, then the rest."""
        special: dict[type[ast.expr], Callable[[Any, str], Use]] = {
            ast.BoolOp: self.either,
            ast.IfExp: self.choice,
            ast.ListComp: self.comprehension,
            ast.SetComp: self.comprehension,
            ast.GeneratorExp: self.comprehension,
            ast.DictComp: self.comprehension,
        }
        if type(node) in special:
            return special[type(node)](node, hint)
        if isinstance(node, ast.Lambda | ast.Yield | ast.YieldFrom):
            self.refuse(node, f"a helper is called inside a {type(node).__name__.lower()}")
        self.hoist(node)
        return self.template(node, hint)

    def hoist(self, node: ast.AST) -> None:
        """Replace the parts of a node, up to the last that calls a helper, by names of their values."""
        parts = list(_parts(node))
        last = max((i for i, (_, _, _, part) in enumerate(parts) if self.holds_special(part)), default=-1)
        for owner, name, index, part in parts[: last + 1]:
            if isinstance(part, ast.Constant | ast.Name):
                continue
            new = self.temp(self.value(part))
            if index is None:
                setattr(owner, name, new)
            else:
                getattr(owner, name)[index] = new

    def walrus(self, node: ast.expr) -> Use:
        """An expression that assigns a name on its way."""
        raise NotImplementedError

    def either(self, node: ast.BoolOp, hint: str) -> Use:
        """``and``/``or`` around a helper call."""
        raise NotImplementedError

    def choice(self, node: ast.IfExp, hint: str) -> Use:
        """A conditional expression around a helper call."""
        raise NotImplementedError

    def comprehension(self, node: Any, hint: str) -> Use:
        """A comprehension around a helper call."""
        raise NotImplementedError


_Part = tuple[Any, str, int | None, ast.expr]


def _parts(node: ast.AST) -> list[_Part]:
    """The expressions directly in a node, in the order Python evaluates them, with where they hang."""
    found: list[_Part] = []
    fields = list(node._fields)
    if isinstance(node, ast.Dict):
        for index, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is not None:
                found.append((node, "keys", index, key))
            found.append((node, "values", index, value))
        return found
    for name in fields:
        value = getattr(node, name)
        many = isinstance(value, list)
        items: list[tuple[Any, Any]] = list(enumerate(value)) if many else [(None, value)]
        for at, item in items:
            if name == "func" and isinstance(item, ast.Attribute):
                found.append((item, "value", None, item.value))
            elif isinstance(item, _STRUCTURE) or isinstance(getattr(item, "ctx", None), ast.Store | ast.Del):
                found += _parts(item)
            elif isinstance(item, ast.expr):
                found.append((node, name, at, item))
    return found
