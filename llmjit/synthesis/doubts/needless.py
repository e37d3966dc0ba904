"""Programs that fit and that nobody would mean beside a plainer one: they need not agree with it.

Measured with three observations, of rows that only such programs refused, right to wrong: those that name words or
digits which all texts of one form share, where the plainer one goes by marks and places, 52 to 1 on the development
tasks and our own; those that take a text apart and put together again what stood in it as it is, 9 to 0. Nor does
the rest of a division doubt a number that stands in the text: it is that number wherever the divisor is larger. A
year or day that all dates happened to share is no sign of which of them is wanted, nor is a number of days or years
that two dates tell exactly rounded to a multiple of days. Nor does the size of a difference between two of several
numbers doubt how far these lie apart: a change would have its sign. The words beside a number that is computed stand
at no fixed distance from the ends of a text. A text that is read as a date whole is not read in
part. What is told of the row that has most, at whatever place, is not told of
a row for its place.

Where no guard holds the texts to their form, since marks or digits are all that counts, words may be labels, and
these doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from llmjit.shapes import shape_of_all
from llmjit.shapes.tokens import LEVELS
from llmjit.synthesis.dates.operators import EARLIEST, LATEST, LENGTHS, ONLY_MATCH, PARSE_ANY, PARSE_DATE
from llmjit.synthesis.expr import Apply, Const, Expr, applications, evaluate_all, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.digits import sees_digits
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import takes_apart, whole_cells
from llmjit.synthesis.numbers.operators import (
    CEIL_TO,
    FLOOR_DIVIDE,
    FLOOR_TO,
    FORMAT_NUMBER,
    MODULO,
    NEAREST_TO,
    REST,
    SIZE,
    SPREAD,
)
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings.operators import CUT

STRONG = ('"', "|", ";")
"""Marks between which fields stand whole: to count words, or to look for capitals, is no other reading."""
MOST = frozenset({"row_of_most", "row_of_least"})
PARSING = frozenset({PARSE_DATE, PARSE_ANY})
CHOOSING = frozenset({EARLIEST, LATEST})
STEPS = frozenset({FLOOR_TO, CEIL_TO, NEAREST_TO, FLOOR_DIVIDE, MODULO})
CLASS = re.compile(r"\[[^\]]*\]|\\[WwDdSsb]")
"""What of a pattern names no character."""


def needless(best: Expr, problem: Problem) -> Callable[[Expr], bool]:
    """Whether a program doubts the best one without need."""
    cells = whole_cells(best, problem.inputs)
    formed = textual(best) and _share_forms(problem)
    free = any(cut_at(best, index) or sees_digits(best, index) for index in range(len(problem.inputs[0])))
    own = set(words(best))
    rows = any(_cut_into_rows(best, index, problem) for index in range(len(problem.inputs[0])))
    plain = _copied(problem) and not _rejoins(best) and not _takes_rest(best)
    used = set(operators(best))
    read = {part.arguments[0] for part in applications(best) if part.operator in PARSING}
    most = _found_anywhere(best, problem)
    spread, computed = SPREAD in used, FORMAT_NUMBER in used and CUT not in used
    dated, counted = bool(used & CHOOSING), bool(used & LENGTHS) and not used & STEPS

    def idle(doubt: Expr) -> bool:
        if takes_apart(doubt, cells) or (plain and (_rejoins(doubt) or _takes_rest(doubt))):
            return True
        if rows and textual(doubt) and not any(mark in text for mark in STRONG for text in _constants(doubt)):
            return True
        named = set(words(doubt)) - own
        if dated and textual(doubt) and any(map(str.isdigit, named)):
            return True
        if counted and STEPS.intersection(operators(doubt)):
            return True
        if not read.isdisjoint(_picked(doubt)):
            return True
        if most and textual(doubt) and not any(operator.name in MOST for operator in operators(doubt)):
            return True
        if computed and any(operator is CUT for operator in operators(doubt)):
            return True
        if spread and SIZE in operators(doubt):
            return True
        return formed and textual(doubt) and bool(named) and not (free and max(map(len, named)) > 1)

    return idle


def _found_anywhere(best: Expr, problem: Problem) -> bool:
    """Whether a program takes the row that has most, and these stood at various places, counted from either end."""
    for part in applications(best):
        if part.operator.name in MOST:
            pairs = zip(
                *(evaluate_all(each, problem.inputs) for each in (part.arguments[0], part)), strict=True
            )
            places = [(rows.index(row), len(rows) - rows.index(row)) for rows, row in pairs if row in rows]
            return all(len(set(each)) > 1 for each in zip(*places, strict=True))
    return False


def _picked(expr: Expr) -> set[Expr]:
    """The texts of which a program takes what looks like a date."""
    return {part.arguments[0] for part in applications(expr) if part.operator is ONLY_MATCH}


def words(expr: Expr) -> Iterator[str]:
    """The runs of letters and digits that the constants of a program name."""
    for text in _constants(expr):
        yield from re.findall(r"[^\W_]+", text)


def _constants(expr: Expr) -> Iterator[str]:
    """What the constants of a program name, without classes of characters."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        yield CLASS.sub(" ", expr.value)
    if isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _constants(argument)


def _cut_into_rows(best: Expr, index: int, problem: Problem) -> bool:
    """Whether a program takes a field between marks that nothing but fields have, as many in every text."""
    cut = cut_at(best, index)
    texts = [str(row[index]) for row in problem.inputs]
    if cut is None or cut[0].strip() not in STRONG:
        return False
    return len({text.count(cut[0]) for text in texts}) == 1 and texts[0].count(cut[0]) > 1


def _share_forms(problem: Problem) -> bool:
    """Whether the texts of each input are of one form, finer than the fields between strong marks."""
    shapes = [shape_of_all(column).text for column in zip(*problem.inputs, strict=True)]
    patterns = [shape.pattern if shape is not None else None for shape in shapes]
    return all(pattern is not None and LEVELS[pattern[0]] != "fields" for pattern in patterns)


def _copied(problem: Problem) -> bool:
    """Whether every answer stands in an input as it is."""
    return all(
        any(isinstance(text, str) and str(output) in text for text in row)
        for row, output in zip(problem.inputs, problem.outputs, strict=True)
    )


def _rejoins(expr: Expr) -> bool:
    """Whether a program joins parts of a text with marks; that it leaves doubles out is something to mean."""
    joins = isinstance(expr, Apply) and expr.operator.name == "join" and expr.arguments[0] != Const("")
    return joins and all(operator.name != "unique" for operator in operators(expr))


def _takes_rest(expr: Expr) -> bool:
    return any(operator in (MODULO, REST) for operator in operators(expr))
