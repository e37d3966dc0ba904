"""What need not be guarded of programs that look rows up by name or filter them.

Where no row is kept, the list of what they hold is empty, and how often each value comes is said of the values that
there are: that neither was so in few observations means nothing. Nor does it matter which keys a record has
beside those that are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, inputs_of
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.records.picks import CHOOSERS

LISTS = frozenset({"map", "filter", "pluck", "unique", "sorted", "sorted_unique"})
COUNTING = frozenset({"length", "whole_total", "float_total", "different"})
EXTREMES = frozenset({"sole", *(operator.name for operator in CHOOSERS)})
READING = frozenset(
    {"key", "get", "at", "words", "fields", "strip", "words_from", "parse_attributes", "parse_json"}
    | {"label_of", "before_last", "after"}
)
"""Operators that read a field of a row."""
COLUMNS = 4
WHOLE = frozenset({"merged", "in_both", "in_one", "in_any", "joined", "otherwise", "items"}) | frozenset(
    {"in_both_any_case", "in_one_any_case", "unique_any_case"}
)
"""Operators on records whatever keys they have."""
GROUPS = frozenset(
    {
        "merged",
        "counts",
        "dict_of",
        "entries",
        "totals_by",
        "float_totals_by",
        "lists_by",
        "most_by",
        "least_by",
        "means_by",
        "firsts_by",
        "pairs_of",
        "zipped",
        "items_under",
        "small_keys",
        "snake_keys",
    }
    | {"whole_values", "float_values", "none_values", "filled_fields"}
)


def needless(guard: Guard, program: Expr) -> bool:
    """Whether a guard on the answer says what rows there were, and no more."""
    if guard.subject != ANSWER or not isinstance(program, Apply):
        return False
    if program.operator.name in GROUPS:
        return isinstance(guard.expected, dict)
    return guard.condition == f"{ANSWER} != []" and program.operator.name in LISTS and _of_rows(program)


def compares_rows(program: Expr) -> bool:
    """Whether rows are kept by what another input is, of which there may be none."""
    return (
        isinstance(program, Apply)
        and program.operator.name in COUNTING | LISTS
        and any(_asks_inputs(each) for each in program.arguments)
    )


def _asks_inputs(program: Expr) -> bool:
    if not isinstance(program, Apply):
        return False
    if program.operator.name == "filter" and inputs_of(program.arguments[1]):
        return True
    return any(map(_asks_inputs, program.arguments))


def _of_rows(program: Expr) -> bool:
    """Whether a list is made of rows under a key, or of those that a question keeps."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name in ("records", "key"):
        return True
    if program.operator.name == "filter" and not _blank(program.arguments[1]):
        return True
    return program.operator.name in LISTS and _of_rows(program.arguments[0])


def _blank(test: Expr) -> bool:
    return isinstance(test, Apply) and test.operator.name == "strip" and test.arguments == (Item(),)


def picked(program: Expr) -> bool:
    """Whether the answer is a column of a line, or a field of the row that a question or its number tells."""
    if not isinstance(program, Apply):
        return False
    if program.operator.name == "words_from" and isinstance(program.arguments[0], Input):
        count = program.arguments[1]
        return isinstance(count, Const) and count.value >= COLUMNS
    if program.operator.name in EXTREMES:
        return True
    if program.operator.name == "unanimous":
        return all(map(picked, program.arguments))
    return program.operator.name in READING and picked(program.arguments[0])


def splits_lines(expr: Apply, index: int) -> bool:
    """Whether an input is taken apart into lines that are not blank, or into columns of which the last is the rest."""
    if expr.operator.name == "filter" and _blank(expr.arguments[1]):
        lines = expr.arguments[0]
        return (
            isinstance(lines, Apply) and lines.operator.name == "lines" and lines.arguments == (Input(index),)
        )
    return picked(expr) and expr.arguments[0] == Input(index)


def may_be_empty(guard: Guard, program: Expr) -> bool:
    """Whether a guard asks that a list has elements of which a program takes what there are."""
    names = LISTS | COUNTING | GROUPS | WHOLE
    program = main_line(program)
    return (
        guard.condition == f"{guard.subject} != []"
        and isinstance(program, Apply)
        and program.operator.name in names
    )


def read_keys(program: Expr, index: int) -> set[Any] | None:
    """The keys that are read of an input that is a record; None where it is used in other ways."""
    if isinstance(program, Input):
        return None if program.index == index else set()
    if not isinstance(program, Apply):
        return set()
    first = program.arguments[0] if program.arguments else None
    if program.operator.name == "key" and first == Input(index) and isinstance(program.arguments[1], Const):
        return {program.arguments[1].value}
    if program.operator.name in WHOLE and Input(index) in program.arguments:
        return set()
    found: set[Any] = set()
    for argument in program.arguments:
        keys = read_keys(argument, index)
        if keys is None:
            return None
        found |= keys
    return found


def of_keys_read(guards: Sequence[Guard], keys: set[Any]) -> list[Guard]:
    """The guards on a record that speak of the keys that are read; those that others speak of must be there."""
    kept: list[Guard] = []
    for guard in guards:
        told = guard.expected if isinstance(guard.expected, dict) else {}
        if guard.kind == "key":
            kept += _there(guard, guards, keys)
        elif not told or keys.intersection(told):
            kept.append(guard)
    return kept


def _there(guard: Guard, guards: Sequence[Guard], keys: set[Any]) -> list[Guard]:
    """In the place of a guard on all keys, one on those that are read and that further guards take for granted."""
    told = {key for each in guards if isinstance(each.expected, dict) for key in each.expected}
    needed = sorted(told & keys, key=repr)
    if not needed:
        return []
    condition = f"{{{', '.join(map(repr, needed))}}} <= {guard.subject}.keys()"
    return [replace(guard, expected=needed, condition=condition)]
