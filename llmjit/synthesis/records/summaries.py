"""Summaries in text: names with a number each, as ``GET: 3, POST: 1`` and ``2x pump, 1x fan``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generate, generator

JOINERS = (", ", "; ", "\n", " | ", " / ", ",", ";", " ")
NAME_FIRST = re.compile(r"([^\d\W][^=:]*?|\d{3})(: ?|=| = | x ?| \()(\d+)(\)?)")
NUMBER_FIRST = re.compile(r"(\d+)( x |x |× | )([^\d\W].*)")
PRICE = 0.5
LONGEST = 400
NAMED_SUMMARY = Operator(
    "named_summary",
    ("str", "dict", "str", "str"),
    "str",
    "{0}.join([str(key) + {2} + str(value) + {3} for key, value in {1}.items()])",
    0.5,
)
COUNTED_SUMMARY = Operator(
    "counted_summary",
    ("str", "dict", "str"),
    "str",
    "{0}.join([str(value) + {2} + str(key) for key, value in {1}.items()])",
    0.5,
)


@generator("programs", priority=67)
def summaries(problem: Problem) -> Iterator[Term | None]:
    """Dicts of numbers that are written in one line."""
    texts = [str(output) for output in problem.outputs]
    if not problem.is_text or problem.memo.get("nested") or len(texts) < 3 or len(set(texts)) < 2:
        return
    if not all(re.search(r"\d", text) and len(text) <= LONGEST for text in texts):
        return
    for joiner in JOINERS:
        rows = [text.split(joiner) for text in texts]
        if sum(len(row) > 1 for row in rows) > 1:
            yield from _written(joiner, rows, problem)


def _written(joiner: str, rows: Sequence[Sequence[str]], problem: Problem) -> Iterator[Term | None]:
    for pattern, first in ((NAME_FIRST, True), (NUMBER_FIRST, False)):
        found = [[pattern.fullmatch(piece) for piece in row] for row in rows]
        if not all(all(row) for row in found):
            continue
        matches = [[each.groups() for each in row if each is not None] for row in found]
        marks = {(group[1], *group[3:]) for row in matches for group in row}
        if len(marks) > 1:
            continue
        pairs = [
            [(group[0], group[2]) if first else (group[2], group[0]) for group in row] for row in matches
        ]
        outputs = tuple({key: int(value) for key, value in row} for row in pairs)
        if any(len(each) < len(row) for each, row in zip(outputs, pairs, strict=True)):
            continue
        inner = replace(problem, outputs=outputs, extra=())
        for term in generate("programs", inner):
            if inner.solves(term.values):
                mark = marks.copy().pop()
                expr = (
                    NAMED_SUMMARY(joiner, term.expr, *mark)
                    if first
                    else COUNTED_SUMMARY(joiner, term.expr, *mark)
                )
                yield problem.term(expr, term.cost + PRICE)
