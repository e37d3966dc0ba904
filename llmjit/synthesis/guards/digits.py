"""Guards on texts of which a program sees the digits alone: how many there are, and no marks but those of groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input
from llmjit.synthesis.strings.operators import SUBSTITUTE

GROUPING = r"\s()/.-"
"""What stands between groups of digits and says nothing; a plus sign or a letter does."""


LONG = 7
"""So many digits are a number that may have no more and no fewer, such as a telephone number."""


def sees_digits(program: Expr, index: int) -> bool:
    """Whether the program reads an input, and reads nothing of it but its digits."""
    if program == Input(index):
        return False
    uses = list(_uses(program, index))
    return bool(uses) and all(uses)


def _uses(expr: Expr, index: int) -> list[bool]:
    if isinstance(expr, Input):
        return [False] * (expr.index == index)
    if not isinstance(expr, Apply):
        return []
    if expr == SUBSTITUTE(Input(index), Const(r"\D"), Const("")):
        return [True]
    return [use for argument in expr.arguments for use in _uses(argument, index)]


def digit_guards(name: str, seen: Sequence[str], program: Expr) -> list[Guard]:
    """As many digits as some text had, among marks that were seen or that group digits.

    Where all digits are the answer and these were few, there may be any number of them.
    """
    counts = sorted({len(re.sub(r"\D", "", text)) for text in seen})
    marks = "".join(
        sorted({re.escape(mark) for text in seen for mark in re.sub(rf"[\w{GROUPING}]", "", text)})
    )
    letters = "a-zA-Z" if any(map(re.compile(r"[^\W\d]").search, seen)) else ""
    source = f"[0-9{letters}{marks}{GROUPING}]*"
    digits = f"len(re.sub('[^0-9]', '', {name}))"
    # Other parts take a condition that begins with the match for nothing but the match.
    alone = isinstance(program, Apply) and program.operator is SUBSTITUTE
    free = alone and counts[0] > 0 and counts[-1] < LONG
    amount = f"{digits} > 0" if free else f"{digits} in {tuple(counts)!r}"
    condition = f"{amount} and re.fullmatch({source!r}, {name}) is not None"
    reason = f"{name} had {'' if free else 'so many '}digits and no other marks"
    return [Guard("format", name, {"digits": [1, None] if free else counts}, reason, len(seen), condition)]
