"""What is computed of two numbers of a row: what is missing, what a line of an order costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from typing import Any

from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.records.fields import AMOUNT, Field, Rows

MOST = 6
"""So many fields that are numbers are looked at."""
PRICE = 0.6
WHOLE_DIFFERENCE = Operator("whole_difference", ("number", "number"), "int", "int({0} - {1})", 0.4)
FLOAT_DIFFERENCE = Operator("float_difference", ("number", "number"), "float", "float({0} - {1})", 0.4)
PRODUCT = Operator("row_product", ("number", "number"), "number", "{0} * {1}", 0.4)


def numeric(rows: Rows) -> list[Field]:
    """The fields that are numbers in all rows and no parts of others, cheapest first, so many as are looked at."""
    return [field for field in rows.fields if not field.derived and is_numeric(field)][:MOST]


def is_numeric(field: Field) -> bool:
    """Whether a field is a number in all rows."""
    return field.whole and field.unit is not None


def amount(field: Field) -> Expr:
    """The number in a field."""
    return AMOUNT(field.expr, field.unit or "")


def differences(rows: Rows, kind: type) -> Iterator[Field]:
    """How much more one number of each row is than another, whole or not."""
    operator = WHOLE_DIFFERENCE if kind is int else FLOAT_DIFFERENCE
    for left, right in permutations(numeric(rows), 2):
        if left.unit == right.unit:
            yield Field(
                operator(amount(left), amount(right)),
                of_both(left, right, lambda a, b: kind(a - b)),
                left.price + right.price + PRICE,
            )


def products(rows: Rows) -> Iterator[Field]:
    """The products of two numbers of each row, as of quantity and price."""
    for left, right in combinations(numeric(rows), 2):
        yield Field(
            PRODUCT(amount(left), amount(right)),
            of_both(left, right, lambda a, b: a * b),
            left.price + right.price + PRICE,
        )


def of_both(left: Field, right: Field, make: Callable[[Any, Any], Any]) -> tuple[tuple[Any, ...], ...]:
    """What is made of two numbers of each row."""
    return tuple(
        tuple(make(a, b) for a, b in zip(*row, strict=True))
        for row in zip(left.numbers, right.numbers, strict=True)
    )
