"""What all documents have around the lines asked for is told from what is left out of one for the first time."""

from __future__ import annotations

from llmjit.synthesis.expr import Input, evaluate
from llmjit.synthesis.records.frames import framed
from tests.synthesis.learning import answer, learn

SHEETS = (
    ("Log of Ada\nTank A   5.5 l\nTank B   2.0 l\nChecked", 7.5),
    ("Log of Bo\nTank C   1.5 l\nTank A   4.0 l\nTank D   2.5 l\nChecked", 8.0),
    ("Log of Cy\nTank B   3.0 l\nTank E   6.0 l\nChecked", 9.0),
)


REFUSED = ("precondition", "agreement")
"""How readings that disagree are told: within the program, or between programs."""


def test_a_line_left_out_that_is_no_part_of_the_frame_is_doubted() -> None:
    found = learn(*SHEETS)
    assert answer(found, "Log of Di\nTank A   1.5 l\nTank F   2.0 l\nTank B   4.0 l\nChecked") == 7.5
    assert answer(found, "Log of Di\nTank A   1.5 l\nTank F   200 ml\nChecked") in REFUSED


def test_a_sum_among_the_numbers_is_doubted() -> None:
    assert (
        answer(learn(*SHEETS), "Log of Di\nTank A   1.5 l\nTank F   2.0 l\nBoth     3.5 l\nChecked")
        in REFUSED
    )


def test_prose_that_is_left_out_is_no_frame() -> None:
    lists = [["Hi", "x 1"], ["Hello", "x 2"], ["Dear all", "x 3"]]
    mask = [[False, True]] * 3
    assert list(framed(lists, mask, Input(0))) == []


def test_questions_of_the_frame_keep_the_same_lines() -> None:
    lists = [["Top", "x 1", "Base line"], ["Top", "x 2", "x 3", "Base line"], ["Top", "x 4", "Base line"]]
    mask = [[line.startswith("x") for line in lines] for lines in lists]
    found = list(framed(lists, mask, Input(0)))
    assert found
    for lines, row in zip(lists, mask, strict=True):
        for line, kept in zip(lines, row, strict=True):
            assert all(evaluate(each, (kept,), line) == kept for each in found)
