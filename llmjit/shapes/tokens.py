"""Cutting text into runs of character classes, at four levels from fine to coarse.

Cutting is a function: a text has exactly one sequence of tokens at a level. Two patterns with different
sequences of kinds therefore have no text in common, which is what makes patterns a lattice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias, final

from llmjit.shapes.bounds import (
    Choices,
    Interval,
    admits,
    join_choices,
    meet_sets,
    widen_choices,
)

LEVELS = ("case", "letters", "words", "fields")
"""Finest first: case runs; letter runs; letters-and-digits runs; text between strong delimiters."""

CUTTERS: tuple[re.Pattern[str], ...] = (
    re.compile(
        r"(?P<upper>[A-Z]+)|(?P<lower>[a-z]+)|(?P<digit>[0-9]+)|(?P<foreign>[^\W_A-Za-z0-9]+)"
        r"|(?P<space> +)|(?P<other>(?s:.))"
    ),
    re.compile(r"(?P<letter>[^\W\d_]+)|(?P<digit>\d+)|(?P<space> +)|(?P<other>(?s:.))"),
    re.compile(r"(?P<word>[^\W_]+)|(?P<space> +)|(?P<other>(?s:.))"),
    re.compile(r"(?P<field>[^,;:|/\\\t\n\r()\[\]{}<>=@\"]+)|(?P<other>(?s:.))"),
)

CLASSES: dict[str, str] = {
    "upper": "[A-Z]",
    "lower": "[a-z]",
    "digit": "[0-9]",
    "foreign": r"[^\W_A-Za-z0-9]",
    "letter": r"[^\W\d_]",
    "word": r"[^\W_]",
    "space": " ",
    "field": r"[^,;:|/\\\t\n\r()\[\]{}<>=@\"]",
}
"""The character class of every kind of run; any other kind is one character, itself."""

LONGEST = 400
"""Longer text is not cut: a pattern of hundreds of tokens is nobody's format."""


@final
@dataclass(frozen=True, slots=True)
class Token:
    """A run of one class: its length, and its texts while they are few."""

    kind: str
    length: Interval
    texts: Choices

    def join(self, other: Token) -> Token:
        """The least token that covers both; the kinds must be equal."""
        return Token(self.kind, self.length.join(other.length), join_choices(self.texts, other.texts))

    def meet(self, other: Token) -> Token | None:
        """What both cover, or None."""
        length, texts = self.length.meet(other.length), meet_sets(self.texts, other.texts)
        return None if length is None or texts == frozenset() else Token(self.kind, length, texts)

    def widen(self, other: Token) -> Token:
        """The join with ends that moved let go."""
        return Token(self.kind, self.length.widen(other.length, 1), widen_choices(self.texts, other.texts))

    def covers(self, kind: str, text: str) -> bool:
        """Whether the run of text is one of these."""
        return kind == self.kind and len(text) in self.length and admits(self.texts, text)


Pattern: TypeAlias = tuple[Token, ...]


def cut(text: str, level: int) -> list[tuple[str, str]]:
    """The tokens of a text at a level as (kind, text)."""
    out = []
    for match in CUTTERS[level].finditer(text):
        kind = match.lastgroup or "other"
        run = match.group()
        out.append((run if kind == "other" else kind, run))
    return out


def pattern_of(text: str, level: int) -> Pattern | None:
    """The pattern that covers exactly this text, or None when it is too long to have one."""
    if len(text) > LONGEST:
        return None
    return tuple(
        Token(kind, Interval(len(run), len(run)), frozenset({run})) for kind, run in cut(text, level)
    )


def kinds(pattern: Pattern) -> tuple[str, ...]:
    """The sequence of kinds alone."""
    return tuple(token.kind for token in pattern)


def join_patterns(left: Pattern | None, right: Pattern | None) -> Pattern | None:
    """Token by token, or None (any text) when the sequences of kinds differ."""
    if left is None or right is None or kinds(left) != kinds(right):
        return None
    return tuple(a.join(b) for a, b in zip(left, right, strict=True))


def widen_patterns(old: Pattern | None, new: Pattern | None) -> Pattern | None:
    """As the join, with ends that moved let go."""
    if old is None or new is None or kinds(old) != kinds(new):
        return None
    return tuple(a.widen(b) for a, b in zip(old, new, strict=True))


def meet_patterns(left: Pattern, right: Pattern) -> Pattern | None:
    """Token by token, or None when no text has both patterns."""
    if kinds(left) != kinds(right):
        return None
    met = [a.meet(b) for a, b in zip(left, right, strict=True)]
    tokens = [token for token in met if token is not None]
    return tuple(tokens) if len(tokens) == len(met) else None


def covers(pattern: Pattern | None, text: str, level: int) -> bool:
    """Whether the text has this pattern."""
    if pattern is None:
        return True
    if len(text) > LONGEST:
        return False
    found = cut(text, level)
    return len(found) == len(pattern) and all(
        token.covers(kind, run) for token, (kind, run) in zip(pattern, found, strict=True)
    )


def neighbours(text: str) -> frozenset[tuple[str, str]]:
    """Which kinds of tokens stand side by side, with ``^`` and ``$`` for the ends: a 2-testable language.

    It describes text with repeated parts, which has no fixed pattern: ``1, 2, 3`` and ``1, 2``.
    """
    marks = ["^^", *(kind for kind, _ in cut(text, 1)), "$$"]
    return frozenset(pairwise(marks))
