"""A line told by its label or a word, the first or the last of several, as a text of its own to take parts of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support.sections import holds_word
from llmjit.synthesis.expr import Expr, Item
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.fields import beginnings
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops

LONGEST = 5000
MOST = 2
"""So many such lines are offered."""
WORDS = 6
PRICE = 1.2
LAST = 0.1
"""What the last line costs more than the first."""
Lists = Sequence[Sequence[str]]


@generator("columns", priority=33)
def told_lines(problem: Problem) -> Iterator[Term | None]:
    """Lines that begin with the same, or hold the same word, where some text has several and the answer is in one."""
    if not problem.is_text or problem.memo.get("nested") or len(problem.outputs) < 3:
        return
    for column in own(problem):
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in column.values):
            continue
        lists = [[line for line in str(text).splitlines() if line.strip()] for text in column.values]
        if not all(len(lines) > 1 for lines in lists) or not _in_lines(lists, problem.outputs):
            continue
        known: set[tuple[str, ...]] = set()
        for test, kept in _tests(lists):
            for at in (0, -1):
                lines = tuple(each[at] for each in kept)
                if len(known) < MOST and lines not in known and _hold(lines, problem.outputs):
                    known.add(lines)
                    found = ops.FILTER(ops.LINES(column.expr), test)
                    yield problem.term(ops.AT(found, at), PRICE - LAST * at)


def _in_lines(lists: Lists, outputs: Sequence[object]) -> bool:
    """Whether every answer is a part of some line."""
    return all(
        any(str(output) in line and line != output for line in lines)
        for lines, output in zip(lists, outputs, strict=True)
    )


def _hold(lines: Sequence[str], outputs: Sequence[object]) -> bool:
    return all(str(output) in line and line != output for line, output in zip(lines, outputs, strict=True))


def _tests(lists: Lists) -> Iterator[tuple[Expr, list[list[str]]]]:
    """Questions that keep several lines of some text and at least one of each, but not all."""
    for start in beginnings(lists):
        if re.search(r"[^\W\d_]", start):
            kept = [[line for line in lines if line.startswith(start)] for lines in lists]
            if _tell(kept, lists):
                yield ops.STARTS(Item(), start), kept
    common = set.intersection(*({*re.findall(r"[^\W\d_]{3,}", "\n".join(lines))} for lines in lists))
    for word in sorted(common)[:WORDS]:
        kept = [[line for line in lines if holds_word(line, word)] for lines in lists]
        if _tell(kept, lists):
            yield records.HOLDS(Item(), word), kept


def _tell(kept: Lists, lists: Lists) -> bool:
    return all(kept) and any(len(each) > 1 for each in kept) and list(map(len, kept)) != list(map(len, lists))
