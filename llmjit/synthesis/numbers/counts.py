"""Counts beyond words and marks (`numbers.features`): of classes of characters, items like one another, runs.

A count is small, so that many fit by chance: all that fit as cheaply must agree (`ranking`), and answers that
hardly vary show nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from llmjit.support.numbers import number_tokens
from llmjit.support.text import longest_run
from llmjit.synthesis.expr import Const, Expr, Item, Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, MARKS, cell_lists, separates
from llmjit.synthesis.numbers.operators import ALL_NUMBERS
from llmjit.synthesis.numbers.programs import split_numbers
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

UNIQUE = Operator("unique", ("list",), "list", "set({0})", 0.4)
CHARACTERS = Operator("characters", ("str",), "list", "list({0})", 0.3)
COUNT_IF = Operator("count_if", ("list", "lambda"), "int", "sum({1} for item in {0})", 1.0)
LONGEST = Operator("longest", ("list",), "int", "max(map(len, {0}))", 1.2)
RUN = Operator("longest_run", ("list", "any"), "int", "longest_run({0}, {1})", 1.4, (longest_run,))
RUN_WITHOUT = Operator(
    "longest_run_without", ("list", "any"), "int", "longest_run({0}, {1}, without=True)", 1.4, (longest_run,)
)
DIFFERS = Operator("differs", ("any", "any"), "bool", "({0} != {1})", 0.5)
EVEN = Operator("even", ("int",), "bool", "({0} % 2 == 0)", 0.5)
ODD = Operator("odd", ("int",), "bool", "({0} % 2 == 1)", 0.5)
POSITIVE = Operator("positive", ("int",), "bool", "({0} > 0)", 0.5)
BELOW_ZERO = Operator("below_zero", ("int",), "bool", "({0} < 0)", 0.5)
LONG = 400
SEVERAL = 2
"""A value that is counted stands in as many of the lists: in one alone it may be chance."""
KINDS = 5
"""Items of more different values are not counted by value."""
TOLD = 0.85
"""How much answers must tell, in digits: three answers of which one is other than the rest."""
SMALL = 1000
DEAR = 2.0
CLASSES = (
    (r"\d", 0.9),
    (r"[A-Z]", 1.0),
    (r"[a-z]", 1.1),
    (r"[A-Za-z]", 1.0),
    (r"[^\W_]", 1.2),
    (r"\S", 1.2),
    (r"[aeiouAEIOU]", 1.2),
    (r"[^aeiouAEIOU\W\d_]", 1.5),
    (r"[^\w\s]", 1.1),
    (r"\s", 1.2),
)


@generator("programs", priority=48)
def count_values(problem: Problem) -> Iterator[Term | None]:
    """Whole numbers that are counts."""
    if all(type(output) is int for output in problem.outputs):
        yield from _counts(problem, [tuple(int(str(output)) for output in problem.outputs)])


@generator("programs", priority=49)
def count_sentences(problem: Problem) -> Iterator[Term | None]:
    """Text in which nothing but one count varies."""
    split = split_numbers([str(output) for output in problem.outputs]) if problem.is_text else None
    if split is None or len(split[1]) > 1 or not all(token.isdigit() for token in split[1][0]):
        return
    gaps, (column,) = split
    for term in _counts(problem, [tuple(map(int, column))]):
        if term is not None:
            pieces: list[Expr] = [Const(gaps[0]), ops.TEXT(term.expr), Const(gaps[1])]
            kept = [piece for piece in pieces if piece != Const("")]
            yield problem.term(ops.CONCAT(*kept) if len(kept) > 1 else kept[0], term.cost + 0.3 * len(kept))


def _counts(problem: Problem, wanted: Sequence[tuple[int, ...]]) -> Iterator[Term | None]:
    able = [each for each in wanted if min(each) >= 0 and max(each) < SMALL and _told(each) >= TOLD]
    if not able:
        return
    for column in problem.columns[:6]:
        for expr, cost in _of_column(column, problem):
            term = problem.term(expr, column.cost + cost)
            if term is not None and term.values in able:
                yield term
        if problem.late():
            return


def _told(values: Sequence[int]) -> float:
    return len(values) * math.log10(1 + max(values) - min(values))


def _of_column(column: Term, problem: Problem) -> Iterator[tuple[Expr, float]]:
    values = column.values
    if all(isinstance(value, list) and len(value) <= LONG for value in values):
        yield from _of_lists(column.expr, [list(value) for value in values], 0.0)
        return
    if not all(isinstance(value, str) and len(value) <= LONG for value in values):
        return
    texts = [str(value) for value in values]
    yield from _of_cells(column)
    if any(len(number_tokens(text)) > 1 for text in texts):
        yield ops.LENGTH(ALL_NUMBERS(column.expr, "")), 0.8
    for pattern, cost in CLASSES:
        yield ops.LENGTH(ops.TOKENS(column.expr, pattern)), cost
    lists: list[tuple[Expr, list[list[str]]]] = [
        (ops.FIELDS(column.expr, mark), [text.split(mark) for text in texts])
        for mark in (", ", ",", ";", "|", "/", "-")
        if any(mark in text for text in texts)
    ]
    words = [text.split() for text in texts]
    if max(map(len, words)) > 1:
        lists.append((ops.WORDS(column.expr), words))
    lists.append((CHARACTERS(column.expr), [list(text) for text in texts]))
    for expr, split in lists:
        yield from _of_lists(expr, split, 0.1)
        yield from _of_other(expr, column, problem)
    for other in _others(column, problem):
        yield ops.COUNT(column.expr, other.expr), 0.5


def _of_cells(column: Term) -> Iterator[tuple[Expr, float]]:
    """The items of a cell, where a mark sets them apart."""
    for mark, _ in cell_lists(column, (*MARKS, ".", "-", "_", ":")):
        if separates(mark, [str(value) for value in column.values]):
            items = ITEMS_OF(column.expr, mark)
            yield ops.LENGTH(items), 0.2
            yield ops.LENGTH(UNIQUE(items)), 1.1
            yield ops.COUNT(column.expr, mark), 0.7


def _others(column: Term, problem: Problem) -> list[Term]:
    return [
        other
        for other in problem.columns[:6]
        if other.expr != column.expr and all(isinstance(value, str) and value for value in other.values)
    ]


def _of_other(expr: Expr, column: Term, problem: Problem) -> Iterator[tuple[Expr, float]]:
    """Items that are the text of another column."""
    for other in _others(column, problem):
        yield ops.COUNT_OF(expr, other.expr), 0.6


def _of_lists(expr: Expr, lists: Sequence[Sequence[object]], price: float) -> Iterator[tuple[Expr, float]]:
    yield ops.LENGTH(expr), 0.7 + price
    kinds: dict[str, object] = {repr(item): item for each in lists for item in each}
    plain = all(isinstance(item, str | int) for item in kinds.values())
    if plain:
        yield ops.LENGTH(UNIQUE(expr)), 1.1 + price
    if all(isinstance(item, str) for item in kinds.values()) and max(map(len, map(str, kinds.values()))) > 1:
        # How long the longest number is, nobody asks.
        yield LONGEST(expr), 1.3 + price + DEAR * any(re.search(r"\d", str(item)) for item in kinds.values())
    if all(type(item) is int for item in kinds.values()):
        for test in (EVEN, ODD, POSITIVE, BELOW_ZERO):
            yield COUNT_IF(expr, test(Item())), 1.2 + price
    numeric = all(re.fullmatch(r"-?\d+(\.\d+)?", str(item)) for item in kinds.values())
    likely = [
        item for item in kinds.values() if plain and (len(kinds) <= KINDS or (numeric and str(item) == "0"))
    ]
    for item in likely:
        if sum(item in each for each in lists) < min(len(lists), SEVERAL):
            continue
        dear = price + (0.0 if len(kinds) <= 3 or str(item) == "0" else 0.5)
        yield ops.COUNT_OF(expr, item), 1.1 + dear  # type: ignore[arg-type]
        yield COUNT_IF(expr, DIFFERS(Item(), item)), 1.2 + dear  # type: ignore[arg-type]
        yield RUN(expr, item), 1.6 + dear  # type: ignore[arg-type]
        yield RUN_WITHOUT(expr, item), 1.6 + dear  # type: ignore[arg-type]
