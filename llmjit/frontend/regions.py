"""Lowers branches and loops to ops with regions, and names assigned in them to carried values."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from llmjit.frontend.expressions import Expressions
from llmjit.frontend.scope import Function, Scope
from llmjit.frontend.template import assigned_names
from llmjit.ir import ops
from llmjit.ir.ops import Op, Use, Value


class Regions(Expressions):
    """Branches and loops; `llmjit.frontend.statements` adds the rest."""

    loops: list[list[str]]

    def statement(self, node: ast.stmt) -> None:
        """Lower one statement."""
        raise NotImplementedError

    def assign_to(self, target: ast.expr, value: ast.expr) -> None:
        """Assign a value to a target."""
        raise NotImplementedError

    def body(self, nodes: Sequence[ast.stmt]) -> None:
        """Lower statements up to the first that never gives way to the next."""
        for node in nodes:
            if self.builder.ended:
                return
            self.statement(node)

    def _current(self, name: str, node: ast.AST) -> Use:
        """The value of a name now, undefined if it has none."""
        bound = self.scope.find(name)
        if bound is None:
            result = self.builder.namer.value(name)
            self.add(ops.Undef(result=result))
            return result.name
        return self.function_value(bound, node) if isinstance(bound, Function) else bound

    def _branch(self, nodes: Sequence[ast.stmt]) -> tuple[list[Op], Scope]:
        outer = self.scope
        self.scope = Scope(outer)
        with self.builder.region() as region:
            self.body(nodes)
        inner, self.scope = self.scope, outer
        return region, inner

    def if_(self, node: ast.If) -> None:
        """A branch; names assigned in either arm become its results."""
        condition = self.value(node.test)
        arms = [self._branch(node.body), self._branch(node.orelse)]
        names = list(dict.fromkeys(name for _, scope in arms for name in scope.names))
        self._join(node, condition, arms, names)

    def _join(
        self, node: ast.AST, condition: Use, arms: list[tuple[list[Op], Scope]], names: list[str]
    ) -> None:
        live = [arm for arm in arms if not (arm[0] and arm[0][-1].TERMINATOR)]
        results = [self.builder.namer.value(_plain(name)) for name in names] if live else []
        for region, scope in live:
            outer, self.scope = self.scope, scope
            with self.builder.region() as more:
                args = tuple(self._current(name, node) for name in names)
                self.add(ops.Yield(args=args))
            self.scope = outer
            region.extend(more)
        then, orelse = (tuple(region) for region, _ in arms)
        span = self.place.span(node)
        self.add(ops.If(results=tuple(results), condition=condition, then=then, orelse=orelse, span=span))
        for name, value in zip(names, results, strict=False):
            self.scope.names[name] = value.name
        if not live:
            self._dead_end(node)

    def _dead_end(self, node: ast.AST) -> None:
        """Close a region whose end cannot be reached."""
        if self.loops:
            self.add(ops.Continue(args=tuple(self._current(name, node) for name in self.loops[-1])))
        elif self.scope.base.function is not None:
            self.add(ops.Return(value=self.const(None, node)))

    def for_(self, node: ast.For) -> None:
        """A loop over items; names assigned in it, its target too, are carried."""
        if node.orelse:
            self.refuse(node, "a loop has an else branch", advice="set a flag where the loop is left")
        iterable = self.value(node.iter)
        names = assigned_names([node])
        inits = tuple(self._current(name, node) for name in names)
        item = self.builder.namer.value(node.target.id if isinstance(node.target, ast.Name) else "item")
        carried = [self.builder.namer.value(_plain(name)) for name in names]
        body = self._loop_body(node, names, carried, item)
        results = tuple(self.builder.namer.value(_plain(name)) for name in names)
        self.add(
            ops.For(
                results=results,
                iterable=iterable,
                item=item,
                inits=inits,
                carried=tuple(carried),
                body=tuple(body),
                span=self.place.span(node),
            )
        )
        self.scope.names.update({name: value.name for name, value in zip(names, results, strict=True)})

    def _loop_body(
        self, node: ast.For | ast.While, names: list[str], carried: list[Value], item: Value | None
    ) -> list[Op]:
        outer = self.scope
        self.scope = Scope(outer, names={n: v.name for n, v in zip(names, carried, strict=True)})
        self.loops.append(names)
        with self.builder.region() as region:
            if item is not None and isinstance(node, ast.For):
                self.assign_to(node.target, self.temp(item.name))
            self.body(node.body)
            if not self.builder.ended:
                self.add(ops.Yield(args=tuple(self._current(name, node) for name in names)))
        self.loops.pop()
        self.scope = outer
        return region

    def while_(self, node: ast.While) -> None:
        """A loop under a condition; names assigned in it are carried."""
        if node.orelse:
            self.refuse(node, "a loop has an else branch", advice="set a flag where the loop is left")
        names = assigned_names([node])
        inits = tuple(self._current(name, node) for name in names)
        carried = [self.builder.namer.value(_plain(name)) for name in names]
        outer = self.scope
        self.scope = Scope(outer, names={n: v.name for n, v in zip(names, carried, strict=True)})
        with self.builder.region() as test:
            self.add(ops.Yield(args=(self.value(node.test),)))
        self.scope = outer
        body = self._loop_body(node, names, carried, None)
        results = tuple(self.builder.namer.value(_plain(name)) for name in names)
        self.add(
            ops.While(
                results=results,
                inits=inits,
                carried=tuple(carried),
                test=tuple(test),
                body=tuple(body),
                span=self.place.span(node),
            )
        )
        self.scope.names.update({name: value.name for name, value in zip(names, results, strict=True)})

    def _leave(self, kind: type[ops.Break] | type[ops.Continue], node: ast.stmt) -> None:
        args = tuple(self._current(name, node) for name in self.loops[-1])
        self.add(kind(args=args, span=self.place.span(node)))

    def break_(self, node: ast.Break) -> None:
        """Leave the loop with the carried values as they are."""
        self._leave(ops.Break, node)

    def continue_(self, node: ast.Continue) -> None:
        """Go to the next turn with the carried values as they are."""
        self._leave(ops.Continue, node)

    def choice(self, node: ast.IfExp, hint: str) -> Use:
        """A conditional expression around a helper call is a branch."""
        return self._pick(node, self.value(node.test), node.body, node.orelse, hint)

    def either(self, node: ast.BoolOp, hint: str) -> Use:
        """``and``/``or`` around a helper call is a branch."""
        first = self.temp(self.value(node.values[0], hint))
        rest = node.values[1] if len(node.values) == 2 else ast.BoolOp(node.op, node.values[1:])
        ast.copy_location(rest, node.values[1])
        use = self.value(first)
        if isinstance(node.op, ast.And):
            return self._pick(node, use, rest, first, hint)
        return self._pick(node, use, first, rest, hint)

    def _pick(self, node: ast.expr, condition: Use, then: ast.expr, orelse: ast.expr, hint: str) -> Use:
        arms: list[tuple[Op, ...]] = []
        for part in (then, orelse):
            with self.builder.region() as region:
                self.add(ops.Yield(args=(self.value(part),)))
            arms.append(tuple(region))
        result = self.builder.namer.value(hint)
        span = self.place.span(node)
        self.add(ops.If(results=(result,), condition=condition, then=arms[0], orelse=arms[1], span=span))
        return result.name

    def comprehension(self, node: Any, hint: str) -> Use:
        """A comprehension around a helper call is a loop that fills a list, set or dict."""
        if any(generator.is_async for generator in node.generators):
            self.refuse(node, "an asynchronous comprehension")
        empty = {ast.SetComp: "set()", ast.DictComp: "{}"}.get(type(node), "[]")
        made = self.builder.namer.value(hint)
        self.add(ops.Py(result=made, source=empty, span=self.place.span(node)))
        into = self.temp(made.name)
        if isinstance(node, ast.DictComp):
            last: ast.stmt = ast.Assign([ast.Subscript(into, node.key, ast.Store())], node.value)
        else:
            method = "add" if isinstance(node, ast.SetComp) else "append"
            last = ast.Expr(ast.Call(ast.Attribute(into, method, ast.Load()), [node.elt], []))
        body: ast.stmt = ast.copy_location(last, node)
        for generator in reversed(node.generators):
            for test in reversed(generator.ifs):
                body = ast.copy_location(ast.If(test, [body], []), node)
            body = ast.copy_location(ast.For(generator.target, generator.iter, [body], []), node)
        outer = self.scope
        self.scope = Scope(outer)
        self.statement(ast.fix_missing_locations(body))
        self.scope = outer
        return made.name


def _plain(name: str) -> str:
    return name.removesuffix("()")
