"""Takes out what lowering to SSA made and nobody needs: undefined values, results of regions nobody reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from llmjit.ir import ops
from llmjit.ir.ops import Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import operands, regions


def prune(program: Program) -> Program:
    """The program without dead results, carried values and undefined values, and the ops that only they need.

    Ops with effects stay. Liveness is found in one walk backwards, so the time is linear.
    """
    live = _Live()
    live.region(program.body)
    live.settle()
    return replace(program, body=_keep(program.body, live.names))


class _Live:
    """Values somebody needs: a region's result when it is read, and then what is yielded for it."""

    def __init__(self) -> None:
        self.names: set[Use] = set()
        self._why: dict[Use, list[Use]] = {}
        self._todo: list[Use] = []

    def need(self, name: Use) -> None:
        """Mark a value."""
        if name not in self.names:
            self.names.add(name)
            self._todo.append(name)

    def settle(self) -> None:
        """Mark all that the marked ones stand on."""
        while self._todo:
            for name in self._why.get(self._todo.pop(), ()):
                self.need(name)

    def _link(self, needs: Use, needed: Use) -> None:
        self._why.setdefault(needs, []).append(needed)

    def region(self, region: Region, targets: tuple[Use, ...] = (), turns: tuple[Use, ...] = ()) -> None:
        """Read a region whose yields go to ``targets`` and whose breaks and continues go to ``turns``."""
        for op in region:
            if isinstance(op, ops.Yield | ops.Break | ops.Continue):
                goal = targets if isinstance(op, ops.Yield) else turns
                if len(goal) != len(op.args):
                    for use in op.args:
                        self.need(use)
                for target, use in zip(goal, op.args, strict=False):
                    self._link(target, use)
            elif isinstance(op, ops.Undef):
                continue
            elif isinstance(op, ops.If | ops.For | ops.While | ops.Failed):
                self._structured(op, turns)
            else:
                for use in operands(op):
                    self.need(use)
                for inner in regions(op):
                    self.region(inner)

    def _structured(self, op: ops.If | ops.For | ops.While | ops.Failed, turns: tuple[Use, ...]) -> None:
        names = tuple(value.name for value in op.results)
        if isinstance(op, ops.If):
            self.need(op.condition)
        if isinstance(op, ops.If | ops.Failed):
            for inner in regions(op):
                self.region(inner, names, turns)
            return
        carried = tuple(value.name for value in op.carried)
        for result, own, init in zip(names, carried, op.inits, strict=True):
            self._link(result, own)
            self._link(own, init)
        if isinstance(op, ops.For):
            self.need(op.iterable)
        else:
            self.region(op.test)
        self.region(op.body, carried, carried)


def _keep(region: Region, live: set[Use], kept: tuple[int, ...] = (), turns: tuple[int, ...] = ()) -> Region:
    """The region with dead parts gone; ``kept`` and ``turns`` are the places of values that stay."""
    out: list[Op] = []
    for op in region:
        if isinstance(op, ops.Yield | ops.Break | ops.Continue):
            places = kept if isinstance(op, ops.Yield) else turns
            out.append(replace(op, args=tuple(op.args[i] for i in places)))
        elif isinstance(op, ops.Undef):
            out += [op] if op.result.name in live else []
        elif isinstance(op, ops.If | ops.Failed):
            places = tuple(i for i, value in enumerate(op.results) if value.name in live)
            fields: dict[str, Any] = {
                name: _keep(getattr(op, name), live, places, turns) for name in op.REGIONS
            }
            out.append(replace(op, results=tuple(op.results[i] for i in places), **fields))
        elif isinstance(op, ops.For | ops.While):
            out.append(_keep_loop(op, live))
        elif isinstance(op, ops.Func):
            out.append(replace(op, body=_keep(op.body, live)))
        else:
            out.append(op)
    return tuple(out)


def _keep_loop(op: ops.For | ops.While, live: set[Use]) -> Op:
    pairs = zip(op.results, op.carried, strict=True)
    places = tuple(i for i, (_, own) in enumerate(pairs) if own.name in live)
    fields: dict[str, Any] = {
        name: tuple(getattr(op, name)[i] for i in places) for name in ("results", "carried", "inits")
    }
    body = _keep(op.body, live, places, places)
    if isinstance(op, ops.While):
        return replace(op, **fields, test=_keep(op.test, live, (0,)), body=body)
    return replace(op, **fields, body=body)
