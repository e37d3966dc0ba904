"""Questions about single rows: which of them a filter keeps.

Questions that keep the same rows stand together, cheapest first: few observations do not tell whether one field was
meant or the whole line, and the programs made of each must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from llmjit.support.rows import cell_amount, in_order
from llmjit.support.sections import holds_word
from llmjit.synthesis.choices.questions import OR
from llmjit.synthesis.choices.sizes import ABOVE, COMPARISONS, NOT_ABOVE
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, Operator, inputs_of
from llmjit.synthesis.lists.endings import longer
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.classes import is_status
from llmjit.synthesis.records.computed import amount, is_numeric, numeric, of_both
from llmjit.synthesis.records.constants import (
    IS_VALUE,
    Mask,
    constants,
    either_way,
    limits,
    masked,
    varies,
)
from llmjit.synthesis.records.fields import AMOUNT, LABEL, Field, Rows, beginnings
from llmjit.synthesis.records.severities import severities
from llmjit.synthesis.records.values import own
from llmjit.synthesis.strings import operators as ops

IN_ORDER = tuple(
    Operator(name, ("any", "any"), "bool", f"in_order({{0}}, {sign!r}, {{1}})", 0.6, (in_order,))
    for name, sign in (("later", ">"), ("not_earlier", ">="), ("earlier", "<"), ("not_later", "<="))
)
EQUAL_NUMBERS = Operator("equal_numbers", ("number", "number"), "bool", "{0} == {1}", 0.8)
LEFT = 3
"""Fewer rows that are left out have the same in a field by chance."""
MOST_MARKS = 24
LIMITED = 10
PAIRED = 0.7
"""What a comparison of two numbers of a row costs more than the dearer of them."""
MOST_MASKS = 150
ALIKE = 4
"""So many questions that keep the same rows have a say."""
WORDED = (IS_VALUE, ops.EQUALS, records.HOLDS, ops.STARTS)
SHARED = 4
"""So many rows that are kept and all have a word are told by that, and not by a word that they lack."""
COMPARED = 24
"""Of the fields, cheapest first, so many are compared with constants."""


def is_limit(test: Expr) -> bool:
    """Whether a question compares numbers with a limit that was fitted to them."""
    return isinstance(test, Apply) and test.operator in (ABOVE, NOT_ABOVE)


def _compares(test: Expr) -> bool:
    """Whether a question compares numbers with a limit or with one another."""
    if isinstance(test, Apply) and test.operator is ops.NOT:
        return _compares(test.arguments[0])
    return is_limit(test) or (isinstance(test, Apply) and test.operator in (*COMPARISONS, EQUAL_NUMBERS))


def _begins(test: Expr, mask: Mask, rows: Rows) -> bool:
    """Whether lines are told by the mark that they begin with, as items and quotations are, several of them."""
    kept = not (isinstance(test, Apply) and test.operator is ops.NOT)
    begun = test if kept or not isinstance(test, Apply) else test.arguments[0]
    if not isinstance(begun, Apply) or begun.operator is not ops.STARTS or begun.arguments[0] != Item():
        return False
    mark = begun.arguments[1]
    several = sum(place is kept for row in mask for place in row)
    return isinstance(mark, Const) and not re.search(r"\w", str(mark.value)) and several >= LEFT


def _holds_mark(test: Expr) -> bool:
    """Whether it is asked if a line holds a mark anywhere, or ends with one."""
    if isinstance(test, Apply) and test.operator is ops.NOT:
        return _holds_mark(test.arguments[0])
    if not isinstance(test, Apply) or test.operator not in (ops.CONTAINS, ops.ENDS):
        return False
    mark = test.arguments[1]
    return test.arguments[0] == Item() and isinstance(mark, Const) and not re.search(r"\w", str(mark.value))


def _names_word(test: Expr) -> bool:
    """Whether it is asked if a line holds a word, or a field is one."""
    word = test.arguments[1] if isinstance(test, Apply) and test.operator in WORDED else None
    return isinstance(word, Const) and re.search(r"[^\W\d_]{2}", str(word.value)) is not None


def _names_cell(test: Expr) -> bool:
    """Whether a field is what another input names: that its values are those seen is no other reading then."""
    return isinstance(test, Apply) and test.operator in (IS_VALUE, ops.EQUALS) and bool(inputs_of(test))


def _lacks_word(test: Expr) -> bool:
    """Whether the same is denied."""
    return isinstance(test, Apply) and test.operator is ops.NOT and _names_word(test.arguments[0])


def _otherwise(mask: Mask, rows: Rows) -> Iterator[Expr]:
    """Questions whether a field is not what all rows had that are left out, where only some of those kept had it.

    Such rows may be kept for what is in that field as well.
    """
    for field in rows.fields:
        if field.derived or not field.whole or not all(isinstance(cell, str) for cell in field.flat):
            continue
        kept: list[str] = []
        left: list[str] = []
        for row, places in zip(field.values, mask, strict=True):
            for cell, here in zip(row, places, strict=True):
                (kept if here else left).append(cell)
        others = sum(cell != left[0] for cell in kept)
        if len(left) >= LEFT and len(set(left)) == 1 and left[0].isalpha() and 1 < others < len(kept):
            yield ops.NOT(ops.EQUALS(field.expr, left[0]))


def conditions(rows: Rows, problem: Problem) -> list[tuple[Mask, list[tuple[Expr, float]]]]:
    """Questions by the rows that they keep, cheapest first; not those that keep all or none."""
    found: dict[Mask, list[tuple[Expr, float]]] = {}
    for mask, test, price in _conditions(rows, problem):
        if any(map(any, mask)) and not all(map(all, mask)):
            found.setdefault(mask, []).append((test, price))
    lines = [] if rows.named else [str(line) for each in rows.lists for line in each]
    for mask, tests in found.items():
        tests.sort(key=lambda test: test[1])
        if any(_names_cell(test) for test, _ in tests):
            tests[:] = [each for each in tests if inputs_of(each[0])]
        limits = [test for test, _ in tests if is_limit(test)]
        if len(limits) < len(tests):
            tests[:] = [each for each in tests if not is_limit(each[0])]
        begun = [
            str(test.arguments[1])
            for test, _ in tests
            if isinstance(test, Apply) and test.operator is ops.STARTS
        ]
        tests[:] = [each for each in tests if not _from_the_end(each[0], begun)]
        if not rows.named and any(_begins(test, mask, rows) for test, _ in tests):
            tests[:] = [each for each in tests if not _holds_mark(each[0])]
        if sum(map(sum, mask)) >= SHARED and any(_names_word(test) for test, _ in tests):
            tests[:] = [each for each in tests if not _lacks_word(each[0])]
        del tests[ALIKE:]
        tests += [(limit, tests[0][1]) for limit in limits if _limits_same(limit, tests[0][0])][:1]
        more = None if rows.named else longer(tests[0][0], lines)
        tests[1:1] = [] if more is None else [(more, tests[0][1])]
    for mask, tests in found.items():
        if all(_compares(test) for test, _ in tests):
            tests += [(OR(tests[0][0], other), tests[0][1]) for other in _otherwise(mask, rows)]
    return sorted(found.items(), key=lambda each: each[1][0][1])[:MOST_MASKS]


def _limits_same(limit: Expr, test: Expr) -> bool:
    """Whether a limit is one of the field that the question compares with a value: beyond it there may be others."""
    return (
        isinstance(limit, Apply)
        and isinstance(test, Apply)
        and test.operator in (IS_VALUE, ops.EQUALS)
        and isinstance(test.arguments[1], Const)
        and isinstance(limit.arguments[0], Apply)
        and limit.arguments[0].arguments[0] == test.arguments[0]
    )


def _from_the_end(test: Expr, begun: Sequence[str]) -> bool:
    """Whether words are counted from the end of a line to find what lines ``begun`` with: those lines were short."""
    if not isinstance(test, Apply) or test.operator not in (IS_VALUE, ops.EQUALS) or not begun:
        return False
    word, value = test.arguments
    if not isinstance(word, Apply) or not isinstance(value, Const):
        return False
    place = word.arguments[1] if word.operator is ops.AT else Const(-1 if word.operator is LABEL else 0)
    return isinstance(place, Const) and place.value < 0 and any(str(value.value) in start for start in begun)


def _conditions(rows: Rows, problem: Problem) -> Iterator[tuple[Mask, Expr, float]]:
    for at, field in enumerate(rows.fields):
        yield from _beside_inputs(field, rows, problem)
        if (at < COMPARED or is_status(field)) and field.whole:
            yield from constants(field)
            yield from severities(field)
            yield from limits(field) if at < LIMITED and not field.derived else ()
    yield from _compared(rows)
    if not rows.named:
        yield from _marks(rows)


def _beside_inputs(field: Field, rows: Rows, problem: Problem) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the field is another input, or its number above or below it."""
    read = set(inputs_of(rows.expr))
    for column in (each for each in own(problem) if not read.intersection(inputs_of(each.expr))):
        if (
            field.whole
            and isinstance(column.expr, Input)
            and all(isinstance(v, str | int) for v in column.values)
        ):
            mask = tuple(
                tuple(cell == wanted and type(cell) is type(wanted) for cell in row)
                for row, wanted in zip(field.values, column.values, strict=True)
            )
            pairs = zip(field.values, column.values, strict=True)
            strict = not any(varies(cell, wanted) for row, wanted in pairs for cell in row)
            test = (IS_VALUE if strict else ops.EQUALS)(field.expr, column.expr)
            yield mask, test, field.price + 0.1
            if any(map(any, mask)):
                yield tuple(tuple(not kept for kept in row) for row in mask), ops.NOT(test), field.price + 0.4
        yield from _beside_limits(field, column)
        yield from _beside_times(field, column)


