"""The values an argument may have, each with the rules that give it: what is learned from, and bound by."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, final

from llmjit.dataflow import mentions
from llmjit.dataflow.history import Decision, History, decisions, key_of
from llmjit.dataflow.proposals import proposals
from llmjit.dataflow.rules import Proposal, Rule
from llmjit.dataflow.view import View
from llmjit.frontend.thread import Thread

Place = tuple[str, str]
Outcomes = dict[tuple[Place, Rule], tuple[bool, int]]
NOTHING: Final = ("nothing",)
_FORM: Final = 30


@final
class Index:
    """Numbers for names, so that what is counted by millions is counted by number."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}
        self.names: list[Hashable] = []

    def __call__(self, name: Hashable) -> int:
        """The number of a name."""
        number = self.numbers.get(name)
        if number is None:
            number = self.numbers[name] = len(self.names)
            self.names.append(name)
        return number


@final
@dataclass(slots=True)
class Candidate:
    """A value that rules give.

    ``rules`` are the numbers of these rules for this argument alone; ``cases`` those of the same rules together
    with what is known of the case; ``kinds`` those of the rules without names, with and without the case;
    ``signs`` those of all else that speaks for or against the value, whatever the argument's name.
    """

    value: Any
    shape: str
    rules: tuple[int, ...]
    cases: tuple[int, ...]
    kinds: tuple[int, ...]
    signs: tuple[int, ...]


@final
@dataclass(slots=True)
class Observed:
    """A decision with its candidates; ``context`` is how the latest call of the tool went."""

    decision: Decision
    context: str
    candidates: dict[Any, Candidate]
    last_said: str
    all_said: str

    @property
    def place(self) -> Place:
        """The argument: tool and path."""
        return (self.decision.tool, self.decision.path)


@final
@dataclass(slots=True)
class ObservedThread:
    """All decisions of a thread. ``counts`` says how often each rule gave a value and how often the right one."""

    name: str
    task: str
    decisions: list[Observed]
    counts: dict[int, tuple[int, int]]


def observe(thread: Thread, index: Index, links: bool = True) -> ObservedThread:
    """Every decision of a thread with its candidates.

    Without ``links`` a decision knows nothing of its own call: neither the leaves before it nor how the rules
    did on them.
    """
    found: list[Observed] = []
    outcomes: Outcomes = {}
    for history, decided in decisions(thread, links):
        view = View(history)
        after: Outcomes = outcomes if links else {}
        now = len(history.calls)
        for decision in decided:
            seen, given = _observed(view, decision, outcomes, index)
            found.append(seen)
            truth = key_of(decision.value)
            for rule, proposal in given.items():
                after[seen.place, rule] = (key_of(proposal.value) == truth, now)
        outcomes.update(after)
    task = str(thread.metadata.get("task_id", thread.id))
    return ObservedThread(thread.id, task, found, _counts(found))


def _counts(found: list[Observed]) -> dict[int, tuple[int, int]]:
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for seen in found:
        truth = key_of(seen.decision.value)
        for key, candidate in seen.candidates.items():
            right = key == truth
            for names in (candidate.rules, candidate.cases, candidate.kinds):
                for name in names:
                    count = counts[name]
                    count[0] += 1
                    count[1] += right
    return {name: (fired, right) for name, (fired, right) in counts.items()}


def context_of(history: History, tool: str) -> str:
    """How the latest call of a tool went, and whether the user has spoken since."""
    before = history.before(tool)
    if before is None:
        return "none"
    return ("failed" if before.failed else "done") + (
        ", same turn" if before.turn == len(history.said) else ""
    )


def _streak(outcome: tuple[bool, int] | None, now: int) -> str:
    """How a rule did when it last gave a value for the argument, and whether that was in this very call."""
    if outcome is None:
        return ""
    right, call = outcome
    return ("right" if right else "wrong") + (", here" if call == now else "")


def _observed(
    view: View, decision: Decision, outcomes: Outcomes, index: Index
) -> tuple[Observed, dict[Rule, Proposal]]:
    place = (decision.tool, decision.path)
    given: dict[Rule, Proposal] = {}
    by_value: dict[Any, list[Proposal]] = defaultdict(list)
    top: dict[str, int] = defaultdict(int)
    for proposal in proposals(view, decision):
        if proposal.rule not in given:
            given[proposal.rule] = proposal
            by_value[key_of(proposal.value)].append(proposal)
    for found in by_value.values():
        shape, said = form_of(found[0].value), view.said(found[0].value)
        top[shape] = max(top[shape], said)
    context = context_of(view.history, decision.tool)
    now = len(view.history.calls)
    at, when = index(place), index(context)
    candidates = {}
    for key, found in by_value.items():
        value = found[0].value
        shape, said = form_of(value), view.said(value)
        levels = (said, top[shape])
        names = (("form", at, shape), ("said", levels), ("said", decision.key, levels), ("said", at, levels))
        signs = dict.fromkeys(index(name) for name in names)
        rules: dict[int, None] = {}
        cases: dict[int, None] = {}
        kinds: dict[int, None] = {}
        for proposal in found:
            streak = _streak(outcomes.get((place, proposal.rule)), now)
            rule, case = index(proposal.rule), index((streak, said, proposal.tag))
            rules[index(("rule", at, rule))] = None
            cases[index(("rule, case", at, rule, case))] = None
            cases[index(("rule, context", at, rule, when))] = None
            if proposal.kind[-1] != "no":
                kind = index(proposal.kind)
                kinds[index(("kind, case", kind, case))] = None
                kinds[index(("kind, said", kind, *levels))] = None
                signs[index(("kind", kind))] = None
                signs[index(("kind, context", kind, streak, when))] = None
        candidates[key] = Candidate(value, shape, *map(tuple, (rules, cases, kinds, signs)))
    return Observed(decision, context, candidates, view.folded_last, view.folded_all), given


@lru_cache(maxsize=50_000)
def _text_form(value: str) -> str:
    known = mentions.shape_of(value) if len(value) < _FORM * 2 else ""
    if known:
        return known
    short = re.sub(r"\d+", "9", re.sub("[A-Z]+", "A", re.sub("[a-z]+", "a", value[: _FORM * 4])))
    return short[:_FORM]


def form_of(value: Any) -> str:
    """What a value looks like: its type, or for text the classes of its characters."""
    return _text_form(value) if isinstance(value, str) else type(value).__name__
