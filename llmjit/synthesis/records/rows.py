"""Every way in which inputs are lists of rows: lines of texts, pieces between marks, records, tables."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from llmjit.support.blocks import parse_blocks
from llmjit.support.markup import element_records, elements
from llmjit.support.tables import STYLES, TableError, parse_rows
from llmjit.synthesis.expr import Apply, Const, Expr, Item, Operator, applications, inputs_of
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.encoded import json_lines
from llmjit.synthesis.records.fields import NUMBER, Rows, cell_fields, item_fields, line_fields, named_fields
from llmjit.synthesis.records.passages import BEHIND, passages
from llmjit.synthesis.records.tables import maybe_table, tables_of
from llmjit.synthesis.records.values import (
    LONGEST,
    own,
    parsed,
    path_expr,
    paths,
)
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.markup import ELEMENTS, NAME, marked_up, names

MOST_ROWS = 600
"""Rows of all observations together."""
BELOW = 0.2
"""What the lines of a part of a document cost beside it."""
NAMED = 0.6
"""By so much are rows likelier whose fields have names."""
MONEY = r"\d[\d,]*\.\d\d"
PIECES = (", ", "; ", " | ", ",", ";", "|")
AMOUNTS = re.compile(r"[^\W\d_]\W*\d|\d\W*[^\W\d_]")
ITEMS = Operator("items", ("dict",), "list", "list({0}.items())", 0.5)
ELEMENT_RECORDS = Operator(
    "element_records", ("str", "str"), "list", "element_records({0}, {1})", 0.5, (element_records,)
)
PARSE_BLOCKS = Operator("parse_blocks", ("str",), "list", "parse_blocks({0})", 0.5, (parse_blocks,))
HEADED = ("html", "pipe")
"""Styles of tables that are told for what they are whatever their columns are called."""
TABLE_ROWS = Operator("table_rows", ("table",), "list", "list({0}.rows)", 0.4)
FLAT = Operator("flat", ("list", "lambda"), "list", "[part for item in {0} for part in {1}]", 0.6)


def rows_of(problem: Problem) -> Iterator[Rows]:
    """Every way in which the inputs are lists of rows."""
    named = list(_record_rows(problem))
    yield from named
    read = {index for rows in named if _parsed_whole(rows) for index in inputs_of(rows.expr)}
    for column in own(problem):
        values = column.values
        if read.intersection(inputs_of(column.expr)):
            continue  # nobody asks for words of tables and records, whose cells have names
        if all(isinstance(value, list) and all(isinstance(e, str) for e in value) for value in values):
            yield from _lines(column.expr, values, 0.6, problem)
        if not all(isinstance(value, str) and len(value) <= LONGEST for value in values):
            continue
        texts = [str(value) for value in values]
        if any("\n" in text.strip() for text in texts):
            lines = [[line for line in text.splitlines() if line.strip()] for text in texts]
            kept = ops.FILTER(ops.LINES(column.expr), ops.STRIP(Item()))
            yield from _lines(kept, lines, 0.9, problem)
            if _headed(lines):
                yield from _lines(ops.SLICE(kept, 1, None), [each[1:] for each in lines], 1.2, problem)
        elif all(isinstance(output, list | dict) for output in problem.outputs):
            yield from _pieces(column, PIECES, problem)  # of a single text, one piece is found by its place
        elif all(type(output) in (int, float) for output in problem.outputs):
            marks = [mark for mark in PIECES if _of_amounts(mark, texts)]
            yield from _pieces(column, marks, problem) if marks else ()
    if not problem.memo.get("marked"):  # what is marked in the whole document is not looked for in its parts
        yield from _below(problem)


def _below(problem: Problem) -> Iterator[Rows]:
    """The lines of parts of documents, and what stands in them behind bullets."""
    for part in passages(problem):
        lines = [[line for line in str(text).splitlines() if line.strip()] for text in part.values]
        kept = ops.FILTER(ops.LINES(part.expr), ops.STRIP(Item()))
        yield from _lines(kept, lines, part.cost + BELOW, problem)
        bullet = re.match(r"[^\w\s]+ ", lines[0][0]) if lines[0] else None
        if bullet and all(line.startswith(bullet[0]) for each in lines for line in each):
            items = [[line.removeprefix(bullet[0]) for line in each] for each in lines]
            yield from _lines(
                ops.MAP(kept, BEHIND(Item(), bullet[0])), items, part.cost + BELOW + 0.1, problem
            )


def _parsed_whole(rows: Rows) -> bool:
    """Whether the rows have names without doubt: that words are two spaces apart says little."""
    aligned = Const("aligned")
    return rows.make is named_fields and not any(
        aligned in each.arguments for each in applications(rows.expr) if each.operator is records.PARSE_TABLE
    )


def _of_amounts(mark: str, texts: Sequence[str]) -> bool:
    """Whether the pieces between marks are words with numbers, which may be asked for and added up."""
    pieces = [piece for text in texts for piece in text.split(mark)]
    return len(pieces) > len(texts) + 1 and all(map(AMOUNTS.search, pieces))


def _pieces(column: Term, marks: Sequence[str], problem: Problem) -> Iterator[Rows]:
    """What stands between marks in texts of one line; their words, behind those that all begin with."""
    texts = [str(value) for value in column.values]
    for mark in marks:
        if any(mark in text for text in texts):
            yield from _lines(
                ops.FIELDS(column.expr, mark), [text.split(mark) for text in texts], 1.0, problem
            )
    words = [text.split() for text in texts]
    first = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*words, strict=False)))
    if first:
        expr = ops.SLICE(ops.WORDS(column.expr), first, None)
        yield from _lines(expr, [each[first:] for each in words], 1.0 + 0.05 * first, problem)


def _lines(expr: Expr, lists: Sequence[Any], price: float, problem: Problem) -> Iterator[Rows]:
    yield from _large_enough(Rows(expr, tuple(map(tuple, lists)), price, line_fields, problem.inputs))


def _headed(lines: Sequence[Sequence[str]]) -> bool:
    """Whether the first line names columns, and has no digit while the lines below do; or is a title.

    A title may hold a number, and end with it once, where all the lines below end with amounts.
    """
    below = [line for each in lines for line in each[1:]]
    if all(each and not re.search(r"\d", each[0]) for each in lines):
        return all(re.search(r"\d", line) for line in below)
    if below and _of_own_kind(lines):
        return True
    return any(_titled(lines, below, re.compile(rf".*\s[-+]?{end}")) for end in (NUMBER, MONEY))


def _titled(lines: Sequence[Sequence[str]], below: Sequence[str], ended: re.Pattern[str]) -> bool:
    titled = [each[0] for each in lines if each and not ended.fullmatch(each[0])]
    return len(titled) > 1 and all(each for each in lines) and all(map(ended.fullmatch, below))


def _of_own_kind(lines: Sequence[Sequence[str]]) -> bool:
    """Whether all lines but the first begin with one word, and the first with another."""
    if not all(lines):
        return False
    firsts, others = ({re.split(r"\W", line, maxsplit=1)[0] for line in each} for each in _parted(lines))
    return len(firsts) == len(others) == 1 and "" not in firsts | others and firsts != others


def _parted(lines: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    return [each[0] for each in lines], [line for each in lines for line in each[1:]]


def _large_enough(rows: Rows) -> Iterator[Rows]:
    if any(len(each) > 1 for each in rows.lists) and sum(map(len, rows.lists)) <= MOST_ROWS:
        yield rows


def _record_rows(problem: Problem) -> Iterator[Rows]:
    for expr, found in parsed(problem):
        for path, price in [((), 0.6), *paths(found)]:
            values = [_at(each, path) for each in found]
            if all(isinstance(each, list) for each in values) and any(values):
                yield from _dicts(path_expr(expr, path), values, price, problem)
            elif all(isinstance(each, dict) for each in values) and any(values) and _filled(expr, problem):
                yield from _items(path_expr(expr, path), values, price, problem)
    for column in own(problem):
        texts = [str(value) for value in column.values]
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values) and json_lines(
            texts
        ):
            kept = ops.FILTER(ops.LINES(column.expr), ops.STRIP(Item()))
            lines = [[json.loads(line) for line in text.splitlines() if line.strip()] for text in texts]
            yield from _dicts(ops.MAP(kept, records.PARSE_JSON(Item())), lines, 0.9, problem)
    yield from _elements(problem)
    yield from _blocks(problem)
    found = list(_tables(problem))
    yield from _unnamed(problem) if not found else ()
    for expr, tables in found:
        rows = [[dict(zip(table[0], row, strict=True)) for row in table[1:]] for table in tables]
        yield from _dicts(records.RECORDS(expr), rows, 0.9, problem)


def _blocks(problem: Problem) -> Iterator[Rows]:
    """Records below one another, that begin with the same key or have headings."""
    for column in own(problem):
        values = column.values
        if not all(isinstance(value, str) and "\n" in value and len(value) <= LONGEST for value in values):
            continue
        try:
            found = [parse_blocks(str(value)) for value in values]
        except TableError:
            continue
        if len({next(iter(record)) for each in found for record in each}) == 1:
            yield from _dicts(PARSE_BLOCKS(column.expr), found, 0.5, problem)


def _elements(problem: Problem) -> Iterator[Rows]:
    """The attributes of all elements of a name, and what the elements in them say."""
    for column, texts in marked_up(problem):
        for name in names(texts, NAME, False):
            filled = problem.term(ELEMENT_RECORDS(column, name)) if _holds_others(name, texts) else None
            if filled is not None:
                yield from _dicts(filled.expr, filled.values, 0.5, problem)
            found = [elements(text, name) for text in texts]
            if any("=" in tag for each in found for tag in each):
                expr = ops.MAP(ELEMENTS(column, name), records.PARSE_ATTRIBUTES(Item()))
                term = problem.term(expr)
                if term is not None:
                    yield from _dicts(expr, term.values, 0.6, problem)


def _holds_others(name: str, texts: Sequence[str]) -> bool:
    """Whether elements of a name hold others, and there are several of them."""
    several = any(len(elements(text, name)) > 1 for text in texts)
    return several and any(
        re.search(rf"<{re.escape(name)}\b[^<>]*(?<!/)>\s*<[A-Za-z]", text) for text in texts
    )


def _filled(expr: Expr, problem: Problem) -> bool:
    """Whether records that are read of texts by marks are all that these hold."""
    if not isinstance(expr, Apply) or expr.operator is not records.PARSE_FIELDS:
        return not isinstance(expr, Apply) or expr.operator is records.PARSE_JSON
    between, within = (each.value for each in expr.arguments[1:] if isinstance(each, Const))
    texts = problem.term(expr.arguments[0])
    return texts is not None and all(
        within in part for text in texts.values for part in text.split(between) if part.strip()
    )


def _tables(problem: Problem) -> Iterator[tuple[Expr, list[tuple[tuple[str, ...], ...]]]]:
    """Texts that are tables: with the same column names, with some of these, or with one that another input names."""
    found = list(tables_of(problem))
    yield from found
    keys = own(problem)
    for column in keys if not found else ():
        if not all(map(maybe_table, column.values)):
            continue
        for style in STYLES:
            try:
                tables = [parse_rows(str(value), style) for value in column.values]
            except TableError:
                continue
            heads = [table[0] for table in tables]
            if all(len(set(head)) == len(head) for head in heads) and (
                set.intersection(*map(set, heads))
                or any(
                    all(key in head for key, head in zip(each.values, heads, strict=True)) for each in keys
                )
            ):
                yield records.PARSE_TABLE(column.expr, style), tables
                break


def _unnamed(problem: Problem) -> Iterator[Rows]:
    """Tables whose columns have other names each time, and are told by their places."""
    for column in own(problem):
        if not all(map(maybe_table, column.values)):
            continue
        for style in HEADED:
            try:
                tables = [parse_rows(str(value), style) for value in column.values]
            except TableError:
                continue
            lists = tuple(tuple(table[1:]) for table in tables)
            expr = TABLE_ROWS(records.PARSE_TABLE(column.expr, style))
            yield from _large_enough(Rows(expr, lists, 0.5, cell_fields, problem.inputs))
            break


def _items(expr: Expr, values: Sequence[dict[str, Any]], price: float, problem: Problem) -> Iterator[Rows]:
    """The keys of records with their values."""
    lists = tuple(tuple(value.items()) for value in values)
    yield from _large_enough(Rows(ITEMS(expr), lists, price - NAMED + 0.3, item_fields, problem.inputs))


def _at(record: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        record = record[step]
    return record


def _dicts(expr: Expr, lists: Sequence[Sequence[Any]], price: float, problem: Problem) -> Iterator[Rows]:
    items = [item for each in lists for item in each]
    if not all(isinstance(item, dict) for item in items) or not items:
        return
    rows = Rows(expr, tuple(map(tuple, lists)), price - NAMED, named_fields, problem.inputs)
    yield from _large_enough(rows)
    for key in items[0]:
        inner = [[part for item in each for part in _list(item.get(key))] for each in lists]
        if all(isinstance(item.get(key), list) for item in items) and any(inner):
            yield from _dicts(FLAT(expr, records.KEY(Item(), key)), inner, price + 0.4, problem)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
