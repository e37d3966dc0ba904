"""Lists that fill a field, or stand between the only brackets in it, cut at one mark.

`lists.rules` cuts the inputs themselves; here the fields that were read of them are cut, and what stands in brackets.
Where the items are all that stands between such marks, nothing speaks for runs of letters (see `lists.marks`), which
would leave out half of what holds a sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Item
from llmjit.synthesis.lists.marks import LONGEST, TABULAR, Rows, texts_of
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.marked import ONLY

BRACKETS = (("[", "]"), ("(", ")"), ("{", "}"))
PRICE = 0.3
"""What such a list costs beside the field."""


@generator("programs", priority=24)
def enclosed_lists(problem: Problem) -> Iterator[Term | None]:
    """Lists of all that stands between one mark in a field or in brackets."""
    rows = texts_of(problem.outputs)
    if rows is None or max(map(len, rows)) < 2 or problem.memo.get("nested"):
        return
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST or problem.late():
            continue
        price = column.cost + PRICE
        if isinstance(column.expr, Apply):
            yield from _cut(column.expr, texts, rows, price, problem)
        for opening, closing in BRACKETS:
            if all(text.count(opening) == text.count(closing) == 1 for text in texts):
                inner = [text.partition(opening)[2].partition(closing)[0] for text in texts]
                yield from _cut(_between(column.expr, opening, closing), inner, rows, price, problem)


def _between(text: Expr, opening: str, closing: str) -> Expr:
    """What stands in brackets; of brackets in brackets is unknown which are meant."""
    one, other = re.escape(opening), re.escape(closing)
    tight = ops.TOKENS(text, rf"{one}([^{one}{other}\n]*){other}")
    wide = ops.TOKENS(text, rf"{one}(.*){other}")
    return UNANIMOUS(ONLY(tight), ONLY(wide))


def _cut(
    source: Expr, texts: Sequence[str], rows: Rows, price: float, problem: Problem
) -> Iterator[Term | None]:
    """All between marks, with and without blanks around it, where both are the same."""
    item = Item()
    for mark in TABULAR:
        parts = [[part.strip() for part in text.split(mark)] for text in texts]
        if not all(row == (cut if any(cut) else []) for row, cut in zip(rows, parts, strict=True)) or not any(
            len(row) > 1 for row in rows
        ):
            continue
        kept = ops.FILTER(ops.MAP(ops.FIELDS(source, mark), ops.STRIP(item)), item)
        cuts = [ops.FIELDS(source, gap) for gap in (f"{mark} ", mark) if _written(gap, texts, rows)]
        readings = cuts if all(rows) else [ops.FILTER(cut, item) for cut in cuts]
        expr = UNANIMOUS(kept, *readings) if readings else kept
        term = problem.term(expr, price)
        if term is not None and problem.solves(term.values):
            yield term
            return


def _written(gap: str, texts: Sequence[str], rows: Rows) -> bool:
    """Whether the items are written with just this between them."""
    return all(gap.join(row) == text for text, row in zip(texts, rows, strict=True))
