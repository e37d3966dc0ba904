"""All that stands between the same marks in a text, and how often each of several comes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence


class MarkError(ValueError):
    """A mark stands in the text where nothing of the kind follows it."""


def all_marked(text: str, pattern: str, mark: str) -> list[str]:
    """All matches of ``pattern``, of which there must be as many as there are marks: ``@`` in ``me@home`` is another.

    Raises MarkError.
    """
    found = re.findall(pattern, text)
    if len(found) != text.count(mark):
        raise MarkError(
            f"{mark!r} stands {text.count(mark)} times in {text[:80]!r}, and {len(found)} times as known"
        )
    return found


def only(items: Sequence[str]) -> str:
    """The only one. Raises MarkError where there are none, or several."""
    if len(items) != 1:
        raise MarkError(f"{len(items)} instead of one")
    return items[0]


def only_if_any(items: Sequence[str]) -> str | None:
    """The only one, or None where there are none. Raises MarkError where there are several."""
    return only(items) if items else None


def tally(items: Sequence[str]) -> dict[str, int]:
    """How often each comes, in the order in which they come first."""
    return dict(Counter(items))
