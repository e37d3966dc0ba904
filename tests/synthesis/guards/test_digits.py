"""A program that sees digits alone is held to their number, and to marks that group them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.digits import digit_guards, sees_digits
from llmjit.synthesis.strings.operators import CONCAT, CUT, SUBSTITUTE

TEXT = Input(0)
DIGITS = SUBSTITUTE(TEXT, r"\D", "")


def test_programs_that_read_digits_alone() -> None:
    assert sees_digits(CONCAT("+44", CUT(DIGITS, 1, None)), 0)
    assert not sees_digits(CONCAT(DIGITS, TEXT), 0)
    assert not sees_digits(SUBSTITUTE(TEXT, r"\W", ""), 0)
    assert not sees_digits(TEXT, 0)


def test_groups_may_be_others_but_not_a_sign_a_letter_or_fewer_digits() -> None:
    (guard,) = digit_guards("x", ["020 7946 0018", "0161 496 0123"], DIGITS)
    for text in ("02079460018", "(0161) 496-0123", "0161.496/0123"):
        assert holds(guard, ("x",), (text,))
    for text in ("+4420794600", "0161 496 012", "0161 496 012x", "0161 496 0123 4"):
        assert not holds(guard, ("x",), (text,))


def test_few_digits_may_be_more() -> None:
    (guard,) = digit_guards("x", ["row(1)", "row(9)"], DIGITS)
    assert holds(guard, ("x",), ("row(120)",))
    assert not holds(guard, ("x",), ("row()",))
    (guard,) = digit_guards("x", ["row(1)", "row(9)"], CONCAT("0", DIGITS))
    assert not holds(guard, ("x",), ("row(120)",))


@given(st.lists(st.text(st.sampled_from("0123 +-()ax]^\\"), min_size=1, max_size=9), min_size=1, max_size=4))
def test_texts_that_were_seen_are_never_refused(seen: list[str]) -> None:
    for guard in digit_guards("x", seen, DIGITS):
        assert all(holds(guard, ("x",), (text,)) for text in seen)
