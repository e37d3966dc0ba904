"""Parts of the first or the last line that a label tells, where there may be several."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer

ROWS = (
    ("run: load\nlost: (pump) at 5\nrun: wait\nlost: (belt) at 7\nend", "belt"),
    ("run: load\nrun: idle\nlost: (fan) at 12\nend", "fan"),
    ("lost: (arm) at 3\nrun: load\nlost: (lamp) at 9\nlost: (gear) at 11\nrun: x\nend", "gear"),
)


def test_the_last_of_several() -> None:
    found = accepted(*ROWS)
    assert answer(found, "lost: (cam) at 2\nlost: (rod) at 40\nrun: wait\nend") == "rod"


def test_no_such_line() -> None:
    found = accepted(*ROWS)
    assert answer(found, "run: load\nrun: idle\nend") == "precondition"
