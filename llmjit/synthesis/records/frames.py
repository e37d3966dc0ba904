"""Lines that all documents of a kind have around what is asked for: titles, headings, names of columns, signatures.

A question that keeps the lines of which something is asked may keep less, one day, than was meant: an amount without
a fraction, in another unit, with a sign. Where all that was left out begins like lines of other observations, and
nothing that was kept does, what else is left out is no part of the frame. Nor is a line meant that all observations
have and none keeps, though it may look like those kept some day: an opening balance below nought is no payment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.strings import operators as ops

LEAST = 3
"""Fewer observations do not show what all documents have."""
WORDS = 6
"""So many words that stand in one line of each document are looked at."""
OPENS = Operator("opens_with", ("str", "list"), "bool", "(({0}.split() or [''])[0] in {1})", 0.4)
UNLESS = Operator("unless", ("bool", "bool"), "bool", "({0} and not {1})", 0.4)
Lists = Sequence[Sequence[str]]
Masks = Sequence[Sequence[bool]]


def framed(lists: Lists, mask: Masks, test: Expr) -> Iterator[Expr]:
    """Questions that keep the same lines as ``test``: all but the frame, and all that it keeps but for the frame."""
    if len(lists) < LEAST:
        return
    frame = _frame(lists, mask)
    if frame:
        yield ops.NOT(OPENS(Item(), frame))
    for word in _never_kept(lists, mask):
        yield UNLESS(test, ops.CONTAINS(Item(), word))


def _frame(lists: Lists, mask: Masks) -> list[str]:
    """What lines left out begin with, if each beginning is in several observations and no line kept has it."""
    kept: set[str] = set()
    left: list[set[str]] = []
    for lines, row in zip(lists, mask, strict=True):
        firsts = [(line.split() or [""])[0] for line in lines]
        kept.update(first for first, keep in zip(firsts, row, strict=True) if keep)
        left.append({first for first, keep in zip(firsts, row, strict=True) if not keep})
    frame = set().union(*left)
    if not any(frame) or frame & kept or not all(sum(first in each for each in left) > 1 for first in frame):
        return []
    return sorted({*frame, ""})


def _never_kept(lists: Lists, mask: Masks) -> Iterator[str]:
    """Words of the lines that all have and none keeps, one for each line."""
    places = [_single_lines(lines) for lines in lists]
    seen: set[tuple[int, ...]] = set()
    for word in sorted(set.intersection(*map(set, places)))[:WORDS]:
        at = tuple(each[word] for each in places)
        if at not in seen and not any(kept[line] for kept, line in zip(mask, at, strict=True)):
            yield word
        seen.add(at)


def _single_lines(lines: Sequence[str]) -> dict[str, int]:
    """The words that stand in one line alone, with their lines."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        for word in set(re.findall(r"[^\W\d_]{3,}", line)):
            found.setdefault(word, []).append(at)
    return {word: at[0] for word, at in found.items() if len(at) == 1}
