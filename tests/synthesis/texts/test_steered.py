"""A text that stands in another names a place there: a line, a section, an item."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.support.sections import SectionError, line_with
from tests.synthesis.learning import learn

LOGS = (
    ("# Log\n## [2.1] - 2029-08-17\n- faster\n## [2.0] - 2028-01-02\n- new", "2.0", "2028-01-02"),
    ("# Log\n## [3.0] - 2027-11-17\n- old", "3.0", "2027-11-17"),
    ("# Log\n## [0.9] - 2024-12-14\n- a\n- b\n## [0.8] - 2021-04-30\n- c", "0.9", "2024-12-14"),
)


def test_the_line_that_holds_the_key() -> None:
    found = learn(*LOGS)
    text = "# Log\n## [4.10] - 2024-12-30\n- a\n## [4.1] - 2020-05-06\n- b\n- c"
    assert found.run((text, "4.1")) == "2020-05-06"
    with pytest.raises(GuardFailed):
        found.run((text, "4"))


def test_the_section_that_the_key_names() -> None:
    found = learn(
        ("[a]\nport = 81\nhost = x\n\n[b]\nport = 90\nhost = y", "b", 90),
        ("[c]\nport = 17\nhost = z\n\n[a]\nport = 44\nhost = y", "c", 17),
        ("[b]\nport = 5\nhost = u", "b", 5),
    )
    assert found.run(("[x]\nport = 3\nhost = x\n\n[y]\nport = 9\nhost = y", "x")) == 3


def test_there_is_no_place_before_the_first() -> None:
    found = learn(("fig,kiwi,plum", 2, "kiwi"), ("oak,elm", 1, "oak"), ("rye,oat,pea,yam", 4, "yam"))
    assert found.run(("fig,bean,plum", 3)) == "plum"
    with pytest.raises(GuardFailed):
        found.run(("fig,bean", 0))


def test_the_position_of_an_item() -> None:
    found = learn(
        ("fig, kiwi", "kiwi", 2), ("pear, plum, lime", "pear", 1), ("lime, fig, apple, pear", "apple", 3)
    )
    assert found.run(("blood orange, fig, plum", "plum")) == 3
    with pytest.raises(GuardFailed):
        found.run(("blood orange, fig, plum", "orange"))


def test_a_line_is_found_by_whole_words_alone_and_must_be_the_only_one() -> None:
    assert line_with("a 1.1: x\nb 1.10: y", "1.1") == "a 1.1: x"
    for word in ("b 1", "1", "z"):
        with pytest.raises(SectionError):
            line_with("a 1.1: x\nb 1.10: y", word)


def test_a_record_without_the_key_has_no_answer() -> None:
    found = learn(
        ("mode=a b;db=86", "db", "86"), ("user=a;ssl=7;db=b", "none", None), ("host=57;ssl=458", "ssl", "458")
    )
    assert found.run(("user=x y;mode=810;none=a b", "user")) == "x y"
    assert found.run(("user=x y;mode=810;db=a b", "port")) is None
