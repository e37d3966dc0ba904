"""Answers chosen by the size of numbers; silence between what was seen."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn


def test_a_limit_is_known_only_outside_the_gap() -> None:
    program = learn(((5,), True), ((-3,), False), ((12,), True), ((-7,), False), ((8,), True))
    assert program.run((100,)) is True
    assert program.run((-4,)) is False
    with pytest.raises(GuardFailed):
        program.run((0,))


def test_two_columns_compared() -> None:
    rows = [
        ((5, 3), True),
        ((2, 9), False),
        ((70, 61), True),
        ((4, 6), False),
        ((9, 10), False),
        ((1, 0), True),
    ]
    program = learn(*rows)
    assert program.run((30, 20)) is True
    assert program.run((6, 8)) is False
    with pytest.raises(GuardFailed):
        program.run((8, 8))


def test_comparison_and_limit_must_agree() -> None:
    program = learn(((5, 3), True), ((2, 9), False), ((7, 1), True), ((4, 6), False))
    with pytest.raises(GuardFailed):
        program.run((8, 9))


def test_labels_of_ranges() -> None:
    marks = {
        "95": "A",
        "91": "A",
        "99": "A",
        "85": "B",
        "80": "B",
        "88": "B",
        "72": "C",
        "75": "C",
        "79": "C",
    }
    program = learn(*(((mark,), label) for mark, label in marks.items()))
    assert [program.run((mark,)) for mark in ("97", "82", "74")] == ["A", "B", "C"]
    for unknown in ("90", "60", "100"):
        with pytest.raises(GuardFailed):
            program.run((unknown,))
