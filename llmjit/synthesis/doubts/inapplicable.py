"""Doubts that have no value on an input: those much dearer than the program say nothing of it then.

What costs about as much may be what was meant, and where it has no value the input is of another kind. What is much
dearer than a program that is likely itself speaks only where it gives another answer. With three observations, programs
dearer than the best by `FAR` that had no value refused 28 right and 2 wrong answers on the development tasks, and 15
right and one wrong on tasks about logs and documents whose later rows are ragged; nearer ones 14 and 0, and 9 and 11.
Where the best cost no more than `LIKELY`, none of the wrong ones would have been given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from llmjit.support.text import value_or
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.readings import main_line

FAR = 0.75
LIKELY = 2.0
VALUE_OR = Operator(
    "value_or", ("lazy", "lazy"), "any", "value_or(lambda: {0}, lambda: {1})", 0.0, (value_or,)
)


def where_applicable(programs: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """The programs, of which those much dearer than the first give its answer where they have none."""
    best, answer = programs[0], main_line(programs[0].expr)
    if best.cost > LIKELY:
        return tuple(programs)
    return tuple(
        replace(each, expr=VALUE_OR(each.expr, answer)) if each.cost > best.cost + FAR else each
        for each in programs
    )
