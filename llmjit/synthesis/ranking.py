"""Which programs answer, and which must agree with them."""

from __future__ import annotations

from collections.abc import Iterable

from llmjit.synthesis.facade import Ranked

MARGIN = 1.0
"""Programs dearer than the best by more than this have no say."""
VOTERS = 16


def select(found: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """The best program and its guards, best first."""
    ordered: list[Ranked] = []
    seen: set[str] = set()
    for ranked in sorted(found, key=lambda each: each.cost):
        key = repr(ranked.expr)
        if key not in seen:
            seen.add(key)
            ordered.append(ranked)
    if not ordered:
        return ()
    limit = ordered[0].cost + MARGIN
    return tuple(ranked for ranked in ordered[:VOTERS] if ranked.cost <= limit)
