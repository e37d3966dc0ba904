"""Patterns made from shapes match what they were made from, nothing cut otherwise, and in linear time."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.shapes import shape_of_all
from llmjit.synthesis.strings.patterns import escape, is_linear, regex_of

texts = (
    st.text(max_size=12)
    | st.from_regex(r"\A[A-Za-z]{1,4}[ ,;/_-][0-9]{1,4}\Z")
    | st.text("aA1 ,-.", max_size=10)
)


@given(st.lists(texts, min_size=1, max_size=4), st.booleans(), st.booleans())
def test_a_pattern_matches_all_it_came_from_and_is_linear(
    seen: list[str], literals: bool, widths: bool
) -> None:
    shape = shape_of_all(seen).text
    assert shape is not None
    for pattern in shape.patterns:
        if pattern is not None:
            source = regex_of(pattern, shape.classes or frozenset(), literals, widths)
            assert all(re.fullmatch(source, text) for text in seen)
            assert is_linear(source)


@given(st.text(max_size=20))
def test_escaped_text_matches_itself_alone(text: str) -> None:
    assert re.fullmatch(escape(text), text)
    assert not re.fullmatch(escape(text), text + "x")


@pytest.mark.parametrize(
    "source",
    ["(a+)+b", "(a|a)*b", "a*a*b", r"\w+[a-z]+", r"(\d+)*", "a+b*a+", r"[^,]+\s*,", "(?:ab)+", "x*?x",
     r"\s*\s", "漢+[^a]",
     "(a)\\1",
     "a(?=b)", "[", "a+.", "é+[^a]", "[A-Z]*[A-Za-z]"],
)  # fmt: skip
def test_ambiguous_and_unknown_patterns_are_not_called_linear(source: str) -> None:
    assert not is_linear(source)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "abc",
        "[A-Z][a-z]+ [0-9]{4}",
        "[^,]+,[^,]+",
        r"[^\W_]+@[a-z]+\.com",
        "[A-Z][A-Za-z ]*",
        r"\d+-\d+",
        "(a+)b",
    ],
)
def test_plain_patterns_are(source: str) -> None:
    assert is_linear(source)


pieces = st.sampled_from(["a", "[ab]", "[b-d]", r"\d", r"\w", "[^a]", ".", ",", " "])
runs = st.builds(str.__add__, pieces, st.sampled_from(["", "+", "*", "{2}", "{1,3}", "?"]))


@given(st.lists(runs, max_size=7).map("".join), st.sampled_from("ab1, "))
def test_what_is_called_linear_is_fast(source: str, character: str) -> None:
    if is_linear(source):
        compiled, text = re.compile(source), character * 20_000 + "!"
        start = time.process_time()
        compiled.fullmatch(text)
        assert time.process_time() - start < 0.2
