"""Words that stand in an answer where a record has nothing."""

from __future__ import annotations

import pytest

from llmjit.support.settings import SettingError, value_under
from tests.synthesis.learning import accepted, answer

ROWS = (
    ('{"n": 1, "part": "pump", "fault": null}', "pump/fine"),
    ('{"n": 2, "part": "belt", "fault": {"kind": "torn", "old": true}}', "belt/torn"),
    ('{"n": 3, "part": "fan", "fault": {"kind": "stuck", "old": false}}', "fan/stuck"),
)


def test_a_part_of_an_answer() -> None:
    found = accepted(*ROWS)
    assert answer(found, '{"n": 4, "part": "arm", "fault": {"kind": "bent", "old": true}}') == "arm/bent"
    assert answer(found, '{"n": 5, "part": "lamp", "fault": null}') == "lamp/fine"
    assert answer(found, '{"n": 6, "part": "lamp", "fault": "dim"}') == "precondition"


@pytest.mark.parametrize("record", [{}, [], "x", {"a": [1]}, {"a": {"b": 4}}, {"d": 1}])
def test_what_is_no_text(record: object) -> None:
    with pytest.raises(SettingError):
        value_under(record, ["a", "b"], "none", ["a", "c"])


def test_missing_on_the_way() -> None:
    assert value_under({"a": None}, ["a", "b"], "none", ["a", "c"]) == "none"
    assert value_under({"c": 1}, ["a", "b"], "none", ["a", "c"]) == "none"
    assert value_under({"a": {"b": "x"}}, ["a", "b"], "none", ["a", "c"]) == "x"


def test_no_such_parameter() -> None:
    found = accepted(
        ("https://x.example/a?tag=red&n=1", "red"),
        ("https://x.example/b?n=2&tag=blue", "blue"),
        ("https://x.example/c", ""),
    )
    assert answer(found, "https://y.example/?tag=dark_green#top") == "dark_green"
    assert answer(found, "https://y.example/d?n=5&page=tag") == ""


def test_numbers_in_cells_beside_quoted_ones() -> None:
    found = accepted(
        ('7,"Lund, Ina",2024-01-02,5.50,paid', 5.5),
        ("8,Ole Berg,2024-01-03,120.00,open", 120.0),
        ('9,"Holm, Eva",2024-02-04,8.25,open', 8.25),
    )
    assert answer(found, '10,"Dahl, Moe & Co, Ltd",2024-02-05,30.00,paid') == 30.0


def test_a_default_for_a_parameter() -> None:
    found = accepted(
        ("https://x.example/?lang=de&n=1", "de"),
        ("https://x.example/a", "en"),
        ("https://x.example/b?n=2&lang=fr", "fr"),
    )
    assert answer(found, "https://x.example/c?slang=it") == "en"
    assert answer(found, "https://x.example/?LANG=it") == "precondition"


def test_a_word_beside_one_that_all_answers_have() -> None:
    found = accepted(
        ("kind=on name=pump by=ina", "pump by ina"),
        ("kind=on name=belt", "belt by nobody"),
        ("kind=off name=fan by=ole", "fan by ole"),
    )
    assert answer(found, "kind=off by=uwe name=cam") == "cam by uwe"
    assert answer(found, "kind=on name=rod") == "rod by nobody"
