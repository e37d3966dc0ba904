"""What three observations of numbers leave open is refused."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn


@pytest.mark.parametrize(
    ("pairs", "asked"),
    [
        # The difference, or how large it is.
        (
            [(("$7", "$4"), "$3 under"), (("$60", "$1"), "$59 under"), (("$90", "$65"), "$25 under")],
            ("$3", "$8"),
        ),
        # The last number, or the smallest.
        ([("2 | 7948 | 3 | 1", 1), ("2673 | 225 | 6", 6), ("863 | - | - | 356", 356)], "4 | - | - | 9"),
        # The tax was always the same, and may be what the answer depends on.
        (
            [
                ("bill 27 tip 20%", "32.40"),
                ("bill 52 tip 20%", "62.40"),
                ("bill 20 tip 20%", "24.00"),
            ],
            "bill 7 tip 15%",
        ),
        # The unit was always the same.
        ([("37.5kg", 37500), ("805kg", 805000), ("74.3 kg", 74300)], "90.7t"),
        ([("50 cl", 500), ("20 cl", 200), ("12 x 100 cl", 12000)], "24 x 500 ml"),
        # Nothing above a thousand, none that grew, and no length of days.
        ([(2, "2"), (-74, "-74"), (796, "796")], 6233935),
        ([((103, 78), "-24.3%"), ((74, 61), "-17.6%"), ((64, 38), "-40.6%")], (16, 26)),
        ([("2h 45m", 2.75), ("15m", 0.25), ("5h 45m", 5.75)], "2d"),
        ([("2h 45m", 2.75), ("15m", 0.25), ("5h 45m", 5.75)], "1 week 3h"),
        # The rest, or the last two digits.
        ([(1234, "34"), (987, "87"), (450, "50")], 105),
        # Rounded, or never any finer.
        ([(1500, 1.5), (12000, 12.0), (2500, 2.5)], 1234),
        # Mantissas that were all of two digits.
        ([(139000, "1.39e+05"), (64600000, "6.46e+07"), (509000, "5.09e+05")], 46000000),
        # A number in a name, another break, no difference, and the limit itself.
        (
            [("8 x Shirt @ 3.18", 25.44), ("20 x Milk @ 79.00", 1580.0), ("1 x Tea @ 5.50", 5.5)],
            "2 x A4 @ 9.00",
        ),
        (
            [
                ("05:00-09:00 (30 min break)", 3.5),
                ("05:00-09:45 (30 min break)", 4.25),
                ("08:45-12:00 (30 min break)", 2.75),
            ],
            "08:30-09:00 (45 min break)",
        ),
        ([((0, 9), "order 9"), ((1, 914), "order 913"), ((7, 834), "order 827")], (50, 50)),
        (
            [("0.3 (0.8-9.9)", "low"), ("175.2 (98.0-174.6)", "high"), ("37.8 (0.4-37.8)", "ok")],
            "8.1 (8.1-9.0)",
        ),
        # One of what were always several, and no change among changes.
        (
            [("Ann, 3", "3 points for Ann"), ("Bo, 5", "5 points for Bo"), ("Cy, 2", "2 points for Cy")],
            "Al, 1",
        ),
        ([((3, "apple"), "3 apples"), ((5, "pear"), "5 pears"), ((2, "plum"), "2 plums")], (1, "fig")),
        ([((4, 9), "+5"), ((7, 2), "-5"), ((1, 40), "+39")], (6, 6)),
    ],
)
def test_what_was_never_shown_is_refused(pairs: list[tuple[object, object]], asked: object) -> None:
    found = learn(*pairs)
    assert found.refusal is None
    with pytest.raises(GuardFailed):
        found.run(asked if isinstance(asked, tuple) else (asked,))


@pytest.mark.parametrize(
    ("pairs", "asked", "wanted"),
    [
        # Amounts of money have two decimals or none, and numbers no style.
        ([(947, "$9.47"), (8537, "$85.37"), (629, "$6.29")], 540, "$5.40"),
        ([("$0.20", 0.2), ("$91.25", 91.25), ("$96.10", 96.1)], "$579.73", 579.73),
        # Numbers are written as those of the text are.
        ([("2 yd", "1.8 m"), ("7 yd", "6.4 m"), ("30 yd", "27.4 m")], "8750 yd", "8001.0 m"),
        # Percent are hundredths.
        ([((5, 12), "42%"), ((64, 96), "67%"), ((280, 602), "47%")], (16, 53), "30%"),
    ],
)
def test_what_goes_without_saying_is_answered(
    pairs: list[tuple[object, object]], asked: object, wanted: object
) -> None:
    found = learn(*pairs)
    assert found.run(asked if isinstance(asked, tuple) else (asked,)) == wanted


def test_months_before_numbers_hide_no_plural() -> None:
    rows = [("2024-02-11", 13), ("1999-06-17", 18), ("2006-10-29", 5)]
    texts = ["11 Feb 2024, 13 nights", "17 Jun 1999, 18 nights", "29 Oct 2006, 5 nights"]
    found = learn(*[(cells, text) for cells, text in zip(rows, texts, strict=True)])
    assert found.run(("2024-03-12", 4)) == "12 Mar 2024, 4 nights"
    with pytest.raises(GuardFailed):
        found.run(("2024-03-12", 1))


def test_what_stands_in_a_row_is_no_name_for_its_number() -> None:
    rows = [("U22 JFK - HND dep. 16:09", "JFK to HND"), ("SK7 JFK-HND dep. 7:41", "JFK to HND")]
    rows.append(("BA8231 OSL - HND dep. 17:34", "OSL to HND"))
    found = learn(*rows)
    assert "rank_among" not in "".join(repr(each.expr) for each in found.programs)


def test_a_list_of_one_element_says_nothing_of_two() -> None:
    rows = [
        ((["Knuth"], 1984), "Knuth (1984)"),
        ((["Ng"], 2009), "Ng (2009)"),
        ((["Ito"], 1910), "Ito (1910)"),
    ]
    found = learn(*rows)
    assert found.run((["Gray"], 1990)) == "Gray (1990)"
    with pytest.raises(GuardFailed):
        found.run((["Gray", "Ng"], 1990))
