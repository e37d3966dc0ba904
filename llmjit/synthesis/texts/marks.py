"""What stands in front of the items of a list, and where they end: patterns learned from texts and items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import final

from llmjit.synthesis.strings.positions import common_prefix

PLACES = 6
MARK = 16
"""No mark is longer."""
REACH = 400
"""No item between two marks is longer: a mark that is never closed takes no longer than this to be given up."""
FEW = 3
RUNS = ((r"\w+(?:[.-]\w+)*", r"\w+", r"\d+"), (r"\w+(?:[.'-]\w+)*",), (r"[^\s,;]+", r"\S+"))
"""What items are made of that nothing closes: of the first group that holds them all, each that does must agree."""
OPENERS = {"]": "[", ")": "(", "}": "{"}
BETWEEN = r"[\s,;|]+"
"""What stands between items, not in front of them: the first has none."""
SENTENCE = ",.;!?"
"""Marks that may stand behind an item without belonging to it."""


@final
@dataclass(frozen=True, slots=True)
class Left:
    """What stands in front of items: patterns, the strictest first, and the mark, but where lines begin with it."""

    patterns: tuple[str, ...]
    mark: str
    line: bool


def lefts(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Left]:
    """What stands in front of every item somewhere: the longest that begins with a whole word, and the shortest."""
    padded = ["\n" + text for text in texts]
    pairs = [(text, item) for text, row in zip(padded, rows, strict=True) for item in row]
    text, first = pairs[0]
    seen: set[str] = set()
    for place in islice(re.finditer(re.escape(first), text), PLACES):
        known = [
            mark
            for mark in _endings(text[: place.start()])
            if all(mark + item in whole for whole, item in pairs)
        ]
        longest = _whole(known[-1], pairs) if known else ""
        short = [] if len(longest) > 1 and not re.search(r"[\w\s]", longest) else known[:2]
        for mark in dict.fromkeys((longest, *(_whole(each, pairs) for each in short))):
            if mark and mark not in seen and (mark == "\n" or not re.fullmatch(BETWEEN, mark)):
                seen.add(mark)
                yield _left(mark, pairs)
    yield from _numbered(pairs)


def behind_marks(texts: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether all items stand behind the same two or more signs, and in front of the same, which says what they are."""
    if sum(map(len, rows)) < FEW or not all(all(row) for row in rows):
        return False
    found = [left for left in lefts(texts, rows) if re.fullmatch(r"[^\w\s]{2,}", left.mark)]
    return any(closed for left in found for _, closed in bodies(left, texts, rows))


def _endings(before: str) -> list[str]:
    """What a text ends with, the shortest first, within its last line."""
    found = []
    for length in range(1, min(MARK, len(before)) + 1):
        found.append(before[-length:])
        if before[-length] == "\n":
            break
    return found


def _whole(mark: str, pairs: Sequence[tuple[str, str]]) -> str:
    """The mark without a part of a word that it begins with, and without space."""
    if mark.startswith("\n"):
        return mark
    if mark[:1].isalnum() and any(re.search(rf"\w{re.escape(mark + item)}", text) for text, item in pairs):
        mark = mark.lstrip("".join(filter(str.isalnum, mark)))
    return mark.lstrip(" \t")


def _left(mark: str, pairs: Sequence[tuple[str, str]]) -> Left:
    escaped = re.escape(mark.removeprefix("\n")).replace("\\ ", " ")
    if mark.startswith("\n"):
        return Left(("(?m)^" + escaped,), "", True)
    if mark[0].isalnum():
        return Left((r"(?<!\w)" + escaped,), mark, False)
    opened = _opened(mark, pairs)
    if opened:
        return Left((opened + escaped,), "", False)
    apart = rf"(?<![^\s(\[{{\"'])(?<!{re.escape(mark[0])})" + escaped
    return Left((apart, rf"(?<![\w{re.escape(mark[0])}])" + escaped, escaped), mark, False)


def _opened(mark: str, pairs: Sequence[tuple[str, str]]) -> str:
    """What a bracket that a mark closes was opened by in all texts, where another sign stood before: ``![``."""
    if mark[0] not in OPENERS or len(mark) < FEW - 1:
        return ""
    opener, closer = re.escape(OPENERS[mark[0]]), re.escape(mark[0])
    within = rf"{opener}[^{opener}{closer}\n]{{0,{REACH}}}"
    signs = set()
    for text, item in pairs:
        found = re.search(rf"(.?){within}{re.escape(mark + item)}", text)
        signs.add(found[1] if found else "")
    sign = signs.pop() if len(signs) == 1 else ""
    return re.escape(sign) + within if re.fullmatch(r"[^\w\s]", sign) else ""


def _numbered(pairs: Sequence[tuple[str, str]]) -> Iterator[Left]:
    """Beginnings of lines that are alike but for their numbers."""
    shared: set[str] | None = None
    for text, item in pairs:
        befores = {
            text[: each.start()].rpartition("\n")[2]
            for each in islice(re.finditer(re.escape(item), text), PLACES)
        }
        forms = {re.sub(r"\d+", "0", before) for before in befores if len(before) <= 3 * MARK}
        shared = forms if shared is None else shared & forms
    for form in sorted(each for each in shared or () if "0" in each):
        yield Left(("(?m)^" + re.escape(form).replace("\\ ", " ").replace("0", r"\d+"),), "", True)


def bodies(left: Left, texts: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, bool]]:
    """Patterns of items, with a group for each, and whether something closes them."""
    afters = []
    for text, row in zip(texts, rows, strict=True):
        for item in row:
            place = re.search(left.patterns[-1] + re.escape(item), text)
            if place is None:
                return
            afters.append(text[place.end() :][:FEW] + "\n")
    close = common_prefix(afters)
    if close.startswith("\n") and (left.line or len(left.mark) > 1):
        yield r"([^\n]+)", left.line
        if left.line:
            return
    mark = close[:1]
    if mark and not mark.isalnum() and not mark.isspace():
        yield from ((body, True) for body in _closed(left, close))
        if mark not in SENTENCE:
            return
    items = [item for row in rows for item in row]
    for group in RUNS:
        kept = [pattern for pattern in group if all(re.fullmatch(pattern, item) for item in items)]
        yield from ((rf"({pattern})", False) for pattern in kept)
        if kept:
            return


def _closed(left: Left, close: str) -> Iterator[str]:
    """Items up to the marks that close them, and that where these end a line."""
    signs = _punctuation(close)
    edges = (r"(?!\s)", r"(?<!\s)") if signs == left.mark else ("", "")  # what opens also closes
    until = rf"({edges[0]}[^{re.escape(signs[0])}\n]{{1,{REACH}}}{edges[1]}){re.escape(signs)}"
    yield until
    if left.line and close[len(signs) :].startswith("\n"):
        yield until + "$"


def _punctuation(close: str) -> str:
    """The marks that a text begins with: in front of words, which are no part of what closes an item."""
    found = re.match(r"[^\w\s]+", close)
    return found[0] if found else ""
