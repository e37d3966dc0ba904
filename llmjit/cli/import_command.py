"""``llmjit import``: read recordings in any known format, and write them in llmjit's own."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from llmjit.frontend.formats.registry import NAMES, iter_threads
from llmjit.frontend.formats.writer import write_threads
from llmjit.frontend.thread import Thread


def command(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE...", help="recordings, or folders of them")],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="write the threads here, JSON Lines")
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", help=f"the format, when sniffing fails: {', '.join(NAMES)}")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object a thread on stdout")] = False,
) -> None:
    """Read recordings of any known format; say what is in them, or write them in llmjit's own format.

    Secrets are redacted on write, and nothing is written when a recording is damaged.

    Examples:
        llmjit import runs.jsonl

        llmjit import runs.jsonl -o runs.thread.jsonl

        llmjit import chats/ --format openai_chat --json
    """
    threads = (thread for path in paths for thread in iter_threads(path, format))
    if out is None:
        for thread in threads:
            _show(thread, as_json)
        return
    count = write_threads(out, _passed(threads, as_json))
    print(f"{count} thread{'s' * (count != 1)} written to {out}", file=sys.stderr)


def _passed(threads: Iterator[Thread], as_json: bool) -> Iterator[Thread]:
    for thread in threads:
        if as_json:
            _show(thread, as_json)
        yield thread


def _summary(thread: Thread) -> dict[str, object]:
    parts = Counter(part.kind for _, part in thread.parts())
    return {
        "id": thread.id,
        "format": thread.format,
        "source": thread.source,
        "request": thread.request,
        "messages": len(thread.messages),
        "code_blocks": parts["code"],
        "code_results": parts["result"],
        "tool_calls": parts["tool_call"],
        "tool_results": parts["tool_result"],
        "has_result": thread.has_result,
    }


def _show(thread: Thread, as_json: bool) -> None:
    found = _summary(thread)
    if as_json:
        print(json.dumps(found))
        return
    request = " ".join(thread.request.split())
    short = request if len(request) <= 60 else f"{request[:59]}…"
    line = (
        f"{thread.id}  {thread.format}  {found['messages']} messages, "
        f"{found['code_results']} of {found['code_blocks']} blocks run, "
        f"{found['tool_results']} of {found['tool_calls']} calls answered  {short}"
    )
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding))
