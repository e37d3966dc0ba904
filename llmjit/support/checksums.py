"""Check digits of numbers, as standards define them."""

from __future__ import annotations

import re

from llmjit.support.numbers import NumberError


def check_digit(text: str, kind: str) -> str:
    """The check digits for the digits of a text: ``luhn``, ``ean`` (GTIN, ISBN-13), ``isbn10``, ``mod97``."""
    digits = [int(digit) for digit in re.findall(r"\d", text[:200])]
    if not digits or re.search(r"[A-Za-z]", text):
        raise NumberError(f"{text[:80]!r} has no digits alone")
    if kind == "isbn10":
        rest = -sum(digit * weight for weight, digit in enumerate(reversed(digits), 2)) % 11
        return "X" if rest == 10 else str(rest)
    if kind == "mod97":
        return f"{98 - int(''.join(map(str, digits))) * 100 % 97:02d}"
    if kind == "ean":
        return str(-sum(digit * (3, 1)[at % 2] for at, digit in enumerate(reversed(digits))) % 10)
    doubled = [digit * 2 if at % 2 == 0 else digit for at, digit in enumerate(reversed(digits))]
    return str(-sum(digit - 9 * (digit > 9) for digit in doubled) % 10)


def is_checked(text: str, kind: str) -> bool:
    """Whether a number ends with its check digits."""
    kept = re.sub(r"[\s.-]", "", text)
    size = 2 if kind == "mod97" else 1
    if not re.fullmatch(r"\d{3,40}[\dX]", kept, re.ASCII):
        raise NumberError(f"{text[:80]!r} is no number with a check digit")
    return check_digit(kept[:-size], kind) == kept[-size:]
