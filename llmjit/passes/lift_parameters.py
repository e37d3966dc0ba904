"""Literals that came from the request become parameters, and the request a pattern."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import final

from llmjit.dataflow.lower import lower
from llmjit.dataflow.recorded import calls
from llmjit.dataflow.task import NotATask, compile_task
from llmjit.dataflow.words import lift_words
from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.build_ir import program_name
from llmjit.frontend.problems import request_span
from llmjit.ir import ops
from llmjit.ir.program import Pattern, Program
from llmjit.ir.walk import operands, walk
from llmjit.passes.base import Context, Pass


@final
class ForeignModule(Diagnostic):
    """Recorded code that needs a package which compiled programs may not import."""

    code = "E0320"
    title = "the recorded code imports {module}, which is not in the standard library"
    label = "imported here"
    help = "compiled programs run on the standard library; offer what the code needs as a helper"
    module: str


@final
class LiftParameters(Pass):
    """Make parameters of the literals that one thread's request holds; the request becomes a pattern.

    With one recording, only a value that stands for one literal beyond doubt may change; every other word of
    the request must stay as it was. A number no literal stands for, or two, is part of the pattern.

    Before:

        program @seats() -> any lifted {
          recorded "A hall has 12 rows of 30 seats. How many seats are that?"
          threads "t1"
          %rows: int = const 12
          %per_row: int = const 30
          %total = py "rows * seats" (rows=%rows, seats=%per_row)
          return %total
        }

    After:

        program @seats(%rows: float | int = 12, %per_row: float | int = 30) -> any lifted {
          recorded "A hall has 12 rows of 30 seats. How many seats are that?"
          threads "t1"
          request "A hall has {rows} rows of {per_row} seats. How many seats are that?"
          hole "rows" "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)" as "int(text.replace(',', ''))"
          hole "per_row" "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)" as "int(text.replace(',', ''))"
          %total = py "rows * seats" (rows=%rows, seats=%per_row)
          return %total
        }
    """

    name = "lift_parameters"

    def run(self, program: Program, ctx: Context) -> Program:
        """Compile the one thread's code over its request, or lift words that literals repeat."""
        return _general_name(self._lifted(program, ctx))

    def _lifted(self, program: Program, ctx: Context) -> Program:
        if program.pattern is not None or len(ctx.threads) > 1:
            return program
        if ctx.threads and not calls(ctx.threads[0]) and not program.sites:
            try:
                task = compile_task(ctx.threads)
            except NotATask as refusal:
                ctx.note(self.name, f"the code stays as recorded: {refusal}", request_span(ctx.threads[0]))
            else:
                for note in task.notes:
                    ctx.note(self.name, note, request_span(ctx.threads[0]))
                return lower(task, ctx.threads, program.name)
        _refuse_foreign(program)
        unproven = next(_unproven_writes(program), None)
        if unproven is not None:
            why = f"nothing tells where {unproven.value!r}, which is written, came from: the request must stay as it is"
            ctx.note(self.name, why, unproven.span)
            plain = program.recorded.strip().replace("{", "{{").replace("}", "}}")
            return replace(program, pattern=Pattern(plain))
        lifted, notes = lift_words(program, program.recorded)
        for note in notes:
            ctx.note(self.name, note)
        return lifted


def _general_name(program: Program) -> Program:
    """A name that was made of the request's words keeps only those that every request has."""
    pattern = program.pattern
    if pattern is None or not program.params or program.name != program_name(program.recorded):
        return program
    return replace(program, name=program_name(re.sub(r"\{\w+\}", " ", pattern.template)))


def _refuse_foreign(program: Program) -> None:
    for op in walk(program.body):
        if isinstance(op, ops.Import) and op.module.partition(".")[0] not in {
            *sys.stdlib_module_names,
            "llmjit",
        }:
            raise CompileError(ForeignModule(module=op.module, span=op.span))


def _unproven_writes(program: Program) -> Iterator[ops.Const]:
    """Literals with a digit that a write gets, and that the request does not hold: identifiers, amounts."""
    constants = {op.result.name: op for op in walk(program.body) if isinstance(op, ops.Const)}
    for op in walk(program.body):
        if isinstance(op, ops.Call) and op.effect == "write":
            for use in operands(op):
                constant = constants.get(use)
                if constant is not None and _identifies(constant.value, program.recorded):
                    yield constant


def _identifies(value: object, request: str) -> bool:
    text = str(value)
    return not isinstance(value, bool) and any(map(str.isdigit, text)) and text not in request


PASS = LiftParameters()
