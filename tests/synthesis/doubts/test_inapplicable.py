"""Doubts much dearer than the program say nothing where they have no value."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.doubts.inapplicable import FAR, LIKELY, where_applicable
from llmjit.synthesis.expr import Const, Expr, Input, Item
from llmjit.synthesis.facade import Ranked, agree
from llmjit.synthesis.strings.operators import AT, CONCAT, FIELD, FIELDS, JOIN, MAP, TOKENS, UPPER

ROWS = [("a b",), ("c d",)]
FIRST, THIRD = FIELD(Input(0), " ", 0), FIELD(Input(0), " ", 2)


def test_dear_doubts_without_a_value_agree() -> None:
    programs = (Ranked(FIRST, 1.0), Ranked(THIRD, 1.0 + 2 * FAR))
    with pytest.raises(GuardFailed):
        agree(programs, ("a b",))
    assert agree(where_applicable(programs, ROWS), ("a b",)) == "a"
    assert agree(where_applicable(programs, ROWS), ("a b a",)) == "a"
    with pytest.raises(GuardFailed):
        agree(where_applicable(programs, ROWS), ("a b c",))


@pytest.mark.parametrize(("cost", "other"), [(1.0, 1.0 + FAR / 2), (2 * LIKELY, 2 * LIKELY + 2 * FAR)])
def test_near_doubts_and_those_of_dear_programs_must_have_a_value(cost: float, other: float) -> None:
    programs = (Ranked(UPPER(Const("a")), cost), Ranked(THIRD, other))
    assert where_applicable(programs, ROWS) == programs


@pytest.mark.parametrize(
    ("best", "doubt"),
    [
        (CONCAT("Part ", FIRST), THIRD),  # every input says so
        (FIRST, JOIN(" ", MAP(FIELDS(Input(0), " "), AT(TOKENS(Item(), "[a-z]+"), 0)))),
    ],
)
def test_words_of_all_inputs_and_single_items_are_heard(best: Expr, doubt: Expr) -> None:
    programs = (Ranked(best, 1.0), Ranked(doubt, 1.0 + 2 * FAR))
    assert where_applicable(programs, [("Part one",), ("Part two",)]) == programs
