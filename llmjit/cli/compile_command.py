"""``llmjit compile``: threads of one task to a program."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from dataclasses import replace as with_
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from llmjit.driver import Compiled
    from llmjit.extension import Existing
    from llmjit.frontend.thread import Thread
    from llmjit.ir.program import Program
    from llmjit.model.completion import Model
    from llmjit.options import CompileOptions
    from llmjit.passes.manager import Watcher


def command(
    threads: Annotated[
        list[Path], typer.Argument(metavar="THREAD...", help="Recordings, in any known format.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="Write DIR/NAME; else it goes to the registry."),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option(help="The program's name; one that exists is extended. Default: made of the request."),
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Do not extend the program NAME: replace it by these threads'.")
    ] = False,
    model: Annotated[
        str | None, typer.Option(help="Who writes code that synthesis cannot find; default: LLMJIT_MODEL.")
    ] = None,
    names: Annotated[
        bool,
        typer.Option("--names/--no-names", help="Ask the model, once, for better names and a docstring."),
    ] = False,
    budget: Annotated[
        float | None,
        typer.Option(
            metavar="SECONDS", min=0.01, help="Processor time to find one site's code in; default 10."
        ),
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

    Where a program NAME exists, in DIR or without -o in service, its threads and the new ones are compiled
    together, as one family: the folder is rewritten, or the registry gets a new version. Where they do not fit
    together, nothing changes, unless --replace compiles the new ones alone.

    Examples:
        llmjit compile run1.thread.jsonl

        llmjit compile runs/*.jsonl -o programs --name invoice_total --explain

        llmjit compile run9.jsonl -o programs --name invoice_total   (extends it by one thread)

        llmjit compile run1.thread.jsonl --print-after all

    Ends with 0 when done, 1 when the threads do not compile, 2 for wrong usage.
    """
    from llmjit.model.resolve import configured_model, resolve_model
    from llmjit.options import CompileOptions, is_name

    if name is not None and not is_name(name):
        raise typer.BadParameter(f"a program is a function, and {name!r} is no name that one can have")
    watch = None if print_after is None else _printer(print_after)
    found = _read(threads)
    writer = configured_model() if model is None else resolve_model(model)
    options = CompileOptions(name=name, model=model, names=names)
    if budget is not None:
        options = with_(options, budget_seconds=budget)
    old = None if name is None or replace else _existing(name, output)
    new = found if old is None else old.unknown(found)
    if old is not None and not new and _is_kept(old, output):
        _say_unchanged(old, output, as_json)
        return
    compiled = _compile(old, new, options, writer, watch)
    place = _keep(compiled, old, new, output, replace)
    if as_json:
        print(json.dumps(_report(compiled, place, old, new), ensure_ascii=False))
        return
    _print(compiled, place, old, new)
    if explain:
        _explain(compiled)


def _existing(name: str, output: Path | None) -> Existing | None:
    from llmjit.extension import existing, existing_in

    return existing(name) if output is None else existing_in(output / name)


def _is_kept(old: Existing, output: Path | None) -> bool:
    """Whether the program lies where it is to go: one of the project need not be in the registry."""
    from llmjit.programs import registered

    return output is not None or registered(old.program.name) is not None


def _say_unchanged(old: Existing, output: Path | None, as_json: bool) -> None:
    name = old.program.name
    place = "registry" if output is None else str(output / name)
    counts = {"old": len(old.threads), "new": 0}
    if as_json:
        report = {"name": name, "place": place, "extended": False, "unchanged": True, "threads": counts}
        print(json.dumps(report, ensure_ascii=False))
        return
    print(f"{name} is unchanged: it was compiled from these threads already (--replace compiles them again)")


def _compile(
    old: Existing | None,
    new: list[Thread],
    options: CompileOptions,
    writer: Model | None,
    watch: Watcher | None,
) -> Compiled:
    from llmjit.accounts import book_compiled
    from llmjit.driver import compile_threads
    from llmjit.extension import extend_threads

    begun = time.perf_counter()
    if old is None:
        compiled = compile_threads(new, options, writer, watch)
    else:
        compiled = extend_threads(old, new, options, writer, watch)
    book_compiled(compiled.program.name, new, time.perf_counter() - begun)
    return compiled


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


def _keep(
    compiled: Compiled, old: Existing | None, new: list[Thread], output: Path | None, replace: bool
) -> str:
    """Write the program where it belongs; gives the place."""
    from llmjit.compiled import make_folder, write_folder
    from llmjit.extension import descended
    from llmjit.frontend.formats.writer import write_threads
    from llmjit.frontend.problems import thread_name
    from llmjit.origin import thread_json
    from llmjit.programs import register

    threads = [*(old.threads if old else ()), *new]
    if output is None:
        kept = compiled.program if old is None else descended(compiled, old)
        why = "compiled" if old is None or not new else f"extended by {_count(new)}"
        register(kept, why, ir=compiled.emitted.ir, threads=[thread_json(t) for t in threads])
        return "registry"
    folder = output / compiled.program.name
    recordings = {}
    for thread in threads:
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in thread_name(thread))
        recordings[folder / "threads" / f"{safe}.thread.jsonl"] = thread
    stale = set((folder / "threads").glob("*.jsonl")) - set(recordings) if replace else ()
    make_folder(folder / "threads")
    for path, thread in recordings.items():  # before the manifest that names them
        write_threads(path, [thread])
    write_folder(folder, compiled.files())
    for path in stale:
        path.unlink()
    return str(folder)


def _count(threads: Sequence[Thread]) -> str:
    return f"{len(threads)} thread{'s' * (len(threads) != 1)}"


def _report(compiled: Compiled, place: str, old: Existing | None, new: list[Thread]) -> dict[str, object]:
    from llmjit.extension import difference

    manifest = compiled.emitted.manifest
    changes = {} if old is None else {"changes": asdict(difference(compiled, old))}
    return {
        "name": compiled.program.name,
        "place": place,
        "extended": old is not None,
        "threads": {"old": len(old.threads) if old else 0, "new": len(new)},
        **changes,
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


def _print(compiled: Compiled, place: str, old: Existing | None, new: list[Thread]) -> None:
    program = compiled.program
    print(f"{program.name}{re.sub(_QUOTED, lambda found: found[1] + found[2], str(program.__signature__))}")
    pattern = compiled.ir.pattern
    if pattern is not None:
        print(f"  request: {pattern.template}")
    for site in compiled.ir.sites:
        reason = f": {site.reason}" if site.reason else ""
        tier = f"tier {site.tier} ({_TIERS[site.tier or 0]})"
        print(f"  site {site.name}: {tier}, {len(site.observations)} observed{reason}")
    threads = [*(old.threads if old else ()), *new]
    print(f"  {len(program.guards)} guards; replayed on {_count(threads)}; kept in {place}")
    if old is not None:
        from llmjit.extension import difference

        print(f"  extended: {_count(old.threads)} it came from, {len(new)} new")
        print("".join(f"  {line}\n" for line in difference(compiled, old).lines()), end="")


def _explain(compiled: Compiled) -> None:
    if compiled.notes:
        print("\n" + "\n".join(map(str, compiled.notes)))
    print("\n" + compiled.program.explain())
