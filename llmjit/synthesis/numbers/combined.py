"""Numbers computed of two: sums, differences, products, quotients, how many there are from one to another."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from llmjit.synthesis.dates.operators import DAYS_BETWEEN, LENGTHS, UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, inputs_of, operators
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.feature import Feature, make
from llmjit.synthesis.problem import Problem

MOST_RATES = 2


def told_exactly(pure: list[Feature], found: list[Feature], problem: Problem) -> Iterator[Feature]:
    """Numbers that are the answer as they are, or no part of it."""
    yield from _inclusive(pure, problem)
    yield from _beside_sums(pure, found, problem)


def costs(pure: list[Feature], steady: list[Feature], problem: Problem) -> Iterator[Feature]:
    """What so many days, nights or months come to at the rate that another column has; days with the last one too."""
    lengths = [
        each for each in pure if min(each.values) >= 0 and not LENGTHS.isdisjoint(operators(each.expr))
    ]
    rates = [each for each in (*pure, *steady) if is_cell(each.expr)][:MOST_RATES]
    for length, rate in itertools.product(lengths, rates):
        ways = [(length.expr, 0.65)]
        if DAYS_BETWEEN in operators(length.expr):
            ways.append((ops.PLUS(length.expr, "1"), 0.85))
        for expr, price in ways:
            price += length.price + rate.price
            feature = make(ops.MULTIPLY(expr, rate.expr), price, problem, False)
            if feature is not None:
                yield replace(feature, exact=True)


def is_cell(expr: Expr) -> bool:
    """Whether it is the only number of a column."""
    if not isinstance(expr, Apply) or expr.operator is not ops.NUMBER_AT:
        return False
    return isinstance(expr.arguments[0], Input) and expr.arguments[1:] == (Const(0), Const(1))


def with_steady(pure: list[Feature], steady: list[Feature], problem: Problem) -> Iterator[Feature]:
    """Numbers with one added, taken off, multiplied or divided by that a column had in every row."""
    for number, fixed in itertools.product(pure, steady):
        for operator in (ops.ADD, ops.SUBTRACT, ops.MULTIPLY, ops.DIVIDE):
            feature = make(
                operator(number.expr, fixed.expr), number.price + fixed.price + 0.65, problem, False
            )
            if feature is not None:
                yield replace(feature, exact=operator in (ops.ADD, ops.SUBTRACT))


def of_pairs(pure: list[Feature], problem: Problem) -> Iterator[Feature]:
    """Sums, differences, products and quotients of two numbers."""
    for left, right in itertools.combinations(pure, 2):
        if problem.late():
            return
        exprs: list[tuple[Any, float]] = [
            (ops.ADD(left.expr, right.expr), 0.6),
            (ops.SUBTRACT(left.expr, right.expr), 0.6),
            (ops.SUBTRACT(right.expr, left.expr), 0.65),
            (ops.LARGER(left.expr, right.expr), 0.7),
            (ops.SMALLER(left.expr, right.expr), 0.7),
            (ops.MULTIPLY(left.expr, right.expr), 0.65),
            (ops.DIVIDE(left.expr, right.expr), 0.7),
            (ops.DIVIDE(right.expr, left.expr), 0.75),
            (ops.DIVIDE(ops.SUBTRACT(right.expr, left.expr), left.expr), 1.0),
            (ops.DIVIDE(ops.SUBTRACT(left.expr, right.expr), right.expr), 1.0),
        ]
        for expr, price in exprs:
            feature = make(expr, left.price + right.price + price, problem, pure=False)
            if feature is not None:
                yield from _with_size(feature)


def _inclusive(pure: list[Feature], problem: Problem) -> Iterator[Feature]:
    """How many whole numbers there are from one to another, with both: pages, seats, days of a month."""
    for first, last in itertools.pairwise(pure):
        pairs = list(zip(first.values, last.values, strict=True))
        if all(0 <= low <= high and low.denominator == high.denominator == 1 for low, high in pairs):
            feature = make(
                ops.INCLUSIVE(first.expr, last.expr), first.price + last.price + 0.9, problem, False
            )
            if feature is not None:
                yield replace(feature, exact=True)


def _beside_sums(pure: list[Feature], found: list[Feature], problem: Problem) -> Iterator[Feature]:
    """A number with all those that another input lists added to it, or taken off: what was there and what moved."""
    sums = [each for each in found if isinstance(each.expr, Apply) and each.expr.operator is ops.SUM]
    for total, number in itertools.product(sums, pure):
        if set(inputs_of(total.expr)).isdisjoint(inputs_of(number.expr)):
            for operator in (ops.ADD, ops.SUBTRACT):
                price = total.price + number.price + 0.6
                feature = make(operator(number.expr, total.expr), price, problem, False)
                if feature is not None:
                    yield replace(feature, exact=True)


def _with_size(feature: Feature) -> Iterator[Feature]:
    """A difference, and how large it is: which of the two is meant shows only where it is below zero."""
    if _is_difference(feature.expr):
        sizes = tuple(map(abs, feature.values))
        size = ops.SIZE(feature.expr)
        if max(feature.values) < 0:  # or it is what the other order gives, which would have a sign some day
            yield Feature(UNANIMOUS(size, ops.NEGATED(feature.expr)), sizes, feature.price + 0.1, pure=False)
        elif min(feature.values) < 0:
            yield Feature(size, sizes, feature.price + 0.1, pure=False)
        else:
            feature = replace(feature, expr=UNANIMOUS(feature.expr, size))
    yield feature


def _is_difference(expr: Expr) -> bool:
    if isinstance(expr, Apply) and expr.operator is ops.DIVIDE:
        return _is_difference(expr.arguments[0])
    return isinstance(expr, Apply) and expr.operator is ops.SUBTRACT
