"""Expressions that have no value on some inputs: what they raise, and what is done then."""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn, TypeVar

T = TypeVar("T")
NO_VALUE = (LookupError, ValueError, ArithmeticError, AttributeError, TypeError, RecursionError)
"""What Python code raises where an operation has no value; emitted code turns these into a failed guard."""


def undefined() -> NoReturn:
    """What stands where a program says nothing; raises `ValueError`."""
    raise ValueError("the program says nothing of inputs like this")


def value_or(value: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """The value where there is one, and else the other."""
    try:
        return value()
    except NO_VALUE:
        return otherwise()
