"""Laws of numbers (`llmjit.synthesis.numbers.arithmetic`) as expressions, and fractions as decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.arithmetic import Law


def decimal_text(value: Fraction) -> str:
    """A fraction whose decimal ends, as text."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def law_expr(feature: Expr, law: Law) -> Expr:
    """The law applied."""
    expr = feature
    if law.scale != 1:
        expr = ops.TIMES(expr, decimal_text(law.scale))
    if law.offset:
        expr = ops.PLUS(expr, decimal_text(law.offset))
    if law.divisor != 1:
        expr = ops.OVER(expr, decimal_text(law.divisor))
    return expr


def places(value: Fraction) -> int:
    """The digits of a decimal behind its point."""
    return len(decimal_text(value).partition(".")[2].rstrip("0"))


def is_quotient(expr: Expr) -> bool:
    """Whether a number is one divided by another, or the size of such a quotient."""
    if isinstance(expr, Apply) and expr.operator in (UNANIMOUS, ops.SIZE):
        return is_quotient(expr.arguments[0])
    return isinstance(expr, Apply) and expr.operator is ops.DIVIDE


def is_product(expr: Expr) -> bool:
    """Whether a number is the product or the quotient of two, or the size of one: nobody adds a constant to it."""
    return is_quotient(expr) or (isinstance(expr, Apply) and expr.operator is ops.MULTIPLY)


def is_scaled(expr: Expr) -> bool:
    """Whether a quotient has been put in percent already, which is a law of its own in texts."""
    return isinstance(expr, Apply) and expr.operator is ops.TIMES and is_quotient(expr.arguments[0])


def is_unanimous(expr: Expr) -> bool:
    """Whether a number is told in several ways that must agree."""
    return isinstance(expr, Apply) and expr.operator is UNANIMOUS
