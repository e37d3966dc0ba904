"""Two lists or records compared: what one has and the other has not, what both have, one put over the other."""

from __future__ import annotations

from collections.abc import Iterator

from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.lists.rules import ARRANGED
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

IN_BOTH = Operator("in_both", ("list", "list"), "list", "[item for item in {0} if item in {1}]", 0.6)
IN_ONE = Operator("in_one", ("list", "list"), "list", "[item for item in {0} if item not in {1}]", 0.6)
IN_ANY = Operator("in_any", ("list", "list"), "list", "list(dict.fromkeys([*{0}, *{1}]))", 0.7)
JOINED = Operator("joined", ("list", "list"), "list", "[*{0}, *{1}]", 0.5)
OTHERWISE = Operator(
    "otherwise",
    ("dict", "dict"),
    "list",
    "[key for key in {0} if key in {1} and {0}[key] != {1}[key]]",
    0.8,
)
MERGED = Operator("merged", ("dict", "dict"), "dict", "{**{0}, **{1}}", 0.6)
ORDERS = tuple(operator for operator, _ in ARRANGED if operator.name in ("sorted", "sorted_unique"))
MARKS = (", ", ",", "\n", " ", "; ", ";")


@generator("programs", priority=34)
def compared(problem: Problem) -> Iterator[Term | None]:
    """Answers that compare two inputs, element by element."""
    listed, of_dicts = (all(isinstance(each, kind) for each in problem.outputs) for kind in (list, dict))
    if (
        not (listed or of_dicts)
        or not any(problem.outputs)
        or len(problem.inputs[0]) < 2
        or problem.memo.get("nested")
    ):
        return
    for left, right in _operands(problem):
        if of_dicts:
            yield problem.term(MERGED(left, right), 0.9)
            continue
        for operator in (IN_ONE, IN_BOTH, IN_ANY, JOINED, OTHERWISE):
            expr = operator(left, right)
            yield problem.term(expr, 0.6 + operator.cost)
            for order in ORDERS:
                yield problem.term(order(expr), 0.9 + operator.cost)


def _operands(problem: Problem) -> Iterator[tuple[Expr, Expr]]:
    """Two inputs that are lists or records, or texts taken apart alike, in either order."""
    columns = problem.columns[: min(4, len(problem.inputs[0]))]
    for left in columns:
        for right in columns:
            if left.expr == right.expr:
                continue
            both = [*left.values, *right.values]
            if all(isinstance(each, list) for each in both) or all(isinstance(each, dict) for each in both):
                yield left.expr, right.expr
            elif all(isinstance(each, str) for each in both):
                for mark in MARKS:
                    if any(mark in str(each) for each in both):
                        yield ops.FIELDS(left.expr, mark), ops.FIELDS(right.expr, mark)
