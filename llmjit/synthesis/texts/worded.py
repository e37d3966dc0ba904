"""Values of records for which a word stands where there is none: the parts of an answer that are never missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support.settings import value_under
from llmjit.synthesis.expr import Const, Operator
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.values import parsed
from llmjit.value import Value

MOST = 3
DEPTH = 3
LEAST = 2
"""So many rows must have the value."""
PRICE = 1.2
WORD = r"[^\W_]+"
VALUE_UNDER = Operator(
    "value_under",
    ("any", "list", "str", "list"),
    "str",
    "value_under({0}, {1}, {2}, {3})",
    0.6,
    (value_under,),
)
Path = tuple[str, ...]


@generator("columns", priority=34)
def worded(problem: Problem) -> Iterator[Term | None]:
    """Values that some records lack, or have as null, with the word that the answers have for it."""
    if not problem.is_text or problem.memo.get("nested") or len(problem.outputs) < 3:
        return
    offered = 0
    for expr, found in parsed(problem):
        if not all(isinstance(record, dict) for record in found):
            continue
        common = [key for key in found[0] if all(key in record for record in found)]
        for path in dict.fromkeys(path for record in found for path in _paths(record)):
            word = _word([_at(record, path) for record in found], problem)
            if word and common and offered < MOST:
                offered += 1
                term = VALUE_UNDER(expr, Const(list(path)), word, Const(common))
                yield problem.term(term, PRICE)


def _paths(record: dict[str, Any], above: Path = ()) -> Iterator[Path]:
    for key, value in record.items():
        if isinstance(value, dict) and len(above) < DEPTH:
            yield from _paths(value, (*above, key))
        elif isinstance(value, str):
            yield (*above, key)


def _at(record: Any, path: Path) -> Any:
    for key in path:
        record = record.get(key) if isinstance(record, dict) else None
    return record


def _word(values: Sequence[Any], problem: Problem) -> str:
    """The one word that the answers have where the value is missing, and that stands nowhere in their rows."""
    pairs = list(zip(values, problem.outputs, problem.inputs, strict=True))
    there = [(str(value), str(output)) for value, output, _ in pairs if isinstance(value, str)]
    lacking = [(str(output), row) for value, output, row in pairs if value is None]
    if len(there) + len(lacking) < len(pairs) or not lacking or len(there) < LEAST:
        return ""
    if not all(value and value in output for value, output in there) or len(set(there)) < LEAST:
        return ""
    if all(value == output for value, output in there):
        return ""
    common = set.intersection(*(set(re.findall(WORD, str(output))) for output in problem.outputs))
    words = [_written(output, row, common) for output, row in lacking]
    return words[0][0] if all(len(each) == 1 and each == words[0] for each in words) else ""


def _written(output: str, row: Sequence[Value], common: set[str]) -> list[str]:
    """The words of an answer that stand nowhere in its row, nor in all answers."""
    held = {word.casefold() for cell in row for word in re.findall(WORD, str(cell))}
    return [word for word in re.findall(WORD, output) if word.casefold() not in held and word not in common]
