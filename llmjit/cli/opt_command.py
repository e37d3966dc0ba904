"""``llmjit opt``: passes on a file of IR, for people who work on passes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE.ir", help="A program as text; - for standard input.")
    ] = None,
    passes: Annotated[
        str,
        typer.Option(metavar="A,B", help="Passes to run, in this order; none to parse, verify and print."),
    ] = "",
    print_after: Annotated[bool, typer.Option("--print-after-each", help="Print after every pass.")] = False,
    list_passes: Annotated[
        bool, typer.Option("--list", help="List the passes in the pipeline's order.")
    ] = False,
) -> None:
    """Run passes on a program in IR's text form, and print what comes out.

    Examples:
        llmjit opt program.ir

        llmjit opt program.ir --passes drop_failed_blocks,drop_unused_reads

        llmjit compile run.jsonl --print-after lift_parameters 2>&1 | llmjit opt - --passes lower_to_python

        llmjit opt --list

    Ends with 0 when done, 1 for text that is no IR or breaks its rules, 2 for wrong usage.
    """
    from llmjit.passes.pipeline import ORDER, pass_names

    if list_passes:
        for name, reason in ORDER:
            if name in pass_names():
                print(f"{name:24} {reason}")
        return
    if file is None:
        raise typer.BadParameter("name a file of IR, or - for standard input")
    names = [name.strip() for name in passes.split(",") if name.strip()]
    unknown = [name for name in names if name not in pass_names()]
    if unknown:
        raise typer.BadParameter(f"no pass {', '.join(unknown)}; there are: {', '.join(pass_names())}")
    _run(file, names, print_after)


def _run(file: Path, names: list[str], each: bool) -> None:
    from llmjit.ir.parser import parse
    from llmjit.ir.printer import print_program
    from llmjit.ir.verifier import VerifyError, verify
    from llmjit.passes.base import Context
    from llmjit.passes.manager import run_passes
    from llmjit.passes.pipeline import load_pass

    program = parse(_text(file), file.name)
    try:
        verify(program)
    except VerifyError as error:
        print(f"error: {file}: {error}", file=sys.stderr)
        raise typer.Exit(1) from None
    ctx = Context()
    for name in names:
        program = run_passes(program, [load_pass(name)], ctx)
        if each:
            print(f"# after {name}\n{print_program(program)}")
    if not each:
        print(print_program(program), end="")
    for note in ctx.notes:
        print(f"# {note}", file=sys.stderr)


def _text(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    from llmjit.diagnostic import reason_of

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        print(f"error: cannot read {file}: {reason_of(error)}", file=sys.stderr)
        raise typer.Exit(1) from None
