"""The earliest and the latest of dates that stand anywhere in a text, and the days between them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

days = st.lists(
    st.dates(datetime.date(2001, 1, 1), datetime.date(2030, 12, 31)), min_size=1, max_size=6, unique=True
)


LATEST = [
    (("ordered 04.03.2023, packed 11.05.2024, paid 19.12.2022",), "2024-05-11"),
    (("paid 29.01.2024, packed 07.05.2022, sent 14.03.2022, ordered 27.02.2022",), "2024-01-29"),
    (("sent 07.04.2023, packed 17.05.2022, ordered 03.11.2024",), "2024-11-03"),
]


@settings(deadline=None, max_examples=40)
@given(days)
def test_the_latest_of_all_dates_in_a_text(found: list[datetime.date]) -> None:
    text = ", ".join(f"checked {day:%d.%m.%Y}" for day in found)
    assert learn(*LATEST).run((text,)) == max(found).isoformat()


def test_where_the_wanted_one_was_always_last_it_need_not_be_the_latest() -> None:
    found = learn(
        (("in 2024-01-03, out 2024-02-05",), "2024-02-05"),
        (("in 2023-11-20, moved 2023-11-28, out 2023-12-02",), "2023-12-02"),
        (("in 2022-05-09, out 2022-05-17",), "2022-05-17"),
    )
    assert found.run(("in 2021-07-01, out 2021-07-30",)) == "2021-07-30"


def test_days_from_the_earliest_to_the_latest() -> None:
    found = learn(
        (("2024-04-02;2025-01-30;2023-07-24",), 556),
        (("2022-10-08;2024-05-31",), 601),
        (("2025-01-31;2023-07-25;2024-04-30",), 556),
    )
    assert found.run(("2024-03-01;2024-02-27;2024-02-28;2024-03-05",)) == 7


def test_nights_are_counted_by_the_calendar() -> None:
    found = learn(
        (("2025-03-02 14:10", "2025-03-07 11:00"), 5),
        (("2025-02-26 03:55", "2025-03-01 09:30"), 3),
        (("2025-04-11 22:40", "2025-04-12 10:15"), 1),
    )
    assert found.run(("2025-05-05 19:30", "2025-05-05 23:50")) == 0
    assert found.run(("2024-12-29 08:00", "2025-01-08 16:45")) == 10


def test_a_count_since_an_epoch_in_another_unit_is_refused() -> None:
    found = learn(
        ((1736929800000,), "2025-01-15 08:30:00"),
        ((1741651205000,), "2025-03-11 00:00:05"),
        ((1756684799000,), "2025-08-31 23:59:59"),
    )
    assert found.run((1704067200000,)) == "2024-01-01 00:00:00"
    with pytest.raises(GuardFailed):
        found.run((1704067200,))


def test_days_of_one_digit_behind_two_blanks_and_a_year_behind_the_time() -> None:
    found = learn(
        (("Mar 14 23:59:59 2025 GMT", "2025-03-01"), 13),
        (("Jan  9 12:00:00 2026 GMT", "2025-10-30"), 71),
        (("Oct 21 08:14:33 2025 GMT", "2025-10-30"), -9),
    )
    assert found.run(("Dec  1 00:00:00 2025 GMT", "2025-11-02")) == 29


def test_times_are_found_beside_a_date_and_written_like_one_another() -> None:
    found = learn(

            (("Visit on Tue 4 Nov 2025 between 2pm and 6pm",), {"day": "2025-11-04", "from": "14:00", "to": "18:00"}),
            (("Visit no 7 on Wed 12 Nov 2025 between 8:30am and 12pm",),
             {"day": "2025-11-12", "from": "08:30", "to": "12:00"}),
            (("Second visit on Sat 15 Nov 2025 between 9am and 1:15pm",),
             {"day": "2025-11-15", "from": "09:00", "to": "13:15"}),

    )  # fmt: skip
    answer = {"day": "2026-01-08", "from": "07:00", "to": "09:30"}
    assert found.run(("Visit on Thu 8 Jan 2026 between 7am and 9:30am",)) == answer


@pytest.mark.parametrize("unit", ["", " months"])
def test_terms_end_the_day_before_the_next_begins(unit: str) -> None:
    def cell(count: int) -> int | str:
        return f"{count}{unit}" if unit else count

    found = learn(
        (("2023-01-04", cell(36)), "2026-01-03"),
        (("2021-08-10", cell(18)), "2023-02-09"),
        (("2021-02-05", cell(12)), "2022-02-04"),
    )
    assert found.run(("2024-04-24", cell(6))) == "2024-10-23"


def test_time_for_each_mile() -> None:
    found = learn(
        (("8 mi", "0:34:32"), "4:19 /mi"),
        (("6 mi", "0:29:30"), "4:55 /mi"),
        (("10 mi", "0:52:20"), "5:14 /mi"),
    )
    assert found.run(("5 mi", "0:30:15")) == "6:03 /mi"
    with pytest.raises(GuardFailed):  # a rest of half a second may be cut off or rounded
        found.run(("2 mi", "0:10:01"))


def test_days_whose_year_stands_in_another_column() -> None:
    found = learn(
        (("Mar  5 14:03:22 node1 sshd", 2024), "2024-03-05 14:03:22"),
        (("Nov 23 01:10:00 node2 cron", 2023), "2023-11-23 01:10:00"),
        (("Jul 14 23:59:01 node1 kernel", 2024), "2024-07-14 23:59:01"),
    )
    assert found.run(("Jan  1 00:00:00 node3 sshd", 2025)) == "2025-01-01 00:00:00"


def test_months_that_lack_the_day_end_where_that_was_seen() -> None:
    found = learn(
        (("2024-01-31", "+1 month"), "2024-02-29"),
        (("2024-03-15", "-2 months"), "2024-01-15"),
        (("2023-11-30", "+3 months"), "2024-02-29"),
    )
    assert found.run(("2023-01-31", "+1 month")) == "2023-02-28"
    assert found.run(("2024-06-01", "+10 days")) == "2024-06-11"


def test_columns_of_several_forms_have_others_that_say_the_month_by_name() -> None:
    found = learn(
        (("2024-12-11",), "2024-12-11"), (("10.10.2024",), "2024-10-10"), (("Dec 5, 2023",), "2023-12-05"),
         (("23.04.2022",), "2022-04-23"), (("May 30, 2022",), "2022-05-30")
    )  # fmt: skip
    assert found.run(("6 May 2024",)) == "2024-05-06"
    with pytest.raises(GuardFailed):
        found.run(("05/06/2024",))
