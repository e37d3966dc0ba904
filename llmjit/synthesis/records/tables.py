"""Tables in texts: their cells by row and by column name, whole columns, and look-ups whose key is another input."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import prod
from typing import Any

from llmjit.support.tables import STYLES, TableError, parse_rows
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as ops
from llmjit.synthesis.records.values import LABELLED, LONGEST, MOST_COLUMNS, digits, own

CHANCE = 6
"""Of fewer choices of rows one is right by chance."""
OWN_EXTREME = 1.5
"""What it costs that a row was chosen by another column than the one whose greatest number it has."""


def maybe_table(value: Any) -> bool:
    """Whether a value is text of several lines, or with rows of HTML."""
    return isinstance(value, str) and len(value) <= LONGEST and ("\n" in value or "<tr" in value)


def tables_of(problem: Problem) -> Iterator[tuple[Expr, list[tuple[tuple[str, ...], ...]]]]:
    """Columns of texts that are tables with the same column names, in any order, with all their rows."""
    for column in own(problem):
        values = column.values
        if not all(map(maybe_table, values)):
            continue
        for style in STYLES:
            try:
                rows = [parse_rows(str(value), style) for value in values]
            except TableError:
                continue
            if len({tuple(sorted(each[0])) for each in rows}) == 1 and len(set(rows[0][0])) == len(
                rows[0][0]
            ):
                yield ops.PARSE_TABLE(column.expr, style), rows
                break


@generator("programs", priority=35)
def table_programs(problem: Problem) -> Iterator[Term | None]:
    """Cells and columns of tables."""
    for expr, tables in tables_of(problem):
        yield from _of_table(expr, tables, problem)


def _of_table(
    expr: Expr, tables: list[tuple[tuple[str, ...], ...]], problem: Problem
) -> Iterator[Term | None]:
    names = tables[0][0][:MOST_COLUMNS]
    for wanted in names:
        yield problem.term(ops.COLUMN(expr, wanted), 1.2 - LABELLED)
        yield problem.term(ops.ROW_AT(expr, 0, wanted), 1.3 - LABELLED)
        yield problem.term(ops.ROW_AT(expr, -1, wanted), 1.3 - LABELLED)
        for key in names:
            if key != wanted:
                yield from _look_ups(expr, key, wanted, tables, problem)
        if problem.late():
            return


def _look_ups(
    expr: Expr, key: str, wanted: str, tables: list[tuple[tuple[str, ...], ...]], problem: Problem
) -> Iterator[Term | None]:
    cells = [{row[rows[0].index(key)] for row in rows[1:]} for rows in tables]
    for column in own(problem):
        if all(
            isinstance(value, str) and value in cell for value, cell in zip(column.values, cells, strict=True)
        ):
            yield problem.term(ops.CELL(expr, key, column.expr, wanted), 1.3 - LABELLED)
            yield problem.term(ops.MATCHING(expr, key, column.expr, wanted), 1.6 - LABELLED)
    for value in sorted(set.intersection(*cells))[:20]:
        yield problem.term(ops.CELL(expr, key, value, wanted), 1.6 - LABELLED)
    if all(digits(cell) for each in cells for cell in each):
        columns = [[row[rows[0].index(wanted)] for row in rows[1:]] for rows in tables]
        for operator in (ops.EXTREME_MOST, ops.EXTREME_LEAST):
            term = problem.term(operator(expr, key, wanted))
            if term is not None and not _by_chance(columns, term.values):
                dear = OWN_EXTREME * own_extreme(columns, term.values)
                yield replace(term, cost=1.5 - LABELLED + dear)


def _by_chance(columns: Sequence[Sequence[str]], found: Sequence[Any]) -> bool:
    """Whether nearly any choice of rows has these cells: there are few rows, or most say the same."""
    return (
        prod(len(column) / column.count(cell) for column, cell in zip(columns, found, strict=True)) < CHANCE
    )


def own_extreme(columns: Sequence[Sequence[str]], found: Sequence[object]) -> bool:
    """Whether each text found is the greatest number of its own column, or each the least: that is what is meant."""
    if not all(digits(cell) for column in columns for cell in column):
        return False
    numbers = [[int(cell) for cell in column] for column in columns]
    pairs = list(zip(numbers, map(int, map(str, found)), strict=True))
    return all(each == max(column) for column, each in pairs) or all(
        each == min(column) for column, each in pairs
    )
