"""What is the total of invoice {number} in {currency}?

Compiled by llmjit from 1 recorded thread: invoice_total-1.

What a model decided when this was recorded: total (synthesised from observations), rate
(synthesised from observations), base (synthesised from observations).
"""

from __future__ import annotations

from llmjit.runtime.abi import (
    GuardFailed,
    Hole,
    RequestPattern,
    current,
    look_up,
    look_up_number,
    require,
)

REQUEST = RequestPattern(
    "What is the total of invoice {number} in {currency}?",
    {
        "number": Hole(r"\S+"),
        "currency": Hole("[A-Z]+"),
    },
    evidence=1,
)


def read_total(invoice):
    """Read a number where it was copied from when this was recorded."""
    try:
        value = look_up_number(invoice, "Total")
    except (LookupError, ValueError) as error:
        reason = "invoice does not hold what was read there: " + str(error)
        raise GuardFailed(reason, kind="key", subject="invoice", seen=invoice, evidence=1) from None
    return value


def read_rate(rates, currency):
    """Read a number where it was copied from when this was recorded."""
    try:
        value = look_up_number(rates, currency)
    except (LookupError, ValueError) as error:
        reason = "rates does not hold what was read there: " + str(error)
        raise GuardFailed(reason, kind="key", subject="rates", seen=rates, evidence=1) from None
    return value


def read_base(invoice):
    """Read a text where it was copied from when this was recorded."""
    try:
        value = look_up(invoice, "Currency")
    except (LookupError, ValueError, TypeError) as error:
        reason = "invoice does not hold what was read there: " + str(error)
        raise GuardFailed(reason, kind="key", subject="invoice", seen=invoice) from None
    if not (isinstance(value, str) and value.isalpha() and value.isupper()):
        raise GuardFailed(
            "what is read was capital letters", kind="type", subject="invoice", seen=value
        )
    return value


def invoice_total(number: str = "INV-2041", currency: str = "AUD") -> str:
    """What is the total of invoice INV-2041 in AUD?"""
    run = current()
    invoice = run.call("read_invoice", number)
    require(
        isinstance(invoice, str), "the invoice was a text", "type", "a text", 1, invoice=invoice
    )
    total = run.site("total", read_total, invoice)
    base = run.site("base", read_base, invoice)
    rates = run.call("exchange_rates", base)
    require(isinstance(rates, str), "the rates were a text", "type", "a text", 1, rates=rates)
    rate = run.site("rate", read_rate, rates, currency)
    result = f"{total * rate:.2f} {currency}"
    return result
