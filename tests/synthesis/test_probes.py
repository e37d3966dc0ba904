"""Changed inputs on which programs are compared."""

from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis.probes import probes
from llmjit.synthesis.records.probes import moved_values
from tests.synthesis.learning import learn


def test_answers_get_marks_within() -> None:
    changed = [row[0] for row in probes([("gate 4: opened by ruth at dawn",)], ["ruth"])]
    assert "gate 4: opened by r.uth at dawn" in changed
    assert "gate 4: opened by ruth-x at dawn" in changed


def test_a_field_with_a_mark_never_seen_within_is_refused_or_whole() -> None:
    rows = [
        ("gate 4: opened by ruth at 5 today", "ruth"),
        ("gate 12: not opened by old karl at 17 today", "karl"),
        ("gate 9: opened by ines at 8 today", "ines"),
    ]
    found = learn(*rows)
    with contextlib.suppress(GuardFailed):
        assert found.run(("gate 7: opened by j.doe at 6 today",)) == "j.doe"


def test_json_is_emptied_and_clocks_go_below_one() -> None:
    assert '{"a": "", "b": 3}' in [row[0] for row in probes([('{"a": "x y", "b": 3}',)])]
    assert "0:08, 0:31" in [row[0] for row in probes([("7:08, 9:31",)])]
    assert not any("at 0:08" in row[0] for row in probes([("at 7:08",)]))


def test_each_unit_is_tried_with_a_larger_number_where_units_have_two_sizes() -> None:
    assert ("38137 kB",) in probes([("3 kB",), ("20 MB",), ("700 MB",)])
    found = learn(("32 KB", 0.03), ("40 MB", 40.0), ("300 MB", 300.0))
    assert found.run(("8 MB",)) == 8.0
    with pytest.raises(GuardFailed):
        found.run(("900 KB",))


def test_values_of_records_stand_in_other_rows() -> None:
    boats = [{"boat": "Ada", "mast": True, "m": 7}, {"boat": "Bee", "mast": False, "m": 9}]
    changed = [json.loads(text) for text in moved_values(json.dumps({"boats": boats}))]
    assert {"boats": boats[::-1]} in changed and {"boats": boats[1:]} in changed
    assert {"boats": [{**boats[0], "m": 9}, {**boats[1], "m": 7}]} in changed
    assert {"boats": [{**boats[0], "mast": False}, boats[1]]} in changed
    assert {"boats": [{**boats[0], "m": 10}, boats[1]]} in changed
    assert "mug  3 old\npan 12 new\ncup  5 old" in moved_values("cup  3 old\nmug 12 new\npan  5 old")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    )
)
def test_changed_json_is_json(document: object) -> None:
    text = json.dumps(document)
    for changed in moved_values(text) if text[0] in "[{" else ():
        assert type(json.loads(changed)) is type(document)


@given(st.text())
def test_any_text_is_probed(text: str) -> None:
    assert all(isinstance(changed, str) for changed in moved_values(text))
