"""Guards on texts of which one field is taken: how often the mark stands in them, not the form of other fields.

``x.split(', ')[0]`` gives what stands before the first comma whatever that is and whatever follows. A mark of spaces
alone says less: words may be more. What the answer looks like, and what it stands beside, is asked for elsewhere.
Where one field is told from the start and another from the end, they are two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Operator, applications
from llmjit.synthesis.guards.texts import letter_guards
from llmjit.synthesis.lists.cells import TABULAR, padded
from llmjit.synthesis.strings.operators import FIELD, FIELDS, LOWER, STRIP, TOKEN, UPPER

Cut = tuple[str, int]


def cut_at(program: Expr, index: int) -> Cut | None:
    """The mark at which a program cuts an input, and the number of the field that is its answer, in any letter case."""
    while isinstance(program, Apply) and program.operator in (STRIP, LOWER, UPPER):
        program = program.arguments[0]
    if (
        not isinstance(program, Apply)
        or program.operator is not FIELD
        or program.arguments[0] != Input(index)
    ):
        return None
    mark, at = program.arguments[1:]
    if not isinstance(mark, Const) or not isinstance(at, Const):
        return None
    text = str(mark.value)
    return (text, at.value) if text.strip() and not any(map(str.isalnum, text)) else None


def field_guards(name: str, seen: Sequence[str], cut: Cut) -> list[Guard]:
    """The mark is there, and as often as it was if the field is neither the first nor the last."""
    mark, at = cut
    counts = sorted({text.count(mark) for text in seen})
    if in_code(seen, mark):
        reason = f"{name} always held {counts[0]} of {mark!r}, no blanks and no empty field"
        filled = f"all(map(str.strip, {name}.split({mark!r})))"
        condition = f"{name}.count({mark!r}) == {counts[0]} and len({name}.split()) == 1 and {filled}"
        return [Guard("format", name, {"count": mark, "seen": counts}, reason, len(seen), condition)]
    if at in (0, -1):
        condition, reason = f"{mark!r} in {name}", f"{name} always held {mark!r}"
    else:
        condition, reason = f"{name}.count({mark!r}) in {tuple(counts)!r}", f"{name} held {mark!r} as often"
    guard = Guard("format", name, {"count": mark, "seen": counts}, reason, len(seen), condition)
    return [guard, *letter_guards(name, seen, "format")]


def in_code(seen: Sequence[str], mark: str) -> bool:
    """Whether a mark cuts texts without blanks into as many fields each, three at least: these hold what they hold."""
    return (
        len({text.count(mark) for text in seen}) == 1
        and seen[0].count(mark) > 1
        and all(len(text.split()) == 1 and all(text.split(mark)) for text in seen)
    )


CUTTING = frozenset({"items_of", "item_at"})


def other_marks(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No other mark that separates items than those seen, where a program takes the items of a cell.

    Marks with blanks around them, and ends of lines, leave no doubt: there, others belong to the items.
    """
    cut, unseen = _cut_by(program, index, CUTTING), _unseen(seen)
    if not unseen or all(mark == "\n" or (mark not in TABULAR and padded(mark, seen)) for mark in cut):
        return []
    return [_none_of(unseen, name, len(seen))]


def lone_items(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No other mark that separates items in a text without the mark at which a program cuts it, as some text was.

    It may be the mark that is used there.
    """
    cut, unseen = _cut_by(program, index, {FIELDS.name}), _unseen(seen)
    mark = cut.pop() if len(cut) == 1 else " "
    if not mark.strip() or not unseen or all(mark in text for text in seen):
        return []
    guard = _none_of(unseen, name, len(seen))
    return [replace(guard, condition=f"{mark!r} in {name} or {guard.condition}")]


def _cut_by(program: Expr, index: int, operators: Set[str]) -> set[str]:
    """The marks at which these operators cut an input."""
    return {
        str(each.arguments[1].value)
        for each in applications(program)
        if each.operator.name in operators
        and each.arguments[0] == Input(index)
        and isinstance(each.arguments[1], Const)
    }


def _unseen(texts: Sequence[str]) -> str:
    """The marks that may separate items and that no text had."""
    return "".join(mark for mark in TABULAR if not any(mark in text for text in texts))


def _none_of(unseen: str, name: str, count: int) -> Guard:
    pattern = f"[{unseen}]"
    reason = f"items of {name} were set apart by no other marks"
    condition = f"re.search({pattern!r}, {name}) is None"
    return Guard("format", name, f"none of {unseen}", reason, count, condition)


def ends_apart(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """Parts told from the start and parts told from the end are never one and the same."""
    needed: dict[tuple[Operator, Any], list[int]] = {}
    for each in applications(program):
        if each.operator in (FIELD, TOKEN) and each.arguments[0] == Input(index):
            mark, at = each.arguments[1:]
            if isinstance(mark, Const) and isinstance(at, Const):
                both = needed.setdefault((each.operator, mark.value), [0, 0])
                both[at.value < 0] = max(both[at.value < 0], at.value + 1, -at.value)
    guards = []
    for (operator, mark), both in needed.items():
        least = sum(both)
        parts = [len(text.split(mark) if operator is FIELD else re.findall(mark, text)) for text in seen]
        if all(both) and min(parts) >= least:
            cut = f"{name}.split({mark!r})" if operator is FIELD else f"re.findall({mark!r}, {name})"
            reason = f"{name} never had so few parts that one is taken twice"
            guards.append(Guard("format", name, least, reason, len(seen), f"len({cut}) >= {least}"))
    return guards
