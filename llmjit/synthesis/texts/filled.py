"""The cells of a row that are filled: listed or joined, each with the marks and words that go with it, or the first.

``region=eu, app=web`` of three cells, the second of which is empty. The cells are told by their order, and what goes
with each must be the same in all rows. Where some cells say in words or marks that there is nothing, such as ``n/a``,
the first is looked for that says something. A row of cells that are all empty must have been seen to be answered.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from llmjit.support import text as support
from llmjit.synthesis.expr import Expr, Input, Operator
from llmjit.synthesis.lists.orders import JOINERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.defaults import GLUES, JOIN_FILLED
from llmjit.synthesis.texts.nothing import NOTHING
from llmjit.value import same

FILLED = Operator("filled", ("list",), "list", "[part for part in {0} if part]", 0.6)
WITH_MARKS = Operator("with_marks", ("str", "str", "str"), "str", "({0} + {1} + {2} if {1} else '')", 0.3)
PRECEDED = Operator("preceded", ("str", "str"), "str", "({0} + {1} if {1} else '')", 0.3)
FOLLOWED = Operator("followed", ("str", "str"), "str", "({0} + {1} if {0} else '')", 0.3)
ENUMERATED = Operator(
    "enumerated", ("list", "str", "str"), "str", "enumerated({0}, {1}, {2})", 0.8, (support.enumerated,)
)
FILLED_FIELDS = Operator(
    "filled_fields",
    ("list", "list"),
    "dict",
    "{key: cell for key, cell in zip({0}, {1}, strict=True) if cell}",
    0.6,
)
_SAID = f"[cell for cell in {{0}} if not re.fullmatch({NOTHING!r}, str(cell))]"
FIRST_SAID = Operator(
    "first_said", ("list",), "any", f"{_SAID}[0]", 0.9, (), ("re",), needs="a cell of {0} that says something"
)
FIRST_SAID_OR = Operator(
    "first_said_or", ("list", "any"), "any", f"({_SAID} or [{{1}}])[0]", 0.9, (), ("re",)
)
MOST = 8
PERMUTED = 3
"""Of so many columns all orders are tried, of more their own."""
LONGEST = 300
PRICE = 1.4
SAID = 1.9
DISORDER = 0.3
FUSED = 0.4
FUSING = (" ", "-", "/", ", ")
"""What may stand between two cells that are one part of a text."""
CASES: tuple[tuple[Operator | None, Callable[[str], str]], ...] = (
    (None, str),
    (ops.UPPER, str.upper),
    (ops.LOWER, str.lower),
    (ops.TITLE, str.title),
)
LASTS = (" and ", " & ", " or ", ", and ", ", or ", " und ", " et ", " y ")
Rows = Sequence[Sequence[str]]


def _cells(problem: Problem) -> list[Term]:
    """The inputs that are texts or nothing, some of which are nothing."""
    columns = [column for column in problem.columns if isinstance(column.expr, Input)]
    texts = [column for column in columns if all(v is None or isinstance(v, str) for v in column.values)]
    return texts if 2 <= len(texts) <= MOST and not problem.memo.get("nested") else []


def _orders(columns: Sequence[Term]) -> Iterator[tuple[Sequence[Term], float]]:
    if len(columns) > PERMUTED:
        yield columns, 0.0
        return
    for size in range(len(columns), 1, -1):
        for chosen in itertools.permutations(columns, size):
            at = [columns.index(each) for each in chosen]
            yield chosen, DISORDER * (at != sorted(at))


def _fused(columns: Sequence[Term], problem: Problem) -> Iterator[tuple[Sequence[Term], float]]:
    """The columns with two neighbours as one, such as a code and a town, which another mark joins."""
    for at in range(len(columns) - 1) if problem.is_text and len(columns) > 2 else ():
        pair = columns[at : at + 2]
        for glue in FUSING:
            term = problem.term(JOIN_FILLED(glue, ops.LIST(*(each.expr for each in pair))))
            if term is not None and _stands(term.values, problem):
                yield (*columns[:at], term, *columns[at + 2 :]), FUSED


def _stands(values: Sequence[Any], problem: Problem) -> bool:
    return all(str(value) in str(output) for value, output in zip(values, problem.outputs, strict=True))


@generator("programs", priority=68)
def filled_cells(problem: Problem) -> Iterator[Term | None]:
    """The filled cells listed, or joined."""
    columns = _cells(problem)
    if not columns or not any(not value for column in columns for value in column.values):
        return
    for rows, finish in _wanted(problem):
        for chosen, price in (*_orders(columns), *_fused(columns, problem)):
            parts = _parts(chosen, rows)
            if parts is not None:
                yield problem.term(finish(ops.LIST(*parts)), PRICE + price)


def _wanted(problem: Problem) -> Iterator[tuple[Rows, Callable[[Expr], Expr]]]:
    """The lists that the outputs are, or were joined of, and how they are made of the parts."""
    outputs = problem.outputs
    if all(isinstance(each, list) and all(isinstance(item, str) for item in each) for each in outputs):
        yield [list(map(str, each)) for each in outputs if isinstance(each, list)], FILLED
    elif problem.is_text and max(len(str(each)) for each in outputs) <= LONGEST:
        texts = [str(each) for each in outputs]
        for glue in dict.fromkeys((*GLUES, *JOINERS)):
            padded = f" {glue} "
            apart = [
                text.count(padded) == text.count(glue) for text in texts if glue.strip() and glue in text
            ]
            if apart and all(apart):
                glue = padded  # the blanks belong to the mark, and not to the cells
            if glue and any(glue in text for text in texts):
                rows = [text.split(glue) if text else [] for text in texts]
                yield rows, lambda parts, glue=glue: JOIN_FILLED(glue, parts)  # type: ignore[misc]
        for last in LASTS:
            if any(last in text and ", " in text.rpartition(last)[0] for text in texts):
                rows = [_before_last(text, last) for text in texts]
                yield rows, lambda parts, last=last: ENUMERATED(FILLED(parts), ", ", last)  # type: ignore[misc]


def _before_last(text: str, last: str) -> list[str]:
    head, found, tail = text.rpartition(last)
    return [*head.split(", "), tail] if found else [text] if text else []


def _parts(columns: Sequence[Term], rows: Rows) -> list[Expr] | None:
    """Each cell with what goes with it, where the filled ones of each row are its parts, one after the other."""
    found: list[list[tuple[str, str]]] = [[] for _ in columns]
    for at, row in enumerate(rows):
        filled = [
            (index, str(column.values[at])) for index, column in enumerate(columns) if column.values[at]
        ]
        if len(filled) != len(row):
            return None
        for (index, cell), part in zip(filled, row, strict=True):
            found[index].append((cell, part))
    parts = [_with_marks(column.expr, pairs) for column, pairs in zip(columns, found, strict=True)]
    kept = [part for part in parts if part is not None]
    return kept if len(kept) == len(columns) else None


def _with_marks(cell: Expr, pairs: Sequence[tuple[str, str]]) -> Expr | None:
    for operator, change in CASES:
        around = {part.partition(change(text))[::2] for text, part in pairs if change(text) in part}
        if len(around) == 1 and all(change(text) in part for text, part in pairs):
            changed = cell if operator is None else operator(cell)
            before, after = around.pop()
            if before and after:
                return WITH_MARKS(before, changed, after)
            return PRECEDED(before, changed) if before else FOLLOWED(changed, after) if after else changed
    return None


@generator("programs", priority=73)
def filled_fields(problem: Problem) -> Iterator[Term | None]:
    """A dict of the cells that are filled, each under the name of its column."""
    columns = _cells(problem)
    dicts = [each for each in problem.outputs if isinstance(each, dict)]
    if not columns or len(dicts) < len(problem.outputs) or len({tuple(each) for each in dicts}) < 2:
        return
    names: list[str] = []
    for column in columns:
        fitting = [key for key in _keys(dicts) if key not in names and _is_of(key, column, dicts)]
        if not fitting:
            return
        names.append(fitting[0])
    yield problem.term(FILLED_FIELDS(names, ops.LIST(*(column.expr for column in columns))), PRICE)


def _keys(dicts: Sequence[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for each in dicts for key in each))


def _is_of(key: str, column: Term, dicts: Sequence[dict[str, Any]]) -> bool:
    """Whether a column is filled in some rows, and stands under the key in these and no others."""
    pairs = list(zip(column.values, dicts, strict=True))
    return any(column.values) and all(
        each.get(key) == value if value else key not in each for value, each in pairs
    )


@generator("programs", priority=69)
def first_said(problem: Problem) -> Iterator[Term | None]:
    """The first cell that does not say, in words or marks, that there is nothing."""
    columns = _cells(problem)
    if not any(value and re.fullmatch(NOTHING, value) for column in columns for value in column.values):
        return
    for chosen, price in _orders(columns):
        rows = list(zip(*(column.values for column in chosen), strict=True))
        empty = {
            repr(out): out for row, out in zip(rows, problem.outputs, strict=True) if _first(row) is None
        }
        copied = any(
            same(out, cell) for out in empty.values() for row in problem.inputs for cell in row if cell
        )
        if copied or len(empty) > 1 or not _all_first(rows, problem.outputs):
            continue
        cells = ops.LIST(*(column.expr for column in chosen))
        made = FIRST_SAID_OR(cells, *empty.values()) if empty else FIRST_SAID(cells)
        yield problem.term(made, SAID + price)


def _first(row: Sequence[Any]) -> str | None:
    return next((cell for cell in row if not re.fullmatch(NOTHING, str(cell))), None)


def _all_first(rows: Sequence[Sequence[Any]], outputs: Sequence[Any]) -> bool:
    """Whether the outputs are the first cells that say something, where there is one, and not all of one column."""
    firsts = [(_first(row), out) for row, out in zip(rows, outputs, strict=True)]
    used = {row.index(first) for row, (first, _) in zip(rows, firsts, strict=True) if first is not None}
    return len(used) > 1 and all(first is None or same(first, out) for first, out in firsts)
