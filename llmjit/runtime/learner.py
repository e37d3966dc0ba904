"""From observations to live specializations: compile what is due, test it on what arrives, then trust it.

No clock, no disk, no threads: the caller serialises. Everything that happened is in ``events``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from llmjit.diagnostic import RefusedError
from llmjit.options import JitOptions
from llmjit.runtime.loader import hash_of, load
from llmjit.runtime.miss import MISS
from llmjit.runtime.observations import ObservationLog, groups_of
from llmjit.runtime.policy import GroupKey, Policy
from llmjit.runtime.recompiler import Declined, Observation, Specialization
from llmjit.runtime.surprise import surprise
from llmjit.value import same

Event = Callable[[str, str], None]


@dataclass(eq=False, slots=True)
class Installed:
    """A specialization as live code. ``proof``: bits of successful prediction behind it."""

    specialization: Specialization
    function: Callable[..., Any]
    group: GroupKey
    proof: float = 0.0
    foretold: int = 0
    hits: int = 0

    @classmethod
    def load(cls, specialization: Specialization, group: GroupKey, proof: float = 0.0) -> Installed:
        """Load the code; raises `RefusedError` for code that the compiler cannot have written."""
        module = load(specialization.source, f"{specialization.entry}_{hash_of(specialization.source)[:12]}")
        return cls(specialization, module[specialization.entry], group, proof)

    def answer(self, inputs: tuple[Any, ...]) -> Any:
        """Its answer, or `MISS`; code that raises has none."""
        try:
            return self.function(*inputs)
        except Exception:
            return MISS


@dataclass(slots=True)
class Learner:
    """The learning state of one function: its log, its live specializations and those on probation."""

    options: JitOptions
    event: Event
    log: ObservationLog = field(default_factory=ObservationLog)
    live: list[Installed] = field(default_factory=list)
    candidates: dict[GroupKey, Installed] = field(default_factory=dict)
    policy: Policy = field(init=False)
    compiles: int = 0
    frozen: bool = False

    def __post_init__(self) -> None:
        self.policy = Policy(self.options)

    def observe(self, observation: Observation) -> bool:
        """Take in an answer of the slow path; True when the live set changed."""
        worth = self._worth(observation, seen=0)
        changed = self._test(observation, worth)
        verdict = self.log.add(observation)
        if verdict == "contradiction":
            return self._contradicted(observation) or changed
        return changed

    def doubts(self, inputs: tuple[Any, ...], value: Any) -> bool:
        """Whether a program that has foretold answers already foretells another than ``value``."""
        proven = [i for i in [*self.live, *self.candidates.values()] if i.foretold]
        answers = [installed.answer(inputs) for installed in proven]
        return any(got is not MISS and not same(got, value) for got in answers)

    def due(self, observation: Observation) -> Iterator[tuple[GroupKey, list[Observation]]]:
        """The groups of this observation that should be compiled now, widest first, with their rows."""
        for group in groups_of(observation):
            rows = self.log.group(group)
            if not self.frozen and self.policy.due(group, len(rows)):
                yield group, list(rows)

    def demote(self, gone: Collection[Installed], why: str) -> None:
        """Take specializations out of service; their groups will be harder to please."""
        for installed in gone:
            self.policy.foretold(installed.group, right=False)
            self.event("recompiles", f"demoted {installed.specialization.identity}: {why}")
        self.live = [i for i in self.live if i not in gone]

    def new_epoch(self, keep: Sequence[Observation] = ()) -> None:
        """The world has changed: what was observed before, ``keep`` apart, is no longer evidence nor an answer.

        A program learned from both worlds at once would fit either only by chance.
        """
        self.log = ObservationLog()
        self.candidates.clear()
        self.policy.begin_again()
        for observation in keep:
            self.log.add(observation)
        self.event("recompiles", f"observations begin again, {len(self.log)} kept")

    def take_over(
        self, live: Sequence[Installed], *, withdrawn: Sequence[Installed] = (), exact: bool = False
    ) -> None:
        """Put what another process found into service, unless it contradicts what was observed here.

        ``exact``: a person chose ``live``, and nothing else stays.
        """
        kept = [] if exact else [i for i in self.live if i not in withdrawn and i not in live]
        sound = [i for i in live if exact or not self._fault(i, ())]
        kept = [old for old in kept if not any(self._replaces(new, old) for new in sound)]
        self.live = [*sound, *kept][: self.options.max_specializations]

    def _worth(self, observation: Observation, seen: int) -> float:
        """What foretelling an observation is worth that the log holds ``seen`` times."""
        common = self.log.commonness(observation.output)
        novel = common <= (1 + seen) / (len(self.log) + 2)
        return surprise(observation.inputs, observation.output, common, novel)

    def _test(self, observation: Observation, worth: float) -> bool:
        """Hold every program against an answer it was not built from."""
        changed = False
        for installed in [*self.live, *self.candidates.values()]:
            got = installed.answer(observation.inputs)
            if got is MISS:
                continue
            right = same(got, observation.output)
            self.policy.foretold(installed.group, right)
            if right:
                installed.proof += worth
                installed.foretold += 1
            elif installed in self.live:
                self.event("deopts", f"{installed.specialization.identity} foretold {got!r}, wrong")
                self.live.remove(installed)
                changed = True
            else:
                del self.candidates[installed.group]
        return self._promote() or changed

    def _contradicted(self, observation: Observation) -> bool:
        self.event("recompiles", f"the slow path contradicts itself about {observation.inputs!r}"[:300])
        return False

    def adopt(
        self,
        group: GroupKey,
        rows: Sequence[Observation],
        result: Sequence[Specialization] | Declined,
        newest: Observation,
    ) -> bool | None:
        """Judge what a compile gave: None if there is no program, else whether the live set changed.

        The newest observation counts as foretold if the program is the one that stood before it came.
        """
        self.compiles += 1
        if isinstance(result, Declined):
            self._refuse(group, len(rows), result.message)
            return None
        for specialization in result:
            try:
                installed = Installed.load(specialization, group)
            except RefusedError as error:
                self._refuse(group, len(rows), str(error))
                return None
            why = self._fault(installed, rows)
            if why:
                self._refuse(group, len(rows), why)
                return None
            self._inherit(installed, newest)
            self.candidates[group] = installed
        self.policy.compiled(group, len(rows))
        self.event("recompiles", f"{describe(group)}: {len(rows)} observations, compiled")
        return self._promote()

    def _refuse(self, group: GroupKey, size: int, why: str) -> None:
        self.policy.declined(group, size, why)
        self.event("recompiles", f"{describe(group)}: {size} observations, declined: {why}")

    def _fault(self, installed: Installed, rows: Sequence[Observation]) -> str:
        """Why a new program may not even be a candidate: it must answer its rows, and no row wrongly."""
        for row in self.log.rows:
            got = installed.answer(row.inputs)
            if got is not MISS and not same(got, row.output):
                return f"its guards let through {row.inputs!r}, which it answers wrongly"
        if any(installed.answer(row.inputs) is MISS for row in rows):
            return "its guards refuse an observation it was built from"
        return ""

    def _inherit(self, installed: Installed, newest: Observation) -> None:
        """Evidence of the same program under narrower guards is evidence for it under wider ones."""
        identity = installed.specialization.identity
        for other in [*self.candidates.values(), *self.live]:
            if other.specialization.identity == identity and other.proof >= installed.proof:
                installed.proof, installed.foretold = other.proof, other.foretold
                if other.answer(newest.inputs) is MISS and other.group == installed.group:
                    installed.proof += self._worth(newest, seen=1)
                    installed.foretold += 1

    def _promote(self) -> bool:
        """Bring candidates with enough proof into service; each replaces those whose observations it
        answers.
        """
        if self.frozen:
            return False
        ready = [c for c in self.candidates.values() if c.proof >= self.policy.need(c.group)]
        for new in ready:
            del self.candidates[new.group]
            self.live = [old for old in self.live if not self._replaces(new, old)]
            if len(self.live) >= self.options.max_specializations:
                self.event("recompiles", f"{describe(new.group)}: limit of {len(self.live)} specializations")
                continue
            self.live.append(new)
            self.event("recompiles", f"{describe(new.group)}: live, {new.foretold} answers foretold")
        return bool(ready)

    def _replaces(self, new: Installed, old: Installed) -> bool:
        return all(
            new.answer(row.inputs) is not MISS or old.answer(row.inputs) is MISS for row in self.log.rows
        )


def describe(group: GroupKey) -> str:
    """A group in words."""
    level, text = group
    return "all inputs" if level == 0 else f"inputs like {text}"
