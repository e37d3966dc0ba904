"""Programs that fit and that nobody would mean beside a plainer one: they need not agree with it.

Measured with three observations, of rows that only such programs refused, right to wrong: those that name words or
digits which all texts of one form share, where the plainer one goes by marks and places, 52 to 1 on the development
tasks and our own; those that take a text apart and put together again what stood in it as it is, 9 to 0. Nor does
the rest of a division doubt a number that stands in the text: it is that number wherever the divisor is larger.

Where no guard holds the texts to their form, since marks or digits are all that counts, words may be labels, and
these doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from llmjit.shapes import shape_of_all
from llmjit.shapes.tokens import LEVELS
from llmjit.synthesis.expr import Apply, Const, Expr, Item, applications, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.digits import sees_digits
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import pieces, takes_apart, whole_cells
from llmjit.synthesis.numbers.operators import ALL_NUMBERS, MODULO, REST
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY, PARSE_ATTRIBUTES, PARSE_FIELDS, PARSE_JSON
from llmjit.synthesis.strings.operators import STRIP

STRONG = ('"', "|", ";")
"""Marks between which fields stand whole: to count words, or to look for capitals, is no other reading."""
EXTREMES = frozenset(
    {"largest", "smallest", "larger", "smaller", "median", "most", "least_of", "greatest_item", "least_item"}
    | {"row_of_most", "row_of_least", "cell_of_most", "cell_of_least", "greatest", "least"}
)
"""What is told by being more or less than others: of several numbers of a text, each with a place in the answer,
nobody means the largest by one."""
CHOOSING = frozenset({"row_of_most", "row_of_least"})
"""Where the row that has most is the right one of many, each time, that it holds some word is chance."""
NAME = re.compile(r"[^\W\d][\w.-]*")
CLASS = re.compile(r"\[[^\]]*\]|\\[WwDdSsb]")
"""What of a pattern names no character."""


def needless(best: Expr, problem: Problem) -> Callable[[Expr], bool]:
    """Whether a program doubts the best one without need."""
    cells = whole_cells(best, problem.inputs)
    formed = textual(best) and _share_forms(problem)
    free = any(cut_at(best, index) or sees_digits(best, index) for index in range(len(problem.inputs[0])))
    own = set(words(best))
    rows = any(_cut_into_rows(best, index, problem) for index in range(len(problem.inputs[0])))
    place = not problem.whole and not _is_extreme(best)
    value = next(iter(_values(best)), None) if isinstance(best, Apply) and best.operator is KEY else None
    ranked = any(operator.name in CHOOSING for operator in operators(best))
    named_in_json = PARSE_JSON in operators(best)
    fields = any(operator in (PARSE_ATTRIBUTES, PARSE_JSON) for operator in operators(best))
    plain = _copied(problem) and not _rejoins(best) and not _takes_rest(best) and not _glues(best)

    def idle(doubt: Expr) -> bool:
        if takes_apart(doubt, cells) or (plain and (_rejoins(doubt) or _takes_rest(doubt) or _glues(doubt))):
            return True
        if (place and _is_extreme(doubt)) or (
            value is not None and (value in _values(doubt) or textual(doubt))
        ):
            return True
        if rows and textual(doubt) and not any(mark in text for mark in STRONG for text in _constants(doubt)):
            return True
        named = set(words(doubt)) - own
        if (ranked and named and not _is_extreme(doubt)) or (fields and _counts_all(doubt)):
            return True
        if named_in_json and _reads_marks(doubt):
            return True
        return formed and textual(doubt) and bool(named) and not (free and max(map(len, named)) > 1)

    return idle


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


def _is_extreme(expr: Expr) -> bool:
    return any(operator.name in EXTREMES for operator in operators(expr))


def _values(expr: Expr) -> set[Expr]:
    """The names under which a program reads records of key and value.

    What such a name says is not told by a place in the text as well, nor cut out of a longer value of that name.
    """
    return {
        each.arguments[1]
        for each in applications(expr)
        if each.operator is KEY
        and isinstance(each.arguments[0], Apply)
        and each.arguments[0].operator is PARSE_FIELDS
        and isinstance(each.arguments[1], Const)
        and NAME.fullmatch(str(each.arguments[1].value))
    }


def _reads_marks(expr: Expr) -> bool:
    """Whether a program looks for marks in JSON, whose values have names."""
    used = set(applications(expr))
    parts = [part for part in pieces(expr) if not isinstance(part, Const)]
    if not all(PARSE_JSON in operators(part) for part in parts):
        return True
    return PARSE_JSON(Item()) in used and any(
        part.arguments[:1] == (Item(),) and part.operator not in (PARSE_JSON, KEY, STRIP) for part in used
    )


def _counts_all(expr: Expr) -> bool:
    """Whether a program computes with all numbers of a text, some of which have names."""
    return any(operator is ALL_NUMBERS for operator in operators(expr))


def _glues(expr: Expr) -> bool:
    """Whether a program adds letters to what it takes of a text."""
    constants = [part.value for part in pieces(expr) if isinstance(part, Const)]
    return any(isinstance(text, str) and re.search(r"[^\W\d_]", text) for text in constants)


def _takes_rest(expr: Expr) -> bool:
    return any(operator in (MODULO, REST) for operator in operators(expr))
