"""Numbers as people write them in running text: digits, separators, fractions, percent, words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, final

_ONES: Final = re.findall(
    r"\w+",
    "zero one two three four five six seven eight nine ten eleven twelve thirteen "
    "fourteen fifteen sixteen seventeen eighteen nineteen",
)
_TENS: Final = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_SMALL: Final = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, 2)
}
_PARTS: Final = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
_TIMES: Final = {"twice": 2, "double": 2, "doubled": 2, "thrice": 3, "triple": 3, "tripled": 3, "dozen": 12}

_DIGITS: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FIGURE: Final = re.compile(
    rf"(?<![\w.,/])(?P<sign>-(?=[\d.]))?(?:(?P<whole>\d+)\s?(?:\+|\s)\s?)?(?P<top>\d+)/(?P<bottom>[1-9]\d*)(?![\d/])"
    rf"|(?<![\w.])(?P<minus>-(?=[\d.]))?(?P<digits>{_DIGITS})(?![\d])"
)
_SMALL_WORD: Final = "|".join(sorted([*_SMALL], key=len, reverse=True))
_PART_WORD: Final = "|".join(sorted([*_PARTS], key=len, reverse=True))
_WORD: Final = re.compile(
    rf"\b(?:(?:(?P<count>{_SMALL_WORD})[- ])?(?P<part>{_PART_WORD})s?"
    rf"|(?P<times>{'|'.join(_TIMES)})"
    rf"|(?P<words>(?:{_SMALL_WORD})(?:[- ](?:and )?(?:{_SMALL_WORD}|{'|'.join(_SCALES)}))*))\b",
    re.IGNORECASE,
)


@final
@dataclass(frozen=True, slots=True)
class Mention:
    """One number in a text: ``text[start:end]`` denotes ``value``.

    ``kind`` is ``figure`` (digits), ``fraction`` (``3/4``, ``1+3/10``), ``percent`` (the value is the figure
    before the sign), ``word`` (number words) or ``part`` (``half``, ``two thirds``).
    """

    start: int
    end: int
    value: int | float
    kind: str


def number_mentions(text: str) -> list[Mention]:
    """All numbers that ``text`` mentions, in order and without overlap."""
    found = [_figure(match, text) for match in _FIGURE.finditer(text)]
    covered = {index for mention in found for index in range(mention.start, mention.end)}
    for match in _WORD.finditer(text):
        if match.start() not in covered:
            found.append(_word(match))
    return sorted(found, key=lambda mention: mention.start)


def read_number(text: str) -> int | float:
    """The number that a short text denotes (``$1,200.50``, ``3/4``, ``12%`` as 12, ``seven``).

    A currency sign before and a unit after it are allowed; raises ``ValueError`` when the text mentions no
    number, more than one, or one in parentheses, which accountants mean to be negative.
    """
    found = number_mentions(text.replace("\N{MINUS SIGN}", "-"))
    if len(found) != 1:
        raise ValueError(f"not one number: {text!r}")
    before, after = text[: found[0].start].rstrip(" $€£¥"), text[found[0].end :]
    if (before.endswith("(") and ")" in after) or re.match(r"-(?!\w)", after):
        raise ValueError(f"a number below zero, as accountants write it, or not: {text!r}")
    if _STRAY.search(before) or re.search(r"\d", after):
        raise ValueError(f"a number among other signs: {text!r}")
    return found[0].value


# a word may stand before a number, and a currency sign or bracket; a sign that is neither changes what it is
_STRAY = re.compile(r"[^\w\s(\[.,:'\"+-]\s*\Z")


def plain(digits: str) -> int | float:
    """The value of plain digits with optional thousands separators, an int where there is no point."""
    digits = digits.replace(",", "")
    return float(digits) if "." in digits else int(digits)


def _figure(match: re.Match[str], text: str) -> Mention:
    if match["top"] is not None:
        sign = -1 if match["sign"] else 1
        value = sign * (int(match["whole"] or 0) + int(match["top"]) / int(match["bottom"]))
        return Mention(match.start(), match.end(), value, "fraction")
    number = plain(match["digits"])
    percent = text[match.end() : match.end() + 8].lstrip().startswith(("%", "percent"))
    return Mention(
        match.start(), match.end(), -number if match["minus"] else number, "percent" if percent else "figure"
    )


def _word(match: re.Match[str]) -> Mention:
    start, end = match.span()
    if match["part"]:
        count = _SMALL[match["count"].lower()] if match["count"] else 1
        return Mention(start, end, count / _PARTS[match["part"].lower()], "part")
    if match["times"]:
        return Mention(start, end, _TIMES[match["times"].lower()], "word")
    return Mention(start, end, _spelled(match["words"].lower()), "word")


def _spelled(words: str) -> int:
    total = current = 0
    for word in re.split(r"[- ]", words):
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _SCALES:
            total += max(current, 1) * _SCALES[word]
            current = 0
    return total + current
