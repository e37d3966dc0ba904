"""Two sums of the same rows set against each other: what came in less what went out, a part as a share of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import permutations
from typing import Any

from llmjit.support.groups import net_total, ratio_of
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.records.computed import MOST, amount, numeric
from llmjit.synthesis.records.fields import Field
from llmjit.synthesis.records.grouped import digits_of
from llmjit.synthesis.records.kept import Answer, Kept, gives, over_pairs

WHOLE_NET = Operator(
    "whole_net", ("list", "str", "str"), "int", "int(net_total({0}, {1}, {2}))", 0.6, (net_total,)
)
FLOAT_NET = Operator(
    "float_net", ("list", "str", "str"), "float", "float(net_total({0}, {1}, {2}))", 0.6, (net_total,)
)
RATIO = Operator("ratio_of", ("list", "int", "int"), "float", "ratio_of({0}, {1}, {2})", 0.6, (ratio_of,))
NET, SHARE = 0.7, 0.8
COUNTED = 0.2
"""What the field costs where rows are counted."""


def nets(kept: Kept) -> Iterator[Answer]:
    """How many more rows have one of two words than the other; how much more stands beside it."""
    if kept.mask is not None or len(set(map(str, kept.outputs))) < 2:
        return
    whole = all(type(output) is int for output in kept.outputs)
    operator = WHOLE_NET if whole else FLOAT_NET
    for field in kept.rows.fields:
        words = sorted(set(field.flat)) if field.whole and set(map(type, field.flat)) == {str} else []
        if len(words) != 2 or not all(word and not word[-1].isdigit() for word in words):
            continue
        for added, taken in (words, words[::-1]):
            for amounts, body, price in _amounts(kept):
                pairs = [list(zip(*row, strict=True)) for row in zip(field.values, amounts, strict=True)]
                if gives(partial(_told, added=added, taken=taken, whole=whole), pairs, kept.outputs):
                    make = over_pairs(partial(_net, operator, added, taken), field.expr, body)
                    yield make, field.price + price + NET


def _amounts(kept: Kept) -> Iterator[tuple[Sequence[Sequence[Any]], Expr, float]]:
    """What is added up: one for each row, or the numbers in a field."""
    yield [[1] * len(row) for row in kept.rows.lists], Const(1), COUNTED
    for field in numeric(kept.rows):
        yield field.numbers, amount(field), field.price


def _told(pairs: Sequence[tuple[Any, Any]], added: str, taken: str, whole: bool) -> int | float:
    total = net_total(pairs, added, taken)
    return int(total) if whole else float(total)


def _net(operator: Operator, added: str, taken: str, pairs: Expr) -> Expr:
    return operator(pairs, added, taken)


def ratios(kept: Kept) -> Iterator[Answer]:
    """The sum of one field over that of another, as it is or of a hundred."""
    if kept.mask is not None or not any(type(output) is float for output in kept.outputs):
        return
    digits = digits_of(kept.outputs)
    if not digits or len(set(kept.outputs)) < 2:
        return
    for left, right in permutations(_counted(kept), 2):
        pairs = [list(zip(*row, strict=True)) for row in zip(left.numbers, right.numbers, strict=True)]
        for scale in (100, 1):
            if gives(partial(ratio_of, scale=scale, digits=digits), pairs, kept.outputs):
                make = over_pairs(partial(_ratio, scale, digits), amount(left), amount(right))
                yield make, left.price + right.price + SHARE


def _counted(kept: Kept) -> list[Field]:
    """The fields that are whole numbers, parts of others among them: ``12/40``."""
    plain = (each for each in kept.rows.fields if each.whole and each.unit == "")
    return [each for each in plain if _varies(each) and _is_counted(each)][:MOST]


def _varies(field: Field) -> bool:
    return len(set(map(str, field.flat))) > 1


def _is_counted(field: Field) -> bool:
    return all(number == int(number) for row in field.numbers for number in row if number is not None)


def _ratio(scale: int, digits: int, pairs: Expr) -> Expr:
    return RATIO(pairs, scale, digits)
