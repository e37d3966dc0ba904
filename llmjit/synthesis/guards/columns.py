"""Guards on columns that a program takes as they are: whole into a text, or as numbers to compare.

What a cell looks like says nothing where it is copied as a whole, beside others that are told apart by their columns;
a whole number and a fraction are alike where they are compared. What stands for nothing in a cell, though, is seen
in its looks alone, and matters where another column takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications, inputs_of
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.texts.nothing import NOTHING

OPTIONAL = frozenset(
    {"or_else", "join_filled", "filled", "with_marks", "preceded", "followed", "enumerated", "cell_of"}
    | {"filled_fields"}
)
WHOLE = OPTIONAL | {"concat", "list", "first_said", "first_said_or"}
ASKING = OPTIONAL | {"present", "first_said", "first_said_or"}
SAYING = "something or empty"
ASKED = frozenset({"greater", "at_least", "by_sign", "equals", "is_value", "rank_among"})
STEPS = frozenset({"floor_to", "ceil_to", "nearest_to", "floor_divide", "modulo", "rest"})
"""What is not seen of whole numbers."""
BETWEEN = frozenset(
    {"subtract", "number_at", "divide", "times", "over", "list", "seconds_between", "amount_of"}
)


def chosen(program: Expr) -> bool:
    """Whether the answer is one whole column or another, or those that there are: not a text that joins all."""
    joined = isinstance(program, Apply) and program.operator.name == "concat"
    return not joined and _whole(program) and len(set(inputs_of(program))) > 1


def _whole(part: Expr) -> bool:
    if isinstance(part, Apply):
        return part.operator.name in WHOLE and all(map(_whole, part.arguments))
    return isinstance(part, Input | Const)


def copied(program: Expr, index: int) -> bool:
    """Whether a column is copied as a whole wherever the program takes it, and nothing else is asked of it."""
    if not isinstance(program, Apply) or program.operator.name not in WHOLE:
        return False
    return all(
        part == Input(index) or index not in inputs_of(part) or copied(part, index)
        for part in program.arguments
    )


def nothing_guards(name: str, seen: Sequence[Any], program: Expr) -> list[Guard]:
    """No cell that says in words or marks that there is nothing, where an empty one counts as nothing."""
    if not isinstance(program, Apply) or not _optional(program):
        return []
    if any(isinstance(cell, str) and cell and re.fullmatch(NOTHING, cell) for cell in seen):
        return []
    condition = f"not {name} or type({name}) is not str or re.fullmatch({NOTHING!r}, {name}) is None"
    return [Guard("format", name, SAYING, f"{name} was empty or said something", len(seen), condition)]


def none_as_empty(
    guards: Sequence[Guard], name: str, seen: Sequence[Any], program: Expr, index: int
) -> list[Guard]:
    """The guards on a column, without telling none from an empty text where the program asks whether it is filled."""
    told = [guard for guard in guards if guard.kind == "type"]
    if "" not in seen or len(told) != 1 or not all(isinstance(cell, str) for cell in seen):
        return list(guards)
    if not any(each.operator.name in ASKING and index in inputs_of(each) for each in applications(program)):
        return list(guards)
    condition = f"type({name}) is str or {name} is None"
    typed = replace(told[0], condition=condition, expected="str or None", reason=f"{name} was str or nothing")
    return [
        typed
        if guard.kind == "type"
        else guard
        if guard.expected == SAYING
        else replace(guard, condition=f"{name} is None or ({guard.condition})")
        for guard in guards
    ]


def any_filled(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> list[Guard]:
    """Of the columns that a program reads one is filled, where some were empty and never all of them.

    What people write where there is nothing at all, an empty text, none or a word, was not seen then.
    """
    used = sorted(set(inputs_of(program)))
    missing = [[row[index] in (None, "") for index in used] for row in rows]
    if len(used) < 2 or any(map(all, missing)) or not any(map(any, missing)):
        return []
    cells = ", ".join(names[index] for index in used)
    condition = f"any(cell not in (None, '') for cell in ({cells}))"
    reason = f"one of {cells} was always filled"
    return [Guard("length", names[used[0]], "one that is filled", reason, len(rows), condition)]


def end_guards(program: Expr, answers: Sequence[Any]) -> list[Guard]:
    """No blanks at the ends of what is made of cells of which some may be empty, where none were."""
    if not _optional(program) or not all(isinstance(text, str) and text == text.strip() for text in answers):
        return []
    reason, condition = f"{ANSWER} never began or ended with blanks", f"{ANSWER} == {ANSWER}.strip()"
    return [Guard("output", ANSWER, "no blanks at its ends", reason, len(answers), condition)]


def _optional(program: Expr) -> bool:
    return isinstance(program, Apply) and (
        program.operator.name in OPTIONAL or any(map(_optional, program.arguments))
    )


def compared(program: Expr, index: int) -> bool:
    """Whether all that a program does with a column is to compare its number with others."""
    if isinstance(program, Input):
        return program.index != index
    if not isinstance(program, Apply) or index not in inputs_of(program):
        return True
    if program.operator.name in ASKED:
        return all(_number(part) for part in program.arguments if index in inputs_of(part))
    return all(compared(part, index) for part in program.arguments)


def _number(part: Expr) -> bool:
    if isinstance(part, Apply):
        return part.operator.name in BETWEEN and all(map(_number, part.arguments))
    return isinstance(part, Input | Const)


def computed(program: Expr, index: int, outputs: Sequence[Any]) -> bool:
    """Whether all that a program does with a column is to compute with its number, and says how results are written.

    A whole number is computed with as a fraction is then. Results that are whole numbers may be rounded in ways
    that whole numbers do not show.
    """
    if any(type(output) is int for output in outputs):
        return False
    return _in_numbers(program, index) and all(
        isinstance(each.arguments[1], Const) and re.search(r"\.\df", str(each.arguments[1].value))
        for each in applications(program)
        if each.operator.name == "format_number" and index in inputs_of(each)
    )


def _in_numbers(part: Expr, index: int, written: bool = False) -> bool:
    """Whether an input is read as a number wherever it is read, and only to be written in a style that is named."""
    if not isinstance(part, Apply):
        return part != Input(index)
    if part.operator.name == "number_at" and part.arguments[0] == Input(index):
        return written
    written = part.operator.name == "format_number" or (written and part.operator.name not in STEPS)
    return all(_in_numbers(each, index, written) for each in part.arguments)


def number_type(name: str, seen: Sequence[Any]) -> list[Guard]:
    """The type of a column of numbers that are compared: any number, if all seen were."""
    if not all(type(value) in (int, float) for value in seen):
        return []
    condition = f"type({name}) is int or type({name}) is float"
    return [Guard("type", name, "int or float", f"{name} was a number", len(seen), condition)]
