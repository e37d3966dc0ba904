"""Pieces of conditions, as emitted code writes them."""

from __future__ import annotations

from collections.abc import Collection


def set_of(values: Collection[str]) -> str:
    """A set of texts, in their order."""
    return f"{{{', '.join(map(repr, sorted(values)))}}}" if values else "set()"


def no_others(pattern: str, name: str, seen: Collection[str]) -> str:
    """The condition that a pattern finds nothing in a text but what was seen."""
    if not seen:
        return f"re.search({pattern!r}, {name}) is None"
    return f"set(re.findall({pattern!r}, {name})) <= {set_of(seen)}"
