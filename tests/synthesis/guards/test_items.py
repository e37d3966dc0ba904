"""Items without a number where all had one, and lines that begin as none did."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

SUMS = [("2x tea, 3x rye", 5), ("1x fig", 1), ("4x pea, 1x oat, 2x yam", 7)]
NOTES = [
    ("- rye\n- oats\n- peas", ["rye", "oats", "peas"]),
    ("- tea", ["tea"]),
    ("- figs\n- yams", ["figs", "yams"]),
]
DONE = [
    ("- [x] sow\n- [ ] hoe\n- [x] reap", ["sow", "reap"]),
    ("- [ ] rake\n- [x] dig", ["dig"]),
    ("- [x] weed\n- [x] prune\n- [ ] mow", ["weed", "prune"]),
]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (SUMS, "10x egg, 2x bun", 12),
        (NOTES, "- red oats - ground\n- tea", ["red oats - ground", "tea"]),
        (DONE, "- [ ] rest", []),
    ],
)
def test_answered(rows: list[tuple[str, Any]], text: str, answer: Any) -> None:
    assert learn(*rows).run((text,)) == answer


@pytest.mark.parametrize(
    ("rows", "text"),
    [(SUMS, "2x tea, rye"), (NOTES, "* rye\n* oats"), (NOTES, "rye"), (DONE, "- [X] sow\n- [ ] hoe")],
)
def test_refused(rows: list[tuple[str, Any]], text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((text,))
