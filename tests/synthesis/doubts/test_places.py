"""Readings of dates, of marks and of names that nobody would mean beside plainer ones."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

Rows = list[tuple[tuple[Any, ...], Any]]
AGES: Rows = [
    (("03.02.1981", "01.06.2023"), 42),
    (("19.10.1977", "01.06.2023"), 45),
    (("05.01.2005", "01.06.2023"), 18),
]
ISO: Rows = [
    (("17.04.2021",), "2021-04-17"),
    (("03.12.2022",), "2022-12-03"),
    (("21.01.2020",), "2020-01-21"),
]
LAST: Rows = [
    (("2021-03-02; 2021-05-09; 2020-11-30",), "2021-05-09"),
    (("2022-08-14; 2022-07-01",), "2022-08-14"),
    (("2023-01-05; 2022-12-11; 2023-02-20; 2022-02-02",), "2023-02-20"),
]
SHIFTS: Rows = [(("21:00-05:00",), "8:00"), (("07:30-16:00",), "8:30"), (("13:15-21:45",), "8:30")]
TERMS: Rows = [
    (("Feb 3, 2023", "30 days"), "Mar 5, 2023"),
    (("Oct 20, 2023", "45 days"), "Dec 4, 2023"),
    (("May 16, 2023", "14 days"), "May 30, 2023"),
]


@pytest.mark.parametrize(
    ("rows", "cells", "answer"),
    [
        (AGES, ("30.06.1990", "15.03.2024"), 33),
        (ISO, ("7.6.2023",), "2023-06-07"),
        (LAST, ("2019-10-10",), "2019-10-10"),
        (LAST, ("2020-01-01; 2020-03-03; 2020-02-02; 2020-01-15; 2020-01-20",), "2020-03-03"),
        (SHIFTS, ("23:30-05:10",), "5:40"),
        (SHIFTS, ("9:00 - 12:20",), "3:20"),
        (TERMS, ("Nov 25, 2023", "10 days"), "Dec 5, 2023"),
    ],
)
def test_they_refuse_nothing(rows: Rows, cells: tuple[Any, ...], answer: Any) -> None:
    assert learn(*rows).run(cells) == answer


def test_zeros_in_front_are_written_as_they_were_read() -> None:
    ends = learn(
        (("01 March 2023", "12 months"), "29 February 2024"),
        (("15 June 2022", "6 months"), "14 December 2022"),
        (("20 May 2023", "2 years"), "19 May 2025"),
    )
    assert ends.run(("10 August 2022", "18 months")) == "09 February 2024"


def test_clocks_of_two_parts_are_none_of_three() -> None:
    seconds = learn((("00:02:15",), 135), (("01:00:00",), 3600), (("00:20:05",), 1205))
    assert seconds.run(("10:00:01",)) == 36001
    with pytest.raises(GuardFailed):
        seconds.run(("45:12",))
