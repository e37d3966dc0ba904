"""Answers that are one cell of their rows or another: as a further cell says, or as others compare.

A column whose few words come again says which: the title in the language asked for, the address if it differs. What
it says of a word never seen, or of a cell that is empty, is unknown. Two columns go by an order of others: the winner
by the score, the later version. Such a comparison is found as `verdicts` finds one that is itself the answer: all
that fit must agree.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.support.pairs import cell_of
from llmjit.synthesis.choices.questions import LOOKUP, ORDERED
from llmjit.synthesis.choices.verdicts import FEWEST, compared
from llmjit.synthesis.expr import Const, Input, Operator, operators
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.value import Value, same

CELL_OF = Operator("cell_of", ("list", "int"), "any", "cell_of({0}, {1})", 0.3, (cell_of,))
COLUMNS = 6
WORDS = 4
"""So many different words the column that tells has at most."""
LENGTH = 20
TOLD = 1.6
"""What it costs that a word tells which cell is the answer."""
COMPARED = 2.0
"""What it costs that a comparison does."""


@generator("programs", priority=60)
def by_order(problem: Problem) -> Iterator[Term | None]:
    """One of two columns, by an order of others."""
    if len(problem.outputs) < FEWEST or not problem.whole:
        return
    columns = [term for term in problem.columns[:COLUMNS] if isinstance(term.expr, Input)]
    for first, second in itertools.combinations(columns, 2):
        at = _places(list(zip(first.values, second.values, strict=True)), problem.outputs)
        if at is None or problem.late():
            continue
        sides = tuple(place == 0 for place in at)
        for each in compared(replace(problem, outputs=sides, extra=())):
            if ORDERED & {operator.name for operator in operators(each.expr)}:
                yield problem.term(ops.IF(each.expr, first.expr, second.expr), COMPARED)


@generator("programs", priority=70)
def by_word(problem: Problem) -> Iterator[Term | None]:
    """The cell of the column that another names, whatever else the cells hold."""
    columns = [term for term in problem.columns if isinstance(term.expr, Input)][:COLUMNS]
    outputs = problem.outputs
    if len(columns) < 3 or len(outputs) < FEWEST or any(out in (None, "") for out in outputs):
        return
    if problem.memo.get("nested") or any(isinstance(out, list | dict | bool) for out in outputs):
        return
    at = _places(problem.inputs, outputs)
    if at is None or max(at) >= len(columns):
        return
    used = sorted(set(at))
    if _extreme(problem.inputs, outputs, used):
        return
    for column in columns:
        table = _table(column.values, at)
        if table is not None and column.expr not in [columns[index].expr for index in used]:
            cells = ops.LIST(*(columns[index].expr for index in used))
            place = {key: used.index(index) for key, index in table.items()}
            yield problem.term(CELL_OF(cells, LOOKUP(column.expr, Const(place))), TOLD)


def _places(rows: Sequence[Sequence[Value]], outputs: Sequence[Value]) -> list[int] | None:
    """The place of each answer among the cells of its row; None where it has none or several, or all have the same."""
    found = [
        [index for index, cell in enumerate(row) if same(cell, output)]
        for row, output in zip(rows, outputs, strict=True)
    ]
    if any(len(each) != 1 for each in found):
        return None
    places = [each[0] for each in found]
    return places if len(set(places)) > 1 else None


def _extreme(rows: Sequence[Sequence[Any]], outputs: Sequence[Any], used: Sequence[int]) -> bool:
    """Whether all answers are the largest, or all the smallest, of the numbers that they are chosen from."""
    if not all(type(row[index]) in (int, float) for row in rows for index in used):
        return False
    pairs = [([row[index] for index in used], out) for row, out in zip(rows, outputs, strict=True)]
    return all(max(cells) == out for cells, out in pairs) or all(min(cells) == out for cells, out in pairs)


def _table(words: Sequence[Any], places: Sequence[int]) -> dict[Any, int] | None:
    """The column that each word names, where words are few and come again; a number is no name."""
    if not all(
        isinstance(word, bool) or (isinstance(word, str) and 0 < len(word) <= LENGTH) for word in words
    ):
        return None
    table: dict[Any, int] = {}
    for word, place in zip(words, places, strict=True):
        if table.setdefault(word, place) != place:
            return None
    return table if len(table) <= min(WORDS, len(words) - 1) else None
