"""Programs that compute the numbers of the outputs from those of the inputs.

Outputs that are numbers are explained whole; for text, every number in it that varies is explained by itself,
and the string search puts the explanations together with the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from llmjit.support import numerals
from llmjit.support.numbers import NumberError, number_tokens
from llmjit.synthesis import number_operators as ops
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.number_features import Feature, features
from llmjit.synthesis.number_slots import Slot
from llmjit.synthesis.problem import Problem, Term, generator

LONGEST = 400
MOST_SLOTS = 6
MOST_ANSWERS = 4


@generator("programs", priority=30)
def number_values(problem: Problem) -> Iterator[Term | None]:
    """Outputs that are numbers."""
    kinds = {type(output) for output in problem.outputs}
    if kinds != {int} and kinds != {float}:
        return
    operator = ops.TO_INT if kinds == {int} else ops.TO_FLOAT
    tokens = [str(output).removesuffix(".0") for output in problem.outputs]
    if any("e" in token or "n" in token for token in tokens):
        return
    for answer in Slot(tokens, problem).answers(features(problem)):
        yield problem.term(operator(answer.expr), answer.price)


@generator("atoms", priority=40)
def number_texts(problem: Problem) -> Iterator[Term | None]:
    """Every number of the outputs that varies and has an explanation."""
    if not problem.is_text:
        return
    outputs = [str(output) for output in problem.outputs]
    if max(map(len, outputs)) > LONGEST:
        return
    columns = list(_columns(outputs))
    found = features(problem) if columns or _odd_numerals(outputs) else []
    if not found:
        return
    yield from _numerals(outputs, found, problem)
    copied = _copied(problem)
    for column in columns:
        if len(set(column)) == 1 or column in copied:
            continue
        answers = sorted(Slot(column, problem).answers(found), key=lambda answer: answer.price)
        for answer in answers[:MOST_ANSWERS]:
            yield problem.term(answer.expr, answer.price)


def _columns(outputs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The numbers at one place of all outputs, counted from the left, and from the right where it differs."""
    rows = [number_tokens(output) for output in outputs]
    least, most = min(map(len, rows)), max(map(len, rows))
    for index in range(min(least, MOST_SLOTS)):
        yield tuple(row[index] for row in rows)
        if least != most:
            yield tuple(row[-index - 1] for row in rows)


def _copied(problem: Problem) -> set[tuple[str, ...]]:
    """Numbers that stand in an input as they do in the outputs: the string search finds those."""
    found: set[tuple[str, ...]] = set()
    for column in problem.columns:
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
            found.update(_columns([str(value) for value in column.values]))
    return found


_NUMERALS = re.compile(r"[IVXLCDM]+|[0-9A-F]+|-?\d+/\d+|-?\d+|[a-zA-Z ]+")


def _odd_numerals(outputs: Sequence[str]) -> bool:
    return all(_NUMERALS.fullmatch(output) for output in outputs)


def _numerals(outputs: Sequence[str], found: Sequence[Feature], problem: Problem) -> Iterator[Term | None]:
    """Outputs that are Roman numerals, fractions, words, or numerals of another base."""
    if not _odd_numerals(outputs) or len(set(outputs)) < 2:
        return
    for feature in found:
        for expr, price in _written(outputs, feature):
            term = problem.term(expr, feature.price + price)
            if term is not None and problem.solves(term.values):
                yield term


def _written(outputs: Sequence[str], feature: Feature) -> Iterator[tuple[Expr, float]]:
    first = feature.values[0]
    widths = {len(output) for output in outputs}
    for operator, write in (
        (ops.FORMAT_ROMAN, numerals.format_roman),
        (ops.FORMAT_FRACTION, numerals.format_fraction),
        (ops.FORMAT_WORDS, numerals.format_words),
    ):
        if _try(write, first) == outputs[0]:
            yield operator(feature.expr), 1.0
    for base in (2, 16, 8):
        width = widths.copy().pop() if len(widths) == 1 else 0
        if first.denominator == 1 and first >= 0 and outputs[0].lstrip("0") == _in_base(first, base):
            yield ops.FORMAT_BASE(feature.expr, base, width), 1.2


def _try(write: Callable[[Decimal], str], value: Fraction) -> str | None:
    try:
        return write(Decimal(value.numerator) / Decimal(value.denominator))
    except NumberError:
        return None


def _in_base(value: Fraction, base: int) -> str:
    return numerals.format_base(Decimal(value.numerator), base).lstrip("0")
