"""Yes or no: whether some rows, or all of them, are what is asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import RowError, all_of
from llmjit.synthesis.expr import show
from tests.synthesis.learning import accepted, answer, emitted, learn, refuses


def pumps(*running: bool, key: str = "runs") -> str:
    return json.dumps([{"pump": f"p{at}", key: each, "bar": 3 + at} for at, each in enumerate(running)])


def test_all_rows_are_flagged() -> None:
    found = accepted(
        (pumps(True, False), False),
        (pumps(True, True, True), True),
        (pumps(True, False, True), False),
        (pumps(False, True), False),
        (pumps(True, True), True),
    )
    assert "all_of" in show(found.programs[0].expr)
    assert answer(found, pumps(True, True, True, False)) is False
    assert answer(found, pumps(True, True)) is True
    assert emitted(found, "text")(pumps(True, False)) is False
    assert refuses(found, "[]")


def test_what_the_first_row_says_must_be_so_of_all() -> None:
    found = accepted((pumps(True, True), True), (pumps(False, True), False), (pumps(True, True, True), True))
    assert answer(found, pumps(True, True, True)) is True
    assert refuses(found, pumps(True, False, True))


def test_one_flag_that_all_observations_share_says_nothing() -> None:
    rows = [(json.dumps({"site": site, "open": True, "heated": True}), True) for site in ("a", "bc", "def")]
    assert learn(*rows).refusal is not None


def test_a_list_in_a_field_is_asked_for_an_element() -> None:
    def shelf(*books: tuple[str, list[str]]) -> str:
        return json.dumps([{"title": title, "tags": tags} for title, tags in books])

    found = accepted(
        (shelf(("Tides", ["sea", "new"]), ("Moor", ["peat"])), ["Tides"]),
        (shelf(("Kelp", ["sea"]), ("Crag", ["new", "rock"]), ("Foam", ["old", "sea"])), ["Kelp", "Foam"]),
        (shelf(("Fern", ["new"]), ("Moss", ["peat", "old"]), ("Reef", ["sea"])), ["Reef"]),
    )
    assert answer(found, shelf(("Dune", ["sand"]), ("Gull", ["bird", "sea"]))) == ["Gull"]


@given(st.lists(st.booleans()))
def test_all_of_none_is_not_known(flags: list[Any]) -> None:
    if flags:
        assert all_of(flags) is all(flags)
    else:
        with pytest.raises(RowError):
            all_of(flags)
