"""Numbers in text: find, parse, round and write them, exactly.

Everything is `decimal.Decimal`, so that what a text says is what is computed with, and rounding is the
decimal rounding a person would do. Functions raise NumberError where there is no such number.
"""

from __future__ import annotations

import decimal
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import final

NUMBER = re.compile(
    r"(?:(?<![\w.)])[-+])?(?:(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)"
    r"(?:[eE][-+]?\d{1,3}(?!\w))?",
    re.ASCII,
)
LONGEST = 100_000
_ROUNDINGS = {
    "u": decimal.ROUND_HALF_UP,
    "e": decimal.ROUND_HALF_EVEN,
    "d": decimal.ROUND_DOWN,
    "c": decimal.ROUND_CEILING,
    "f": decimal.ROUND_FLOOR,
}
_WIDE = decimal.Context(prec=60)


class NumberError(ValueError):
    """The text holds no such number, or the number cannot be written so."""


def number_tokens(text: str) -> list[str]:
    """The numbers of a text as they are written: ``1,234.5``, ``-7``, ``.25``, ``1.5E+3``."""
    return NUMBER.findall(text[:LONGEST])


def parse_number(token: object) -> Decimal:
    """The value of one number as written, or of an int or float."""
    if isinstance(token, bool) or not isinstance(token, str | int | float | Decimal):
        raise NumberError(f"{token!r} is no number")
    try:
        value = Decimal(str(token).strip().replace(",", ""))
    except decimal.InvalidOperation:
        raise NumberError(f"{str(token)[:80]!r} is no number") from None
    if not value.is_finite() or abs(value.adjusted()) > 300:
        raise NumberError(f"{str(token)[:80]!r} is out of range")
    return value


def number_at(text: object, index: int, count: int = 0) -> Decimal:
    """The number at a position in a text; if ``count`` is given, the text must hold so many."""
    if not isinstance(text, str):
        return parse_number(text)
    tokens = number_tokens(text)
    if (count and len(tokens) != count) or not -len(tokens) <= index < len(tokens):
        raise NumberError(f"{len(tokens)} numbers in {text[:80]!r}")
    return parse_number(tokens[index])


def all_numbers(text: object, delimiter: str = "") -> list[Decimal]:
    """All numbers of a text, of its parts between delimiters, or of a list; there must be one."""
    if isinstance(text, str):
        found = [
            parse_number(token) for token in (text.split(delimiter) if delimiter else number_tokens(text))
        ]
    elif isinstance(text, list | tuple):
        found = [parse_number(each) for each in text]
    else:
        raise NumberError(f"{text!r} holds no list of numbers")
    if not found:
        raise NumberError("there is no number")
    return found


@final
@dataclass(frozen=True, slots=True)
class Style:
    """How a number is written; see `format_number`."""

    plus: bool = False
    unsigned_zero: bool = False
    width: int = 0
    grouped: bool = False
    digits: int | None = None
    kind: str = "f"
    trimmed: bool = False
    rounding: str = ""
    bare: bool = False


_SPEC = re.compile(r"(\+?)(!?)(?:0(\d+))?(,?)(?:\.(\d+))?([fgeE])(~?)([uedcf]?)(b?)")


@functools.lru_cache(maxsize=1024)
def parse_style(spec: str) -> Style:
    """A style from its text."""
    found = _SPEC.fullmatch(spec)
    if not found:
        raise NumberError(f"no number style {spec!r}")
    plus, zero, width, comma, digits, kind, trim, rounding, bare = found.groups()
    places = None if digits is None else int(digits)
    return Style(
        bool(plus), bool(zero), int(width or 0), bool(comma), places, kind, bool(trim), rounding, bool(bare)
    )


def round_number(value: Decimal, unit: Decimal, rounding: str) -> Decimal:
    """The multiple of a power of ten nearest to a value.

    ``rounding`` is ``u`` (halves away from zero), ``e`` (halves to even), ``d`` (towards zero), ``c`` (up),
    ``f`` (down), or empty: to the nearest, and a half raises NumberError since no example has shown its way.
    """
    mode = _ROUNDINGS.get(rounding, decimal.ROUND_HALF_UP)
    rounded = value.quantize(unit, mode, context=_WIDE)
    if not rounding and abs(value - rounded) * 2 == unit:
        raise NumberError(f"{value} lies half-way, and no example shows which way it goes")
    return rounded


