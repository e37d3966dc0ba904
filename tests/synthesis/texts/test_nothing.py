"""What says that there is nothing, and what only looks a little like it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.texts.nothing import MARKS, NOTHING, WORDS


@pytest.mark.parametrize(
    "cell", [*sorted({*MARKS, *WORDS}), "n.a.", "(none)", " - ", "TBD", "--?--", "<pending>"]
)
def test_nothing(cell: str) -> None:
    assert re.fullmatch(NOTHING, cell)


@pytest.mark.parametrize(
    "cell", ["0", "nobody", "Nana", "none left", "unknown sender", "x", "- 3", "tbd on 4 May"]
)
def test_something(cell: str) -> None:
    assert not re.fullmatch(NOTHING, cell)


@given(
    st.text(alphabet="-_ ?.", max_size=30),
    st.sampled_from(sorted(WORDS)),
    st.text(alphabet="-_ ?.", max_size=30),
)
def test_marks_around_a_word_change_nothing(before: str, word: str, after: str) -> None:
    assert re.fullmatch(NOTHING, before + word.upper() + after)
    assert not re.fullmatch(NOTHING, before + word + after + "x")


def test_a_long_row_of_marks_takes_no_long() -> None:
    assert not re.fullmatch(NOTHING, "-" * 200_000 + "x")
