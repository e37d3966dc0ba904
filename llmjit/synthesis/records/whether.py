"""Yes or no: whether some of the rows have what a question asks, or all of them; of records and tables with names."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.support.rows import all_of
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.conditions import conditions
from llmjit.synthesis.records.constants import IS_VALUE
from llmjit.synthesis.records.rows import rows_of
from llmjit.synthesis.strings import operators as ops

ANY_OF = Operator("any_of", ("list", "lambda"), "bool", "any({1} for item in {0})", 0.5)
ALL_OF = Operator("all_of", ("list", "lambda"), "bool", "all_of([{1} for item in {0}])", 0.5, (all_of,))
FLAGGED = 0.2
"""What an answer costs that goes by a flag, besides its rows and the question."""
VALUED = 1.0
"""By a value that rows have in a field: of many values some come where the answer is yes by chance."""
OBSERVED = 4
"""Of so many observations both answers say which value is meant."""


@generator("programs", priority=39)
def whether(problem: Problem) -> Iterator[Term | None]:
    """Whether some row, or every row, is one that a question keeps."""
    outputs = problem.outputs
    if not all(isinstance(output, bool) for output in outputs) or len(set(outputs)) < 2:
        return
    for rows in rows_of(problem):
        if not rows.named or problem.too_dear(rows.price):
            continue
        for mask, tests in conditions(rows, problem):
            asked = [test for test, _ in tests if _plain(test)]
            if not asked:
                continue
            price = rows.price + tests[0][1] + (FLAGGED if _by_flag(asked[0]) else VALUED)
            if not _by_flag(asked[0]) and len(outputs) < OBSERVED:
                continue
            test = asked[0] if len(asked) == 1 else UNANIMOUS(*asked)
            if [any(row) for row in mask] == list(outputs):
                yield problem.term(ANY_OF(rows.expr, test), price)
            if [all(row) for row in mask] == list(outputs) and not _denied(asked[0]):
                yield problem.term(ALL_OF(rows.expr, test), price)
        if problem.late():
            return


def _denied(test: Expr) -> bool:
    return isinstance(test, Apply) and test.operator is ops.NOT


def _by_flag(test: Expr) -> bool:
    """Whether a field that is yes or no is asked."""
    asked = test.arguments[0] if isinstance(test, Apply) and test.operator is ops.NOT else test
    return isinstance(asked, Apply) and asked.operator is records.TRUTHY


def _plain(test: Expr) -> bool:
    """Whether a question asks a flag, or whether a field is a value."""
    asked = test.arguments[0] if isinstance(test, Apply) and test.operator is ops.NOT else test
    if not isinstance(asked, Apply):
        return False
    return asked.operator is records.TRUTHY or (
        asked.operator in (IS_VALUE, ops.EQUALS) and isinstance(asked.arguments[1], Const)
    )
