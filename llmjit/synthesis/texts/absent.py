"""Parts of an answer that are there only where a field is: the field, and the marks that go with it.

``[WARN] shop: disk full`` is ``[WARN] disk full`` where a record has no service. Without the field and its marks
the answers of all rows must come from one program; the part is put back where it was, under a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import final

from llmjit.synthesis.expr import Apply, Const, Expr, Input, Undefined, evaluate
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.problem import Problem, generate
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.values import parsed
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings import search as text_search
from llmjit.synthesis.texts.merged import PRESENT

MOST = 6
"""Fields that may be missing."""
LONG = 300
PRICE = 1.2
FRAMES = 3
"""Programs for what is there always, of which each gives one of the whole."""
CASES = ((None, str), (ops.UPPER, str.upper), (ops.LOWER, str.lower), (ops.TITLE, str.title))


@final
@dataclass(frozen=True, slots=True)
class Field:
    """What only some rows have: how it is read, the question whether it is there, and its values."""

    expr: Expr
    there: Expr
    values: tuple[str | None, ...]


def absent(problem: Problem) -> Iterator[Ranked]:
    """Programs that leave out a part where the field is missing that it is made of."""
    outputs = tuple(map(str, problem.outputs))
    if not problem.is_text or max(map(len, outputs)) > LONG or problem.memo.get("nested"):
        return
    for field in list(_fields(problem))[:MOST]:
        for operator, change in CASES:
            values = [value if value is None else change(value) for value in field.values]
            if operator is not None and values == list(field.values):
                continue
            read = field if operator is None else replace(field, expr=operator(field.expr))
            yield from _left_out(read, values, outputs, problem)
            if problem.late():
                return


def _fields(problem: Problem) -> Iterator[Field]:
    """Inputs that are empty, and keys that are missing, in some rows; the others hold texts."""
    for column in problem.columns:
        if isinstance(column.expr, Input):
            values = tuple(value or None for value in column.values)
            if _some(values):
                yield Field(column.expr, PRESENT(column.expr), values)
    for expr, found in parsed(problem):
        if all(isinstance(record, dict) for record in found):
            for key in dict.fromkeys(key for record in found for key in record):
                values = tuple(record.get(key) or None for record in found)
                if _some(values):
                    yield Field(records.KEY(expr, key), records.HAS(expr, key), values)


def _some(values: Sequence[object]) -> bool:
    """Whether there are texts in some rows, and nothing in others."""
    return None in values and any(values) and all(value is None or isinstance(value, str) for value in values)


def _left_out(
    field: Field, values: Sequence[str | None], outputs: Sequence[str], problem: Problem
) -> Iterator[Ranked]:
    """Programs for the answers without the field and its marks, with both put back where they were."""
    pairs = list(zip(values, outputs, strict=True))
    if not all(value is None or output.count(value) == 1 for value, output in pairs):
        return
    for left, right in _marks([(value, output) for value, output in pairs if value is not None]):
        rest = tuple(
            output.replace(f"{left}{value}{right}", "") if value else output for value, output in pairs
        )
        frame = replace(problem, outputs=rest, extra=())
        frame.memo["nested"] = True
        frame = replace(frame, extra=tuple(generate("columns", frame)))
        part = ops.CONCAT(*(Const(left),) * bool(left), field.expr, *(Const(right),) * bool(right))
        there = ops.IF(field.there, part, Const(""))
        starts = [output.find(f"{left}{value}{right}") if value else None for value, output in pairs]
        found = sorted(text_search.programs(frame), key=lambda each: each.cost)
        last = False
        for each in found[:FRAMES]:
            expr = _put_back(each.expr, there, starts, problem)
            if expr is not None:
                yield Ranked(expr, each.cost + PRICE)
                last = True
        if last:
            return  # other marks are the same program, cut elsewhere


def _marks(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The marks on either side that all rows with the field have: of one side, of both, of none."""
    befores = {_end(output.partition(value)[0]) for value, output in pairs}
    afters = {_beginning(output.partition(value)[2]) for value, output in pairs}
    if len(befores) > 1 or len(afters) > 1:
        return
    left, right = befores.pop(), afters.pop()
    yield from dict.fromkeys(((left, ""), ("", right), (left, right), (left.lstrip(), right)))


def _end(text: str) -> str:
    found = re.search(r"[^\w]{0,4}$", text)
    return found[0] if found else ""


def _beginning(text: str) -> str:
    found = re.match(r"[^\w]{0,4}", text)
    return found[0] if found else ""


def _put_back(program: Expr, part: Expr, starts: Sequence[int | None], problem: Problem) -> Expr | None:
    """The program with the part between two of its pieces, where it was in the rows that have it."""
    pieces = (
        program.arguments if isinstance(program, Apply) and program.operator is ops.CONCAT else (program,)
    )
    rows = [(row, start) for row, start in zip(problem.inputs, starts, strict=True) if start is not None]
    for at in range(len(pieces) + 1):
        try:
            if all(
                len("".join(str(evaluate(each, row)) for each in pieces[:at])) == start for row, start in rows
            ):
                return ops.CONCAT(*pieces[:at], part, *pieces[at:])
        except Undefined:
            return None
    return _within_constant(pieces, part, rows)


def _within_constant(
    pieces: Sequence[Expr], part: Expr, rows: Sequence[tuple[Sequence[object], int]]
) -> Expr | None:
    """The same within a constant, which is cut in two."""
    for at, piece in enumerate(pieces):
        if not isinstance(piece, Const):
            continue
        before = [len("".join(str(evaluate(each, row)) for each in pieces[:at])) for row, _ in rows]  # type: ignore[arg-type]
        cuts = {start - length for length, (_, start) in zip(before, rows, strict=True)}
        if len(cuts) == 1 and 0 < (cut := cuts.pop()) < len(piece.value):
            halves = Const(piece.value[:cut]), Const(piece.value[cut:])
            return ops.CONCAT(*pieces[:at], halves[0], part, halves[1], *pieces[at + 1 :])
    return None
