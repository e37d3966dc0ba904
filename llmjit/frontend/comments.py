"""What the recorded code says about itself: its comments, by the line of the statement they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from llmjit.frontend.problems import thread_name
from llmjit.frontend.thread import Thread
from llmjit.span import Span

if TYPE_CHECKING:
    import libcst

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
    from libcst.metadata import MetadataWrapper, PositionProvider

    try:
        wrapper = MetadataWrapper(libcst.parse_module(source), unsafe_skip_copy=True)
        positions = wrapper.resolve(PositionProvider)
    except (libcst.ParserSyntaxError, RecursionError, UnicodeError):
        return
    statements = [
        node
        for node in positions
        if isinstance(node, libcst.SimpleStatementLine | libcst.BaseCompoundStatement)
    ]
    statements.sort(key=lambda node: positions[node].start.line)
    head = wrapper.module.header
    for index, node in enumerate(statements):
        line = positions[node].start.line
        above = [*(head if index == 0 else ()), *node.leading_lines]
        for comment in (*(each.comment for each in above), *_behind(node)):
            if comment is not None and _for_people(comment.value):
                yield line, comment.value


def _behind(
    node: libcst.SimpleStatementLine | libcst.BaseCompoundStatement,
) -> Iterable[libcst.Comment | None]:
    """The comment at the end of a statement's first line."""
    import libcst

    if isinstance(node, libcst.SimpleStatementLine):
        return (node.trailing_whitespace.comment,)
    return (node.body.header.comment,) if isinstance(node.body, libcst.IndentedBlock) else ()


def _for_people(comment: str) -> bool:
    return comment.strip("# ") != "" and comment.isprintable() and not comment.startswith(_FOR_TOOLS)
