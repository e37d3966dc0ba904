"""Which literals are handed to helpers as they are; and, for one thread alone, where those were copied from."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from llmjit.dataflow.merge.decide import Decider
from llmjit.dataflow.merge.holds import anywhere
from llmjit.dataflow.merge.readings import Known
from llmjit.dataflow.merge.scope import Place, Scope
from llmjit.frontend.recording import trace
from llmjit.frontend.thread import Thread
from llmjit.ir import ops
from llmjit.ir.builder import Namer
from llmjit.ir.ops import Op, Use
from llmjit.ir.program import Program
from llmjit.ir.walk import replace_uses, walk
from llmjit.span import Span

KEY: int = 3


def handed(op: Op, containers: set[Use]) -> Iterator[Use]:
    """The operands that a helper gets, or that an item of a value is looked up by.

    ``containers`` are the values that calls take: what is put into a list or dict among them is handed over.
    """
    if isinstance(op, ops.Call):
        yield from op.args
        yield from (use for _, use in op.kwargs)
    elif isinstance(op, ops.Py):
        if op.result.name in containers and op.source.startswith(("[", "{")):
            yield from (use for _, use in op.operands)
        elif "[" in op.source:
            yield from _keys(op)


def _keys(op: ops.Py) -> Iterator[Use]:
    named = dict(op.operands)
    for node in ast.walk(ast.parse(op.source, mode="eval")):
        if (
            isinstance(node, ast.Subscript)
            and isinstance(node.value, ast.Name)
            and isinstance(node.slice, ast.Name)
            and {node.value.id, node.slice.id} <= named.keys()
        ):
            yield named[node.slice.id]


def containers(body: Sequence[Op]) -> set[Use]:
    """All values that calls take."""
    return {use for op in walk(body) if isinstance(op, ops.Call) for use in handed(op, set())}


def called(op: Op, own: Use, signatures: dict[str, str]) -> str:
    """What a helper calls the argument; empty where it is none of its own."""
    if not isinstance(op, ops.Call):
        return ""
    names = re.findall(r"[(,]\s*(\w+)\s*(?=[:,)=])", signatures.get(op.helper, ""))
    for position, use in enumerate(op.args):
        if use == own and position < len(names):
            return str(names[position])
    return next((name for name, use in op.kwargs if use == own), "")


def place_of(op: Op, own: Use, signatures: dict[str, str], taken: set[Use]) -> Place:
    """What a literal is called and wanted for, by its variable or the helper's parameter."""
    hint = own.partition(".")[0]
    hint = hint if hint.isidentifier() else ""
    argument = own in handed(op, taken)
    if not isinstance(op, ops.Call):
        return Place(hint, f"the value that the code calls {hint}" if hint else "the value copied", argument)
    name = called(op, own, signatures) or hint
    return Place(name, f"the {name or 'argument'} that {op.helper} gets", argument)


def resolve_arguments(
    program: Program, thread: Thread
) -> tuple[Program, tuple[tuple[str, Span | None], ...]]:
    """One thread's program with the literals that helpers get read again where the model saw them.

    A literal the request says is left to the request. One that is seen, but told by nothing, is held: the
    program goes on while what said it says it still; an identifier among several is left to the model.
    """
    consts = {op.result.name: op for op in program.body if isinstance(op, ops.Const)}
    taken = containers(program.body)
    if not any(use in consts for op in program.body for use in handed(op, taken)):
        return program, ()
    return _Arguments(program, thread, consts, taken).resolved()


class _Arguments:
    def __init__(
        self, program: Program, thread: Thread, consts: dict[Use, ops.Const], taken: set[Use]
    ) -> None:
        self.program = program
        self.consts = consts
        self.taken = taken
        self.seen = trace(program, thread)
        self.decider = Decider([program.recorded], [], Namer.of(program))
        self.decider.sites = list(program.sites)
        self.signatures = {helper.name: helper.signature for helper in program.helpers}
        self.shown: list[str] = []

    def resolved(self) -> tuple[Program, tuple[tuple[str, Span | None], ...]]:
        """The program and what was decided."""
        scope = Scope((0,), {0: {}})
        for op in self.program.body:
            uses = {use: new for use in handed(op, self.taken) if (new := self._argument(op, use, scope))}
            scope.ops.append(replace_uses(op, uses))
            self._after(op, scope)
        program = replace(self.program, body=tuple(scope.ops), sites=tuple(self.decider.sites))
        changed = len(scope.ops) > len(self.program.body)
        return (program, tuple(self.decider.notes)) if changed else (self.program, ())

    def _argument(self, op: Op, use: Use, scope: Scope) -> Use | None:
        const = self.consts.get(use)
        if const is None:
            return None
        place = place_of(op, use, self.signatures, self.taken)
        seen = [text for text in self.shown if re.search(anywhere(const.value), text)]
        if not seen or not self.decider.hazard({0: const.value}, place):
            return None
        writes = isinstance(op, ops.Call) and op.effect == "write"
        return self.decider.argument(const, replace(place, verdict="judged") if writes else place, scope)

    def _after(self, op: Op, scope: Scope) -> None:
        if isinstance(op, ops.Output):
            for use in op.args:
                self.shown += [v if isinstance(v, str) else repr(v) for v in self.seen.values.get(use, ())]
        elif isinstance(op, ops.Const):
            if isinstance(op.value, str) and len(op.value) >= KEY and self.decider.holes.said({0: op.value}):
                scope.known.append(Known(op.result.name, {0: op.value}))
        elif isinstance(op, ops.Call | ops.Site) and op.result.name in self.seen.values:
            scope.sources.append(Known(op.result.name, {0: self.seen.last(op.result.name)}))
