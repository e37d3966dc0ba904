"""Lists that are rightly empty: of all that a text has of a form, or of what differs under the same names.

Where the mark that each of a kind holds is not in a text, it has none of them, and that every text seen had some says
little. Where the mark is there and nothing was found, it may be written otherwise than those seen. Nothing differs
between two records alike; where one has a name that the other has not, that may be wanted as well.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.guards.makings import WHOLE_LISTS
from llmjit.synthesis.lists.pairs import OTHERWISE
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.records.operators import PARSE_FIELDS
from llmjit.synthesis.strings.operators import TOKENS

NOT_EMPTY = f"{ANSWER} != []"


def maybe_none(
    guards: list[Guard], names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr
) -> list[Guard]:
    """The guards on an answer, of which the one that asks for elements passes an empty list of what is not there."""
    alike = _same_names(names, rows, program)
    if alike is not None:
        return [*(guard for guard in guards if guard.condition != NOT_EMPTY), alike]
    if not any(guard.condition == NOT_EMPTY for guard in guards) or (found := _listed(program)) is None:
        return guards
    index, pattern = found
    texts = [row[index] for row in rows]
    if not all(isinstance(text, str) for text in texts):
        return guards
    held = [set(each[0]) for text in texts for each in re.finditer(pattern, text)]
    shared = set.intersection(*held) if held else set()
    marks = sorted(mark for mark in shared if not (mark.isalnum() or mark.isspace()) and mark in pattern)
    if not marks:
        return guards
    condition = f"({NOT_EMPTY} or {marks[0]!r} not in {names[index]})"
    return [
        replace(guard, condition=condition) if guard.condition == NOT_EMPTY else guard for guard in guards
    ]


def _listed(program: Expr) -> tuple[int, str] | None:
    """The input of which a program lists all of a form, each as it is or changed, and the pattern of the form."""
    listed = main_line(program)
    while isinstance(listed, Apply) and listed.operator.name in WHOLE_LISTS:
        listed = listed.arguments[0]
    if not isinstance(listed, Apply) or listed.operator is not TOKENS:
        return None
    text, pattern = listed.arguments
    if not isinstance(text, Input) or not isinstance(pattern, Const):
        return None
    return text.index, str(pattern.value)


def _same_names(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> Guard | None:
    """The guard that two records that are compared have the same names, if they always had."""
    for part in applications(main_line(program)):
        if part.operator is OTHERWISE:
            one, two = (_names_in(each, names) for each in part.arguments)
            if not one or not two:
                return None
            reason = "both had the same names"
            guard = Guard("output", ANSWER, "the same names", reason, len(rows), f"{one} == {two}")
            return guard if all(holds(guard, names, row) for row in rows) else None
    return None


def _names_in(record: Expr, names: Sequence[str]) -> str:
    """An expression for the names in a record that is an input, or a text of fields; empty if it is neither."""
    if isinstance(record, Input):
        return f"{names[record.index]}.keys()"
    if not isinstance(record, Apply) or record.operator is not PARSE_FIELDS:
        return ""
    text, between, within = record.arguments
    if not (isinstance(text, Input) and isinstance(between, Const) and isinstance(within, Const)):
        return ""
    items = f"{names[text.index]}.split({between.value!r})"
    return f"{{item.partition({within.value!r})[0].strip() for item in {items} if {within.value!r} in item}}"
