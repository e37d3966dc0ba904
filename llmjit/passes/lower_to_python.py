"""Leaves SSA: values become variables, small expressions go where they are used, one op is one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import final

from llmjit.ir import ops
from llmjit.ir.inline import Written, inline
from llmjit.ir.ops import FuncParam, Named, Op, Region, Use, Value
from llmjit.ir.program import Program, Stage
from llmjit.ir.prune import prune
from llmjit.ir.template import rewrite_expression, rewrite_statements
from llmjit.ir.variables import assign_variables, inner_names
from llmjit.ir.walk import used
from llmjit.passes.base import Context, Pass
from llmjit.span import Span


@final
class LowerToPython(Pass):
    """Name variables, write constants and unnamed expressions into what reads them, turn carried values
    into assignments.

    Before:

        program @p(%prices = [1.5, 2.0]) -> any specialized {
          %total = const 0
          %total.3 = for %price in %prices with %total.1 = %total {
            %0 = const 1.2
            %1 = py "price * k" (price=%price, k=%0)
            %total.2 = py "total + x" (total=%total.1, x=%1)
            yield %total.2
          }
          %2 = const "Total: "
          %text = py "f'{k}{total:.2f}'" (k=%2, total=%total.3)
          return %text
        }

    After:

        program @p(%prices = [1.5, 2.0]) -> any python {
          %total = const 0
          for %price in %prices {
            %total = py "total + price * 1.2" (total=%total, price=%price) yield
          }
          %text = py "f'Total: {total:.2f}'" (total=%total)
          return %text
        }
    """

    name = "lower_to_python"

    def run(self, program: Program, ctx: Context) -> Program:
        """Inline, give variables, and turn what regions yield into assignments."""
        pruned = prune(program)
        whole, written = inline(pruned)
        names = assign_variables(whole, inner_names(whole, written), written)
        body = _Leaving(names, written, frozenset(used(pruned.body))).region(whole.body, (), ())
        return replace(whole, body=body, stage=Stage.PYTHON)


class _Leaving:
    """Rewrites regions out of SSA; ``names`` gives every value its variable, ``written`` those that have none
    the expression that stands in their place.
    """

    def __init__(self, names: dict[Use, str], written: Written, read: frozenset[Use]) -> None:
        self._names = names
        self._read = read  # values that anything reads
        self._written = written
        self._undefined: set[Use] = set()

    def region(self, region: Region, targets: tuple[Use, ...], turns: tuple[Use, ...]) -> Region:
        """The region; its yields assign ``targets``, its breaks and continues ``turns``."""
        out: list[Op] = []
        for op in region:
            if isinstance(op, ops.Undef):
                self._undefined.add(op.result.name)
            elif isinstance(op, ops.Yield | ops.Break | ops.Continue):
                goals = targets if isinstance(op, ops.Yield) else turns
                out += self._assignments(goals, op.args, op.span)
                out.append(replace(op, args=()))
            elif isinstance(op, ops.If | ops.For | ops.While | ops.Func):
                out += self._structured(op, turns)
            else:
                out += self._plain(op)
        return tuple(out)

    def _text(self, use: Use) -> str:
        """What stands where a value is read: its variable, or an expression."""
        if use in self._names:
            return self._names[use]
        source, operands = self._written[use]
        return rewrite_expression(source, {name: self._names[inner] for name, inner in operands}, {})

    def _value(self, value: Value) -> Value:
        return replace(value, name=self._names[value.name])

    def _named(self, named: Named) -> Named:
        return tuple((name, self._names[use]) for name, use in named if use not in self._undefined)

    def _assignments(self, goals: Iterable[Use], uses: Iterable[Use], span: Span | None) -> list[Op]:
        """All at once, as Python's tuple assignment would; plain copies where the order does not matter."""
        pairs = [
            (self._names[goal], self._names[use])
            for goal, use in zip(goals, uses, strict=False)
            if use not in self._undefined and self._names[goal] != self._names[use]
        ]
        pairs = list(dict.fromkeys(pairs))
        later = {source for _, source in pairs[1:]}
        if not any(goal in later for goal, _ in pairs):
            return [ops.Copy(result=Value(goal), operand=source, span=span) for goal, source in pairs]
        sources = dict.fromkeys(source for _, source in pairs)
        text = f"{', '.join(goal for goal, _ in pairs)} = {', '.join(source for _, source in pairs)}"
        goals = tuple(goal for goal, _ in pairs)
        made = tuple(Value(goal) for goal in goals)
        named = tuple((source, source) for source in sources)
        return [ops.Exec(results=made, source=text, operands=named, outs=goals, span=span)]

    def _structured(self, op: ops.If | ops.For | ops.While | ops.Func, turns: tuple[Use, ...]) -> list[Op]:
        if isinstance(op, ops.Func):
            return [self._func(op)]
        names = tuple(value.name for value in op.results)
        if isinstance(op, ops.If):
            then, orelse = self.region(op.then, names, turns), self.region(op.orelse, names, turns)
            condition = self._text(op.condition)
            return [replace(op, results=(), condition=condition, then=then, orelse=orelse)]
        carried = tuple(value.name for value in op.carried)
        before = self._assignments(carried, op.inits, op.span)
        body = self.region(op.body, carried, carried)
        after = self._assignments(names, carried, op.span)
        if isinstance(op, ops.For):
            item, iterable = self._value(op.item), self._text(op.iterable)
            loop: Op = replace(op, results=(), inits=(), carried=(), item=item, iterable=iterable, body=body)
        else:
            test = self.region(op.test[:-1], (), ())
            end = op.test[-1]
            condition = end.args[0] if isinstance(end, ops.Yield) else ""
            last = ops.Yield(args=(self._names[condition],), span=end.span)
            loop = replace(op, results=(), inits=(), carried=(), test=(*test, last), body=body)
        return [*before, loop, *after]

    def _func(self, op: ops.Func) -> Op:
        params = tuple(
            FuncParam(
                self._value(param.value),
                param.keyword,
                None if param.default is None else self._text(param.default),
                param.kind,
            )
            for param in op.params
        )
        body = self.region(op.body, (), ())
        return replace(op, result=self._value(op.result), params=params, body=body)

    def _plain(self, op: Op) -> list[Op]:
        if isinstance(op, ops.Exec):
            return self._exec(op)
        if isinstance(op, ops.Py):
            names, operands = self._operands(op.operands)
            source = rewrite_expression(op.source, names, {})
            if op.result.name not in self._read:
                return [ops.Exec(source=source, operands=operands, effects=op.effects, span=op.span)]
            return [replace(op, result=self._value(op.result), source=source, operands=operands)]
        if isinstance(op, ops.Check):
            names, operands = self._operands(op.operands)
            condition = rewrite_expression(op.condition, names, {})
            subject = names.get(op.subject, op.subject)
            live = self._named(op.live)
            return [replace(op, condition=condition, operands=operands, subject=subject, live=live)]
        return [self._simple(op)]

    def _simple(self, op: Op) -> Op:
        match op:
            case ops.Const() | ops.Import() | ops.Request():
                return replace(op, result=self._value(op.result))
            case ops.Call():
                args = tuple(map(self._text, op.args))
                kwargs = tuple((name, self._text(use)) for name, use in op.kwargs)
                return replace(op, result=self._value(op.result), args=args, kwargs=kwargs)
            case ops.Site():
                inputs = tuple(map(self._text, op.inputs))
                return replace(op, result=self._value(op.result), inputs=inputs, live=self._named(op.live))
            case ops.Return():
                return replace(op, value=self._text(op.value))
            case _:
                raise TypeError(f"{type(op).__name__} cannot be lowered")

    def _operands(self, named: Named) -> tuple[dict[str, str], Named]:
        names = {name: self._names[use] for name, use in named}
        return names, tuple((variable, variable) for variable in dict.fromkeys(names.values()))

    def _exec(self, op: ops.Exec) -> list[Op]:
        """Statements change variables in place: where a name goes on in another variable, copy it first."""
        out: list[Op] = []
        known = tuple((name, use) for name, use in op.operands if use not in self._undefined)
        names, _ = self._operands(known)
        for name, value in zip(op.outs, op.results, strict=True):
            variable = self._names[value.name]
            if name in names and names[name] != variable:
                out.append(ops.Copy(result=Value(variable), operand=names[name], span=op.span))
            names[name] = variable
        operands = tuple((names[name], names[name]) for name, _ in known)
        out.append(
            replace(
                op,
                results=tuple(self._value(value) for value in op.results),
                outs=tuple(names[name] for name in op.outs),
                source=rewrite_statements(op.source, names, {}),
                operands=tuple(dict.fromkeys(operands)),
            )
        )
        return out


PASS = LowerToPython()
