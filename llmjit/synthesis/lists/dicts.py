"""Dicts that a cell holds: keys with values, parts between marks that never vary, two cells zipped.

``Size: M, Fit: loose`` is ``{"size": "M", "fit": "loose"}``, ``TSH-OLV-L-28`` four fields of a record. What the marks
do not say of a cell, such as an item without a value, is refused. Where marks say all, words and places say no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from typing import Any

from llmjit.support import pairs as support
from llmjit.synthesis.expr import Apply, Expr, Operator
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.lists.cells import TABULAR, padded
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.operators import KEY, WHOLE_VALUES
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

PAIRS_OF = Operator(
    "pairs_of",
    ("str", "str", "str", "bool"),
    "dict",
    "pairs_of({0}, {1}, {2}, {3})",
    0.5,
    (support.pairs_of,),
)
ZIPPED = Operator(
    "zipped", ("str", "str", "str", "bool"), "dict", "zipped({0}, {1}, {2}, {3})", 0.5, (support.zipped,)
)
PARTS_OF = Operator(
    "parts_of",
    ("str", "str", "int", "bool"),
    "list",
    "parts_of({0}, {1}, {2}, {3})",
    0.5,
    (support.parts_of,),
)
ITEMS_UNDER = Operator(
    "items_under", ("dict", "str"), "dict", "items_under({0}, {1})", 0.5, (support.items_under,)
)
FLOAT_VALUES = Operator(
    "float_values", ("dict",), "dict", "{key: float(value) for key, value in {0}.items()}", 0.5
)
OR_NONE = Operator("or_none", ("str",), "any", "({0} or None)", 0.4)
NONE_VALUES = Operator(
    "none_values", ("dict",), "dict", "{key: value or None for key, value in {0}.items()}", 0.5
)
SMALL_KEYS = Operator(
    "small_keys", ("dict",), "dict", "{key.lower(): value for key, value in {0}.items()}", 0.5
)
SNAKE_KEYS = Operator(
    "snake_keys",
    ("dict",),
    "dict",
    "{key.lower().replace(' ', '_'): value for key, value in {0}.items()}",
    0.6,
)
BETWEEN = (",", ";", "|", "\n", "&", "/", " ")
WITHIN = ("=", ":", "->", "|", " - ", "/", " ")
LISTED = (",", ";", "/", "+", "&", " ")
MARKS = (",", ";", "|", "\t", "=", "/", "-", "_", ":", ".", "#", "~")
LONGEST = 2000
FEWEST = 3
"""So many parts make a record of a text cut at a mark that may stand in words, too."""
VARYING = 0.4
PARTED = 1.2
WAYS: tuple[tuple[tuple[Operator, ...], float], ...] = (
    ((), 0.0),
    ((SMALL_KEYS,), 0.3),
    ((SNAKE_KEYS,), 0.4),
    ((WHOLE_VALUES,), 0.2),
    ((SMALL_KEYS, WHOLE_VALUES), 0.5),
    ((FLOAT_VALUES,), 0.2),
    ((NONE_VALUES,), 0.3),
)
"""What is done with keys and values."""


@generator("programs", priority=32)
def pairs(problem: Problem) -> Iterator[Term | None]:
    """Dicts of other keys in every row, from one cell or two."""
    dicts = [each for each in problem.outputs if isinstance(each, dict)]
    if len(dicts) < len(problem.outputs) or not all(dicts) or len({frozenset(each) for each in dicts}) < 2:
        return
    for expr in _sources(
        problem, blank=any(value in ("", None) for each in dicts for value in each.values())
    ):
        if problem.term(expr) is None:
            continue
        for changes, price in WAYS:
            made = expr
            for change in changes:
                made = change(made)
            yield problem.term(made, VARYING + price)
        if all(isinstance(value, list) for each in dicts for value in each.values()):
            for mark in LISTED:
                yield problem.term(ITEMS_UNDER(expr, mark), VARYING + 0.2)


def _sources(problem: Problem, blank: bool) -> Iterator[Expr]:
    columns = [
        term
        for term in problem.texts[: len(problem.inputs[0])]
        if max(len(str(value)) for value in term.values) <= LONGEST
    ]
    for column in columns:
        texts = [str(value) for value in column.values]
        for within in WITHIN:
            for between in BETWEEN if all(within in text for text in texts) else ():
                if between != within and any(between in text for text in texts):
                    yield PAIRS_OF(column.expr, between, within, blank)
    for keys in columns:
        for values in columns:
            for mark in BETWEEN if keys is not values else ():
                if any(mark in str(text) for text in keys.values):
                    yield ZIPPED(keys.expr, values.expr, mark, blank)


@generator("programs", priority=31)
def looked_up(problem: Problem) -> Iterator[Term | None]:
    """The cell below the name that an input says, where one cell holds the names of columns and one a row of them."""
    columns = [
        term
        for term in problem.texts[: len(problem.inputs[0])]
        if max(len(str(value)) for value in term.values) <= LONGEST
    ]
    if len(columns) < FEWEST or not problem.whole:
        return
    for keys, values, key in permutations(columns, FEWEST):
        if not all(str(name) in str(heads) for name, heads in zip(key.values, keys.values, strict=True)):
            continue
        for mark in BETWEEN:
            if all(mark in str(heads) for heads in keys.values):
                cell = KEY(ZIPPED(keys.expr, values.expr, mark, True), key.expr)
                for expr in (cell, ops.INT(cell), ops.FLOAT(cell)):
                    yield problem.term(expr, VARYING)


def records(
    problem: Problem, keys: tuple[str, ...] | None, rows: Sequence[Sequence[Any]]
) -> Iterator[Ranked]:
    """A dict, or a list that holds other things than texts, of all the parts of one column cut at one mark."""
    if keys is None and all(isinstance(cell, str) for row in rows for cell in row):
        return  # see `lists.splits`
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        for mark in MARKS:
            count = texts[0].count(mark) + 1
            if count < 2 or max(map(len, texts)) > LONGEST:
                continue
            found = _fields(column.expr, texts, mark, count, rows)
            if found is not None and (count >= FEWEST or mark in f"{TABULAR}=" or padded(mark, texts)):
                values = ops.LIST(*found)
                yield Ranked(values if keys is None else ops.DICT(list(keys), values), PARTED)
                return


def _fields(
    text: Expr, texts: Sequence[str], mark: str, count: int, rows: Sequence[Sequence[Any]]
) -> list[Expr] | None:
    """What each place of the rows is made of, if all parts are used, each for one place."""
    blank = any(not part.strip() for each in texts for part in each.split(mark))
    try:
        cells = [support.parts_of(each, mark, count, blank) for each in texts]
    except support.PairError:
        return None
    parts = PARTS_OF(text, mark, count, blank)
    found: list[Expr] = []
    used: set[int] = set()
    for column in zip(*rows, strict=True):
        for at, own in enumerate(zip(*cells, strict=True)):
            expr = _read(ops.AT(parts, at), own, column) if at not in used else None
            if expr is not None:
                found.append(expr)
                used.add(at)
                break
        else:
            return None
    return found if len(used) == count else None


READINGS: tuple[tuple[Operator | None, Callable[[str], Any]], ...] = (
    (None, str),
    (ops.INT, int),
    (ops.FLOAT, float),
    (OR_NONE, lambda cell: cell or None),
    (ops.LOWER, str.lower),
    (ops.UPPER, str.upper),
    (ops.TITLE, str.title),
)


def _read(part: Expr, cells: Sequence[str], column: Sequence[Any]) -> Expr | None:
    """A part as it is, or as a number, or nothing where it is empty, or in another letter case."""
    for operator, read in READINGS:
        try:
            if all(same(read(cell), value) for cell, value in zip(cells, column, strict=True)):
                return part if operator is None else operator(part)
        except ValueError:
            continue
    return None


def marked(expr: Expr) -> bool:
    """Whether a program makes its answer of all that stands between marks in a cell."""
    while isinstance(expr, Apply) and expr.arguments:
        if expr.operator in (PAIRS_OF, ZIPPED):
            return True
        expr = expr.arguments[0]
    return False
