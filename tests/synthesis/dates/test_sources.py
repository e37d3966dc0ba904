"""Dates in names of files and in prose, times of day on 24 hours, lengths of shifts, years of accounts."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn


def test_moments_in_names_of_files() -> None:
    found = learn(
        *[
            (("sensor-7_20231006_1723.jpg",), "2023-10-06 17:23"),
            (("invoice_dump_20221219_1339.tar.gz",), "2022-12-19 13:39"),
            (("sensor-7_20241204_0507.log",), "2024-12-04 05:07"),
        ]
    )
    assert found.run(("Backup_20231226_0148.sql",)) == "2023-12-26 01:48"
    with pytest.raises(GuardFailed):
        found.run(("backup_20240230_0230.sql",))


def test_days_and_months_in_names_of_files() -> None:
    days = [(("report-2024-03-05-v2.pdf",), "05/03/2024"), (("scan_2023-11-30.png",), "30/11/2023")]
    found = learn(*[*days, (("b12_2022-01-17.docx",), "17/01/2022")])
    assert found.run(("Offer 2024-06-01 signed.pdf",)) == "01/06/2024"
    months = [(("sales_2023_07_final.xlsx",), "Jul 2023"), (("payroll_2022_11_v2.xlsx",), "Nov 2022")]
    found = learn(*[*months, (("stock_2024_01.csv",), "Jan 2024")])
    assert found.run(("times_2020_12.zip",)) == "Dec 2020"


def test_all_days_of_a_text_whatever_marks_follow_them() -> None:
    found = learn(
        *[
            (("Received on 27/06/2025; still unpaid.",), ["2025-06-27"]),
            (("Shipped 27/01/2025, due 07/03/2025",), ["2025-01-27", "2025-03-07"]),
            (
                ("Draft 11/08/2023; review 10/09/2023; release 01/10/2023 (v2)",),
                ["2023-08-11", "2023-09-10", "2023-10-01"],
            ),
        ]
    )
    assert found.run(("Closed from 26/02/2023 to 10/03/2023.",)) == ["2023-02-26", "2023-03-10"]


def test_hours_of_one_digit_have_a_zero_on_24_hours() -> None:
    found = learn(*[(("7:20 PM",), "19:20"), (("11:45 PM",), "23:45"), (("11:50 AM",), "11:50")])
    assert [found.run((text,)) for text in ("3:40 AM", "12:05 AM", "9:00 am")] == ["03:40", "00:05", "09:00"]


def test_an_end_far_before_its_start_is_of_the_next_day() -> None:
    found = learn(
        *[(("09:15", "17:40"), "8h 25m"), (("08:00", "12:05"), "4h 05m"), (("13:30", "18:00"), "4h 30m")]
    )
    assert found.run(("22:30", "06:15")) == "7h 45m"
    with pytest.raises(GuardFailed):
        found.run(("18:00", "17:50"))


def test_clocks_behind_labels_are_added_up() -> None:
    rows = [(("Mon 7:10, Tue 6:30",), "13:40"), (("Mon 6:20, Tue 8:20, Fri 7:50",), "22:30")]
    found = learn(*[*rows, (("Mon 5:45, Tue 5:00, Wed 6:55",), "17:40")])
    assert found.run(("Mon 8:15, Tue 9:05, Wed 9:10",)) == "26:30"


def test_years_of_accounts_are_no_constants() -> None:
    rows = [(("2022-07-14",), "FY23-Q1"), (("2023-03-02",), "FY23-Q3"), (("2022-12-20",), "FY23-Q2")]
    assert learn(*rows).run(("2021-04-11",)) == "FY21-Q4"


def test_terms_of_any_number_of_days() -> None:
    rows = [(("12 Mar 2024", "Net 30"), "11 Apr 2024"), (("28 Nov 2023", "Net 14"), "12 Dec 2023")]
    found = learn(*[*rows, (("05 Jan 2024", "Net 60"), "05 Mar 2024")])
    assert found.run(("22 Dec 2023", "Net 7")) == "29 Dec 2023"


def test_hours_open_on_more_days_and_none_of_breaks() -> None:
    rows = [
        (("Mon-Fri 09:00-17:30",), 42.5),
        (("Tue-Sat 10:00-18:00",), 40.0),
        (("Mon-Thu 08:15-16:00",), 31.0),
    ]
    found = learn(*rows)
    assert found.run(("Mon-Fri 09:00-17:00, Sat 10:00-14:00",)) == 44.0
    with pytest.raises(GuardFailed):
        found.run(("Mon-Fri 09:00-17:00, lunch 12:00-13:00",))
