"""What learning may cost: seconds of search against what the model takes, dollars against the user's budget.

Searching is an investment that pays when calls of the model are saved, and nothing promises that they will be. So
it may take a first stake and then a small share of what asking the model for every call so far would take: a
function that cannot be compiled costs little more than its calls, however many rows it sees, and one that is
compiled earns what further compiles cost. Seconds are the processor's, so that a busy machine does not look
like a hopeless function.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, final

STAKE: Final = 2.0  # seconds of search that every function is worth
SHARE: Final = 0.01  # of what its calls take the model
CALL: Final = 1.0  # seconds that a call of a model is worth at least: it costs money, too


@final
@dataclass(slots=True)
class Spending:
    """The accounts of one function. ``budget``: dollars for checks and compiles together, None for no limit."""

    budget: float | None = None
    searched: float = 0.0
    compiling: float = 0.0  # dollars

    def affords_search(self, calls: int, seconds_each: float) -> bool:
        """Whether searching on is no loss after ``calls`` that take the slow path ``seconds_each``."""
        return self.searched <= STAKE + SHARE * calls * max(CALL, seconds_each)

    def affords(self, dollars: float) -> bool:
        """Whether something that costs dollars may be done, ``dollars`` being spent on checks and compiles."""
        return self.budget is None or dollars < self.budget

    def affords_compiler(self, dollars: float) -> bool:
        """Whether the compiler may be called: one that charges nothing is free whatever was spent."""
        return not self.compiling or self.affords(dollars)