def _beside_limits(field: Field, column: Term) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the number in the field is above, at least, below or at most the number in another input."""
    unit = Field(column.expr, tuple((value,) for value in column.values), 0.0).unit
    if field.unit is None or unit is None or not field.whole or unit not in ("", field.unit):
        return
    read, bounds = AMOUNT(field.expr, field.unit), [cell_amount(value, unit) for value in column.values]
    for comparison in COMPARISONS:
        holds = comparison.evaluate
        mask = tuple(
            tuple(bool(holds(number, bound)) for number in row)
            for row, bound in zip(field.numbers, bounds, strict=True)
        )
        yield mask, comparison(read, AMOUNT(column.expr, unit)), field.price + 0.4


def _beside_times(field: Field, column: Term) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the date or time in the field is later or earlier than that in another input, or as late."""
    if field.derived or not all(in_order(bound, "=", bound) for bound in column.values):
        return
    if 2 * sum(in_order(cell, "=", cell) for cell in field.flat) <= len(field.flat):
        return
    for operator in IN_ORDER:
        mask = tuple(
            tuple(bool(operator.evaluate(cell, bound)) for cell in row)
            for row, bound in zip(field.values, column.values, strict=True)
        )
        yield mask, operator(field.expr, column.expr), field.price + 0.3


