"""Answers that are a field of one row: the only one or the first that a question keeps, or the one that has most."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, final

from llmjit.support import rows as support
from llmjit.synthesis.choices.optional import stands_for_nothing
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Item, Operator
from llmjit.synthesis.records.computed import products
from llmjit.synthesis.records.fields import AMOUNT, Cells, Field, Rows
from llmjit.synthesis.records.kept import Answer, Kept, mapped, over, readings
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

MOST_KEYS = 8
ALIKE = 4
"""So many columns by which the same rows are chosen have a say."""
PAIRED = 10
UNLIKELY = 16
CHANCE = 6
"""Of fewer choices one is right by chance."""
OWN = 1.0
"""By so much dearer is a number that was found by another field, and is the greatest of its own."""
WAYS = 4
"""Where there are so many times more choices of rows than ways to choose them, none fits by chance."""
TELLING = 0.6
"""By so much likelier is the row that has most, where chance would take it of that many ways to choose rows."""
STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{3})?)?Z?)?\b|\d\d:\d\d(?::\d\d)?\b")
"""Times of which the later one is the greater text."""
SOLE = Operator("sole", ("list",), "any", "sole_row({0})", 0.4, (support.sole_row,), needs="one row alone")
SOLE_OR = Operator("sole_or", ("list", "any"), "any", "sole_row_or({0}, {1})", 0.5, (support.sole_row_or,))
FIRST_OR = Operator("first_or", ("list", "any"), "any", "next(iter({0}), {1})", 0.5)
SOLE_MOST = Operator(
    "row_of_most",
    ("list", "lambda"),
    "any",
    "sole_extreme({0}, max, lambda item: {1})",
    0.6,
    (support.sole_extreme,),
)
SOLE_LEAST = Operator(
    "row_of_least",
    ("list", "lambda"),
    "any",
    "sole_extreme({0}, min, lambda item: {1})",
    0.6,
    (support.sole_extreme,),
)
TIED = {
    (choose, last): Operator(
        f"row_of_{name}_{'last' if last else 'first'}",
        ("list", "lambda"),
        "any",
        f"extreme_row({{0}}, {choose.__name__}, lambda item: {{1}}, {last})",
        0.7,
        (support.extreme_row,),
    )
    for choose, name in ((max, "most"), (min, "least"))
    for last in (False, True)
}
"""The first or the last of the rows that have most, where several had as much."""
CHOOSERS = (SOLE_MOST, SOLE_LEAST, *TIED.values())
"""All that choose the row that has most or least."""
MOST_COMMON = Operator("most_common", ("list",), "any", "most_common_of({0})", 0.5, (support.most_common_of,))


def single(kept: Kept) -> Iterator[Answer]:
    """The field of the only row kept, of the first or of the last; where none is, what stands for nothing."""
    if kept.mask is None:
        yield from _at_end(kept)
        return
    empty = [output for output, places in zip(kept.outputs, kept.places, strict=True) if not places]
    if len(empty) == len(kept.outputs) or not _nothing(empty):
        return
    for field in kept.rows.fields:
        for expr, cells, price in readings(field, kept.outputs):
            values = kept.of(cells)
            if values is None:
                continue
            several = any(len(row) > 1 for row in values)
            for at, more in ((0, 0.3), (-1, 0.4)) if several else ((None, 0.3),):
                found = [row[at or 0] if row else empty[0] for row in values]
                if all(map(same, found, kept.outputs)):
                    one = _one(expr, at, empty)
                    yield (
                        (_also_commonest(one, expr, empty) if _commonest_too(values, at or 0) else one),
                        price + more,
                    )


def _at_end(kept: Kept) -> Iterator[Answer]:
    """The field of the first row of all, or of the last, where fields have names."""
    if not kept.rows.named or kept.empty or not any(len(places) > 1 for places in kept.places):
        return
    for field in kept.rows.fields:
        for expr, cells, price in readings(field, kept.outputs):
            for at, more in ((0, 0.3), (-1, 0.4)):
                if all(map(same, [row[at] for row in cells], kept.outputs)):
                    yield _one(expr, at, []), price + more


def _commonest_too(values: Sequence[Sequence[Any]], at: int) -> bool:
    """Whether what stands at a place of each list is also what comes most often, and comes again in some."""
    try:
        return all(support.most_common_of(row) == row[at] for row in values if row) and any(
            len(set(row)) < len(row) and len(set(row)) > 1 for row in values
        )
    except (support.RowError, TypeError):
        return False


def _also_commonest(one: Callable[[Expr], Expr], expr: Expr, empty: Sequence[Any]) -> Callable[[Expr], Expr]:
    """The field of a row by its place, where it is the one that comes most often."""

    def make(rows: Expr) -> Expr:
        commonest = MOST_COMMON(mapped(expr, rows))
        return UNANIMOUS(one(rows), ops.IF(rows, commonest, empty[0]) if empty else commonest)

    return make


def _nothing(empty: Sequence[Any]) -> bool:
    """Whether the answers, where no row is kept, are one and stand for nothing."""
    return all(
        same(each, empty[0]) and (each is None or each == 0 or stands_for_nothing(each)) for each in empty
    )


def _one(expr: Expr, at: int | None, empty: Sequence[Any]) -> Callable[[Expr], Expr]:
    """The field of the row at a place; of the only row, where there never was another."""

    def make(rows: Expr) -> Expr:
        if at is None:
            return SOLE_OR(mapped(expr, rows), empty[0]) if empty else of_row(expr, SOLE(rows))
        if not empty:
            return of_row(expr, ops.AT(rows, at))
        values = mapped(expr, rows)
        return FIRST_OR(values if at == 0 else ops.SLICE(values, at, None), empty[0])

    return make


def of_row(expr: Expr, row: Expr) -> Expr:
    """The field of a row that is named."""
    if isinstance(expr, Item):
        return row
    if isinstance(expr, Apply):
        return Apply(expr.operator, tuple(of_row(each, row) for each in expr.arguments))
    return expr


def chosen_rows(kept: Kept) -> Iterator[Answer]:
    """A field of the row that has the greatest or least number in another; the value that comes most often."""
    if not any(len(places) > 1 for places in kept.places):
        return
    full = [at for at, places in enumerate(kept.places) if places]
    empty = [output for output, places in zip(kept.outputs, kept.places, strict=True) if not places]
    if not _nothing(empty):
        return
    telling = TELLING * (not few_for_keys(kept))
    for places, choices in _choices(kept, full).items():
        for field in kept.rows.fields:
            for expr, cells, price in readings(field, kept.outputs):
                if all(same(cells[at][row], kept.outputs[at]) for at, row in zip(full, places, strict=True)):
                    rare = _rareness(kept, cells)
                    if rare < CHANCE:
                        continue
                    likely = telling * (rare >= UNLIKELY)
                    dear = OWN * _own_extreme(field, choices, [kept.places[at] for at in full], full, places)
                    yield _best(choices, expr, empty), choices[0][1].field.price + price + 0.3 - likely + dear
    yield from _commonest(kept)


def _rareness(kept: Kept, cells: Cells) -> float:
    """Of how many choices of rows, one of each list, one has the answers in a field."""
    found = 1.0
    for row, places, output in zip(cells, kept.places, kept.outputs, strict=True):
        alike = sum(same(row[at], output) for at in places)
        found *= len(places) / alike if alike else 1
    return found


def _own_extreme(
    field: Field,
    choices: Sequence[Choice],
    rows: Sequence[Sequence[int]],
    full: Sequence[int],
    places: Sequence[int],
) -> bool:
    """Whether a number is the greatest of its own field each time, or the least, and was found by another field."""
    if field.unit is None or any(key.field is field for _, key in choices):
        return False
    chosen = [field.numbers[at][row] for at, row in zip(full, places, strict=True)]
    cells = [[field.numbers[at][row] for row in kept] for at, kept in zip(full, rows, strict=True)]
    numbers = [[number for number in row if number is not None] for row in cells]
    if numbers != cells:
        return False
    return [max(row) for row in numbers] == chosen or [min(row) for row in numbers] == chosen


def few(kept: Kept) -> bool:
    """Whether the rows are so few that some number is greatest or least in the right ones by chance."""
    return _choices_of_rows(kept) < UNLIKELY


def few_for_keys(kept: Kept) -> bool:
    """Whether the rows are few for so many numbers that they may be chosen by."""
    return _choices_of_rows(kept) < max(UNLIKELY, WAYS * 2 * len(keys_of(kept.rows)))


def _choices_of_rows(kept: Kept) -> int:
    return math.prod(max(1, len(places)) for places in kept.places)


@final
@dataclass(frozen=True, slots=True)
class Key:
    """What rows are chosen by: numbers, or times written so that the later is the greater text."""

    field: Field
    expr: Expr
    cells: Cells


Choice = tuple[Operator, Key]
"""Whether the most or the least is chosen, and of what."""


def _key(field: Field) -> Key | None:
    if not field.whole:
        return None
    if field.unit is not None:
        return Key(field, AMOUNT(field.expr, field.unit), field.numbers)
    found = [STAMP.match(cell) if isinstance(cell, str) else None for cell in field.flat]
    stamps = [each[0] if each else "" for each in found]
    if not all(stamps) or len({re.sub(r"\d", "0", stamp) for stamp in stamps}) > 1 or field.derived:
        return None
    if list(field.flat) == stamps:
        return Key(field, field.expr, field.values)
    size = len(stamps[0])
    cells = tuple(tuple(cell[:size] for cell in row) for row in field.values)
    return Key(field, ops.TAKE(field.expr, 0, size), cells) if field.expr == Item() else None


def keys_of(rows: Rows) -> list[Key]:
    """What rows may be chosen or put in order by, the likeliest first."""
    return [key for key in map(_key, rows.fields) if key is not None][:MOST_KEYS]


def chosen(kept: Kept) -> Iterator[tuple[tuple[int, ...], Callable[[Expr], Expr]]]:
    """The rows that have most or least of something, one of each list, and how each is chosen of the rows."""
    if all(kept.places):
        for places, choices in _choices(kept, range(len(kept.places))).items():
            yield places, _best(choices, Item(), [])


def _choices(kept: Kept, full: Sequence[int]) -> dict[tuple[int, ...], list[Choice]]:
    """The ways to choose rows, by the rows that they choose: a disk may be the fullest or the largest."""
    found: dict[tuple[int, ...], list[Choice]] = {}
    tied: dict[tuple[int, ...], list[Choice]] = {}
    keys = keys_of(kept.rows)
    keys += [Key(each, each.expr, each.values) for each in products(kept.rows)]
    for key in keys:
        for operator, choose in ((SOLE_MOST, max), (SOLE_LEAST, min)):
            best = _extreme(kept, key, choose, full)
            ties = sum(len(each) > 1 for each in best)
            if not ties:
                found.setdefault(tuple(each[0] for each in best), []).append((operator, key))
            elif 2 * ties < len(best):
                for last in (False, True):
                    places = tuple(each[-1 if last else 0] for each in best)
                    tied.setdefault(places, []).append((TIED[choose, last], key))
    return tied | found


def _extreme(kept: Kept, key: Key, choose: Any, full: Sequence[int]) -> list[list[int]]:
    """The rows that have most, of each list; several where there is a tie."""
    found = []
    for at in full:
        best = choose(key.cells[at][row] for row in kept.places[at])
        found.append([row for row in kept.places[at] if key.cells[at][row] == best])
    return found


def _best(choices: Sequence[Choice], expr: Expr, empty: Sequence[Any]) -> Callable[[Expr], Expr]:
    """The field of the row on which all agree that choose alike, but for pieces of what chooses already."""
    plain = [each for each in choices if not each[1].field.derived] or choices[:1]

    def make(rows: Expr) -> Expr:
        found_rows = [operator(rows, key.expr) for operator, key in plain[:ALIKE]]
        row = found_rows[0] if len(found_rows) == 1 else UNANIMOUS(*found_rows)
        found = of_row(expr, row)
        return ops.IF(rows, found, empty[0]) if empty else found

    return make


def _commonest(kept: Kept) -> Iterator[Answer]:
    for field in kept.rows.fields[:PAIRED]:
        values = kept.of(field.values)
        try:
            if values is not None and same(
                [support.most_common_of(row) for row in values], list(kept.outputs)
            ):
                yield over(MOST_COMMON, field.expr), field.price + 0.5
        except (support.RowError, TypeError):
            continue
