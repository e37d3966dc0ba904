"""Answers joined from parts that look like dates are days of the calendar."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.doubts.dates import calendar_days
from llmjit.synthesis.expr import Input, Undefined
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.strings.operators import CONCAT
from tests.synthesis.learning import learn

ROWS = {
    "valid until 08/34": "2034-08-31",
    "valid until 10/36": "2036-10-31",
    "valid until 01/21": "2021-01-31",
}


@pytest.mark.parametrize("month", ["02", "04", "06", "09", "11"])
def test_a_day_that_no_month_has_is_refused(month: str) -> None:
    found = learn(*ROWS.items())
    if found.refusal is None:
        with pytest.raises(GuardFailed):
            found.run((f"valid until {month}/35",))


def test_what_is_joined_to_a_date_is_read_again() -> None:
    joined = Ranked(CONCAT(Input(0), "-31"), 1.0)
    (best, check) = calendar_days((joined,), ["2034-08-31", "2036-10-31"])
    assert best is joined
    assert check.run(("2020-07",)) == "2020-07-31"
    with pytest.raises(Undefined):
        check.run(("2020-06",))


@pytest.mark.parametrize(
    "outputs", [["a-31", "b-31"], ["2034-08-31", "2036-02-31"], ["12-31", "01-31"], [3, 4]]
)
def test_other_answers_are_left_alone(outputs: list[object]) -> None:
    joined = Ranked(CONCAT(Input(0), "-31"), 1.0)
    assert calendar_days((joined,), outputs) == (joined,)
    plain = Ranked(Input(0), 0.0)
    assert calendar_days((plain,), ["2034-08-31", "2036-10-31"]) == (plain,)


@pytest.mark.parametrize(
    "text", ["4 July 2023", "Jul 4, 2023", "2023-07-04", "2023/7/4", "20230704", "4-Jul-2023"]
)
def test_days_that_all_read_alike_are_read_beside_others(text: str) -> None:
    rows = [("3/31/2025", "2025-03-31"), ("10/30/2024", "2024-10-30"), ("6/21/2024", "2024-06-21")]
    found = learn(*rows)
    assert found.run((text,)) == "2023-07-04"


@pytest.mark.parametrize("text", ["31/3/2025", "July 2023", "n/a", "4.7.2023", "2023-13-01"])
def test_other_days_are_not_read(text: str) -> None:
    rows = [("3/31/2025", "2025-03-31"), ("10/30/2024", "2024-10-30"), ("6/21/2024", "2024-06-21")]
    found = learn(*rows)
    with pytest.raises(GuardFailed):
        found.run((text,))
