"""Programs without steps that undo one another: what is emitted should not show how it was found.

The search finds whole numbers as texts that are read again, since most of what numbers go through is about how they
are written. What has the same value in one step, or none where that has none, takes its place once the guards are
mined.
"""

from __future__ import annotations

import re

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr
from llmjit.synthesis.numbers.operators import FORMAT_NUMBER, NUMBER_AT, TO_INT

WHOLE_STYLE = re.compile(r"f|\.0f~?[uedcf]?")
"""Styles in which a whole number is written with its digits alone."""


def plain(expr: Expr) -> Expr:
    """The program, plainer where it can be.

    It has no value where it had none before, but for numbers of so many digits that no style could round them.
    """
    if not isinstance(expr, Apply):
        return expr
    arguments = tuple(map(plain, expr.arguments))
    expr = expr if arguments == expr.arguments else Apply(expr.operator, arguments)
    if expr.operator is not TO_INT:
        return expr
    number = _written(expr.arguments[0])
    if number is None or not _decimal(number):
        return expr
    if isinstance(number, Apply) and number.operator is NUMBER_AT and _result(number.arguments[0]) == "int":
        return number.arguments[0]
    return TO_INT(number)


def _written(text: Expr) -> Expr | None:
    """The number of which a text, and all other readings of it, are the digits if it is whole."""
    readings = text.arguments if isinstance(text, Apply) and text.operator is UNANIMOUS else (text,)
    numbers = set()
    for each in readings:
        if not isinstance(each, Apply) or each.operator is not FORMAT_NUMBER:
            return None
        number, style = each.arguments
        if not isinstance(style, Const) or not WHOLE_STYLE.fullmatch(style.value):
            return None
        numbers.add(number)
    exact = isinstance(readings[0], Apply) and readings[0].arguments[1] == Const("f")
    return numbers.pop() if exact and len(numbers) == 1 else None


def _decimal(number: Expr) -> bool:
    """Whether a number is a Decimal: it is read as one, or computed from such."""
    if not isinstance(number, Apply):
        return False
    if number.operator.support:
        return str(number.operator.support[-1].__annotations__["return"]).endswith(
            ("Decimal", "list[Decimal]")
        )
    parts = [
        part
        for part, kind in zip(number.arguments, number.operator.params, strict=False)
        if kind in ("number", "list")
    ]
    return bool(parts) and all(map(_decimal, parts))


def _result(expr: Expr) -> str:
    return expr.operator.result if isinstance(expr, Apply) else ""
