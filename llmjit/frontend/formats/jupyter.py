"""Jupyter notebooks: code cells that were run, with their outputs, and the markdown between them.

A cell with neither execution count nor output never ran. Cells stand in the order they were run in, each with
the markdown before it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

from llmjit.frontend.formats.base import Format, Sample, thread_id
from llmjit.frontend.formats.source import Source, View
from llmjit.frontend.thread import (
    CodeBlock,
    CodeResult,
    ErrorInfo,
    Media,
    Message,
    Part,
    Text,
    Thread,
)

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_LITERAL_LIMIT = 1 << 20


def _matches(sample: Sample) -> bool:
    return sample.has("cells", "nbformat") and isinstance(sample.value["cells"], list)


def _joined(view: View | None) -> str:
    """Text that a notebook keeps as one string or as a list of lines."""
    if view is None:
        return ""
    if isinstance(view.value, str):
        return view.value
    return "".join(line.text() for line in view.items())


def _literal(text: str) -> tuple[Any, bool]:
    """The value that ``text`` is the repr of, and whether it is one of a plain value."""
    if len(text) > _LITERAL_LIMIT:
        return None, False
    try:
        return ast.literal_eval(text), True
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return None, False


def _result(key: str, cell: View) -> Iterator[Part]:
    """What a cell gave: one result, and media that it showed."""
    printed, value, known, error = "", None, False, None
    for output in cell.list_at("outputs"):
        kind = output.at("output_type").text()
        if kind == "stream":
            printed += _joined(output.get("text"))
        elif kind == "error":
            trace = _ANSI.sub("", "\n".join(line.text() for line in output.list_at("traceback")))
            error = ErrorInfo(type=output.text_at("ename"), message=output.text_at("evalue"), traceback=trace)
        elif kind in ("execute_result", "display_data", "update_display_data", "pyout"):
            data = output.get("data")
            shown = data.get("text/plain") if data is not None else None
            text = _joined(shown)
            if kind == "execute_result":
                value, known = _literal(text)
            if not known and text:
                printed += f"{text}\n"
            if data is not None:
                yield from _media(data)
    yield CodeResult(block=key, output=printed, value=value, has_value=known, error=error)


def _media(data: View) -> Iterator[Part]:
    for name, _ in data.fields():
        if not name.startswith("text/") and name != "application/json":
            yield Media(media_type=name)


def _count(cell: View) -> float | None:
    found = cell.get("execution_count") or cell.get("prompt_number")
    return None if found is None else cell.number_at("execution_count", cell.number_at("prompt_number"))


def _read(source: Source) -> Iterator[Thread]:
    document = source.document()
    language = _language(document)
    groups: list[tuple[float, list[Message]]] = []
    before: list[Message] = []
    request = ""
    for number, cell in enumerate(document.at("cells").items(), 1):
        kind, text = cell.at("cell_type").text(), _joined(cell.get("source"))
        if kind != "code":
            request = request or text.strip()
            before.append(Message(role="user", parts=(Text(text=text),) if text else ()))
            continue
        key, count = f"c{number}", _count(cell)
        block = CodeBlock(id=key, source=text, language=language)
        messages = [*before, Message(role="assistant", parts=(block,))]
        if count is not None or cell.object().get("outputs"):
            messages.append(Message(role="tool", parts=tuple(_result(key, cell))))
        last = groups[-1][0] if groups else 0.0
        groups.append((last if count is None else count, messages))
        before = []
    order = sorted(range(len(groups)), key=lambda index: groups[index][0])
    yield Thread(
        id=thread_id(source, 1),
        request=request,
        messages=tuple([m for index in order for m in groups[index][1]] + before),
        format="jupyter",
        source=source.file,
        metadata={"reordered": order != list(range(len(groups)))},
    )


def _language(document: View) -> str:
    metadata = document.get("metadata")
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        found = metadata.get(key) if metadata is not None else None
        if found is not None and found.text_at(name):
            return found.text_at(name).lower()
    return "python"


FORMAT = Format("jupyter", "Jupyter notebooks", frozenset({"document"}), _matches, _read)
