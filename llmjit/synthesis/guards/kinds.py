"""Guards on items that a rule keeps since they are not something, or leaves out since they have not its form; on codes.

Who takes all requests but those with status 200, of which there were 404 and 500, has not said what 201 is. Who takes
the parts of a path that are words has not said what ``3-players`` is, if those left out were a host and empty. Who
looks for 503 has not said what 504 is, nor who takes the second word of two which it is of three.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import (
    Apply,
    Const,
    Expr,
    Item,
    Undefined,
    applications,
    evaluate,
    inputs_of,
    operators,
    show,
)
from llmjit.synthesis.guards.conditions import set_of
from llmjit.synthesis.strings.operators import AT, WORDS

TELLING = frozenset({"filter", "count_if"})
"""Operators that go by what a rule says of each item."""
TOTAL = frozenset({"lines", "filter", "strip", "fields", "words", "tokens"})
"""Operators that make a list of any text."""
EQUAL = frozenset({"is_value", "equals"})
FORMED = frozenset({"matches", "searches"})
ASKING = EQUAL | {"contains", "count_of", "holds_word", "ends_with", "count"}
"""Operators that ask for what their last argument says."""
MOST = 8
"""Of more codes that differ, none is a code."""
LEAST = 2
"""So many values besides the one that is denied, each seen about so often, are all there are."""


def kind_guards(names: Sequence[str], rows: Sequence[Sequence[Any]], program: Expr) -> Iterator[Guard]:
    """The guards on the items of every list of which a program takes some, and on the codes that it asks for."""
    denied = False
    for each in applications(program):
        if each.operator.name in TELLING and _total(each.arguments[0]) and len(set(inputs_of(each))) == 1:
            for guard in _denied(names, rows, *each.arguments[:2]):
                denied = True
                yield guard
            yield from _formless(names, rows, *each.arguments[:2])
        elif each.arguments and "lambda" in each.operator.params and _total(each.arguments[0]):
            yield from _worded(names, rows, each)
    for index in sorted(set(inputs_of(program))) if not denied else ():
        texts = [row[index] for row in rows]
        if all(isinstance(text, str) for text in texts):
            yield from code_guards(names[index], texts, program)


def _worded(names: Sequence[str], rows: Sequence[Sequence[Any]], part: Apply) -> Iterator[Guard]:
    """Every item has as many words as all had, where one is taken for its place among them."""
    places = {
        each.arguments[1]
        for body in part.arguments[1:]
        for each in applications(body)
        if each.operator is AT and each.arguments[0] == WORDS(Item())
    }
    items = part.arguments[0]
    if places <= {Const(0), Const(-1)} or len(set(inputs_of(items))) != 1:
        return
    try:
        counts = {len(str(item).split()) for row in rows for item in evaluate(items, row)}
    except Undefined:
        return
    if len(counts) == 1:
        condition = f"{{len(item.split()) for item in {show(items, names)}}} <= {counts}"
        yield _guard(names, items, counts.pop(), condition, "items had as many words in", len(rows))


def code_guards(name: str, texts: Sequence[str], program: Expr) -> Iterator[Guard]:
    """No code never seen that is nearer to the one that a program asks for than to any other: 504 may be as 503 is."""
    for code in dict.fromkeys(_codes_asked_for(program)):
        source = rf"(?<![\d.:/-])[0-9]{{{len(code)}}}(?![\d.:/-])"
        others = {int(found) for text in texts for found in re.findall(source, text)} - {int(code)}
        if 0 < len(others) <= MOST and any(re.search(rf"(?<!\d){code}(?!\d)", text) for text in texts):
            far = _nearer_to(others, int(code))
            condition = f"all(found == {code!r} or {far} for found in re.findall({source!r}, {name}))"
            reason = f"{name} had no code near {code} but itself"
            yield Guard("format", name, code, reason, len(texts), condition)


def _codes_asked_for(program: Expr) -> Iterator[str]:
    for each in applications(program):
        asked = each.arguments[-1] if each.operator.name in ASKING and each.arguments else None
        found = re.fullmatch(r"\W*([1-9]\d{1,3})\W*", str(asked.value)) if isinstance(asked, Const) else None
        if found is not None:
            yield found[1]


def _nearer_to(others: Set[int], code: int) -> str:
    """The condition that a number found is nearer to one of the others than to a code."""
    below = [other for other in others if other < code]
    above = [other for other in others if other > code]
    low = math.ceil((code + max(below)) / 2) if below else None
    high = (code + min(above)) // 2 if above else None
    if low is not None and high is not None:
        return f"not {low} <= int(found) <= {high}"
    return f"int(found) > {high}" if low is None else f"int(found) < {low}"


def _total(items: Expr) -> bool:
    """Whether a list can be had of every text, by nothing but what the conditions of guards know."""
    return {operator.name for operator in operators(items)} <= TOTAL


def _piece(value: Expr) -> str:
    """A value of an item in emitted code, an empty text where an item has none; empty if it is no piece of it."""
    text = show(value)
    found = re.fullmatch(r"(item(?:\.\w+\([^()]*\))*)\[(-?\d+)\]", text)
    if found is None:
        return text if text in ("item", "item.strip()") else ""
    at = int(found[2])
    return f"''.join({found[1]}[{at}:{at + 1 if at != -1 else ''}])"


def _denied(names: Sequence[str], rows: Sequence[Sequence[Any]], items: Expr, rule: Expr) -> Iterator[Guard]:
    """No other values than those seen, of which one is denied and the others came again and again."""
    if not (isinstance(rule, Apply) and rule.operator.name == "not" and isinstance(rule.arguments[0], Apply)):
        return
    asked = rule.arguments[0]
    value = asked.arguments[0]
    piece = _piece(value)
    if asked.operator.name not in EQUAL or not isinstance(asked.arguments[1], Const) or not piece:
        return
    try:
        seen = Counter(str(evaluate(value, row, item)) for row in rows for item in evaluate(items, row))
    except Undefined:
        return
    others = {each: count for each, count in seen.items() if each != str(asked.arguments[1].value)}
    if len(others) >= LEAST and sum(others.values()) >= LEAST * len(others):
        found = f"{{{piece} for item in {show(items, names)}}}"
        condition = f"{found} <= {set_of(seen)}"
        yield _guard(names, items, sorted(seen), condition, "no other values were told apart in", len(rows))


def _formless(
    names: Sequence[str], rows: Sequence[Sequence[Any]], items: Expr, rule: Expr
) -> Iterator[Guard]:
    """No item is left out that has the form of none left out before."""
    asked = rule
    while isinstance(asked, Apply) and asked.operator.name == "not":
        asked = asked.arguments[0]
    if not isinstance(asked, Apply) or asked.operator.name not in FORMED or asked.arguments[0] != Item():
        return
    try:
        left = [item for row in rows for item in evaluate(items, row) if not evaluate(rule, row, item)]
    except Undefined:
        return
    if left and all(isinstance(item, str) for item in left):
        source = "|".join(sorted(set(map(_characters, left))))
        condition = (
            f"all(re.fullmatch({source!r}, item) for item in {show(items, names)} if not {show(rule, names)})"
        )
        yield _guard(names, items, source, condition, "no items of other forms were left out of", len(rows))


def _characters(item: str) -> str:
    """The pattern of texts of the same kinds of characters: letters, digits and the very marks."""
    marks = "".join(sorted({re.escape(mark) for mark in re.findall(r"[\W_]", item)}))
    letters, digits = re.search(r"[^\W\d_]", item), re.search(r"\d", item)
    parts = [r"[^\W\d_]"] * bool(letters) + [f"[{'0-9' * bool(digits)}{marks}]"] * bool(digits or marks)
    return f"(?:{'|'.join(parts)})*" if len(parts) > 1 else f"{''.join(parts)}*" if parts else ""


def _guard(
    names: Sequence[str], items: Expr, expected: object, condition: str, reason: str, count: int
) -> Guard:
    (index,) = set(inputs_of(items))
    return Guard("format", names[index], expected, f"{reason} {names[index]}", count, condition)
