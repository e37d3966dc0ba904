"""What a jitted function has done: counters that are read, never locked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from llmjit.runtime.ledger import Meter


@dataclass(slots=True)
class Counters:
    """Counted on the slow path; compiled answers are counted by the dispatcher.

    ``slow``: calls of the slow path that answered a caller. ``memo``: repeats answered from an observation.
    ``shadow``: compiled answers also asked of the slow path; ``disagreements`` among them. ``deopts``: calls
    that no specialization took although there were some. ``doubts``: questions asked twice because a proven
    program foretold another answer. ``refused``: compiles that would have been at a loss. ``foreign``:
    observations other processes made.
    Seconds are wall-clock; tokens and dollars are those charged by `llmjit.runtime.ledger.charge`.
    """

    slow: int = 0
    memo: int = 0
    ticks: int = 0
    shadow: int = 0
    disagreements: int = 0
    deopts: int = 0
    doubts: int = 0
    compiles: int = 0
    refused: int = 0
    demotions: int = 0
    foreign: int = 0
    errors: int = 0
    slow_seconds: float = 0.0
    shadow_seconds: float = 0.0
    compile_seconds: float = 0.0
    tokens: int = 0
    dollars: float = 0.0
    overhead_dollars: float = 0.0

    def asked(self, meter: Meter, *, twice: bool) -> None:
        """Count a call of the slow path that answers a caller; asked twice, one of both is overhead."""
        self.slow += 1
        self.doubts += twice
        self.slow_seconds += meter.seconds
        self.tokens += meter.tokens
        self.dollars += meter.dollars / (1 + twice)
        self.overhead_dollars += meter.dollars - meter.dollars / (1 + twice)

    def compiled(self, meter: Meter) -> None:
        """Count a call of the compiler."""
        self.compiles += 1
        self.compile_seconds += meter.seconds
        self.overhead_dollars += meter.dollars

    def to_json(self) -> dict[str, Any]:
        """The counters as JSON data."""
        return {field.name: getattr(self, field.name) for field in fields(self)}
