"""Numbers that stand by a word, and what stands in for them where a text lacks the word: ``3 failed, 9 passed``.

A summary names what there was and leaves out what there was none of. So the word tells the number, wherever it
stands, and a text without the word has zero of it, or no answer. Where the word stands without a number, nothing is
known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from llmjit.support.labels import LabelError, number_by
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.labels import alike
from llmjit.value import Value, same

NUMBER_BY = Operator(
    "number_by",
    ("str", "str", "bool"),
    "str",
    "number_by({0}, {1}, {2})",
    0.6,
    (number_by,),
    needs="one number by {1} in {0}",
)
LONGEST = 3000
SIDES = (
    (False, re.compile(r"(?<![\w.,-])\d+(?:\.\d+)? ?([^\W\d_]{2,})(?![^\W_])")),
    (True, re.compile(r"(?<![^\W_])([^\W\d_]{2,})(?:[:=] ?| )\d")),
)
"""Words behind numbers, and before them."""
SHORT = 3
"""Words of so many letters are no plurals."""
SURE = -0.4
LEAST = 2
"""In so many texts the word must stand, and the numbers by it must differ."""


@generator("programs", priority=35)
def numbers_by_words(problem: Problem) -> Iterator[Term | None]:
    """Answers that are the number by a word, or what stands for nothing where the word is missing."""
    outputs = problem.outputs
    kinds = {type(output) for output in outputs if output is not None}
    if len(kinds) != 1 or not kinds <= {int, float} or len(outputs) < LEAST + 1:
        return
    read = ops.INT if kinds == {int} else ops.FLOAT
    for column in own(problem):
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in column.values):
            continue
        texts = [str(text) for text in column.values]
        for word, after in () if alike(texts) else _words(texts):
            nothing = _missing(texts, word, after, outputs)
            number = read(NUMBER_BY(column.expr, word, after))
            if nothing == ():
                yield problem.term(number, SURE)
            elif nothing is not None:
                there = ops.CONTAINS(ops.LOWER(column.expr), word.lower())
                yield problem.term(ops.IF(there, number, nothing[0]), SURE)


def _words(texts: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The words that stand by a number in several texts, in the singular."""
    for after, pattern in SIDES:
        found: dict[str, int] = {}
        for text in texts:
            for word in {_singular(word) for word in pattern.findall(text)}:
                found[word] = found.get(word, 0) + 1
        yield from ((word, after) for word, times in found.items() if times >= LEAST)


def _singular(word: str) -> str:
    return word[:-1] if len(word) > SHORT and word.endswith("s") and not word.endswith("ss") else word


def _missing(
    texts: Sequence[str], word: str, after: bool, outputs: Sequence[Value]
) -> tuple[Value, ...] | None:
    """What stands in where the word is missing, if it ever is; None where the answers are not the numbers by it."""
    nothing: list[Value] = []
    known: set[Fraction] = set()
    for text, output in zip(texts, outputs, strict=True):
        if word.lower() not in text.lower():
            nothing.append(output)
            continue
        try:
            found = Fraction(number_by(text, word, after))
        except LabelError:
            return None
        if not isinstance(output, int | float) or found != Fraction(str(output)):
            return None
        known.add(found)
    if len(known) < LEAST or not all(same(each, nothing[0]) and not each for each in nothing):
        return None
    return (nothing[0],) if nothing else ()
