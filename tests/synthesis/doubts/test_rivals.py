"""An item found by its place may be wanted for what it is among the others."""

from __future__ import annotations

import pytest

from llmjit.synthesis.doubts.rivals import rivals
from llmjit.synthesis.expr import show
from llmjit.synthesis.problem import Problem
from tests.synthesis.learning import accepted, answer

VOTES = (("spam ham spam", "spam"), ("ham ham spam ham", "ham"), ("spam spam spam ham ham", "spam"))


@pytest.mark.parametrize(
    ("texts", "outputs", "reading"),
    [
        ([text for text, _ in VOTES], [word for _, word in VOTES], "most_common_of(x0.split())"),
        (["9, 4, 2, 1, 3", "7, 3, 5, 2, 1"], ["9", "7"], "max(x0.split(', '), key=float)"),
        (["ab cdef g", "hi jklm no p", "q rstuv"], ["cdef", "jklm", "rstuv"], "max(x0.split(), key=len)"),
    ],
)
def test_readings_of_items(texts: list[str], outputs: list[str], reading: str) -> None:
    problem = Problem(tuple((text,) for text in texts), tuple(outputs))
    assert reading in [show(expr) for expr in rivals(problem)]


def test_no_reading_fits_short_lists_of_different_words() -> None:
    assert not list(rivals(Problem((("oak elm",), ("fir yew",)), ("oak", "fir"))))


def test_what_comes_most_often_must_agree_with_what_comes_first() -> None:
    found = accepted(*VOTES)
    assert answer(found, "spam spam ham") == "spam"
    assert answer(found, "ham spam spam") == "agreement"
