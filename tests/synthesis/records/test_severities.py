"""Lines of logs kept for how grave they are."""

from __future__ import annotations

import pytest

from llmjit.support.rows import RowError
from llmjit.support.severities import as_grave
from tests.synthesis.learning import accepted, answer, refuses

KILNS = (
    ("07:10 INFO lit\n07:12 WARN door open\n07:40 ERROR too hot\n08:00 INFO cooling", 2),
    ("11:00 INFO lit\n11:30 INFO steady", 0),
    ("02:05 ERROR gas low\n02:06 WARN draught\n02:09 WARN draught", 3),
)


def test_what_is_no_level_seen_may_be_graver_or_not() -> None:
    found = accepted(*KILNS)
    assert answer(found, "05:00 WARN draught\n05:02 INFO lit") == 1
    assert refuses(found, "05:00 DEBUG probe 3\n05:02 INFO lit")


@pytest.mark.parametrize(
    ("cell", "level", "expected"),
    [
        ("warning", "WARN", True),
        ("[ERROR]", "warn", True),
        ("Debug", "INFO", False),
        ("FATAL", "ERROR", True),
    ],
)
def test_words_for_one_level(cell: str, level: str, expected: bool) -> None:
    assert as_grave(cell, level) is expected
    with pytest.raises(RowError):
        as_grave("started", level)
