"""Values inside JSON, key-value text, attributes and tables, by key, by row and by column name.

What a record holds under a key that every observation has becomes a column of its own, which the other
generators take apart further; look-ups whose key is another input, and lists, are answers by themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.support.known_forms import SHORT
from llmjit.support.sections import log_cells
from llmjit.support.tables import (
    TableError,
    parse_attributes,
    parse_fields,
    parse_query,
)
from llmjit.synthesis.expr import Apply, Expr
from llmjit.synthesis.lists.orders import JOINERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as ops
from llmjit.synthesis.strings.operators import FLOAT, INT, JOIN, LOWER, TEXT, TITLE, UPPER
from llmjit.synthesis.texts.known import doubtful, is_form, known

LONGEST = 100_000
LINE = 3000
"""The longest line of a log."""
MOST_KEYS = 40
MOST_COLUMNS = 16
MOST_DEPTH = 4
LABELLED = 1.4
"""By so much is the whole value under a name more plausible than a piece of text that happens to be the same."""
OF_ONE_ROW = 0.6
"""By so much less plausible a number or a flag that the row at a place has: all rows are asked as well."""
PART_LABELLED = 0.5
"""By so much a part of such a value."""
SURE = -0.4
"""What a part of a text of a known form costs as a piece of an answer."""
CASES = (LOWER, UPPER, TITLE)
IN_CELL = -0.2
"""What a number costs that is a cell of comma-separated values by itself."""
KNOWN = 0.4
"""By so much more where the texts are of a form that everybody knows."""
DOUBTED = 0.3
"""By so much where other texts have the form as well."""
HEADED = re.compile(r"^[ \t]*(?:#{1,6} |\[[^\[\]\n]+\][ \t]*$|=+ )", re.MULTILINE)
PAIRS = (
    ("\n", ":"),
    ("\n", "="),
    (";", "="),
    (";", ":"),
    (",", ":"),
    (",", "="),
    ("&", "="),
    ("|", ":"),
    ("|", "="),
    (" ", "="),
    (" ", ":"),
)


@generator("columns", priority=30)
def record_columns(problem: Problem) -> Iterator[Term | None]:
    """What stands under the keys that all records have, as far as the outputs may need it."""
    yield from sections(problem)
    yield from _cells(problem)
    offered = 0
    for expr, records in parsed(problem):
        bonus = _bonus(expr, PART_LABELLED if problem.is_text else LABELLED, not problem.is_text)
        for path, price in paths(records):
            one_row = OF_ONE_ROW * (not problem.is_text and any(isinstance(step, int) for step in path))
            term = None if path[-1] in SHORT else problem.term(path_expr(expr, path), price + one_row)
            if term is not None and not problem.solves(term.values):
                term = replace(term, cost=term.cost - bonus)
            if term is not None and offered < MOST_COLUMNS and _wanted(expr, term.values, problem):
                offered += 1
                yield term
        if problem.late():
            return


def _wanted(expr: Expr, values: Sequence[Any], problem: Problem) -> bool:
    """Whether outputs may be made of a value: what is a word of a form may be spelled with other marks."""
    return needed(values, problem) or (is_form(expr) and spelled(values, problem))


def _bonus(expr: Expr, usual: float, whole: bool = True) -> float:
    """How much more plausible a value under a name is: less where the names are a reading among others.

    Of a form that everybody knows the parts have names, and no parts of their own that anybody asks for.
    """
    if not is_form(expr):
        return usual
    return DOUBTED if doubtful(expr) else (usual + KNOWN) * whole


@generator("atoms", priority=30)
def named_parts(problem: Problem) -> Iterator[Term | None]:
    """The parts of texts of known forms as they are, or in other letter case."""
    for column in own(problem):
        for expr, records in known(column):
            for path, price in paths(records):
                part = path_expr(expr, path)
                if doubtful(expr):
                    yield problem.term(part, price - DOUBTED) if path[-1] in SHORT else None
                    continue
                plain = problem.term(part, SURE)
                yield plain
                for each in (problem.term(case(part), SURE + 0.5) for case in CASES):
                    if plain is not None and each is not None and each.values != plain.values:
                        yield each


@generator("atoms", priority=31)
def named_numbers(problem: Problem) -> Iterator[Term | None]:
    """Numbers that stand under names, as the outputs have them among words: a place among digits says less."""
    if not all(any(map(str.isdigit, str(output))) for output in problem.outputs):
        return
    for expr, records in parsed(problem):
        for path, price in paths(records):
            values = problem.values(path_expr(expr, path))
            if all(type(value) in (int, float) for value in values):
                yield problem.term(TEXT(path_expr(expr, path)), price - _bonus(expr, PART_LABELLED))


@generator("programs", priority=35)
def record_programs(problem: Problem) -> Iterator[Term | None]:
    """Values that are no text, look-ups by another input, and lists of one key's values."""
    for expr, records in parsed(problem):
        yield from _whole(expr, records, problem)
        for path, price in paths(records):
            yield problem.term(path_expr(expr, path), price - _bonus(expr, LABELLED))
        yield from _by_input(expr, records, problem)
        yield from _plucked(expr, records, problem)
    yield from _numeric_cells(problem)


