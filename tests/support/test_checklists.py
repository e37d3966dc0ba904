"""Boxes at the beginnings of lines are counted, and unknown marks in them are not guessed at."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.checklists import ChecklistError, boxes, ticked, unticked


@given(
    st.lists(st.sampled_from([" ", "", "x", "X", "✓"]), min_size=1),
    st.sampled_from(["- ", "* ", "1. ", "", "  - "]),
)
def test_every_box_is_ticked_or_open(marks: list[str], bullet: str) -> None:
    text = "# List\n" + "\n".join(f"{bullet}[{mark}] see [x] in the hall" for mark in marks)
    assert boxes(text) == len(marks)
    assert ticked(text) == sum(not mark.isspace() and mark != "" for mark in marks)
    assert ticked(text) + unticked(text) == boxes(text)


@pytest.mark.parametrize(
    "text", ["", "no [x] here", "- [ab] c", "- [x](link)", "- [?] d", "- [x] a\n- [-] b"]
)
@pytest.mark.parametrize("count", [boxes, ticked, unticked])
def test_what_is_no_checklist_has_no_counts(text: str, count: object) -> None:
    with pytest.raises(ChecklistError):
        count(text)  # type: ignore[operator]
