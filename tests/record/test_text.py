from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.record.text import CLOSE, OPEN, neutral, parse_answer, result_message, shortened, shown

pieces = st.lists(
    st.sampled_from(
        [OPEN, CLOSE, "<", ">", "/", "helpers", "HELPERS", " ", "\n", "</", "x", "&lt;", "\ud800"]
    ),
    max_size=12,
).map("".join)


@given(pieces)
def test_nothing_neutral_can_open_or_close_a_block(text: str) -> None:
    safe = neutral(text)
    assert OPEN not in safe and CLOSE not in safe
    assert parse_answer(f"before\n{safe}\nafter").code is None
    safe.encode("utf-8")


@given(st.text(), st.text(), st.booleans(), pieces)
def test_a_result_that_is_repeated_is_no_block(output: str, value: str, has_value: bool, error: str) -> None:
    message = result_message(output, value, has_value, error, 1000)
    assert parse_answer(message).code is None


@given(st.text(st.characters(exclude_characters="<`\r"), max_size=60), st.text("abc\n", max_size=20))
def test_a_block_is_found_with_its_line(code: str, prose: str) -> None:
    text = f"{prose}\n{OPEN}\n{code}\n{CLOSE}\nrest"
    answer = parse_answer(text)
    assert answer.closed
    assert answer.code == code.rstrip()
    first = answer.code.split("\n")[0]
    assert text.split("\n")[answer.line - 1].startswith(first)


@pytest.mark.parametrize(
    ("text", "code", "closed"),
    [
        ("no block", None, True),
        ("inline <helpers> is prose", None, True),
        ("<helpers>\nx\n</helpers>", "x", True),
        ("  <helpers>  \r\nx\r\n</helpers>", "x", True),
        ("<helpers>\nx\n", "x", False),
        ("<helpers>\n```python\nx\n```\n</helpers>", "x", True),
        ("<helpers>\n```\nx = '''\n```\n'''\n```\n</helpers>", "x = '''\n```\n'''", True),
        ("<helpers>\na\n</helpers>\n<helpers>\nb\n</helpers>", "a", True),
        ("<helpers>\n</helpers>", "", True),
    ],
)
def test_answers(text: str, code: str | None, closed: bool) -> None:
    answer = parse_answer(text)
    assert (answer.code, answer.closed) == (code, closed)


@given(st.text(max_size=300), st.integers(2, 100))
def test_long_texts_keep_both_ends(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit + 60
    assert short[: limit // 2] == text[: limit // 2]


def test_values_are_shown_as_python_writes_them() -> None:
    deep: list = []
    for _ in range(100_000):
        deep = [deep]
    assert shown("text", 10) == "text"
    assert shown({"a": 1.5}, 100) == "{'a': 1.5}"
    assert "too large" in shown(deep, 10)
    assert "too large" in shown(10**5000, 10)
    while deep:  # unwound by hand: freeing it recursively is slow under a debugger
        deep = deep[0]
