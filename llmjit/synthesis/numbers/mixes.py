"""Numbers computed of several: totals of columns, prices with tax and discount, totals of prices by quantities.

They are looked for as they are, without constants of their own: with three numbers and a constant anything fits.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from llmjit.support import amounts
from llmjit.support.numbers import number_tokens
from llmjit.synthesis.expr import Apply, Expr, Input, Operator, inputs_of
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.strings.operators import LIST

SUM_PRODUCTS = Operator(
    "sum_of_products", ("list",), "number", "sum_of_products({0})", 1.0, (amounts.sum_of_products,)
)
WEIGHTED_MEAN = Operator(
    "weighted_mean", ("list",), "number", "weighted_mean({0})", 1.0, (amounts.weighted_mean,)
)
BEST_OF = Operator("best_of", ("list", "int"), "list", "sorted({0}, reverse=True)[:{1}]", 0.7)
IN_TURN = Operator("in_turn", ("list", "list"), "list", "in_turn({0}, {1})", 0.5, (amounts.in_turn,))
LIST_OF_NUMBERS = r"\s*-?\d[\d.]*\s?%?(?:\s*[,;|/]\s*-?\d[\d.]*\s?%?)*\s*"
BRACKETED = re.compile(r"\(\D{0,9}(\d+(?:\.\d+)?)\D{0,9}\)")
WEIGHT = re.compile(r"\(\s*(\d+(?:\.\d+)?)\s*%\s*\)")
Number = tuple[Expr, tuple[Fraction, ...], float]
MOST = 8
MOST_THREES = 4


def mixed(pure: Sequence[Number]) -> Iterator[tuple[Expr, float]]:
    """What is computed of these numbers, with its price."""
    if 3 <= len(pure) <= MOST and len(set(map(_source, (expr for expr, _, _ in pure)))) == len(pure):
        yield from _totals(pure)
    if len(pure) <= MOST_THREES:
        for (value, _, one), (rate, rates, two) in itertools.permutations(pure, 2):
            apart = set(inputs_of(value)).isdisjoint(inputs_of(rate))
            if all(-100 * apart <= each <= 100 for each in rates):
                for way in _with_rate(value, rate):
                    yield way, one + two + 0.7
            if apart and all(0 <= each <= 100 for each in rates):
                for way in _without_rate(value, rate):
                    yield way, one + two + 0.8
            for way, price in _for_each(value, rate, apart) if all(rates) else ():
                yield way, one + two + price
        yield from _threes(pure)


def _source(expr: Expr) -> Expr:
    return expr.arguments[0] if isinstance(expr, Apply) else expr


def _totals(pure: Sequence[Number]) -> Iterator[tuple[Expr, float]]:
    numbers = LIST(*(expr for expr, _, _ in pure))
    for operator in (ops.SUM, ops.MEAN, ops.LARGEST, ops.SMALLEST, ops.PRODUCT):
        yield operator(numbers), 0.6 + operator.cost / 10
    own = all(isinstance(_source(expr), Input) for expr, _, _ in pure)
    for operator in (ops.SUM, ops.MEAN) if own else ():
        for kept in range(2, len(pure)):
            yield operator(BEST_OF(numbers, kept)), 0.9 + 0.1 * (len(pure) - kept)


def _with_rate(value: Expr, rate: Expr) -> Iterator[Expr]:
    """A value with so many percent added, or taken off."""
    yield ops.MULTIPLY(value, _part(rate, "0.01"))
    yield ops.MULTIPLY(value, _part(rate, "-0.01"))


def _without_rate(value: Expr, rate: Expr) -> Iterator[Expr]:
    """The value of which this is with so many percent added, and these percent of it; such a percentage itself."""
    before = ops.DIVIDE(value, _part(rate, "0.01"))
    yield before
    yield ops.SUBTRACT(value, before)
    yield ops.TIMES(ops.MULTIPLY(value, rate), "0.01")


def _is_clock(value: Expr) -> bool:
    """Whether a number is what hours and minutes come to in minutes, or minutes and seconds in seconds."""
    return isinstance(value, Apply) and value.operator is ops.ADD


def _for_each(value: Expr, other: Expr, apart: bool) -> Iterator[tuple[Expr, float]]:
    """What is used for each hundred, what hours come to at a rate, and what weighs so much for its size."""
    yield ops.TIMES(ops.DIVIDE(value, other), "100"), 0.9
    if apart and _is_clock(value):
        yield ops.MULTIPLY(ops.OVER(value, "60"), other), 0.7
    if apart:
        square = ops.MULTIPLY(other, other)
        yield ops.DIVIDE(value, square), 1.0
        yield ops.TIMES(ops.DIVIDE(value, square), "10000"), 1.0
        yield ops.MULTIPLY(value, square), 1.0


def _part(rate: Expr, hundredth: str) -> Expr:
    return ops.PLUS(ops.TIMES(rate, hundredth), "1")


def _threes(pure: Sequence[Number]) -> Iterator[tuple[Expr, float]]:
    """What is computed of three numbers: products with a third, what a difference costs, shares with a rate."""
    for (one, _, a), (two, _, b) in itertools.combinations(pure, 2):
        for three, rates, c in pure:
            if three in (one, two):
                continue
            product, price = ops.MULTIPLY(one, two), a + b + c + 0.9
            yield ops.ADD(product, three), price
            yield ops.SUBTRACT(product, three), price
            yield ops.DIVIDE(product, three), price + 0.2
            yield ops.MULTIPLY(ops.ADD(one, two), three), price + 0.2
            yield ops.TIMES(ops.MULTIPLY(product, three), "0.01"), price + 0.3
            yield ops.SMALLER(product, three), price + 0.2
            yield ops.LARGER(product, three), price + 0.2
            for more, less in ((one, two), (two, one)):
                yield ops.MULTIPLY(ops.SUBTRACT(more, less), three), price + 0.2
            if all(0 <= rate <= 100 for rate in rates):
                for way in _with_rate(product, three):
                    yield way, price + 0.1
                for share, by in ((one, two), (two, one)):
                    for way in _with_rate(share, three):
                        yield ops.DIVIDE(way, by), price + 0.3


def weighted_columns(columns: Sequence[tuple[Expr, Sequence[str]]]) -> Iterator[tuple[Expr, float]]:
    """Numbers of one text weighed with as many of another, which are shares in percent if they come to a hundred."""
    listed = [
        (expr, texts) for expr, texts in columns if all(re.fullmatch(LIST_OF_NUMBERS, text) for text in texts)
    ]
    for (one, left), (two, right) in itertools.permutations(listed[:MOST_THREES], 2):
        counts = [(len(number_tokens(a)), len(number_tokens(b))) for a, b in zip(left, right, strict=True)]
        if all(a == b for a, b in counts) and max(counts)[0] > 1:
            both = IN_TURN(ops.ALL_NUMBERS(one, ""), ops.ALL_NUMBERS(two, ""))
            yield WEIGHTED_MEAN(both), 0.7
            if all("%" not in text for text in (*left, *right)):
                yield SUM_PRODUCTS(both), 0.7


def sums_of_products(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """Totals of ``2 x 3.50, 1 x 4.00``: numbers in pairs, in some text more than one."""
    counts = [len(number_tokens(text)) for text in texts]
    paired = all(count and count % 2 == 0 for count in counts) and max(counts) > 2
    counted = r"-?[\d.]+\s*:\s*[\d.]+"
    if paired and all(re.fullmatch(rf"{counted}(?:[,;|\n]\s*{counted})*", text.strip()) for text in texts):
        yield WEIGHTED_MEAN(ops.ALL_NUMBERS(expr, "")), 0.5
    times = r"\d\s*(?:[x×*@]|at|of|each|:)"
    if paired and (all(re.search(times, text) for text in texts) or all(map(_weighted, texts))):
        yield SUM_PRODUCTS(ops.ALL_NUMBERS(expr, "")), 0.5
    if paired and all(number_tokens(text)[1::2] == BRACKETED.findall(text) for text in texts):
        yield WEIGHTED_MEAN(ops.ALL_NUMBERS(expr, "")), 0.5
        yield SUM_PRODUCTS(ops.ALL_NUMBERS(expr, "")), 0.6


def _weighted(text: str) -> bool:
    """Whether every second number is a weight in percent, in parentheses."""
    return number_tokens(text)[1::2] == WEIGHT.findall(text)
