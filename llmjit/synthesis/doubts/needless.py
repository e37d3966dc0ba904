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
from llmjit.synthesis.expr import Apply, Const, Expr, applications, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.digits import sees_digits
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import takes_apart, whole_cells
from llmjit.synthesis.lists.cells import ITEM_AT
from llmjit.synthesis.lists.dicts import marked
from llmjit.synthesis.numbers.operators import MODULO, REST
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings.operators import FIELD, LENGTH

STRONG = ('"', "|", ";")
"""Marks between which fields stand whole: to count words, or to look for capitals, is no other reading."""
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

    items = _counts(best, "items_of")
    item = isinstance(best, Apply) and best.operator is ITEM_AT

    whole, quoted = marked(best), _quoted(best, problem)
    copies = textual(best)

    def idle(doubt: Expr) -> bool:
        if whole and isinstance(doubt, Apply) and doubt.operator.name in ("dict_of", "totals_by"):
            return True  # of items with a key and a value each, none of them twice
        if (quoted and textual(doubt)) or (copies and _takes_digits(doubt)):
            return True
        if items and (_counts(doubt, "tokens") or _counts(doubt, "words")):
            return True
        if (
            item
            and textual(doubt)
            and not (
                isinstance(doubt, Apply) and doubt.operator is FIELD and doubt.arguments[1] != Const(" ")
            )
        ):
            return True  # words are no items
        if takes_apart(doubt, cells) or (plain and (_rejoins(doubt) or _takes_rest(doubt))):
            return True
        if rows and textual(doubt) and not any(mark in text for mark in STRONG for text in _constants(doubt)):
            return True
        named = set(words(doubt)) - own
        return formed and textual(doubt) and bool(named) and not (free and max(map(len, named)) > 1)

    return idle


def _cuts(expr: Expr) -> bool:
    """Whether a program takes what stands between marks, and not words."""
    return isinstance(expr, Apply) and expr.operator is FIELD and expr.arguments[1] != Const(" ")


def _counts(expr: Expr, kind: str) -> bool:
    """Whether a program counts the items of a cell, or the words or characters of a text, which are no items."""
    return any(
        each.operator is LENGTH and any(of.operator.name == kind for of in applications(each.arguments[0]))
        for each in applications(expr)
    )


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
        any(isinstance(text, str) and str(output).removesuffix(".0") in text for text in row)
        for row, output in zip(problem.inputs, problem.outputs, strict=True)
    )


def _rejoins(expr: Expr) -> bool:
    """Whether a program joins parts of a text with marks; that it leaves doubles out is something to mean."""
    joins = isinstance(expr, Apply) and expr.operator.name == "join" and expr.arguments[0] != Const("")
    return joins and all(operator.name != "unique" for operator in operators(expr))


def _takes_rest(expr: Expr) -> bool:
    return any(operator in (MODULO, REST) for operator in operators(expr))


def _takes_digits(expr: Expr) -> bool:
    """Whether a program computes the last digits of a number, without the zeros in front of them."""
    return any(
        each.operator is MODULO
        and isinstance(by := each.arguments[1], Const)
        and re.fullmatch("10+", str(by.value))
        for each in applications(expr)
    )


def _quoted(best: Expr, problem: Problem) -> bool:
    """Whether a program reads cells some of which are in quotes: words and marks within them are no cells."""
    reads = any(each.name == "csv_cells" for each in operators(best))
    return reads and any('"' in str(cell) for row in problem.inputs for cell in row)
