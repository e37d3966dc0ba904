"""Where the arguments of recorded tool calls come from, as a table: bound, by which rule, or left to the model."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.dataflow.bindings import ABSTAIN, Bound, learned
from llmjit.dataflow.candidates import Index, observe
from llmjit.dataflow.history import key_of
from llmjit.frontend.thread import Thread

FOLDS = 10
_RESULTS = {"latest": "its latest result", "all": "any of its results"}
_SAID = {"last": "the user's last message", "all": "what the user said"}


@final
@dataclass(frozen=True, slots=True)
class ArgumentRow:
    """One argument of one tool over all threads.

    Of its ``leaves`` as many as ``right`` were bound to the recorded value, ``wrong`` to another, the others
    left to the model. ``rule`` is the one behind most bound leaves; in the threads learned from it gave a
    value ``fired`` times and the recorded one ``held`` times.
    """

    tool: str
    path: str
    leaves: int
    right: int
    wrong: int
    rule: tuple[str, ...]
    fired: int
    held: int

    @property
    def left(self) -> int:
        """Leaves that the model must answer."""
        return self.leaves - self.right - self.wrong


def provenance(threads: Sequence[Thread], links: bool = True) -> Iterator[Bound]:
    """Every leaf of every call, bound by what threads of other tasks show: a tenth of the tasks is left out in
    turn, so nothing is bound by a thread of its own task.
    """
    index = Index()
    observed = [observe(thread, index, links) for thread in threads]
    tasks = {task: number % FOLDS for number, task in enumerate(sorted({seen.task for seen in observed}))}
    for fold in sorted(set(tasks.values())):
        bindings = learned([seen for seen in observed if tasks[seen.task] != fold], index, links)
        for seen in observed:
            if tasks[seen.task] == fold:
                yield from map(bindings.bound, seen.decisions)


def table(found: Iterator[Bound]) -> list[ArgumentRow]:
    """The leaves by tool and path, those with most leaves first."""
    groups: dict[tuple[str, str], list[Bound]] = defaultdict(list)
    for bound in found:
        groups[bound.decision.tool, bound.decision.path].append(bound)
    return sorted(
        (_row(place, group) for place, group in groups.items()),
        key=lambda row: (-row.leaves, row.tool, row.path),
    )


def _row(place: tuple[str, str], group: list[Bound]) -> ArgumentRow:
    used = [bound for bound in group if bound.value is not ABSTAIN]
    right = sum(key_of(bound.value) == key_of(bound.decision.value) for bound in used)
    rules = Counter(bound.rule for bound in used)
    rule = max(sorted(rules), key=rules.__getitem__) if rules else ()
    best = next((bound for bound in used if bound.rule == rule), None)
    fired, held = (best.fired, best.right) if best else (0, 0)
    return ArgumentRow(*place, len(group), right, len(used) - right, rule, fired, held)


def describe(rule: tuple[str, ...]) -> str:
    """A rule in words."""
    if not rule:
        return ""
    head, rest = rule[0], rule[1:]
    if head == "link":
        when, leaf, source, path, other, field = rest
        newest = "the newest record" if when == "newest" else "the record"
        return f"{field} of {other}, from {newest} whose {path} in {source} is {leaf}"
    if head == "beside":
        return f"{rest[-1]} of the record that the user names beside the one whose {rest[-2]} is {rest[1]}"
    if "in" in rest[:2]:
        at = rest.index("in")
        leaf, source, path, other, field = rest[at + 1 :]
        how = ", ".join((head, *rest[:at]))
        return f"{how}: {field} of {other}, inside the record whose {path} in {source} is {leaf}"
    if len(rule) > 3 and rule[-3] in _RESULTS:
        return f"{', '.join(rule[:-3])}: {rule[-1] or 'all'} of {rule[-2]}, {_RESULTS[rule[-3]]}"
    if len(rule) > 2 and rule[1] in _SAID:
        return f"{', '.join((head, *rule[2:]))}: in {_SAID[rule[1]]}"
    return ", ".join(rule)
