"""Lists under names, lists between marks that differ from text to text, and columns that are crossed."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
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


def test_changes_of_settings_are_written_out() -> None:
    changes = learn(
        ("mode=a; lines=3", "mode=b; lines=3", ["mode: a -> b"]),
        ("tone=low; speed=4", "tone=low; speed=4", []),
        ("fee=1.50; left=4; tag=x", "fee=2.00; left=3; tag=x", ["fee: 1.50 -> 2.00", "left: 4 -> 3"]),
    )
    assert changes.run(("who=Ida Holm; as=host", "as=guest; who=Ida Holm")) == ["as: host -> guest"]
    with pytest.raises(GuardFailed):
        changes.run(("who=Ida Holm; as=host", "who=Ida Holm"))


def test_blank_fields_replace_nothing() -> None:
    merged = learn(
        ('{"who": "Ida", "tel": "1"}', '{"who": "Ida H.", "tel": ""}', {"who": "Ida H.", "tel": "1"}),
        ('{"who": "Tom", "tel": ""}', '{"who": "", "tel": "22"}', {"who": "Tom", "tel": "22"}),
        ('{"who": "Una", "tel": "3"}', '{"who": "Una", "tel": "33"}', {"who": "Una", "tel": "33"}),
    )
    assert merged.run(('{"who": "Rolf", "tel": "4"}', '{"who": "Rolf D.", "tel": null}')) == {
        "who": "Rolf D.",
        "tel": "4",
    }
