"""Lists of records (in JSON, in tables) and lines of texts: filtered, counted, added up, projected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, final

from llmjit.support.sections import SectionError, holds_word, total
from llmjit.support.severities import rank_of
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Item
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.frames import framed
from llmjit.synthesis.records.tables import tables_of
from llmjit.synthesis.records.values import (
    LABELLED,
    LONGEST,
    needed,
    own,
    parsed,
    path_expr,
    paths,
)
from llmjit.synthesis.strings import operators as ops

MOST_KEYS = 16
MOST_VALUES = 12
MOST_MARKS = 24
MOST_ITEMS = 2000
JOINERS = (", ", ",", "; ", ";", " ", "\n", " | ", "|", "-", "/")
AMOUNT = r"-?\d[\d,]*(?:\.\d+)?"
QUOTED = re.compile(r'"[^" ]* [^"]*"')
IN_QUOTES = 1.5
"""What a mark costs more in lines with texts in quotes, where it may stand within what was told."""


@final
@dataclass(frozen=True, slots=True)
class Listed:
    """A list for every observation, with how it is made and what that costs."""

    expr: Expr
    lists: tuple[list[Any], ...]
    price: float


@generator("programs", priority=36)
def item_programs(problem: Problem) -> Iterator[Term | None]:
    """Answers about lists of records."""
    for listed in _records(problem):
        if problem.late():
            return
        for chosen in (listed, *_filtered(listed)):
            yield from _answers(chosen, problem)


def _records(problem: Problem) -> Iterator[Listed]:
    """Lists of dicts under any path, and the rows of tables."""
    for expr, found in parsed(problem):
        for path, price in [((), 0.6), *paths(found)]:
            values = [_at(each, path) for each in found]
            if all(isinstance(value, list) for value in values) and _of_dicts(values):
                yield Listed(path_expr(expr, path), tuple(values), price)
    for expr, tables in tables_of(problem):
        rows = [[dict(zip(table[0], row, strict=True)) for row in table[1:]] for table in tables]
        yield Listed(records.RECORDS(expr), tuple(rows), 0.9)


def _at(record: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        record = record[step]
    return record


def _of_dicts(lists: Sequence[list[Any]]) -> bool:
    return (
        any(lists)
        and sum(map(len, lists)) <= MOST_ITEMS
        and all(isinstance(item, dict) for items in lists for item in items)
    )


def _keys(listed: Listed) -> list[str]:
    """The keys that all items have."""
    items = [item for items in listed.lists for item in items]
    return [key for key in items[0] if all(key in item for item in items)][:MOST_KEYS] if items else []


def _filtered(listed: Listed) -> Iterator[Listed]:
    """The items that have a certain value under a key, or True."""
    item = Item()
    for key in _keys(listed):
        values = [[each[key] for each in items] for items in listed.lists]
        seen = {repr(value): value for row in values for value in row if isinstance(value, str | int | bool)}
        field = records.KEY(item, key)
        if seen.keys() <= {"True", "False"}:
            yes = records.TRUTHY(field)
            yield _kept(listed, yes, lambda each, key=key: each[key] is True, 0.5)
            yield _kept(listed, ops.NOT(yes), lambda each, key=key: each[key] is not True, 0.7)
            continue
        often = [v for v in seen.values() if sum(v in row for row in values) > 1] if len(seen) < 40 else []
        for value in often[:MOST_VALUES]:
            test = ops.EQUALS(field, value)
            yield _kept(listed, test, lambda each, key=key, value=value: each[key] == value, 0.6)


def _kept(listed: Listed, test: Expr, holds: Any, price: float) -> Listed:
    lists = tuple([each for each in items if holds(each)] for items in listed.lists)
    return Listed(ops.FILTER(listed.expr, test), lists, listed.price + price)


def _answers(listed: Listed, problem: Problem) -> Iterator[Term | None]:
    outputs = problem.outputs
    price = listed.price + 0.9 - LABELLED
    if all(type(output) is int for output in outputs) and _counts(listed, outputs):
        yield problem.term(ops.LENGTH(listed.expr), price)
    for key in _keys(listed):
        values = [[each[key] for each in items] for items in listed.lists]
        plucked = records.PLUCK(listed.expr, key)
        if all(isinstance(output, list) for output in outputs):
            yield problem.term(plucked, price)
        elif problem.is_text and any(len(row) > 1 for row in values):
            yield from _joined(plucked, values, price, problem)
        if all(type(output) in (int, float) for output in outputs):
            yield from _totals(plucked, values, price, problem)
        if all(values):
            for index in (0, -1):
                if problem.solves([row[index] for row in values]):
                    yield problem.term(records.KEY(records.KEY(listed.expr, index), key), price + 0.1)
            yield from _extremes(listed, key, values, price, problem)
    if all(isinstance(output, list) for output in outputs):
        yield problem.term(listed.expr, price)


def _counts(listed: Listed, outputs: Sequence[object]) -> bool:
    return [len(items) for items in listed.lists] == list(outputs) and len(set(map(repr, outputs))) > 1


def _joined(expr: Expr, values: Sequence[list[Any]], price: float, problem: Problem) -> Iterator[Term | None]:
    if all(isinstance(value, str) for row in values for value in row):
        for joiner in JOINERS:
            if problem.solves([joiner.join(row) for row in values]):
                yield problem.term(ops.JOIN(joiner, expr), price + 0.3)


def _totals(expr: Expr, values: Sequence[list[Any]], price: float, problem: Problem) -> Iterator[Term | None]:
    try:
        sums = [total(row) for row in values]
    except SectionError:
        return
    if any(len(row) > 1 for row in values) and all(
        abs(float(each) - float(output)) < 1e-6  # type: ignore[arg-type]
        for each, output in zip(sums, problem.outputs, strict=True)
    ):
        yield problem.term(records.WHOLE_TOTAL(expr), price)
        yield problem.term(records.FLOAT_TOTAL(expr), price)


def _extremes(
    listed: Listed, key: str, values: Sequence[list[Any]], price: float, problem: Problem
) -> Iterator[Term | None]:
    """What the item with the greatest or least number has under another key."""
    numbers = all(type(value) in (int, float) for row in values for value in row)
    if numbers and any(len(row) > 1 for row in values):
        for wanted in _keys(listed):
            for operator in (records.GREATEST, records.LEAST):
                term = problem.term(operator(listed.expr, key, wanted), price + 0.3)
                if term is not None and problem.solves(term.values):
                    yield term


@generator("programs", priority=37)
def line_programs(problem: Problem) -> Iterator[Term | None]:
    """How many lines hold something, and the sums of the numbers in them."""
    if not all(type(output) in (int, float) for output in problem.outputs):
        return
    for listed in _lines(problem):
        if all(type(output) is int for output in problem.outputs) and _counts(listed, problem.outputs):
            yield problem.term(ops.LENGTH(listed.expr), listed.price)
        yield from _line_totals(listed, problem)
        if problem.late():
            return


def _line_totals(listed: Listed, problem: Problem) -> Iterator[Term | None]:
    numbers = [[re.findall(AMOUNT, line) for line in lines] for lines in listed.lists]
    for index in (0, -1, 1, -2):
        if all(len(found) > (index if index >= 0 else -index - 1) for row in numbers for found in row):
            expr = ops.MAP(listed.expr, ops.TOKEN(Item(), AMOUNT, index))
            values = [[found[index] for found in row] for row in numbers]
            yield from _totals(expr, values, listed.price + 0.3 + 0.1 * abs(index), problem)


def _lines(problem: Problem) -> Iterator[Listed]:
    """All lines that are not blank; those that hold a word or mark; those that do not."""
    item = Item()
    for column in own(problem):
        texts = column.values
        if not all(isinstance(text, str) and len(text) <= LONGEST for text in texts):
            continue
        lines = tuple([line for line in str(text).splitlines() if line.strip()] for text in texts)
        if not any(len(each) > 1 for each in lines) or sum(map(len, lines)) > MOST_ITEMS:
            continue
        everything = Listed(ops.FILTER(ops.LINES(column.expr), ops.STRIP(item)), lines, 1.2)
        yield everything
        whole = Listed(ops.LINES(column.expr), tuple(str(text).splitlines() for text in texts), 1.0)
        quoted = IN_QUOTES * all(QUOTED.search(line) for row in lines for line in row)
        for mark in _marks(lines):
            test = records.HOLDS(item, mark) if mark.isalpha() else ops.CONTAINS(item, mark)
            holds = holds_word if mark.isalpha() else str.__contains__
            price = 0.3 + 0.02 * len(mark) + (0.0 if re.search(r"\w", mark) else quoted)
            yield _lines_kept(whole, test, lambda line, mark=mark, holds=holds: holds(line, mark), price)
            if rank_of(mark.strip()) is not None:
                continue  # what is no INFO may be graver, or for debugging: `severities` asks that
            without = ops.NOT(test)
            yield _lines_kept(
                everything, without, lambda line, mark=mark, holds=holds: not holds(line, mark), price + 0.4
            )


def _lines_kept(listed: Listed, test: Expr, holds: Any, price: float) -> Listed:
    """The lines that a question keeps, on which others must agree that keep the same."""
    mask = [[holds(line) for line in lines] for lines in listed.lists]
    tests = [test, *framed(listed.lists, mask, test)]
    return _kept(listed, test if len(tests) == 1 else UNANIMOUS(*tests), holds, price)


def _marks(lines: Sequence[list[str]]) -> list[str]:
    """Words and marks that some lines hold and others do not, in more than one text."""
    found: dict[str, int] = {}
    for row in lines:
        pieces = [set(re.findall(r"[^\W\d_]+|[^\w\s]| [^\W\d_]+ ", line)) for line in row]
        for piece in set().union(*pieces):
            found[piece] = found.get(piece, 0) + 1
    kept = [
        mark
        for mark, times in found.items()
        if times > 1 and any(mark not in line for row in lines for line in row)
    ]
    return sorted(kept, key=lambda mark: (-found[mark], len(mark), mark))[:MOST_MARKS]


@generator("columns", priority=31)
def marked_lines(problem: Problem) -> Iterator[Term | None]:
    """The first line that holds a word, where the answer is in it."""
    if not all(output is not None and not isinstance(output, list | dict) for output in problem.outputs):
        return
    item = Item()
    offered = 0
    for column in own(problem):
        texts = column.values
        if not all(isinstance(text, str) and "\n" in text and len(text) <= LONGEST for text in texts):
            continue
        lines = [str(text).splitlines() for text in texts]
        for mark in _marks([[line for line in row if line.strip()] for row in lines]):
            expr = ops.AT(ops.FILTER(ops.LINES(column.expr), ops.CONTAINS(item, mark)), 0)
            term = problem.term(expr, 1.2)
            if term is not None and mark.strip().isalpha() and needed(term.values, problem) and offered < 4:
                offered += 1
                yield term
