"""Years of accounts: two years that follow each other are told of one moment."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.dates.accounts import of_two_moments
from llmjit.synthesis.dates.operators import ADD_MONTHS, FORMAT_DATE
from llmjit.synthesis.expr import Input
from llmjit.synthesis.strings.operators import CONCAT
from tests.synthesis.learning import learn


def test_the_month_in_which_a_year_begins_is_told_by_its_quarters() -> None:
    found = learn(("2019-05-02", "FY19/20 Q1"), ("2022-11-30", "FY22/23 Q3"), ("2020-08-17", "FY20/21 Q2"))
    assert found.run(("2024-02-29",)) == "FY23/24 Q4"
    assert found.run(("1999-04-01",)) == "FY99/00 Q1"


def test_months_in_which_it_may_begin_are_refused() -> None:
    found = learn(("2019-06-02", "2019/20"), ("2022-11-30", "2022/23"), ("2020-01-17", "2019/20"))
    assert found.run(("2024-07-29",)) == "2024/25"
    with pytest.raises(GuardFailed):
        found.run(("2024-04-02",))


def test_two_moments_are_told_from_ranges_of_days() -> None:
    later = ADD_MONTHS(Input(0), 3)
    assert of_two_moments(CONCAT(FORMAT_DATE(Input(0), "FY%Y"), "/", FORMAT_DATE(later, "%y")))
    assert not of_two_moments(CONCAT(FORMAT_DATE(Input(0), "%Y-%m-%d"), "/", FORMAT_DATE(later, "%Y-%m-%d")))
    assert not of_two_moments(CONCAT(FORMAT_DATE(Input(0), "%Y"), "/", FORMAT_DATE(Input(0), "%y")))
