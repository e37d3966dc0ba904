"""What programs demand of their inputs is said, and holds: where it does not, there is no value."""

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis import Observation, synthesize
from llmjit.synthesis.emission.preconditions import preconditions
from llmjit.synthesis.expr import Input
from llmjit.synthesis.strings import operators as ops


def needs(expr: object) -> list[str]:
    return [guard.expected for guard in preconditions(expr, ("text",), 3)]  # type: ignore[arg-type]


def test_inner_demands_come_first_and_once() -> None:
    part = ops.FIELD(Input(0), ": ", 1)
    assert needs(ops.INT(part)) == ["part 1 of text, cut at ': '", "a whole number: text.split(': ')[1]"]
    assert needs(ops.CONCAT(part, part)) == ["part 1 of text, cut at ': '"]


def test_what_is_done_in_some_cases_alone_is_no_demand() -> None:
    condition = ops.CONTAINS(Input(0), "x")
    assert needs(ops.IF(condition, ops.FIELD(Input(0), "x", 1), Input(0))) == []


def test_a_missing_key_is_named_and_refused() -> None:
    rows = ['{"id": 7, "name": "Ann Lee"}', '{"id": 12, "name": "Bo"}', '{"name": "Cyd", "id": 3}']
    found = synthesize(
        [Observation((row,), name) for row, name in zip(rows, ("Ann Lee", "Bo", "Cyd"), strict=True)]
    )
    said = [str(guard.expected) for guard in found.preconditions]
    assert any("'name' in" in text for text in said), said
    with pytest.raises(GuardFailed):
        found.run(('{"id": 5, "title": "Dr"}',))


def test_a_refusal_demands_nothing() -> None:
    assert synthesize([Observation(("a",), "b")]).preconditions == ()
