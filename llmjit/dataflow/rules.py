"""What a rule proposes for an argument, and the ways to choose one of several values."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from llmjit.dataflow import mentions
from llmjit.dataflow.history import Decision, key_of
from llmjit.dataflow.view import Group, View

Rule = tuple[str, ...]
PLAIN = frozenset({"", "#key", "id", "key", "name", "value"})


class Proposal(NamedTuple):
    """A value that a rule gives.

    ``rule`` names tools and fields; ``kind`` is the same without names, its last item the `relation` of the
    argument's name to the field's (``no`` if there is none); ``tag`` is what is known of this one case.
    """

    rule: Rule
    kind: Rule
    value: Any
    tag: str = ""


@lru_cache(maxsize=20_000)
def tokens(name: str) -> frozenset[str]:
    """The words of a name."""
    return frozenset(mentions.stem(word.lower()) for word in re.findall(r"[A-Za-z][a-z]*|\d+", name))


@lru_cache(maxsize=50_000)
def relation(key: str, source: str, path: str) -> str:
    """How the name of an argument is like that of a field: ``same``, ``in``, ``part`` or ``no``."""
    names = re.findall(r"[\w#]+", path)
    last = names[-1] if names else ""
    if last == key:
        return "same"
    wider = tokens(last)
    if last in PLAIN:
        wider = wider | tokens(names[-2] if len(names) > 1 else source)
    own = tokens(key)
    if own <= wider or (wider and wider <= own):
        return "in"
    return "part" if own & wider else "no"


def siblings(decision: Decision) -> list[Any]:
    """The leaves already bound at the same path of the call."""
    return [leaf.value for leaf in decision.bound if leaf.path == decision.path]


class Chooser:
    """The ways to choose one of some values for a decision: the only one, by place, by use, by what is said."""

    def __init__(self, view: View, decision: Decision, out: list[Proposal]) -> None:
        self.view = view
        self.decision = decision
        self.out = out
        self.taken = {key_of(value) for value in siblings(decision)}
        self.used = view.history.used(decision.tool, decision.path) | self.taken

    def choose(self, group: Group, name: Rule, kind: Rule, tag: str = "") -> None:
        """Add what each way gives of a group."""
        values = list(group.distinct.values())
        alike = kind[-1] != "no"
        listed = alike and "[]" in self.decision.path
        found: list[tuple[Rule, Any]] = []
        if len(values) == 1:
            found.append((("only",), values[0]))
        if listed and self.decision.index < len(group.column) and (len(values) > 1 or self.decision.index):
            found.append((("same place",), group.column[self.decision.index][0]))
        if len(values) > 1:
            found += self._by_use(group, values) if alike else []
            found += self._by_words(group)
        self.out += [Proposal((*how, *name), (*how, *kind), value, tag) for how, value in found]

    def _by_use(self, group: Group, values: list[Any]) -> list[tuple[Rule, Any]]:
        found: list[tuple[Rule, Any]] = [(("last",), group.column[-1][0])]
        unused = [value for value in values if key_of(value) not in self.used]
        if unused:
            found.append((("only unused" if len(unused) == 1 else "next",), unused[0]))
            found.append((("last unused",), unused[-1]))
        return found

    def _by_words(self, group: Group) -> list[tuple[Rule, Any]]:
        found: list[tuple[Rule, Any]] = []
        for level, one, some in ((2, "said", "said first"), (1, "said before", "said before, last")):
            said = [value for value in group.said(level) if key_of(value) not in self.taken]
            if said:
                value = said[0] if level == 2 or len(said) == 1 else said[-1]
                found.append(((one if len(said) == 1 else some,), value))
                break
        for when in ("last", "all"):
            value = group.named(when, self.taken)
            if value is not None:
                found.append((("named", when), value))
        return found
