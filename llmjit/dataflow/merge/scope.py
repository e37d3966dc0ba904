"""What is known at one point of a merged program, and what a literal is wanted for there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import final

from llmjit.dataflow.judgement import Verdict
from llmjit.dataflow.merge.readings import Known
from llmjit.ir.ops import Op, Use


@final
@dataclass
class Scope:
    """What is known at one point of the program, for the threads that come by here.

    ``names`` maps each thread's own names to the program's; ``sources`` are results of calls and sites, and
    ``known`` all values a reading may use as a key. ``settled``: a condition on the data led here.
    """

    members: tuple[int, ...]
    names: dict[int, dict[Use, Use]]
    ops: list[Op] = field(default_factory=list)
    sources: list[Known] = field(default_factory=list)
    known: list[Known] = field(default_factory=list)
    decided: dict[tuple[Use, ...], Use] = field(default_factory=dict)
    settled: bool = False

    def part(self, members: Sequence[int], settled: bool) -> Scope:
        """The scope of one branch, for some of the threads."""
        own = {index: dict(self.names[index]) for index in members}
        decided = {
            tuple(key[self.members.index(m)] for m in members): use for key, use in self.decided.items()
        }
        return Scope(tuple(members), own, [], list(self.sources), list(self.known), decided, settled)


@final
@dataclass(frozen=True)
class Place:
    """Where a literal is read: ``wanted`` says what for, ``argument`` whether a helper gets it as it is.

    ``verdict`` says whether the model settled it in its head after it was shown something. ``varied``: what it was
    shown is another in some thread. ``position``: it is the index of an item.
    """

    hint: str
    wanted: str
    argument: bool
    verdict: Verdict = "code"
    varied: bool = True
    position: bool = False