def _compared(rows: Rows) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether one number of a row is another, or above or below it; of parts of a field, those of one field."""
    for left, right in (*combinations(numeric(rows), 2), *_halves(rows)):
        if left.unit != right.unit or left.numbers == right.numbers:
            continue
        price = max(left.price, right.price) + PAIRED
        for operator in (*COMPARISONS, EQUAL_NUMBERS):
            mask, test = of_both(left, right, operator.evaluate), operator(amount(left), amount(right))
            if operator is EQUAL_NUMBERS:
                yield from either_way(mask, test, price, price)
            else:
                yield mask, test, price


def _halves(rows: Rows) -> Iterator[tuple[Field, Field]]:
    """The first and the second part of a field that a slash cuts."""
    cut = {
        field.expr.arguments: field
        for field in rows.fields
        if field.derived
        and isinstance(field.expr, Apply)
        and field.expr.operator is ops.FIELD
        and is_numeric(field)
    }
    for (source, mark, at), field in cut.items():
        other = cut.get((source, mark, Const(1)))
        if mark == Const("/") and at == Const(0) and other is not None:
            yield field, other


def _marks(rows: Rows) -> Iterator[tuple[Mask, Expr, float]]:
    """Whether the line holds a word or a mark, or begins with one."""
    found: dict[str, int] = {}
    for lines in rows.lists:
        for line in lines:
            for piece in set(re.findall(r"[^\W\d_]{2,}|[^\w\s]", line)):
                found[piece] = found.get(piece, 0) + 1
    often = sorted((mark for mark in found if found[mark] > 1), key=lambda mark: (-found[mark], mark))
    for mark in dict.fromkeys([*often[:MOST_MARKS], *beginnings(rows.lists)]):
        word = sum(map(str.isalnum, mark)) > 1
        for test, holds, price in (
            (ops.STARTS(Item(), mark), lambda line, mark=mark: line.startswith(mark), 0.5 if word else 0.6),
            (
                records.HOLDS(Item(), mark) if mark.isalpha() else ops.CONTAINS(Item(), mark),
                lambda line, mark=mark: holds_word(line, mark) if mark.isalpha() else mark in line,
                0.6 if word else 0.8,
            ),
            (ops.ENDS(Item(), mark), lambda line, mark=mark: line.endswith(mark), 0.7 if word else 0.8),
        ):
            yield from either_way(masked(rows.lists, holds), test, price, price + 0.4)
