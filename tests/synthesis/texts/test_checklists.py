"""Progress of checklists: numbers, shares, yes or no, and texts of them, though one number was always the same."""

from __future__ import annotations

from typing import Any

import pytest

from tests.synthesis.learning import accepted, answer, emitted, evaluated

ONE = "## Trip\n\n- [x] tent\n- [x] stove\n- [ ] map"
TWO = "## Move\n\n- [ ] boxes\n- [x] van\n- [ ] keys\n- [x] tape\n- [ ] pens"
DONE = "## Tax\n\n- [x] form\n- [x] stamp"
NEW = "## Fair\n\n- [X] stall\n- [x] cash\n- [x] tea\n- [ ] sign"


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (("2/3 done", "2/5 done", "2/2 done"), "3/4 done"),
        (("1 of 3 open", "3 of 5 open", "0 of 2 open"), "1 of 4 open"),
        ((1, 3, 0), 1),
        ((False, False, True), False),
        (({"all": 3, "left": 1}, {"all": 5, "left": 3}, {"all": 2, "left": 0}), {"all": 4, "left": 1}),
    ],
)
def test_progress_is_told(told: tuple[Any, ...], wanted: Any) -> None:
    found = accepted(*zip((ONE, TWO, DONE), told, strict=True))
    assert answer(found, NEW) == wanted


def test_shares_are_computed() -> None:
    found = accepted((ONE, 67), (TWO, 40), ("- [x] all", 100))
    assert answer(found, NEW) == 75


def test_emitted_code_counts_as_the_search_does() -> None:
    found = accepted((ONE, "2/3"), (TWO, "2/5"), (DONE, "2/2"))
    run = emitted(found)
    for text in (ONE, NEW, "no list", "- [?] what"):
        assert evaluated(found, text) == run(text)
