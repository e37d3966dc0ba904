"""Texts that a program cuts into items at a mark: an item that stands alone has none beside it to be set apart from.

That every text seen held the mark says no more than that it had several items, of which there may be one. A text
without the mark is taken for an item where it looks like those that were seen: no other marks, no more words, digits
only where items had some, and all the marks that every item had. Others may be of another kind, or set apart by
another mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, applications
from llmjit.synthesis.strings.operators import FIELDS, JOIN, LENGTH

CUTTING = frozenset({FIELDS.name, "items_of"})
FIXED = frozenset({"list", "dict", "fields_of"})
"""Operators whose parts are as many as the program says."""


def with_lone_items(
    guards: list[Guard], name: str, seen: Sequence[str], program: Expr, index: int, outputs: Sequence[Any]
) -> list[Guard]:
    """The guards on an input, of which those that ask for the mark between its items pass an item alone."""
    mark = items_cut_at(program, index)
    if not mark or not _listed(program, outputs) or len({text.count(mark) for text in seen}) < 2:
        return guards
    bare = mark.strip()
    items = [item.strip() for text in seen for item in text.split(bare) if item.strip()]
    alone = lone_item(name, items)
    return [_or_alone(guard, alone) if _asks_for(guard, bare) else guard for guard in guards]


def _or_alone(guard: Guard, alone: str) -> Guard:
    reason = f"{guard.reason}, or was one item such as were seen"
    return replace(guard, condition=f"({guard.condition} or {alone})", reason=reason)


def _asks_for(guard: Guard, mark: str) -> bool:
    """Whether a guard is one of `guards.texts` that asks that marks are there."""
    marks = guard.expected if isinstance(guard.expected, list) else []
    return guard.reason.startswith(f"{guard.subject} always held ") and mark in [
        each.strip() for each in marks
    ]


def items_cut_at(program: Expr, index: int) -> str:
    """The one mark at which a program cuts an input into items, if it does nothing else with it; empty otherwise."""
    marks = set()
    for each in applications(program):
        if Input(index) in each.arguments:
            mark = each.arguments[1] if each.operator.name in CUTTING else None
            marks.add(str(mark.value) if isinstance(mark, Const) else "")
    found = marks.pop() if len(marks) == 1 else ""
    return found if found.strip() and not re.search(r"\w", found) else ""


def _listed(program: Expr, outputs: Sequence[Any]) -> bool:
    """Whether the answer is made of whatever items there are."""
    if not isinstance(program, Apply) or program.operator.name in FIXED:
        return False
    return program.operator in (JOIN, LENGTH) or all(isinstance(output, list) for output in outputs)


def lone_item(name: str, items: Sequence[str]) -> str:
    """The condition that a text looks like one of the items."""
    written = "".join(items)
    marks = "".join(sorted(set(re.findall(r"[^\w\s]", written))))
    odd = [rf"[^\w\s{re.escape(marks)}]"]
    odd += [unseen for unseen in ("_", "[0-9]") if not re.search(unseen, written)]
    if not any(map(str.islower, written)):
        odd.append(r"[^\W\d_A-Z]" if any(map(str.isupper, written)) else r"[^\W\d_]")
    most = max((len(item.split()) for item in items), default=1)
    words = f"len({name}.split()) == 1" if most == 1 else f"1 <= len({name}.split()) <= {most}"
    shared = sorted(set.intersection(*(set(re.findall(r"[^\w\s]", item)) for item in items)))
    tests = [words, f"re.search({'|'.join(odd)!r}, {name}) is None", rf"re.search('\\w', {name})"]
    return " and ".join(tests + [f"{each!r} in {name}" for each in shared])
