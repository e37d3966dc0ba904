"""``llmjit synth``: the synthesiser alone, for a table of examples or as a JSON Lines process."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer


def command(
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Requests and replies as JSON Lines on stdin and stdout.")
    ] = False,
    seconds: Annotated[float, typer.Option(help="Search time a task.")] = 3.0,
) -> None:
    """Learn a program from examples."""
    if jsonl or not sys.stdin.isatty():
        serve(seconds)
        return
    raise typer.Exit(2)


def serve(seconds: float) -> None:
    """Answer requests line by line until the end of input; a bad line is answered and costs nothing else."""
    from llmjit.synthesis import protocol

    for line in sys.stdin:
        if not line.strip():
            continue
        request_id: Any = None
        try:
            request = protocol.parse(line)
            request_id = request.get("id")
            with _limit(seconds * 2 + 2):
                reply = protocol.answer(request, seconds)
            text = json.dumps(reply, ensure_ascii=False)
        except (Exception, TimeoutError) as error:  # whatever it is, the next line deserves an answer
            text = json.dumps(protocol.declined(request_id, f"{type(error).__name__}: {error}"))
        sys.stdout.write(text.encode("utf-8", "replace").decode("utf-8") + "\n")
        sys.stdout.flush()


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
