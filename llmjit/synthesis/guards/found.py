"""Lists of all that a text has of a form: none, for certain, where the mark that each of them holds is not in it.

That every text seen had some says little then. Where the mark is there and nothing was found, it may be written
otherwise than those seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.makings import WHOLE_LISTS
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.strings.operators import TOKENS

NOT_EMPTY = f"{ANSWER} != []"


def maybe_none(
    guards: list[Guard], names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr
) -> list[Guard]:
    """The guards on an answer, of which the one that asks for elements passes an empty list of what is not there."""
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
