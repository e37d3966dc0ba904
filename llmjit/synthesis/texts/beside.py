"""Numbers that stand by a word, and what stands in for them where a text lacks the word: ``3 failed, 9 passed``.

A summary names what there was and leaves out what there was none of. So the word tells the number, wherever it
stands, and a text without the word has zero of it, or no answer. Where the word stands without a number, nothing is
known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import permutations

from llmjit.support.labels import LabelError, number_by
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.numbers.operators import ADD, SUBTRACT
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
BALANCED = 0.4
MOST = 6
"""Of so many words the numbers are added to one another."""
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


@generator("programs", priority=35)
def numbers_by_their_names(problem: Problem) -> Iterator[Term | None]:
    """Records of whole numbers each of which stands by the word that is its key, and is zero where that is missing.

    That one rule explains all numbers of all records speaks for it where a number by itself was seen too seldom.
    """
    outputs = problem.outputs
    keys = tuple(outputs[0]) if isinstance(outputs[0], dict) else ()
    if len(keys) < LEAST or not all(re.fullmatch(r"[^\W\d_]{2,}", key) for key in keys):
        return
    if not all(isinstance(each, dict) and tuple(each) == keys for each in outputs):
        return
    for text, texts in _short_texts(problem):
        for after, _ in SIDES:
            columns = [[each[key] for each in outputs if isinstance(each, dict)] for key in keys]
            words = [_singular(key.lower()) for key in keys]
            read = [_read(texts, word, after) for word in words]
            if not all(map(same, read, columns)) or sum(map(any, columns)) < LEAST:
                continue
            numbers: list[Expr] = [ops.INT(NUMBER_BY(text, word, after)) for word in words]
            if not all(word in each.lower() for each in texts for word in words):
                numbers = [_or_zero(text, word, number) for word, number in zip(words, numbers, strict=True)]
            yield problem.term(ops.DICT(list(keys), ops.LIST(*numbers)), SURE)


def _or_zero(text: Expr, word: str, number: Expr) -> Expr:
    return ops.IF(ops.CONTAINS(ops.LOWER(text), word.lower()), number, 0)


@generator("programs", priority=36)
def balances(problem: Problem) -> Iterator[Term | None]:
    """The number by one word and that by another, added or taken away; each is zero where its word is missing."""
    outputs = problem.outputs
    if not all(type(output) is int for output in outputs) or len(set(outputs)) <= LEAST:
        return
    for text, texts in _short_texts(problem):
        columns = {
            word: own for word, after in _words(texts) if (own := _read(texts, word, after)) is not None
        }
        sides = {word: after for word, after in _words(texts)}
        for one, other in permutations(list(columns)[:MOST], 2):
            for operator, sign in ((SUBTRACT, -1), (ADD, 1)):
                sums = [a + sign * b for a, b in zip(columns[one], columns[other], strict=True)]
                if sums == list(outputs) and (sign < 0 or one < other):
                    made = [
                        _or_zero(text, word, ops.INT(NUMBER_BY(text, word, sides[word])))
                        for word in (one, other)
                    ]
                    yield problem.term(operator(*made), BALANCED)


def _read(texts: Sequence[str], word: str, after: bool) -> list[int] | None:
    """The whole numbers by a word, and zero where it is missing."""
    try:
        return [int(number_by(each, word, after)) if word in each.lower() else 0 for each in texts]
    except (LabelError, ValueError):
        return None


def _short_texts(problem: Problem) -> Iterator[tuple[Expr, list[str]]]:
    for column in own(problem):
        if all(isinstance(text, str) and len(text) <= LONGEST for text in column.values):
            texts = [str(text) for text in column.values]
            if not alike(texts):
                yield column.expr, texts


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
