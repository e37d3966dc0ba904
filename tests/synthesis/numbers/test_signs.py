"""What few numbers leave open: the sign of a difference, and units that none of them had."""

from __future__ import annotations

from tests.synthesis.learning import accepted, refuses


def test_a_difference_that_never_changed_its_sign_has_none_yet() -> None:
    found = accepted((42.5, 60, "29.2%"), (18, 25, "28.0%"), (310, 399, "22.3%"))
    assert found.run((50, 80)) == "37.5%"
    assert refuses(found, 99, 90)


def test_a_difference_of_both_signs_has_a_size() -> None:
    rows = [(30, 40, 10), (70, 45, 25), (12, 90, 78), (81, 80, 1)]
    found = accepted(*rows)
    assert found.run((5, 66)) == 61
    assert found.run((66, 5)) == 61


def test_a_number_of_another_unit_is_not_computed_with() -> None:
    found = accepted(("12ms 18ms 30ms", 20.0), ("105ms 95ms", 100.0), ("40ms 41ms 45ms 54ms", 45.0))
    assert found.run(("64ms 66ms",)) == 65.0
    assert refuses(found, "64ms 66ms 1.2s")
    assert refuses(found, "64ms 66ms 3")


def test_minutes_and_seconds_may_be_what_hours_and_minutes_look_like() -> None:
    found = accepted(("3:45", 225), ("0:58", 58), ("12:07", 727))
    assert found.run(("4:05",)) == 245
    assert refuses(found, "2:00:00")
