"""Puts the comments of recorded code back above the lines that were made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from llmjit.backend.lines import Line
from llmjit.span import Span


def commented(
    lines: Sequence[Line], comments: Mapping[Span, Sequence[str]], defaults: Iterable[Any]
) -> list[Line]:
    """The lines with each comment once, above the first line born where it stood.

    A comment that says what a parameter was when recorded (``defaults``) is left out: it would be wrong of the
    next request.
    """
    if not comments:
        return list(lines)
    said = {word for value in defaults for word in _words(value)}
    left = dict(comments)
    out: list[Line] = []
    for line in lines:
        born = line.span and Span(line.span.thread, line.span.message, line.span.line)
        indent = line.text[: len(line.text) - len(line.text.lstrip())]
        found = left.pop(born, ()) if born is not None else ()
        out += [Line(indent + text, line.span) for text in found if not _words(text) & said]
        out.append(line)
    return out


def _words(value: Any) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]+|[0-9]+", str(value))}
