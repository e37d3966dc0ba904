"""Changed inputs on which programs are compared."""

from __future__ import annotations

import contextlib

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.probes import probes
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
