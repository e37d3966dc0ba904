"""Letters that are written as two where only plain ones may stand: ``Jörg Weiß`` becomes ``Joerg Weiss``."""

from __future__ import annotations

TWO_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "æ": "ae", "Æ": "Ae"}
    | {"ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)


class LetterError(ValueError):
    """A text has a letter for which no two are known."""


def in_two_letters(text: str) -> str:
    """The text in plain letters alone, some of them in twos. Raises LetterError for a letter that is none, as ``é``."""
    plain = text.translate(TWO_LETTERS)
    if any(letter.isalpha() and not letter.isascii() for letter in plain):
        raise LetterError(f"{text[:80]!r} has a letter that may be written otherwise")
    return plain
