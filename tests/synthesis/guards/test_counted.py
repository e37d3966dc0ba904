"""What stands beside numbers, or is carried from one to the next, must have been seen."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer


def test_sixty_of_the_larger_part_may_be_one_of_a_third() -> None:
    found = accepted(
        ("3:45, 4:12, 2:58", "10:55"), ("5:01, 3:33", "8:34"), ("2:20, 2:41, 3:07, 4:59", "13:07")
    )
    assert answer(found, "7:08, 9:31") == "16:39"
    assert answer(found, "12:40, 11:05, 9:58, 14:22, 16:31") == "output"


def test_lists_of_times_are_no_times() -> None:
    found = accepted(
        ("Dr A - Mon\n08:00  taken\n08:40  free\n09:00  free", ["08:40", "09:00"]),
        ("Dr B - Tue\n10:40  free\n11:00  taken\n11:20  free", ["10:40", "11:20"]),
        ("Dr C - Wed\n09:20  free\n09:40  taken\n10:00  free\n10:40  free", ["09:20", "10:00", "10:40"]),
    )
    assert answer(found, "Dr D - Thu\n12:00  free\n12:40  taken") == ["12:00"]
