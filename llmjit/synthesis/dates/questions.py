"""Questions about two columns of dates: which is the earlier."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from llmjit.support.dates import format_date
from llmjit.synthesis.dates import operators as ops
from llmjit.synthesis.dates.readings import MAXIMUM_READINGS, Reading, read_column
from llmjit.synthesis.expr import Expr, Input, Operator, inputs_of
from llmjit.synthesis.problem import Problem, Term

MOST = 6
LIKELY = 1.5
BEFORE = Operator("before", ("date", "date"), "bool", "({0} < {1})", 0.5)
NOT_AFTER = Operator("not_after", ("date", "date"), "bool", "({0} <= {1})", 0.5)
SAME_PART = Operator(
    "same_part",
    ("date", "date", "str"),
    "bool",
    "(format_date({0}, {2}) == format_date({1}, {2}))",
    0.7,
    (format_date,),
)
PARTS = ("%Y-%m-%d", "%Y-%m", "%Y", "%m", "%A", "%G-%V")
"""What two dates may have in common."""
Question = tuple[Expr, tuple[bool, ...], tuple[Term, Term]]


def dated(problem: Problem) -> list[tuple[Term, list[Reading]]]:
    """The input columns that hold full dates or times, with the likely ways to read them."""
    known: list[tuple[Term, list[Reading]]] | None = problem.memo.get("dated")
    if known is None:
        known = problem.memo["dated"] = [
            (column, readings)
            for column in [term for term in problem.columns if isinstance(term.expr, Input)][:MOST]
            if (readings := _readings(column, problem))
        ]
    return known


def _readings(column: Term, problem: Problem) -> list[Reading]:
    found = list(itertools.islice(read_column(column.expr, column.values, problem), MAXIMUM_READINGS))
    full = [each for each in found if {"Y", "m", "d"} <= each.parts or "H" in each.parts]
    return [each for each in full if each.cost <= found[0].cost + LIKELY]


def date_questions(problem: Problem) -> Iterator[Question]:
    """Whether one date is before another, read alike."""
    for (left, first), (right, second) in itertools.permutations(dated(problem), 2):
        forms = {ops.form(each.expr) for each in first} & {ops.form(each.expr) for each in second}
        for start, end in itertools.product(first, second):
            if forms and ops.form(start.expr) != ops.form(end.expr):
                continue
            pair = (start.expr, end.expr)
            if "d" in start.parts & end.parts and "H" in start.parts ^ end.parts:
                pair = (ops.DATE_OF(start.expr), ops.DATE_OF(end.expr))  # a day has no hour to compare
            for operator in (BEFORE, NOT_AFTER):
                term = problem.term(operator(*pair))
                if term is not None:
                    yield term.expr, term.values, (left, right)
            alone = len(problem.inputs[0]) == 2 and inputs_of(left.expr) < inputs_of(right.expr)
            if alone and {"Y", "m", "d"} <= start.parts & end.parts:
                for part in PARTS["H" not in start.parts | end.parts :]:
                    term = problem.term(SAME_PART(start.expr, end.expr, part))
                    if term is not None:
                        yield term.expr, term.values, (left, right)
