"""Pieces of a text each of which has a number: the amount, or the name, of the piece that has most or least.

They are answers, and they doubt what finds the same by its place, or by a word that the pieces chosen have in common.
Where all chosen pieces were first, or all last, they doubt only what chance would hardly have put there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from llmjit.support.numbers import NumberError, number_at
from llmjit.synthesis.expr import Expr, Item
from llmjit.synthesis.numbers.operators import NUMBER_AT
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.picks import SOLE_LEAST, SOLE_MOST
from llmjit.synthesis.strings import operators as ops

MARKS = ("\n", "; ", ", ", " | ", ";", ",", "|", " / ")
LONGEST = 600
MOST = 40
PARTS = (r"[^\W\d_](?:[^\d:=;]*[^\W\d_])?", r"[$€£¥₹]?-?\d[\d,]*(?:\.\d+)?%?")
"""The name of a piece, which may be of several words, and its amount as it is written."""
UNLIKELY = 12
VARIED, STEADY = 1.8, 2.4
"""What they cost where the pieces chosen stood at various places, and where they did not."""


@generator("programs", priority=58)
def pieces_of_most(problem: Problem) -> Iterator[Term | None]:
    """The name or the amount of the piece that has the greatest number, or the least."""
    if not problem.is_text:
        return
    outputs = [str(output) for output in problem.outputs]
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST:
            continue
        for mark in MARKS:
            rows = [text.split(mark) for text in texts]
            if 1 < max(map(len, rows)) <= MOST:
                yield from _chosen(ops.FIELDS(column.expr, mark), rows, outputs, problem)
        if problem.late():
            return


def _chosen(
    pieces: Expr, rows: Sequence[Sequence[str]], outputs: Sequence[str], problem: Problem
) -> Iterator[Term | None]:
    try:
        numbers = [[number_at(piece, -1) for piece in row] for row in rows]
    except NumberError:
        return
    if math.prod(map(len, rows)) < UNLIKELY:
        return
    for operator, choose in ((SOLE_MOST, max), (SOLE_LEAST, min)):
        places = [row.index(choose(row)) for row in numbers]
        chosen = [row[at] for row, at in zip(rows, places, strict=True)]
        if not all(output in piece for output, piece in zip(outputs, chosen, strict=True)):
            continue
        row = operator(pieces, NUMBER_AT(Item(), -1, 0))
        for pattern, end in zip(PARTS, (0, -1), strict=True):
            found = [re.findall(pattern, piece)[end:][:1] for piece in chosen]
            if found == [[output] for output in outputs]:
                ends = {len(each) - at for each, at in zip(rows, places, strict=True)}
                steady = len(set(places)) == 1 or len(ends) == 1
                yield problem.term(ops.TOKEN(row, pattern, end), STEADY if steady else VARIED)
