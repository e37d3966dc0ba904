"""Lists whose elements are records, lists or numbers: each made of one element of a list in the inputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Input, Item
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.lists.rules import LEAST, SAMPLE, about_item
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.items import Listed
from llmjit.synthesis.records.tables import tables_of
from llmjit.synthesis.records.values import LONGEST, parsed, path_expr, paths
from llmjit.synthesis.strings import operators as ops

Solve = Callable[[Problem], tuple[Ranked, ...]]
DELIMITERS = (
    ("\n", 0.8),
    (";", 0.9),
    ("; ", 0.8),
    (", ", 0.9),
    (",", 1.0),
    ("|", 1.0),
    (" | ", 0.9),
    (" ", 1.2),
)
MOST = 3
VOTES = 4


def mapped(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Programs that do the same with every element."""
    rows = [output for output in problem.outputs if isinstance(output, list)]
    if len(rows) < len(problem.outputs) or not any(rows) or problem.memo.get("nested"):
        return
    if all(isinstance(element, str) for row in rows for element in row):
        return
    tried = 0
    for listed in _lists(problem):
        if tried >= MOST or problem.late():
            return
        if any(len(items) != len(row) for items, row in zip(listed.lists, rows, strict=True)):
            continue
        tried += 1
        yield from _explained(listed, rows, problem, solve)


def _lists(problem: Problem) -> Iterator[Listed]:
    for expr, found in parsed(problem):
        for path, price in [((), 0.6), *paths(found)]:
            values = [_at(each, path) for each in found]
            if all(isinstance(value, list) for value in values):
                yield Listed(path_expr(expr, path), tuple(values), price)
    for expr, tables in tables_of(problem):
        rows = [[dict(zip(table[0], row, strict=True)) for row in table[1:]] for table in tables]
        yield Listed(records.RECORDS(expr), tuple(rows), 0.9)
    for column in problem.texts[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST:
            continue
        for delimiter, price in DELIMITERS:
            if any(delimiter in text for text in texts):
                lists = tuple(text.split(delimiter) for text in texts)
                yield Listed(ops.FIELDS(column.expr, delimiter), lists, price)
                kept = tuple([each for each in items if each.strip()] for items in lists)
                if kept != lists:
                    expr = ops.FILTER(ops.FIELDS(column.expr, delimiter), ops.STRIP(Item()))
                    yield Listed(expr, kept, price + 0.4)


def _at(record: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        record = record[step]
    return record


def _explained(listed: Listed, rows: Sequence[list[Any]], problem: Problem, solve: Solve) -> Iterator[Ranked]:
    pairs: dict[str, tuple[Any, Any]] = {}
    for items, row in zip(listed.lists, rows, strict=True):
        for item, out in zip(items, row, strict=True):
            known = pairs.setdefault(repr(item), (item, out))
            if known[1] != out:
                return
    chosen = _sample(list(pairs.values()))
    if len(chosen) < LEAST:
        return
    inner = Problem(
        tuple((item,) for item, _ in chosen), tuple(out for _, out in chosen), deadline=problem.deadline
    )
    inner.memo["nested"] = True
    found = [each for each in solve(inner) if not _within_lambda(each.expr)]
    if found:
        bodies = [about_item(each.expr) for each in found[:VOTES]]
        body = bodies[0] if len(bodies) == 1 else UNANIMOUS(*bodies)
        yield Ranked(ops.MAP(listed.expr, body), listed.price + 0.6 + found[0].cost)


def _sample(pairs: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Elements of all forms, the rarer first."""
    forms: dict[str, list[tuple[Any, Any]]] = {}
    for pair in pairs:
        form = re.sub(r"[A-Za-z]+", "a", re.sub(r"\d+", "0", repr(pair)[:200]))
        forms.setdefault(form, []).append(pair)
    groups = sorted(forms.values(), key=len)
    chosen = [group[at] for at in range(SAMPLE) for group in groups if at < len(group)][:SAMPLE]
    return [pair for pair in pairs if any(pair is each for each in chosen)]


def _within_lambda(expr: Expr, inside: bool = False) -> bool:
    """Whether an input is read inside a rule on elements, where it would be mistaken for one of them."""
    if isinstance(expr, Input):
        return inside
    if not isinstance(expr, Apply):
        return False
    kinds = expr.operator.params
    return any(
        _within_lambda(part, inside or ("{*}" not in expr.operator.source and kinds[at] == "lambda"))
        for at, part in enumerate(expr.arguments)
    )
