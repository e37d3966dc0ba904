"""Which date formats a set of texts can be written in: every one that parses them all, the likelier first."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from llmjit.support.dates import MONTHS, WEEKDAYS, DateError, parse_date

_TOKEN = re.compile(r"[0-9]+|[A-Za-z]+|[^0-9A-Za-z]+")
_WORDS = {
    "B": {name.lower() for name in MONTHS},
    "b": {name[:3].lower() for name in MONTHS},
    "A": {name.lower() for name in WEEKDAYS},
    "a": {name[:3].lower() for name in WEEKDAYS},
    "p": {"am", "pm"},
    "o": {"st", "nd", "rd", "th"},
}
_RANGES = {"d": (1, 31), "m": (1, 12), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 60), "y": (0, 99)}
_RANGES |= {"V": (1, 53), "u": (1, 7)}
_RUNS = {
    3: ("%j",),
    4: ("%Y", "%G", "%H%M"),
    6: ("%y%m%d", "%d%m%y", "%m%d%y", "%H%M%S", "%Y%m"),
    7: ("%Y%j",),
    8: ("%Y%m%d", "%d%m%Y", "%m%d%Y"),
    12: ("%Y%m%d%H%M",),
    14: ("%Y%m%d%H%M%S",),
}
_YEARS, _MONTHS, _TIMES = "Yy", "mbB", "HIMSfp"
_ORDERS = {"Ymd": 0, "mdY": 1, "dmY": 1, "mdy": 2, "dmy": 2, "ymd": 3, "Ydm": 6}
MAXIMUM_TOKENS = 24
MAXIMUM_FORMATS = 64
MAXIMUM_STEPS = 20_000


def tokens(text: str) -> list[str]:
    """The runs of digits, of letters and of anything else in a text."""
    return _TOKEN.findall(text)


def skeleton(text: str) -> tuple[str, ...]:
    """What texts of one format have in common: the kinds of their tokens, and what stands between them.

    Digits keep only whether they are a short run (one or two digits) or how many they are; letters whether they
    can be a month, a weekday or a half of the day, else the word itself.
    """
    return tuple(_kind(token) for token in tokens(text[:200]))


def _kind(token: str) -> str:
    if token.isdigit():
        return "short" if len(token) < 3 else f"{len(token)} digits"
    if not token.isalpha():
        return token
    lower = token.lower()
    for kind, letters in (("month", "Bb"), ("weekday", "Aa"), ("half", "p"), ("ordinal", "o")):
        if any(lower in _WORDS[letter] for letter in letters):
            return kind
    return token


def infer_formats(texts: Sequence[str]) -> list[str]:
    """Every format that parses all the texts, the likelier first; none if they are not all of one form.

    Formats that differ only in how a word is read (``May`` as ``%b`` or ``%B``) are all given.
    """
    return list(_infer(tuple(dict.fromkeys(texts))))


@functools.lru_cache(maxsize=512)
def _infer(texts: tuple[str, ...]) -> tuple[str, ...]:
    rows = [tokens(text) for text in texts[:50]]
    if not rows or not 0 < len(rows[0]) <= MAXIMUM_TOKENS or len({len(row) for row in rows}) > 1:
        return ()
    choices = [_choices(column, at, rows[0]) for at, column in enumerate(zip(*rows, strict=True))]
    if not all(choices):
        return ()
    found = []
    for format in itertools.islice(_assign(choices), MAXIMUM_STEPS):
        cost = _cost(format)
        if cost is not None and all(_parses(text, format) for text in texts[:50]):
            found.append((cost, format))
    found.sort()
    return tuple(format for _, format in found[:MAXIMUM_FORMATS])


def _parses(text: str, format: str) -> bool:
    try:
        parse_date(text, format)
    except DateError:
        return False
    return True


def _choices(column: tuple[str, ...], at: int, row: list[str]) -> list[str]:
    """The pieces of format one token position may be."""
    values = set(column)
    constant = [column[0].replace("%", "%%")] if len(values) == 1 else []
    if all(token.isdigit() and token.isascii() for token in values):
        return _digit_choices(values, at, row) + constant
    if all(token.isalpha() and token.isascii() for token in values):
        lower = {token.lower() for token in values}
        named = [f"%{letter}" for letter, words in _WORDS.items() if lower <= words]
        if "%B" in named and "%b" in named:
            named.remove("%b")
        return named or constant
    return constant


def _digit_choices(values: set[str], at: int, row: list[str]) -> list[str]:
    lengths = {len(token) for token in values}
    if at > 1 and row[at - 1] in (".", ",") and row[at - 2].isdigit() and row[at - 2] and max(lengths) > 2:
        return ["%f"] if max(lengths) <= 9 else []
    if len(lengths) == 1 and (length := min(lengths)) in _RUNS:
        return list(_RUNS[length])
    if max(lengths) > 2:
        return []
    numbers = [int(token) for token in values]
    fits = [
        letter
        for letter, (low, high) in _RANGES.items()
        if low <= min(numbers) and max(numbers) <= high
        and (letter not in "y" or lengths == {2})
        and (letter != "u" or lengths == {1})
    ]
    return [f"%{letter}" for letter in fits]


def _assign(choices: list[list[str]]) -> Iterator[str]:
    """All combinations in which every part occurs once and parts of the time stand in their order."""
    stack: list[tuple[int, str, str]] = [(0, "", "")]
    while stack:
        at, format, used = stack.pop()
        if at == len(choices):
            yield format
            continue
        for choice in reversed(choices[at]):
            letters = choice[1::2] if choice.startswith("%") and not choice.startswith("%%") else ""
            if not letters or _allowed(letters, used):
                stack.append((at + 1, format + choice, used + letters))


def _allowed(letters: str, used: str) -> bool:
    for letter in letters:
        group = next((group for group in ("Yy", "mbB", "HI", "Aa") if letter in group), letter)
        if any(other in used for other in group):
            return False
        if letter == "M" and not set("HI") & set(used):
            return False
        if letter == "S" and "M" not in used:
            return False
        if letter == "f" and "S" not in used:
            return False
        if letter == "o" and (not used or used[-1] != "d"):
            return False
        used += letter
    return True


def _cost(format: str) -> int | None:
    """How unlikely a format is; None where it names no moment."""
    letters = "".join(re.findall(r"%([A-Za-z])", format))
    has = set(letters)
    if ("I" in has) != ("p" in has) or ("V" in has) != ("G" in has) or ("u" in has and "V" not in has):
        return None
    if "o" in has and not has & set("Bb"):
        return None
    cost = 3 * len(has & set("Vuj")) if has & set(_MONTHS) else 0
    order = "".join(letter if letter not in "bB" else "m" for letter in letters if letter in "YymdbB")
    if "H" in has and "M" not in has:
        return None
    if not order:
        return cost + 4 if has & set("HIV") else None
    if "j" in has and order == "Y":
        return cost + 4
    if has & set("bB"):
        return cost + (_ORDERS.get(order, 5) if len(order) > 1 else 8)
    if len(order) == 3:
        return None if order not in _ORDERS else cost + _ORDERS[order]
    return {"Ym": cost + 6, "mY": cost + 6, "md": cost + 7, "dm": cost + 7, "Y": cost + 9, "V": 6}.get(order)
