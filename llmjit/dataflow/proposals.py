"""All rules that read a value for an argument out of what is known before it is decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llmjit.dataflow import mentions
from llmjit.dataflow.history import Call, Decision, Leaf, key_of, last_name
from llmjit.dataflow.links import from_links
from llmjit.dataflow.rules import Chooser, Proposal, Rule, relation, siblings, tokens
from llmjit.dataflow.view import View


def proposals(view: View, decision: Decision) -> list[Proposal]:
    """What each rule gives for a decision; its recorded value is not looked at."""
    out: list[Proposal] = []
    chooser = Chooser(view, decision, out)
    for when, tool, path, group in view.groups():
        chooser.choose(group, (when, tool, path), (when, relation(decision.key, tool, path)))
    from_links(chooser)
    _from_calls(chooser)
    _from_text(chooser)
    return out


def _from_calls(chooser: Chooser) -> None:
    """The same argument of earlier calls, and of the item before."""
    history, decision, out = chooser.view.history, chooser.decision, chooser.out
    before = history.before(decision.tool)
    if before is not None:
        values = [leaf.value for leaf in before.leaves if leaf.path == decision.path]
        if decision.index < len(values):
            value = values[decision.index]
            state = "done" if not before.failed else "blamed" if blamed(before, decision, value) else "failed"
            turn = "same turn" if before.turn == len(history.said) else "later"
            name = ("as before", state, turn, kept(before.leaves, decision))
            out.append(Proposal(name, name, value))
        for leaf in before.leaves:
            if leaf.path != decision.path and "[]" not in leaf.path + decision.path:
                other = ("another argument before", last_name(leaf.path))
                out.append(Proposal(other, other[:1], leaf.value))
    for call in reversed(history.calls):
        found = [leaf.value for leaf in call.leaves if last_name(leaf.path) == decision.key]
        if found:
            inside = decision.index < len(found)
            kind = ("last argument", "same place" if inside else "last")
            value = found[decision.index] if inside else found[-1]
            out.append(Proposal((*kind, call.tool), kind, value))
            break
    for value in siblings(decision)[-1:]:
        out.append(Proposal(("as the item before",), ("as the item before",), value))


def blamed(call: Call, decision: Decision, value: Any) -> bool:
    """Whether the complaint of a call that failed has words of an argument's name or of its value."""
    named = tokens(decision.key) | (tokens(value) if isinstance(value, str) else frozenset())
    return any(
        len(word) > 2 and not word.isdigit() and word in mentions.words(call.complaint) for word in named
    )


def kept(before: Sequence[Leaf], decision: Decision) -> str:
    """Whether the leaves bound so far are those of an earlier call, and whether this is the last one."""
    if not decision.bound:
        return "first"
    old = {(leaf.path, leaf.record): key_of(leaf.value) for leaf in before}
    differ = sum(old.get((leaf.path, leaf.record)) != key_of(leaf.value) for leaf in decision.bound)
    if differ:
        return "one differs" if differ == 1 else "differ"
    return "kept, last" if len(decision.bound) == len(before) - 1 else "kept"


def _from_text(chooser: Chooser) -> None:
    """What the user spells out: dates, addresses, numbers, names, identifiers, labelled and listed words."""
    view, decision = chooser.view, chooser.decision
    texts = [("last", view.last_said)]
    if len(view.history.said) > 1:
        texts.append(("all", view.all_said))
    for when, text in texts:
        _matches(chooser, ("date", when), mentions.dates(text, view.history.year))
        _matches(chooser, ("email", when), mentions.emails(text))
        _matches(chooser, ("number", when), mentions.numbers(text))
        for form, found in mentions.codes(text).items():
            _matches(chooser, ("code", when, form), found)
        names = mentions.names(text)
        for place in (0, 1):
            parts = list(dict.fromkeys(pair[place] for pair in names))
            _matches(chooser, (f"name {place}", when), parts)
        _matches(chooser, ("labelled", when), mentions.labelled(text, decision.key))
        if decision.bound and isinstance(decision.bound[-1].value, str) and decision.bound[-1].value:
            last = decision.bound[-1]
            _matches(
                chooser,
                ("after", when, last_name(last.path)),
                mentions.following(text, last.value),
                fresh=False,
            )


def _matches(chooser: Chooser, name: Rule, found: Sequence[Any], fresh: bool = True) -> None:
    """One of several matches in a text."""
    decision = chooser.decision
    used = chooser.used if fresh else set()
    ways: list[tuple[str, Any]] = []
    if len(found) == 1:
        ways.append(("only", found[0]))
    elif found:
        ways += [("last", found[-1]), ("first", found[0])]
        unused = [value for value in found if key_of(value) not in used]
        if unused:
            ways.append(("only unused" if len(unused) == 1 else "next", unused[0]))
        if decision.index < len(found) and "[]" in decision.path:
            ways.append(("same place", found[decision.index]))
    for how, value in ways:
        chooser.out.append(Proposal((*name, how), (*name[:2], how), value))
