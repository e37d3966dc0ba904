"""What a cell may be already is refused where no observation was so."""

from __future__ import annotations

import pytest

from tests.synthesis.learning import accepted, answer, refuses

ROWS = {
    "a beginning": [
        ("020 7946 0018", "+44 20 7946 0018"),
        ("07800 555019", "+44 7800 555019"),
        ("07533 900001", "+44 7533 900001"),
    ],
    "an end": [
        ("€9.00/month", "€108.00/year"),
        ("€49.00/month", "€588.00/year"),
        ("€7.25/month", "€87.00/year"),
    ],
    "equal cells": [
        ("11 Nov", "12 Nov", "11 Nov - 12 Nov"),
        ("17 Aug", "9 Sep", "17 Aug - 9 Sep"),
        ("5 Apr", "6 Apr", "5 Apr - 6 Apr"),
    ],
}


@pytest.mark.parametrize(
    ("name", "known", "wanted", "new"),
    [
        ("a beginning", ("07911 123456",), "+44 7911 123456", ("+44 7700 900555",)),
        ("an end", ("€10.00/month",), "€120.00/year", ("€120.00/year",)),
        ("equal cells", ("3 May", "9 May"), "3 May - 9 May", ("21 Sep", "21 Sep")),
    ],
)
def test_refused_where_none_was_seen(
    name: str, known: tuple[object, ...], wanted: str, new: tuple[object, ...]
) -> None:
    found = accepted(*ROWS[name])
    assert found.run(known) == wanted
    assert refuses(found, *new)


def test_cells_that_are_both_empty_are_not_the_same() -> None:
    found = accepted(
        ("Kiln Lane 2", "Flat 3", "Derby", "Kiln Lane 2, Flat 3, Derby"),
        ("Mere Street 9", "", "Ely", "Mere Street 9, Ely"),
        ("Unit 5", "Mill Yard", "", "Unit 5, Mill Yard"),
    )
    assert answer(found, "Cross Road 4", "", "") == "Cross Road 4"


def test_a_cell_that_is_written_before_another_is_not_there_already() -> None:
    found = accepted(
        ("040 881 20", "+49", "+494088120"),
        ("01 512 33 08", "+43", "+4315123308"),
        ("020 7123 9876", "+44", "+442071239876"),
    )
    assert answer(found, "0221 5544 1", "+49") == "+49221 55441".replace(" ", "")
    assert refuses(found, "+48 61 855 20 20", "+48")
