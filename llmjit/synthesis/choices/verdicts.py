"""Answers of two values: yes and no, pass and fail, up and down, whatever they are called.

The task is to find the question. Where columns compared with one another answer it, those comparisons must
agree, from three observations on; a column that none of them looks at may matter too, so that comparisons that
take it in must agree as well. Otherwise either answer must have been seen twice, and all questions about as
simple must agree (`ranking`), or one observation alone is told apart by all signs there are (`choices.thin`).
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import TypeGuard

from llmjit.synthesis import ranking
from llmjit.synthesis.choices.further import further
from llmjit.synthesis.choices.items import compares_whole
from llmjit.synthesis.choices.predicates import predicates
from llmjit.synthesis.choices.questions import (
    AND,
    OR,
    ORDERED,
    Relation,
    alone,
    covers,
    orders,
    regardless,
    relations,
    sums,
    together,
)
from llmjit.synthesis.choices.sizes import ABOVE, NOT_ABOVE, limits, numeric, ranges
from llmjit.synthesis.choices.thin import yes_or_no
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Input, operators
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.numbers.operators import SMALLEST
from llmjit.synthesis.problem import Problem, generate
from llmjit.synthesis.strings import operators as ops
from llmjit.value import Value

FEWEST = 3
SIDE = 2
"""How often either answer must have been seen where no columns are compared."""
SIGNS = 10
ALIKE = 3
"""So many columns of numbers may all be held to one limit."""
POSITIVE = frozenset({"true", "yes", "y", "pass", "ok", "valid", "1", "on", "t"})
NEGATIVE = frozenset({"false", "no", "n", "fail", "invalid", "0", "off", "f"})
LOOSE = frozenset({"at_least", "not_after"})
LIMITS = frozenset({"above", "not_above"})
"""Questions of size, which have no more than two answers."""


def verdicts(problem: Problem) -> tuple[Ranked, ...]:
    """Programs that answer one of two values; none if there are more, or other than two."""
    values = {repr(output): output for output in problem.outputs}
    if len(values) != 2 or len(problem.outputs) < FEWEST:
        return ()
    yes, no = sorted(values.values(), key=_positive)
    if not opposites(yes, no) and not all(_is_label(value, problem) for value in (yes, no)):
        return ()
    asked = replace(problem, outputs=tuple(repr(output) == repr(yes) for output in problem.outputs))
    settled = opposites(yes, no)
    between = list(compared(asked))
    few = min(map(asked.outputs.count, (True, False))) < SIDE
    found = between or _candidates(asked, settled)
    if not isinstance(yes, bool):
        found = [Ranked(ops.IF(each.expr, yes, no), each.cost + ops.IF.cost) for each in found]
    if not (settled or between or few) and isinstance(yes, str) and isinstance(no, str):
        found += _ranges(problem)
    return ranking.select(found, problem)


def _ranges(problem: Problem) -> Iterator[Ranked]:
    """Labels of ranges of numbers or of lengths: beyond what was seen there may be a third."""
    for feature in numeric(problem):
        for expr in ranges(feature.expr, feature.values, problem.outputs):
            yield Ranked(expr, 2.0)
    for column in problem.texts:
        size = ops.LENGTH(column.expr)
        for expr in ranges(size, [Fraction(len(str(value))) for value in column.values], problem.outputs):
            yield Ranked(expr, 3.0)


def _is_label(value: Value, problem: Problem) -> bool:
    """Whether a value is a word for an answer, which is never copied out of the inputs."""
    if value is None:
        return True
    if not isinstance(value, str) or not re.fullmatch(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}", value):
        return False
    return not any(value in str(cell) for row in problem.inputs for cell in row)


def _positive(value: Value) -> tuple[bool, str]:
    """The value that says yes comes first."""
    return (value is not True and str(value).lower() not in POSITIVE, repr(value))


def opposites(yes: Value, no: Value) -> bool:
    """Whether there is no third answer: yes and no, and not low and medium."""
    return isinstance(yes, bool) or (str(yes).lower() in POSITIVE and str(no).lower() in NEGATIVE)


def _candidates(problem: Problem, settled: bool) -> list[Ranked]:
    found = list(_asked(problem))
    if not settled:
        found = [each for each in found if not LIMITS & {op.name for op in operators(each.expr)}]
    return found or list(yes_or_no(problem))


def compared(problem: Problem) -> Iterator[Ranked]:
    """All comparisons of columns that fit, as one program."""
    wanted = tuple(map(bool, problem.outputs))
    found = relations(problem)
    fitting = [each for each in found if each.values == wanted]
    asked = [each.expr for each in fitting]
    fitting = [each for each in fitting if not compares_whole(each.expr, asked)]
    seen = {index for each in fitting for index in each.columns}
    others = {term.expr.index for term in problem.columns if isinstance(term.expr, Input)} - seen
    if not fitting or others:
        pairs = [each for each in together(found, wanted) if not fitting or each.columns & others]
        also = _also(fitting, found, wanted, others)
        summed = [
            each
            for each in sums(problem)
            if each.values == wanted and each.columns & (others or each.columns)
        ]
        fitting[SIGNS // 2 :] = []
        bounded, never = _bounded(problem, fitting, others), _never(problem, fitting, others)
        fitting += [*summed[:2], *bounded, *_cheapest(pairs), *also, *never]
    fitting = fitting or further(problem, found, wanted)
    if fitting:
        fitting[1:1] = [*regardless(fitting[0], problem), *_limited(problem, wanted)]
        exprs = [each.expr for each in fitting][:SIGNS]
        yield Ranked(exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs), 2.0)


def _is_number(cell: Value) -> TypeGuard[int | float]:
    """Whether a cell is a number that can be compared, and no flag."""
    return isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < math.inf


def _limited(problem: Problem, wanted: tuple[bool, ...]) -> Iterator[Relation]:
    """Whether all of three columns of numbers and more reach a limit: such are rarely compared in pairs."""
    rows = [[cell for cell in row if _is_number(cell)] for row in problem.inputs]
    width = len(problem.inputs[0])
    if width >= ALIKE and all(len(row) == width for row in rows):
        least = SMALLEST(ops.LIST(*map(Input, range(width))))
        values = [Fraction(str(min(row))) for row in rows]
        for expr in limits(least, values, problem.outputs):
            if NOT_ABOVE not in operators(expr):
                yield Relation(expr, wanted, frozenset(range(width)))


def _also(
    fitting: list[Relation], found: list[Relation], wanted: tuple[bool, ...], others: set[int]
) -> list[Relation]:
    """What fits, with the reserve that a question of a column not taken in matters as well, as it may have."""
    if not fitting:
        return []
    first, pairs = fitting[0], []
    for each in found:
        if each.columns & others and covers(each.values, wanted):
            pairs.append(Relation(AND(each.expr, first.expr), wanted, first.columns | each.columns))
        elif each.columns & others and covers(wanted, each.values):
            pairs.append(Relation(OR(first.expr, each.expr), wanted, first.columns | each.columns))
    return _cheapest(pairs)


def _bounded(problem: Problem, fitting: list[Relation], others: set[int]) -> list[Relation]:
    """What fits, with the reserve that a column not taken in was always below or above one that is: a second bound.

    No observation was beyond that bound, so either answer may be meant there.
    """
    if not fitting or not ORDERED & {operator.name for operator in operators(fitting[0].expr)}:
        return []
    first = fitting[0]
    bounds = [each for each in orders(problem) if each.columns & others and each.columns & first.columns]
    loose = [each for each in bounds if isinstance(each.expr, Apply) and each.expr.operator.name in LOOSE]
    by_columns = {each.columns: each for each in loose}
    by_columns |= {each.columns: each for each in bounds if each not in loose}  # the strict one, if both fit
    out = []
    for each in list(by_columns.values())[: SIGNS // 4]:
        columns = first.columns | each.columns
        out.append(Relation(AND(first.expr, each.expr), first.values, columns))
        out.append(Relation(OR(first.expr, ops.NOT(each.expr)), first.values, columns))
    return out


def _never(problem: Problem, fitting: list[Relation], others: set[int]) -> list[Relation]:
    """What fits, with the reserve that a column no question takes in was never part of one that it does."""
    if not fitting:
        return []
    first, out = fitting[0], []
    for index, at in itertools.product(sorted(others), sorted(first.columns)):
        pairs = [(row[index], row[at]) for row in problem.inputs]
        if all(isinstance(a, str) and isinstance(b, str) and a not in b for a, b in pairs):
            held = ops.WITHIN(Input(index), Input(at))
            out.append(Relation(AND(first.expr, ops.NOT(held)), first.values, first.columns | {index}))
    return out


def _cheapest(pairs: list[Relation]) -> list[Relation]:
    return sorted(pairs, key=lambda each: (len(repr(each.expr)), repr(each.expr)))[: SIGNS // 2]


def _asked(problem: Problem) -> Iterator[Ranked]:
    """Questions about single columns, numbers compared with limits among them."""
    wanted = tuple(map(bool, problem.outputs))
    if min(wanted.count(True), wanted.count(False)) < SIDE:
        yield from _unconditional(problem)
        return
    for term in predicates(problem).get(wanted, []):
        if not any(operator in (ops.AT_LEAST, ABOVE) for operator in operators(term.expr)):
            yield Ranked(term.expr, term.cost)
    yield from _long_enough(problem)
    opposite = tuple(not value for value in wanted)
    for term in alone(problem):
        if term.values == wanted:
            yield Ranked(term.expr, term.cost)
        elif term.values == opposite:
            yield Ranked(_negated(term.expr), term.cost + ops.NOT.cost)
    yield from _unconditional(problem)


def _long_enough(problem: Problem) -> Iterator[Ranked]:
    """Limits of the length of a text, in characters and words; between what was seen nothing is known."""
    for column in problem.texts:
        for size, cost in ((ops.LENGTH(column.expr), 1.6), (ops.LENGTH(ops.WORDS(column.expr)), 1.2)):
            term = problem.term(size)
            if term is not None:
                for expr in limits(size, [Fraction(value) for value in term.values], problem.outputs):
                    yield Ranked(expr, cost)


def _negated(expr: Expr) -> Expr:
    return ops.NOT(expr)


def _unconditional(problem: Problem) -> Iterator[Ranked]:
    for term in generate("programs", problem):
        if problem.solves(term.values):
            yield Ranked(term.expr, term.cost)
