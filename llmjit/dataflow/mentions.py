"""What the user's words say of records and values: which record they name, which values they spell out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from llmjit.dataflow.history import Row, key_of

_MONTHS: Final = "january february march april may june july august september october november december"
_DATE: Final = re.compile(
    rf"\b({'|'.join(month[:3] + '(?:' + month[3:] + ')?' for month in re.findall('[a-z]+', _MONTHS))})\.?\s+"
    r"(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?",
    re.IGNORECASE,
)
_ISO: Final = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
_NAME: Final = re.compile(r"\b([A-Z][a-z]+) ([A-Z][a-z]+)\b")
_NUMBER: Final = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.]*\w)")
_WORD: Final = re.compile(r"[^\W_]+")
_CODE: Final = re.compile(r"(?<![\w@.])#?[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*(?![\w@])")
ROWS: Final = 200
ITEMS: Final = 30
LONG: Final = 80
MARGIN: Final = 1.3


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A text as its words in small letters, each with a blank before and after."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def stem(word: str) -> str:
    """A word without its plural ending."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[str, ...]:
    """The words of a text, small, without plural endings."""
    return tuple(stem(word) for word in _WORD.findall(text.casefold()))


def spoken(row: Row, depth: int = 1) -> frozenset[str]:
    """The words of a record's own texts and of those in it, which a person may use to name it."""
    if depth and row.words is not None:
        return row.words
    found: set[str] = set()
    for value in row.fields.values():
        if isinstance(value, str) and len(value) < LONG:
            found.update(word for word in words(value) if len(word) > 1)
    if depth:
        for item in row.items[:ITEMS]:
            found |= spoken(item, depth - 1)
        row.words = frozenset(found)
    return frozenset(found)


def scores(rows: Sequence[Row], said: frozenset[str]) -> list[float]:
    """How well the user's words name each of some records: words that few of them have count more."""
    own = [spoken(row) & said for row in rows]
    counts: dict[str, int] = defaultdict(int)
    for found in own:
        for word in found:
            counts[word] += 1
    total = len(own)
    return [sum(1 / counts[word] for word in sorted(found) if counts[word] < total) for found in own]


def best(marked: Iterable[tuple[Any, float]], margin: float = MARGIN) -> Any:
    """The value of the highest mark where no other value comes near it, else None."""
    top: dict[Any, tuple[float, Any]] = {}
    for value, mark in marked:
        key = key_of(value)
        if key not in top or mark > top[key][0]:
            top[key] = (mark, value)
    ranked = sorted(top.values(), key=lambda pair: -pair[0])
    if not ranked or ranked[0][0] <= 0:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[0][0] > ranked[1][0] * margin else None


def dates(text: str, year: str) -> list[str]:
    """The days that a text names by month and day, or in full, as ``2024-05-20``."""
    months = re.findall("[a-z]+", _MONTHS)
    found = [(match.start(), match[0]) for match in _ISO.finditer(text)]
    for match in _DATE.finditer(text):
        month = next(number for number, name in enumerate(months, 1) if name.startswith(match[1].lower()[:3]))
        if match[3] or year:
            found.append((match.start(), f"{match[3] or year}-{month:02}-{int(match[2]):02}"))
    return list(dict.fromkeys(day for _, day in sorted(found)))


def emails(text: str) -> list[str]:
    """The addresses of electronic mail in a text."""
    return list(dict.fromkeys(_EMAIL.findall(text)))


def names(text: str) -> list[tuple[str, str]]:
    """Pairs of capitalised words."""
    return list(dict.fromkeys(_NAME.findall(text)))


def numbers(text: str) -> list[int | float]:
    """The numbers in a text."""
    found = [match[0] for match in _NUMBER.finditer(text)]
    return list(dict.fromkeys(float(number) if "." in number else int(number) for number in found))


def labelled(text: str, key: str) -> list[str]:
    """What a text gives after the words of an argument's name: ``First name: Ann``."""
    label = r"[\s_-]*".join(map(re.escape, re.findall(r"[A-Za-z]+|\d+", key)))
    if not label:
        return []
    found = re.findall(
        rf"\b{label}(?:\s+code|\s+is|\s+ID|\s+number)*\s*[:=]?\s*[\"']?([^\s,;\"']+)", text, re.IGNORECASE
    )
    return list(dict.fromkeys(item.rstrip(".!?)") for item in found))


def following(text: str, value: str) -> list[str]:
    """The pieces of a list in prose that stand after ``value``: ``5 Elm St, Suite 2`` gives the latter."""
    found = []
    for match in re.finditer(re.escape(value) + r"[\s,;]+([^,;\n]+?)(?=\s*[,;\n.]|$)", text):
        found.append(match[1].strip())
    return list(dict.fromkeys(found))


def codes(text: str) -> dict[str, list[str]]:
    """The words of a text that look like identifiers, by form: with digits, underscores, or all capitals."""
    found: dict[str, list[str]] = defaultdict(list)
    for match in _CODE.finditer(text):
        word = match[0]
        form = shape_of(word)
        if form and word not in found[form]:
            found[form].append(word)
    return found


def shape_of(word: str) -> str:
    """The form of an identifier (``#A9999999``, ``a_a_9999``); empty for a word of prose."""
    if not (any(map(str.isdigit, word)) or "_" in word or (word.isupper() and len(word) > 2)):
        return ""
    if not re.search("[a-z]", word):
        return re.sub(r"[A-Z0-9]", "X" if re.search("[A-Z]", word) else "9", word)
    return re.sub(r"\d", "9", re.sub(r"[a-z]+", "a", re.sub(r"[A-Z]+", "A", word)))
