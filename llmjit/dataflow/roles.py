"""What a person would call a word of the request: by what stands next to it, by its form; never by what it says."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Sequence
from typing import Any, Final

_LIGHT: Final = frozenset(
    """
    about after all also and any are as at be been before between both but by can could did do does each every
    for from has have how if in into is it its just many me more most much my named no not of on one only or
    our over per please so some than that the their them then there these they this those three to two under
    until up was we were what when where which who whose will with without would you your
    """.split()  # noqa: SIM905
)
_CURRENCIES: Final = frozenset(
    """
    AED ARS AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NOK NZD PHP
    PLN RON RUB SAR SEK SGD THB TWD UAH USD VND ZAR
    """.split()  # noqa: SIM905
)
_FORMS: Final = (
    (r"\d{4}-\d\d-\d\d", "date"),
    (r"\d{4}-\d\d", "month"),
    (r"[^@\s]+@[^@\s]+\.\w+", "email"),
    (r"https?://\S+", "url"),
    (r"(?:[\w.-]*/)+[\w.-]+", "path"),
    (r"[A-Z0-9]{2,}", "code"),
    (r"(?=.*\d)[\w./#-]+", "code"),
    (r"[A-Z][\w'-]*(?: [A-Z][\w'-]*)*", "name"),
)
_RESERVED: Final = frozenset({*dir(builtins), *keyword.kwlist})


def by_neighbour(request: str, start: int, end: int, number: bool) -> str:
    """The noun next to a place in the request: before it (``invoice INV-1``), after a number (``12 rows``)."""
    found = re.match(r"[ -]([a-z]{3,})\b", request[end:]) if number else None
    if found is None:
        found = re.search(r"[\w,;:] ([A-Za-z]{3,})(?: (?:called|named))?:? [\"'(#]?$", f" {request[:start]}")
    word = found[1].lower() if found else ""
    usable = word and word not in _LIGHT and word not in _RESERVED and not word.endswith(("ing", "ed"))
    return word if usable else ""


def by_form(value: Any) -> str:
    """What texts that are written like this are called; nothing where the form does not say."""
    text = str(value)
    if text in _CURRENCIES:
        return "currency"
    return next((name for form, name in _FORMS if re.fullmatch(form, text)), "")


def hole_name(hint: str, before: str, texts: Sequence[str]) -> str:
    """The code's own name for what requests hold, unless it says one of them; else what stands ``before`` it."""
    general = hint.isidentifier() and not any(says(hint, text) for text in texts)
    return (hint if general else before) or by_form(texts[0]) or "text"


def says(name: str, value: Any) -> bool:
    """Whether a name says a value, or a part of it: that of another request would make it a lie."""
    return bool(_words(name) & _words(value))


def singular(name: str) -> str:
    """``rate`` of ``rates``; the name itself where that is not how it is written."""
    if name.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    plural = name.endswith("s") and not name.endswith(("ss", "us", "is")) and len(name) > 3
    return name[:-1] if plural else name


def _words(value: Any) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Za-z]+|[0-9]+", str(value))}
