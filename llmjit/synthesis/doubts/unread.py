"""Columns that a program leaves out, though they may say something: a key that stands within another column.

The name of a section beside the settings, a version beside the list of changes, an item beside the list: such a text
says where to look. A program that finds the answers without it does so since those seen stand first, or last, or
are the greatest. Where a text that varies was part of another column in every row, programs that did not read it gave
25 right and 43 wrong answers with three observations, on the development tasks and our own in four orders.

Nor are constants that were fitted to numbers or dates while one of two or three columns was left out: what they
stand for may be there. To refuse them took 17 right and 10 wrong answers away. Nor is a choice between words, or
columns, that leaves out a column of flags: yes and no, or a few words that come again. Of JSON nobody reads marks and
places: the values around them have other lengths the next time.
"""

from __future__ import annotations

from collections.abc import Sequence

from llmjit.synthesis.choices.flags import is_flag
from llmjit.synthesis.expr import Expr, Input, Item, applications, inputs_of, operators
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.encoded import holds_records
from llmjit.synthesis.records.operators import PARSE_JSON
from llmjit.synthesis.records.values import LONGEST
from llmjit.synthesis.strings.operators import LINES
from llmjit.value import Value

LEAST = 2
NARROW = 3
"""Rows of more cells have some that nobody asks about."""
FITTED = frozenset(
    {"times", "plus", "over", "into", "floor_to", "ceil_to", "nearest_to", "modulo", "is_checked"}
    | {"add_days", "add_months", "add_seconds", "add_workdays", "clipped_months", "above", "not_above"}
)

DECIDING = frozenset({"by_sign", "rank_among", "if"})


def heeds(program: Expr, problem: Problem) -> bool:
    """Whether a program reads JSON as such, and all columns that say where to look, or what to compute with."""
    width = len(problem.inputs[0])
    raw = problem.memo.get("records")
    if raw is None:
        raw = problem.memo["records"] = _records(problem)
    if raw and not all(_parsed(program, index) for index in raw.intersection(inputs_of(program))):
        return False
    if width < 2 or not problem.whole:
        return True
    keys = problem.memo.get("keys")
    if keys is None:
        keys = problem.memo["keys"] = steering(problem)
    read = set(inputs_of(program))
    if not keys <= read:
        return False
    if len(read) == width:
        return True
    names = {each.name for each in operators(program)}
    left = [index for index in range(width) if index not in read and not _steady(problem, index)]
    if names & DECIDING and any(_flags(problem, index) for index in left):
        return False
    return width > NARROW or not names & FITTED or not left


def _records(problem: Problem) -> set[int]:
    """The columns that are JSON with names in it."""
    found = set()
    for index in range(min(map(len, problem.inputs))):
        cells = [row[index] for row in problem.inputs]
        texts = [cell for cell in cells if isinstance(cell, str) and len(cell) <= LONGEST]
        if len(texts) == len(cells) and holds_records(texts):
            found.add(index)
    return found


def _parsed(program: Expr, index: int) -> bool:
    """Whether a column is parsed wherever it is read, as a whole or line by line."""
    text = Input(index)
    by_line = any(part == PARSE_JSON(Item()) for part in applications(program))
    return program != text and all(
        part.operator is PARSE_JSON or (part.operator is LINES and by_line)
        for part in applications(program)
        if text in part.arguments
    )


def _flags(problem: Problem, index: int) -> bool:
    """Whether a column says yes or no, or one of a few words that come again."""
    cells = [row[index] for row in problem.inputs]
    if all(map(is_flag, cells)):
        return True
    return all(isinstance(cell, str) and cell.isalpha() for cell in cells) and len(set(cells)) < len(cells)


def _steady(problem: Problem, index: int) -> bool:
    return len({repr(row[index]) for row in problem.inputs}) == 1


def steering(problem: Problem) -> frozenset[int]:
    """The columns whose texts vary and stand within another column wherever there is an answer."""
    rows = [row for row, out in zip(problem.inputs, problem.outputs, strict=True) if out not in (None, "")]
    width = len(problem.inputs[0])
    if len(rows) < LEAST:
        return frozenset()
    return frozenset(
        key
        for key in range(width)
        if len({repr(row[key]) for row in rows}) > 1
        and any(_within(rows, key, at) for at in range(width) if at != key)
    )


def _within(rows: Sequence[Sequence[Value]], key: int, at: int) -> bool:
    return all(_part(row[key], row[at]) for row in rows)


def _part(key: Value, whole: Value) -> bool:
    """Whether one value is part of another and not the same."""
    if isinstance(whole, list | tuple | dict):
        return isinstance(key, str | int | float) and not isinstance(key, bool) and key in whole
    if not isinstance(key, str) or not isinstance(whole, str):
        return False
    return bool(key.strip()) and len(key) < len(whole) and key.casefold() in whole.casefold()
