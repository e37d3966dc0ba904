"""Cells that hold lists: what stands between marks, without the blanks around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.support import text as support
from llmjit.synthesis.expr import Operator
from llmjit.synthesis.problem import Term

ITEMS_OF = Operator("items_of", ("str", "str"), "list", "items_of({0}, {1})", 0.9, (support.items_of,))
MARKS = (",", ";", "|", "/", "\n", ">", "+", "&")
TABULAR = ",;|\n"
LONGEST = 2000
SEVERAL = 2
"""So many items some cell has."""
ITEM_AT = Operator(
    "item_at",
    ("str", "str", "int"),
    "str",
    "items_of({0}, {1})[{2}]",
    0.9,
    (support.items_of,),
    needs="item {2} of {0}, cut at {1}",
)
Lists = list[list[str]]


def cell_lists(column: Term, marks: Sequence[str] = MARKS) -> Iterator[tuple[str, Lists]]:
    """The marks that stand in the cells of a column, and what stands between them."""
    if not all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
        return
    texts = [str(value) for value in column.values]
    for mark in marks:
        lists = [support.items_of(text, mark) for text in texts]
        if any(mark in text for text in texts) and max(map(len, lists)) >= SEVERAL:
            yield mark, lists


def separates(mark: str, texts: Sequence[str]) -> bool:
    """Whether a mark sets items apart wherever it stands.

    So do commas and their like, marks with blanks on both sides, and a mark that is the only one.
    """
    if mark in TABULAR or padded(mark, texts):
        return True
    return all(re.fullmatch(rf"[\w\s{re.escape(mark)}]*", text) for text in texts)


def padded(mark: str, texts: Sequence[str]) -> bool:
    """Whether a mark has one blank on either side wherever it stands."""
    found = re.compile(rf"(?<=\S) {re.escape(mark)} (?=\S)")
    return all(len(found.findall(text)) == text.count(mark) for text in texts)
