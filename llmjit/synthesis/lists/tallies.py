"""What a cell that holds a list has most, how often, and of how many: ``yes, no, yes`` is ``yes (2 of 3)``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from llmjit.synthesis.expr import Operator
from llmjit.synthesis.lists.cells import ITEMS_OF, cell_lists
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.records.picks import MOST_COMMON
from llmjit.synthesis.strings import operators as ops

TEXT = Operator("text_of", ("int",), "str", "str({0})", 0.2)
PRICE = 1.0
LIKELY = 0.5


@generator("atoms", priority=45)
def tallies(problem: Problem) -> Iterator[Term | None]:
    """The item that comes most often, how often it does, and how many there are."""
    for column in problem.texts[: len(problem.inputs[0])]:
        for mark, lists in cell_lists(column):
            counts = [Counter(items).most_common(1) for items in lists]
            if not all(counts) or not any(count[0][1] > 1 for count in counts):
                continue  # nothing comes twice
            items = ITEMS_OF(column.expr, mark)
            most = MOST_COMMON(items)
            yield problem.term(most, LIKELY)
            yield problem.term(TEXT(ops.COUNT_OF(items, most)), PRICE)
            yield problem.term(TEXT(ops.LENGTH(items)), PRICE)
