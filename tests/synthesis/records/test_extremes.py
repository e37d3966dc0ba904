"""The name or the amount of the piece of a text that has most or least."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

LEAST = [
    ("Kiosk 24.99; Old Mill 22.50; Depot 25.00", "Old Mill"),
    ("Market 9.99; Depot 11.49", "Market"),
    ("Harbour 310.00; Kiosk 305.95; Market 299.99", "Market"),
    ("Old Mill 3.10; Kiosk 4.00; Depot 5.20", "Old Mill"),
]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.integers(100, 99999), min_size=2, max_size=5, unique=True))
def test_the_name_beside_the_least(cents: list[int]) -> None:
    names = ["Kiosk", "Old Mill", "Depot", "Market", "Harbour"]
    text = "; ".join(f"{name} {each / 100:.2f}" for name, each in zip(names, cents, strict=False))
    assert learn(*LEAST).run((text,)) == names[cents.index(min(cents))]


def test_a_tie_is_refused() -> None:
    with pytest.raises(GuardFailed):
        learn(*LEAST).run(("Kiosk 5.00; Depot 5.00; Market 7.00",))


def test_the_last_that_was_always_the_most_is_answered_where_both_agree() -> None:
    found = learn(
        ("Kim 68; Lee 75", "Lee"), ("Kim 60; Max 79", "Max"), ("Lee 57; Kim 68; Ann 72; Max 74", "Max")
    )
    assert found.run(("Ann 12; Lee 30",)) == "Lee"
    with pytest.raises(GuardFailed):
        found.run(("Lee 99; Ann 75; Max 97",))


def test_labels_that_state_their_ranges() -> None:
    rows = [(4.5, "under 10"), (23.0, "10-50"), (88.0, "over 50")]
    found = learn(*rows)
    assert found.run((49.5,)) == "10-50"
    assert found.run((9.99,)) == "under 10"


def test_hours_open_in_a_week() -> None:
    rows = [
        ("Mon-Fri 08:00-17:00, Sat 09:00-12:30", 48.5),
        ("Mon-Thu 07:30-16:00, Fri 07:30-13:00", 39.5),
        ("Tue-Sat 10:00-18:30", 42.5),
    ]
    found = learn(*rows)
    assert found.run(("Mon 09:00-12:00, Wed 13:00-17:15, Fri 09:00-12:00",)) == 10.25


def test_ranges_made_of_the_numbers_of_a_row_are_no_labels() -> None:
    found = learn(("1993-97", "1993-1997"), ("2001-02", "2001-2002"), ("2003-06", "2003-2006"))
    assert found.run(("1985-89",)) == "1985-1989"
