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
