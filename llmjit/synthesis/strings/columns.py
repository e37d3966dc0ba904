"""Lines in columns of words, as commands print them: what stands behind the first so many words is the last column.

It may hold spaces itself, which is why it is no word among others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator

WORDS_FROM = Operator(
    "words_from", ("str", "int"), "str", "{0}.split(None, {1})[{1}]", 0.7, needs="{1} words and more in {0}"
)
MOST = 12
FEW = 4
ALIGNED = 1.6
"""By so much is it likelier that a column was meant where texts are lined up and have some columns."""
LONG = 500


@generator("atoms", priority=40)
def last_columns(problem: Problem) -> Iterator[Term | None]:
    """What stands behind the first so many words of a line."""
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if any("\n" in text or len(text) > LONG for text in texts):
            continue
        aligned = ALIGNED * all(re.search(r"\S {2,}\S", text) for text in texts)
        for count in range(1, min(MOST, *(len(text.split()) for text in texts))):
            yield problem.term(WORDS_FROM(column.expr, count), 1.6 + 0.02 * count - aligned * (count >= FEW))
