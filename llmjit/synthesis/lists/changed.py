"""Lists that stand in one cell, trimmed, in another letter case, without doubles, in order; and one item of a list.

``Urgent, billing ,urgent`` is ``["billing", "urgent"]``, or ``billing; urgent``. Each of these changes must have been
seen at work, and all orders that fit must agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Expr, Item, Operator
from llmjit.synthesis.lists.cells import ITEM_AT, ITEMS_OF, SEVERAL, Lists, cell_lists, padded, separates
from llmjit.synthesis.lists.orders import ARRANGED, JOINERS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import index_cost

LISTED = 0.9
UNENDED = Operator("unended", ("str",), "str", "{0}.rstrip(' ,;')", 0.5)
ONE = 0.65
"""What one item costs: less than a word by its place, since items are words where none holds a blank."""
CASES: tuple[tuple[Operator | None, Callable[[str], str]], ...] = (
    (None, str),
    (ops.LOWER, str.lower),
    (ops.UPPER, str.upper),
    (ops.TITLE, str.title),
    (ops.CAPITALIZE, str.capitalize),
    (UNENDED, lambda text: text.rstrip(" ,;")),
)
"""What may be done with the letters of each item, and with a mark at its end."""


@generator("programs", priority=26)
def changed_cells(problem: Problem) -> Iterator[Term | None]:
    """Lists that stand in one cell, changed, and listed or joined again."""
    wanted = list(_wanted(problem))
    if not wanted or problem.memo.get("nested"):
        return
    for column in problem.texts[: len(problem.inputs[0])]:
        for mark, lists in cell_lists(column):
            if problem.late():
                return
            for joiner, rows in wanted:
                if joiner is None and lists == rows:
                    continue  # nothing is changed
                for expr, price in _made(ITEMS_OF(column.expr, mark), lists, rows, joiner):
                    made = expr if joiner is None else ops.JOIN(joiner, expr)
                    yield problem.term(made, column.cost - 0.9 + LISTED + price + 0.3 * (joiner is not None))


def _wanted(problem: Problem) -> Iterator[tuple[str | None, Lists]]:
    """The lists that the outputs are, or were joined of."""
    outputs = problem.outputs
    if all(isinstance(each, list) and all(isinstance(item, str) for item in each) for each in outputs):
        rows = [list(each) for each in outputs if isinstance(each, list)]
        if any(len(row) >= SEVERAL for row in rows):
            yield None, rows
    elif problem.is_text:
        texts = [str(each) for each in outputs]
        for joiner in JOINERS:
            rows = [text.split(joiner) if text else [] for text in texts] if joiner else []
            if rows and any(len(row) >= SEVERAL for row in rows):
                yield joiner, rows


def _made(items: Expr, lists: Lists, rows: Lists, joiner: str | None) -> Iterator[tuple[Expr, float]]:
    """The items in another letter case and order, where that gives the rows and is not the cell as it was."""
    for operator, change in CASES:
        changed = [[change(item) for item in each] for each in lists]
        if operator is not None and changed == lists:
            continue
        expr = items if operator is None else ops.MAP(items, operator(Item()))
        price = 0.0 if operator is None else 0.3
        if changed == rows or (joiner and list(map(joiner.join, changed)) == list(map(joiner.join, rows))):
            yield expr, price
            return
        found = [way(expr) for way, arrange in ARRANGED if _arranges(arrange, changed, rows)]
        if found:
            yield (found[0] if len(found) == 1 else UNANIMOUS(*found)), price + 0.4
            return


def _arranges(arrange: Callable[[Any], Any], lists: Lists, rows: Lists) -> bool:
    """Whether the lists, put in this order, are the rows."""
    if any(len(row) > len(each) for each, row in zip(lists, rows, strict=True)):
        return False
    try:
        return all(list(arrange(each)) == row for each, row in zip(lists, rows, strict=True))
    except (TypeError, ValueError):
        return False


@generator("atoms", priority=45)
def single_items(problem: Problem) -> Iterator[Term | None]:
    """One item by its place from either end, of lists of different lengths or with blanks around their marks."""
    for column in problem.texts[: len(problem.inputs[0])]:
        for mark, lists in cell_lists(column):
            texts = [str(value) for value in column.values]
            sizes = set(map(len, lists))
            if not separates(mark, texts) or (len(sizes) == 1 and not padded(mark, texts)):
                continue
            for index in (0, 1, -1, -2):
                if all(-len(each) <= index < len(each) for each in lists):
                    price = column.cost - 0.9 + ONE + index_cost(index)
                    yield Term(ITEM_AT(column.expr, mark, index), tuple(each[index] for each in lists), price)
