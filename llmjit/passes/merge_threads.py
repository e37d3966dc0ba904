"""Several threads of one task become one program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import final

from llmjit.dataflow.lower import lower
from llmjit.dataflow.merge.unify import NotAlike, unify
from llmjit.dataflow.recorded import calls
from llmjit.dataflow.task import NotATask, compile_task
from llmjit.diagnostic import CompileError, Diagnostic
from llmjit.frontend.build_ir import build_ir, program_name
from llmjit.frontend.problems import ThreadSources, request_span, thread_name
from llmjit.frontend.thread import Thread
from llmjit.ir.failed import without_failed
from llmjit.ir.program import Program
from llmjit.passes.base import Context, Pass
from llmjit.span import Span


@final
class NotOneTask(Diagnostic):
    """Threads that no one program can stand for."""

    code = "E0310"
    title = "the threads do not compile into one program"
    label = "{reason}{places}"
    help = "leave out the threads named, or record more threads of the same task"
    reason: str
    places: str = ""


@final
class MergeThreads(Pass):
    """Find the code that gives every thread's result from what its request says, and make it the program.

    Requests are aligned into a pattern: what varies becomes a hole, typed by what it mentions. A literal of
    the code that the request holds (a number, the cell of a row that it names, a column of its table) is read
    from there again. Code is taken only if replaying it gives the result of every thread; a literal that
    could have come from two places adds a guard that both agree. Threads that call helpers, tools or models
    are laid over each other step by step instead (`llmjit.dataflow.merge`); where they part, a condition on what
    is known by then decides.

    A second thread of this example asks for 5 sacks of tin at 3 each and has the result 15.

    Before:

        program @price() -> any lifted {
          recorded "What is the price of 2 sacks of zinc at 7 each?"
          threads "t1"
          %sacks: int = const 2
          %each: int = const 7
          %total = py "sacks * each" (sacks=%sacks, each=%each)
          return %total
        }

    After:

        program @price_sacks_each(%sacks: float | int, %each: float | int) -> any lifted {
          recorded "What is the price of 2 sacks of zinc at 7 each?"
          threads "t1", "t2"
          request "What is the price of {sacks} sacks of {_text} at {each} each?"
          hole "sacks" "<amount>" as "text"
          hole "_text" "<text>" as "text"
          hole "each" "<amount>" as "text"
          %total = py "sacks * each" (sacks=%sacks, each=%each) @t1:0:3
          return %total @t1:0:3
        }
    """

    name = "merge_threads"

    def run(self, program: Program, ctx: Context) -> Program:
        """Compile the threads as one task; raises `CompileError` naming the threads that stand against it."""
        if len(ctx.threads) < 2:
            return program
        if any(map(calls, ctx.threads)):
            return self._unified(ctx)
        try:
            task = compile_task(ctx.threads)
        except NotATask as refusal:
            against = [thread for thread in ctx.threads if thread.id in refusal.threads] or ctx.threads
            places = _placed(ctx.threads, map(request_span, against))
            first = next((t for t in ctx.threads if t.id in refusal.threads[:1]), ctx.threads[0])
            raise CompileError(
                NotOneTask(reason=str(refusal), places=places, span=request_span(first))
            ) from refusal
        for note in task.notes:
            ctx.note(self.name, note)
        fixed = re.sub(r"\{\w+\}", " ", task.template.split("\n")[0])
        return lower(task, ctx.threads, ctx.options.name or program_name(fixed))

    def _unified(self, ctx: Context) -> Program:
        """Merge threads that call something, by their lifted programs."""
        found = {program.threads[0]: program for program in ctx.lifted if program.threads}
        lost = [thread for thread in ctx.threads if thread_name(thread) not in found]
        if lost:
            build_ir(lost[0])  # says what is wrong with it
        lifted = [without_failed(found[thread_name(thread)]) for thread in ctx.threads]
        name = ctx.options.name or lifted[0].name
        try:
            unified = unify(ctx.threads, lifted, name)
        except NotAlike as refusal:
            spans = refusal.spans or (request_span(ctx.threads[0]),)
            places = _placed(ctx.threads, spans)
            raise CompileError(NotOneTask(reason=str(refusal), places=places, span=spans[0])) from refusal
        for text, span in unified.notes:
            ctx.note(self.name, text, span)
        return unified.program


def _placed(threads: Sequence[Thread], spans: Iterable[Span]) -> str:
    """Places, a line each, with what is written there."""
    sources = ThreadSources(tuple(threads))
    return "".join(f"\n    {span}  {_cut((sources.line(span) or '').strip())}".rstrip() for span in spans)


def _cut(text: str, limit: int = 70) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


PASS = MergeThreads()
