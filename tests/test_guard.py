"""Guards are data: what is written of one is the same guard when it is read."""

from __future__ import annotations

import json

import pytest

from llmjit.guard import Guard
from llmjit.span import Span

GUARDS = [
    Guard("type", "text", "str", "text was str", 3),
    Guard("choice", "state", ["new", "done"], "state was one of these", 9, "state in ('new', 'done')"),
    Guard("key", "rates", None, "rates holds it", 1, span=Span.parse("@t1:6:2:14")),
]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.kind)
def test_a_guard_is_read_as_it_was_written(guard: Guard) -> None:
    data = json.loads(json.dumps(guard.to_json(guard.expected)))
    assert Guard.from_json(data, data["expected"]) == guard


def test_what_is_expected_is_what_the_file_holds() -> None:
    data = GUARDS[0].to_json({"$set": [1]})
    assert data["expected"] == {"$set": [1]}
    assert Guard.from_json(data, {1}).expected == {1}


@pytest.mark.parametrize("part", ["kind", "subject", "reason", "evidence", "condition"])
def test_data_that_lack_a_part_are_no_guard(part: str) -> None:
    data = GUARDS[1].to_json(None)
    del data[part]
    with pytest.raises(KeyError):
        Guard.from_json(data, None)
