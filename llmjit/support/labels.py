"""What stands directly behind a label in a text: ``Total: 5.00``, ``user=ada``, ``took 12 ms``."""

from __future__ import annotations

import re


class LabelError(ValueError):
    """The label does not stand in the text, or more than once, or nothing of the kind stands behind it."""


def labelled(text: str, label: str, pattern: str) -> str:
    """What matches ``pattern`` directly behind the only ``label`` in ``text``.

    A label that begins with a letter or digit stands at the start of a word. Raises LabelError.
    """
    edge = r"(?<![^\W_])" if label[:1].isalnum() else ""
    places = [found.end() for found in re.finditer(edge + re.escape(label), text)]
    if len(places) != 1:
        raise LabelError(f"{label!r} stands {len(places)} times in {text[:80]!r}")
    found = re.compile(pattern).match(text, places[0])
    if found is None or not found[0]:
        raise LabelError(f"nothing like {pattern!r} stands behind {label!r} in {text[:80]!r}")
    return found[0]


def number_by(text: str, word: str, after: bool) -> str:
    """The number directly before ``word`` in ``text``, or ``after`` it: ``3 failed``, ``failed: 3``, ``failed=3``.

    The word may be in the plural. Raises LabelError where there is not one such number.
    """
    number, many = r"(\d+(?:\.\d+)?)", rf"{re.escape(word)}(?:e?s)?"
    if after:
        found = re.findall(rf"(?<![^\W_]){many}(?:[:=] ?| ){number}(?![\w.]*\w)", text)
    else:
        found = re.findall(rf"(?<![\w.,-]){number} ?{many}(?![^\W_])", text)
    if len(found) != 1:
        raise LabelError(f"{len(found)} numbers stand by {word!r} in {text[:80]!r}")
    return str(found[0])


def word_behind(line: str, word: str) -> str:
    """The word behind another, which stands once in the line. Raises LabelError."""
    words = line.split()
    if words.count(word) != 1 or words[-1] == word:
        raise LabelError(f"{word!r} with a word behind it does not stand once in {line[:80]!r}")
    return words[words.index(word) + 1]
