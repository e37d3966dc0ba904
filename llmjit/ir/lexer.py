"""The text form of IR as tokens."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, final

from llmjit.diagnostic import Diagnostic, LlmjitError
from llmjit.span import Span

Kind = Literal["text", "string", "bytes", "span", "symbol", "value", "number", "word", "mark", "end"]

_TOKEN = re.compile(
    r"""
      (?P<string>"(?:[^"\\\n]|\\.)*")
    | (?P<bytes>b(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))
    | (?P<span>@[^\s:@]+:\d+:\d+(?::\d+)?(?=\s|$))
    | (?P<symbol>@(?:[^\W\d]\w*(?:\.\w+)*|"(?:[^"\\\n]|\\.)*"))
    | (?P<value>%(?:\w+(?:\.\w+)*|"(?:[^"\\\n]|\\.)*"))
    | (?P<number>-?\d+\.?\d*(?:[eE][+-]?\d+)?(?!\w)|-inf(?!\w))
    | (?P<word>[^\W\d]\w*)
    | (?P<mark>->|\*\*|[*(){}\[\],:=!|])
    """,
    re.VERBOSE,
)
_TEXT = re.compile(r"\s*\|(?: (?P<line>.*))?$")
_SPACE = re.compile(r"[ \t]*(?:\#.*)?")


@final
@dataclass(frozen=True, slots=True)
class Token:
    """One token; ``text`` is its source, line and column count from 1."""

    kind: Kind
    text: str
    line: int
    column: int


@final
@dataclass(frozen=True, slots=True)
class TextSources:
    """The lines of one file of IR, for diagnostics."""

    lines: Sequence[str]

    def line(self, span: Span) -> str | None:
        """The line the span is on."""
        return self.lines[span.line - 1] if 0 < span.line <= len(self.lines) else None


@final
class BadSyntax(Diagnostic):
    """Text that is not IR."""

    code = "E0301"
    title = "this is not valid IR"
    label = "expected {expected}, found {found}"
    expected: str
    found: str


class ParseError(LlmjitError):
    """The text is not IR; rendered with the line it happened on."""

    def __init__(self, diagnostic: BadSyntax, sources: TextSources) -> None:
        super().__init__(diagnostic)
        self.sources = sources

    def __str__(self) -> str:
        return self.diagnostic.render(self.sources)


def tokens(text: str, name: str) -> Iterator[Token]:
    """The tokens of a file of IR called ``name``, ending in one of kind ``end``; raises `ParseError`."""
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        verbatim = _TEXT.match(line)
        if verbatim is not None:
            yield Token("text", verbatim["line"] or "", number, 1)
            continue
        yield from _line(line, number, name, lines)
    yield Token("end", "end of file", len(lines), 1)


def _line(line: str, number: int, name: str, lines: Sequence[str]) -> Iterator[Token]:
    at = _end(_SPACE.match(line))
    while at < len(line):
        match = _TOKEN.match(line, at)
        if match is None:
            span = Span(name, 0, number, at + 1)
            raise ParseError(
                BadSyntax(span=span, expected="a token", found=repr(line[at])), TextSources(lines)
            )
        yield Token(match.lastgroup, match.group(), number, at + 1)  # type: ignore[arg-type]
        at = _end(_SPACE.match(line, match.end()))


def _end(match: re.Match[str] | None) -> int:
    return 0 if match is None else match.end()


def unquote(token: Token) -> str:
    """The string that a token of kind ``string`` stands for; ValueError when an escape in it is wrong."""
    try:
        value = ast.literal_eval(token.text)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"not a string: {token.text}") from error
    return str(value)
