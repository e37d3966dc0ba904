"""The rows that a question keeps, and the ways to read a field of each and put them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, final

from llmjit.support import rows as support
from llmjit.synthesis.expr import ABSENT, Const, Expr, Item, Operator
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.constants import Mask
from llmjit.synthesis.records.fields import Cells, Field, Rows
from llmjit.synthesis.strings import operators as ops
from llmjit.value import Value, same

Answer = tuple[Callable[[Expr], Expr], float]
"""How the list of rows becomes the answer, and what that costs."""
WHOLE_AMOUNT = Operator(
    "whole_amount", ("any", "str"), "int", "whole_amount({0}, {1})", 0.3, (support.whole_amount,)
)
FLOAT_AMOUNT = Operator(
    "float_amount", ("any", "str"), "float", "float(cell_amount({0}, {1}))", 0.3, (support.cell_amount,)
)
JOINING = 0.5
GAP = 3
"""More marks are never between two fields."""
PAIRS = Operator("pairs", ("list", "lambda", "lambda"), "list", "[({1}, {2}) for item in {0}]", 0.5)


@final
@dataclass(frozen=True)
class Kept:
    """The rows that a question keeps (all, without one), beside the outputs."""

    rows: Rows
    mask: Mask | None
    problem: Problem

    @cached_property
    def places(self) -> list[list[int]]:
        """Which rows are kept, for each observation."""
        if self.mask is None:
            return [list(range(len(each))) for each in self.rows.lists]
        return [[at for at, kept in enumerate(row) if kept] for row in self.mask]

    @property
    def empty(self) -> bool:
        """Whether a question keeps no row of some observation."""
        return not all(self.places)

    @cached_property
    def outputs(self) -> tuple[Value, ...]:
        """The outputs wanted."""
        return self.problem.outputs

    def of(self, cells: Sequence[Sequence[Any]]) -> list[list[Any]] | None:
        """The cells of the rows kept; None where a row has none."""
        kept = [[row[at] for at in places] for row, places in zip(cells, self.places, strict=True)]
        return None if any(cell is ABSENT for row in kept for cell in row) else kept


def mapped(expr: Expr, rows: Expr) -> Expr:
    """The field of each row."""
    return rows if expr == Item() else ops.MAP(rows, expr)


def over(operator: Operator, expr: Expr) -> Callable[[Expr], Expr]:
    """What an operator makes of the field of each row."""
    return lambda rows: operator(mapped(expr, rows))


def over_pairs(make: Callable[[Expr], Expr], left: Expr, right: Expr) -> Callable[[Expr], Expr]:
    """What is made of two fields of each row."""
    return lambda rows: make(PAIRS(rows, left, right))


def gives(make: Callable[[Any], Any], rows: Sequence[Any], outputs: Sequence[Any]) -> bool:
    """Whether the outputs are what is made of these rows, or of what they have in fields; nothing is, of none."""
    try:
        return bool(rows) and all(same(make(row), output) for row, output in zip(rows, outputs, strict=True))
    except (TypeError, ValueError):
        return False


def readings(field: Field, wanted: Sequence[Any]) -> Iterator[tuple[Expr, Cells, float]]:
    """The field as it is, or as a number, by what is wanted."""
    kinds = {type(value) for value in wanted if value is not None}
    if len(kinds) > 1:
        return
    yield field.expr, field.values, field.price
    kind = kinds.pop() if kinds else str
    if kind in (int, float) and field.unit is not None and any(isinstance(cell, str) for cell in field.flat):
        if kind is int and any(
            number is not None and number != int(number) for row in field.numbers for number in row
        ):
            return
        read: Any = int if kind is int else float
        cells = tuple(
            tuple(ABSENT if number is None else read(number) for number in row) for row in field.numbers
        )
        operator = WHOLE_AMOUNT if kind is int else FLOAT_AMOUNT
        yield operator(field.expr, field.unit), cells, field.price + 0.1


def joined(kept: Kept, wanted: Sequence[Any]) -> Iterator[tuple[Expr, Cells, float]]:
    """Two fields with marks between them, where texts are wanted that no field is."""
    first = wanted[0] if wanted else None
    rows = [(at, row) for at, places in enumerate(kept.places) for row in places]
    if not rows or not isinstance(first, str) or not all(isinstance(each, str) for each in wanted):
        return
    at, row = rows[0]
    fields = [field for field in kept.rows.fields if _filled(field.values[at][row])]
    for left in fields:
        head = left.values[at][row]
        for right in fields if first.startswith(head) else ():
            tail = right.values[at][row]
            gap = first[len(head) : len(first) - len(tail)]
            if right is left or not first.endswith(tail) or f"{head}{gap}{tail}" != first or not _marks(gap):
                continue
            expr = ops.CONCAT(left.expr, Const(gap), right.expr)
            cells = tuple(
                tuple(
                    f"{a}{gap}{b}" if _filled(a) and _filled(b) else ABSENT
                    for a, b in zip(*pair, strict=True)
                )
                for pair in zip(left.values, right.values, strict=True)
            )
            yield expr, cells, left.price + right.price + JOINING


def _filled(cell: Any) -> bool:
    return isinstance(cell, str) and cell != ""


def _marks(gap: str) -> bool:
    return 0 < len(gap) <= GAP and not any(map(str.isalnum, gap))
