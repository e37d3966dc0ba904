"""``llmjit synth``: the synthesiser alone, for a table of examples or as a JSON Lines process."""

from __future__ import annotations

import json
import math
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

ExamplesFile = Annotated[
    Path | None,
    typer.Argument(metavar="[EXAMPLES]", help="CSV, TSV or JSONL of examples, column names first."),
]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="Serve requests as JSON Lines on stdin and stdout.")]
Output = Annotated[str | None, typer.Option(metavar="NAME", help="The output column (default: the last).")]
Instruction = Annotated[str | None, typer.Option(metavar="TEXT", help="What the task is; steers ranking.")]
Emit = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the module here.")]
Name = Annotated[
    str | None, typer.Option(metavar="NAME", help="The function's name (default: the output's).")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as one JSON object.")]
Seconds = Annotated[float, typer.Option(min=0.05, max=600, help="Search time a task.")]
LONGEST = 32_000_000
"""Bytes in a request; a longer one is refused, since memory has a bound."""


def command(
    examples: ExamplesFile = None,
    jsonl: Jsonl = False,
    output: Output = None,
    instruction: Instruction = None,
    emit: Emit = None,
    name: Name = None,
    as_json: AsJson = False,
    seconds: Seconds = 3.0,
) -> None:
    """Learn a program from a table of examples, with the guards that tell when not to use it.

    Prints the program, its guards, and what it refuses and why. No model is asked.

    **Examples**

        llmjit synth invoices.csv

        llmjit synth people.tsv --output initials --emit initials.py

        llmjit synth dates.jsonl --instruction "ISO date of the US date" --json

        llmjit synth --jsonl < requests.jsonl > replies.jsonl
    """
    if math.isnan(seconds):  # which no bound refuses
        raise typer.BadParameter("--seconds must be a number")
    if jsonl or (examples is None and not sys.stdin.isatty()):
        if examples is not None:
            raise typer.BadParameter("with --jsonl, requests come from stdin: give no file")
        serve(seconds)
        return
    if examples is None:
        raise typer.BadParameter("give a file of examples, or --jsonl")
    learn(examples, output, instruction, emit, name, as_json, seconds)


def learn(
    path: Path,
    output: str | None,
    instruction: str | None,
    emit: Path | None,
    name: str | None,
    as_json: bool,
    seconds: float,
) -> None:
    """Learn from one file and print what came of it; exit 1 when there is no program."""
    from llmjit.cli.examples_file import read_examples
    from llmjit.cli.synth_report import CannotEmit, as_dict, print_report
    from llmjit.diagnostic import LlmjitError, reason_of
    from llmjit.layout import laid_out
    from llmjit.synthesis import Budget, Hints, Observation, synthesize
    from llmjit.synthesis.emission.naming import identifier
    from llmjit.synthesis.regarded import most_rows

    table = read_examples(path, output, most_rows(seconds), seconds / 4)
    observations = [Observation(row, answer) for row, answer in table.rows]
    found = synthesize(observations, Budget(seconds), Hints(instruction, table.names))
    function = "answer" if (wanted := name or table.output) == "answer" else identifier(wanted, "answer_of")
    source = laid_out(found.emit(function)) if found.refusal is None else None
    if source is not None and emit is not None:
        try:
            emit.write_text(source, encoding="utf-8")
        except OSError as error:
            raise LlmjitError(CannotEmit(path=str(emit), why=reason_of(error))) from None
    if as_json:
        _print_json(as_dict(found, source, table))
    else:
        print_report(found, source, emit, table)
    if found.refusal is not None:
        raise typer.Exit(1)


def _print_json(result: dict[str, Any]) -> None:
    """Print a result as JSON; characters that the terminal's encoding lacks are escaped as JSON has it."""
    text = json.dumps(result, ensure_ascii=False, default=str, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(result, ensure_ascii=True, default=str, indent=2)
    print(text)


def serve(seconds: float) -> None:
    """Answer requests line by line until the end of input; a bad line is answered and costs nothing else."""
    from llmjit.synthesis import protocol

    for line in _lines():
        if line is not None and not line.strip():
            continue
        request_id: Any = None
        try:
            if line is None:
                raise protocol.RequestError(f"the line is longer than {LONGEST:,} bytes")
            request = protocol.parse(line)
            request_id = request.get("id")
            with _limit(seconds * 2 + 2):
                reply = protocol.answer(request, seconds)
        except protocol.RequestError as error:
            reply = protocol.declined(error.request_id, f"RequestError: {error}")
        except Exception as error:  # whatever it is, the next line deserves an answer
            reply = protocol.declined(request_id, f"{type(error).__name__}: {error}")
        try:
            print(protocol.reply_line(reply), flush=True)
        except BrokenPipeError:
            raise typer.Exit(0) from None


def _lines() -> Iterator[str | None]:
    """Lines of stdin as text, whatever the bytes; None for one too long to be held."""
    while line := sys.stdin.buffer.readline(LONGEST):
        whole = len(line) < LONGEST
        while len(line) == LONGEST and not line.endswith(b"\n"):
            line = sys.stdin.buffer.readline(LONGEST)
        yield line.decode("utf-8", "replace") if whole else None


@contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block after this long, where the platform has interval timers."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError(f"no answer within {seconds:g} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
