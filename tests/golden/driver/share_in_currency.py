"""What does one share of {code} cost in {currency}?

Compiled by llmjit from 1 recorded thread: t1.

What a model decided when this was recorded: rate (synthesised from observations).
"""

from __future__ import annotations


from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, Span, current, look_up_number

REQUEST = RequestPattern(
    "What does one share of {code} cost in {currency}?",
    {
        "code": Hole(r"[A-Z]+"),
        "currency": Hole(r"[A-Z]+"),
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
    if not isinstance(now, str):
        raise GuardFailed(
            "the now was a text", "type", "now", now, "a text", 1, Span("t1", 1, 1, 7)
        )
    price = run.call("Quotes.latest", code, now)
    if not (isinstance(price, (int, float)) and not isinstance(price, bool)):
        raise GuardFailed(
            "the price was a number", "type", "price", price, "a number", 1, Span("t1", 1, 2, 9)
        )
    rates = run.call("Money.rates", "USD")
    if not isinstance(rates, str):
        raise GuardFailed(
            "the rates were a text", "type", "rates", rates, "a text", 1, Span("t1", 1, 4, 9)
        )
    rate = run.site("rate", read_rate, rates, currency)
    cost = price * rate
    return f"One share of {code} costs {cost:.2f} {currency}."
