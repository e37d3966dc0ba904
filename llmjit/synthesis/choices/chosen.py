"""One cell says which of the others is the answer: the title in the language asked for, the address if it differs.

All answers stand in cells of their own rows, in two columns or more, each in one alone, and a further column whose few
words come again tells which. What it says of a word never seen, or of a cell that is empty, is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support.pairs import cell_of
from llmjit.synthesis.choices.questions import LOOKUP
from llmjit.synthesis.expr import Const, Input, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.value import Value, same

CELL_OF = Operator("cell_of", ("list", "int"), "any", "cell_of({0}, {1})", 0.3, (cell_of,))
FEWEST = 3
COLUMNS = 6
WORDS = 4
"""So many different words the column that tells has at most."""
LENGTH = 20
PRICE = 1.6


@generator("programs", priority=70)
def chosen_cells(problem: Problem) -> Iterator[Term | None]:
    """The cell of the column that another names, whatever else the cells hold."""
    columns = [term for term in problem.columns if isinstance(term.expr, Input)][:COLUMNS]
    outputs = problem.outputs
    if len(columns) < 3 or len(outputs) < FEWEST or any(out in (None, "") for out in outputs):
        return
    if problem.memo.get("nested") or any(isinstance(out, list | dict | bool) for out in outputs):
        return
    places = [_places(row, out) for row, out in zip(problem.inputs, outputs, strict=True)]
    if any(len(each) != 1 for each in places):
        return
    at = [each[0] for each in places]
    used = sorted(set(at))
    if len(used) < 2 or max(used) >= len(columns) or _extreme(problem.inputs, outputs, used):
        return
    for column in columns:
        table = _table(column.values, at)
        if table is not None and column.expr not in [columns[index].expr for index in used]:
            cells = ops.LIST(*(columns[index].expr for index in used))
            place = {key: used.index(index) for key, index in table.items()}
            yield problem.term(CELL_OF(cells, LOOKUP(column.expr, Const(place))), PRICE)


def _places(row: Sequence[Value], output: Value) -> list[int]:
    return [index for index, cell in enumerate(row) if same(cell, output)]


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
