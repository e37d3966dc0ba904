"""The development tasks on scalars are well made, and few are answered wrongly."""

from __future__ import annotations

import pytest

from benchmarks.pbe import verdict
from benchmarks.scalar_tasks import MAKERS, half, rows


@pytest.mark.parametrize("name", MAKERS)
def test_rows_are_drawn_alike_every_time(name: str) -> None:
    drawn = rows(name)
    assert drawn == rows(name)
    assert len({repr(cells) for cells, _ in drawn}) == len(drawn) >= 2
    assert len({repr(answer) for _, answer in drawn}) >= 2


@pytest.mark.parametrize("name", list(MAKERS)[::6])
def test_none_is_answered_wrongly(name: str) -> None:
    drawn = rows(name)
    assert verdict(drawn[:3], drawn[3:]) != "wrong"


def test_halves_are_of_one_size() -> None:
    halves = [half(name) for name in MAKERS]
    assert abs(halves.count("tune") - halves.count("report")) <= 6
