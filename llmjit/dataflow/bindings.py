"""Learn where the arguments of tool calls come from, and bind them in another thread or abstain.

Every rule (`llmjit.dataflow.proposals`) is a way to read a value out of what is known before an argument is
decided. From recorded threads we learn how far each rule is to be trusted, for this argument and in general,
and weigh the values that rules give against each other and against there being no right one among them. A
value is used where its probability, corrected by how predictable the argument has been, passes a bar that kept
wrong values rare on threads of tasks left out (`llmjit.dataflow.calibration`). Arguments of a call are bound in
order: those before are known, bound or answered by the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, final

from llmjit.dataflow.calibration import Calibration, Trial, calibrate
from llmjit.dataflow.candidates import NOTHING, Index, Observed, ObservedThread, observe
from llmjit.dataflow.evidence import Evidence, Trusts
from llmjit.dataflow.history import Decision, key_of
from llmjit.dataflow.ranking import Case, Ranking, fit
from llmjit.frontend.thread import Thread

ABSTAIN: Final = object()
FOLDS: Final = 3
USUAL: Final = 20


@final
@dataclass(frozen=True, slots=True)
class Bound:
    """An argument's leaf with the value bound, or `ABSTAIN`.

    ``probability`` is that of the value, also of one not used; ``rule`` the most trusted rule that gives it,
    with how often in the threads learned from it ``fired`` for this argument and how often it was ``right``.
    """

    decision: Decision
    value: Any
    probability: float
    rule: tuple[str, ...]
    fired: int
    right: int


@final
@dataclass(frozen=True)
class Bindings:
    """What was learned of some threads."""

    evidence: Evidence
    trusts: Trusts
    ranking: Ranking
    calibration: Calibration
    links: bool
    counts: Counter[int]
    rights: Counter[int]

    def choose(self, seen: Observed) -> Any:
        """The value of an argument, or `ABSTAIN`; its recorded value is not looked at."""
        value, probability = self.likeliest(seen)
        return value if probability >= self.calibration.bar else ABSTAIN

    def likeliest(self, seen: Observed) -> tuple[Any, float]:
        """The likeliest value of an argument and its probability; 0 where no rule gives one."""
        values, signs, measures = self.evidence.example(seen, self.trusts, None)
        value, share = _best(values, self.ranking.shares(signs, measures))
        return value, self.calibration.probability(seen.place, share)

    def explain(self, thread: Thread) -> Iterator[Bound]:
        """Every leaf of a thread's calls with what is bound for it, and by what rule."""
        return map(self.bound, observe(thread, self.evidence.index, self.links).decisions)

    def bound(self, seen: Observed) -> Bound:
        """What is bound for one leaf."""
        value, probability = self.likeliest(seen)
        rule, fired, right = self._rule(seen, value)
        used = value if probability >= self.calibration.bar else ABSTAIN
        return Bound(seen.decision, used, probability, rule, fired, right)

    def _rule(self, seen: Observed, value: Any) -> tuple[tuple[str, ...], int, int]:
        candidate = seen.candidates.get(key_of(value))
        if candidate is None or not candidate.rules:
            return ("one of the usual values",) if value is not NOTHING else (), 0, 0
        number = max(candidate.rules, key=self.trusts.of)
        names = self.evidence.index.names
        name = names[number]
        assert isinstance(name, tuple)
        rule = names[name[2]]
        assert isinstance(rule, tuple)
        return rule, self.counts[number], self.rights[number]


def learn(threads: Sequence[Thread], links: bool = True) -> Bindings:
    """Learn from all calls of some threads; without ``links`` from what is known before each call alone."""
    index = Index()
    return learned([observe(thread, index, links) for thread in threads], index, links)


def learned(threads: Sequence[ObservedThread], index: Index, links: bool = True) -> Bindings:
    """Learn from threads seen by `observe`, whatever their order."""
    ordered = sorted(threads, key=lambda thread: (thread.task, thread.name))
    evidence = Evidence(ordered, index)
    drafts: list[Draft] = []
    for thread in ordered:
        trusts = evidence.trusts(thread.task)
        weight = (1 + len(thread.decisions) / USUAL) ** -0.5
        for seen in thread.decisions:
            values, signs, measures = evidence.example(seen, trusts, thread.task)
            truth = key_of(seen.decision.value)
            right = next((at for at, value in enumerate(values) if key_of(value) == truth), len(values) - 1)
            drafts.append(Draft(thread.task, seen, values, Case(signs, measures, right, weight)))
    ranking = fit([draft.case for draft in drafts], _known(drafts))
    counts: Counter[int] = Counter()
    rights: Counter[int] = Counter()
    for thread in ordered:
        for name, (fired, good) in thread.counts.items():
            counts[name] += fired
            rights[name] += good
    calibration = calibrate(_trials(drafts))
    return Bindings(evidence, evidence.trusts(None), ranking, calibration, links, counts, rights)


class Draft(NamedTuple):
    """A decision of a thread that is learned from."""

    task: str
    seen: Observed
    values: list[Any]
    case: Case


def _known(drafts: Sequence[Draft]) -> set[int]:
    """The signs that a right candidate had in two tasks at least."""
    tasks: dict[int, str] = {}
    known: set[int] = set()
    for draft in drafts:
        for sign in draft.case.signs[draft.case.right]:
            if tasks.setdefault(sign, draft.task) != draft.task:
                known.add(sign)
    return known


def _trials(drafts: Sequence[Draft]) -> list[Trial]:
    """The likeliest value of every leaf as found without its task, a third of the tasks left out in turn."""
    tasks = sorted({draft.task for draft in drafts})
    fold = {task: number % FOLDS for number, task in enumerate(tasks)}
    trials: list[Trial] = []
    for number in range(FOLDS):
        own = [draft for draft in drafts if fold[draft.task] != number]
        if not own:
            continue
        ranking = fit([draft.case for draft in own], _known(own))
        for draft in drafts:
            if fold[draft.task] == number:
                shares = ranking.shares(draft.case.signs, draft.case.measures)
                value, probability = _best(draft.values, shares)
                right = key_of(value) == key_of(draft.seen.decision.value)
                trials.append(Trial(probability, right, draft.task, draft.seen.place))
    return trials


def _best(values: Sequence[Any], shares: Sequence[float]) -> tuple[Any, float]:
    """The likeliest of the values, `NOTHING` aside, which is the last."""
    if len(values) < 2:
        return NOTHING, 0.0
    at = max(range(len(values) - 1), key=shares.__getitem__)
    return values[at], shares[at]
