"""How many boxes of a checklist are ticked, how many are open, and how many there are."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from llmjit.support.checklists import BOX, boxes, ticked, unticked
from llmjit.synthesis.expr import Apply, Const, Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import LONGEST, own
from llmjit.synthesis.strings.operators import CONCAT, EQUALS, TEXT

TICKED, BOXES, UNTICKED = COUNTS = tuple(
    Operator(count.__name__, ("str",), "int", f"{count.__name__}({{0}})", 0.3, (count,), needs="boxes: {0}")
    for count in (ticked, boxes, unticked)
)
PRICE = 0.4
SURE = -0.9
"""A checklist is made to be counted so; other counts that fit are right by chance."""
STEP = 0.1
MOST = 9


@generator("columns", priority=34)
def box_counts(problem: Problem) -> Iterator[Term | None]:
    """How many are ticked, and how many there are, which others may compute with."""
    for column in own(problem):
        if _checklists(column):
            for count in (TICKED, BOXES):
                yield problem.term(count(column.expr), PRICE)


@generator("programs", priority=14)
def box_answers(problem: Problem) -> Iterator[Term | None]:
    """A count by itself, whether all are ticked, and texts in which all numbers are counts."""
    for column in own(problem):
        if not _checklists(column):
            continue
        counts = [term for count in COUNTS if (term := problem.term(count(column.expr))) is not None]
        for place, count in enumerate(counts):
            if len(set(count.values)) > 1:
                yield problem.term(count.expr, SURE + STEP * place)
        yield problem.term(EQUALS(UNTICKED(column.expr), 0), SURE)
        yield from _sentences(counts, problem)


def _sentences(counts: Sequence[Term], problem: Problem) -> Iterator[Term | None]:
    """Texts that differ in numbers alone, each of which is a count, or the same in all."""
    rows = [re.split(r"(\d+)", output) if isinstance(output, str) else [] for output in problem.outputs]
    if any(row[::2] != rows[0][::2] for row in rows) or not 3 <= len(rows[0]) <= MOST:
        return
    ways: list[list[Expr]] = []
    for at, pieces in enumerate(zip(*rows, strict=True)):
        told = (
            [TEXT(each.expr) for each in counts if tuple(map(str, each.values)) == pieces] if at % 2 else []
        )
        ways.append([*told, *([Const(pieces[0])] if len(set(pieces)) == 1 and not told else [])])
    for rank, chosen in enumerate(itertools.islice(itertools.product(*ways), MOST)):
        parts = [part for part in chosen if part != Const("")]
        if len(parts) > 1 and any(isinstance(part, Apply) for part in parts):
            yield problem.term(CONCAT(*parts), SURE + STEP * rank)


def _checklists(column: Term) -> bool:
    """Whether a column holds texts with boxes throughout."""
    return all(
        isinstance(value, str) and "]" in value and len(value) <= LONGEST and BOX.search(value)
        for value in column.values
    )
