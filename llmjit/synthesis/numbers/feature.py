"""A number of every observation: what laws are looked for in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import final

from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import Problem

HUGE = 60
"""Numbers of more digits than this are left alone."""


@final
@dataclass(frozen=True, slots=True)
class Feature:
    """A number for each observation."""

    expr: Expr
    values: tuple[Fraction, ...]
    price: float
    pure: bool = True
    """Whether it stands in the input as such, so that other features may be made of it."""
    exact: bool = False
    """Whether it is of use only as it is: it is made of several numbers already."""


def make(expr: Expr, price: float, problem: Problem, pure: bool = True) -> Feature | None:
    """The feature an expression gives; None where it has no number on some observation."""
    term = problem.term(expr)
    if term is None:
        return None
    values: list[Fraction] = []
    for value in term.values:
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return None
        if value and not -HUGE < Decimal(value).adjusted() < HUGE:
            return None
        values.append(Fraction(value))
    return Feature(expr, tuple(values), price, pure)
