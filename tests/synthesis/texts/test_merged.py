"""Several cells made into one text, some of them missing, or lists."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

TITLED = [
    (("Ada Lovelace", "CTO"), "Ada Lovelace (CTO)"),
    (("Bo Ng", None), "Bo Ng"),
    (("Kofi Mensah", "Engineer"), "Kofi Mensah (Engineer)"),
]


def test_a_part_that_goes_with_a_cell_goes_without_it() -> None:
    found = learn(*TITLED)
    assert found.run(("Eva Brown", "Lecturer")) == "Eva Brown (Lecturer)"
    assert found.run(("Eva Brown", None)) == "Eva Brown"


def test_the_first_cell_that_is_filled() -> None:
    found = learn(
        (("", "https://a.org/x"), "[https://a.org/x](https://a.org/x)"),
        (("notes", "https://b.org/y"), "[notes](https://b.org/y)"),
        (("", "https://c.org/z"), "[https://c.org/z](https://c.org/z)"),
    )
    assert found.run(("pages", "https://d.org/q")) == "[pages](https://d.org/q)"


def test_an_answer_that_is_more_than_the_part_left_out_is_not_learned() -> None:
    found = learn(*TITLED[:1], (("Bo Ng", None), "Bo Ng, no title"), *TITLED[2:])
    with pytest.raises(GuardFailed):
        found.run(("Eva Brown", None))


def test_cells_beside_one_that_may_be_missing_are_copied_whatever_they_look_like() -> None:
    rows = {
        ("1 Low Rd", "", "York", "AB1"): "1 Low Rd, York AB1",
        ("22 Elm Ct", "Flat 9", "Leeds", "CD2"): "22 Elm Ct, Flat 9, Leeds CD2",
        ("3 Oak St", "Flat 15", "Hull", "EF3"): "3 Oak St, Flat 15, Hull EF3",
    }
    found = learn(*rows.items())
    assert found.run(("4 O'Hara Sq", "", "St. Ives", "GH4")) == "4 O'Hara Sq, St. Ives GH4"
