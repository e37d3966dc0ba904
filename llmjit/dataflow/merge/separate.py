"""Conditions that tell two groups of threads apart by what is known where their code parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, final

from llmjit.dataflow.merge.readings import Known

MOST: Final = 6
FEW: Final = 3
CATEGORY: Final = 3
_NAMES: Final = {str: "str", list: "list", dict: "dict", bool: "bool", int: "int", float: "float"}


@final
@dataclass(frozen=True)
class Condition:
    """``source`` over ``value`` (and ``other``) is true for the first group alone.

    ``closed`` is a condition that holds for both groups and nothing that was not seen; empty where the first
    says it all. The lower ``rank``, the less can it be a coincidence.
    """

    rank: int
    source: str
    operands: tuple[tuple[str, str], ...]
    why: str
    closed: str = ""


def conditions(first: Sequence[int], second: Sequence[int], known: Sequence[Known]) -> list[Condition]:
    """All conditions of the least rank that tell the groups apart; none where these are too many."""
    found: list[Condition] = []
    for each in reversed(known):
        if all(index in each.values for index in (*first, *second)):
            left, right = ([each.values[i] for i in group] for group in (first, second))
            if each.use.startswith("gap ") and not _settled(left, right):
                continue
            for rank, source, why, closed in _of_value(left, right):
                found.append(Condition(rank, source, (("value", each.use),), why, closed))
    found += _relations(first, second, known)
    if not found:
        return []
    least = min(condition.rank for condition in found)
    best = [condition for condition in found if condition.rank == least]
    if least >= CATEGORY:
        best += _numbers(first, second, known)  # what a word tells, a number beside it may have told
    return best if len(best) <= MOST else []


def _settled(left: Sequence[Any], right: Sequence[Any]) -> bool:
    """Whether what requests say is one word here and another there, in two of each: no accident of the examples."""
    return all(len(side) > 1 and len(set(side)) == 1 for side in (left, right))


def _of_value(left: Sequence[Any], right: Sequence[Any]) -> Iterator[tuple[int, str, str, str]]:
    types = [{type(value) for value in side} for side in (left, right)]
    if not types[0] & types[1]:
        if len(types[0]) == 1 and (kind := next(iter(types[0]))) in _NAMES:
            yield 0, f"isinstance(value, {_NAMES[kind]})", "the type tells which way", ""
        elif types[0] == {type(None)}:
            yield 0, "value is None", "nothing was found", ""
        elif types[1] == {type(None)}:
            yield 0, "value is not None", "something was found", ""
        return
    if types[0] == types[1] == {bool}:
        if set(left) != set(right) and len(set(left)) == len(set(right)) == 1:
            yield 0, "value" if left[0] else "not value", "the answer tells which way", ""
        return
    if all(isinstance(value, str | list | dict) for value in (*left, *right)):
        empty = [{not value for value in side} for side in (left, right)]
        if empty in ([{True}, {False}], [{False}, {True}]):
            source = "not value" if empty[0] == {True} else "bool(value)"
            yield 0, source, "whether anything was found tells which way", ""
    yield from _of_form(left, right)
    yield from _of_fields(left, right)


def _of_form(left: Sequence[Any], right: Sequence[Any]) -> Iterator[tuple[int, str, str, str]]:
    if not all(isinstance(value, str) for value in (*left, *right)):
        return
    for sign in ("{", "[", "<"):
        starts = [{value.lstrip().startswith(sign) for value in side} for side in (left, right)]
        if starts in ([{True}, {False}], [{False}, {True}]):
            source = f"value.lstrip().startswith({sign!r})"
            yield (
                1,
                source if starts[0] == {True} else f"not {source}",
                "the form of the text tells which way",
                "",
            )
    yield from _categories(left, right, "value", CATEGORY)


def _of_fields(left: Sequence[Any], right: Sequence[Any]) -> Iterator[tuple[int, str, str, str]]:
    if not all(isinstance(value, dict) for value in (*left, *right)):
        return
    ours, theirs = (set.intersection(*(_keys(value) for value in side)) for side in (left, right))
    some, others = (set.union(*(_keys(value) for value in side)) for side in (left, right))
    for key in sorted(ours - others):
        yield 2, f"{key!r} in value", f"whether there is a {key} tells which way", ""
    for key in sorted(theirs - some):
        yield 2, f"{key!r} not in value", f"whether there is a {key} tells which way", ""
    for key in sorted(ours & theirs):
        mine, other = ([value[key] for value in side] for side in (left, right))
        yield from _categories(mine, other, f"value.get({key!r})", CATEGORY)


def _numbers(first: Sequence[int], second: Sequence[int], known: Sequence[Known]) -> Iterator[Condition]:
    """Limits that tell the groups apart, for numbers and for fields that are numbers."""
    for each in reversed(known):
        if each.use.startswith("gap ") or not all(index in each.values for index in (*first, *second)):
            continue
        left, right = ([each.values[i] for i in group] for group in (first, second))
        pairs = [("value", left, right)]
        if all(isinstance(value, dict) for value in (*left, *right)):
            shared = set.intersection(*map(_keys, (*left, *right)))
            pairs = [
                (f"value.get({k!r})", [v[k] for v in left], [v[k] for v in right]) for k in sorted(shared)
            ]
        for subject, mine, other in pairs:
            for source, closed in _limits(mine, other, subject):
                yield Condition(CATEGORY, source, (("value", each.use),), "a limit tells which way", closed)


def _limits(left: Sequence[Any], right: Sequence[Any], subject: str) -> Iterator[tuple[str, str]]:
    if not all(isinstance(v, int | float) and not isinstance(v, bool) for v in (*left, *right)):
        return
    above = min(left) > max(right)
    low, high = (max(right), min(left)) if above else (max(left), min(right))
    if low < high:
        either = f"isinstance({subject}, (int, float)) and ({subject} >= {high!r} or {subject} <= {low!r})"
        yield f"{subject} >= {high!r}" if above else f"{subject} <= {low!r}", either


def _keys(value: Mapping[Any, Any]) -> set[str]:
    return {key for key in value if isinstance(key, str)}


def _categories(
    left: Sequence[Any], right: Sequence[Any], subject: str, rank: int
) -> Iterator[tuple[int, str, str, str]]:
    if not all(isinstance(v, bool) or (isinstance(v, str) and _wordlike(v)) for v in (*left, *right)):
        return
    ours, theirs = (sorted(set(side), key=repr) for side in (left, right))
    if not set(ours) & set(theirs) and len(ours) <= FEW and len(theirs) <= FEW:
        source = f"{subject} in {tuple(ours)!r}" if len(ours) > 1 else f"{subject} == {ours[0]!r}"
        closed = f"{subject} in {(*ours, *theirs)!r}"
        yield rank, source, "what it says tells which way", closed


def _wordlike(text: str) -> bool:
    return len(text) <= 30 and not any(map(str.isdigit, text)) and text.strip() != ""


def _relations(first: Sequence[int], second: Sequence[int], known: Sequence[Known]) -> Iterator[Condition]:
    """Two values that are equal in one group and never in the other."""
    texts = [each for each in known if all(isinstance(v, str) and len(v) < 40 for v in each.values.values())]
    for at, left in enumerate(texts):
        for right in texts[:at]:
            same = [_equal(left, right, group) for group in (first, second)]
            if same in ([{True}, {False}], [{False}, {True}]):
                source = "value == other" if same[0] == {True} else "value != other"
                operands = (("value", left.use), ("other", right.use))
                yield Condition(2, source, operands, "whether the two are the same tells which way")


def _equal(left: Known, right: Known, group: Sequence[int]) -> set[bool]:
    values: list[tuple[Mapping[int, Any], Mapping[int, Any]]] = [(left.values, right.values)]
    return {a.get(index) == b.get(index) for a, b in values for index in group}
