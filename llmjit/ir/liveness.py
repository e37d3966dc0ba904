"""How long values live, as stretches of a program laid out in a line; regions in the order they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import final

from llmjit.ir import ops
from llmjit.ir.ops import Named, Op, Region, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import binders, operands, results


@final
@dataclass
class Ranges:
    """For every value the place of its definition and of its last use; ``edges`` are pairs (target, source)
    of values that are one variable in Python: carried and yielded values, names that statements change.
    """

    start: dict[Use, int] = field(default_factory=dict)
    end: dict[Use, int] = field(default_factory=dict)
    edges: list[tuple[Use, Use]] = field(default_factory=list)


def ranges(program: Program, written: Mapping[Use, tuple[str, Named]] | None = None) -> Ranges:
    """Lay the program out. A value read in a loop that it was defined before lives to the loop's end, one
    that a function reads as long as the function.
    """
    walk = _Layout(written or {})
    for param in program.params:
        walk.define(param.value.name)
    walk.at += 1
    walk.region(program.body, (), ())
    walk.close()
    return walk.found


class _Layout:
    def __init__(self, written: Mapping[Use, tuple[str, Named]]) -> None:
        self._written = written
        self.found = Ranges()
        self.at = 0
        self._loops: list[tuple[int, list[Use]]] = []
        self._captured: list[tuple[Use, int, list[Use]]] = []
        self._functions: list[tuple[int, list[Use]]] = []

    def define(self, name: Use) -> None:
        """A value begins here."""
        self.found.start.setdefault(name, self.at)
        self.found.end[name] = max(self.found.end.get(name, 0), self.at + 1)

    def use(self, name: Use, at: int | None = None) -> None:
        """A value is read here."""
        if name in self._written:
            for _, inner in self._written[name][1]:
                self.use(inner, at)
        place = self.at if at is None else at
        self.found.end[name] = max(self.found.end.get(name, 0), place)
        start = self.found.start.get(name, 0)
        for begin, outer in self._loops:
            if start < begin:
                outer.append(name)
        for begin, outer in self._functions:
            if start < begin:
                outer.append(name)

    def region(self, region: Region, targets: tuple[Use, ...], turns: tuple[Use, ...]) -> None:
        """Lay a region out; its yields go to ``targets``, its breaks and continues to ``turns``."""
        for op in region:
            self.at += 1
            for use in operands(op):
                self.use(use)
            if isinstance(op, ops.Yield | ops.Break | ops.Continue):
                goals = targets if isinstance(op, ops.Yield) else turns
                self.found.edges += [(goal, use) for goal, use in zip(goals, op.args, strict=False)]
            elif isinstance(op, ops.Exec):
                self._exec(op)
            else:
                self._nested(op, turns)
            self.at += 1
            for value in results(op):
                self.define(value.name)

    def _exec(self, op: ops.Exec) -> None:
        """Statements may assign before they have read all; a name they change is one variable with itself."""
        own = dict(op.operands)
        for name, value in zip(op.outs, op.results, strict=True):
            if name in own:
                self.found.edges.append((value.name, own[name]))
        for name, use in op.operands:
            if name not in op.outs and op.outs and not _reads_first(op):
                self.use(use, self.at + 1)

    def _nested(self, op: Op, turns: tuple[Use, ...]) -> None:
        names = tuple(value.name for value in results(op))
        if isinstance(op, ops.If):
            self.region(op.then, names, turns)
            self.region(op.orelse, names, turns)
        elif isinstance(op, ops.For | ops.While):
            self._loop(op, names)
        elif isinstance(op, ops.Func):
            self._func(op)

    def _loop(self, op: ops.For | ops.While, names: tuple[Use, ...]) -> None:
        carried = tuple(value.name for value in op.carried)
        self.found.edges += list(zip(carried, op.inits, strict=True))
        self.found.edges += list(zip(names, carried, strict=True))
        self.at += 1
        begin, outer = self.at, list[Use]()
        self._loops.append((begin, outer))
        for value in binders(op):
            self.define(value.name)
        if isinstance(op, ops.While):
            self.region(op.test, (), ())
            for name in carried:  # what the test leaves is the result when it is false
                self.use(name)
        self.region(op.body, carried, carried)
        for name in carried:  # never read: the loop's own assignments may take its place at once
            if self.found.end[name] == begin + 1 and isinstance(op, ops.For):
                self.found.end[name] = begin
        self.at += 1
        self._loops.pop()
        for name in outer:
            self.use(name)

    def _func(self, op: ops.Func) -> None:
        begin, outer = self.at, list[Use]()
        self.at += 1
        loops, self._loops = self._loops, []
        self._functions.append((begin, outer))
        for value in binders(op):
            self.define(value.name)
        self.at += 1
        self.region(op.body, (), ())
        self._functions.pop()
        self._loops = loops
        for name in dict.fromkeys(outer):
            if name != op.result.name:
                self.use(name)
        self._captured.append((op.result.name, begin, list(dict.fromkeys(outer))))

    def close(self) -> None:
        """Let what functions read live as long as they do; later functions first."""
        end = self.found.end
        for function, _, names in reversed(self._captured):
            for name in names:
                if name in self.found.start:
                    end[name] = max(end.get(name, 0), end.get(function, 0))


def _reads_first(op: ops.Exec) -> bool:
    """Whether the statement is one assignment, which reads everything before it assigns."""
    return "\n" not in op.source and not op.source.startswith(("for ", "with ", "try", "def ", "class "))
