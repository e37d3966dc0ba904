"""Answers made of several parts of the line that is the latest or has most."""

from __future__ import annotations

from tests.synthesis.learning import learn

BOATS = [
    (
        "2025-11-02 09:14 Ruth | moored\n2025-11-02 21:40 Ines | sunk\n2025-11-03 08:02 Karl | sold",
        "Karl: sold",
    ),
    ("2025-11-05 18:22 Omar | sunk\n2025-11-05 07:10 Ruth | moored", "Omar: sunk"),
    (
        "2025-11-01 06:00 Ines | sold\n2025-11-01 14:31 Ruth | at sea\n2025-10-31 22:05 Omar | sunk",
        "Ruth: at sea",
    ),
]


def test_the_latest_line_is_put_together_anew() -> None:
    found = learn(*BOATS)
    assert found.run(
        ("2025-12-30 23:59 Karl | moored\n2026-01-02 07:45 Ines | lost\n2026-01-01 05:30 Omar | sold",)
    ) == ("Ines: lost")
