"""How much did region {region} order in {month}?

Compiled by llmjit from 2 recorded threads: ordered_in_region-1, ordered_in_region-2.
"""

from __future__ import annotations

from llmjit.runtime.abi import Hole, RequestPattern, current, require

REQUEST = RequestPattern(
    "How much did region {region} order in {month}?",
    {
        "region": Hole(r"\w+"),
        "month": Hole(r"\S+"),
    },
    evidence=2,
)


def ordered_in_region(region: str, month: str) -> float:
    """How much did region South order in 2026-03?"""
    run = current()
    orders = run.call("read_orders", month)
    require(
        isinstance(orders, list),
        "the orders were always a list",
        "type",
        "a list",
        2,
        orders=orders,
    )
    require(len(orders) > 0, "the orders were never empty", "length", "not empty", 2, orders=orders)
    require(
        all(
            isinstance(row, dict)
            and isinstance(row.get("amount"), str)
            and isinstance(row.get("region"), str)
            for row in orders
        ),
        "the code reads 'amount', 'region' of every row of the orders",
        "key",
        ["amount", "region"],
        2,
        orders=orders,
    )
    amounts = [float(order["amount"]) for order in orders if order["region"] == region]
    result = round(sum(amounts), 2)
    return result
