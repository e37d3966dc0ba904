"""Yes and no from words that everybody knows for them: ``Yes``, ``n``, ``TRUE``, ``off``.

Such words are a form of their own: whichever of them were seen, the others mean what they say. Texts that say
neither are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.flags import FlagError, says_yes
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

SAYS_YES = Operator(
    "says_yes", ("str",), "bool", "says_yes({0})", 0.5, (says_yes,), needs="a word for yes or no: {0}"
)
PRICE = -0.5
"""That words mean what they say is likelier than any question that fits."""


@generator("programs", priority=20)
def flag_words(problem: Problem) -> Iterator[Term | None]:
    """Whether the one cell with such words says yes, or no, where both were seen."""
    if not all(isinstance(output, bool) for output in problem.outputs) or len(set(problem.outputs)) < 2:
        return
    own = len(problem.inputs[0])
    found = [(column, said) for column in problem.texts if (said := _said(column))]
    whole = [each for each in found if each[0] in problem.columns[:own]]
    if len(whole) == 1 or (not whole and len(found) == 1):
        column, said = (whole or found)[0]
        if said == list(problem.outputs):
            yield Term(SAYS_YES(column.expr), tuple(said), PRICE)
        elif not any(yes is output for yes, output in zip(said, problem.outputs, strict=True)):
            yield Term(ops.NOT(SAYS_YES(column.expr)), problem.outputs, PRICE)


def _said(column: Term) -> list[bool]:
    """What each cell of a column says; nothing where one says neither."""
    try:
        return [says_yes(str(text)) for text in column.values]
    except FlagError:
        return []
