"""Several cells made into one text, some of them missing, or lists: the parts that go with a cell go without it.

``(Knuth, 1991, p. 4)`` is ``(Knuth, 1991)`` where there is no page. The rows that have the cell say how it is written;
the others must be the same text without the cell and some of the signs and words right beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.synthesis.choices.conditionals import subset
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Operator, Undefined, evaluate, inputs_of
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings import search as text_search
from llmjit.synthesis.texts.defaults import OR_ELSE

PRESENT = Operator("present", ("any",), "bool", "({0} not in (None, ''))", 0.5)
JOINERS = (", ", "; ", " ", ",", ";", "/", " & ", " and ", " | ", "-", "\n")
LEAST = 2
"""So many rows must have the cell."""
PRICE = 1.0
TRIED = 8
COLUMNS = 6


@generator("columns", priority=34)
def merged_columns(problem: Problem) -> Iterator[Term | None]:
    """Lists of texts joined, and the first of two cells that is filled, where the outputs hold them."""
    if not problem.is_text or len(problem.inputs[0]) < 2:
        return
    columns = [term for term in problem.columns if isinstance(term.expr, Input)][:COLUMNS]
    for column in columns:
        if all(isinstance(v, list) and v and all(isinstance(e, str) for e in v) for v in column.values):
            if any(len(value) > 1 for value in column.values):
                for joiner in JOINERS:
                    yield _held(problem, ops.JOIN(joiner, column.expr))
        elif _gaps(column.values) and all(value is None or isinstance(value, str) for value in column.values):
            for other in columns:
                if other is not column and all(isinstance(v, str) and v for v in other.values):
                    yield _held(problem, OR_ELSE(column.expr, other.expr))


def _held(problem: Problem, expr: Expr) -> Term | None:
    term = problem.term(expr, 1.2)
    return term if term is not None and problem.useful(term.values) else None


def _gaps(values: Sequence[Any]) -> bool:
    missing = [value is None or value == "" for value in values]
    return any(missing) and not all(missing)


@generator("programs", priority=67)
def optional_parts(problem: Problem) -> Iterator[Term | None]:
    """The text of the rows that have a cell, without the part that goes with it where there is none."""
    if not problem.is_text or len(problem.inputs[0]) < 2 or problem.memo.get("nested"):
        return
    for column in problem.columns[:COLUMNS]:
        if not isinstance(column.expr, Input) or not _gaps(column.values):
            continue
        rows = [at for at, value in enumerate(column.values) if value not in (None, "")]
        if len(rows) < LEAST:
            continue
        found = sorted(text_search.programs(subset(problem, rows)), key=lambda each: each.cost)
        for each in found[:TRIED]:
            expr = _without(each.expr, column.expr, problem, rows)
            if expr is not None:
                yield problem.term(expr, each.cost + PRICE)


def _without(program: Expr, column: Input, problem: Problem, rows: Sequence[int]) -> Expr | None:
    """The program with the piece of the column, and the constants beside it, under a condition."""
    if not isinstance(program, Apply) or program.operator is not ops.CONCAT:
        return None
    pieces = list(program.arguments)
    using = [at for at, piece in enumerate(pieces) if column.index in inputs_of(piece)]
    if len(using) != 1:
        return None
    first, last = using[0], using[0] + 1
    left, right = _constant(pieces[first - 1 : first]), _constant(pieces[last : last + 1])
    first, last = first - bool(left), last + bool(right)
    lacking = [at for at in range(len(problem.inputs)) if at not in rows]
    between = {
        _between(problem.inputs[at], str(problem.outputs[at]), pieces[:first], pieces[last:])
        for at in lacking
    }
    if len(between) != 1:
        return None
    kept = between.pop()
    if kept is None or not any(
        left[:at] + right[len(right) - len(kept) + at :] == kept for at in range(len(kept) + 1)
    ):
        return None
    part = ops.IF(PRESENT(column), ops.CONCAT(*pieces[first:last]), Const(kept))
    return ops.CONCAT(*pieces[:first], part, *pieces[last:])


def _constant(pieces: Sequence[Expr]) -> str:
    piece = pieces[0] if pieces else None
    return piece.value if isinstance(piece, Const) and isinstance(piece.value, str) else ""


def _between(row: Sequence[Any], output: str, before: Sequence[Expr], after: Sequence[Expr]) -> str | None:
    """What stands in an answer between the values of these pieces."""
    try:
        start, end = ("".join(str(evaluate(piece, row)) for piece in side) for side in (before, after))
    except Undefined:
        return None
    if not output.startswith(start) or not output.endswith(end) or len(output) < len(start) + len(end):
        return None
    return output[len(start) : len(output) - len(end)]
