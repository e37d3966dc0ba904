"""All that stands between the same marks in a text, and how often each of several comes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence


class MarkError(ValueError):
    """A mark stands in the text where nothing of the kind follows it."""


def all_marked(text: str, pattern: str, mark: str, times: int = 1) -> list[str]:
    """All matches of ``pattern``, each of which has the mark so many times: ``@`` in ``me@home`` is another.

    Raises MarkError where the mark stands anywhere else.
    """
    found = re.findall(pattern, text)
    if times * len(found) != text.count(mark):
        raise MarkError(f"{mark!r} stands elsewhere in {text[:80]!r}")
    return found


def in_one_run(text: str, pattern: str) -> list[str]:
    """All matches of ``pattern`` in lines, which must follow one another: what follows other lines is another list.

    Raises MarkError.
    """
    lines = [at for at, line in enumerate(text.split("\n")) if re.search(pattern, line)]
    if lines and lines[-1] - lines[0] + 1 != len(lines):
        raise MarkError(f"other lines stand between the items of {text[:80]!r}")
    return re.findall(pattern, text)


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
