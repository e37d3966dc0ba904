"""Lowers statements: branches and loops become regions, functions are lowered when first used."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable
from typing import Any

from llmjit.frontend.expressions import Expressions, dotted
from llmjit.frontend.regions import Regions
from llmjit.frontend.scope import Function, Scope
from llmjit.frontend.template import Template, assigned_names
from llmjit.ir import ops
from llmjit.ir.effects import region_effects
from llmjit.ir.ops import FuncParam, Use

RESULT = "result()"
PRINTED = "print()"


class Statements(Regions):
    """Lowers the statements of one thread, block by block; names persist between blocks."""

    def statement(self, node: ast.stmt) -> None:
        """Lower one statement."""
        self._functions_used(node)
        known: dict[type[ast.stmt], Callable[[Any], None]] = {
            ast.Assign: self._assign,
            ast.AnnAssign: self._annotated,
            ast.Expr: self._expression,
            ast.If: self.if_,
            ast.For: self.for_,
            ast.While: self.while_,
            ast.FunctionDef: self._define,
            ast.Import: self._import,
            ast.ImportFrom: self._import_from,
            ast.Return: self._return,
            ast.Break: self.break_,
            ast.Continue: self.continue_,
            ast.Pass: lambda node: None,
            ast.Delete: self._delete,
            ast.Try: self._try,
        }
        known.get(type(node), self.opaque)(node)

    def bind(self, name: str, use: Use) -> None:
        """Bind a name in the innermost region."""
        self.scope.names[name] = use

    def _assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if len(node.targets) == 1 and isinstance(target, ast.Name):
            self.bind(target.id, self.value(node.value, target.id))
        elif len(node.targets) == 1 and not self.holds_special(node):
            self._unpack(node, target)
        else:
            value = self.temp(self.value(node.value))
            for target in node.targets:
                self.assign_to(target, value)

    def assign_to(self, target: ast.expr, value: ast.expr) -> None:
        """Assign a value, already lowered, to any target."""
        if isinstance(target, ast.Name):
            self.bind(target.id, self.value(value, target.id))
            return
        self.hoist(target)
        self.opaque(ast.copy_location(ast.Assign([target], value), target))

    def walrus(self, node: ast.expr) -> Use:
        """An expression with ``:=`` is a statement that assigns its value, too."""
        if self.holds_special(node):
            self.refuse(node, "a helper is called in an expression with :=")
        self.opaque(ast.copy_location(ast.Assign([ast.Name("value_", ast.Store())], node), node))
        bound = self.scope.names.pop("value_")
        assert isinstance(bound, str)
        return bound

    def _unpack(self, node: ast.Assign, target: ast.expr) -> None:
        """``a, b = x, y`` is two assignments; other targets are Python's business."""
        if (
            isinstance(target, ast.Tuple)
            and isinstance(node.value, ast.Tuple)
            and len(target.elts) == len(node.value.elts)
            and not any(isinstance(part, ast.Starred) for part in (*target.elts, *node.value.elts))
            and all(isinstance(part, ast.Name) for part in target.elts)
        ):
            names = [part.id for part in target.elts if isinstance(part, ast.Name)]
            values = [self.value(part, name) for part, name in zip(node.value.elts, names, strict=True)]
            for name, use in zip(names, values, strict=True):
                self.bind(name, use)
        else:
            self.opaque(node)

    def _annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._assign(ast.copy_location(ast.Assign([node.target], node.value), node))

    def _expression(self, node: ast.Expr) -> None:
        call = node.value
        name = dotted(call.func) if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) else ""
        if isinstance(call, ast.Call) and name and self.scope.find(name) is None:
            if name == "print" and self._print(call):
                return
            if name == "result" and call.args:
                self.bind(RESULT, self.value(call.args[0], "result"))
                return
            if name == "guard" and call.args:
                self._guard(call)
                return
        if not isinstance(call, ast.Constant):
            self.value(call)

    def _print(self, call: ast.Call) -> bool:
        """Lower a ``print``; False when its arguments are not plain."""
        if any(isinstance(arg, ast.Starred) for arg in call.args) or any(
            k.arg is None for k in call.keywords
        ):
            return False
        args = tuple(self.value(arg) for arg in call.args)
        kwargs = tuple((str(keyword.arg), self.value(keyword.value)) for keyword in call.keywords)
        self.add(ops.Output(kind="print", args=args, kwargs=kwargs, span=self.place.span(call)))
        if len(args) == 1:
            self.bind(PRINTED, args[0])
        elif args and not kwargs:
            self.bind(PRINTED, self._joined(args, call))
        return True

    def _joined(self, args: tuple[Use, ...], call: ast.Call) -> Use:
        """What ``print`` makes of several values: one text."""
        names = [f"x{index}" for index in range(len(args))]
        result = self.builder.namer.value()
        source = f"f'{' '.join(f'{{{name}}}' for name in names)}'"
        operands = tuple(zip(names, args, strict=True))
        self.add(ops.Py(result=result, source=source, operands=operands, span=self.place.span(call)))
        return result.name

    def _guard(self, call: ast.Call) -> None:
        condition = self.value(call.args[0])
        rest = [*call.args[1:], *(keyword.value for keyword in call.keywords)]
        reason = rest[0].value if rest and isinstance(rest[0], ast.Constant) else "the recorded guard holds"
        self.add(
            ops.Check(
                kind="user",
                condition="condition",
                operands=(("condition", condition),),
                reason=str(reason),
                span=self.place.span(call),
            )
        )

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self.scope.names[target.id] = None
            else:
                self.opaque(ast.copy_location(ast.Delete([target]), node))

    def _try(self, node: ast.Try) -> None:
        """A ``try`` without helper calls stays Python. One with them is followed as recorded: the path
        without an exception; where a helper raises later, the exception leaves the program.
        """
        if not self.holds_special(node):
            self.opaque(node)
            return
        for statement in (*node.body, *node.orelse, *node.finalbody):
            if not self.builder.ended:
                self.statement(statement)

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            if "." in alias.name and alias.asname is None:
                self.opaque(ast.copy_location(ast.Import([alias]), node), ())
                continue
            result = self.builder.namer.value(alias.asname or alias.name)
            self.add(ops.Import(result=result, module=alias.name, span=self.place.span(node)))
            self.bind(alias.asname or alias.name, result.name)
            self.modules[result.name] = alias.name

    def _import_from(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        for alias in node.names:
            if alias.name == "*" or node.level:
                self.refuse(node, "import of names that are not written out", advice="import by name")
            name = alias.asname or alias.name
            result = self.builder.namer.value(name)
            self.add(
                ops.Import(result=result, module=module, attribute=alias.name, span=self.place.span(node))
            )
            self.bind(name, result.name)
            self.modules[result.name] = module

    def _return(self, node: ast.Return) -> None:
        value = self.const(None, node) if node.value is None else self.value(node.value)
        self.add(ops.Return(value=value, span=self.place.span(node)))

    def opaque(self, node: ast.stmt, effects: tuple[ops.Effect, ...] | None = None) -> None:
        """A statement that stays Python."""
        if self.holds_special(node):
            if not isinstance(node, ast.AugAssign | ast.Assert | ast.Assign | ast.Raise):
                self.refuse(node, f"a helper is called inside a {type(node).__name__.lower()} statement")
            self.hoist(node)
        span = self.place.span(node)
        assigned = assigned_names([node])
        template = Template(self.read, self.const)
        for name in assigned:
            bound = self.scope.find(name)
            if bound is not None and not isinstance(node, ast.Assign):
                template.operands[name] = self.read(name, node) or ""
        template.bound.append(set(assigned))
        source, operands = template.statements([node], set(assigned))
        results = tuple(self.builder.namer.value(name) for name in assigned)
        found = self._statement_effects(node, operands) if effects is None else effects
        self.add(
            ops.Exec(
                results=results,
                source=source,
                operands=operands,
                outs=tuple(assigned),
                effects=found,
                span=span,
            )
        )
        for name, value in zip(assigned, results, strict=True):
            self.bind(name, value.name)

    def _statement_effects(self, node: ast.stmt, operands: ops.Named) -> tuple[ops.Effect, ...]:
        found: list[ops.Effect] = ["mutate", *self.effects_of(node)]
        if any(isinstance(part, ast.Raise | ast.Assert) for part in ast.walk(node)):
            found.append("raise")
        found += [effect for _, use in operands for effect in self.func_effects.get(use, ())]
        return tuple(dict.fromkeys(found))

    def _define(self, node: ast.FunctionDef) -> None:
        if node.decorator_list or any(isinstance(n, ast.Yield | ast.YieldFrom | ast.Global | ast.Nonlocal)
                                      for n in ast.walk(node)):  # fmt: skip
            self.opaque(node)
            return
        args = node.args
        pairs = [*zip(reversed([*args.posonlyargs, *args.args]), reversed(args.defaults), strict=False),
                 *((a, d) for a, d in zip(args.kwonlyargs, args.kw_defaults, strict=True) if d)]  # fmt: skip
        defaults = {arg.arg: self.value(default) for arg, default in pairs}
        function = Function(node, defaults, self.scope, self.place)
        self.scope.names[node.name] = function
        if self.scope is not self.scope.base:
            self.function_value(function, node)

    def _functions_used(self, node: ast.stmt) -> None:
        """Lower, before the statement, the functions it names, so that they are visible in all regions."""
        if self.scope is not self.scope.base or isinstance(node, ast.FunctionDef):
            return
        for part in ast.walk(node):
            if isinstance(part, ast.Name):
                bound = self.scope.find(part.id)
                if isinstance(bound, Function):
                    self.function_value(bound, part)

    def function_value(self, function: Function, node: ast.AST) -> Use:
        """The function's value: lowered at its first use, and again when a name it reads was bound anew."""
        if function.value is not None and all(
            function.home.find(name) in (use, function)
            or (isinstance(found := function.home.find(name), Function) and found.value == use)
            for name, use in function.captured.items()
        ):
            return function.value
        if function.busy:
            self.refuse(node, f"{function.node.name} calls itself through another function")
        function.busy = True
        function.captured.clear()
        place, self.place = self.place, function.place  # type: ignore[assignment]
        function.value = self._lower_function(function)
        self.place = place
        function.busy = False
        return function.value

    def _lower_function(self, function: Function) -> Use:
        node = copy.deepcopy(function.node)
        result = self.builder.namer.value(node.name)
        self.func_effects[result.name] = ()
        outer, loops, self.loops = self.scope, self.loops, []
        self.scope = Scope(function.home, function, {node.name: result.name})
        params = tuple(self._parameters(node.args, function.defaults))
        with self.builder.region() as body:
            first = 1 if ast.get_docstring(node) is not None else 0
            self.body(node.body[first:])
            if not self.builder.ended:
                self.add(ops.Return(value=self.const(None, node), span=self.place.span(node)))
        self.scope, self.loops = outer, loops
        self.func_effects[result.name] = tuple(sorted(region_effects(body)))
        self.add(
            ops.Func(
                result=result, name=node.name, params=params, body=tuple(body), span=self.place.span(node)
            )
        )
        return result.name

    def _parameters(self, args: ast.arguments, defaults: dict[str, Use]) -> list[FuncParam]:
        found: list[FuncParam] = []
        kinds = [(arg, "") for arg in (*args.posonlyargs, *args.args)]
        kinds += [(args.vararg, "*")] if args.vararg else []
        kinds += [(arg, "") for arg in args.kwonlyargs]
        kinds += [(args.kwarg, "**")] if args.kwarg else []
        for arg, kind in kinds:
            value = self.builder.namer.value(arg.arg)
            self.scope.names[arg.arg] = value.name
            found.append(FuncParam(value, arg.arg, defaults.get(arg.arg), kind))  # type: ignore[arg-type]
        return found


__all__ = ["PRINTED", "RESULT", "Expressions", "Statements"]
