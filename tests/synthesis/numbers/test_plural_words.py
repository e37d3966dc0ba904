"""Words that are others after 1, whole numbers with zeros in front, and words for yes and no under names."""

from __future__ import annotations

from tests.synthesis.learning import learn


def test_a_word_goes_by_a_number_elsewhere_in_the_answer() -> None:
    label = learn(
        ("Ida", 3, "for I. (3 boxes, sealed)"),
        ("Tom", 1, "for T. (1 box, sealed)"),
        ("Una", 12, "for U. (12 boxes, sealed)"),
    )
    assert label.run(("Rolf", 1)) == "for R. (1 box, sealed)"
    assert label.run(("Rolf", 40)) == "for R. (40 boxes, sealed)"


def test_zeros_in_front_are_no_part_of_a_number() -> None:
    room = learn(
        ("B-3.14", {"house": "B", "floor": 3, "room": 14}),
        ("A-0.02", {"house": "A", "floor": 0, "room": 2}),
        ("C-12.101", {"house": "C", "floor": 12, "room": 101}),
    )
    assert room.run(("F-2.07",)) == {"house": "F", "floor": 2, "room": 7}


def test_a_word_under_a_name_says_yes() -> None:
    mirrored = learn(
        ("disk=a1;size=5;mirror=on", True),
        ("disk=b;size=80;mirror=off", False),
        ("disk=c-2;size=63;mirror=off", False),
    )
    assert mirrored.run(("size=443;disk=e;mirror=yes",)) is True
