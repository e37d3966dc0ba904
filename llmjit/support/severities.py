"""How grave lines of logs are, by the words that everybody writes for that."""

from __future__ import annotations

from llmjit.support.rows import RowError

LEVELS = (
    ("trace",),
    ("debug",),
    ("info", "information"),
    ("notice",),
    ("warn", "warning"),
    ("error", "err"),
    ("critical", "crit"),
    ("alert",),
    ("fatal",),
    ("emergency", "emerg", "panic"),
)
"""From the least to the gravest."""
RANKS = {word: rank for rank, words in enumerate(LEVELS) for word in words}


def rank_of(cell: object) -> int | None:
    """The rank of a word, in any letter case and whatever brackets; None where it is no level."""
    return RANKS.get(cell.strip("[]()<>:").casefold()) if isinstance(cell, str) else None


def as_grave(cell: object, level: str) -> bool:
    """Whether a line is as grave as a level, or graver. Raises RowError for what is no level."""
    rank, least = rank_of(cell), rank_of(level)
    if rank is None or least is None:
        raise RowError(f"{str(cell)[:80]!r} says not how grave it is")
    return rank >= least
