"""What the recorded code says about itself: its comments, by the line of the statement they belong to."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from llmjit.frontend.problems import thread_name
from llmjit.frontend.thread import Thread
from llmjit.span import Span

if TYPE_CHECKING:
    import libcst

_CLAUSES: Final = ("Else", "Finally", "ExceptHandler", "ExceptStarHandler", "MatchCase")
_FOR_TOOLS: Final = (
    "#!",
    "# type:",
    "# fmt:",
    "# noqa",
    "# isort:",
    "# pragma",
    "# pylint:",
    "# ruff:",
    "# -*-",
)


def recorded_comments(threads: Sequence[Thread]) -> dict[Span, tuple[str, ...]]:
    """The comments of the blocks that ran, above or behind a statement, by the span of its line (no column)."""
    found: dict[Span, tuple[str, ...]] = {}
    for thread in threads:
        for message, block, result in thread.runs():
            if result.error is None and "#" in block.source:
                for line, text in comments(block.source):
                    place = Span(thread_name(thread), message, block.line + line - 1)
                    found[place] = (*found.get(place, ()), text)
    return found


def comments(source: str) -> Iterator[tuple[int, str]]:
    """Comments of one block with the line, from 1, of their statement; none of code that libcst cannot read."""
    import libcst  # only for code with comments: loading it takes longer than compiling a thread

    try:
        module = libcst.parse_module(source)
        lines = sorted({node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.stmt)})
    except (libcst.ParserSyntaxError, SyntaxError, ValueError, RecursionError):
        return
    statements = list(_statements(module.body))
    if len(statements) != len(lines):  # then nothing tells which is which
        return
    for index, (line, node) in enumerate(zip(lines, statements, strict=True)):
        above = [*(() if index else module.header), *node.leading_lines]
        for comment in (*(each.comment for each in above), *_behind(node)):
            if comment is not None and _for_people(comment.value):
                yield line, comment.value


def _statements(body: Iterable[Any]) -> Iterator[Any]:
    """All statements that begin a line, in order; libcst's own positions take eight times as long as parsing."""
    for node in body:
        if hasattr(node, "leading_lines") and type(node).__name__ not in _CLAUSES:
            yield node
        for part in ("body", "cases", "handlers", "orelse", "finalbody"):
            inner = getattr(node, part, None)
            if inner is not None and type(node).__name__ != "SimpleStatementLine":
                yield from _statements(_within(inner))


def _within(part: Any) -> Iterable[Any]:
    """The statements or clauses of a part of a statement; a suite on the statement's own line has none."""
    if type(part).__name__ == "IndentedBlock":
        return part.body  # type: ignore[no-any-return]
    if isinstance(part, list | tuple):
        return part
    return () if type(part).__name__ == "SimpleStatementSuite" else (part,)


def _behind(
    node: libcst.SimpleStatementLine | libcst.BaseCompoundStatement,
) -> Iterable[libcst.Comment | None]:
    """The comment at the end of a statement's first line."""
    import libcst

    if isinstance(node, libcst.SimpleStatementLine):
        return (node.trailing_whitespace.comment,)
    body = getattr(node, "body", None)  # a match has cases
    if isinstance(body, libcst.SimpleStatementSuite):
        return (body.trailing_whitespace.comment,)
    return (body.header.comment,) if isinstance(body, libcst.IndentedBlock) else ()


def _for_people(comment: str) -> bool:
    return comment.strip("# ") != "" and comment.isprintable() and not comment.startswith(_FOR_TOOLS)
