"""Values under a path that another input names: ``user.address`` in JSON, ``db/port`` in settings with sections."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from llmjit.support.settings import parse_settings, value_at, value_or_none
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records import operators as records
from llmjit.synthesis.records.values import LABELLED, LONGEST, own, parsed

PARSE_SETTINGS = Operator("parse_settings", ("str",), "dict", "parse_settings({0})", 0.5, (parse_settings,))
VALUE_AT = Operator(
    "value_at", ("any", "str", "str"), "any", "value_at({0}, {1}, {2})", 0.6, (value_at,), needs="{1} in {0}"
)
VALUE_OR_NONE = Operator(
    "value_or_none", ("any", "str", "str"), "any", "value_or_none({0}, {1}, {2})", 0.7, (value_or_none,)
)
MARKS = (".", "/", ":", "->", ">", " ")


@generator("programs", priority=35)
def walked(problem: Problem) -> Iterator[Term | None]:
    """The value under a path, or under a section and a key, that other inputs name."""
    for expr, index in _nested(problem):
        keys = [column for column in own(problem) if _names(column, index)]
        for key in keys:
            for mark in MARKS:
                if any(mark in str(value) for value in key.values):
                    for operator in (VALUE_AT, VALUE_OR_NONE):
                        yield problem.term(operator(expr, key.expr, mark), 1.3 - LABELLED + operator.cost)
            for other in keys:
                if other is not key:
                    value = records.KEY(records.KEY(expr, key.expr), other.expr)
                    yield problem.term(value, 1.4 - LABELLED)


def _names(column: Term, record: Expr) -> bool:
    texts = all(isinstance(value, str) and value for value in column.values)
    return texts and column.expr != record and len(set(column.values)) > 1


def _nested(problem: Problem) -> Iterator[tuple[Expr, Expr]]:
    """Records with their sources."""
    for expr, found in parsed(problem):
        if any(isinstance(value, dict | list) for each in found for value in _values(each)):
            yield expr, expr
    for column in own(problem):
        texts = all(
            isinstance(value, str) and len(value) <= LONGEST and "[" in value for value in column.values
        )
        if texts and problem.term(PARSE_SETTINGS(column.expr)) is not None:
            yield PARSE_SETTINGS(column.expr), column.expr


def _values(record: Any) -> list[Any]:
    return list(record.values()) if isinstance(record, dict) else record if isinstance(record, list) else []
