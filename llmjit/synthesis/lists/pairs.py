"""Two lists or records compared: what one has and the other has not, what both have, one put over the other.

Cells that hold lists are compared item by item. What is found is listed, joined or counted. Where letter case made no
difference in any row, the comparison in any letter case must agree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from typing import Any, final

from llmjit.support import text as support
from llmjit.support.rows import changes_of, merged, merged_filled
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Input, Item, Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, cell_lists
from llmjit.synthesis.lists.dicts import PAIRS_OF
from llmjit.synthesis.lists.orders import ARRANGED, JOINERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import parsed
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.defaults import OR_ELSE

IN_BOTH = Operator("in_both", ("list", "list"), "list", "[item for item in {0} if item in {1}]", 0.6)
IN_ONE = Operator("in_one", ("list", "list"), "list", "[item for item in {0} if item not in {1}]", 0.6)
IN_ANY = Operator("in_any", ("list", "list"), "list", "list(dict.fromkeys([*{0}, *{1}]))", 0.7)
JOINED = Operator("joined", ("list", "list"), "list", "[*{0}, *{1}]", 0.5)
BOTH_ANY_CASE = Operator(
    "in_both_any_case",
    ("list", "list"),
    "list",
    "in_both_any_case({0}, {1})",
    0.8,
    (support.in_both_any_case,),
)
ONE_ANY_CASE = Operator(
    "in_one_any_case", ("list", "list"), "list", "in_one_any_case({0}, {1})", 0.8, (support.in_one_any_case,)
)
ANY_ANY_CASE = Operator(
    "in_any_any_case",
    ("list", "list"),
    "list",
    "unique_any_case([*{0}, *{1}])",
    0.9,
    (support.unique_any_case,),
)
COMPARISONS = (
    (IN_ONE, ONE_ANY_CASE),
    (IN_BOTH, BOTH_ANY_CASE),
    (IN_ANY, ANY_ANY_CASE),
    (JOINED, None),
)
"""What is found by comparing two lists, and the same in any letter case."""
SAME_MARKS = Operator("same_marks", ("str",), "str", "re.sub('[;|]', ',', {0})", 0.4, (), ("re",))
OTHERWISE = Operator(
    "otherwise",
    ("dict", "dict"),
    "list",
    "[key for key in {0} if key in {1} and {0}[key] != {1}[key]]",
    0.8,
)
MERGED = Operator("merged", ("dict", "dict"), "dict", "merged({0}, {1})", 0.6, (merged,))
MERGED_FILLED = Operator(
    "merged_filled", ("dict", "dict"), "dict", "merged_filled({0}, {1})", 0.7, (merged_filled,)
)
CHANGES_OF = Operator(
    "changes_of", ("dict", "dict", "str", "str"), "list", "changes_of({0}, {1}, {2}, {3})", 0.7, (changes_of,)
)
CHANGE = re.compile(r"[^\W_][\w .]*?([^\w.]+)[\w.][^\n]*?( ?(?:->|=>|→) ?| to )[^\n]+")
"""A key, the mark behind it, a value, the mark of a change, another value."""
WRITTEN_PAIRS = Operator(
    "written_pairs",
    ("dict", "str", "str"),
    "str",
    "{1}.join(key + {2} + value for key, value in {0}.items())",
    0.5,
)
WITHIN = ("=", ":", ": ")
BETWEEN = (";", "; ", ",", ", ", "&", " ", "\n")
ORDERS = tuple(each for each in ARRANGED if each[0].name in ("sorted", "sorted_unique"))
MOST = 4
"""Columns that are compared."""
EMPTY = ("", "none", "None", "-", "n/a", "N/A")


@final
@dataclass(frozen=True, slots=True)
class Lists:
    """A column of lists."""

    expr: Expr
    values: Sequence[Sequence[Any]]

    @property
    def small(self) -> Lists:
        """The texts in small letters."""
        rows = [[item.lower() for item in each] for each in self.values]
        return Lists(ops.MAP(self.expr, ops.LOWER(Item())), rows)


@generator("programs", priority=34)
def compared(problem: Problem) -> Iterator[Term | None]:
    """Answers that compare two inputs, element by element."""
    if len(problem.inputs[0]) < 2 or problem.memo.get("nested") or not any(problem.outputs):
        return
    if all(isinstance(each, dict) for each in problem.outputs):
        for one, other in _records(problem):
            yield problem.term(MERGED(one, other), 0.9)
            yield problem.term(MERGED_FILLED(one, other), 1.2)
        return
    yield from _merged_texts(problem)
    for finish, gives in () if _simply_joined(problem) else _finishes(problem):
        for left, right in operands(problem):
            if problem.late():
                return
            for expr, price in _found(left, right, gives):
                yield problem.term(finish(expr), price)
    yield from _changed(problem)


def _changed(problem: Problem) -> Iterator[Term | None]:
    """The keys under which two records differ, and how their values have changed."""
    if all(isinstance(each, list) for each in problem.outputs):
        for one, other in _records(problem):
            yield problem.term(OTHERWISE(one, other), 1.4)
            for after, between in _marks_of_changes(problem):
                yield problem.term(CHANGES_OF(one, other, after, between), 1.4)


def _marks_of_changes(problem: Problem) -> list[tuple[str, str]]:
    """What stands behind a key, and between an old and a new value, if all items of the answers are such changes."""
    items = [str(item) for each in problem.outputs if isinstance(each, list) for item in each]
    found = [CHANGE.fullmatch(item) for item in items]
    marks = {(each[1], each[2]) for each in found if each is not None}
    return list(marks) if items and all(found) and len(marks) == 1 else []


def _merged_texts(problem: Problem) -> Iterator[Term | None]:
    """Keys and values of two cells, one put over the other, as they are written in both."""
    columns = problem.texts[: len(problem.inputs[0])]
    for within in WITHIN if problem.is_text and len(columns) > 1 else ():
        cells = [str(each) for column in columns for each in (*column.values, *problem.outputs)]
        for between in BETWEEN if all(within in cell for cell in cells) else ():
            if any(between in cell for cell in cells):
                for one, other in permutations(columns, 2):
                    both = MERGED(*(PAIRS_OF(each.expr, between, within, False) for each in (one, other)))
                    yield problem.term(WRITTEN_PAIRS(both, between, within), 0.9)


def _simply_joined(problem: Problem) -> bool:
    """Whether the answers are the texts of two columns with the same mark between them: no items are looked at."""
    texts = [column.values for column in problem.texts[:MOST]]
    return problem.is_text and any(
        all(f"{a}{joiner}{b}" == output for a, b, output in zip(one, other, problem.outputs, strict=True))
        for joiner in JOINERS
        for one in texts
        for other in texts
    )


def _records(problem: Problem) -> Iterator[tuple[Expr, Expr]]:
    """Two inputs that are records, or texts in which each has one, in either order."""
    found = [
        (term.expr, term.expr)
        for term in problem.columns[: min(MOST, len(problem.inputs[0]))]
        if all(isinstance(each, dict) for each in term.values)
    ]
    for expr, values in parsed(problem):
        sources = [each for each in getattr(expr, "arguments", ()) if isinstance(each, Input)]
        if sources and all(isinstance(each, dict) for each in values):
            found.append((expr, sources[0]))
    for left, one in found:
        for right, other in found:
            if one != other:
                yield left, right


def operands(problem: Problem) -> Iterator[tuple[Lists, Lists]]:
    """Two inputs that are lists, or cells that hold lists cut at one mark, in either order."""
    columns = problem.columns[: min(MOST, len(problem.inputs[0]))]
    cells = [column for column in columns if all(isinstance(each, str) for each in column.values)]
    listed = [column for column in columns if all(isinstance(each, list) for each in column.values)]
    for left in listed:
        for right in listed:
            if left is not right:
                yield Lists(left.expr, left.values), Lists(right.expr, right.values)
    for left in cells:
        for right in cells:
            if left is not right:
                yield from _cells(left, right)


def _cells(left: Term, right: Term) -> Iterator[tuple[Lists, Lists]]:
    both = Term(left.expr, (*left.values, *right.values), left.cost)
    count = len(left.values)
    if one_mark_each(both.values):
        lists = [support.items_of(re.sub("[;|]", ",", str(value)), ",") for value in both.values]
        yield (
            Lists(ITEMS_OF(SAME_MARKS(left.expr), ","), lists[:count]),
            Lists(ITEMS_OF(SAME_MARKS(right.expr), ","), lists[count:]),
        )
    for mark, lists in cell_lists(both):
        yield (
            Lists(ITEMS_OF(left.expr, mark), lists[:count]),
            Lists(ITEMS_OF(right.expr, mark), lists[count:]),
        )
    words = [str(value).split() for value in both.values]
    if all(" " in str(value) for value in both.values):
        yield Lists(ops.WORDS(left.expr), words[:count]), Lists(ops.WORDS(right.expr), words[count:])


def one_mark_each(texts: Sequence[Any]) -> bool:
    """Whether the items of a text have commas between them, or semicolons, or bars, but not as in all others."""
    marks = [frozenset(re.findall("[,;|]", str(text))) for text in texts]
    return max(map(len, marks)) == 1 and len(frozenset.union(*marks)) > 1


Rows = Sequence[Sequence[Any]]
Finish = tuple[Callable[[Expr], Expr], Callable[[Rows], bool]]


def _finishes(problem: Problem) -> Iterator[Finish]:
    """What may be made of the list found, and whether that gives the outputs."""
    outputs = problem.outputs
    if all(isinstance(each, list) for each in outputs):
        yield (lambda found: found), lambda rows: [list(row) for row in rows] == list(outputs)
    elif all(type(each) is int for each in outputs) and len(set(outputs)) > 1:
        yield ops.LENGTH, lambda rows: list(map(len, rows)) == list(outputs)
    elif problem.is_text:
        yield from _joined([str(each) for each in outputs])


def _joined(outputs: Sequence[str]) -> Iterator[Finish]:
    """The list joined, and what stands for an empty one."""
    for joiner in JOINERS:
        if joiner and any(joiner in output for output in outputs):
            empties = [each for each in EMPTY if each in outputs]
            for empty in empties or (None,):
                yield partial(_put_together, joiner, empty), partial(_gives, joiner, outputs)


def _put_together(joiner: str, empty: str | None, found: Expr) -> Expr:
    """A list joined; without an answer where it is empty and what that makes was not seen."""
    if empty is None:
        return ops.JOIN(joiner, ops.WHEN(found, found))
    text = ops.JOIN(joiner, found)
    return OR_ELSE(text, empty) if empty else text


def _gives(joiner: str, outputs: Sequence[str], rows: Rows) -> bool:
    if not all(isinstance(item, str) for row in rows for item in row):
        return False
    pairs = [(joiner.join(row), output) for row, output in zip(rows, outputs, strict=True)]
    nothing = {output for text, output in pairs if not text}
    return len(nothing) < 2 and all(text in ("", output) for text, output in pairs)


def _found(left: Lists, right: Lists, gives: Callable[[Rows], bool]) -> Iterator[tuple[Expr, float]]:
    """What comparing two lists finds, as they are or in small letters, where that is wanted."""
    texts = all(isinstance(item, str) for side in (left, right) for row in side.values for item in row)
    pairs = [(left, right, 0.6)]
    if texts and any(item != item.lower() for side in (left, right) for row in side.values for item in row):
        pairs.append((left.small, right.small, 1.1))
    found = False
    for one, other, price in pairs:
        for exact, loose in () if found else COMPARISONS:
            ways = [exact] if loose is None or not texts or one is not left else [exact, loose]
            for each in _fitting(ways, one, other, price, gives):
                found = True
                yield each


def _fitting(
    ways: Sequence[Operator], left: Lists, right: Lists, price: float, gives: Callable[[Rows], bool]
) -> Iterator[tuple[Expr, float]]:
    try:
        rows = [[way.evaluate(*pair) for pair in zip(left.values, right.values, strict=True)] for way in ways]
    except TypeError:
        return  # lists of lists have no doubles
    fitting = [way(left.expr, right.expr) for way, found in zip(ways, rows, strict=True) if gives(found)]
    if fitting:
        cost = ways[0].cost
        yield (fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting)), price + cost
        return
    for order, arrange in ORDERS:
        try:
            if gives([arrange(each) for each in rows[0]]):
                yield order(ways[0](left.expr, right.expr)), price + ways[0].cost + 0.3
        except TypeError:
            continue
