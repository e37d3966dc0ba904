"""``llmjit compile``: threads of one task to a program."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from llmjit.driver import Compiled
    from llmjit.frontend.thread import Thread
    from llmjit.ir.program import Program


def command(
    threads: Annotated[
        list[Path], typer.Argument(metavar="THREAD...", help="Recordings, in any known format.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Write DIR/NAME; else it goes to the registry."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="The program's name; default: made of the request.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="Who writes code that synthesis cannot find; default: LLMJIT_MODEL.")
    ] = None,
    print_after: Annotated[
        str | None, typer.Option(metavar="PASS|all", help="Print the IR after a pass, on standard error.")
    ] = None,
    explain: Annotated[bool, typer.Option(help="Say what was decided, and where it came from.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Compile threads of one task into a program.

    What a model decided in the recordings becomes code where the recordings show how; what depends on the
    request becomes a parameter; guards say what was assumed. The program is replayed on every thread, and
    kept only if it gives the recorded results.

    Examples:
        llmjit compile run1.thread.jsonl

        llmjit compile runs/*.jsonl -o programs --name invoice_total --explain

        llmjit compile run1.thread.jsonl --print-after all

    Ends with 0 when done, 1 when the threads do not compile, 2 for wrong usage.
    """
    from llmjit.accounts import book_compiled
    from llmjit.driver import compile_threads
    from llmjit.model.resolve import configured_model, resolve_model
    from llmjit.options import CompileOptions

    watch = None if print_after is None else _printer(print_after)
    found = _read(threads)
    writer = configured_model() if model is None else resolve_model(model)
    begun = time.perf_counter()
    compiled = compile_threads(found, CompileOptions(name=name, model=model), writer, watch)
    book_compiled(compiled.program.name, found, time.perf_counter() - begun)
    place = _keep(compiled, found, output)
    if as_json:
        print(json.dumps(_report(compiled, place), ensure_ascii=False))
        return
    _print(compiled, place, len(found), explain)


def _read(paths: list[Path]) -> list[Thread]:
    import llmjit

    return [thread for path in paths for thread in llmjit.read_threads(path)]


def _printer(wanted: str) -> Callable[[str, Program], None]:
    from llmjit.ir.printer import print_program
    from llmjit.passes.pipeline import pass_names

    if wanted != "all" and wanted not in pass_names():
        raise typer.BadParameter(f"no pass {wanted}; there are: all, {', '.join(pass_names())}")

    before = ""

    def watch(name: str, program: Program) -> None:
        nonlocal before
        if wanted in ("all", name):
            text = print_program(program)
            shown = f"# after {name}\n{text}" if text != before else f"# after {name}: unchanged\n"
            print(shown, file=sys.stderr)
            before = text

    return watch


def _keep(compiled: Compiled, threads: list[Thread], output: Path | None) -> str:
    """Write the program where it belongs; gives the place."""
    from llmjit.compiled import write_folder
    from llmjit.frontend.formats.writer import write_threads
    from llmjit.frontend.problems import thread_name
    from llmjit.programs import register
    from llmjit.recompile import thread_json

    if output is None:
        register(compiled.program, ir=compiled.emitted.ir, threads=[thread_json(t) for t in threads])
        return "registry"
    folder = output / compiled.program.name
    write_folder(folder, compiled.files())
    (folder / "threads").mkdir(exist_ok=True)
    for thread in threads:
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in thread_name(thread))
        write_threads(folder / "threads" / f"{safe}.thread.jsonl", [thread])
    return str(folder)


def _report(compiled: Compiled, place: str) -> dict[str, object]:
    manifest = compiled.emitted.manifest
    return {
        "name": compiled.program.name,
        "place": place,
        "request": manifest["request"],
        "parameters": manifest["parameters"],
        "sites": {
            site.name: {"tier": site.tier, "evidence": site.evidence, "reason": site.reason}
            for site in compiled.ir.sites
        },
        "guards": len(compiled.program.guards),
        "notes": [str(note) for note in compiled.notes],
    }


_TIERS = ("asks the model", "code from the observations", "code a model wrote, validated")
_QUOTED = r"(: |-> )'([^']*)'"  # annotations are texts in emitted modules


def _print(compiled: Compiled, place: str, threads: int, explain: bool) -> None:
    program = compiled.program
    print(f"{program.name}{re.sub(_QUOTED, lambda found: found[1] + found[2], str(program.__signature__))}")
    pattern = compiled.ir.pattern
    if pattern is not None:
        print(f"  request: {pattern.template}")
    for site in compiled.ir.sites:
        reason = f": {site.reason}" if site.reason else ""
        tier = f"tier {site.tier} ({_TIERS[site.tier or 0]})"
        print(f"  site {site.name}: {tier}, {len(site.observations)} observed{reason}")
    print(
        f"  {len(program.guards)} guards; replayed on {threads} thread{'s' * (threads != 1)}; kept in {place}"
    )
    if explain:
        if compiled.notes:
            print("\n" + "\n".join(map(str, compiled.notes)))
        print("\n" + program.explain())
