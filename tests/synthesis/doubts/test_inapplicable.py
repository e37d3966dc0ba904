"""Doubts much dearer than the program say nothing where they have no value."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.text import value_or
from llmjit.synthesis.doubts.inapplicable import FAR, LIKELY, where_applicable
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.facade import Ranked, agree
from llmjit.synthesis.strings.operators import FIELD, UPPER

FIRST, THIRD = FIELD(Input(0), " ", 0), FIELD(Input(0), " ", 2)


def test_a_value_stands_in_where_there_is_none() -> None:
    assert value_or(lambda: 1, lambda: 2) == 1
    assert value_or(lambda: int("x"), lambda: 2) == 2


def test_dear_doubts_without_a_value_agree() -> None:
    programs = (Ranked(FIRST, 1.0), Ranked(THIRD, 1.0 + 2 * FAR))
    with pytest.raises(GuardFailed):
        agree(programs, ("a b",))
    assert agree(where_applicable(programs), ("a b",)) == "a"
    assert agree(where_applicable(programs), ("a b a",)) == "a"
    with pytest.raises(GuardFailed):
        agree(where_applicable(programs), ("a b c",))


@pytest.mark.parametrize(("cost", "other"), [(1.0, 1.0 + FAR / 2), (2 * LIKELY, 2 * LIKELY + 2 * FAR)])
def test_near_doubts_and_those_of_dear_programs_must_have_a_value(cost: float, other: float) -> None:
    programs = (Ranked(UPPER(Const("a")), cost), Ranked(THIRD, other))
    assert where_applicable(programs) == programs
