"""Cells that tell two answers apart are filled, empty and zero as some observation had them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import ANSWER, holds, split
from llmjit.synthesis.guards.verdicts import (
    blanks_together,
    is_verdict,
    may_have_third,
    zeros_told,
    zeros_unseen,
)
from llmjit.synthesis.strings.operators import EMPTY, IF, NOT, UPPER
from tests.synthesis.learning import accepted, answer, refuses

X, Y = Input(0), Input(1)
FILLED = NOT(EMPTY(X))
LABELS = ["full", "partial"]
CELLS = st.one_of(st.none(), st.text(max_size=3))


def test_cells_are_blank_and_filled_together_as_they_were() -> None:
    found = accepted(
        ("Ada Berg", "1949-12-30", "K20", "full"),
        ("Bo Lund", "", "", "partial"),
        ("Cy Moss", "1962-03-14", "K11", "full"),
    )
    assert answer(found, "Dee Holt", "1985-11-02", "K77") == "full"
    assert refuses(found, "Eve Roth", "1985-11-02", "")
    assert refuses(found, "Fay Ames", "", "K12")


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_blanks_as_seen_are_never_refused(rows: list[tuple[str | None, str | None]]) -> None:
    for guard in blanks_together(("x", "y"), rows, FILLED, LABELS):
        assert all(holds(guard, ("x", "y"), row) for row in rows)
        patterns = {tuple(cell in (None, "") for cell in row) for row in rows}
        for pair in ((None, None), ("", "a"), ("a", None), ("a", "b")):
            known = tuple(cell in (None, "") for cell in pair) in patterns
            assert holds(guard, ("x", "y"), pair) is known


def test_nothing_is_asked_where_no_cell_was_blank_or_many_rows_were_seen() -> None:
    assert list(blanks_together(("x", "y"), [("a", "b"), ("c", "d")], FILLED, LABELS)) == []
    assert list(blanks_together(("x", "y"), [("a", ""), ("", "d")] * 3, FILLED, LABELS)) == []
    assert list(blanks_together(("x", "y"), [("a", ""), ("", "d")], FILLED, [True, False])) == []
    (guard,) = blanks_together(("x", "y"), [("a", ""), ("", "")], FILLED, [True, False])
    assert not holds(guard, ("x", "y"), ("", "d"))
    assert list(blanks_together(("x", "y"), [("a", ""), ("", "d")], UPPER(X), LABELS)) == []


def test_a_zero_may_have_an_answer_of_its_own() -> None:
    found = accepted((4, 10, "low"), (8, 3, "ok"), (50, 15, "ok"))
    assert answer(found, 2, 9) == "low"
    assert answer(found, 40, 9) == "ok"
    assert refuses(found, 0, 9)


def test_an_answer_that_went_with_zero_goes_with_no_other_number() -> None:
    program = IF(FILLED, "ok", "gone")
    (guard,) = zeros_told(("x", "y"), [(0, 5), (7, 5), (9, 4)], program, ["gone", "ok", "ok"])
    assert split([guard]) == ((), (guard,))
    names = ("x", "y", ANSWER)
    assert holds(guard, names, (0, 9, "gone")) and holds(guard, names, (3, 9, "ok"))
    assert not holds(guard, names, (3, 9, "gone"))
    assert zeros_unseen(("x", "y"), [(0, 5), (7, 5), (9, 4)], program, ["gone", "ok", "ok"]) == []


def test_yes_and_no_have_no_third_beside_them() -> None:
    assert may_have_third(["low", "ok", "low"])
    for outputs in (["yes", "no"], ["no", "yes"], [True, False], ["a"], ["a", "b", "c"], ["low", "ok"] * 3):
        assert not may_have_third(outputs)


def test_verdicts_are_questions_and_choices_of_two_constants() -> None:
    assert is_verdict(FILLED) and is_verdict(IF(FILLED, "a", "b"))
    assert not is_verdict(IF(FILLED, X, "b")) and not is_verdict(X)
