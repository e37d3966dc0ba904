"""Dates whose year is last are sorted as days, whatever their texts."""

from __future__ import annotations

import pytest

from llmjit.support.date_lists import day_first, month_first
from llmjit.support.dates import DateError
from tests.synthesis.learning import answer, learn


def test_dates_whose_texts_were_in_order_by_chance() -> None:
    found = learn(
        ("14/10/2021; 03/02/2020", ["03/02/2020", "14/10/2021"]),
        ("25/12/2019; 26/12/2019; 02/01/2018", ["02/01/2018", "25/12/2019", "26/12/2019"]),
        ("19/08/2022; 07/03/2022", ["07/03/2022", "19/08/2022"]),
    )
    assert answer(found, "04/05/2023; 30/01/2022; 12/11/2021") == ["12/11/2021", "30/01/2022", "04/05/2023"]


def test_texts_are_sorted_as_ever() -> None:
    found = learn(
        ("pear; fig", ["fig", "pear"]),
        ("plum; kiwi; date", ["date", "kiwi", "plum"]),
        ("sloe; lime", ["lime", "sloe"]),
    )
    assert answer(found, "yam; leek") == ["leek", "yam"]


def test_keys() -> None:
    assert day_first("3 May 2020") == month_first("May 3, 2020") == day_first("03.05.2020")
    assert day_first("04/05/2020") == month_first("05/04/2020")
    with pytest.raises(DateError):
        day_first("2020-05-04")
