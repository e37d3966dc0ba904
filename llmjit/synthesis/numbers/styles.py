"""How the numbers in the outputs are written: the styles that can have written all, and their precision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import final

from llmjit.synthesis.problem import Problem

MANY_FIGURES = 8
"""With so many significant digits nobody writes zeros at the end."""
COIN = re.compile(
    r"[$€£₹]\s?[-(]?\d|\d\s?[$€£₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|BRL)\b|\bkr\b"
)
"""An amount of money, which is written with two decimals or with none."""
_TOKEN = re.compile(r"([-+]?)([\d,]*)(?:\.(\d+))?(?:([eE])([-+]?)(\d+))?")


@final
@dataclass(frozen=True, slots=True)
class Written:
    """A style (of `llmjit.support.numbers.format_number`, without rounding) and the unit of each token.

    ``units`` are the values of the last digit written; 0 where the style rounds nothing.
    """

    spec: str
    units: tuple[Fraction, ...]

    def spread(self, at: int, value: Fraction, down: bool) -> tuple[Fraction, Fraction]:
        """The values that are written as ``value``, rounded to nearest or towards zero."""
        unit = self.units[at]
        if not down:
            return value - unit / 2, value + unit / 2
        return (value, value + unit) if value >= 0 else (value - unit, value)

    def rounded(self, rounding: str) -> str:
        """The full style."""
        return self.spec[:-1] + rounding + "b" if self.spec.endswith("b") else self.spec + rounding


@final
@dataclass(frozen=True, slots=True)
class Parts:
    """One number as written."""

    sign: str
    whole: str
    fraction: str
    kind: str
    exponent_sign: str
    exponent: str

    @property
    def value(self) -> Fraction:
        """What it says."""
        digits = Decimal(f"{self.whole.replace(',', '') or 0}.{self.fraction or 0}")
        value = Fraction(digits) * Fraction(10) ** int(f"{self.exponent_sign}{self.exponent or 0}")
        return -value if self.sign == "-" else value

    @property
    def figures(self) -> int:
        """How many significant digits."""
        return len((self.whole.replace(",", "") + self.fraction).lstrip("0"))


def parse_parts(token: str) -> Parts | None:
    """A number taken apart."""
    found = _TOKEN.fullmatch(token)
    if not found or not (found[2] or found[3]) or len(token) > 60 or len(found[6] or "") > 2:
        return None
    return Parts(*(group or "" for group in found.groups()))


def styles(tokens: Sequence[str]) -> list[Written]:
    """All styles that can have written the tokens, the likelier first; none if they are not of one style."""
    parts = [parse_parts(token) for token in tokens]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return []
    if any(part.kind for part in known):
        return _scientific(known)
    dress = _dress(known)
    if dress is None:
        return []
    head, bare = dress
    return [Written(f"{head}{body}{'b' if bare else ''}", tuple(units)) for body, units in _precisions(known)]


def _dress(parts: list[Parts]) -> tuple[str, bool] | None:
    """Sign, padding and grouping, and whether the zero before the point is dropped."""
    plus = any(part.sign == "+" for part in parts)
    if plus and not all(part.sign in ("+", "-") for part in parts if part.value):
        return None
    grouped = any("," in part.whole for part in parts)
    if grouped and not all("," in part.whole for part in parts if len(part.whole) > 3):
        return None
    padded = {len(part.whole) for part in parts if len(part.whole) > 1 and part.whole.startswith("0")}
    width = max(padded, default=0)
    if len(padded) > 1 or any(len(part.whole) < width for part in parts):
        return None
    bare = any(not part.whole for part in parts)
    if bare and any(part.whole == "0" and part.fraction for part in parts):
        return None
    sign = "+!" if plus and any(not part.sign and not part.value for part in parts) else "+" * plus
    return sign + (f"0{width}" if width else "") + ("," * grouped), bare


def _precisions(parts: list[Parts]) -> list[tuple[str, list[Fraction]]]:
    places = [len(part.fraction) for part in parts]
    most = max(places)
    figures = [part.figures for part in parts]
    trimmed = not any(part.fraction.endswith("0") for part in parts)
    found: list[tuple[str, list[Fraction]]] = []
    fixed = [Fraction(1, 10**most)] * len(parts)
    if len(set(places)) == 1:
        found.append((f".{most}f", fixed))
    if trimmed:
        found.append(("f", [Fraction(0)] * len(parts)))
    if len(set(figures)) == 1 and len(set(places)) > 1 and (figures[0] < MANY_FIGURES or not trimmed):
        found.append((f".{figures[0]}g", _figure_units(parts, figures[0])))
    if trimmed and most:
        if len(set(places)) > 1 or most > 2:  # up to two digits are usually written out
            found.append((f".{most}f~", fixed))
        if max(figures) > 2 and set(places) != {1}:  # one digit after the point is nobody's count of all
            found.append((f".{max(figures)}g~", _figure_units(parts, max(figures))))
    return found


def _figure_units(parts: list[Parts], figures: int) -> list[Fraction]:
    units = []
    for part in parts:
        digits = part.whole.replace(",", "").lstrip("0")
        leading = len(digits) if digits else len(part.fraction.lstrip("0")) - len(part.fraction)
        units.append(Fraction(10) ** (leading - figures))
    return units


def in_hundredths(style: Written) -> Written | None:
    """Two digits behind the point where a style has one: what was rounded to two may all have come out in tenths."""
    tenths = style.spec.rstrip("~").endswith(".1f")
    return Written(".2f~", tuple(unit / 10 for unit in style.units)) if tenths else None


USUAL = ".6g"


def shown(styles: Sequence[Written], exact: Sequence[Fraction], values: Sequence[Fraction]) -> list[Written]:
    """The styles, but those that count significant digits where decimals fit and no numbers show that these were.

    They would if numbers of other places had been rounded, too; that few numbers had as many digits is chance. Six
    digits are none: so many are written where nobody says how many (`printf` and its kin).
    """
    if not any(any(each.units) and "g" not in each.spec for each in styles):
        return list(styles)
    return [
        each
        for each in styles
        if "g" not in each.spec or USUAL in each.spec or len(_rounded(each, exact, values)) > 1
    ]


def _rounded(style: Written, exact: Sequence[Fraction], values: Sequence[Fraction]) -> set[Fraction]:
    """The last digits of those numbers that are not written as they are."""
    rows = zip(exact, values, style.units, strict=True)
    return {unit for value, token, unit in rows if value != token}


def _scientific(parts: list[Parts]) -> list[Written]:
    kinds = {part.kind for part in parts}
    if len(kinds) > 1 or any(part.sign == "+" or len(part.whole) != 1 for part in parts):
        return []
    plus = all(part.exponent_sign for part in parts) and any(part.exponent_sign == "+" for part in parts)
    widths = {len(part.exponent) for part in parts}
    width = (
        f"0{widths.pop()}"
        if len(widths) == 1
        and all(p.exponent[0] == "0" for p in parts if p.exponent != "0")
        and any(len(p.exponent) > 1 for p in parts)
        else ""
    )
    head = "+" * plus + width
    places = {len(part.fraction) for part in parts}
    most = max(places)
    units = tuple(Fraction(10) ** (int(f"{p.exponent_sign}{p.exponent}") - most) for p in parts)
    found = []
    if len(places) == 1:
        found.append(Written(f"{head}.{most}{kinds.copy().pop()}", units))
    if not any(part.fraction.endswith("0") for part in parts):
        found.append(Written(f"{head}{kinds.pop()}", (Fraction(0),) * len(parts)))
    return found


def are_amounts(problem: Problem) -> bool:
    """Whether the outputs, or the inputs that all have two decimals or none, are amounts of money."""
    if "amounts" not in problem.memo:
        rows = [" ".join(map(str, row)) for row in problem.inputs]
        fractions = [found for row in rows for found in re.findall(r"\d\.(\d+)", row)]
        even = bool(fractions) and all(len(each) == 2 for each in fractions)
        named = [any(map(COIN.search, texts)) for texts in (map(str, problem.outputs), rows)]
        shown = any(each.endswith("0") for each in fractions)
        problem.memo["amounts"] = any(named) or (even and shown)
    known: bool = problem.memo["amounts"]
    return known
