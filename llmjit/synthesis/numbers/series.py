"""Lists of numbers made of the numbers of a text or list: running totals, differences, shares of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support import series
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Item, Operator
from llmjit.synthesis.numbers import operators as numbers
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import JOIN, MAP, TEXT

RUNNING = Operator("running", ("list", "str"), "list", "running({0}, {1})", 0.8, (series.running,))
DIFFERENCES = Operator("differences", ("list",), "list", "differences({0})", 0.8, (series.differences,))
SHARES = Operator("shares", ("list", "int"), "list", "shares({0}, {1})", 0.9, (series.shares,))
LONGEST = 2000
LEAST = 5
"""So many numbers in all answers together are no chance."""
STYLES = ("f", ".2f~", ".1f~")
GLUES = (", ", ",", "; ", ";", " ")


@generator("programs", priority=53)
def numbers_in_turn(problem: Problem) -> Iterator[Term | None]:
    """Lists of numbers, or numbers with marks between them, that are made of all the numbers of an input."""
    rows = list(problem.outputs)
    listed = all(isinstance(row, list) and all(type(each) in (int, float) for each in row) for row in rows)
    if not listed and not (problem.is_text and all(any(map(str.isdigit, str(row))) for row in rows)):
        return
    for column in problem.columns[:4]:
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values) or all(
            isinstance(value, list) for value in column.values
        ):
            source = numbers.ALL_NUMBERS(column.expr, "")
            for made in _made(source):
                yield from _written(made, problem, listed)


def _made(source: Expr) -> Iterator[Apply]:
    for what in ("total", "largest", "smallest"):
        yield RUNNING(source, what)
    yield DIFFERENCES(source)
    yield SHARES(source, 100)
    yield SHARES(source, 1)


def _written(made: Apply, problem: Problem, listed: bool) -> Iterator[Term | None]:
    """The numbers as they are, or rounded as the answers have them."""
    term, source = problem.term(made), problem.term(made.arguments[0])
    if term is None or source is None or term.values == source.values or sum(map(len, term.values)) < LEAST:
        return
    whole = numbers.TO_INT(Item())
    if not listed:
        for glue in GLUES:
            yield problem.term(JOIN(glue, MAP(made, TEXT(whole))), 2.0)
        return
    yield problem.term(MAP(made, whole), 1.6)
    ways = [numbers.TO_FLOAT(numbers.FORMAT_NUMBER(Item(), Const(style))) for style in STYLES]
    fitting = [way for way in ways if (each := problem.term(MAP(made, way))) and problem.solves(each.values)]
    if len(fitting) > 1 and made.operator is SHARES:
        yield problem.term(MAP(made, UNANIMOUS(*fitting)), 1.6)  # what was divided may have been rounded
    elif fitting:
        yield problem.term(MAP(made, fitting[0]), 1.6)
