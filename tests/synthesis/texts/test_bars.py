"""Bars of marks, where nothing tells which of two marks comes first."""

from __future__ import annotations

from tests.synthesis.learning import learn


def test_answers_of_one_mark_each() -> None:
    assert learn((".", "."), ("-", "-")).observations
