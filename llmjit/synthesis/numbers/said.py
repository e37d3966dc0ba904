"""Columns of numbers some of which are missing: their sum, mean, least and greatest, and how many there are.

``12, n/a, -, 7.5`` come to ``19.5``. What says that there is no number is left out; other words are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.support.amounts import said_numbers
from llmjit.support.numbers import NumberError
from llmjit.synthesis.expr import Const, Expr, Input, Operator
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import LENGTH, LIST

SAID_NUMBERS = Operator("said_numbers", ("list",), "list", "said_numbers({0})", 0.6, (said_numbers,))
FEWEST = 3
STYLES = ("f", ".2f~", ".1f~")
PRICE = 1.2


@generator("programs", priority=36)
def of_those_said(problem: Problem) -> Iterator[Term | None]:
    """What is computed of the columns that have numbers, where some have none."""
    if len(problem.inputs[0]) < FEWEST or not all(type(each) in (int, float) for each in problem.outputs):
        return
    cells = [cell for row in problem.inputs for cell in row]
    if not any(cell is None or (isinstance(cell, str) and not re.search(r"\d", cell)) for cell in cells):
        return
    try:
        lists = [said_numbers(row) for row in problem.inputs]
    except NumberError:
        return
    numbers = SAID_NUMBERS(LIST(*(Input(at) for at in range(len(problem.inputs[0])))))
    for operator in (ops.SUM, ops.MEAN, ops.LARGEST, ops.SMALLEST):
        yield from _written(operator(numbers), problem)
    if [len(each) for each in lists] == list(problem.outputs):
        yield problem.term(LENGTH(numbers), PRICE)


def _written(number: Expr, problem: Problem) -> Iterator[Term | None]:
    """A number as the outputs are: whole, exact, or rounded."""
    if all(type(output) is int for output in problem.outputs):
        yield problem.term(ops.TO_INT(number), PRICE)
        return
    for style in STYLES:
        term = problem.term(ops.TO_FLOAT(ops.FORMAT_NUMBER(number, Const(style))))
        if term is not None and problem.solves(term.values):
            yield Term(term.expr, term.values, PRICE)
            return