def format_number(value: Decimal, spec: str) -> str:
    """A number in text, by a style close to Python's format specifications.

    ``[+][!][0width][,][.digits]kind[~][rounding][b]``: ``+!`` puts a sign before all but zero; kind ``f`` has digits
    after the point, ``g`` significant digits and never an exponent, ``e`` and ``E`` digits after the point of the
    mantissa; without digits nothing is rounded. ``~`` drops zeros at the end, ``b`` the zero before the point. See
    `round_number`.
    """
    style = parse_style(spec)
    if style.kind in "eE":
        return _scientific(value, style)
    if style.digits is not None:
        unit = Decimal(1).scaleb(
            -style.digits if style.kind == "f" else _exponent(value, style) - style.digits + 1
        )
        value = round_number(value, unit, style.rounding)
    text = f"{value:f}"
    if (style.trimmed or style.digits is None) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return _dress(text, style)


def _exponent(value: Decimal, style: Style) -> int:
    """The power of ten of the first digit, after rounding."""
    if not value:
        return 0
    exponent = value.adjusted()
    rounded = round_number(value, Decimal(1).scaleb(exponent - (style.digits or 1) + 1), style.rounding)
    return rounded.adjusted()


def _dress(text: str, style: Style) -> str:
    plus = style.plus and (bool(text.strip("-0.")) or not style.unsigned_zero)
    sign = "-" if text.startswith("-") and text.strip("-0.") else "+" if plus else ""
    whole, point, fraction = text.lstrip("-").partition(".")
    if style.width and (sign == "-" or len(whole) > style.width):
        raise NumberError(f"{text} does not fit {style.width} digits")
    whole = whole.zfill(style.width)
    if style.grouped:
        whole = f"{int(whole):,}"
    if style.bare and whole == "0" and point:
        whole = ""
    return sign + whole + point + fraction


def _scientific(value: Decimal, style: Style) -> str:
    exponent = _exponent(
        value, Style(digits=60 if style.digits is None else style.digits + 1, rounding=style.rounding)
    )
    mantissa = value.scaleb(-exponent, context=_WIDE)
    if style.digits is not None:
        mantissa = round_number(mantissa, Decimal(1).scaleb(-style.digits), style.rounding)
    text = f"{mantissa:f}"
    if (style.trimmed or style.digits is None) and "." in text:
        text = text.rstrip("0").rstrip(".")
    sign = "-" if exponent < 0 else "+" if style.plus else ""
    return f"{text}{style.kind}{sign}{str(abs(exponent)).zfill(style.width)}"


def whole(value: Decimal | str) -> int:
    """The number as an int; it must be whole."""
    number = parse_number(value)
    if number != number.to_integral_value():
        raise NumberError(f"{value} is not whole")
    return int(number)


def ratio(value: Decimal, other: Decimal) -> Decimal:
    """The quotient, to 50 digits."""
    if not other:
        raise NumberError("division by zero")
    return _WIDE.divide(value, other)


def floor_to(value: Decimal, step: str) -> Decimal:
    """The largest multiple of a step that is not above the value."""
    unit = Decimal(step)
    return (value / unit).to_integral_value(decimal.ROUND_FLOOR) * unit


def ceil_to(value: Decimal, step: str) -> Decimal:
    """The smallest multiple of a step that is not below the value."""
    unit = Decimal(step)
    return (value / unit).to_integral_value(decimal.ROUND_CEILING) * unit


def nearest_to(value: Decimal, step: str) -> Decimal:
    """The multiple of a step nearest to the value; halves go up."""
    unit = Decimal(step)
    return (value / unit + Decimal("0.5")).to_integral_value(decimal.ROUND_FLOOR) * unit


def above(value: Decimal, low: str, high: str) -> bool:
    """Whether a value is at least ``high``, not at most ``low``; between them no example has shown which."""
    if value >= Decimal(high):
        return True
    if value <= Decimal(low):
        return False
    raise NumberError(f"{value} lies between {low} and {high}, where no example was")


def choose(value: Decimal, ranges: Sequence[tuple[str, str, str]]) -> str:
    """The label of the range (low, high, label) that holds the value; raises NumberError between ranges."""
    for low, high, label in ranges:
        if Decimal(low) <= value <= Decimal(high):
            return label
    raise NumberError(f"{value} lies where no example was")


def product(values: Sequence[Decimal]) -> Decimal:
    """The product of numbers."""
    return functools.reduce(lambda left, right: left * right, values)


def mean(values: Sequence[Decimal]) -> Decimal:
    """The arithmetic mean."""
    return ratio(sum(values, Decimal(0)), Decimal(len(values)))


def median(values: Sequence[Decimal]) -> Decimal:
    """The middle value, or the mean of the two middle ones."""
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else ratio(ordered[middle - 1] + ordered[middle], Decimal(2))


def deviation(values: Sequence[Decimal]) -> Decimal:
    """The standard deviation of a sample, of at least two values."""
    if len(values) < 2:
        raise NumberError("a deviation needs two values")
    centre = mean(values)
    squares = sum(((value - centre) ** 2 for value in values), Decimal(0))
    return _WIDE.sqrt(ratio(squares, Decimal(len(values) - 1)))
