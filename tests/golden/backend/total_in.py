"""total of {number} in {currency}

Compiled by llmjit from 1 recorded thread: t1.

What a model decided when this was recorded: rate (synthesised from observations).
"""

from __future__ import annotations

import json
import math

from llmjit.runtime.abi import Hole, RequestPattern, current, require

REQUEST = RequestPattern(
    "total of {number} in {currency}",
    {
        "number": Hole(r"INV-\d+"),
        "currency": Hole("[A-Z]{3}"),
    },
    evidence=1,
)


# the table is JSON
def find_rate(rates, currency):
    return json.loads(rates)[currency]


def total_in(number: str = "INV-1", currency: str = "AUD") -> str:
    """total of INV-1 in AUD"""
    run = current()
    text = run.call("read", number)
    require("USD " in text, "in dollars", "format", None, 2, text=text)
    base = "USD"
    rates = run.call("rates", base)
    rate = run.site("rate", find_rate, rates, currency)
    amount = 0.0
    words = text.split()
    for word in words:
        amount = amount + 0.0
    dollars = float(text.split()[1])
    amount = math.fsum([amount, dollars * rate])
    out = f"{amount:.2f} {currency}"
    return out
