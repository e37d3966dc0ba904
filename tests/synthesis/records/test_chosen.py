"""Answers made of several parts of the line that is the latest or has most."""

from __future__ import annotations

from tests.synthesis.learning import answer, learn, refuses

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


def test_the_first_of_the_rows_kept_that_also_came_most_often_must_stay_it() -> None:
    def rows(*pairs: tuple[str, str]) -> str:
        return "\n".join(f'{{"state": "{state}", "gate": "{gate}"}}' for state, gate in pairs)

    found = learn(
        (rows(("shut", "east"), ("open", "west"), ("shut", "east"), ("shut", "north")), "east"),
        (
            rows(("open", "mill"), ("shut", "dock"), ("shut", "mill"), ("shut", "dock"), ("open", "east")),
            "dock",
        ),
        (rows(("open", "west"), ("open", "east")), None),
    )
    assert answer(found, rows(("open", "west"), ("shut", "mill"))) == "mill"
    assert refuses(found, rows(("shut", "west"), ("shut", "mill"), ("shut", "mill")))


def test_the_greatest_of_a_column_is_not_found_by_another_column() -> None:
    found = learn(
        ("at,oil,wax\n1,40,90\n2,12,88\n3,77,30", 77),
        ("at,oil,wax\n1,5,95\n2,61,70\n3,30,75\n4,61,64\n5,2,99", 61),
        ("at,oil,wax\n1,18,97\n2,83,41\n3,50,66\n4,9,95", 83),
    )
    assert answer(found, "at,oil,wax\n1,15,2\n2,20,7\n3,44,98\n4,31,5") == 44
