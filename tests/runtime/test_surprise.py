from __future__ import annotations

import pytest

import llmjit
from llmjit.runtime.surprise import NOVEL, surprise


@pytest.mark.parametrize(
    ("text", "output", "bits"),
    [
        ("red blue", "red", 1.58),  # one of two words, or both
        ("red", "red", 0.0),
        ("a b c d", "b c", 3.32),
        ("INV-123456 of 2024", "123456", 3.32),
        ("INV12", "12", 1.58),
        ("INV-123456 of 2024-01-02", "123456", NOVEL),
        ("1/2/2024", "2024-01-02", NOVEL),
        ("red blue", "ed", NOVEL),  # no token begins or ends there
    ],
)
def test_a_piece_of_the_question_is_worth_the_choice(text: str, output: str, bits: float) -> None:
    assert surprise((text,), output, 0.1, novel=True) == pytest.approx(bits, abs=0.01)


def test_the_usual_answer_is_worth_little() -> None:
    assert surprise(("x",), "yes", 0.5, novel=False) == 1
    assert surprise(("x",), "yes", 0.97, novel=False) < 0.05
    assert surprise(("x",), 7, 0.001, novel=False) == NOVEL


def test_a_word_picked_by_luck_three_times_is_not_compiled() -> None:
    words = ["amber", "birch", "cedar", "delta"]
    fast = llmjit.jit(lambda text: text.split()[0], registry=False)
    for n in range(3):
        fast(f"{words[n]} {words[n + 1]}")
    assert not fast.specializations
    for n in range(12):
        fast(f"{words[n % 4]}{'xyz'[n % 3]} {words[n // 4]}")
    assert fast.specializations
