"""Lists of parts that a known form names, such as street and town of an address: they are told by these names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.synthesis.expr import Expr
from llmjit.synthesis.lists.marks import texts_of
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.operators import KEY
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.known import doubtful, known

PRICE = 0.6
OTHER = 0.2
"""What another name for the same part costs more."""
LEAST = 2


@generator("programs", priority=25)
def listed_parts(problem: Problem) -> Iterator[Term | None]:
    """Lists all elements of which are parts of one text by their names."""
    rows = texts_of(problem.outputs)
    if rows is None or len(set(map(len, rows))) > 1 or len(rows[0]) < LEAST or problem.memo.get("nested"):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        for record, records in known(column):
            if not doubtful(record):
                yield from _named(record, records, rows, problem)


def _named(
    record: Expr, records: Sequence[dict[str, Any]], rows: Sequence[Sequence[str]], problem: Problem
) -> Iterator[Term | None]:
    places = []
    for column in zip(*rows, strict=True):
        names = [
            name
            for name in records[0]
            if all(each.get(name) == part for each, part in zip(records, column, strict=True))
        ]
        if not names:
            return
        places.append(names)
    best = [names[0] for names in places]
    yield problem.term(ops.LIST(*(KEY(record, name) for name in best)), PRICE)
    for at, names in enumerate(places):
        for name in names[1:]:
            others = [*best[:at], name, *best[at + 1 :]]
            yield problem.term(ops.LIST(*(KEY(record, each) for each in others)), PRICE + OTHER)
