"""``llmjit run``: run a compiled program, once or over a file of rows."""

from __future__ import annotations

import ast
import json
import sys
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from llmjit.diagnostic import LlmjitError
from llmjit.guard import GuardFailed

if TYPE_CHECKING:
    from llmjit.batch.progress import Progress
    from llmjit.batch.run import Batch
    from llmjit.execute import Execution, Outcome, SiteDeopt
    from llmjit.runtime.program import Program


def command(
    name: Annotated[str, typer.Argument(help="A program's name, or its folder; with --resume a run's id.")],
    request: Annotated[str | None, typer.Argument(help="The request in words; binds the parameters.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter; repeatable.")
    ] = None,
    tools: Annotated[
        Path | None,
        typer.Option("--tools", "-t", help="A Python file; its public functions are the helpers."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option("--model", "-m", help="Asked where guards fail. Default: LLMJIT_MODEL, or none."),
    ] = None,
    no_learn: Annotated[
        bool, typer.Option("--no-learn", help="Do not recompile from what the model answered.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with an interrupted run, or batch.")
    ] = False,
    assume: Annotated[
        str | None,
        typer.Option(
            help="The fate of a write that a crash left open: failed, or done=RESULT.", metavar="FATE"
        ),
    ] = None,
    rows: Annotated[Path | None, typer.Option("--map", help="Run over every row of this file.")] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where the results of --map go.")] = None,
    processes: Annotated[int, typer.Option(min=0, help="Processes for --map; 0 uses this one alone.")] = 2,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Begin --map again over existing results.")
    ] = False,
    rpm: Annotated[int | None, typer.Option(min=1, help="Model calls a minute at most, for --map.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="The result only.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")] = False,
) -> None:
    """Run a compiled program.

    The request binds the program's parameters, or they are given by name. As long as its guards hold no model
    is asked. Where one fails, the model (if there is one) steps in at that point; what it answered is learned.

    Examples:
        llmjit run invoice_total "What is the total of invoice INV-2042 in EUR?" --tools tools.py

        llmjit run invoice_total -p number=INV-2042 -p currency=EUR --tools tools.py --json

        llmjit run invoice_number --map letters.jsonl -o numbers.jsonl --processes 4

        llmjit run 20261120-9f31 --resume --tools tools.py

    Ends with 0 done, 1 a mistake, 2 wrong usage, 3 a guard failed and no model may help, 4 refused.
    """
    if rows is None and (out is not None or overwrite or rpm is not None):
        raise typer.BadParameter("--out, --overwrite and --rpm go with --map, which is missing")
    if assume is not None and not resume:
        raise typer.BadParameter("--assume goes with --resume, which is missing")
    chosen = _Chosen(name, request, param or [], tools, model, resume, assume, no_learn)
    try:
        if rows is not None:
            _map(chosen, rows, out, processes, overwrite, rpm, quiet, as_json)
        else:
            _once(chosen, quiet, as_json)
    except (GuardFailed, LlmjitError) as error:
        if not as_json:
            raise
        print(json.dumps({"error": _error_json(error)}, default=str))
        raise typer.Exit(3 if isinstance(error, GuardFailed) else error.exit_code) from None


class _Chosen:
    """The program and what surrounds it, as the options say."""

    def __init__(
        self,
        name: str,
        request: str | None,
        params: list[str],
        tools: Path | None,
        model: str | None,
        resume: bool,
        assume: str | None,
        no_learn: bool,
    ) -> None:
        self.name, self.request, self.tools, self.model = name, request, tools, model
        self.resume, self.assume, self.learn = resume, assume, not no_learn
        self.params = dict(map(_param, params))

    def toolbox(self) -> Any:
        from llmjit.record.tools import Toolbox, load_tools

        return Toolbox() if self.tools is None else load_tools(self.tools)

    def configured(self) -> Any:
        from llmjit.model import configured_model, resolve_model

        return resolve_model(self.model) if self.model is not None else configured_model()


def _param(text: str) -> tuple[str, Any]:
    name, equals, value = text.partition("=")
    if not equals or not name.isidentifier():
        raise typer.BadParameter(f"{text!r} is not NAME=VALUE", param_hint="--param")
    return name, value


def typed(program: Program, params: dict[str, Any]) -> dict[str, Any]:
    """Parameters from the command line as the types the program declares; texts stay where it says text."""
    kinds = program.__signature__.parameters
    read = {}
    for name, text in params.items():
        kind = str(kinds[name].annotation) if name in kinds else "str"
        read[name] = text if kind == "str" else _literal(name, text, kind)
    return read


def _literal(name: str, text: str, kind: str) -> Any:
    import datetime

    try:
        if kind in ("datetime.date", "datetime.datetime"):
            return getattr(datetime, kind.rsplit(".", maxsplit=1)[-1]).fromisoformat(text)
        return float(text) if kind == "float" else ast.literal_eval(text)
    except (ValueError, SyntaxError):
        if "str" in kind or kind == "Any":
            return text
        raise typer.BadParameter(f"{name} is {kind}, not {text!r}", param_hint="--param") from None


def _once(chosen: _Chosen, quiet: bool, as_json: bool) -> None:
    from llmjit.execute import Execution
    from llmjit.runs import begin_run, resume_run

    with redirect_stdout(sys.stderr):  # what helpers print is not the result
        if chosen.resume:
            run = resume_run(chosen.name, chosen.assume)
            program, request, params = run.program, run.request, run.params
        else:
            from llmjit.programs import find_program

            program = find_program(chosen.name)
            request, params = chosen.request, typed(program, chosen.params)
            run = begin_run(program, request, params)
        execution = Execution(
            program=program,
            tools=chosen.toolbox(),
            model=chosen.configured(),
            journal=run.journal,
            threads=run.threads,
            notify=(lambda event: None) if quiet or as_json else _notify,
        )
        try:
            with run:
                outcome = execution.run(request, params)
        except GuardFailed as failure:
            _locate(failure, chosen.name, program)
            if run.journal is not None:
                print(f"the run can go on later: llmjit run {run.id} --resume", file=sys.stderr)
            raise
        except BaseException:
            if run.journal is not None:
                print(f"the run can go on later: llmjit run {run.id} --resume", file=sys.stderr)
            raise
        learned = _learn(chosen, execution, outcome)
    _print(outcome, learned, quiet, as_json)


def _locate(failure: GuardFailed, name: str, program: Program) -> None:
    """Add the recorded line in which the expectation was born, where the recording is at hand."""
    if failure.span is None:
        return
    from llmjit.frontend.problems import ThreadSources
    from llmjit.origin import origin_of, thread_of

    origin = origin_of(name, program)
    threads = tuple(thread_of(data) for data in origin.threads) if origin else ()
    line = ThreadSources(threads).line(failure.span)
    if line is not None:
        failure.notes.append(f"recorded there: {line.strip()}")


def _learn(chosen: _Chosen, execution: Execution, outcome: Outcome) -> str | None:
    """What the run taught, in one line; None when it taught nothing."""
    from llmjit.accounts import book

    book(execution.program.name, outcome)
    name = execution.program.name if chosen.resume else chosen.name
    taught = [(name, execution.program, outcome)]
    taught += [(name, callee, own) for name, (callee, own) in outcome.callees.items()]
    taught = [each for each in taught if each[2].sites or each[2].continued]
    if not chosen.learn or not taught:
        return None
    from llmjit.recompile import learn

    return "\n".join(filter(None, (learn(*each) for each in taught))) or None


def _notify(event: SiteDeopt | GuardFailed) -> None:
    failure = event if isinstance(event, GuardFailed) else event.failure
    if failure is not None:
        print(f"guard failed: {failure}", file=sys.stderr)
    if not isinstance(event, GuardFailed):
        print(f"  -> the model answered {event.site} = {event.answer!r}", file=sys.stderr)
    else:
        print("  -> the model finishes the task", file=sys.stderr)


def _print(outcome: Outcome, learned: str | None, quiet: bool, as_json: bool) -> None:
    if as_json:
        print(json.dumps(_outcome_json(outcome, learned), default=str))
        return
    text = outcome.value if isinstance(outcome.value, str) else json.dumps(outcome.value, default=str)
    print(text.encode("utf-8", "replace").decode())
    if quiet:
        return
    asked = f"{len(outcome.calls)} model call{'s' * (len(outcome.calls) != 1)}"
    spent = f", {outcome.tokens} tokens, ${outcome.cost:.4f}" if outcome.calls else ""
    print(f"({asked}{spent}, {outcome.seconds * 1000:.1f} ms)", file=sys.stderr)
    if learned:
        print(learned, file=sys.stderr)


def _outcome_json(outcome: Outcome, learned: str | None) -> dict[str, Any]:
    return {
        "result": outcome.value,
        "seconds": outcome.seconds,
        "model_calls": len(outcome.calls),
        "tokens": outcome.tokens,
        "cost": outcome.cost,
        "deopts": [{"site": e.site, "inputs": e.inputs, "answer": e.answer} for e in outcome.sites],
        "continued": None if outcome.continued is None else outcome.continued.id,
        "learned": learned,
    }


def _error_json(error: GuardFailed | LlmjitError) -> dict[str, Any]:
    if isinstance(error, LlmjitError):
        return error.diagnostic.to_json()
    return {
        "code": "guard",
        "message": error.reason,
        "kind": error.kind,
        "subject": error.subject,
        "seen": error.seen,
        "expected": error.expected,
        "evidence": error.evidence,
        "span": None if error.span is None else str(error.span),
    }


def _map(
    chosen: _Chosen,
    rows: Path,
    out: Path | None,
    processes: int,
    overwrite: bool,
    rpm: int | None,
    quiet: bool,
    as_json: bool,
) -> None:
    from llmjit.batch.rows import size_of
    from llmjit.batch.run import Batch
    from llmjit.programs import find_program

    if out is None:
        raise typer.BadParameter("--map needs --out, the file for the results", param_hint="--out")
    program = find_program(chosen.name)
    batch = Batch(
        load=partial(load_wired, chosen.name, chosen.tools),
        digest=str(program.manifest.get("sha256", "")),
        source=rows,
        output=out,
        answer=_row_answer(chosen, program, rpm),
        processes=processes,
        resume=chosen.resume,
        overwrite=overwrite,
    )
    total = batch.run() if quiet or as_json else _with_bar(batch, size_of(rows))
    summary = {
        "rows": total.row,
        "answered": total.answered,
        "refused": total.refused,
        "deopts": total.deopts,
    }
    if as_json:
        print(json.dumps({**summary, "output": str(out), "side": str(batch.side) if total.refused else None}))
    elif not quiet:
        side = f"; refused rows are in {batch.side}" if total.refused else ""
        print(f"{total.answered} of {total.row} rows answered, {total.deopts} deopts{side}", file=sys.stderr)


def load_wired(name: str, tools: Path | None) -> Program:
    """The program with its helpers, as each process of a batch loads it."""
    from llmjit.programs import find_program
    from llmjit.record.tools import Toolbox, load_tools
    from llmjit.wiring import wired

    return wired(find_program(name), Toolbox() if tools is None else load_tools(tools))


def _row_answer(chosen: _Chosen, program: Program, rpm: int | None) -> Any:
    """How a row that was refused is answered; None without a model."""
    from llmjit.batch.pace import paced
    from llmjit.execute import Execution

    model = chosen.configured()
    if model is None:
        return None
    execution = Execution(program=program, tools=chosen.toolbox(), model=paced(model, rpm))

    def answer(row: dict[str, Any]) -> Any:
        request = row.get("request") if "request" not in program.__signature__.parameters else None
        names = program.__signature__.parameters
        return execution.run(request, {key: value for key, value in row.items() if key in names}).value

    return answer


def _with_bar(batch: Batch, size: int | None) -> Progress:
    import time

    from rich import progress
    from rich.console import Console

    counted, noted = (
        progress.TextColumn("{task.fields[rows]} rows"),
        progress.TextColumn("{task.fields[note]}"),
    )
    columns = (counted, progress.BarColumn(), noted, progress.TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("rows", total=size, rows=0, note="")
        start = time.perf_counter()

        def report(done: Progress) -> None:
            rate = done.row / max(1e-9, time.perf_counter() - start)
            note = f"{rate:,.0f} rows/s, {done.deopts} deopts"
            bar.update(task, completed=done.position, rows=done.row, note=note)

        try:
            return batch.run(report)
        except KeyboardInterrupt:
            print("interrupted; go on with the same command and --resume", file=sys.stderr)
            raise typer.Exit(130) from None
