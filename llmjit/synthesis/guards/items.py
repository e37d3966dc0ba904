"""Guards on the items and lines of a text of which a program takes what it looks for: others may mean it as well.

A sum of the numbers in ``2x tea, 3x rye`` says nothing of ``2x tea, rye``, where one item has no number, nor do items
behind ``- `` of a line that begins with ``* ``. So all items have a number, and all lines begin as some line did, if
that was so of every item, and if no line was without a mark. Nor does it say what is to be done with a refund, or with
``one night``. A mark that always had blanks beside it may stand within an item without them, and where the first item
always had the greatest number, the one that has may be meant.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.guard import Guard
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of
from llmjit.synthesis.lists.cells import ITEM_AT, ITEMS_OF, TABULAR
from llmjit.synthesis.strings.operators import FIELDS, STRIP

SUMMED = frozenset({"all_numbers"})
MARKED = frozenset({"marked", "all_marked", "in_one_run"})
NUMBER = r"(?<![\w.])\d+(?:[.,]\d+)*"
"""A number, but not the end of a code such as A4."""
OFF = r"(?i)\b(?:less|minus|refund(?:ed)?|credit(?:ed)?|discount|rebate|deduct(?:ed|ion)?)\b"
COUNTED = r"\d ([^\W\d_]{3,40})\b"
WORDS = "an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
WITHIN = "/&+"
"""Marks that stand within words as well."""
PLAIN = r"\d+(?:\.\d+)?"
WAYS = 4
"""By chance the first one has the greatest number in one of so many cases."""
HEAD = r"\s*[^\w\s]+\s*(?:[\[(].?[\])])?"
"""The marks that a line begins with, and a box behind them."""


def item_guards(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """The guards on the items and the lines of one input."""
    uses = [each for each in applications(program) if each.arguments and each.arguments[0] == Input(index)]
    if any(each.operator.name in SUMMED and index in inputs_of(each) for each in applications(program)):
        return [*_numbered(name, seen), *_taken_off(name, seen), *_in_words(name, seen)]
    by_line = any(
        each.operator.name in MARKED
        and isinstance(pattern := each.arguments[1], Const)
        and "(?m)^" in pattern.value
        for each in uses
    )
    apart = _set_apart(name, seen, uses)
    return apart + (_begun(name, seen) if by_line else [])


def _set_apart(name: str, seen: Sequence[str], uses: Sequence[Apply]) -> list[Guard]:
    """A mark that always had blanks beside it where items were cut has them: without, it may be part of an item.

    So are those of ``R&D`` and ``w/o``; commas and their like seldom are, and an arrow only beside others with blanks.
    """
    found = [each.arguments[1] for each in uses if each.operator in (ITEMS_OF, ITEM_AT)]
    guards = []
    for mark in dict.fromkeys(str(each.value) for each in found if isinstance(each, Const)):
        tight = rf"(?<=\S){re.escape(mark)}|{re.escape(mark)}(?=\S)"
        if (
            mark not in TABULAR
            and any(mark in text for text in seen)
            and not re.search(tight, "\n".join(seen))
        ):
            reason = f"{mark!r} always had blanks beside it in {name}"
            condition = f"re.search({tight!r}, {name}) is None"
            if mark not in WITHIN:
                condition = f"({' ' + mark + ' '!r} not in {name} or {condition})"
            guards.append(Guard("format", name, f"no match of {tight}", reason, len(seen), condition))
    return guards


def _numbered(name: str, seen: Sequence[str]) -> list[Guard]:
    for mark in TABULAR:
        counts = {len(re.findall(NUMBER, item)) for text in seen for item in text.split(mark)}
        if any(mark in text for text in seen) and 0 not in counts:
            one = counts == {1}
            told = f"len(re.findall({NUMBER!r}, item)) == 1" if one else "re.search('[0-9]', item)"
            condition = f"all({told} for item in {name}.split({mark!r}))"
            reason = f"every item of {name} had {'one' if one else 'a'} number"
            return [Guard("format", name, "a number in each", reason, len(seen), condition)]
    return []


def _taken_off(name: str, seen: Sequence[str]) -> Iterator[Guard]:
    """No word says that a number is to be taken off, where none did."""
    if not any(re.search(OFF, text) for text in seen):
        reason = f"nothing in {name} was taken off"
        condition = f"re.search({OFF!r}, {name}) is None"
        yield Guard("format", name, "none taken off", reason, len(seen), condition)


def _in_words(name: str, seen: Sequence[str]) -> Iterator[Guard]:
    """No number is written as a word before what stood behind numbers, where none was."""
    counted = {word.removesuffix("s") for text in seen for word in re.findall(COUNTED, text)}
    pattern = rf"(?i)\b(?:{WORDS}) (?:{'|'.join(map(re.escape, sorted(counted)))})"
    if counted and not any(re.search(pattern, text) for text in seen):
        condition = f"re.search({pattern!r}, {name}) is None"
        reason = f"no number in {name} was a word"
        yield Guard("format", name, "digits", reason, len(seen), condition)


def _begun(name: str, seen: Sequence[str]) -> list[Guard]:
    lines = [line for text in seen for line in text.splitlines() if line.strip()]
    found = [re.match(HEAD, line) for line in lines]
    if not all(found):
        return []
    heads = sorted({each[0] for each in found if each})
    pattern = "(?:" + "|".join(map(re.escape, heads)) + ")"
    condition = f"all(re.match({pattern!r}, line) for line in {name}.splitlines() if line.strip())"
    reason = f"all lines of {name} began with such marks"
    return [Guard("format", name, heads, reason, len(seen), condition)]


def left_out_marks(name: str, seen: Sequence[str], program: Expr, index: int) -> list[Guard]:
    """No marks but those seen in a text of which a rule leaves out pieces: it may leave out more with them."""
    filters = [each for each in applications(program) if each.operator.name == "filter"]
    rules = [each for each in filters if each.arguments[1] not in (Item(), STRIP(Item()))]
    if not any(index in inputs_of(each) and cut_whole(each.arguments[0], index) for each in rules):
        return []
    marks = "".join(sorted(set(re.findall(r"[^\w\s]", "".join(seen)))))
    source = rf"[^\w\s{re.escape(marks)}]"
    reason = f"{name} held no other marks"
    condition = f"re.search({source!r}, {name}) is None"
    return [Guard("format", name, f"no match of {source}", reason, len(seen), condition)]


def cut_whole(pieces: Expr, index: int) -> bool:
    """Whether these are the pieces of an input between marks."""
    return isinstance(pieces, Apply) and pieces.operator is FIELDS and pieces.arguments[0] == Input(index)


def greatest_first(name: str, seen: Sequence[str], outputs: Sequence[Any]) -> list[Guard]:
    """The first item has the greatest number, where it always did and is what the answers are taken of.

    Whoever tells one of the several that have a number each may mean the one that has most. Not of so few that it
    would hardly ever be otherwise.
    """
    if not all(isinstance(output, str) and re.fullmatch(r"\D*[^\W\d_]\D*", output) for output in outputs):
        return []
    for mark in TABULAR:
        lists = [text.strip().split(mark) for text in seen]
        numbers = [[re.findall(PLAIN, item) for item in items] for items in lists]
        if not all(len(each) == 1 for row in numbers for each in row):
            continue
        told = [[float(each[0]) for each in row] for row in numbers]
        first = all(
            output in items[0] and output not in mark.join(items[1:])
            for items, output in zip(lists, outputs, strict=True)
        )
        if (
            first
            and math.prod(map(len, told)) >= WAYS
            and all(row[0] > max(row[1:], default=-1.0) for row in told)
        ):
            found = f"re.findall({PLAIN!r}, {name})"
            reason = f"the first number of {name} was the greatest"
            return [
                Guard(
                    "format",
                    name,
                    "the greatest first",
                    reason,
                    len(seen),
                    f"next(map(float, {found}), -1) > max(map(float, {found}[1:]), default=-1)",
                )
            ]
    return []
