"""Sets of what was seen, and that nothing else is found, as emitted code writes them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.conditions import no_others, set_of


def test_a_set_is_written_in_order() -> None:
    assert set_of({"b", "a", "'"}) == """{"'", 'a', 'b'}"""
    assert set_of([]) == "set()"


def test_where_nothing_was_seen_the_pattern_is_searched() -> None:
    assert no_others("[0-9]", "text", []) == "re.search('[0-9]', text) is None"


@given(st.text("ab1"), st.sets(st.sampled_from("ab")))
def test_nothing_else_is_found(text: str, seen: set[str]) -> None:
    guard = Guard("format", "text", None, "", 1, no_others("[ab]", "text", seen))
    assert holds(guard, ("text",), (text,)) is (set(text) - {"1"} <= seen)
