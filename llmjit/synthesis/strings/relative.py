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


class Relative(NamedTuple):
    """How a part is found from a position."""

    cost: float
    family: str
    operator: Operator
    argument: str | int


Found = tuple[tuple[str, ...], Relative]
RUNS = tuple(re.compile(kind.pattern).match for kind in CLASSES)
RUN = tuple(Relative(0.4 + kind.weight, f"run {kind.pattern}", ops.RUN, kind.pattern) for kind in CLASSES)
SINGLES = tuple(f"(?:{kind.single})+" for kind in CLASSES if kind.single)
RUN_BEFORE = tuple(
    Relative(0.4 + kind.weight, f"run before {kind.single}", ops.RUN_BEFORE, kind.single)
    for kind in CLASSES
    if kind.single
)


class Row:
    """One text of a source: where its parts that stand in the output begin and end, one found from the other.

    The ways to find it are numbered as in `Relatives`. Many positions of all texts share those in one of them.
    """

    def __init__(self, text: str, reach: Reach, source: Texts) -> None:
        self.text = text
        self.reach = reach
        self.source = source
        self.runs, self.runs_before = source.found.around(text)
        self.known_ends: dict[int, dict[int, int]] = {}
        self.known_begins: dict[int, dict[int, int]] = {}

    def ends(self, start: int) -> dict[int, int]:
        """Where parts end that begin here, none beyond the reach, by the number of the way."""
        found = self.known_ends.get(start)
        if found is None:
            found = self.known_ends[start] = dict(self._ends(start))
        return found

    def _ends(self, start: int) -> Iterator[tuple[int, int]]:
        furthest, literals = self.reach(start), self.source.literals
        for number, literal in enumerate(literals):
            at = self.text.find(literal, start, furthest + len(literal))
            if at >= 0:
                yield number, at
        runs = self.runs.get(start)
        if runs is None:
            found = [match(self.text, start) for match in RUNS]
            runs = self.runs[start] = [(kind, run.end()) for kind, run in enumerate(found) if run]
        for kind, end in runs:
            if end <= furthest:
                yield len(literals) + kind, end

    def begins(self, end: int) -> dict[int, int]:
        """Where parts begin that end here and are within reach, by the number of the way."""
        found = self.known_begins.get(end)
        if found is None:
            found = self.known_begins[end] = dict(self._begins(end))
        return found

    def _begins(self, end: int) -> Iterator[tuple[int, int]]:
        literals = self.source.literals
        for number, literal in enumerate(literals):
            at = self.text.rfind(literal, 0, end)
            if at >= 0 and self.reach(at + len(literal)) >= end:
                yield number, at + len(literal)
        runs = self.runs_before.get(end)
        if runs is None:
            runs = self.runs_before[end] = list(self._runs_before(end))
        for kind, begin in runs:
            if self.reach(begin) >= end:
                yield len(literals) + kind, begin

    def _runs_before(self, end: int) -> Iterator[tuple[int, int]]:
        for kind, pattern in enumerate(SINGLES):
            spans = self.source.found.of(pattern, self.text)
            at = bisect_left(spans, (end,)) - 1  # the last run that begins in front of the end
            if at >= 0 and spans[at][1] >= end:
                yield kind, spans[at][0]


class Relatives:
    """Parts of a source that stand in the outputs, found from one end."""

    def __init__(self, source: Texts, reaches: Sequence[Reach]) -> None:
        literals = [(0.3 + literal_cost(each), each) for each in source.literals]
        self.source = source
        self.until = (*(Relative(cost, f"until {each}", ops.UNTIL, each) for cost, each in literals), *RUN)
        self.since = (
            *(Relative(cost, f"since {each}", ops.SINCE, each) for cost, each in literals),
            *RUN_BEFORE,
        )
        self.rows = [Row(*pair, source) for pair in zip(source.texts, reaches, strict=True)]

    def onward(self, starts: Positions, furthest: Positions) -> Iterator[Found]:
        """Parts that begin at these positions and end nowhere beyond the furthest."""
        texts = self.source.texts
        if furthest[0] == starts[0] < len(texts[0]) or starts[0] == len(texts[0]):
            return
        for number, ends in _common([row.ends(start) for row, start in zip(self.rows, starts, strict=True)]):
            if ends != starts:
                yield _between(texts, starts, ends), self.until[number]
        for length in range(1, min(LONGEST, *map(int.__sub__, furthest, starts)) + 1):
            values = [text[start : start + length] for text, start in zip(texts, starts, strict=True)]
            cost = 0.3 + 0.03 * length if self.source.uniform else 0.5 + 0.15 * length
            yield tuple(values), Relative(cost, "take", ops.TAKE, length)

    def backward(self, ends: Positions) -> Iterator[Found]:
        """Parts that end at these positions."""
        if min(ends) == 0:
            return
        for number, begins in _common([row.begins(end) for row, end in zip(self.rows, ends, strict=True)]):
            yield _between(self.source.texts, begins, ends), self.since[number]


def _common(rows: Sequence[dict[int, int]]) -> Iterator[tuple[int, Positions]]:
    """Those ways that there are in every row, in order, with the positions that they lead to."""
    for number in rows[0]:
        where = [row.get(number, -1) for row in rows]
        if -1 not in where:
            yield number, tuple(where)


def _between(texts: Sequence[str], starts: Sequence[int], ends: Sequence[int]) -> tuple[str, ...]:
    return tuple([text[start:end] for text, start, end in zip(texts, starts, ends, strict=True)])
