"""What a single observation may show: the copy of a field that a name or a key labels.

Nothing else is believed of one observation. The value must be all that stands under one name in a record of
several, and stand nowhere else in the inputs, so that no other rule could mean it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from llmjit.synthesis.expr import Expr
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.values import parsed, path_expr, paths
from llmjit.synthesis.texts.known import is_form
from llmjit.value import same

SHORTEST = 3
"""Shorter values may stand there by chance."""
FIELDS = 2
"""A record has so many fields at least."""
COST = 2.0


def one_shot(problem: Problem) -> tuple[Ranked, ...]:
    """The one program that copies a labelled field of the only observation; none where there is any doubt."""
    output = problem.outputs[0]
    if not isinstance(output, str | int | float) or isinstance(output, bool):
        return ()
    text = str(output)
    if len(text) < SHORTEST or sum(_written(value).count(text) for value in problem.inputs[0]) != 1:
        return ()
    found: list[Expr] = []
    for expr, records in parsed(problem):
        if not isinstance(records[0], dict) or len(records[0]) < FIELDS or is_form(expr):
            continue
        for path, _ in paths(records):
            if all(isinstance(step, str) and _name(step) for step in path) and same(
                _under(records[0], path), output
            ):
                found.append(path_expr(expr, path))
    return tuple(Ranked(expr, COST) for expr in found[:4])


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _name(key: str) -> bool:
    """Whether a key is a name: a few words, no sentence and no number."""
    return 1 < len(key) <= 40 and key[0].isalpha() and len(key.split()) <= 4 and "\n" not in key


def _under(record: Any, path: Sequence[str | int]) -> Any:
    for step in path:
        record = record[step]
    return record
