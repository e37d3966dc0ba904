"""Lists under names, lists between marks that differ from text to text, and columns that are crossed."""

from __future__ import annotations

from tests.synthesis.learning import learn


def test_items_stand_under_their_keys() -> None:
    stock = learn(
        ("herbs: mint, dill | roots: beet", {"herbs": ["mint", "dill"], "roots": ["beet"]}),
        ("A: 1, 2, 3 | B: 4", {"A": ["1", "2", "3"], "B": ["4"]}),
        ("hues: red", {"hues": ["red"]}),
    )
    assert stock.run(("x: p, q | y: r | z: s",)) == {"x": ["p", "q"], "y": ["r"], "z": ["s"]}


def test_marks_may_differ_from_text_to_text() -> None:
    missing = learn(
        ("mint, dill, sage", "mint, sage", ["dill"]),
        ("A1; A2; A3", "A2", ["A1", "A3"]),
        ("ash, elm", "elm, ash", []),
    )
    assert missing.run(("oak; fir; yew", "fir")) == ["oak", "yew"]


def test_crosses_name_columns() -> None:
    days = learn(("x", "", "x", "Mo, We"), ("", "", "x", "We"), ("x", "x", "x", "Mo, Tu, We"))
    assert days.run(("", "x", "x")) == "Tu, We"
