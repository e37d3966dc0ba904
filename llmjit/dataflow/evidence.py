"""What the recorded threads say of rules, forms and values, with any one task left out.

A rule counts once for a thread however often it fired there, or nearly: leaves of one thread are not
independent, so its firings weigh as their square root. What is asked of a thread that is itself learned from is
asked without all threads of its task.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import Any, Final, final

from llmjit.dataflow import mentions
from llmjit.dataflow.candidates import NOTHING, Candidate, Index, Observed, ObservedThread, form_of
from llmjit.dataflow.history import key_of

PRIOR: Final = 0.2
WEIGHT: Final = 3.0
UNKNOWN: Final = -2.0
SUPPORT: Final = 2
CLOSED: Final = 6
COVERED: Final = 0.8
KEPT: Final = 12
MANY: Final = 6
MEASURES: Final = 5

Example = tuple[list[Any], list[tuple[int, ...]], list[list[float]]]
Tally = tuple[dict[int, float], dict[int, float]]


def tally(threads: Sequence[ObservedThread]) -> Tally:
    """How often rules fired and were right, by number, every thread's firings under a square root."""
    fired: dict[int, float] = defaultdict(float)
    right: dict[int, float] = defaultdict(float)
    for thread in threads:
        for name, (count, good) in thread.counts.items():
            root = math.sqrt(count)
            fired[name] += root
            if good:
                right[name] += good / root
    return fired, right


@final
class Evidence:
    """The records of some threads."""

    def __init__(self, threads: Sequence[ObservedThread], index: Index) -> None:
        self.index = index
        self.fired, self.right = tally(threads)
        self.tasks: dict[str, Tally] = {}
        by_task: dict[str, list[ObservedThread]] = defaultdict(list)
        self.forms: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.values: dict[str, dict[Any, tuple[Any, set[str]]]] = defaultdict(dict)
        for thread in threads:
            by_task[thread.task].append(thread)
            for seen in thread.decisions:
                value, name = seen.decision.value, seen.decision.key
                self.forms[name, form_of(value)].add(thread.task)
                self.values[name].setdefault(key_of(value), (value, set()))[1].add(thread.task)
        self.tasks = {task: tally(own) for task, own in by_task.items()}

    def trusts(self, task: str | None) -> Trusts:
        """The trust in rules, without a task."""
        return Trusts(self, self.tasks.get(task, ({}, {})) if task is not None else ({}, {}))

    def known_form(self, name: str, form: str, task: str | None) -> bool:
        """Whether two other tasks at least had a value of a form for an argument of a name."""
        return len(self.forms.get((name, form), set()) - {task}) >= SUPPORT

    def vocabulary(self, name: str, task: str | None) -> list[Any]:
        """The few values that nearly all arguments of a name have; empty where there are more."""
        counts = [(value, len(tasks - {task})) for value, tasks in self.values.get(name, {}).values()]
        often = [value for value, count in counts if count >= SUPPORT]
        covered = sum(count for _, count in counts if count >= SUPPORT)
        few = len(often) <= CLOSED and covered >= COVERED * sum(count for _, count in counts)
        return sorted(often, key=repr) if few else []

    def example(self, seen: Observed, trusts: Trusts, task: str | None) -> Example:
        """The candidates of a decision worth a look, with their signs and measures; last the choice of none."""
        name = seen.decision.key
        found = {
            key: (candidate.value, candidate.kinds + candidate.signs, trusts.measures(candidate))
            for key, candidate in seen.candidates.items()
            if self.known_form(name, candidate.shape, task)
        }
        for value, signs in self._vocabulary_signs(seen, task):
            key = key_of(value)
            unknown = [UNKNOWN] * (MEASURES - 1) + [0.0]
            _, own, measures = found.get(key, (value, (), unknown))
            found[key] = (value, (*own, *signs), measures)
        best = sorted(found.values(), key=lambda item: -sum(item[2]))[:KEPT]
        none: list[Hashable] = [("none",), ("none", seen.place), ("none", name)]
        none.append(("none", seen.place, seen.context))
        none.append(("none, among", min(len(found), MANY)))
        best.append((NOTHING, tuple(map(self.index, none)), [0.0] * MEASURES))
        return [value for value, _, _ in best], [own for _, own, _ in best], [row for _, _, row in best]

    def _vocabulary_signs(self, seen: Observed, task: str | None) -> list[tuple[Any, list[int]]]:
        values = self.vocabulary(seen.decision.key, task)
        if not values:
            return []
        levels = _levels(values, seen.last_said, seen.all_said)
        top = max(levels.values())
        ties = min(3, sum(level[0] == top[0] for level in levels.values()))
        out = []
        for value in values:
            level = levels[key_of(value)]
            where = "" if not level[0] else "last" if level == top else "other"
            said = (level[0], top[0], where)
            names: list[Hashable] = [("known", seen.place, key_of(value)), ("known, said", said, ties)]
            names += [
                ("known, said", seen.decision.key, said),
                ("known, said", seen.place, key_of(value), said[:2]),
            ]
            out.append((value, [self.index(item) for item in names]))
        return out


def _levels(values: list[Any], last: str, every: str) -> dict[Any, tuple[int, int]]:
    """For each known value whether the user's last message (2) or an earlier one (1) has it, and where; what
    stands within a longer known value does not count.
    """
    levels: dict[Any, tuple[int, int]] = {}
    for value in sorted(values, key=lambda value: -len(str(value))):
        text = mentions.folded(value) if isinstance(value, str) else ""
        if len(text) < 3:
            levels[key_of(value)] = (0, -1)
            continue
        level = 2 if text in last else 1 if text in every else 0
        levels[key_of(value)] = (level, last.rfind(text) if level == 2 else every.rfind(text))
        blank = f" {'_' * (len(text) - 2)} "
        last, every = last.replace(text, blank), every.replace(text, blank)
    return levels


@final
class Trusts:
    """How much rules are trusted, as log odds, without a task of their own."""

    def __init__(self, evidence: Evidence, own: Tally) -> None:
        self._evidence = evidence
        self._own = own
        self._known: dict[int, float] = {}

    def of(self, name: int) -> float:
        """The log odds that a rule is right."""
        known = self._known.get(name)
        if known is None:
            fired = self._evidence.fired.get(name, 0.0) - self._own[0].get(name, 0.0)
            right = self._evidence.right.get(name, 0.0) - self._own[1].get(name, 0.0)
            share = min(max((right + PRIOR * WEIGHT) / (fired + WEIGHT), 0.001), 0.999)
            known = self._known[name] = math.log(share / (1 - share))
        return known

    def measures(self, candidate: Candidate) -> list[float]:
        """How well the rules that give a value are trusted: the best, the best in this case, the third best,
        the best of their kinds, and how many are.
        """
        rules = [self.of(name) for name in candidate.rules]
        cases = [self.of(name) for name in candidate.cases]
        ranked = sorted(rules + cases, reverse=True)
        return [
            max(rules, default=UNKNOWN),
            max(cases, default=UNKNOWN),
            ranked[2] if len(ranked) > 2 else UNKNOWN,
            max([self.of(name) for name in candidate.kinds], default=UNKNOWN),
            sum([trust for trust in ranked[:8] if trust > 0]) / 2,
        ]
