"""How much a block of code may take before it is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

MB = 1_000_000


@final
@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on one block, or on one run of a candidate.

    ``seconds``: time spent running code, not in helpers. ``memory``: bytes of the sandbox's heap.
    ``recursion``: depth of calls. ``output``: bytes printed. ``calls``: helper calls of a whole session.
    """

    seconds: float = 10.0
    memory: int = 256 * MB
    recursion: int = 500
    output: int = 2 * MB
    calls: int = 1_000_000


DEFAULT_LIMITS = Limits()
