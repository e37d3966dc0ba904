"""Calls that go through a list one by one become a loop over the list."""

from __future__ import annotations

from dataclasses import replace
from typing import final

from llmjit.dataflow.loops import Repeat, find_repeats
from llmjit.frontend.recording import trace
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op
from llmjit.ir.program import Program
from llmjit.ir.walk import used
from llmjit.passes.base import Context, Pass
from llmjit.span import Span


@final
class RollLoops(Pass):
    """Call a helper for every item of a list, where the recording called it once for each, in order.

    Only where one argument differs and goes through the whole of a list in an earlier result, and nothing
    but the model read what the calls gave. The next list may be longer, shorter or empty.

    In this example ``orders_of`` answered ``{'open': ['A1', 'B2']}``.

    Before:

        program @p() -> any lifted {
          recorded "cancel all my open orders"
          threads "t1"
          helper @orders_of "(who: str) -> dict" !read
          helper @cancel "(order: str) -> str" !write
          %who: str = const "me"
          %orders = call @orders_of(%who) !read
          %0: str = const "A1"
          %a = call @cancel(%0) !write
          %1: str = const "B2"
          %b = call @cancel(%1) !write
          return %orders
        }

    After:

        program @p() -> any lifted {
          recorded "cancel all my open orders"
          threads "t1"
          helper @orders_of "(who: str) -> dict" !read
          helper @cancel "(order: str) -> str" !write
          %who: str = const "me"
          %orders = call @orders_of(%who) !read
          %look_up = import "llmjit.runtime.abi" "look_up"
          %open = py "list(look_up(orders, 'open'))" (look_up=%look_up, orders=%orders)
          for %item in %open {
            %cancel = call @cancel(%item) !write
            yield
          }
          return %orders
        }
    """

    name = "roll_loops"

    def run(self, program: Program, ctx: Context) -> Program:
        """Roll every run of calls, the last first, so that the places of the others stay."""
        if len(ctx.threads) != 1 or not any(isinstance(op, ops.Call) for op in program.body):
            return program
        values = trace(program, ctx.threads[0]).values
        for found in sorted(
            find_repeats(program.body, values, program.recorded), key=lambda repeat: -repeat.start
        ):
            why = f"{found.call.helper} is called for every item of {found.source}"
            ctx.note(self.name, why, found.call.span)
            program = replace(program, body=_rolled(program, found))
        return program


def _rolled(program: Program, found: Repeat) -> ops.Region:
    """The body with the calls as one loop; literals that others read stay before it."""
    namer = Namer.of(program)
    path = ", ".join(map(repr, found.path))
    base = next((str(step) for step in reversed(found.path) if str(step).isidentifier()), "items")
    look_up, items = namer.value("look_up"), namer.value(base)
    subject = found.source.partition(".")[0]
    subject = subject if subject.isidentifier() else "source"
    item = namer.value("item")
    call = _with_item(found, item.name)
    result = namer.value(found.call.helper.rpartition(".")[2])
    span = found.call.span
    rest = program.body[found.stop :]
    kept = tuple(op for op in program.body[found.start : found.stop] if _needed(op, rest, call))
    carried = found.last in used(rest)
    nothing = (ops.Const(result=namer.value("nothing"), value=None, span=span),) if carried else ()
    body: tuple[Op, ...] = (replace(call, result=result), ops.Yield(args=(result.name,) if carried else ()))
    fetch = ops.Import(result=look_up, module="llmjit.runtime.abi", attribute="look_up", span=span)
    reading = ops.Py(
        result=items,
        source=f"list(look_up({subject}{', ' if path else ''}{path}))",
        operands=(("look_up", look_up.name), (subject, found.source)),
        span=span,
    )
    loop = ops.For(
        results=(ops.Value(found.last),) if carried else (),
        iterable=items.name,
        item=item,
        inits=tuple(op.result.name for op in nothing),
        carried=(namer.value("last"),) if carried else (),
        body=body,
        span=span,
    )
    some = (_some(items.name, base, span),) if carried else ()
    return (*program.body[: found.start], *kept, *nothing, fetch, reading, *some, loop, *rest)


def _some(items: str, base: str, span: Span | None) -> ops.Check:
    """A guard that there is an item: what the last call gives is read."""
    return ops.Check(
        kind="length",
        condition=f"len({base}) > 0",
        operands=((base, items),),
        subject=base,
        expected="not empty",
        reason=f"the {base} were not empty, and what the last call gives is read",
        span=span,
    )


def _with_item(found: Repeat, item: str) -> ops.Call:
    call = found.call
    if isinstance(found.operand, int):
        args = tuple(item if at == found.operand else use for at, use in enumerate(call.args))
        return replace(call, args=args)
    return replace(
        call, kwargs=tuple((name, item if name == found.operand else use) for name, use in call.kwargs)
    )


def _needed(op: Op, rest: ops.Region, call: ops.Call) -> bool:
    """Whether a literal between the calls is read after them, or by the call in the loop."""
    return isinstance(op, ops.Const) and op.result.name in {**used(rest), **used((call,))}


PASS = RollLoops()
