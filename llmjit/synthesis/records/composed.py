"""Several fields of one row, written with marks and words between them: ``Mills: 72.50``, ``web2/disk at 04:10``.

The fields are read off all answers at once: at each place that has the longest value that all answers go on with,
and what no field explains must be the same in all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from llmjit.synthesis.expr import Const, Expr
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.fields import Field, Rows
from llmjit.synthesis.records.kept import Answer, Kept
from llmjit.synthesis.records.picks import SOLE, chosen, few, of_row
from llmjit.synthesis.strings import operators as ops

LONGEST = 200
ROW = 0.3
PART = 0.15
"""What each part costs beside the dearest field, and each letter that is written."""
LETTER = 0.04
SEVERAL = 3
"""Fewer different elements are put together by chance."""
Places = Sequence[Sequence[int]]


def composed(kept: Kept, choosing: bool, fitted: bool) -> Iterator[Answer]:
    """Fields of the first, the last or the only row kept, or with ``choosing`` of that with most of something."""
    rows, problem = kept.rows, kept.problem
    holding = _holding(rows, problem)
    if not holding:
        return
    if all(kept.places) and not fitted:
        several = any(len(places) > 1 for places in kept.places)
        for at, more in ((0, 0.0), (-1, 0.1)) if several or kept.mask is None else ((None, 0.0),):
            places = [each[at or 0] for each in kept.places]
            if _within(places, holding):
                for body, price in written(kept, places):
                    yield partial(_of_place, body, at), price + more
    if choosing and not few(kept):
        for found, make in chosen(kept):
            if _within(found, holding):
                for body, price in written(kept, found):
                    yield partial(_of_chosen, body, make), price


def _within(places: Sequence[int], holding: Places) -> bool:
    return all(at in row for at, row in zip(places, holding, strict=True))


def _of_place(body: Expr, at: int | None, rows: Expr) -> Expr:
    return of_row(body, SOLE(rows) if at is None else ops.AT(rows, at))


def _of_chosen(body: Expr, make: Callable[[Expr], Expr], rows: Expr) -> Expr:
    return of_row(body, make(rows))


def _holding(rows: Rows, problem: Problem) -> Places:
    """The rows two fields of which stand in the answers; none at all where some answer has none."""
    known: dict[Expr, Places] = problem.memo.setdefault("composed", {})
    if rows.expr not in known:
        outputs = [str(output) for output in problem.outputs]
        usable = max(map(len, outputs)) <= LONGEST and len(set(outputs)) > 1
        found = [_of_output(rows, at, output) for at, output in enumerate(outputs)] if usable else []
        known[rows.expr] = found if all(found) else []
    return known[rows.expr]


def _of_output(rows: Rows, at: int, output: str) -> list[int]:
    fields = [field.values[at] for field in rows.fields if not field.derived]
    found = []
    for row in range(len(rows.lists[at])):
        texts = {
            text for cells in fields if (text := _text(cells[row])) and text in output and text != output
        }
        if any(other not in text for text in texts for other in texts):
            found.append(row)
    return found


def _text(cell: Any) -> str:
    """A cell as it is written; nothing for what is no text or number."""
    plain = isinstance(cell, str | int | float) and not isinstance(cell, bool)
    return str(cell) if plain else ""


def written(kept: Kept, places: Sequence[int]) -> Iterator[tuple[Expr, float]]:
    """The answers put together of fields of these rows, one of each observation."""
    outputs = [str(output) for output in kept.outputs]
    cells = []
    for field in kept.rows.fields if all(outputs) else ():
        texts = [_text(row[at]) for row, at in zip(field.values, places, strict=True)]
        if all(text and text in output for text, output in zip(texts, outputs, strict=True)):
            cells.append((field, texts))
    found = parts(cells, outputs)
    if found is not None and sum(isinstance(each, Field) for each in found) > 1:
        yield put_together(found)


def each_written(kept: Kept, elements: Sequence[Any]) -> Iterator[tuple[Expr, float]]:
    """The elements of lists put together of fields, one of each row kept."""
    if not all(isinstance(each, str) and each for each in elements) or len(set(elements)) < SEVERAL:
        return
    cells = []
    for field in kept.rows.fields:
        texts = [_text(cell) for row in kept.of(field.values) or [] for cell in row]
        if texts and all(text and text in output for text, output in zip(texts, elements, strict=True)):
            cells.append((field, texts))
    found = parts(cells, elements) if cells else None
    if found is not None and sum(isinstance(each, Field) for each in found) < len(found):
        yield put_together(found)


def parts(cells: Sequence[tuple[Field, Sequence[str]]], outputs: Sequence[str]) -> list[Field | str] | None:
    """Fields and what is written between them, where all outputs are made so."""
    found: list[Field | str] = []
    places = [0] * len(outputs)
    while any(at < len(output) for at, output in zip(places, outputs, strict=True)):
        best = _longest(cells, outputs, places)
        if best is not None:
            found.append(best[0])
            places = [at + len(text) for at, text in zip(places, best[1], strict=True)]
            continue
        signs = {output[at : at + 1] for at, output in zip(places, outputs, strict=True)}
        if len(signs) != 1:
            return None
        sign = signs.pop()
        if found and isinstance(found[-1], str):
            found[-1] += sign
        else:
            found.append(sign)
        places = [at + 1 for at in places]
    return found


def _longest(
    cells: Sequence[tuple[Field, Sequence[str]]], outputs: Sequence[str], places: Sequence[int]
) -> tuple[Field, Sequence[str]] | None:
    """The cheapest field with the longest values that all outputs go on with, and with no part of a word."""
    fitting = [
        each
        for each in cells
        if all(_stands(text, output, at) for text, output, at in zip(each[1], outputs, places, strict=True))
    ]
    return max(fitting, key=lambda each: (sum(map(len, each[1])), -each[0].price), default=None)


def _stands(text: str, output: str, at: int) -> bool:
    end = at + len(text)
    if not output.startswith(text, at):
        return False
    before, after = output[at - 1 : at] + text[:1], text[-1:] + output[end : end + 1]
    return not (len(before) > 1 and before.isalnum()) and not (len(after) > 1 and after.isalnum())


def put_together(found: Sequence[Field | str]) -> tuple[Expr, float]:
    """The text that fields and what stands between them make, of the row at hand."""
    fields = [each for each in found if isinstance(each, Field)]
    letters = sum(character.isalpha() for each in found if isinstance(each, str) for character in each)
    price = max(field.price for field in fields) + PART * len(fields) + LETTER * letters + ROW
    pieces = [Const(each) if isinstance(each, str) else _as_text(each) for each in found]
    return ops.CONCAT(*pieces), price


def _as_text(field: Field) -> Expr:
    return field.expr if all(isinstance(cell, str) for cell in field.flat) else ops.TEXT(field.expr)
