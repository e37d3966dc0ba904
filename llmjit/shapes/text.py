"""The shape of text: length, closed set, affixes, characters, delimiters, patterns, neighbours, dates."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TypeAlias, final

from llmjit.shapes.bounds import (
    LENGTHS,
    Choices,
    Interval,
    admits,
    join_choices,
    join_prefix,
    join_sets,
    meet_prefix,
    meet_sets,
    widen_choices,
)
from llmjit.shapes.dates import formats_of
from llmjit.shapes.tokens import (
    LEVELS,
    Pattern,
    covers,
    join_patterns,
    meet_patterns,
    neighbours,
    pattern_of,
    widen_patterns,
)

AFFIX = 64
LONG_CHOICE = 80
SCANNED = 20_000
"""Text beyond this many characters is described by its length and affixes alone."""

Counts: TypeAlias = tuple[tuple[str, Interval], ...]
"""How often each delimiter occurs, in order of the character; one not listed occurs never."""

NEVER = Interval(0, 0)


def character_class(character: str) -> str:
    """The class of one character: upper, lower, digit, foreign letter, or the character itself."""
    if character.isascii():
        if character.isalpha():
            return "upper" if character.isupper() else "lower"
        return "digit" if character.isdigit() else character
    return "foreign" if character.isalnum() else "symbol"


@final
@dataclass(frozen=True, slots=True)
class TextShape:
    """A product of lattices over one text; the defaults are its top."""

    length: Interval = LENGTHS
    choices: Choices = None
    prefix: str = ""
    suffix: str = ""
    classes: frozenset[str] | None = None
    counts: Counts | None = None
    patterns: tuple[Pattern | None, ...] = (None,) * len(LEVELS)
    neighbours: frozenset[tuple[str, str]] | None = None
    dates: frozenset[str] = frozenset()

    def join(self, other: TextShape) -> TextShape:
        """The least shape that covers both."""
        return TextShape(
            self.length.join(other.length),
            join_choices(self.choices, other.choices),
            join_prefix(self.prefix, other.prefix),
            join_prefix(self.suffix[::-1], other.suffix[::-1])[::-1],
            join_sets(self.classes, other.classes),
            _join_counts(self.counts, other.counts),
            tuple(map(join_patterns, self.patterns, other.patterns)),
            join_sets(self.neighbours, other.neighbours),
            self.dates & other.dates,
        )

    def widen(self, other: TextShape) -> TextShape:
        """The join, generalised where it moved, so that a chain of widenings ends."""
        hull = self.join(other)
        return TextShape(
            self.length.widen(other.length, 1 if hull.length.low else 0),
            widen_choices(self.choices, other.choices),
            hull.prefix,
            hull.suffix,
            hull.classes,
            _widen_counts(self.counts, hull.counts),
            tuple(map(widen_patterns, self.patterns, other.patterns)),
            hull.neighbours,
            hull.dates,
        )

    def meet(self, other: TextShape) -> TextShape | None:
        """What both cover, or None."""
        length = self.length.meet(other.length)
        choices = meet_sets(self.choices, other.choices)
        prefix = meet_prefix(self.prefix, other.prefix)
        suffix = meet_prefix(self.suffix[::-1], other.suffix[::-1])
        counts = _meet_counts(self.counts, other.counts)
        pairs = meet_sets(self.neighbours, other.neighbours)
        if length is None or prefix is None or suffix is None or counts == "bottom":
            return None
        if choices == frozenset() or pairs == frozenset():
            return None
        patterns: list[Pattern | None] = []
        for left, right in zip(self.patterns, other.patterns, strict=True):
            if left is None or right is None:
                patterns.append(right if left is None else left)
                continue
            met = meet_patterns(left, right)
            if met is None:
                return None
            patterns.append(met)
        return TextShape(
            length,
            choices,
            prefix,
            suffix[::-1],
            meet_sets(self.classes, other.classes),
            None if isinstance(counts, str) else counts,
            tuple(patterns),
            pairs,
            self.dates | other.dates,
        )

    def covers(self, text: str) -> bool:
        """Whether the text has this shape; cheap tests first."""
        if len(text) not in self.length or not text.startswith(self.prefix) or not text.endswith(self.suffix):
            return False
        if not admits(self.choices, text) or not (self.dates <= formats_of(text)):
            return False
        if self.classes is not None and not frozenset(map(character_class, text)) <= self.classes:
            return False
        if self.counts is not None and not _counts_cover(self.counts, text):
            return False
        if not all(covers(pattern, text, level) for level, pattern in enumerate(self.patterns)):
            return False
        return self.neighbours is None or neighbours(text) <= self.neighbours

    @property
    def pattern(self) -> tuple[int, Pattern] | None:
        """The finest pattern that all texts share, with its level."""
        for level, pattern in enumerate(self.patterns):
            if pattern is not None:
                return level, pattern
        return None


TOP = TextShape()


def text_shape(text: str) -> TextShape:
    """The shape of one text."""
    length = Interval(len(text), len(text))
    if len(text) > SCANNED:
        return TextShape(length, None, text[:AFFIX], text[-AFFIX:])
    seen = Counter(character for character in text if _delimiter(character))
    return TextShape(
        length,
        frozenset({text}) if len(text) <= LONG_CHOICE else None,
        text[:AFFIX],
        text[-AFFIX:],
        frozenset(map(character_class, text)),
        tuple((character, Interval(seen[character], seen[character])) for character in sorted(seen)),
        tuple(pattern_of(text, level) for level in range(len(LEVELS))),
        neighbours(text),
        formats_of(text),
    )


def _delimiter(character: str) -> bool:
    return character.isascii() and not character.isalnum()


def _join_counts(left: Counts | None, right: Counts | None) -> Counts | None:
    if left is None or right is None:
        return None
    a, b = dict(left), dict(right)
    return tuple((key, a.get(key, NEVER).join(b.get(key, NEVER))) for key in sorted(a.keys() | b.keys()))


def _widen_counts(old: Counts | None, hull: Counts | None) -> Counts | None:
    if old is None or hull is None:
        return None
    before = dict(old)
    return tuple((key, before.get(key, NEVER).widen(span, 1 if span.low else 0)) for key, span in hull)


def _meet_counts(left: Counts | None, right: Counts | None) -> Counts | str | None:
    if left is None or right is None:
        return right if left is None else left
    a, b = dict(left), dict(right)
    out = []
    for key in sorted(a.keys() | b.keys()):
        span = a.get(key, NEVER).meet(b.get(key, NEVER))
        if span is None:
            return "bottom"
        if span != NEVER:
            out.append((key, span))
    return tuple(out)


def _counts_cover(counts: Counts, text: str) -> bool:
    seen = Counter(character for character in text if _delimiter(character))
    spans = dict(counts)
    if not seen.keys() <= spans.keys():
        return False
    return all(seen.get(key, 0) in span for key, span in counts)
