"""Positions in a text, and substrings between them, that refuse to guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence


def cut(text: str, start: int, end: int | None) -> str:
    """``text[start:end]``, but `ValueError` where Python would quietly give less than asked for."""
    length = len(text)
    first = start + length if start < 0 else start
    last = length if end is None else end + length if end < 0 else end
    if not 0 <= first <= last <= length:
        raise ValueError("the text is too short to be cut there")
    return text[first:last]


def start_of(text: str, pattern: str, index: int) -> int:
    """Where match number ``index`` begins (negative: from the last); `IndexError` if there is none."""
    return [found.start() for found in re.finditer(pattern, text)][index]


def end_of(text: str, pattern: str, index: int) -> int:
    """Where match number ``index`` ends (negative: from the last); `IndexError` if there is none."""
    return [found.end() for found in re.finditer(pattern, text)][index]


def until(text: str, start: int, literal: str) -> str:
    """From a position to just before the next ``literal``; `ValueError` if there is none."""
    return text[start : text.index(literal, start)]


def run_at(text: str, start: int, pattern: str) -> str:
    """The match of a pattern that begins exactly at a position; `ValueError` if there is none."""
    found = re.compile(pattern).match(text, start)
    if found is None:
        raise ValueError("the text does not go on as expected there")
    return found[0]


def take(text: str, start: int, length: int) -> str:
    """So many characters from a position on; `ValueError` if there are fewer."""
    return cut(text, start, start + length)


def since(text: str, end: int, literal: str) -> str:
    """From just after the last ``literal`` before a position, to there; `ValueError` if there is none."""
    return text[text.rindex(literal, 0, end) + len(literal) : end]


def run_before(text: str, end: int, pattern: str) -> str:
    """The longest run of characters, each matching ``pattern``, up to a position; `ValueError` if empty."""
    matches = re.compile(pattern).fullmatch
    start = end
    while start > 0 and matches(text[start - 1]):
        start -= 1
    if start == end:
        raise ValueError("the text does not look as expected before there")
    return text[start:end]


def squeeze(text: str) -> str:
    """Runs of white space as one space each, none at the ends."""
    return " ".join(text.split())


def unrepeat(text: str) -> str:
    """Runs of the same character as one character."""
    return re.sub(r"(.)\1+", r"\1", text, flags=re.DOTALL)


def unaccent(text: str) -> str:
    """Letters without their accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def longest_run(items: Sequence[object], value: object, without: bool = False) -> int:
    """The length of the longest run of items that equal a value; ``without``, of those that do not."""
    longest = run = 0
    for item in items:
        run = run + 1 if (item == value) is not without else 0
        longest = max(longest, run)
    return longest


def none_if(value: object, mark: object) -> object:
    """The value, or None where it is the mark that stands for nothing."""
    return None if value == mark else value


def bar(length: int, most: int, full: str, rest: str) -> str:
    """A bar so long, and another mark up to the most; `ValueError` for more."""
    if not 0 <= length <= most:
        raise ValueError(f"no bar of {length} in {most}")
    return full * length + rest * (most - length)


def initial(name: str) -> str:
    """The first letter of a single word that begins with a capital; `ValueError` for names of several parts."""
    if not name.isalpha() or not name[0].isupper():
        raise ValueError(f"no single name: {name[:80]!r}")
    return name[0]


def items_of(text: str, mark: str) -> list[str]:
    """What stands between marks, without blanks around it; nothing between two marks is no item."""
    return [item for part in text.split(mark) if (item := part.strip())]


def whole_within(part: str, text: str) -> bool:
    """Whether a part occurs in a text with no letter, digit or underscore right beside it."""
    return re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) is not None


def unique_any_case(items: Iterable[str]) -> list[str]:
    """The items without those that came before, in whatever letter case, as they came first."""
    found: dict[str, str] = {}
    for item in items:
        found.setdefault(str.casefold(item), item)
    return list(found.values())


def in_both_any_case(items: Iterable[str], others: Iterable[str]) -> list[str]:
    """The items that are among the others, in whatever letter case."""
    known = set(map(str.casefold, others))
    return [item for item in items if str.casefold(item) in known]


def in_one_any_case(items: Iterable[str], others: Iterable[str]) -> list[str]:
    """The items that are not among the others, in whatever letter case."""
    known = set(map(str.casefold, others))
    return [item for item in items if str.casefold(item) not in known]


def enumerated(items: Sequence[str], glue: str, last: str) -> str:
    """Items as people write them one after the other: a word before the last, the same mark between all others."""
    return last.join([glue.join(items[:-1]), items[-1]]) if len(items) > 1 else "".join(items)


def enumerated_serially(items: Sequence[str], word: str) -> str:
    """Items as people write them who put a comma before the word as well: ``a or b``, ``a, b, or c``."""
    last = f" {word} " if len(items) < 3 else f", {word} "
    return enumerated(items, ", ", last)


def slug(text: str, mark: str) -> str:
    """The words and numbers of a text in small letters with a mark between them, as in addresses of pages.

    Raises ValueError where a letter has an accent, or an apostrophe stands in a word: people write these in many ways.
    """
    if not text.isascii() or re.search(r"\w'\w", text) is not None:
        raise ValueError(f"{text[:80]!r} has letters that may be written in several ways")
    found = re.findall(r"[a-z0-9]+", text.lower())
    if not found:
        raise ValueError(f"{text[:80]!r} has no word")
    return mark.join(found)


def shortened(text: str, limit: int, mark: str, aside: bool) -> str:
    """The text, or as many whole words as fit with a mark that there were more; the mark counts, or stands ``aside``.

    Raises ValueError where no word fits, or where a mark of the text would stand before the other.
    """
    if len(text) <= limit:
        return text
    room = limit if aside else limit - len(mark)
    head = text[: room + 1].rpartition(" ")[0].rstrip()
    if not head or not head[-1].isalnum():
        raise ValueError(f"{text[:80]!r} has no word that ends before {limit} characters")
    return head + mark


def masked_rest(text: str, kept: int, mark: str) -> str:
    """A mark for every character but so many; ValueError where nothing would be left to mask."""
    if len(text) <= kept:
        raise ValueError(f"{text[:80]!r} is too short to be masked")
    return mark * (len(text) - kept)


def natural_order(text: str) -> list[tuple[int, int, str]]:
    """What puts texts in the order of the numbers in them: ``a2`` before ``a10``."""
    parts = re.findall(r"[0-9]+|[^0-9]+", text)
    return [(0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts]
