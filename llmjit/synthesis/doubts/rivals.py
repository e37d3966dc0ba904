"""Other readings of an item found by its place: it may be the longest, the greatest, or the one that comes most often.

Such a reading is dear and would be no program of its own, but where it fits lists long enough that it would hardly
do so by chance, it must agree. That the shortest is wanted is too rare: house numbers come first, and are short.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.picks import MOST_COMMON
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.characters import LONGEST_OF

GREATEST = Operator("greatest_item", ("list",), "str", "max({0}, key=float)", 1.5, needs="numbers alone: {0}")
LEAST = Operator("least_item", ("list",), "str", "min({0}, key=float)", 1.6, needs="numbers alone: {0}")
NUMBER = re.compile(r"-?\d+(\.\d+)?")
MARKS = (", ", ",", "; ", ";", " | ", "|", " / ", "/", " - ", "\n")
UNLIKELY = 20
"""Of so many ways to take one item of each list, chance takes the longest of all seldom enough."""
LARGE = 400


def rivals(problem: Problem) -> Iterator[Expr]:
    """Programs that take the longest, greatest, least or commonest of the items of a text, where they fit."""
    outputs = [str(output) for output in problem.outputs]
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LARGE:
            continue
        for expr, lists in _lists(column.expr, texts):
            if not all(output in items for output, items in zip(outputs, lists, strict=True)):
                continue
            if all(map(_mostly, lists, outputs)):
                yield MOST_COMMON(expr)
            if math.prod(len(set(items)) for items in lists) < UNLIKELY:
                continue
            yield from _extremes(expr, lists, outputs)


def _mostly(items: Sequence[str], output: str) -> bool:
    """Whether an item stands in a list more often than any other, of which there are several."""
    counts = Counter(items).most_common(2)
    return len(counts) > 1 and counts[0][0] == output and counts[0][1] > counts[1][1]


def _lists(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, list[list[str]]]]:
    words = [text.split() for text in texts]
    if all(word.isalpha() for each in words for word in each) or all(map(_numeric, words)):
        yield ops.WORDS(expr), words
    for mark in MARKS:
        if all(mark in text for text in texts):
            yield ops.FIELDS(expr, mark), [text.split(mark) for text in texts]


def _numeric(items: Sequence[str]) -> bool:
    return all(map(NUMBER.fullmatch, items))


def _extremes(expr: Expr, lists: Sequence[Sequence[str]], outputs: Sequence[str]) -> Iterator[Expr]:
    pairs = list(zip(lists, outputs, strict=True))
    if all(map(_numeric, lists)):
        if all(float(output) == max(map(float, items)) for items, output in pairs):
            yield GREATEST(expr)
        if all(float(output) == min(map(float, items)) for items, output in pairs):
            yield LEAST(expr)
        return
    varied = len(set(map(len, lists))) > 1  # of as many words each, a name is looked for by its place
    if varied and all(max(items, key=len) == output for items, output in pairs):
        yield LONGEST_OF(expr)
