from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.runtime.request import Hole, RequestPattern

PRICE = RequestPattern(
    "what is {ticker} in {currency}?", {"ticker": Hole(r"[A-Z]+"), "currency": Hole(r"[A-Z]{3}")}
)


def test_binds_and_converts() -> None:
    assert PRICE.bind(" what is NVDA in AUD?\n") == {"ticker": "NVDA", "currency": "AUD"}
    sums = RequestPattern("add {a} and {b}", {"a": Hole(r"\d+", int), "b": Hole(r"\d+", int)})
    assert sums.bind("add 3 and 04") == {"a": 3, "b": 4}


@pytest.mark.parametrize(
    ("request_text", "why"),
    [
        ("who is NVDA in AUD?", "'who is NVDA in AUD?' stands where 'what is ' was expected"),
        ("what is nvda in AUD?", "'nvda in AUD?' does not begin with a ticker"),
        ("what is NVDA at AUD?", "' at AUD?' stands where ' in ' was expected"),
        ("what is NVDA in AUD? now", "after its end comes ' now'"),
    ],
)
def test_says_which_part_does_not_match(request_text: str, why: str) -> None:
    with pytest.raises(GuardFailed) as caught:
        PRICE.bind(request_text)
    assert why in str(caught.value)


def test_one_name_twice_is_one_value() -> None:
    twice = RequestPattern("{x} or {x}", {"x": Hole(r"\w+")})
    assert twice.bind("a or a") == {"x": "a"}
    with pytest.raises(GuardFailed, match="both 'a' and 'b'"):
        twice.bind("a or b")


def test_a_parse_that_fails_is_a_refusal() -> None:
    with pytest.raises(GuardFailed, match="cannot be read"):
        RequestPattern("{n}", {"n": Hole(".+", int)}).bind("seven")


@given(st.text(), st.text(alphabet="ab", min_size=1), st.text())
def test_a_template_binds_what_it_was_made_of(before: str, value: str, after: str) -> None:
    braced = [side.replace("{", "{{").replace("}", "}}") for side in (before, after)]
    pattern = RequestPattern(f"{braced[0]}<{{v}}>{braced[1]}", {"v": Hole("[ab]+")})
    request = f"{before}<{value}>{after}"
    if request.strip() == request:
        assert pattern.bind(request) == {"v": value}


@given(st.text())
def test_any_text_binds_or_is_refused(text: str) -> None:
    try:
        assert set(PRICE.bind(text)) == {"ticker", "currency"}
    except GuardFailed as failure:
        assert failure.kind == "request"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"code": "MSFT", "count": 3}, "What do 3 of {MSFT} cost?"),
        ({"code": "MSFT", "count": -3}, None),
        ({"code": "two words", "count": 3}, None),
        ({"code": "MSFT"}, None),
    ],
)
def test_parameters_are_put_in_words_that_give_them_again(
    params: dict[str, object], expected: str | None
) -> None:
    pattern = RequestPattern(
        "What do {count} of {{{code}}} cost?", {"code": Hole(r"\w+"), "count": Hole("[0-9]+", int)}
    )
    assert pattern.render(params) == expected
