"""Parts of texts that begin or end at a position, with the other end found from there.

They go on to a literal, as far as characters are of one kind, or for so many characters.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from llmjit.synthesis.expr import Operator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import CLASSES, Positions, Texts, literal_cost
from llmjit.synthesis.strings.reach import Reach

LONGEST = 12
"""So many characters are counted at most."""
RUNS = tuple((kind, re.compile(kind.pattern).match) for kind in CLASSES)
SINGLES = tuple((kind, f"(?:{kind.single})+") for kind in CLASSES if kind.single)


class Relative(NamedTuple):
    """How a part is found from a position."""

    cost: float
    family: str
    operator: Operator
    argument: str | int


Found = tuple[tuple[str, ...], Relative]


def onward(source: Texts, starts: Positions, furthest: Positions) -> Iterator[Found]:
    """Parts that begin at these positions and end nowhere beyond the furthest."""
    texts = source.texts
    if furthest[0] == starts[0] < len(texts[0]) or starts[0] == len(texts[0]):
        return
    for literal in source.literals:
        ends = _following(texts, literal, starts, furthest)
        if ends is not None and ends != starts:
            how = Relative(0.3 + literal_cost(literal), f"until {literal}", ops.UNTIL, literal)
            yield _between(texts, starts, ends), how
    for kind, match in RUNS:
        values = []
        for text, start, end in zip(texts, starts, furthest, strict=True):
            run = match(text, start)
            if run is None or run.end() > end:
                break
            values.append(run[0])
        else:
            yield tuple(values), Relative(0.4 + kind.weight, f"run {kind.pattern}", ops.RUN, kind.pattern)
    for length in range(1, min(LONGEST, *map(int.__sub__, furthest, starts)) + 1):
        values = [text[start : start + length] for text, start in zip(texts, starts, strict=True)]
        cost = 0.3 + 0.03 * length if source.uniform else 0.5 + 0.15 * length
        yield tuple(values), Relative(cost, "take", ops.TAKE, length)


def _following(
    texts: Sequence[str], literal: str, starts: Positions, furthest: Positions
) -> Positions | None:
    ends = []
    for text, start, end in zip(texts, starts, furthest, strict=True):
        at = text.find(literal, start, end + len(literal))
        if at < 0:
            return None
        ends.append(at)
    return tuple(ends)


def _between(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> tuple[str, ...]:
    return tuple(text[start:end] for text, start, end in zip(texts, starts, ends, strict=True))


def backward(source: Texts, ends: Positions, reaches: Sequence[Reach]) -> Iterator[Found]:
    """Parts that end at these positions."""
    texts = source.texts
    if min(ends) == 0:
        return
    for literal in source.literals:
        begins = []
        for text, end, reach in zip(texts, ends, reaches, strict=True):
            begin = text.rfind(literal, 0, end) + len(literal)
            if begin < len(literal) or reach(begin) < end:
                break
            begins.append(begin)
        else:
            how = Relative(0.3 + literal_cost(literal), f"since {literal}", ops.SINCE, literal)
            yield _between(texts, begins, ends), how
    for kind, pattern in SINGLES:
        begins = []
        for spans, end, reach in zip(source.spans(pattern), ends, reaches, strict=True):
            at = bisect_left(spans, (end,)) - 1  # the last run that begins in front of the end
            if at < 0 or spans[at][1] < end or reach(spans[at][0]) < end:
                break
            begins.append(spans[at][0])
        else:
            how = Relative(0.4 + kind.weight, f"run before {kind.single}", ops.RUN_BEFORE, kind.single)
            yield _between(texts, begins, ends), how
