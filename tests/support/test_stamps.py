"""Dates and times are put in order where they are of one form, and nothing else is."""

from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.rows import in_order

MOMENTS = st.datetimes(datetime.datetime(1000, 1, 1))
FORMATS = st.sampled_from(["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%SZ", "%H:%M"])


@given(MOMENTS, MOMENTS, FORMATS)
def test_the_later_one_is_the_greater(one: datetime.datetime, other: datetime.datetime, format: str) -> None:
    left, right = one.strftime(format), other.strftime(format)
    assert in_order(left, ">", right) == (left > right) == in_order(right, "<", left)
    assert in_order(left, ">=", right) == (left >= right)


def test_other_cells_are_in_no_order() -> None:
    for cell in ("", None, 7, "soon", "2024-05", "12:30"):
        for sign in (">", ">=", "<", "<="):
            assert not in_order(cell, sign, "2024-05-01")
    assert not in_order("", ">=", "")
