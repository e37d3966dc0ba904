"""Two sums of the same rows set against each other: what came in less what went out, a part as a share of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import permutations
from typing import Any

from llmjit.support.groups import net_total, ratio_of
from llmjit.support.rows import RowError
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.records.computed import MOST, numeric
from llmjit.synthesis.records.fields import AMOUNT, Field
from llmjit.synthesis.records.kept import PAIRS, Answer, Kept
from llmjit.value import same

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
FINEST = 4


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
                if _gives(kept, lambda row, a=added, t=taken: net_total(row, a, t), pairs):
                    yield partial(_net, operator, field.expr, body, added, taken), field.price + price + NET


def _amounts(kept: Kept) -> Iterator[tuple[Sequence[Sequence[Any]], Expr, float]]:
    """What is added up: one for each row, or the numbers in a field."""
    yield [[1] * len(row) for row in kept.rows.lists], Const(1), COUNTED
    for field in numeric(kept.rows):
        if field.unit is not None:
            yield field.numbers, AMOUNT(field.expr, field.unit), field.price


def _net(operator: Operator, word: Expr, amount: Expr, added: str, taken: str, rows: Expr) -> Expr:
    return operator(PAIRS(rows, word, amount), added, taken)


def ratios(kept: Kept) -> Iterator[Answer]:
    """The sum of one field over that of another, as it is or of a hundred."""
    if kept.mask is not None or not any(type(output) is float for output in kept.outputs):
        return
    digits = max(-int(Decimal(repr(output)).normalize().as_tuple().exponent) for output in kept.outputs)
    if not 0 < digits <= FINEST or len(set(kept.outputs)) < 2:
        return
    for left, right in permutations(_counted(kept), 2):
        pairs = [list(zip(*row, strict=True)) for row in zip(left.numbers, right.numbers, strict=True)]
        for scale in (100, 1):
            if _gives(kept, lambda row, scale=scale: ratio_of(row, scale, digits), pairs):
                above, below = (AMOUNT(each.expr, each.unit or "") for each in (left, right))
                yield partial(_ratio, above, below, scale, digits), left.price + right.price + SHARE


def _counted(kept: Kept) -> list[Field]:
    """The fields that are whole numbers, parts of others among them: ``12/40``."""
    found = [each for each in kept.rows.fields if each.whole and each.unit == "" and _varies(each)]
    return [each for each in found if all(n == int(n) for row in each.numbers for n in row if n is not None)][
        :MOST
    ]


def _varies(field: Field) -> bool:
    return len(set(map(str, field.flat))) > 1


def _ratio(left: Expr, right: Expr, scale: int, digits: int, rows: Expr) -> Expr:
    return RATIO(PAIRS(rows, left, right), scale, digits)


def _gives(kept: Kept, make: Any, pairs: Sequence[Any]) -> bool:
    try:
        made = [make(row) for row in pairs]
    except RowError:
        return False
    kind: Any = int if all(type(output) is int for output in kept.outputs) else float
    return same([kind(value) for value in made], list(kept.outputs))
