"""What a single observation decides: it may as well be a slip of whoever answered.

A program that computes where the other observations are plain copies of text rests on one observation alone:
that thousands are written with commas, or that the largest of several numbers is wanted.
"""

from __future__ import annotations

from collections.abc import Sequence

from llmjit.guard import Guard
from llmjit.synthesis.choices.conditionals import subset
from llmjit.synthesis.choices.optional import stands_for_nothing
from llmjit.synthesis.expr import Expr, operators
from llmjit.synthesis.facade import Observation, Ranked
from llmjit.synthesis.guards.checks import ANSWER
from llmjit.synthesis.guards.extents import TEXTUAL, textual
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings import search as text_search
from llmjit.value import same

FEWEST = 4
"""Of fewer observations, all but one are copies of something by chance too often."""
MOST = 16
PLAIN = 3.0
"""What a plain copy may cost."""
OBVIOUS = 2.4
"""What may cost no more is believed of the only text that was changed."""
CALLS = frozenset({"format_number", "if"})
"""Operators whose programs a copy may stand for."""


def odd_one(problem: Problem, program: Expr) -> int | None:
    """The observation without which a copy of text does as well as this program, which computes; or None."""
    count = len(problem.outputs)
    if not FEWEST <= count <= MOST or not problem.is_text:
        return None
    if not CALLS & {operator.name for operator in operators(program)} or copied(problem):
        return None
    for odd in suspects(problem):
        if stands_for_nothing(problem.outputs[odd]):
            return None  # an empty answer where the field is missing is no slip
        if problem.late():
            break
        if copied(subset(problem, [at for at in range(count) if at != odd])):
            return odd
    return None


def suspects(problem: Problem) -> list[int]:
    """The only output that is no part of its input; all, where all are; none, where several are not."""
    rows = range(len(problem.outputs))
    made = [
        at
        for at in rows
        if not any(
            isinstance(value, str) and str(problem.outputs[at]) in value for value in problem.inputs[at]
        )
    ]
    return list(rows) if not made else made if len(made) == 1 else []


def copied(problem: Problem) -> bool:
    """Whether the outputs are plain copies of parts of the inputs."""
    for found in text_search.programs(problem):
        if found.cost > PLAIN:
            return False
        if all(operator in TEXTUAL for operator in (each.name for each in operators(found.expr))):
            return True
    return False


def lone_change(observations: Sequence[Observation], names: Sequence[str], program: Ranked) -> Guard | None:
    """A guard that the input comes back as it is, or the answer that one did not: that shows nothing obvious.

    The answer to the other may be a part of its input by chance: a word that says what is wrong with it.
    """
    if program.cost <= OBVIOUS or not textual(program.expr):
        return None
    if any(operator.name == "concat" for operator in operators(program.expr)):
        return None
    for index, name in enumerate(names):
        kept = [same(seen.inputs[index], seen.output) for seen in observations]
        if kept.count(False) == 1 < len(kept):
            other = observations[kept.index(False)].output
            reason = f"{ANSWER} was {name} itself, or what was answered once"
            return Guard("output", ANSWER, other, reason, len(kept), f"{ANSWER} in ({name}, {other!r})")
    return None
