"""Runs passes in order, and holds each to account: the program is verified before the first and after every one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from llmjit.diagnostic import InternalError, LlmjitError
from llmjit.ir.printer import print_program
from llmjit.ir.program import Program
from llmjit.ir.verifier import VerifyError, verify
from llmjit.passes.base import Context, Pass

Watcher = Callable[[str, Program], None]


def run_passes(
    program: Program, passes: Iterable[Pass], ctx: Context, watch: Watcher | None = None
) -> Program:
    """The program after all passes; ``watch`` sees it after each.

    Raises `InternalError` that names the pass and carries the IR from before it, when a pass breaks a rule
    of the IR or fails; diagnostics for the user pass through.
    """
    _verified(program, "build_ir", program)
    for each in passes:
        before = program
        try:
            program = each.run(before, ctx)
        except LlmjitError:
            raise
        except Exception as error:
            raise InternalError(
                each.name, f"{type(error).__name__}: {error}", print_program(before)
            ) from error
        _verified(program, each.name, before)
        if watch is not None:
            watch(each.name, program)
    return program


def _verified(program: Program, where: str, before: Program) -> None:
    try:
        verify(program)
    except VerifyError as error:
        raise InternalError(where, str(error), print_program(before)) from error