def _numeric_cells(problem: Problem) -> Iterator[Term | None]:
    """Numbers in cells of lines of comma-separated values, some of which are in quotes and may hold commas."""
    kinds = {type(output) for output in problem.outputs}
    read = INT if kinds == {int} else FLOAT
    for column in own(problem) if kinds in ({int}, {float}) else ():
        texts = [str(value) for value in column.values]
        if any(',"' in text or '",' in text for text in texts) and all("\n" not in text for text in texts):
            cells = ops.CSV_CELLS(column.expr, ",")
            lists = problem.term(cells)
            for index in range(min(MOST_COLUMNS, *map(len, lists.values)) if lists is not None else 0):
                yield problem.term(read(ops.KEY(cells, index)), IN_CELL)


def _cells(problem: Problem) -> Iterator[Term | None]:
    """Cells of lines of comma-separated values, and quoted strings, where quotes are escaped."""
    for column in own(problem):
        values = column.values
        if not all(isinstance(value, str) and len(value) <= LONGEST for value in values):
            continue
        texts = [str(value) for value in values]
        if all(len(text) <= LINE and "\n" not in text and _encloses(text) for text in texts):
            yield from _each(ops.LOG_CELLS(column.expr), problem, same=True)
        if any('"' in text for text in texts) and all("," in text for text in texts):
            yield from _each(ops.CSV_CELLS(column.expr, ","), problem)
        if any("\\" in text for text in texts) and all('"' in text for text in texts):
            yield from _each(ops.QUOTED(column.expr), problem)


def _each(expr: Expr, problem: Problem, same: bool = False) -> Iterator[Term | None]:
    """The elements of lists, counted from the start."""
    lists = problem.term(expr)
    if lists is not None and (not same or len(set(map(len, lists.values))) == 1):
        for index in range(min(MOST_COLUMNS, *map(len, lists.values))):
            term = problem.term(ops.KEY(expr, index), 0.9 + 0.1 * index)
            if same and term is not None and _is_answer(term.values, problem):
                term = replace(term, cost=-0.2 + 0.02 * index)
            if term is not None and needed(term.values, problem):
                yield term


def _encloses(text: str) -> bool:
    """Whether several words of a line stand in quotes or brackets."""
    return ('"' in text or "[" in text) and any(" " in cell for cell in log_cells(text))


def _is_answer(values: Sequence[Any], problem: Problem) -> bool:
    return all(str(value) == str(output) for value, output in zip(values, problem.outputs, strict=True))


def parsed(problem: Problem) -> Iterator[tuple[Expr, list[Any]]]:
    """Every way in which a column of texts is a column of records; dicts and lists are records as they are."""
    for column in (*own(problem), *sections(problem)):
        values = column.values
        if all(isinstance(value, dict | list) for value in values):
            yield column.expr, list(values)
        elif all(isinstance(value, str) and 1 < len(value) <= LONGEST for value in values):
            yield from _of_text(column.expr, [str(value) for value in values])
            yield from known(column)


def own(problem: Problem) -> Sequence[Term]:
    """The inputs themselves, without what is derived from them."""
    return problem.columns[: len(problem.columns) - len(problem.extra)]


def sections(problem: Problem) -> list[Term]:
    """What stands under the headings that all texts of a column have."""
    known: list[Term] | None = problem.memo.get("sections")
    if known is None:
        known = problem.memo["sections"] = list(_sections(problem))
    return known


def _sections(problem: Problem) -> Iterator[Term]:
    for column in own(problem):
        values = column.values
        if all(isinstance(v, str) and "\n" in v and len(v) <= LONGEST and HEADED.search(v) for v in values):
            expr = ops.PARSE_SECTIONS(column.expr)
            parts = problem.term(expr)
            for name in list(parts.values[0])[:MOST_KEYS] if parts is not None else []:
                term = problem.term(ops.KEY(expr, name), 0.9)
                if term is not None:
                    yield term
            for key in own(problem) if parts is not None else ():
                if key is not column and len(set(map(repr, key.values))) > 1:
                    term = problem.term(ops.KEY(expr, key.expr), 0.9)
                    if term is not None:
                        yield term


def _of_text(expr: Expr, texts: list[str]) -> Iterator[tuple[Expr, list[Any]]]:
    if all(text.lstrip()[:1] in ("{", "[") for text in texts):
        try:
            yield ops.PARSE_JSON(expr), [json.loads(text) for text in texts]
            return
        except (ValueError, RecursionError):
            pass  # sections of settings begin like a list
    for between, within in PAIRS:
        if all(within in text for text in texts) and (
            between == " " or any(between in text for text in texts)
        ):
            try:
                records = [parse_fields(text, between, within) for text in texts]
            except TableError:
                continue
            if all(len(record) > 1 for record in records):
                yield ops.PARSE_FIELDS(expr, between, within), list(records)
    for marks, quoted, parse, operator in (
        ("?=", "", parse_query, ops.PARSE_QUERY),
        ("=", '="', parse_attributes, ops.PARSE_ATTRIBUTES),
        ("=", "='", parse_attributes, ops.PARSE_ATTRIBUTES),
    ):
        if all(mark in text for mark in marks for text in texts) and any(quoted in text for text in texts):
            try:
                yield operator(expr), [parse(text) for text in texts]
            except TableError:
                continue


