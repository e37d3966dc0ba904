"""Outputs that are lists or dicts of a fixed form: one program for each place.

And lists of varying length: a text taken apart, each piece changed alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from llmjit.synthesis.expr import Const, Expr, Item, operators
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.lists.dicts import records
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.problem import TEXT_LIMIT, Problem
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import CLASSES, SINGLES, Texts, literal_cost
from llmjit.value import same

Solve = Callable[[Problem], tuple[Ranked, ...]]
PLACES = 16
COPYING = frozenset({"number_at", "to_int", "int", "unanimous", "format_number", "token", "field"})
"""Operators of programs that copy a number."""
SEPARATORS = (
    r"(?:(?<!\s)\s+)?,\s*",
    r"(?:(?<!\s)\s+)?;\s*",
    r"[,;]\s*",
    r"\W+",
    r"\s+",
    r"[\s,;:/|]+",
    r"(?:(?<!\s)\s+)?\|\s*",
    r"(?<!\s)\s+-\s+",
    r"\n+",
)
"""Runs of white space are entered at their start alone, or long ones would take quadratic time."""
KEEPING = (r"(\s+)", r"(\W+)", r"(\d+)", r"([^\w\s])", r"(,\s*)", r"(-)")
PIECES = (r"\d+|[^\W\d_]+|\s+|[^\w\s]+", r"\w+|\W+", r"\d+|\D+", r"[A-Z][a-z]*|[a-z]+", r"\w+|[^\w\s]")


def places(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Lists of one length and dicts of the same keys: each place is a problem of its own."""
    shape = _shape(problem.outputs)
    if shape is None:
        return
    keys, rows = shape
    cut = list(records(problem, keys, rows))
    if cut:
        yield from cut
        return  # the marks say all
    beside = tuple(cell for row in rows for cell in row if isinstance(cell, str))
    solved: list[tuple[Ranked, ...]] = []
    for column in zip(*rows, strict=True):
        found = solve(replace(problem, outputs=column, whole=False, beside=beside)) or _constant(column)
        if not found or problem.late():
            return
        solved.append(found)
    best = [each[0] for each in solved]
    cost = 0.5 + sum(each.cost for each in best)

    def build(parts: Sequence[Ranked]) -> Expr:
        values = ops.LIST(*[part.expr for part in parts])
        return values if keys is None else ops.DICT(list(keys), values)

    yield Ranked(build(best), cost)
    for at, each in enumerate(solved):
        for other in each[1:]:
            yield Ranked(build([*best[:at], other, *best[at + 1 :]]), cost + other.cost - each[0].cost)


def _shape(outputs: Sequence[Any]) -> tuple[tuple[str, ...] | None, list[tuple[Any, ...]]] | None:
    first = outputs[0]
    if all(isinstance(each, list) for each in outputs):
        lengths = {len(each) for each in outputs}
        return (
            (None, [tuple(each) for each in outputs])
            if len(lengths) == 1 and 0 < len(first) <= PLACES
            else None
        )
    if (
        all(isinstance(each, dict) and list(each) == list(first) for each in outputs)
        and 0 < len(first) <= PLACES
    ):
        return tuple(first), [tuple(each.values()) for each in outputs]
    return None


def _constant(column: Sequence[Any]) -> tuple[Ranked, ...]:
    """A place that always holds the same; only beside others that vary."""
    if len(column) >= 3 and all(same(value, column[0]) for value in column):
        return (Ranked(Const(column[0]), 1.5),)
    return ()


def maybe_copied(problem: Problem, program: Expr) -> bool:
    """Whether whole numbers that a program computes may as well be copied, digit by digit."""
    if {operator.name for operator in operators(program)} <= COPYING or not problem.inputs:
        return False
    rows = zip(problem.outputs, problem.inputs, strict=True)
    return all(
        type(output) is int
        and any(isinstance(v, str) and re.search(rf"(?<!\d){output}(?!\d)", v) for v in row)
        for output, row in rows
    )


