"""What stands in one part of a document is listed, looked up and compared as what stands in a whole one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.support.passages import (
    PassageError,
    behind_mark,
    block,
    first_section,
    line_below,
    paragraph,
    paragraph_below,
    paragraph_line,
    passage,
    passage_if_any,
    passage_to_label,
    section_with,
)
from tests.synthesis.learning import answer, learn

NOTES = (
    ("Boat\n\nCrew\n- Ada\n- Bo\n\nCargo\n- salt\n- rope", ["salt", "rope"]),
    ("Ship\n\nCrew\n- Cy\n\nCargo\n- coal\n\nPort\n- Oslo", ["coal"]),
    ("Tug\n\nCrew\n- Di\n- Ed\n\nCargo\n- tin\n- oats\n- wool\n\nPort\n- Kiel", ["tin", "oats", "wool"]),
)
BILLS = (
    ("CORNER\n=====\nTea  3.00\nJam  4.50\n=====\nSUM  7.50", "Jam"),
    ("DEPOT\n=====\nOil  9.00\nRye  2.50\nEgg  1.20\n=====\nSUM  12.70", "Oil"),
    ("CORNER\n=====\nFig  0.90\nTea  3.00\n=====\nSUM  3.90", "Tea"),
)
FORMS = (
    ("Form\nOwner\n  Ada Roe\nTown\n  Oslo\nStreet\n  Kirkeveien", "Oslo"),
    ("Form\nOwner\n  Bo Lie\nStreet\n  Havnegata\nTown\n  Moss", "Moss"),
    ("Form\nTown\n  Hamar\nOwner\n  Cy Dahl", "Hamar"),
)
CHANGES = (
    (
        "# Log\n\n## 2.1\n### New\n- maps\n### Mended\n- a leak\n\n## 2.0\n### Mended\n- a typo\n- a crash",
        "2.0",
        ["a typo", "a crash"],
    ),
    (
        "# Log\n\n## 1.4\n### Mended\n- the clock\n\n## 1.3\n### New\n- themes\n### Mended\n- a loop",
        "1.4",
        ["the clock"],
    ),
    (
        "# Log\n\n## 3.3\n### Mended\n- sound\n- a race\n\n## 3.2\n### Mended\n- paths",
        "3.3",
        ["sound", "a race"],
    ),
)
HEADED = st.lists(st.sampled_from(["a", "- b", "## H", "# T", "", "----"]), max_size=12).map("\n".join)


@given(HEADED)
def test_a_passage_is_part_of_its_text(text: str) -> None:
    if text.splitlines().count("## H") == 1:
        assert passage(text, "## H") == passage_if_any(text, "## H")
        assert passage(text, "## H") in text and "# T" not in passage(text, "## H")
    else:
        with pytest.raises(PassageError):
            passage(text, "## H")


def test_a_heading_without_marks_goes_on_to_a_blank_line_and_one_with_marks_to_the_next_of_its_level() -> (
    None
):
    assert passage("Top\n\na\nb\n\nc", "Top") == "a\nb"
    assert passage("## A\n\na\n\nb\n### deeper\nc\n## B\nd", "## A") == "a\n\nb\n### deeper\nc"
    assert section_with("# L\n## [1.10]\nx\n## [1.1]\ny", "1.1") == "y"
    assert block("a\n-----\nb\nc\n-----\nd", 1) == "b\nc"
    assert line_below("Name\n\n  Ada\nTown\n", "Name") == "Ada"
    with pytest.raises(PassageError):
        line_below("Ada\nName", "Name")


def test_the_list_below_a_heading() -> None:
    assert answer(learn(*NOTES), "Raft\n\nCrew\n- Flo\n\nCargo\n- hay\n- ice\n\nPort\n- Bodo") == [
        "hay",
        "ice",
    ]
    assert isinstance(answer(learn(*NOTES), "Raft\n\nCrew\n- Flo\n\nCargo: hay"), str)


def test_the_row_with_most_between_rules() -> None:
    assert answer(learn(*BILLS), "DEPOT\n=====\nOat  2.10\nHam  8.80\nNut  4.00\n=====\nSUM  14.90") == "Ham"


def test_the_line_below_a_label() -> None:
    assert answer(learn(*FORMS), "Form\nOwner\n  Di Vik\nTown\n  Skien\nStreet\n  Storgata") == "Skien"


def test_the_list_in_the_section_that_an_input_names() -> None:
    text = "# Log\n\n## 4.1\n### New\n- sync\n### Mended\n- fonts\n\n## 4.0\n### Mended\n- dates\n- icons"
    found = learn(*CHANGES)
    assert answer(found, text, "4.1") == ["fonts"] and answer(found, text, "4.0") == ["dates", "icons"]


def test_a_value_in_another_letter_case_or_with_another_ending_is_doubted() -> None:
    rows = (
        ("Car 1\nbrakes: BAD\nlamps: GOOD\nhorn: BAD\nSeen by Bo", ["brakes", "horn"]),
        ("Car 2\nlamps: BAD\nhorn: GOOD\nSeen by Cy", ["lamps"]),
        ("Car 3\nbelts: GOOD\nlamps: BAD\nhorn: BAD\nbrakes: GOOD\nSeen by Bo", ["lamps", "horn"]),
    )
    found = learn(*rows)
    assert answer(found, "Car 4\nbelts: BAD\nlamps: GOOD\nSeen by Cy") == ["belts"]
    assert answer(found, "Car 4\nbelts: bad\nlamps: BAD\nSeen by Cy") == "format"


def test_items_behind_bullets_in_a_section_have_names_and_numbers() -> None:
    rows = (
        (
            "Inn\n\n## Hot\n- Stew: 9.50\n\n## Cold\n- Herring: 6.00\n- Ham: 7.25",
            {"Herring": 6.0, "Ham": 7.25},
        ),
        ("Pub\n\n## Hot\n- Pie: 8.00\n- Stew: 9.00\n\n## Cold\n- Egg: 2.50", {"Egg": 2.5}),
        (
            "Bar\n\n## Hot\n- Soup: 4.00\n\n## Cold\n- Ham: 6.75\n- Egg: 2.00\n- Figs: 3.10",
            {"Ham": 6.75, "Egg": 2.0, "Figs": 3.1},
        ),
    )
    text = "Den\n\n## Hot\n- Stew: 9.20\n\n## Cold\n- Brie: 5.00\n- Ham: 6.10"
    assert answer(learn(*rows), text) == {"Brie": 5.0, "Ham": 6.1}


def test_paragraphs_are_counted_from_either_end() -> None:
    assert paragraph("a\nb\n\n\nc\n", 1) == paragraph("a\nb\n\n\nc\n", -1) == "c"
    assert behind_mark("- a", "- ") == "a"
    for wrong in (lambda: paragraph("a", 1), lambda: behind_mark("a", "- ")):
        with pytest.raises(PassageError):
            wrong()


RELEASES = (
    ("# Log\n\n## 3.1\n\n### Mended\n- lamp\n- gate\n\n## 3.0\n\n### Mended\n- roof", ["lamp", "gate"]),
    ("# Log\n\n## 2.4\n\n### Mended\n- roof\n\n## 2.3\n\n### Built\n- shed", ["roof"]),
    ("# Log\n\n## 1.9\n\n### Mended\n- gate\n- door\n- lamp\n\n### Built\n- barn\n\n## 1.8\n\n### Mended\n- pump",
     ["gate", "door", "lamp"]),
)  # fmt: skip
NOTICES = (
    ("Dear all,\n\nthe well is dry.\n\nYours,\n\nAda Roe\nKeeper", "Ada Roe"),
    ("Dear Bo,\n\ncome at 9.\nBring rope.\n\nThanks,\n\nCy Lie", "Cy Lie"),
    ("Hello,\n\nno milk today.\n\nYours,\n\nDi Moe\nDairy, room 4", "Di Moe"),
)
LABELS = (
    ("Order 4\n\nFrom:\nElm Farm\nOld Rd 3\n\nTo:\nBay Mill\n7 Quay\nHamar\n\nBags: 3", "Bay Mill, 7 Quay, Hamar"),
    ("Order 9\n\nFrom:\nOak Barn\nHill 8\n\nTo:\nSea House\nDock 2\nB\nMoss\n\nBags: 12", "Sea House, Dock 2, B, Moss"),
    ("Order 2\n\nFrom:\nElm Farm\nOld Rd 3\n\nTo:\nIce Works\nPier 1\nBergen\n\nBags: 7", "Ice Works, Pier 1, Bergen"),
)  # fmt: skip


def test_a_heading_is_looked_for_in_the_first_section() -> None:
    found = learn(*RELEASES)
    text = "# Log\n\n## 5.0\n\n### Built\n- mill\n\n### Mended\n- weir\n\n## 4.0\n\n### Mended\n- oven"
    assert found.run((text,)) == ["weir"]
    text = "# Log\n\n## 5.0\n\n### Built\n- mill\n\n## 4.0\n\n### Mended\n- oven"
    assert answer(found, text) == "precondition"


def test_a_paragraph_with_another_heading_is_another() -> None:
    assert paragraph_below("a\n\nFruit:\nfig\nplum", 1, "Fruit:") == "fig\nplum"
    with pytest.raises(PassageError):
        paragraph_below("a\n\nFruit:\nfig", 1, "Roots:")
    assert first_section("# a\n## b\nc\n### d\ne\n## f\ng", "##") == "c\n### d\ne"
    with pytest.raises(PassageError):
        first_section("# a\nb", "##")


def test_the_line_of_a_paragraph_is_taken_whole() -> None:
    found = learn(*NOTICES)
    assert (
        found.run(("Hello,\n\nit rains.\n\nBest wishes,\n\nProf. E. de Vries\nWeather",))
        == "Prof. E. de Vries"
    )
    assert found.run(("Dear Fi,\n\nwe are late.\n\nThanks,\n\nGus",)) == "Gus"
    with pytest.raises(PassageError):
        paragraph_line("a\n\nb", 1, 1)


def test_lines_below_a_label_are_joined() -> None:
    found = learn(*LABELS)
    text = "Order 5\n\nFrom:\nOak Barn\nHill 8\n\nTo:\nRye Store\nGate 9\nVoss\n\nBags: 1"
    assert found.run((text,)) == "Rye Store, Gate 9, Voss"


def test_a_passage_ends_at_the_next_label() -> None:
    text = "Tools:\n- pan\nNeeded:\n- salt\n- oil: two spoons\nSteps:\n- fry"
    assert passage_to_label(text, "Needed:") == "- salt\n- oil: two spoons"
    with pytest.raises(PassageError):
        passage_to_label(text, "Time:")
