"""What is added unless it is there, and what stands in where something is missing.

Both kinds of rows must have been seen: those left as they were, and those that were not.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from llmjit.shapes import shape_of_all
from llmjit.synthesis.expr import Expr, Input, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.value import Value, same

ENSURE_END = Operator("ensure_end", ("str", "str"), "str", "({0} if {0}.endswith({1}) else {0} + {1})", 0.8)
ENSURE_START = Operator(
    "ensure_start", ("str", "str"), "str", "({0} if {0}.startswith({1}) else {1} + {0})", 0.8
)
OR_ELSE = Operator("or_else", ("str", "any"), "any", "({0} or {1})", 0.5)
UNLESS_NONE = Operator("unless_none", ("any", "any"), "any", "({1} if {0} is None else {0})", 0.5)
JOIN_FILLED = Operator("join_filled", ("str", "list"), "str", "{0}.join(part for part in {1} if part)", 0.8)
MOST = 4
"""Columns that are joined, or stand in for one another."""
UNLIKE = 1.5
"""What it costs that columns stand in for one another which do not look alike, or never did."""
GLUES = (" ", ", ", "-", "/", "", "_", ".", "; ", " - ", "\n")


@generator("programs", priority=64)
def ensured(problem: Problem) -> Iterator[Term | None]:
    """The same beginning or end for all, added to those that lack it."""
    if not problem.is_text:
        return
    for column in problem.texts[:MOST]:
        pairs = list(zip(map(str, column.values), map(str, problem.outputs), strict=True))
        longer = [(text, output) for text, output in pairs if text != output]
        if not longer or len(longer) == len(pairs):
            continue
        text, output = longer[0]
        if output.startswith(text) and text:
            yield problem.term(ENSURE_END(column.expr, output[len(text) :]), column.cost + 0.5)
        if output.endswith(text) and text:
            yield problem.term(ENSURE_START(column.expr, output[: -len(text)]), column.cost + 0.5)


@generator("programs", priority=65)
def coalesced(problem: Problem) -> Iterator[Term | None]:
    """The first that is there: of columns, or of a column and a constant."""
    columns = [column for column in problem.columns if isinstance(column.expr, Input)][:MOST]
    yield from _first_of_all(columns, problem)
    for column in columns:
        if not _copied_where_filled(column, problem):
            continue
        for constant in _stand_in(column, problem):
            for expr in _either(column, constant):
                yield problem.term(expr, column.cost + 0.6)
        others = [each for each in columns if each is not column]
        for second in others:
            for expr in _either(column, second.expr):
                first = problem.term(expr, column.cost + 0.6)
                yield first
                for third in others if first is not None else ():
                    if first is not None and third is not second:
                        yield from (
                            problem.term(each, column.cost + 1.0) for each in _either(first, third.expr)
                        )


def _first_of_all(columns: Sequence[Term], problem: Problem) -> Iterator[Term | None]:
    """The first filled of all columns: one that was never needed may be as well, so that it has a say."""
    rows = list(zip(*(column.values for column in columns), strict=True))
    if len(columns) < max(len(problem.inputs[0]), 2):
        return
    if not all(cell is None or isinstance(cell, str) for row in rows for cell in row):
        return
    firsts = [next((cell for cell in row if cell), None) for row in rows]
    used = {row.index(first) for row, first in zip(rows, firsts, strict=True) if first is not None}
    if len(used) < 2 and not (used and None in firsts):
        return
    if any(
        output != first and (first or output) for first, output in zip(firsts, problem.outputs, strict=True)
    ):
        return
    expr: Expr = columns[0].expr
    for column in columns[1:]:
        expr = OR_ELSE(expr, column.expr)
    shapes = [shape_of_all([cell for cell in column.values if cell]).text for column in columns]
    kinds = {shape.classes for shape in shapes if shape is not None}
    price = columns[0].cost + (0.5 if len(kinds) == 1 and len(used) > 1 else UNLIKE)
    yield problem.term(expr, price)
    yield problem.term(OR_ELSE(expr, None), price)


def _copied_where_filled(column: Term, problem: Problem) -> bool:
    """Whether the column is the answer where it has a value, and has none somewhere."""
    pairs = list(zip(column.values, problem.outputs, strict=True))
    there = [same(value, output) for value, output in pairs if value is not None and value != ""]
    return 0 < len(there) < len(pairs) and all(there)


def _stand_in(column: Term, problem: Problem) -> list[Value]:
    """The constant for a missing value; what stands in another column of the row is no constant."""
    rows = [at for at, value in enumerate(column.values) if value is None or value == ""]
    found = {repr(problem.outputs[at]): problem.outputs[at] for at in rows}
    value = problem.outputs[rows[0]]
    copied = any(same(cell, value) for at in rows for cell in problem.inputs[at])
    return [] if len(found) > 1 or copied or value is None or value == "" else [value]


def _either(column: Term, other: object) -> Iterator[Expr]:
    texts = all(value is None or isinstance(value, str) for value in column.values)
    if any(value is None for value in column.values) and not any(value == "" for value in column.values):
        yield UNLESS_NONE(column.expr, other)  # type: ignore[arg-type]
    elif texts:
        yield OR_ELSE(column.expr, other)  # type: ignore[arg-type]


@generator("programs", priority=66)
def filled(problem: Problem) -> Iterator[Term | None]:
    """Columns joined, without those that are empty."""
    columns = [column for column in problem.columns if isinstance(column.expr, Input)][:MOST]
    texts = [column for column in columns if all(v is None or isinstance(v, str) for v in column.values)]
    if not problem.is_text or not 2 <= len(texts) <= MOST or not _gaps(texts):
        return
    for size in range(2, len(texts) + 1):
        for chosen in itertools.permutations(texts, size):
            if _gaps(chosen):
                for glue in GLUES:
                    parts = ops.LIST(*(column.expr for column in chosen))
                    yield problem.term(JOIN_FILLED(glue, parts), 1.5)


def _gaps(columns: Sequence[Term]) -> bool:
    """Whether some value is missing, and not all of a column are."""
    missing = [[not value for value in column.values] for column in columns]
    return any(map(any, missing)) and not any(map(all, missing))
