"""Words for how many of several flags say yes: all of them, none, or some.

``yes, no, yes`` is ``partial`` where ``yes, yes, yes`` was ``complete`` and ``no, no, no`` was ``none``.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.flags import FlagError, says_all
from llmjit.synthesis.choices.questions import LOOKUP
from llmjit.synthesis.expr import Const, Input, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import LIST

SAYS_ALL = Operator("says_all", ("list",), "str", "says_all({0})", 0.6, (says_all,))
FEWEST = 2
PRICE = 1.0


@generator("programs", priority=46)
def of_flags(problem: Problem) -> Iterator[Term | None]:
    """Three answers, for all flags, some of them, and none."""
    width = len(problem.inputs[0])
    if width < FEWEST or len(set(map(repr, problem.outputs))) != 3:
        return
    try:
        told = [says_all(row) for row in problem.inputs]
    except FlagError:
        return
    table = dict(zip(told, problem.outputs, strict=True))
    if len(table) == 3:
        flags = SAYS_ALL(LIST(*map(Input, range(width))))
        yield problem.term(LOOKUP(flags, Const(table)), PRICE)
