"""Requests of one task laid over each other: words that all share, and holes where they differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Final, final

from llmjit.ir.program import Hole, Pattern
from llmjit.support.mentions import read_number

_TOKEN: Final = re.compile(r"\s+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\w+(?:[-'./@#:+]\w+)*|[^\w\s]")
_LIGHT: Final = (
    "the",
    "and",
    "for",
    "from",
    "with",
    "into",
    "about",
    "are",
    "was",
    "has",
    "have",
    "does",
    "did",
    "per",
)
SHARE: Final = 0.4
_FORMS: Final = (r"[A-Z]+", r"[a-z]+", r"[0-9]+", r"-?[0-9][0-9,]*(?:\.[0-9]+)?", r"\w+", r"\S+")


@final
@dataclass
class Gap:
    """A place where the requests differ: its text in each, the word before it, its name, and how it is read."""

    texts: tuple[str, ...]
    before: str = ""
    name: str = ""
    number: bool = False
    used: bool = False

    @property
    def values(self) -> tuple[Any, ...]:
        """What the hole binds in each request."""
        return tuple(map(read_number, self.texts)) if self.number else self.texts

    def hole(self) -> Hole:
        """The hole in the request pattern; one that nothing reads takes only what was recorded."""
        if not self.used:
            texts = sorted(set(self.texts), key=lambda text: (-len(text), text))
            return Hole(self.name, "|".join(map(re.escape, texts)))
        if self.number:
            return number_hole(self.name, self.values)
        return Hole(self.name, _regex(self.texts))


def number_hole(name: str, values: Sequence[int | float]) -> Hole:
    """A hole for numbers that are written like those recorded: a sign or a point only where one had it.

    Commas group by three, so that ``1,5`` is neither 15 nor one and a half.
    """
    whole = all(isinstance(value, int) for value in values)
    sign = "-?" if any(value < 0 for value in values) else ""
    fraction = "" if whole else r"(?:\.[0-9]+)?"
    digits = "(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)"
    return Hole(name, f"{sign}{digits}{fraction}", f"{'int' if whole else 'float'}(text.replace(',', ''))")


@final
@dataclass(frozen=True)
class Aligned:
    """``pieces`` are the literal texts, as many as ``gaps`` and one; the requests are these with the gaps between."""

    pieces: tuple[str, ...]
    gaps: tuple[Gap, ...] = field(default=())

    def pattern(self) -> Pattern:
        """The request pattern; every gap has its name by now."""
        out = [_braced(self.pieces[0])]
        for gap, piece in zip(self.gaps, self.pieces[1:], strict=True):
            out += [f"{{{gap.name}}}", _braced(piece)]
        holes = {gap.name: gap.hole() for gap in self.gaps}
        return Pattern("".join(out), tuple(holes.values()))


def align_requests(requests: Sequence[str]) -> Aligned | None:
    """The requests laid over each other; None where they share too little to be one task."""
    lines = [_TOKEN.findall(" ".join(request.split(" ")).strip()) for request in requests]
    columns = _common(lines)
    words = [c for c in columns if lines[0][c[0]].strip()]
    longest = max(sum(bool(token.strip()) for token in line) for line in lines)
    if longest and len(words) < SHARE * longest:
        return None
    pieces, gaps = [""], []
    at = [0] * len(lines)
    for column in [*columns, tuple(map(len, lines))]:
        texts = tuple("".join(line[a:b]) for line, a, b in zip(lines, at, column, strict=True))
        if any(texts):
            if not all(text.strip() for text in texts):
                return (
                    None  # one says nothing where another says something: what that means, no recording shows
                )
            gaps.append(Gap(texts, _word(pieces[-1])))
            pieces.append("")
        if column[0] < len(lines[0]):
            pieces[-1] += lines[0][column[0]]
        at = [index + 1 for index in column]
    return Aligned(tuple(pieces), _shared(gaps))


def _word(piece: str) -> str:
    """The noun that a piece of text ends with, as a name."""
    found = re.search(r"([A-Za-z]{3,})\s*$", piece)
    word = found[1].lower() if found else ""
    return "" if word in _LIGHT or not word.isidentifier() else word


def _shared(gaps: list[Gap]) -> tuple[Gap, ...]:
    """Gaps with the same texts everywhere are one hole, which a request must fill alike."""
    seen: dict[tuple[str, ...], Gap] = {}
    return tuple(seen.setdefault(gap.texts, gap) for gap in gaps)


def _common(lines: list[list[str]]) -> list[tuple[int, ...]]:
    """Positions of the tokens all share; a space alone between two gaps belongs to them."""
    columns: list[tuple[int, ...]] = [(index,) for index in range(len(lines[0]))]
    for line in lines[1:]:
        left = [lines[0][column[0]] for column in columns]
        matcher = SequenceMatcher(None, left, line, autojunk=False)
        columns = [
            (*columns[block.a + offset], block.b + offset)
            for block in matcher.get_matching_blocks()
            for offset in range(block.size)
        ]
    return [c for index, c in enumerate(columns) if not _alone(columns, index, lines)]


def _alone(columns: list[tuple[int, ...]], index: int, lines: list[list[str]]) -> bool:
    column = columns[index]
    if lines[0][column[0]].strip():
        return False
    before = index > 0 and all(a + 1 == b for a, b in zip(columns[index - 1], column, strict=True))
    after = index + 1 < len(columns) and all(
        a + 1 == b for a, b in zip(column, columns[index + 1], strict=True)
    )
    return not before and not after


def _regex(texts: Sequence[str]) -> str:
    """Texts like these: as many words as they have, of the kinds of characters they have."""
    words = [text.split() for text in texts]
    flat = [word for split in words for word in split]
    form = next((f for f in _FORMS if all(re.fullmatch(f, word) for word in flat)), r"\S+")
    least, most = min(map(len, words)), max(map(len, words))
    if most == 1:
        return form
    return rf"{form}(?:\s{form}){{{least - 1},{most - 1}}}"


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
