"""Names that flags turn on: a list of the columns that say yes, or a dict of whether a cell has each name.

``yes, no, yes`` is ``["wifi", "parking"]``. Which name a column stands for must be the same in all rows, every flag
must have been seen on and off, and a flag that is neither is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from llmjit.support.pairs import flagged, members
from llmjit.synthesis.choices.flags import FLAGS
from llmjit.synthesis.expr import Const, Input, Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, cell_lists
from llmjit.synthesis.lists.orders import JOINERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.value import same

FLAGGED = Operator(
    "flagged", ("list", "list", "any", "any"), "list", "flagged({0}, {1}, {2}, {3})", 0.6, (flagged,)
)
MEMBERS = Operator("members", ("list", "list"), "dict", "members({0}, {1})", 0.5, (members,))
PRICE = 1.5
POSITIVE = frozenset({"true", "yes", "y", "on", "t", "x", "1", "active", "✓"})
OFF = FLAGS | {"", "x", "0", "1", "-", "✓"}
FEWEST = 2
"""So many flags make a list."""


@generator("programs", priority=71)
def turned_on(problem: Problem) -> Iterator[Term | None]:
    """The names of the flags that are on, listed or joined."""
    rows = list(zip(*problem.inputs, strict=True)) if len(set(map(len, problem.inputs))) == 1 else []
    found = _on_and_off(rows)
    if found is None or len(rows) < FEWEST or problem.memo.get("nested"):
        return
    on, off = found
    for joiner, lists in _lists(problem):
        names = _names(problem.inputs, lists, on)
        if names is not None:
            columns = ops.LIST(*(Input(index) for index in range(len(rows))))
            expr = FLAGGED(names, columns, Const(on), Const(off))
            yield problem.term(expr if joiner is None else ops.JOIN(joiner, expr), PRICE)


def _on_and_off(columns: Sequence[Sequence[Any]]) -> tuple[Any, Any] | None:
    """The two values that all flags have, each seen on and off unless they are crosses."""
    values = {repr(value): value for column in columns for value in column}
    varying = [len(set(map(repr, column))) == 2 for column in columns]
    if len(values) != 2 or not (all(varying) or ("" in values.values() and sum(varying) >= FEWEST)):
        return None
    if not all(isinstance(value, bool) or str(value).lower() in OFF for value in values.values()):
        return None
    on = [value for value in values.values() if value is True or str(value).lower() in POSITIVE]
    off = [value for value in values.values() if not any(same(value, each) for each in on)]
    return (on[0], off[0]) if len(on) == len(off) == 1 else None


def _lists(problem: Problem) -> Iterator[tuple[str | None, list[list[str]]]]:
    outputs = problem.outputs
    if all(isinstance(each, list) and all(isinstance(item, str) for item in each) for each in outputs):
        yield None, [list(map(str, each)) for each in outputs if isinstance(each, list)]
    elif problem.is_text:
        for joiner in JOINERS:
            if joiner and any(joiner in str(each) for each in outputs):
                yield joiner, [str(each).split(joiner) if each else [] for each in outputs]


def _names(rows: Sequence[Sequence[Any]], lists: Sequence[Sequence[str]], on: Any) -> list[str] | None:
    names: dict[int, str] = {}
    for row, listed in zip(rows, lists, strict=True):
        turned = [index for index, value in enumerate(row) if same(value, on)]
        if len(turned) != len(listed):
            return None
        for index, name in zip(turned, listed, strict=True):
            if names.setdefault(index, name) != name:
                return None
    different = len(set(names.values())) == len(names) == len(rows[0])
    return [names[index] for index in range(len(rows[0]))] if different else None


@generator("programs", priority=72)
def membership(problem: Problem) -> Iterator[Term | None]:
    """Which of the same names a cell holds, each with yes or no."""
    dicts = [each for each in problem.outputs if isinstance(each, dict)]
    if len(dicts) < len(problem.outputs) or len({tuple(each) for each in dicts}) != 1:
        return
    values = [value for each in dicts for value in each.values()]
    if not all(isinstance(value, bool) for value in values) or len(set(values)) < 2 or len(dicts[0]) < FEWEST:
        return
    names = list(dicts[0])
    for column in problem.texts[: len(problem.inputs[0])]:
        for mark, _ in cell_lists(column):
            yield problem.term(MEMBERS(names, ITEMS_OF(column.expr, mark)), PRICE)
