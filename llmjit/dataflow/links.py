"""Rules that follow a link: a record that holds a value already bound in the call gives its other fields.

``cancel(order=7, card=?)``: the order whose ``id`` is 7, read before, names its card. The records are those of
earlier results, each standing in the arguments of the call that returned it, and those of earlier calls.
"""

from __future__ import annotations

from collections.abc import Iterable

from llmjit.dataflow import mentions
from llmjit.dataflow.history import Decision, Leaf, Row, key_of, last_name, telling
from llmjit.dataflow.rules import Chooser, Proposal, Rule, relation
from llmjit.dataflow.view import View

CLOSE = 1.1
HALF = 0.5


def from_links(chooser: Chooser) -> None:
    """Add what records that hold an already bound value give."""
    history = chooser.view.history
    for scope, leaf in anchors(chooser.decision):
        by_field: dict[tuple[str, str], list[Row]] = {}
        for row, path in history.places.get(key_of(leaf.value), ())[-mentions.ROWS :]:
            by_field.setdefault((row.source, path), []).append(row)
        for (source, path), found in by_field.items():
            same = "eq" if last_name(path) == last_name(leaf.path) else "ne"
            origin = "args" if source.endswith("()") else "result"
            name, kind = (leaf.path, source, path), (scope, same, origin)
            tag = agreement(found[-1], chooser.decision) + _age(chooser.view, found[-1], chooser.decision.key)
            _fields(chooser, found, name, kind, tag)
            _inside(chooser, found[-1], name, kind, tag)
            if scope != "call" and found[-1].parent is not None:
                _beside(chooser, found[-1], name, kind)


def anchors(decision: Decision) -> Iterable[tuple[str, Leaf]]:
    """The bound leaves that a record may be found by: of the call itself, of the same item of a list, and of
    the same place in another list.
    """
    counts: dict[str, int] = {}
    for leaf in decision.bound:
        at = counts[leaf.path] = counts.get(leaf.path, -1) + 1
        if not telling(leaf.value) or leaf.path == decision.path:
            continue
        if "[]" not in leaf.path:
            yield "call", leaf
        elif leaf.record == decision.record:
            yield "item", leaf
        elif at == decision.index and leaf.path.split("[]")[0] != decision.path.split("[]")[0]:
            yield "place", leaf


def agreement(row: Row, decision: Decision) -> str:
    """Whether the leaves bound so far are what a record has under the same names."""
    own = {last_name(path): value for path, value in row.fields.items()}
    shared = [
        leaf
        for leaf in decision.bound
        if last_name(leaf.path) in own and ("[]" not in leaf.path or leaf.record == decision.record)
    ]
    if any(key_of(own[last_name(leaf.path)]) != key_of(leaf.value) for leaf in shared):
        return "differs"
    return "agrees" if len(shared) > 1 else ""


def _age(view: View, row: Row, key: str) -> str:
    return " old" if row.age < view.history.newest.get(key, 0) else ""


def _fields(chooser: Chooser, found: list[Row], name: Rule, kind: Rule, tag: str) -> None:
    """The other fields on which all linked records, or all of the newest, agree; none where they differ."""
    ways = {"all": found}
    newest = [row for row in found if row.age == found[-1].age]
    if len(newest) < len(found):
        ways["newest"] = newest
    for when, rows in ways.items():
        fields: dict[tuple[str, str], dict[object, object]] = {}
        for row in rows:
            for other in (row, *row.above()):
                for path, value in other.fields.items():
                    fields.setdefault((other.source, path), {})[key_of(value)] = value
        for (source, path), values in fields.items():
            rel = relation(chooser.decision.key, source, path)
            if rel != "no" and len(values) == 1 and (source, path) != (name[1], name[2]):
                rule: Rule = ("link", when, *name, source, path)
                value = next(iter(values.values()))
                chooser.out.append(Proposal(rule, ("link", when, *kind, rel), value, tag))


def _inside(chooser: Chooser, row: Row, name: Rule, kind: Rule, tag: str) -> None:
    """The records that stand in the linked one, chosen from as from any."""
    for (source, path), group in chooser.view.inside(row).items():
        rel = relation(chooser.decision.key, source, path)
        if rel != "no":
            chooser.choose(group, ("in", *name, source, path), ("in", *kind, rel), tag)


def _beside(chooser: Chooser, row: Row, name: Rule, kind: Rule) -> None:
    """Of the records beside the linked one, that which the user names and which else is most like it."""
    assert row.parent is not None
    items = [item for item in row.parent.items[: mentions.ROWS] if item is not row and item.path == row.path]
    paths = [path for path in row.fields if relation(chooser.decision.key, row.source, path) != "no"]
    if not items or not paths:
        return
    alike = mentions.scores(items, mentions.spoken(row))
    for when, said in (("last", chooser.view.words_last), ("all", chooser.view.words_all)):
        marks = mentions.scores(items, said)
        total = [mark + like * HALF if mark else 0.0 for mark, like in zip(marks, alike, strict=True)]
        for path in paths:
            pairs = [
                (item.fields[path], mark)
                for item, mark in zip(items, total, strict=True)
                if path in item.fields
            ]
            value = mentions.best(pairs, CLOSE)
            if value is not None:
                rel = relation(chooser.decision.key, row.source, path)
                rule: Rule = ("beside", when, *name, path)
                chooser.out.append(Proposal(rule, ("beside", when, *kind, rel), value))
