"""The time between two lines of a log."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

RUNS = [
    ("02:00:00 [oven] lit\n02:00:41 [oven] 500 rolls\n02:03:10 [oven] out", 190),
    ("03:15:07 [kiln] filled\n03:15:09 [kiln] lit\n03:15:52 [kiln] out", 43),
    ("04:10:30 [oven] lit\n04:12:00 [oven] out\n04:12:01 [oven] swept", 90),
]


def test_lines_are_told_by_their_words() -> None:
    found = learn(*RUNS)
    assert (
        found.run(
            ("06:00:00 [kiln] filled\n06:10:00 [kiln] lit\n07:10:05 [kiln] out\n08:00:00 [kiln] swept",)
        )
        == 3605
    )


def test_a_line_that_is_missing_has_no_time() -> None:
    found = learn(*RUNS)
    with pytest.raises(GuardFailed):
        found.run(("06:00:00 [kiln] lit\n06:10:00 [kiln] burst",))


SHOTS = [
    ("[08:00:01.250] open\n[08:00:01.900] shut", 650),
    ("[19:30:59.800] open\n[19:31:02.010] shut", 2210),
    ("[23:05:00.004] open\n[23:05:00.011] shut", 7),
]


def test_thousandths_of_seconds_are_counted() -> None:
    found = learn(*SHOTS)
    assert found.run(("[10:00:00.500] open\n[10:00:30.000] held\n[10:01:00.750] shut",)) == 60250
    exact = learn(*[(text, length / 1000) for text, length in SHOTS])
    assert exact.run(("[10:00:00.500] open\n[10:01:00.750] shut",)) == 60.25


def test_times_behind_a_name_and_below_a_header() -> None:
    found = learn(
        (
            "at=2025-03-01T08:00:00Z gate=1\nat=2025-03-01T08:00:40Z gate=2\nat=2025-03-01T08:02:05Z gate=1",
            125,
        ),
        ("at=2025-07-09T23:59:30Z gate=4\nat=2025-07-10T00:00:10Z gate=4", 40),
        ("at=2025-11-20T14:10:00Z gate=3\nat=2025-11-20T15:10:01Z gate=2", 3601),
    )
    assert found.run(("at=2026-01-01T00:00:00Z gate=9\nat=2026-01-01T00:10:30Z gate=1",)) == 630
    below = learn(
        ("time,gate\n2025-03-01 08:00:00,g1\n2025-03-01 08:00:40,g2\n2025-03-01 08:02:05,g1", 125),
        ("time,gate\n2025-07-09 23:59:30,g4\n2025-07-10 00:00:10,g4", 40),
        ("time,gate\n2025-11-20 14:10:00,g3\n2025-11-20 15:10:01,g2", 3601),
    )
    assert below.run(("time,gate\n2026-01-01 00:00:00,g9\n2026-01-01 00:10:30,g1",)) == 630
