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
    "b": {name[:3].lower() for name in MONTHS} | {"sept"},
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
_YEARS = ("%Y", "%G")
_ORDERS = {"Ymd": 0, "mdY": 1, "dmY": 1, "mdy": 2, "dmy": 2, "ymd": 3, "Ydm": 6}
MAXIMUM_TOKENS = 24
MAXIMUM_FORMATS = 64
MAXIMUM_STEPS = 3000


def tokens(text: str) -> list[str]:
    """The runs of digits, of letters and of anything else in a text."""
    return _TOKEN.findall(text)


def skeleton(text: str) -> tuple[str, ...]:
    """What texts of one format have in common: the kinds of their tokens, and what stands between them.

    Digits keep only whether they are a short run (one or two digits) or how many they are; letters whether
    they can be a month, a weekday or a half of the day, else the word itself.
    """
    return tuple(_kind(token) for token in tokens(text[:200]))


def _kind(token: str) -> str:
    if token.isdigit():
        return "short" if len(token) < 3 else f"{len(token)} digits"
    if not token.isalpha():
        return " " if token == "  " else token
    lower = token.lower()
    for kind, letters in (("month", "Bb"), ("weekday", "Aa"), ("half", "p"), ("ordinal", "o")):
        if any(lower in _WORDS[letter] for letter in letters):
            return kind
    return token


def infer_formats(texts: Sequence[str]) -> list[str]:
    """Every format that parses all the texts, the likelier first; none if they are not all of one form.

    Formats that differ only in how a word is read (``May`` as ``%b`` or ``%B``) are all given.
    """
    found = list(_infer(tuple(dict.fromkeys(texts))))
    return found or _zoned(list(dict.fromkeys(texts)))


ZONE = re.compile(r"(?<=\d) ?(?:Z|[-+]\d\d:?\d\d)$")


def _zoned(texts: list[str]) -> list[str]:
    """Formats of times with their distance from UTC behind them."""
    ends = [ZONE.search(text) for text in texts]
    if not all(ends) or len({" " in end[0] for end in ends if end}) > 1:
        return []
    rests = tuple(text[: end.start()] for text, end in zip(texts, ends, strict=True) if end)
    tail = " %z" if ends and ends[0] and " " in ends[0][0] else "%z"
    return [format + tail for format in _infer(rests) if "%M" in format and "%d" in format]


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
        cost = format_cost(format)
        if cost is not None and all(_parses(text, format) for text in texts[:50]):
            found.append((cost, format))
    found.sort()
    usual = [each for each in found if not _YEAR_DAY_MONTH.search(each[1])]
    return tuple(format for _, format in (usual or found)[:MAXIMUM_FORMATS])


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
        for letter, short in (("B", "b"), ("A", "a")):
            if not named and lower <= _WORDS[letter] | _WORDS[short]:
                named.append(f"%{letter}")  # some in full and some not
        return named or constant
    return [" "] if values <= {" ", "  "} else constant


def _digit_choices(values: set[str], at: int, row: list[str]) -> list[str]:
    lengths = {len(token) for token in values}
    longest = max(lengths)
    if values <= set("1234") and at and row[at - 1].upper() == "Q":
        return ["%q"]
    fraction = at > 5 and row[at - 1] in (".", ",") and row[at - 3] == ":" and longest < 10
    fraction = fraction and row[at - 2].isdigit()
    if len(lengths) == 1 and longest in _RUNS:
        # Four digits that all look like years are no times of day.
        years = longest == 4 and all(token[:2] in ("19", "20") for token in values) and len(values) > 1
        return [*(_YEARS if years else _RUNS[longest]), *(["%f"] * fraction)]
    if fraction and longest > 2:
        return ["%f"]
    if longest > 2:
        return []
    numbers = [int(token) for token in values]
    return ["%f"] * fraction + [
        f"%{letter}"
        for letter, (low, high) in _RANGES.items()
        if low <= min(numbers)
        and max(numbers) <= high
        and (letter != "y" or lengths == {2})
        and (letter != "u" or lengths == {1})
    ]


