"""What tells items by how they begin or end is as much of that as they share, beside the shortest part that does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import common_prefix

LEAST = 2
BLANK = re.compile(r"\s")


def lengthened(best: Sequence[Ranked], items: Sequence[str]) -> tuple[Ranked, ...]:
    """The rules, of which the first must also hold with all that the items have in common that it finds.

    Mail addresses that all end with ``com`` may all be of one host. Only whole words belong to what they share.
    """
    if not best:
        return ()
    asked = longer(best[0].expr, items)
    if asked is None:
        return tuple(best)
    return Ranked(UNANIMOUS(best[0].expr, asked), best[0].cost), *best[1:]


def longer(test: Expr, items: Sequence[str]) -> Expr | None:
    """The same question about all that items without blanks have in common at an end, if that is more."""
    if isinstance(test, Apply) and test.operator is ops.NOT:
        asked = longer(test.arguments[0], items)
        return None if asked is None else ops.NOT(asked)
    if not isinstance(test, Apply) or test.operator not in (ops.STARTS, ops.ENDS):
        return None
    text, mark = test.arguments
    if not isinstance(text, Input | Item) or not isinstance(mark, Const) or any(map(BLANK.search, items)):
        return None
    step = 1 if test.operator is ops.STARTS else -1
    short = str(mark.value)[::step]
    told = [item[::step] for item in items if item[::step].startswith(short)]
    shared = common_prefix(told) if len(set(told)) >= LEAST else short
    while (
        len(shared) > len(short)
        and shared[-1].isalnum()
        and not all(_ends_word(each, shared) for each in told)
    ):
        shared = shared[:-1]
    return test.operator(text, shared[::step]) if len(shared) > len(short) else None


def _ends_word(text: str, part: str) -> bool:
    """Whether a text that begins with a part has a whole word at its end."""
    return not text[len(part) :][:1].isalnum()
