"""Checklists: lines of a text that begin with a box, which is ticked or open."""

from __future__ import annotations

import re

BOX = re.compile(r"(?m)^[ \t]*(?:[-*+•]|\d{1,3}[.)])?[ \t]*\[([^\]\n]?)\](?=[ \t]|$)")
TICKS = frozenset("xX✓✔*")


class ChecklistError(ValueError):
    """A text that has no boxes, or one with a mark of which nobody knows whether it is a tick."""


def boxes(text: str) -> int:
    """How many lines begin with a box. Raises ChecklistError where none does, or a box holds an unknown mark."""
    return len(_marks(text))


def ticked(text: str) -> int:
    """How many lines begin with a ticked box: ``[x]``. Raises ChecklistError as `boxes`."""
    return sum(mark in TICKS for mark in _marks(text))


def unticked(text: str) -> int:
    """How many lines begin with an open box: ``[ ]``. Raises ChecklistError as `boxes`."""
    return sum(mark not in TICKS for mark in _marks(text))


def _marks(text: str) -> list[str]:
    found = [match[1].strip() for match in BOX.finditer(text)]
    if not found:
        raise ChecklistError("no line begins with a box")
    for mark in found:
        if mark and mark not in TICKS:
            raise ChecklistError(f"the box [{mark}] is neither open nor ticked")
    return found
