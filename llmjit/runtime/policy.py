"""When to compile, when to trust what was compiled, and when to give up: all the numbers of the JIT's
judgement.

Every format of the inputs (a *group*: all inputs, inputs of one token pattern, inputs of one exact
pattern) is tried from the widest to the narrowest, so that one program serves all formats where one can
and polymorphic inputs get one specialization each where none can. A compiled program goes live only when
it has *foretold* answers that it was not built from. What a success is worth is counted in bits:
foretelling an answer never seen before is worth much, foretelling the usual answer little, so that a
constant or a coin flip never earns trust cheaply. Every wrong prediction makes the group harder to please.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Final

from llmjit.options import JitOptions

GroupKey = tuple[int, str]

NEED_BITS: Final = 4.0  # trust a program after foretelling answers worth this much
DISTRUST: Final = 1.0  # by how much each wrong prediction raises the need, as a factor
GROWTH: Final = 1.5  # after a refusal, wait until the group has grown by this factor
PATIENCE: Final = 10  # refusals after which new groups of a function without any program start one row later
HOPELESS: Final = 6  # wrong predictions after which a group is left to the model


@dataclass(slots=True)
class GroupState:
    """What trying to compile one group has shown so far."""

    next_size: int
    wrong: int = 0
    right: int = 0
    declined: int = 0
    reason: str = ""

    @property
    def hopeless(self) -> bool:
        """Predictions for this group fail too often to go on."""
        return self.wrong >= HOPELESS and self.wrong * 2 > self.right


@dataclass(slots=True)
class Policy:
    """The judgement of one function."""

    options: JitOptions
    groups: dict[GroupKey, GroupState] = field(default_factory=dict)
    fruitful: bool = False

    def state(self, group: GroupKey) -> GroupState:
        """The record of a group, begun at the first threshold."""
        known = self.groups.get(group)
        if known is None:
            known = self.groups[group] = GroupState(next_size=self._first_size())
        return known

    def _first_size(self) -> int:
        """When a new group is tried: later and later where no group of the function ever had a program."""
        barren = 0 if self.fruitful else sum(state.declined for state in self.groups.values()) // PATIENCE
        return max(1, self.options.min_observations) + barren

    def due(self, group: GroupKey, size: int) -> bool:
        """Whether a group of ``size`` observations should be compiled now."""
        state = self.state(group)
        return size >= state.next_size and not state.hopeless

    def declined(self, group: GroupKey, size: int, reason: str) -> None:
        """No program exists for the group: wait for more observations, longer each time."""
        state = self.state(group)
        state.declined += 1
        state.reason = reason
        state.next_size = max(size + 1, math.ceil(size * GROWTH))

    def compiled(self, group: GroupKey, size: int) -> None:
        """A program exists: the next observation it refuses is worth another try at once (second miss
        widens).
        """
        self.fruitful = True
        self.state(group).next_size = size + 1

    def foretold(self, group: GroupKey, right: bool) -> None:
        """A program of the group predicted an answer that then arrived."""
        state = self.state(group)
        if right:
            state.right += 1
        else:
            state.wrong += 1

    def begin_again(self) -> None:
        """Observations start at none; the distrust that wrong predictions earned stays."""
        for state in self.groups.values():
            state.next_size = max(1, self.options.min_observations)
            state.reason = ""

    def need(self, group: GroupKey) -> float:
        """Bits of successful prediction a program of this group must show before it answers."""
        state = self.state(group)
        return (
            NEED_BITS
            * (1 + DISTRUST * state.wrong)
            * math.sqrt(0.01 / min(max(self.options.risk, 1e-4), 0.25))
        )
