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