def _assign(choices: list[list[str]]) -> Iterator[str]:
    """All combinations in which every part occurs once and parts of the time stand in their order.

    No year of two digits stands behind a colon, as parts of the time do.
    """
    stack: list[tuple[int, str, str]] = [(0, "", "")]
    while stack:
        at, format, used = stack.pop()
        if at == len(choices):
            yield format
            continue
        for choice in reversed(choices[at]):
            letters = choice[1::2] if choice.startswith("%") and not choice.startswith("%%") else ""
            if not letters or _allowed(letters, format, used):
                stack.append((at + 1, format + choice, used + letters))


_GROUPS = ("Yy", "mbB", "HI", "Aa")
_NEXT = re.compile(r"%[HIM](?:[:.hm]| ?: ?)?", re.IGNORECASE)


def _allowed(letters: str, format: str, used: str) -> bool:
    for letter in letters:
        group = next((group for group in _GROUPS if letter in group), letter)
        if any(other in used for other in group):
            return False
        if letter in "MS" and not _follows("HI" if letter == "M" else "M", format, used):
            return False
        if letter == "f" and (not used or used[-1] != "S"):
            return False
        if letter == "y" and format.endswith(":"):
            return False
        if letter == "o" and not format.endswith("%d"):
            return False
        used, format = used + letter, f"{format}%{letter}"
    return True


def _follows(before: str, format: str, used: str) -> bool:
    """Whether minutes follow hours, or seconds minutes, with no more than a sign between."""
    if not used or used[-1] not in before:
        return False
    return _NEXT.fullmatch(format, format.rindex("%")) is not None


def format_cost(format: str) -> int | None:
    """How unlikely a format is, from 0 for ISO 8601; None where it names no moment."""
    letters = "".join(re.findall(r"%([A-Za-z])", format))
    has = set(letters)
    order = "".join(letter if letter not in "bB" else "m" for letter in letters if letter in "YymdbB")
    if _nonsense(format, has, order):
        return None
    cost = 3 * len(has & set("Vuj")) if has & set("mbB") else 0
    cost += 4 * len(re.findall(r"(?<![%0-9])[0-9]+", format))
    if "G" in has and not re.search(r"w|wk|week|kw|sem", re.sub("%[A-Za-z]", "", format), re.IGNORECASE):
        cost += 4
    if "G" in has and abs(letters.index("G") - letters.index("V")) > 1:
        cost += 3
    if not order:
        return cost + 4 if has & set("HIV") else None
    if "j" in has and order == "Y":
        return cost + 4
    if has & set("bB"):
        return cost + (_ORDERS.get(order, 5) if len(order) > 1 else 8)
    if order in _ORDERS:
        return cost + _ORDERS[order]
    return cost + _PARTIAL[order] - 5 * ("q" in has) if order in _PARTIAL else None


_YEAR_DAY_MONTH = re.compile(r"%Y[^%\w]{0,3}%d[^%\w]{0,3}%m")
"""What nobody writes who might have meant the month to follow the year."""
_PARTIAL = {"Ym": 6, "mY": 6, "md": 7, "dm": 7, "Y": 9}


def _nonsense(format: str, has: set[str], order: str) -> bool:
    """Whether parts stand there that mean nothing without others that do not."""
    return (
        ("I" in has) != ("p" in has)
        or ("V" in has) != ("G" in has)
        or ("u" in has and "V" not in has)
        or ("q" in has and bool(has & set("mbBdjV") or order != "Y"))
        or ("o" in has and not has & set("Bb"))
        or ("H" in has and "M" not in has)
        or ("%H%M" in format and (bool(order) or "j" in has) and not ("d" in has and bool(has & set("Yy"))))
        or (bool(has & set("HI")) and order in ("Y", "y", "Ym", "mY", "m"))
    )
