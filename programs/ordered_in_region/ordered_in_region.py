"""How much did region {region} order in {month}?

Compiled by llmjit from 2 recorded threads: ordered_in_region-1, ordered_in_region-2.
"""

from __future__ import annotations


from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, Span, current

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
    if not isinstance(orders, list):
        raise GuardFailed(
            "the orders were always a list",
            "type",
            "orders",
            orders,
            "a list",
            2,
            Span("ordered_in_region-1", 2, 2, 10),
        )
    if not len(orders) > 0:
        raise GuardFailed(
            "the orders were never empty",
            "length",
            "orders",
            orders,
            "not empty",
            2,
            Span("ordered_in_region-1", 2, 2, 10),
        )
    if not all(
        isinstance(row, dict)
        and isinstance(row.get("amount"), str)
        and isinstance(row.get("region"), str)
        for row in orders
    ):
        raise GuardFailed(
            "the code reads 'amount', 'region' of every row of the orders",
            "key",
            "orders",
            orders,
            ["amount", "region"],
            2,
            Span("ordered_in_region-1", 2, 2, 10),
        )
    amounts = [float(order["amount"]) for order in orders if order["region"] == region]
    result = round(sum(amounts), 2)
    return result
