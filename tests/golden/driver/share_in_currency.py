"""What does one share of {code} cost in {currency}?

Compiled by llmjit from 1 recorded thread: t1.

What a model decided when this was recorded: rate (synthesised from observations).
"""

from __future__ import annotations

from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, current, look_up_number, require

REQUEST = RequestPattern(
    "What does one share of {code} cost in {currency}?",
    {
        "code": Hole("[A-Z]+"),
        "currency": Hole("[A-Z]+"),
    },
    evidence=1,
)


def read_rate(rates, currency):
    """Read a number where it was copied from when this was recorded."""
    try:
        value = look_up_number(rates, currency)
    except (LookupError, ValueError) as error:
        reason = "rates does not hold what was read there: " + str(error)
        raise GuardFailed(reason, kind="key", subject="rates", seen=rates, evidence=1) from None
    return value


def one_share_cost(code: str = "OPAL", currency: str = "AUD") -> str:
    """What does one share of OPAL cost in AUD?"""
    run = current()
    now = run.call("clock", "Europe/Oslo")
    require(isinstance(now, str), "the now was a text", "type", "a text", 1, now=now)
    price = run.call("Quotes.latest", code, now)
    require(
        isinstance(price, (int, float)) and not isinstance(price, bool),
        "the price was a number",
        "type",
        "a number",
        1,
        price=price,
    )
    rates = run.call("Money.rates", "USD")
    require(isinstance(rates, str), "the rates were a text", "type", "a text", 1, rates=rates)
    rate = run.site("rate", read_rate, rates, currency)
    cost = price * rate
    return f"One share of {code} costs {cost:.2f} {currency}."
