"""Items without a number where all had one, and lines that begin as none did."""

from __future__ import annotations

import re
from typing import Any

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.guards.items import greatest_first
from tests.synthesis.learning import accepted, answer, learn, refuses

SUMS = [("2x tea, 3x rye", 5), ("1x fig", 1), ("4x pea, 1x oat, 2x yam", 7)]
NOTES = [
    ("- rye\n- oats\n- peas", ["rye", "oats", "peas"]),
    ("- tea", ["tea"]),
    ("- figs\n- yams", ["figs", "yams"]),
]
DONE = [
    ("- [x] sow\n- [ ] hoe\n- [x] reap", ["sow", "reap"]),
    ("- [ ] rake\n- [x] dig", ["dig"]),
    ("- [x] weed\n- [x] prune\n- [ ] mow", ["weed", "prune"]),
]


@pytest.mark.parametrize(
    ("rows", "text", "answer"),
    [
        (SUMS, "10x egg, 2x bun", 12),
        (NOTES, "- red oats - ground\n- tea", ["red oats - ground", "tea"]),
        (DONE, "- [ ] rest", []),
    ],
)
def test_answered(rows: list[tuple[str, Any]], text: str, answer: Any) -> None:
    assert learn(*rows).run((text,)) == answer


@pytest.mark.parametrize(
    ("rows", "text"),
    [(SUMS, "2x tea, rye"), (NOTES, "* rye\n* oats"), (NOTES, "rye"), (DONE, "- [X] sow\n- [ ] hoe")],
)
def test_refused(rows: list[tuple[str, Any]], text: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((text,))


def test_no_item_has_a_second_number_where_each_had_one() -> None:
    found = accepted(("3x A4 paper, 2x stapler, 10x pen", 15), ("1x desk, 4x chair", 5), ("25x folder", 25))
    assert answer(found, "100x envelope C5, 50x envelope C4") == 150
    assert answer(found, "2x monitor 27in, 2x cable 3m") == "format"


def test_what_may_be_taken_off_and_numbers_in_words_are_not_summed() -> None:
    found = accepted(
        ("Copies $4.50, postage $2.10 and files $12.00", 18.6),
        ("Courier $18.75 and parking $6.00", 24.75),
        ("Report $145.00, travel $8.40, hotel $39.00", 192.4),
    )
    assert answer(found, "Copies $1.50 and postage $3.00") == 4.5
    assert refuses(found, "Copies $4.50, postage $2.10, less refund of $1.60")
    nights = accepted(
        ("Rome 3 nights, Oslo 2 nights", 5), ("Ulm 4 nights", 4), ("Bonn 1 night, Graz 6 nights", 7)
    )
    assert answer(nights, "Cork 2 nights, Bath 3 nights") == 5
    assert refuses(nights, "Cork one night, Bath 3 nights")


def test_marks_between_items_always_had_blanks_beside_them() -> None:
    found = learn(
        ("Garden > Tools > Rakes", ["Rakes", 3]),
        ("Garden > Pots", ["Pots", 2]),
        ("Kitchen > Pans > Iron > 24 cm", ["24 cm", 4]),
    )
    assert answer(found, "Bath > Soap > Bars") == ["Bars", 3]
    assert answer(found, "Bath > Soap>Co Bars") == "format"


def test_the_first_item_with_the_greatest_number_must_have_it() -> None:
    found = learn(("oak 31; elm 12", "oak"), ("fir 9; ash 4; yew 2", "fir"), ("birch 55; pine 20", "birch"))
    assert answer(found, "larch 8; oak 3") == "larch"
    assert answer(found, "larch 8; oak 13") == "format"
    assert answer(found, "larch 8; oak 8") == "format"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A 9; B 3", True),
        ("A 5", True),
        ("A 3; B 9", False),
        ("A 3; B 3", False),
        ("none", False),
        ("", False),
    ],
)
def test_the_first_number_is_the_greatest_and_there_is_one(text: str, wanted: bool) -> None:
    (guard,) = greatest_first("x", ["Ann 20; Bo 18", "Cy 14; Di 9", "Eve 8"], ["Ann", "Cy", "Eve"])
    scope = {"re": re, "x": text}
    assert eval(guard.condition, scope) is wanted  # emitted code evaluates it as it stands: it raises nothing
