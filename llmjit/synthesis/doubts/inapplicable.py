"""Doubts that have no value on an input: those much dearer than the program say nothing of it then.

What costs about as much may be what was meant, and where it has no value the input is of another kind. What is much
dearer than a program that is likely itself speaks only where it gives another answer. With three observations, programs
dearer than the best by `FAR` that had no value refused 28 right and 2 wrong answers on the development tasks, and 15
right and one wrong on tasks about logs and documents whose later rows are ragged; nearer ones 14 and 0, and 9 and 11.
Where the best cost no more than `LIKELY`, none of the wrong ones would have been given.

They are heard all the same where one item of several has no value, which may be an item of another kind (a dash among
words), and where the program writes a word that all inputs held, which another input may not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from llmjit.support.undefined import value_or
from llmjit.synthesis.expr import Const, Expr, Operator, operators
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.guards.whole import pieces
from llmjit.synthesis.readings import main_line
from llmjit.synthesis.strings.operators import MAP
from llmjit.value import Value

FAR = 0.75
LIKELY = 2.0
VALUE_OR = Operator(
    "value_or", ("lazy", "lazy"), "any", "value_or(lambda: {0}, lambda: {1})", 0.0, (value_or,)
)


def where_applicable(programs: Sequence[Ranked], rows: Sequence[Sequence[Value]]) -> tuple[Ranked, ...]:
    """The programs, of which those much dearer than the first give its answer where they have none."""
    best, answer = programs[0], main_line(programs[0].expr)
    if best.cost > LIKELY or _borrows(answer, rows):
        return tuple(programs)
    return tuple(
        replace(each, expr=VALUE_OR(each.expr, answer))
        if each.cost > best.cost + FAR and MAP not in operators(each.expr)
        else each
        for each in programs
    )


def _borrows(answer: Expr, rows: Sequence[Sequence[Value]]) -> bool:
    """Whether an answer is given a word that stands in all inputs."""
    words = [str(part.value).strip() for part in pieces(answer) if isinstance(part, Const)]
    lettered = [word for word in words if any(map(str.isalpha, word))]
    return any(all(any(word in str(cell) for cell in row) for row in rows) for word in lettered)
