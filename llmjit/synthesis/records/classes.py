"""Codes of three digits, as of HTTP: rows are asked for a class of them, which the first digit says, or for errors."""

from __future__ import annotations

import re
from collections.abc import Iterator

from llmjit.synthesis.choices.questions import OR
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.records.fields import Field
from llmjit.synthesis.strings import operators as ops

ERRORS = "45"
"""The classes that say that something went wrong."""
ASKED = 0.5
STATUS = re.compile(r"[1-5]\d\d")
LEAST = 2


def is_status(field: Field) -> bool:
    """Whether a field has codes of three digits throughout, of several classes or as numbers."""
    cells = field.flat
    if all(type(cell) is int and 100 <= cell <= 599 for cell in cells):
        return bool(cells)
    texts = all(isinstance(cell, str) and STATUS.fullmatch(cell) for cell in cells)
    return texts and len({cell[0] for cell in cells}) >= LEAST and any(cell[0] == "2" for cell in cells)


def classes(field: Field) -> Iterator[tuple[tuple[tuple[bool, ...], ...], Expr, float]]:
    """Whether the code is of a class of which there are several, or of any of those that are errors."""
    first: dict[str, set[str]] = {}
    for cell in field.flat:
        first.setdefault(str(cell)[0], set()).add(str(cell))
    text = ops.TEXT(field.expr) if type(field.flat[0]) is int else field.expr
    asked = [(digit, ops.STARTS(text, digit)) for digit in first if len(first[digit]) > 1 or digit in ERRORS]
    asked += (
        [(ERRORS, OR(*(ops.STARTS(text, digit) for digit in ERRORS)))] if first.keys() >= set(ERRORS) else []
    )
    for digits, test in asked:
        mask = tuple(tuple(str(cell)[0] in digits for cell in row) for row in field.values)
        yield mask, test, field.price + ASKED
