"""What may be asked of the rows that a filter keeps: their number, a field of each, sums, the row that has most.

Every question is answered in plain Python for all observations first; only what gives the outputs becomes a program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from llmjit.support import rows as support
from llmjit.synthesis.dates.sources import common_end
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.lists.rules import targets
from llmjit.synthesis.numbers.operators import NEGATED
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.balances import nets, ratios
from llmjit.synthesis.records.composed import composed, each_written
from llmjit.synthesis.records.computed import differences
from llmjit.synthesis.records.fields import AMOUNT, Field
from llmjit.synthesis.records.grouped import means, of_groups
from llmjit.synthesis.records.kept import Answer, Kept, gives, joined, mapped, over, over_pairs, readings
from llmjit.synthesis.records.picks import chosen_rows, few_for_keys, single
from llmjit.synthesis.records.ranks import ranks
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

MOST_KEYS = 8
CLASSES = 3
"""Fewer classes are what single values begin with by chance."""
MOST = Operator("most", ("list",), "number", "max({0})", 0.4)
LEAST = Operator("least_of", ("list",), "number", "min({0})", 0.4)
COUNTS = Operator("counts", ("list",), "dict", "counts_by({0})", 0.4, (support.counts_by,))
DICT_OF = Operator("dict_of", ("list",), "dict", "dict({0})", 0.3)
ENTRIES = Operator("entries", ("list",), "dict", "entries_of({0})", 0.3, (support.entries_of,))
TOTALS_BY = Operator("totals_by", ("list",), "dict", "totals_by({0})", 0.4, (support.totals_by,))
FLOAT_TOTALS_BY = Operator(
    "float_totals_by", ("list",), "dict", "float_totals_by({0})", 0.4, (support.float_totals_by,)
)
LISTS_BY = Operator("lists_by", ("list",), "dict", "lists_by({0})", 0.4, (support.lists_by,))
WHOLE_PRODUCTS = Operator(
    "whole_products", ("list",), "int", "int(product_total({0}))", 0.5, (support.product_total,)
)
FLOAT_PRODUCTS = Operator(
    "float_products", ("list",), "float", "float(product_total({0}))", 0.5, (support.product_total,)
)
DIFFERENT = Operator("different", ("list",), "int", "len(set({0}))", 0.6)
UNIQUE, SORTED, SORTED_UNIQUE = (
    next(each for each in ARRANGED if each[0].name == name) for name in ("unique", "sorted", "sorted_unique")
)


def answers(kept: Kept, choosing: bool, fitted: bool = False) -> Iterator[Answer]:
    """All that gives the outputs; with ``choosing`` also what the row that has most has elsewhere.

    Where a limit was ``fitted`` to keep these rows, it could keep any single one as well.
    """
    outputs = kept.outputs
    if all(isinstance(output, list) for output in outputs):
        yield from _lists(kept, outputs, choosing)
    elif all(isinstance(output, dict) for output in outputs):
        yield from _dicts(kept, choosing)
    elif not any(isinstance(output, list | dict | bool) for output in outputs):
        if all(type(output) in (int, float) for output in outputs):
            yield from _numbers(kept, fitted)
        only = [] if fitted else list(single(kept))
        yield from only
        if choosing and not fitted and not (only and few_for_keys(kept)):
            yield from chosen_rows(kept)
        if kept.problem.is_text:
            for joiner, wanted in targets(kept.problem):
                for make, price in _lists(kept, wanted, choosing):
                    yield _put_together(joiner or "", make), price + 0.2
            yield from composed(kept, choosing, fitted)


def _as_they_are(rows: Expr) -> Expr:
    return rows


def _put_together(joiner: str, make: Callable[[Expr], Expr]) -> Callable[[Expr], Expr]:
    return lambda rows: ops.JOIN(joiner, make(rows))


def _lists(kept: Kept, outputs: Sequence[Any], choosing: bool) -> Iterator[Answer]:
    sizes = [len(places) for places in kept.places]
    lengths = [len(output) for output in outputs]
    if any(size < length for size, length in zip(sizes, lengths, strict=True)) or not any(lengths):
        return
    elements = [element for output in outputs for element in output]
    if all(isinstance(element, dict) for element in elements):
        if sizes == lengths and kept.of(kept.rows.lists) == list(map(list, outputs)):
            yield _as_they_are, 0.2
        return
    found = list(_projected(kept, elements, outputs))
    if not found and sizes == lengths:
        found = list(_together(kept, elements, outputs))
    found = found or (list(ranks(kept, elements, outputs)) if choosing else [])
    yield from found


def _projected(kept: Kept, elements: Sequence[Any], outputs: Sequence[Any]) -> Iterator[Answer]:
    for field in kept.rows.fields:
        for expr, cells, price in readings(field, elements):
            values = kept.of(cells)
            yield from _arranged(expr, values, outputs, price) if values is not None else ()


def _together(kept: Kept, elements: Sequence[Any], outputs: Sequence[Any]) -> Iterator[Answer]:
    """Fields put together: two with marks between them, or any number with whatever stands around them."""
    found = False
    for expr, cells, price in joined(kept, elements):
        values = kept.of(cells)
        for answer in _arranged(expr, values, outputs, price) if values is not None else ():
            found = True
            yield answer
    for expr, price in each_written(kept, elements) if not found else ():
        yield partial(mapped, expr), price + 0.2


def _arranged(expr: Expr, values: list[list[Any]], outputs: Sequence[Any], price: float) -> Iterator[Answer]:
    if all(map(same, values, outputs)):
        yield partial(mapped, expr), price + 0.2
        return
    for (operator, arrange), more in ((UNIQUE, 0.3), (SORTED, 0.4), (SORTED_UNIQUE, 0.5)):
        try:
            fits = all(same(arrange(row), output) for row, output in zip(values, outputs, strict=True))
        except TypeError:
            continue
        if fits:
            yield over(operator, expr), price + 0.2 + more


def _numbers(kept: Kept, fitted: bool) -> Iterator[Answer]:
    """How many rows, how many different values, sums, the greatest and the least number."""
    outputs = kept.outputs
    varied, added = len(set(outputs)) > 1, False
    if varied and same([len(places) for places in kept.places], list(outputs)):
        yield ops.LENGTH, 0.3
    for field in kept.rows.fields:
        values = kept.of(field.values)
        if values is None:
            continue
        several = any(len(row) > 1 for row in values) and not field.derived
        if varied and several and _different(values) == list(outputs):
            yield over(DIFFERENT, field.expr), field.price + 0.6
        if field.unit is not None and (several or (kept.empty and not field.derived)):
            sums = list(_sums(kept, field))
            added = added or bool(sums)
            yield from sums
        if field.unit is not None and several and not fitted:
            yield from _extremes(kept, field)
            yield from means(kept, field)
    if len(kept.rows.fields) > 1:
        yield from _products(kept)
        yield from (
            nets(kept) if not added else ()
        )  # what is taken away was nought, if all added up is the same
        yield from ratios(kept)


def _different(values: list[list[Any]]) -> list[int]:
    if any(isinstance(cell, str) and cell.count('"') % 2 for row in values for cell in row):
        return []  # no cells, but parts of what stands in quotes
    try:
        return [len(set(row)) for row in values]
    except TypeError:
        return []


def _near(values: Sequence[Decimal], outputs: Sequence[Any]) -> bool:
    return all(
        abs(value - Decimal(str(output))) < Decimal("1e-9")
        for value, output in zip(values, outputs, strict=True)
    )


def _sums(kept: Kept, field: Field) -> Iterator[Answer]:
    sums = [sum(row, Decimal(0)) for row in kept.of(field.numbers) or []]
    whole = all(type(output) is int for output in kept.outputs)
    operator = records.WHOLE_TOTAL if whole else records.FLOAT_TOTAL
    if _near(sums, kept.outputs):
        body = AMOUNT(field.expr, field.unit) if field.unit else field.expr
        yield over(operator, body), field.price + 0.3
    elif any(sums) and _near([-each for each in sums], kept.outputs):
        # What was paid is written below nought in accounts, and told without the sign.
        yield over(operator, NEGATED(AMOUNT(field.expr, field.unit or ""))), field.price + 0.6


def _extremes(kept: Kept, field: Field) -> Iterator[Answer]:
    for expr, cells, price in readings(field, kept.outputs):
        values = kept.of(cells) or []
        if not all(values) or not all(type(cell) in (int, float) for row in values for cell in row):
            continue
        for operator, choose in ((MOST, max), (LEAST, min)):
            if same([choose(row) for row in values], list(kept.outputs)):
                yield over(operator, expr), price + 0.4


def _products(kept: Kept) -> Iterator[Answer]:
    numeric = [field for field in kept.rows.fields if field.unit == "" and field.whole][:MOST_KEYS]
    whole = all(type(output) is int for output in kept.outputs)
    operator = WHOLE_PRODUCTS if whole else FLOAT_PRODUCTS
    for at, left in enumerate(numeric):
        for right in numeric[at + 1 :]:
            pairs = zip(kept.of(left.numbers) or [], kept.of(right.numbers) or [], strict=True)
            sums = [sum((a * b for a, b in zip(*row, strict=True)), Decimal(0)) for row in pairs]
            if _near(sums, kept.outputs):
                price = left.price + right.price + 0.6
                yield over_pairs(operator, left.expr, right.expr), price


def _dicts(kept: Kept, choosing: bool) -> Iterator[Answer]:
    """How often each value comes; what stands beside each, added up, or all of it."""
    fields = [field for field in kept.rows.fields if kept.of(field.values) is not None]
    if kept.places and all(same({}, output) for output in kept.outputs):
        return
    if list(map(len, kept.places)) == [len(output) for output in kept.outputs if isinstance(output, dict)]:
        yield from _entries(kept, fields)
    yield from _classes(kept, fields)
    keys = [
        (field, values) for field in fields if _names(values := kept.of(field.values) or [], kept.outputs)
    ]
    for field, values in keys:
        if gives(support.counts_by, values, kept.outputs):
            yield over(COUNTS, field.expr), field.price + 0.4
        for other in (*fields, *_differences(kept)):
            yield from _paired(kept, field, values, other, choosing) if other is not field else ()


def _classes(kept: Kept, fields: Sequence[Field]) -> Iterator[Answer]:
    """How often each class of a field comes: what it begins with, and what all names of classes end with."""
    keys = [str(key) for output in kept.outputs if isinstance(output, dict) for key in output]
    widths = set(map(len, keys))
    if len(widths) != 1 or len(set(keys)) < CLASSES:
        return
    ending = common_end(keys)
    for ends in dict.fromkeys((ending, re.sub(r"^[^\W_]+", "", ending), "")):
        size = len(keys[0]) - len(ends)
        for field in fields:
            values = kept.of(field.values) or []
            if not all(isinstance(cell, str) and len(cell) > size for row in values for cell in row):
                continue
            if gives(
                support.counts_by, [[cell[:size] + ends for cell in row] for row in values], kept.outputs
            ):
                start = ops.TAKE(field.expr, 0, size)
                yield over(COUNTS, ops.CONCAT(start, ends) if ends else start), field.price + 0.8
                return


def _names(values: Sequence[Sequence[Any]], outputs: Sequence[Any]) -> bool:
    """Whether these are the keys of the answers, no others among them."""
    try:
        return bool(values) and all(
            set(row) == set(output) for row, output in zip(values, outputs, strict=True)
        )
    except TypeError:
        return False


def _differences(kept: Kept) -> list[Field]:
    """Differences of two numbers, where numbers are wanted."""
    elements = [each for output in kept.outputs if isinstance(output, dict) for each in output.values()]
    kinds = {type(each) for each in elements}
    kind = kinds.pop() if len(kinds) == 1 else str
    return list(differences(kept.rows, kind)) if kind in (int, float) else []


def _entries(kept: Kept, fields: Sequence[Field]) -> Iterator[Answer]:
    """An entry for each row: one of all fields as the key, and two fields together beside it."""
    keys = [list(output) for output in kept.outputs if isinstance(output, dict)]
    values = [[*output.values()] for output in kept.outputs if isinstance(output, dict)]
    for field in fields:
        if kept.of(field.values) == keys:
            for expr, cells, price in joined(kept, [each for row in values for each in row]):
                if kept.of(cells) == values:
                    yield over_pairs(ENTRIES, field.expr, expr), field.price + price + 0.3


def _paired(
    kept: Kept, field: Field, keys: list[list[Any]], other: Field, choosing: bool
) -> Iterator[Answer]:
    elements = [each for output in kept.outputs if isinstance(output, dict) for each in output.values()]
    repeated = any(len(set(map(repr, row))) < len(row) for row in keys)
    for expr, cells, price in readings(other, elements):
        values = kept.of(cells) or []
        pairs = [list(zip(*row, strict=True)) for row in zip(keys, values, strict=True)] if values else []
        for operator, make, more in (
            (DICT_OF if repeated else ENTRIES, dict, 0.3),
            (TOTALS_BY, support.totals_by, 0.5),
            (FLOAT_TOTALS_BY, support.float_totals_by, 0.5),
            (LISTS_BY, support.lists_by, 0.5),
        ):
            if gives(make, pairs, kept.outputs):
                yield over_pairs(operator, field.expr, expr), field.price + price + more
        for finish, more in of_groups(pairs, kept.outputs) if choosing else ():
            yield over_pairs(finish, field.expr, expr), field.price + price + more
