"""The time from one line of a log to another: the first and the last, or those that hold a word.

Which lines were meant few observations leave open: whatever pairs of lines are as far apart in all of them must
agree. A text that lacks the word, or holds it in two lines, has no answer.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import final

from llmjit.synthesis.dates.moves import countable, differences
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.dates.readings import Reading, read_column
from llmjit.synthesis.dates.sources import SPANS
from llmjit.synthesis.expr import Expr, Item
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.picks import SOLE
from llmjit.synthesis.records.values import LONGEST, own
from llmjit.synthesis.strings import operators as ops

MOST_WORDS = 4
READINGS = 2
ALIKE = 4
"""So many pairs of lines that are as far apart have a say."""


@final
@dataclass(frozen=True, slots=True)
class End:
    """A line of every text: its number, and the readings of the time that it begins with."""

    lines: tuple[int, ...]
    readings: tuple[Reading, ...]


@generator("columns", priority=24)
def times_between_lines(problem: Problem) -> Iterator[Term | None]:
    """The seconds between two lines that begin with a time."""
    if not all(countable(output) for output in problem.outputs):
        return
    for column in own(problem):
        if all(
            isinstance(text, str) and "\n" in text.strip() and len(text) <= LONGEST for text in column.values
        ):
            yield from _between(column.expr, [str(text) for text in column.values], problem)


def _between(expr: Expr, texts: Sequence[str], problem: Problem) -> Iterator[Term | None]:
    kept = ops.FILTER(ops.LINES(expr), ops.STRIP(Item()))
    lists = [[line for line in text.splitlines() if line.strip()] for text in texts]
    if len({lines[0] for lines in lists}) == 1 and all(len(lines) > 2 for lines in lists):
        # The names of columns, or a title.
        kept, lists = ops.SLICE(kept, 1, None), [lines[1:] for lines in lists]
    pattern = _stamp(lists)
    if pattern is None:
        return
    found: dict[tuple[object, ...], list[Term]] = {}
    for start, end in itertools.permutations(list(_ends(kept, lists, pattern, problem)), 2):
        if not all(map(int.__lt__, start.lines, end.lines)):
            continue
        for one, other in itertools.product(start.readings, end.readings):
            for term in differences(one, other, problem):
                if term is not None:
                    found.setdefault(term.values, []).append(term)
    for terms in found.values():
        chosen = [term.expr for term in terms[:ALIKE]]
        yield problem.term(chosen[0] if len(chosen) == 1 else UNANIMOUS(*chosen), terms[0].cost)


def _stamp(lists: Sequence[Sequence[str]]) -> str | None:
    """The pattern of the times that all lines begin with, or have behind one name that stands first."""
    for pattern in SPANS:
        begins = re.compile(rf"(?:[^\W\d]\w*[=:] ?)?\W{{0,2}}{pattern}")
        if all(begins.match(line) for lines in lists for line in lines):
            return pattern
    return None


def _ends(kept: Expr, lists: Sequence[Sequence[str]], pattern: str, problem: Problem) -> Iterator[End]:
    """The first line and the last, and the lines that alone hold a word in every text."""
    for at in (0, -1):
        numbers = [at % len(lines) for lines in lists]
        yield from _end(ops.AT(kept, at), numbers, lists, pattern, problem)
    words = [
        word
        for word in dict.fromkeys(re.findall(r"[^\W\d_]{3,}", " ".join(lists[0])))
        if all(sum(word in line for line in lines) == 1 for lines in lists)
    ]
    for word in words[:MOST_WORDS]:
        numbers = [next(at for at, line in enumerate(lines) if word in line) for lines in lists]
        yield from _end(SOLE(ops.FILTER(kept, ops.CONTAINS(Item(), word))), numbers, lists, pattern, problem)


def _end(
    line: Expr, numbers: Sequence[int], lists: Sequence[Sequence[str]], pattern: str, problem: Problem
) -> Iterator[End]:
    stamps = [re.findall(pattern, lines[at])[0] for lines, at in zip(lists, numbers, strict=True)]
    found = read_column(ops.TOKEN(line, pattern, 0), stamps, problem)
    readings = tuple(itertools.islice(found, READINGS))
    if readings:
        yield End(tuple(numbers), readings)
