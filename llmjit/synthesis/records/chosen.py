"""The line that has most, or is the latest, as a text of its own: answers may be made of several of its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.fields import Rows, line_fields
from llmjit.synthesis.records.kept import Kept
from llmjit.synthesis.records.picks import chosen, few
from llmjit.synthesis.records.rows import rows_of

MOST = 2
PRICE = 0.4
"""What a line that is chosen costs more than the lines."""


@generator("columns", priority=32)
def chosen_lines(problem: Problem) -> Iterator[Term | None]:
    """Lines that have most or least of something, where all words of the answers stand in them."""
    if not problem.is_text or problem.memo.get("nested") or len(problem.outputs) < 3:
        return
    offered = 0
    for rows in rows_of(problem):
        if rows.make is not line_fields or few(Kept(rows, None, problem)) or not _holds(rows, problem):
            continue
        for places, expr in chosen(Kept(rows, None, problem)):
            lines = [each[at] for each, at in zip(rows.lists, places, strict=True)]
            if offered < MOST and _made(lines, problem.outputs):
                offered += 1
                yield problem.term(expr(rows.expr), rows.price + PRICE)


def _holds(rows: Rows, problem: Problem) -> bool:
    """Whether some line holds all words of the answer, in every observation."""
    return all(
        any(_made([line], [output]) for line in lines)
        for lines, output in zip(rows.lists, problem.outputs, strict=True)
    )


def _made(lines: Sequence[str], outputs: Sequence[object]) -> bool:
    """Whether the words of the answers stand in the lines, and are no line or field by themselves."""
    words = [re.findall(r"\w+", str(output).lower()) for output in outputs]
    return all(
        len(each) > 1 and all(word in line.lower() for word in each)
        for line, each in zip(lines, words, strict=True)
    )
