"""Paths with slashes as answers: one as seen from another, below another, and the folder that several lie in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmjit.support import paths
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, cell_lists
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops

RESOLVED = Operator(
    "resolved_path", ("str", "str"), "str", "resolved_path({0}, {1})", 0.5, (paths.resolved_path,)
)
BELOW = Operator("path_below", ("str", "str"), "str", "path_below({0}, {1})", 0.5, (paths.path_below,))
COMMON = Operator("common_folder", ("list",), "str", "common_folder({0})", 0.5, (paths.common_folder,))
MARKS = (",", ";", "|", "\n", " ")
PRICE = -0.5
"""What the parts of a path say is likelier than any rule by places that gives the same."""
LONGEST = 1000


@generator("programs", priority=19)
def path_programs(problem: Problem) -> Iterator[Term | None]:
    """Paths made of two columns, or of the list that one holds."""
    if not problem.is_text or problem.memo.get("nested"):
        return
    columns = [each for each in problem.columns[: min(6, len(problem.inputs[0]))] if _paths(each.values)]
    for one in columns:
        if one.values != problem.outputs:
            yield from _pairs(one, problem)
            yield from _common(one, problem)


def _paths(values: Sequence[object]) -> bool:
    texts = [value for value in values if isinstance(value, str) and len(value) <= LONGEST]
    lists = all(isinstance(value, list) and all(isinstance(each, str) for each in value) for value in values)
    return lists or (len(texts) == len(values) and any("/" in text for text in texts))


def _pairs(folder: Term, problem: Problem) -> Iterator[Term | None]:
    if not all(isinstance(value, str) and "/" in value and "://" not in value for value in folder.values):
        return
    for other in problem.texts[: len(problem.inputs[0])]:
        if other is not folder and other.values != problem.outputs:
            yield problem.term(RESOLVED(folder.expr, other.expr), PRICE)
            yield problem.term(BELOW(other.expr, folder.expr), PRICE)
            if other in paths_of(problem):
                yield problem.term(COMMON(ops.LIST(folder.expr, other.expr)), PRICE)


def paths_of(problem: Problem) -> list[Term]:
    """The inputs that are paths with folders throughout."""
    columns = problem.texts[: len(problem.inputs[0])]
    return [each for each in columns if all(str(value).count("/") > 1 for value in each.values)]


def _common(column: Term, problem: Problem) -> Iterator[Term | None]:
    if all(isinstance(value, list) for value in column.values):
        yield problem.term(COMMON(column.expr), PRICE)
        return
    for mark, lists in cell_lists(column, MARKS):
        if all("/" in item for items in lists for item in items):
            yield problem.term(COMMON(ITEMS_OF(column.expr, mark)), PRICE)
