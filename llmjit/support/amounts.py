"""Amounts as ledgers write them: separators of any country, signs of any kind, scales and units in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from llmjit.support.numbers import NumberError, parse_number, ratio
from llmjit.support.numerals import WORDS, parse_words

_GROUPS = {".": ",'’ \u00a0\u202f", ",": ".'’ \u00a0\u202f"}
_AMOUNTS = {
    mark: re.compile(
        rf"(?<![\w.,'’])(?:\d{{1,3}}(?:([{groups}])\d{{3}})(?:\1\d{{3}})*|\d+)(?:{re.escape(mark)}\d+)?(?![\d.,'’]*\d)"
    )
    for mark, groups in _GROUPS.items()
}
_MINUS = "-−–"
_FIGURES = re.compile(r"(?<![\w.,'’])\d[\d.,'’\u00a0\u202f]*(?<=\d)")
_MONEY = re.compile(r"[$€£¥₹₽₩]|\b[A-Z]{3}\b|\b(?:kr|zł|Fr)\b")


def read_amount(text: str, mark: str, below: str) -> Decimal:
    """The one amount in a text, with ``mark`` before the fraction: ``1.234,50 €``, ``1'234``, ``12-``, ``(5.00)``.

    Without a mark, the text itself must show which it is (`point_of`). The amount is below zero with a minus before
    or after it, in parentheses, or with the word ``below`` (CR, DR). Raises NumberError if there is none, or more
    than one.
    """
    mark = mark or point_of(text)
    found = list(_AMOUNTS[mark].finditer(text[:400]))
    if len(found) != 1:
        raise NumberError(f"no single amount in {text[:80]!r}")
    before, after = text[: found[0].start()].rstrip(), text[found[0].end() :].lstrip()
    digits = re.sub(r"[^\d,.]", "", found[0][0])
    other = "," if mark == "." else "."
    value = Decimal(digits.replace(other, "").replace(mark, "."))
    if re.search(r"\d", before + after):
        raise NumberError(f"no single amount in {text[:80]!r}")
    return -value if _is_below(before, after, below) else value


def point_of(text: str) -> str:
    """What stands before the fraction of an amount of money, as its own figures show.

    It is the last of two marks, and a mark that comes once but not before three digits. Raises NumberError where
    three digits follow the only mark and no currency is named: nothing but money has never three decimals.
    """
    figures = _FIGURES.findall(text[:400])
    marks = re.sub(r"[^.,]", "", figures[0]) if len(figures) == 1 else ""
    if not marks:
        return "."
    last, other = marks[-1], "," if marks[-1] == "." else "."
    if marks.count(last) > 1:
        return other
    if len(set(marks)) > 1 or re.search(r"[.,]\d{3}$", figures[0]) is None:
        return last
    if re.match(r"0[.,]", figures[0]) or not _MONEY.search(text):
        raise NumberError(f"no telling what the mark in {text[:80]!r} is for")
    return other


def _is_below(before: str, after: str, below: str) -> bool:
    bare = re.sub(r"^[^\w\s()]|[^\w\s()]$", "", before).strip()
    signs = [
        before[-1:] in tuple(_MINUS) or before[:1] in tuple(_MINUS) or bare[-1:] in tuple(_MINUS),
        after[:1] in tuple(_MINUS),
        "(" in before and ")" in after,
        bool(below) and re.search(rf"(?i)\b{below}\b", f"{before} {after}") is not None,
    ]
    if signs.count(True) > 1:
        raise NumberError("more than one sign")
    return any(signs)


_QUANTITY = re.compile(r"[$€£]?\s?([-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)\s?([^\W\d_]*|%|‰)\.?")


def read_quantity(text: str, sizes: Mapping[str, str]) -> Decimal:
    """A number with a scale or unit after it, ``2.5 million`` or ``3kg``, by the sizes of the units."""
    found = _QUANTITY.fullmatch(text.strip())
    if not found or len(text) > 80:
        raise NumberError(f"{text[:80]!r} is no quantity")
    size = sizes.get(found[2], sizes.get(found[2].lower()))
    if size is None:
        raise NumberError(f"the size of {found[2]!r} is not known")
    return Decimal(found[1].replace(",", "").replace("−", "-")) * Decimal(size)


def write_marks(text: str, group: str, point: str) -> str:
    """Numbers written ``1,234.5`` with other signs between thousands and before the fraction."""

    def marked(found: re.Match[str]) -> str:
        whole, dot, fraction = found[0].partition(".")
        return whole.replace(",", group) + dot.replace(".", point) + fraction

    return re.sub(r"\d[\d,]*(?:\.\d+)?", marked, text)


def rank_among(value: Decimal, limits: list[Decimal], strict: bool | list[bool]) -> int:
    """How many of the limits a value reaches, or where ``strict``, which may differ from limit to limit, exceeds."""
    each = [strict] * len(limits) if isinstance(strict, bool) else strict
    return sum(value > limit if above else value >= limit for limit, above in zip(limits, each, strict=True))


def version_parts(text: str) -> list[int]:
    """The numbers of the one dotted version in a text, ``v1.20.3``."""
    found = re.findall(r"(?<![\d.])\d{1,9}(?:\.\d{1,9}){1,4}(?![\d.]*\d)", text[:400])
    if len(found) != 1:
        raise NumberError(f"no single version in {text[:80]!r}")
    return [int(part) for part in found[0].split(".")]


def version_order(one: str, two: str) -> int:
    """-1, 0 or 1, as the one version is before, the same as or after the other; numbers that are missing are 0."""
    left, right = version_parts(one), version_parts(two)
    width = max(len(left), len(right))
    left, right = (each + [0] * (width - len(each)) for each in (left, right))
    return (left > right) - (left < right)


def first_change(old: list[int], new: list[int]) -> int:
    """The place of the first number in which two versions differ, the later one being the larger."""
    if len(old) != len(new) or new <= old:
        raise NumberError("no later version of the same length")
    return next(at for at, (one, two) in enumerate(zip(old, new, strict=True)) if one != two)


def by_sign(value: Decimal, below: object, zero: object, above: object) -> object:
    """One of three by the sign of a number; None where no example has shown it, which raises NumberError."""
    chosen = below if value < 0 else above if value > 0 else zero
    if chosen is None:
        raise NumberError(f"no example shows what {value} gives")
    return chosen


def number_in_words(text: str) -> Decimal:
    """The one number that a text has in words: ``twenty-one boxes``."""
    runs: list[list[str]] = [[]]
    for word in re.findall(r"[A-Za-z]+|[^A-Za-z\s-]+", text[:400].lower()):
        if word in WORDS or (runs[-1] and word in ("hundred", "thousand", "million", "billion")):
            runs[-1].append(word)
        elif runs[-1] and word != "and":
            runs.append([])
    found = [run for run in runs if run]
    if len(found) != 1:
        raise NumberError(f"no single number in words in {text[:80]!r}")
    return parse_words(" ".join(found[0]))


_NOTHING = re.compile(r"[\W_]*(?:n[/.]?a\.?|none|null|nil|nan)?[\W_]*", re.IGNORECASE)


def said_numbers(cells: Sequence[object]) -> list[Decimal]:
    """The numbers of cells, without those that say that there is none; raises NumberError for other words.

    And where no number is left.
    """
    said = [
        cell
        for cell in cells
        if cell is not None and not (isinstance(cell, str) and _NOTHING.fullmatch(cell))
    ]
    if not said:
        raise NumberError("no cell says a number")
    return [parse_number(cell) for cell in said]


def in_turn(values: Sequence[Decimal], weights: Sequence[Decimal]) -> list[Decimal]:
    """Each value with its weight behind it; NumberError where there are not as many."""
    if len(values) != len(weights):
        raise NumberError(f"{len(values)} values and {len(weights)} weights")
    return [number for pair in zip(values, weights, strict=True) for number in pair]


def weighted_mean(values: Sequence[Decimal]) -> Decimal:
    """The mean of values that are each followed by their weight."""
    return ratio(sum_of_products(values), sum(values[1::2], Decimal(0)))


def sum_of_products(values: Sequence[Decimal]) -> Decimal:
    """The total of quantities and prices in turn."""
    if len(values) % 2:
        raise NumberError("a quantity without a price")
    return sum((one * two for one, two in zip(values[::2], values[1::2], strict=True)), Decimal(0))


def spelled_out(text: str) -> list[int]:
    """The numbers that ranges stand for: 1, 2, 3 and 7 for ``1-3, 7``."""
    out: list[int] = []
    for part in re.split(r"[,;]", text[:2000]):
        found = re.fullmatch(r"\s*(\d{1,7})(?:\s?[-–]\s?(\d{1,7}))?\s*", part, re.ASCII)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if last < first or last - first > 10_000:
            raise NumberError(f"{part[:80]!r} is no number or range")
        out += range(first, last + 1)
    return out


def as_ranges(numbers: Sequence[int], dash: str, glue: str) -> str:
    """Whole numbers in order, those that follow one another as ranges, of two numbers too."""
    runs: list[list[int]] = []
    for number in numbers:
        if type(number) is not int or (runs and number <= runs[-1][-1]):
            raise NumberError("no whole numbers in order")
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return glue.join(f"{run[0]}{dash}{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
