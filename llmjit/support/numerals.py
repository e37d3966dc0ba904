"""Numbers written otherwise than in decimal digits: Roman, in words, as fractions, in other bases."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from llmjit.support.numbers import NumberError, ratio

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"]
_ONES += ["twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
WORDS = {word: value for value, word in enumerate(_ONES)}
WORDS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def parse_roman(text: str) -> Decimal:
    """The value of a Roman numeral in its usual form, 1 to 3999."""
    total, rest = 0, text.strip().upper()
    for value, letters in _ROMAN:
        while rest.startswith(letters) and total < 4000:
            total, rest = total + value, rest[len(letters) :]
    if not rest and total and format_roman(Decimal(total)) == text.strip().upper():
        return Decimal(total)
    raise NumberError(f"{text[:80]!r} is no Roman numeral")


def format_roman(value: Decimal) -> str:
    """The Roman numeral of a whole number from 1 to 3999."""
    if value != value.to_integral_value() or not 1 <= value <= 3999:
        raise NumberError(f"{value} has no Roman numeral")
    rest, text = int(value), ""
    for size, letters in _ROMAN:
        text += letters * (rest // size)
        rest %= size
    return text


def parse_words(text: str) -> Decimal:
    """The value of an English number in words: ``two hundred and twelve``, ``minus forty-two``."""
    words = re.findall(r"[a-z]+", text.lower().strip())
    negative = words[:1] in (["minus"], ["negative"])
    total = group = 0
    for word in words[negative:]:
        if word in WORDS:
            group += WORDS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _SCALES:
            total, group = total + max(group, 1) * _SCALES[word], 0
        elif word != "and":
            raise NumberError(f"{word!r} is no number")
    value = Decimal(total + group)
    if not words[negative:] or format_words(value) != " ".join(
        each for each in words[negative:] if each != "and"
    ):
        raise NumberError(f"{text[:80]!r} is no number in words")
    return -value if negative else value


def format_words(value: Decimal) -> str:
    """A whole number below 10**15 in English words, without hyphens and without *and*."""
    if value != value.to_integral_value() or abs(value) >= 10**15:
        raise NumberError(f"{value} cannot be put in words")
    number = int(value)
    if number < 0:
        return "minus " + format_words(-value)
    words: list[str] = []
    for name, size in sorted(_SCALES.items(), key=lambda each: -each[1]):
        if number >= size:
            words += [*_below_thousand(number // size), name]
            number %= size
    return " ".join(words + _below_thousand(number)) if words or number else "zero"


def _below_thousand(number: int) -> list[str]:
    words = [_ONES[number // 100], "hundred"] if number >= 100 else []
    number %= 100
    if number >= 20:
        words.append(_TENS[number // 10 - 2])
        number %= 10
    return words + ([_ONES[number]] if number else [])


_MIXED = re.compile(
    r"\s*(-?)(?:(\d{1,18})\s+)?(\d{1,18}(?:\.\d{1,9})?)\s*/\s*(\d{1,18}(?:\.\d{1,9})?)\s*|\s*(-?\d{1,18}(?:\.\d{1,18})?)\s*"
)


def parse_fraction(text: str) -> Decimal:
    """The value of ``3/4``, ``7 1/4``, ``13.5/15`` or ``12``."""
    found = _MIXED.fullmatch(text)
    if not found:
        raise NumberError(f"{text[:80]!r} is no fraction")
    sign, whole, above, below, plain = found.groups()
    if plain is not None:
        return Decimal(plain)
    value = int(whole or 0) + ratio(Decimal(above), Decimal(below))
    return -value if sign else value


def format_fraction(value: Decimal) -> str:
    """A decimal as a fraction in lowest terms, ``3/8``; a whole number stays one."""
    return str(Fraction(value))


def parse_base(text: str, base: int) -> Decimal:
    """The value of a numeral in a base from 2 to 36, without prefix or sign."""
    if not re.fullmatch(r"[0-9A-Za-z]{1,300}", text, re.ASCII):
        raise NumberError(f"{text[:80]!r} is no numeral")
    try:
        return Decimal(int(text, base))
    except ValueError as error:
        raise NumberError(str(error)) from None


def format_base(value: Decimal, base: int, width: int = 0) -> str:
    """The numeral of a whole number in a base from 2 to 36, in capitals, padded with zeros."""
    if value != value.to_integral_value() or value < 0 or not 2 <= base <= 36:
        raise NumberError(f"{value} has no numeral in base {base}")
    number, text = int(value), ""
    while number:
        number, digit = divmod(number, base)
        text = _DIGITS[digit] + text
    return (text or "0").upper().zfill(width)
