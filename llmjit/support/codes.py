"""Texts in other codes: escapes of web addresses and pages, spreadsheets' letters, numbers with short units."""

from __future__ import annotations

import base64
import html
import re
import urllib.parse
from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from llmjit.support.numbers import NumberError, parse_number

_SHORT = {"": 0, "k": 1, "m": 2, "mn": 2, "mm": 2, "b": 3, "bn": 3, "g": 3, "t": 4}


def encode_percent(text: str, safe: str) -> str:
    """Text as it stands in a web address; ``safe`` characters stay, ``+`` in it turns spaces into ``+``."""
    if "+" in safe:
        return urllib.parse.quote_plus(text, safe=safe.replace("+", ""))
    return urllib.parse.quote(text, safe=safe)


def decode_percent(text: str, plus: bool) -> str:
    """The text behind ``%20``; with ``plus``, ``+`` is a space. `ValueError` if it is no UTF-8."""
    return (urllib.parse.unquote_plus if plus else urllib.parse.unquote)(text, errors="strict")


def escape_html(text: str, quotes: bool) -> str:
    """Text as it stands in a page."""
    return html.escape(text, quote=quotes)


def unescape_html(text: str) -> str:
    """The text behind ``&amp;``."""
    return html.unescape(text)


def encode_base64(text: str) -> str:
    """Text as Base64 of its UTF-8."""
    return base64.b64encode(text.encode()).decode()


def decode_base64(text: str) -> str:
    """The text behind Base64; `ValueError` if it is none."""
    return base64.b64decode(text, validate=True).decode()


def letter(number: object) -> str:
    """A to Z for 1 to 26."""
    value = parse_number(number)
    if value != int(value) or not 1 <= value <= 26:
        raise NumberError(f"there is no letter number {value}")
    return chr(64 + int(value))


def letter_number(text: str) -> int:
    """1 to 26 for A to Z, capital or small."""
    if not re.fullmatch("[A-Za-z]", text):
        raise NumberError(f"{text[:20]!r} is no letter")
    return ord(text.upper()) - 64


def group_indian(text: str) -> str:
    """Digits in groups of two, but for the last three: ``12,34,567.8``."""
    found = re.fullmatch(r"(-?)(\d+)(\.\d+)?", text, re.ASCII)
    if not found:
        raise NumberError(f"{text[:80]!r} is no plain number")
    head, tail = found[2][:-3], found[2][-3:]
    pairs = re.findall(r"\d{1,2}", head[::-1])
    return found[1] + ",".join([*(pair[::-1] for pair in reversed(pairs)), tail]) + (found[3] or "")


def swap_marks(text: str) -> str:
    """Points for commas and commas for points, as numbers are written elsewhere."""
    return text.translate(str.maketrans(",.", ".,"))


def in_parentheses(text: str) -> str:
    """A number below zero in parentheses instead of with a sign: ``-$5`` and ``$-5`` as ``($5)``."""
    return f"({text.replace('-', '', 1)})" if re.match(r"\D?-", text) else text


def ordinal_number(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th, 21st."""
    teens = abs(number) % 100 in (11, 12, 13)
    suffix = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(abs(number) % 10, "th")
    return f"{number}{suffix}"


def plural(count: object, one: str, many: str) -> str:
    """The one word after 1, the other after all else."""
    return one if parse_number(count) == 1 else many


def parse_short(text: str, base: int) -> Decimal:
    """The value of ``1.5K``, ``$20M`` or ``3 GB``, in units of ``base``."""
    found = re.fullmatch(r"[$€£]?(-?(?:[\d,]*\d|[\d,]*\.\d+))\s?([A-Za-z]*)", text.strip(), re.ASCII)
    unit = found[2].lower() if found else ""
    power = _SHORT.get(unit) if unit in _SHORT else _SHORT.get(unit.removesuffix("b").removesuffix("i"))
    if found is None or power is None:
        raise NumberError(f"{text[:80]!r} is no number with a short unit")
    return parse_number(found[1]) * Decimal(base) ** (0 if unit == "b" and base == 1024 else power)


def short_number(value: Decimal, base: int, units: Sequence[str | None], places: int, rounding: str) -> str:
    """The number in the largest unit that it fills, ``rounding`` ``d`` (down) or ``u`` (to nearest).

    ``units`` are those of the powers of ``base`` from the 0th on; None where no example has shown it. The
    0th has no digits after the point.
    """
    power = 0
    while abs(value) >= Decimal(base) ** (power + 1):
        power += 1
    unit = units[power] if power < len(units) else None
    if unit is None:
        raise NumberError(f"no example shows how {value} is shortened")
    scaled = value / Decimal(base) ** power
    mode = ROUND_DOWN if rounding == "d" else ROUND_HALF_UP
    digits = places if power else 0
    rounded = scaled.quantize(Decimal(1).scaleb(-digits), mode)
    if abs(rounded) >= base:
        raise NumberError(f"no example shows whether {value} is shortened to the next unit")
    return f"{rounded:f}{unit}"
