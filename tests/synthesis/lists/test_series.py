"""Lists from one end to another in equal steps."""

from __future__ import annotations

from tests.synthesis.learning import accepted, answer, emitted, evaluated, refuses


def test_times_whose_last_step_is_open() -> None:
    found = accepted(
        (("08:10", "08:50", 20), ["08:10", "08:30"]),
        (("11:00", "13:00", 30), ["11:00", "11:30", "12:00", "12:30"]),
        (("17:30", "18:15", 15), ["17:30", "17:45", "18:00"]),
    )
    assert answer(found, "06:00", "07:00", 12) == ["06:00", "06:12", "06:24", "06:36", "06:48"]
    assert refuses(found, "06:00", "07:00", 25)
    assert refuses(found, "07:00", "06:00", 15)


def test_days_and_numbers_up_to_the_last() -> None:
    days = accepted(
        (("2022-02-27", "2022-03-01"), "2022-02-27 2022-02-28 2022-03-01"),
        (("2021-12-31", "2022-01-01"), "2021-12-31 2022-01-01"),
        (("2020-06-08", "2020-06-11"), "2020-06-08 2020-06-09 2020-06-10 2020-06-11"),
    )
    assert answer(days, "2024-02-28", "2024-03-01") == "2024-02-28 2024-02-29 2024-03-01"
    numbers = accepted(((3, 9, 3), [3, 6, 9]), ((0, 7, 2), [0, 2, 4, 6]), ((5, 17, 6), [5, 11, 17]))
    assert answer(numbers, 1, 12, 5) == [1, 6, 11]
    function = emitted(numbers, "first", "last", "step")
    assert function(1, 12, 5) == evaluated(numbers, 1, 12, 5)
