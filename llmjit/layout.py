"""How emitted Python is laid out: as black does it, which is how it is checked in."""

from __future__ import annotations

WIDTH = 100
"""The longest line, in characters."""


def laid_out(source: str) -> str:
    """The source with black's layout; raises `ValueError` or `SyntaxError` where it is no Python."""
    import black  # takes a while, and what runs needs none of it

    return black.format_str(source, mode=black.Mode(line_length=WIDTH))
