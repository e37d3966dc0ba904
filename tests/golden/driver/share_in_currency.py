"""What does one share of {opal} cost in {aud}?

Compiled by llmjit from 1 recorded thread: t1.

What a model decided when this was recorded: usd_to_aud (synthesised from observations).
"""

from __future__ import annotations


from llmjit.runtime.abi import GuardFailed, Hole, RequestPattern, Span, current, look_up_number

REQUEST = RequestPattern(
    "What does one share of {opal} cost in {aud}?",
    {
        "opal": Hole(r"[A-Z]+"),
        "aud": Hole(r"[A-Z]+"),
    },
    evidence=1,
)


def read_usd_to_aud(rates, key):
    """Read a number where it was copied from when this was recorded."""
    try:
        value = look_up_number(rates, key)
    except (LookupError, ValueError) as error:
        reason = "rates does not hold what was read there: " + str(error)
        raise GuardFailed(reason, kind="key", subject="rates", seen=rates, evidence=1) from None
    return value


def one_share_opal_cost_aud(opal: str = "OPAL", aud: str = "AUD") -> str:
    """What does one share of OPAL cost in AUD?"""
    run = current()
    if not isinstance(opal, str):
        raise GuardFailed("it was always a text", "type", "opal", opal, "a text", 1)
    if not isinstance(aud, str):
        raise GuardFailed("it was always a text", "type", "aud", aud, "a text", 1)
    now = run.call("clock", "Europe/Oslo")
    if not isinstance(now, str):
        raise GuardFailed(
            "it was always a text", "type", "now", now, "a text", 1, Span("t1", 1, 1, 7)
        )
    price = run.call("Quotes.latest", opal, now)
    if not (isinstance(price, (int, float)) and not isinstance(price, bool)):
        raise GuardFailed(
            "it was always a number", "type", "price", price, "a number", 1, Span("t1", 1, 2, 9)
        )
    rates = run.call("Money.rates", "USD")
    if not isinstance(rates, str):
        raise GuardFailed(
            "it was always a text", "type", "rates", rates, "a text", 1, Span("t1", 1, 4, 9)
        )
    usd_to_aud = run.site("usd_to_aud", read_usd_to_aud, rates, aud)
    cost = price * usd_to_aud
    return f"One share of {opal} costs {cost:.2f} {aud}."
