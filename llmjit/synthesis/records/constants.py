"""Questions that compare a field of a row with a constant: a value, its beginning, an element of a list, a limit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from llmjit.support.rows import is_value, is_variant
from llmjit.synthesis.choices.sizes import ABOVE, NOT_ABOVE
from llmjit.synthesis.expr import Apply, Expr, Item, Operator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.classes import classes, is_status
from llmjit.synthesis.records.fields import AMOUNT, Field
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import common_prefix

IS_VALUE = Operator("is_value", ("any", "any"), "bool", "is_value({0}, {1})", 0.5, (is_value,))
IS_NONE = Operator("is_none", ("any",), "bool", "({0} is None)", 0.3)
HAS = Operator("has", ("list", "any"), "bool", "({1} in {0})", 0.5)
Mask = tuple[tuple[bool, ...], ...]
SINGLE = 1
"""Some number is above all others, or below, in any single row."""
MOST_VALUES = 12
MOST_LIMITS = 12
PREFIX = 3
"""Fewer letters at the beginning are the same by chance."""


def constants(field: Field) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the field is, or begins with, what it is in several rows; yes or no; something or nothing."""
    cells = field.flat
    if all(isinstance(cell, bool) for cell in cells):
        mask = masked(field.values, lambda cell: cell is True)
        yield from either_way(mask, records.TRUTHY(field.expr), field.price + 0.2, field.price + 0.4)
    elif all(isinstance(cell, list) for cell in cells):
        yield from _holding(field)
    elif field.expr != Item():
        yield from _values(field)


def _values(field: Field) -> Iterator[tuple[Mask, Expr, float]]:
    """The questions about a field of texts and numbers."""
    cells = field.flat
    if None in cells:
        mask = masked(field.values, lambda cell: cell is None)
        yield from either_way(mask, IS_NONE(field.expr), field.price + 0.2, field.price + 0.4)
    often: dict[Any, int] = {}
    for cell in cells:
        if (isinstance(cell, str) and len(cell) <= 40) or type(cell) is int:
            often[cell] = often.get(cell, 0) + 1
    few = 2 * len(often) <= len(cells)  # of a field with few values a single one is no chance
    chosen = sorted((cell for cell in often if few or often[cell] > 1), key=lambda cell: -often[cell])
    for value in chosen[:MOST_VALUES]:
        strict = isinstance(value, str) and not any(varies(cell, value) for cell in often)
        test = (IS_VALUE if strict else ops.EQUALS)(field.expr, value)
        mask = masked(field.values, lambda cell, value=value: cell == value)
        if field.derived:
            yield mask, test, field.price + 0.3
        else:
            yield from either_way(mask, test, field.price + 0.3, field.price + 0.6)
    if is_status(field) and not field.derived:
        yield from classes(field)
    texts = [cell for cell in cells if isinstance(cell, str)]
    counted = (
        isinstance(field.expr, Apply) and field.expr.operator is ops.TOKEN
    )  # a number of a line, anywhere
    spelt = is_status(field) or counted or (field.unit is not None and not any(map(_is_code, texts)))
    if len(texts) == len(cells) and not spelt and not any(" " in text for text in texts):
        yield from _beginnings(field, texts)


def _holding(field: Field) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether a list in the field has an element that several have."""
    often = Counter(each for cell in field.flat for each in cell if isinstance(each, str))
    for value, times in often.most_common(MOST_VALUES):
        if times > 1:
            mask = masked(field.values, lambda cell, value=value: value in cell)
            yield from either_way(mask, HAS(field.expr, value), field.price + 0.3, field.price + 0.6)


def _is_code(text: str) -> bool:
    """Whether digits are a code, as noughts before them show: of numbers nobody asks the first digit."""
    return re.match(r"0\d", text) is not None


def _beginnings(field: Field, texts: list[str]) -> Iterator[tuple[Mask, Expr, float]]:
    first: dict[str, set[str]] = {}
    for text in texts:
        first.setdefault(text[:1], set()).add(text)
    for letter, different in first.items():
        start = letter if not letter.isalpha() else common_prefix(sorted(different))
        if len(different) > 1 and start and not (start.isalpha() and len(start) < PREFIX):
            mask = masked(field.values, lambda cell, start=start: cell.startswith(start))
            test = ops.STARTS(field.expr, start)
            yield from either_way(mask, test, field.price + 0.5, field.price + 0.8)


def limits(field: Field) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the number in the field is above a limit; unknown between the two next to it."""
    if field.unit is None:
        return
    numbers = sorted({number for row in field.numbers for number in row if number is not None})
    if not 1 < len(numbers) <= 2 * MOST_LIMITS:
        return
    read = AMOUNT(field.expr, field.unit)
    for low, high in pairwise(numbers):
        mask = masked(field.numbers, lambda number, high=high: number >= high)
        above = sum(map(sum, mask))
        if not SINGLE < above < len(field.flat) - SINGLE:
            continue
        price = field.price + 1.0
        yield mask, ABOVE(read, str(low), str(high)), price
        yield denied(mask), NOT_ABOVE(read, str(low), str(high)), price


def varies(cell: Any, wanted: Any) -> bool:
    """Whether a cell is another way to write what is wanted."""
    return isinstance(cell, str) and isinstance(wanted, str) and cell != wanted and is_variant(cell, wanted)


def either_way(mask: Mask, test: Expr, yes: float, no: float) -> Iterator[tuple[Mask, Expr, float]]:
    """A question, and the same denied, with the price of each."""
    yield mask, test, yes
    yield denied(mask), ops.NOT(test), no


def denied(mask: Mask) -> Mask:
    """The other rows."""
    return tuple(tuple(not kept for kept in row) for row in mask)


def masked(values: tuple[tuple[Any, ...], ...], holds: Any) -> Mask:
    """The rows of whose value something holds."""
    return tuple(tuple(bool(holds(value)) for value in row) for row in values)
