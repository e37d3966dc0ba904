"""The codes of currencies, and the signs that stand for them."""

from __future__ import annotations

import re

SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₪": "ILS",
}
SIGNS |= {
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "zł": "PLN",
    "Kč": "CZK",
    "R$": "BRL",
    "฿": "THB",
}
CODES = frozenset(
    [
        "AED",
        "ARS",
        "AUD",
        "BGN",
        "BRL",
        "CAD",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CZK",
        "DKK",
        "EGP",
        "EUR",
        "GBP",
        "HKD",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "ISK",
        "JPY",
        "KES",
        "KRW",
        "MAD",
        "MXN",
        "MYR",
        "NGN",
        "NOK",
        "NZD",
        "PEN",
        "PHP",
        "PKR",
        "PLN",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "SAR",
        "SEK",
        "SGD",
        "THB",
        "TRY",
        "TWD",
        "UAH",
        "USD",
        "VND",
        "ZAR",
    ]
)


class CurrencyError(ValueError):
    """A text names no currency, or several."""


def currency_of(text: str) -> str:
    """The code of the one currency that a text names by its code or a sign; raises CurrencyError."""
    words = re.findall(r"[^\W\d_]+\$|\$|[^\W\d_]+|[€£₹₽₩₺₪฿]", text[:200])
    named = {word if word in CODES else SIGNS.get(word, "") for word in words} - {""}
    if len(named) != 1:
        raise CurrencyError(f"no single currency in {text[:80]!r}")
    return named.pop()
