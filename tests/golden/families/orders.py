"""{_text} orders {items}. What is the bill? {table}

Compiled by llmjit from 3 recorded threads: orders-1, orders-2, orders-3.
"""

from __future__ import annotations

from llmjit.runtime.abi import read_number
from typing import Any

from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern

REQUEST = RequestPattern(
    "{_text} orders {items}. What is the bill?\n{table}",
    {
        "_text": Hole(r"<text>"),
        "items": Hole(r"<items>"),
        "table": Hole(r"<table 2>"),
    },
    evidence=3,
)


def orders_bill(items: list[Any], table: Any) -> float | int:
    """Uma orders 3 boxes of hinges. What is the bill? rivets | $0.50 per box washers | $2 per…"""
    if not isinstance(items, list):
        raise GuardFailed("the items were always a list", "type", "items", items, "a list", 3)
    if not len(items) > 0:
        raise GuardFailed("the items were never empty", "length", "items", items, "not empty", 3)
    if not all(isinstance(item, (list, tuple)) for item in items):
        raise GuardFailed("the items held lists alone", "type", "items", items, "lists", 3)
    total = sum((read_number(table.cell(0, item, 1)) * quantity for quantity, item in items))
    return total
