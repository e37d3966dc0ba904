"""The orders in which lists are put, what is dropped of them that comes again, and the marks that join them.

Dates whose year is last are sorted as days: that their texts were in order too is chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from llmjit.support import date_lists
from llmjit.support import text as support
from llmjit.synthesis.expr import Operator

JOINERS = (", ", ",", "; ", ";", " | ", "|", " - ", "-", " > ", " -> ", " & ", " + ", "/", "\n", " ", "")
YEAR_LAST = re.compile(r"\s*(?:\d|[^\W\d_]{3}).*\b(?:\d{4}|\d{1,2}/\d\d?/\d\d)\s*")


def _as_texts(arrange: Callable[[Any], list[Any]]) -> Callable[[Any], list[Any]]:
    """The order, but of dates whose year is last, which have none as texts: raises ValueError."""

    def arranged(items: Sequence[Any]) -> list[Any]:
        if len(items) > 1 and all(isinstance(item, str) and YEAR_LAST.fullmatch(item) for item in items):
            for key in (date_lists.day_first, date_lists.month_first):
                try:
                    list(map(key, items))
                except ValueError:
                    continue
                raise ValueError("these are dates")
        return arrange(items)

    return arranged


def _by_date(
    name: str, key: Callable[[str], Any], falling: bool
) -> tuple[Operator, Callable[[Any], list[Any]]]:
    order = ", reverse=True" if falling else ""
    operator = Operator(
        f"{'falling' if falling else 'sorted'}_{name}",
        ("list",),
        "list",
        f"sorted({{0}}, key={key.__name__}{order})",
        0.8 + 0.2 * falling,
        (key,),
    )
    return operator, lambda items: sorted(items, key=key, reverse=falling)


ARRANGED: tuple[tuple[Operator, Callable[[Any], list[Any]]], ...] = (
    (Operator("reversed", ("list",), "list", "{0}[::-1]", 0.5), lambda items: items[::-1]),
    (
        Operator("unique", ("list",), "list", "list(dict.fromkeys({0}))", 0.6),
        lambda items: [*dict.fromkeys(items)],
    ),
    (
        Operator(
            "unique_any_case", ("list",), "list", "unique_any_case({0})", 0.8, (support.unique_any_case,)
        ),
        support.unique_any_case,
    ),
    (Operator("sorted", ("list",), "list", "sorted({0})", 0.6), _as_texts(sorted)),
    (
        Operator("sorted_unique", ("list",), "list", "sorted(set({0}))", 0.9),
        _as_texts(lambda items: sorted(set(items))),
    ),
    (
        Operator("sorted_any_case", ("list",), "list", "sorted({0}, key=str.casefold)", 0.8),
        _as_texts(lambda items: sorted(items, key=str.casefold)),
    ),
    (
        Operator("sorted_by_number", ("list",), "list", "sorted({0}, key=float)", 0.8),
        lambda items: sorted(items, key=float),
    ),
    (
        Operator(
            "sorted_naturally",
            ("list",),
            "list",
            "sorted({0}, key=natural_order)",
            0.8,
            (support.natural_order,),
        ),
        _as_texts(lambda items: sorted(items, key=support.natural_order)),
    ),
    *(
        _by_date(name, key, falling)
        for name, key in (("day_first", date_lists.day_first), ("month_first", date_lists.month_first))
        for falling in (False, True)
    ),
    (
        Operator("falling", ("list",), "list", "sorted({0}, reverse=True)", 0.8),
        _as_texts(lambda items: sorted(items)[::-1]),
    ),
    (
        Operator("falling_by_number", ("list",), "list", "sorted({0}, key=float, reverse=True)", 1.0),
        lambda items: sorted(items, key=float, reverse=True),
    ),
)
"""Ways to put a list in another order, or to drop what comes again."""