Path = tuple[str | int, ...]


def paths(records: Sequence[Any]) -> list[tuple[Path, float]]:
    """The keys, and keys within, under which all records have a value; with a price."""
    found: list[tuple[Path, float]] = []

    def walk(values: Sequence[Any], path: Path) -> None:
        if len(found) >= MOST_KEYS or len(path) >= MOST_DEPTH:
            return
        steps: list[str | int] = []
        if all(isinstance(value, dict) for value in values):
            steps = [key for key in values[0] if all(key in value for value in values)]
        elif all(isinstance(value, list) and value for value in values):
            steps = [0, -1] if any(len(value) > 1 for value in values) else [0]
        for step in steps[:MOST_KEYS]:
            inner = [value[step] for value in values]
            found.append(((*path, step), 0.9 + 0.15 * len(path)))
            walk(inner, (*path, step))

    walk(records, ())
    return found[:MOST_KEYS]


def path_expr(expr: Expr, path: Path) -> Expr:
    """The value under a path."""
    for step in path:
        expr = ops.KEY(expr, step)
    return expr


def named(problem: Problem) -> bool:
    """Whether the answers stand under a key of a record, which says more than a label or a form."""
    return any(
        (term := problem.term(path_expr(expr, path))) is not None
        and list(map(str, term.values)) == list(map(str, problem.outputs))
        for expr, records in parsed(problem)
        for path, _ in paths(records)
    )


def needed(values: Sequence[Any], problem: Problem) -> bool:
    """Whether the outputs may be made of these values: the cheap test that keeps columns few."""
    if not all(isinstance(value, str | int | float) and not isinstance(value, bool) for value in values):
        return False
    if not problem.is_text:
        return True
    pairs = [
        (str(value).lower(), str(output).lower())
        for value, output in zip(values, problem.outputs, strict=True)
    ]
    if all(value in output or output in value for value, output in pairs if value):
        return True
    return all(digits(value) and digits(output) for value, output in pairs)


def spelled(values: Sequence[Any], problem: Problem) -> bool:
    """Whether the outputs hold the letters and digits of these texts, with other marks between them."""
    if not problem.is_text or not all(
        isinstance(value, str) and re.search(r"[\W_]", value) for value in values
    ):
        return False
    bare = [
        [re.sub(r"[\W_]", "", str(text)).lower() for text in pair]
        for pair in zip(values, problem.outputs, strict=True)
    ]
    return all(value and value in output for value, output in bare)


def digits(text: str) -> bool:
    """Whether a text holds a digit."""
    return any(character.isdigit() for character in text)


def _whole(expr: Expr, records: list[Any], problem: Problem) -> Iterator[Term | None]:
    """Records as they are, with their values as numbers, their keys alone or their values alone."""
    if not all(isinstance(record, dict) and record for record in records):
        return
    if all(isinstance(output, dict) for output in problem.outputs):
        yield problem.term(expr, 0.6)
        yield problem.term(ops.WHOLE_VALUES(expr), 0.9)
    elif all(isinstance(output, list) for output in problem.outputs):
        yield problem.term(ops.KEYS(expr), 0.9)
        yield problem.term(ops.VALUES(expr), 0.9)
    elif problem.is_text and is_query(expr):
        for joiner in JOINERS:
            names = [joiner.join(record) for record in records]
            if joiner.strip() and names == list(problem.outputs) and any(len(each) > 1 for each in records):
                yield problem.term(JOIN(joiner, ops.KEYS(expr)), 0.6)


def is_query(expr: Expr) -> bool:
    """Whether these are the parameters of URLs."""
    return isinstance(expr, Apply) and expr.operator is ops.PARSE_QUERY


def _by_input(expr: Expr, records: list[Any], problem: Problem) -> Iterator[Term | None]:
    """The value under the key that another input names."""
    if not all(isinstance(record, dict) for record in records):
        return
    for column in own(problem):
        if all(
            isinstance(key, str) and key in record for key, record in zip(column.values, records, strict=True)
        ):
            yield problem.term(ops.KEY(expr, column.expr), 1.2 - LABELLED)


def _plucked(expr: Expr, records: list[Any], problem: Problem) -> Iterator[Term | None]:
    """One key's value of every record in a list."""
    if not all(isinstance(output, list) for output in problem.outputs):
        return
    lists = [
        ((), records),
        *((path, [_at(record, path) for record in records]) for path, _ in paths(records)),
    ]
    for path, values in lists:
        if not all(
            isinstance(value, list) and value and all(isinstance(e, dict) for e in value) for value in values
        ):
            continue
        for key in values[0][0]:
            yield problem.term(ops.PLUCK(path_expr(expr, path), key), 1.4 - LABELLED)


def _at(record: Any, path: Path) -> Any:
    for step in path:
        record = record[step]
    return record