def whole_numbers(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Whole numbers that stand in the text as digits, found as texts are."""
    if not all(type(output) is int for output in problem.outputs):
        return
    written = [_digits_of(output, row) for output, row in zip(problem.outputs, problem.inputs, strict=True)]
    texts = replace(problem, outputs=tuple(written), extra=())
    for each in solve(texts):
        yield Ranked(ops.INT(each.expr), each.cost + ops.INT.cost)


def _digits_of(number: Any, row: Sequence[Any]) -> str:
    """The digits of a number, with the zeros in front that they have in the texts of a row, if they have any."""
    texts = [str(cell) for cell in row if isinstance(cell, str) and len(cell) <= TEXT_LIMIT]
    found = {each for text in texts for each in re.findall(rf"(?<!\d)0*{number}(?!\d)", text)}
    return found.pop() if len(found) == 1 else str(number)


Lists = tuple[list[Any], ...]


def varying(problem: Problem) -> Iterator[Ranked]:
    """Lists made of one text by taking it apart."""
    if not all(isinstance(each, list) for each in problem.outputs) or not any(problem.outputs):
        return
    lengths = [len(each) for each in problem.outputs if isinstance(each, list)]
    numeric = all(
        type(item) in (int, float) for each in problem.outputs if isinstance(each, list) for item in each
    )
    for column in problem.texts:
        texts = tuple(str(value) for value in column.values)
        if max(map(len, texts)) > 20 * TEXT_LIMIT:
            continue
        for expr, lists, cost in _taken_apart(Texts(column.expr, texts)):
            if problem.late():
                return
            for changed, values, price in _changed(expr, lists, lengths):
                if problem.late():
                    return
                if len(values) == len(problem.outputs) and all(map(same, values, problem.outputs)):
                    yield Ranked(changed, cost + price)
                elif numeric and len(values) == len(problem.outputs):
                    yield from _in_order(Ranked(changed, cost + price), values, problem)


def _in_order(unordered: Ranked, values: Sequence[list[Any]], problem: Problem) -> Iterator[Ranked]:
    """Lists of numbers put in order, where all hold the same numbers as the outputs and more than one was moved."""
    if sum(have != want for have, want in zip(values, problem.outputs, strict=True)) < 2:
        return
    if not all(type(item) in (int, float) for each in values for item in each):
        return
    for operator, arrange in ARRANGED:
        if operator.name in ("sorted", "falling", "sorted_unique", "reversed") and all(
            map(same, map(arrange, values), problem.outputs)
        ):
            yield Ranked(operator(unordered.expr), unordered.cost + operator.cost)


def _taken_apart(source: Texts) -> Iterator[tuple[Expr, list[list[str]], float]]:
    texts = source.texts
    for kind in (*CLASSES, *SINGLES):
        lists = [re.findall(kind.pattern, text) for text in texts]
        yield ops.TOKENS(source.expr, kind.pattern), lists, 1.0 + kind.weight
    for pattern in PIECES:
        yield ops.TOKENS(source.expr, pattern), [re.findall(pattern, text) for text in texts], 1.5
    for literal in _delimiters(texts):
        lists = [text.split(literal) for text in texts]
        yield ops.FIELDS(source.expr, literal), lists, 0.9 + literal_cost(literal)
    for pattern in (*SEPARATORS, *KEEPING):
        yield ops.SPLIT(source.expr, pattern), [re.split(pattern, text) for text in texts], 1.2
    yield ops.WORDS(source.expr), [text.split() for text in texts], 0.8
    yield ops.LINES(source.expr), [text.splitlines() for text in texts], 0.8


def _delimiters(texts: Sequence[str]) -> list[str]:
    """Punctuation, and runs of it, that occurs in some text."""
    found: dict[str, int] = {}
    for text in texts:
        for piece in {*re.findall(r"[^\w]", text[:2000]), *re.findall(r"\W{2,3}", text[:2000])}:
            found[piece] = found.get(piece, 0) + 1
    return sorted(found, key=lambda piece: (-found[piece], piece))[:24]


def _changed(
    expr: Expr, lists: list[list[str]], lengths: list[int]
) -> Iterator[tuple[Expr, list[list[Any]], float]]:
    """The lists or parts of them, changed where they have the ``lengths`` wanted: no change mends those."""
    item = Item()
    for first, last in ((None, None), (1, None), (None, -1), (1, -1), (2, None), (None, 1)):
        cut = [each[first:last] for each in lists]
        base = expr if (first, last) == (None, None) else ops.SLICE(expr, first, last)
        cost = 0.0 if base is expr else 0.6
        yield base, cut, cost
        kept = [[each for each in one if each.strip()] for one in cut]
        filtered = ops.FILTER(base, ops.STRIP(item))
        if kept != cut:
            yield filtered, kept, cost + 0.6
        fits, kept_fits = ([*map(len, each)] == lengths for each in (cut, kept))
        for body, change, price in _maps() if fits or kept_fits else ():
            if fits and not _idle(body, changed := _mapped(cut, change), cut):
                yield ops.MAP(base, body), changed, cost + price
            if kept_fits and kept != cut and not _idle(body, changed := _mapped(kept, change), kept):
                yield ops.MAP(filtered, body), changed, cost + price + 0.6


def _idle(body: Expr, changed: list[list[Any]], lists: list[list[str]]) -> bool:
    """Whether a change was never seen to do more than trim: nothing speaks for it."""
    return body != ops.STRIP(Item()) and changed == [[item.strip() for item in each] for each in lists]


def _maps() -> Iterator[tuple[Expr, Callable[[str], Any], float]]:
    item = Item()
    yield ops.STRIP(item), str.strip, 0.3
    yield ops.LOWER(ops.STRIP(item)), lambda text: text.strip().lower(), 0.8
    yield ops.UPPER(ops.STRIP(item)), lambda text: text.strip().upper(), 0.8
    yield ops.TITLE(ops.STRIP(item)), lambda text: text.strip().title(), 0.9
    yield ops.INT(item), int, 0.4
    yield ops.FLOAT(item), float, 0.4
    for literal in (":", "=", " ", "-", "@", "(", "\t", "|", ","):
        for index in (0, 1, -1):
            body = ops.STRIP(ops.AT(ops.FIELDS(item, literal), index))
            yield body, _field(literal, index), 1.2


def _field(literal: str, index: int) -> Callable[[str], str]:
    return lambda text: text.split(literal)[index].strip()


def _mapped(lists: list[list[str]], change: Callable[[str], Any]) -> list[list[Any]]:
    try:
        return [[change(text) for text in each] for each in lists]
    except (ValueError, IndexError):
        return []
