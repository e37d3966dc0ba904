"""Telephone numbers with the code of their country."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.support.telephones import TelephoneError, international
from tests.synthesis.learning import learn

NUMBERS = [
    ("030 / 12 34 56", "+4930123456"),
    ("(030) 123-456", "+4930123456"),
    ("+49 (0)30 123456", "+4930123456"),
    ("0043 1 2345678", "+4312345678"),
    ("+44 20.7946.0018", "+442079460018"),
    ("30 123456", None),
    ("030 123456 ext. 7", None),
    ("030 1+23456", None),
    ("0301", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "number"), NUMBERS)
def test_numbers_have_the_country_that_they_name_or_the_one_given(text: str, number: str | None) -> None:
    if number is None:
        with pytest.raises(TelephoneError):
            international(text, "49", "+")
    else:
        assert international(text, "49", "+") == number


@given(st.text(alphabet="0123456789+ ()/-x", max_size=30))
def test_numbers_in_that_form_stay_as_they_are(text: str) -> None:
    try:
        number = international(text, "49", "+")
    except TelephoneError:
        return
    assert international(number, "1", "+") == number


def test_the_code_is_learned() -> None:
    rows = {
        "01 23 45 67 89": "0033123456789",
        "+33 4 11 22 33 44": "0033411223344",
        "0611.22.33.44": "0033611223344",
    }
    program = learn(*rows.items())
    assert program.run(("+32 2 555 12 12",)) == "003225551212"
    assert program.run(("05-55-66-77-88",)) == "0033555667788"
    with pytest.raises(GuardFailed):
        program.run(("5 55 66 77 88",))
