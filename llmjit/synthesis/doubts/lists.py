"""Other readings of a list: without what comes again, or in order, where no list seen had doubles or disorder.

Three short lists without a double do not show what becomes of one, nor do lists in order that the order is theirs.
A program that drops doubles or puts the list in order is no cheaper than one that does not, and must agree. Asked of
programs learned from three observations, it refused 67 right answers and 9 wrong ones, most of the right ones since
one or two lists of two elements are in order by chance: so there must be `ORDERS` in which they could have come.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

from llmjit.synthesis.expr import Apply, Const, Expr, Operator, operators
from llmjit.synthesis.facade import Draft, Ranked
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings import operators as ops

PRICE = 0.5
ORDERS = 24
FALLING = 720
"""Hardly anybody asks for a falling order of texts: so many orders must have been possible."""
TIDYING = frozenset(operator.name for operator, _ in ARRANGED if operator.name != "reversed")
IN_SMALL_LETTERS = Operator(
    "in_small_letters",
    ("list",),
    "list",
    "({0} if all(item == item.upper() for item in {0}) else [item.lower() for item in {0}])",
    0.5,
)
MANY = 12
"""Of so many lists some have what lists of their kind have."""


def other_readings(best: Ranked | Draft, problem: Problem) -> Iterator[Ranked]:
    """The program with its list put in order or without doubles, where the outputs are the same."""
    if len(problem.outputs) >= MANY or problem.memo.get("nested"):
        return
    yield from _at_edges(best, problem)
    joined = _joined(best.expr)
    listed: Expr = best.expr
    if joined is not None:
        listed = joined[1]
        rows: list[Any] = [str(output).split(joined[0]) for output in problem.outputs]
    elif all(isinstance(output, list) for output in problem.outputs):
        rows = list(problem.outputs)
    else:
        return
    if len(set(map(len, rows))) < 2 or not any(map(str.isalnum, "".join(str(row) for row in rows))):
        return  # parts of one length are no list, and marks alone are counted rather than put in order
    yield from _in_small_letters(best, listed, joined, rows)
    orders = math.prod(math.factorial(min(len(row), 9)) for row in rows)
    for operator, arrange in ARRANGED:
        if orders < _least(operator.name):
            continue
        try:
            if any(list(arrange(list(row))) != row for row in rows):
                continue
        except (TypeError, ValueError):
            continue
        arranged = operator(listed)
        term = problem.term(arranged if joined is None else ops.JOIN(joined[0], arranged))
        if term is not None and problem.solves(term.values):
            yield Ranked(term.expr, best.cost + PRICE)


def _in_small_letters(
    best: Ranked | Draft, listed: Expr, joined: tuple[str, Expr] | None, rows: list[Any]
) -> Iterator[Ranked]:
    """The list in small letters, where it is put in order or freed of doubles and no capital was seen.

    What is tidied so much is tidied of its capitals as well, or else these decide what is a double and what is first.
    Lists all in capitals are codes, which are told apart as they are.
    """
    items = [item for row in rows for item in row]
    tidied = any(operator.name in TIDYING for operator in operators(listed))
    if not tidied or not all(isinstance(item, str) and item == item.lower() for item in items):
        return
    small = IN_SMALL_LETTERS(listed)
    yield Ranked(small if joined is None else ops.JOIN(joined[0], small), best.cost + PRICE)


def _at_edges(best: Ranked | Draft, problem: Problem) -> Iterator[Ranked]:
    """The program with its tokens where pieces of text begin or end, as all that were seen did."""
    for before, after in (("(?<!\\S)", ""), ("", "(?!\\S)")):
        changed = _bounded(best.expr, before, after)
        if changed != best.expr:
            term = problem.term(changed)
            if term is not None and problem.solves(term.values):
                yield Ranked(changed, best.cost + PRICE)


def _bounded(expr: Expr, before: str, after: str) -> Expr:
    if not isinstance(expr, Apply):
        return expr
    if expr.operator is ops.TOKENS:
        text, pattern = expr.arguments
        if isinstance(pattern, Const) and "(?<" not in pattern.value and not re.match(r"\\S", pattern.value):
            return ops.TOKENS(text, f"{before}(?:{pattern.value}){after}")
        return expr
    return Apply(expr.operator, tuple(_bounded(each, before, after) for each in expr.arguments))


def _least(arrangement: str) -> int:
    if arrangement == "unique":
        return 0
    return FALLING if arrangement.startswith("falling") else ORDERS


def _joined(expr: Expr) -> tuple[str, Expr] | None:
    """What a list is joined with, and the list."""
    if not isinstance(expr, Apply) or expr.operator is not ops.JOIN:
        return None
    mark = expr.arguments[0]
    if isinstance(mark, Const) and isinstance(mark.value, str) and mark.value.strip(" "):
        return mark.value, expr.arguments[1]
    return None
