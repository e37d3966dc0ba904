"""{_text} orders {items}. What is the bill? {table}

Compiled by llmjit from 3 recorded threads: orders-1, orders-2, orders-3.
"""

from __future__ import annotations

from typing import Any

from llmjit.runtime.abi import Hole, RequestPattern, read_number, require

REQUEST = RequestPattern(
    "{_text} orders {items}. What is the bill?\n{table}",
    {
        "_text": Hole("<text>"),
        "items": Hole("<items>"),
        "table": Hole("<table 2>"),
    },
    evidence=3,
)


def orders_bill(items: list[Any], table: Any) -> float | int:
    """Uma orders 3 boxes of hinges. What is the bill? rivets | $0.50 per box washers | $2 per…"""
    require(
        isinstance(items, list), "the items were always a list", "type", "a list", 3, items=items
    )
    require(len(items) > 0, "the items were never empty", "length", "not empty", 3, items=items)
    require(
        all(isinstance(item, (list, tuple)) for item in items),
        "the items held lists alone",
        "type",
        "lists",
        3,
        items=items,
    )
    total = sum(read_number(table.cell(0, item, 1)) * quantity for quantity, item in items)
    return total
