"""Questions about the lists that two cells hold: are all items of one among the other's, any of them, the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from llmjit.synthesis.expr import Apply, Expr, Item, Operator, inputs_of
from llmjit.synthesis.lists.cells import ITEMS_OF, TABULAR, cell_lists, padded
from llmjit.synthesis.lists.pairs import SAME_MARKS, one_mark_each
from llmjit.synthesis.problem import Term
from llmjit.synthesis.strings import operators as ops

INSIDE = frozenset({"within", "whole_within"})
WHOLE = INSIDE | {"equals", "starts_with", "ends_with"}
ALL_AMONG = Operator("all_among", ("list", "list"), "bool", "set({0}).issubset({1})", 0.6)
ANY_AMONG = Operator("any_among", ("list", "list"), "bool", "(not set({0}).isdisjoint({1}))", 0.6)
SAME_ITEMS = Operator("same_items", ("list", "list"), "bool", "(set({0}) == set({1}))", 0.6)
AMONG = Operator("among", ("str", "list"), "bool", "({0}.strip() in {1})", 0.6)

Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]


def item_questions(left: Term, right: Term) -> Iterator[tuple[Expr, Sequence[bool]]]:
    """The questions, and what the rows answer."""
    count = len(left.values)
    both = Term(left.expr, (*left.values, *right.values), left.cost)
    texts = [str(value) for value in both.values]
    for mark, lists in cell_lists(both):
        if len(set(map(len, lists))) == 1:
            continue  # as many parts in all cells are a record
        if (
            mark not in TABULAR
            and not padded(mark, texts)
            and not all(mark in text for text in texts[count:])
        ):
            continue
        one, other = ITEMS_OF(left.expr, mark), ITEMS_OF(right.expr, mark)
        pairs = list(zip(lists[:count], lists[count:], strict=True))
        if all(mark not in text for text in texts[:count]):
            among = [str(item).strip() in b for item, (_, b) in zip(left.values, pairs, strict=True)]
            yield AMONG(left.expr, other), among
            small = [
                str(item).strip().lower() in [each.lower() for each in b]
                for item, (_, b) in zip(left.values, pairs, strict=True)
            ]
            yield AMONG(ops.LOWER(left.expr), ops.MAP(other, ops.LOWER(Item()))), small
            continue
        yield from _of_lists(one, other, pairs)
    if one_mark_each(texts):
        one, other = (ITEMS_OF(SAME_MARKS(each.expr), ",") for each in (left, right))
        lists = [one.operator.evaluate(SAME_MARKS.evaluate(text), ",") for text in texts]
        yield from _of_lists(one, other, list(zip(lists[:count], lists[count:], strict=True)))


def _of_lists(one: Expr, other: Expr, pairs: Pairs) -> Iterator[tuple[Expr, Sequence[bool]]]:
    """Whether all, some or just the same items are in both lists; in any letter case, where some differ in that."""
    yield ALL_AMONG(one, other), [set(a) <= set(b) for a, b in pairs]
    yield ANY_AMONG(one, other), [bool(set(a) & set(b)) for a, b in pairs]
    yield SAME_ITEMS(one, other), [set(a) == set(b) for a, b in pairs]
    small = [tuple([item.lower() for item in side] for side in pair) for pair in pairs]
    if small != [(list(a), list(b)) for a, b in pairs]:
        small_one, small_other = (ops.MAP(each, ops.LOWER(Item())) for each in (one, other))
        yield ALL_AMONG(small_one, small_other), [set(a) <= set(b) for a, b in small]
        yield ANY_AMONG(small_one, small_other), [bool(set(a) & set(b)) for a, b in small]
        yield SAME_ITEMS(small_one, small_other), [set(a) == set(b) for a, b in small]


def compares_whole(question: Expr, items: Sequence[Expr]) -> bool:
    """Whether a question compares a list with an item, where others ask whether the item is in the list."""
    bare = question.arguments[0] if isinstance(question, Apply) and question.operator is ops.NOT else question
    if not isinstance(bare, Apply) or bare.operator.name not in WHOLE:
        return False
    columns = [set(inputs_of(argument)) for argument in bare.arguments]
    for each in items:
        if isinstance(each, Apply) and each.operator is AMONG:
            item, held = (set(inputs_of(argument)) for argument in each.arguments)
            within = bare.operator.name in INSIDE
            if columns == [held, item] or (columns == [item, held] and not within):
                return True
    return False
