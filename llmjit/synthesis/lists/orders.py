"""The orders in which lists are put, what is dropped of them that comes again, and the marks that join them."""

from __future__ import annotations

from llmjit.support import text as support
from llmjit.synthesis.expr import Operator

JOINERS = (", ", ",", "; ", ";", " | ", "|", " - ", "-", " > ", " -> ", " & ", " + ", "/", "\n", " ", "")
ARRANGED = (
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
    (Operator("sorted", ("list",), "list", "sorted({0})", 0.6), sorted),
    (
        Operator("sorted_unique", ("list",), "list", "sorted(set({0}))", 0.9),
        lambda items: sorted(set(items)),
    ),
    (
        Operator("sorted_any_case", ("list",), "list", "sorted({0}, key=str.casefold)", 0.8),
        lambda items: sorted(items, key=str.casefold),
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
        lambda items: sorted(items, key=support.natural_order),
    ),
    (
        Operator("falling", ("list",), "list", "sorted({0}, reverse=True)", 0.8),
        lambda items: sorted(items)[::-1],
    ),
    (
        Operator("falling_by_number", ("list",), "list", "sorted({0}, key=float, reverse=True)", 1.0),
        lambda items: sorted(items, key=float, reverse=True),
    ),
)
"""Ways to put a list in another order, or to drop what comes again."""
