"""Texts cut at marks: rules never seen at work do not doubt a plain cut, and lines of another form are refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis.expr import Const, Input
from llmjit.synthesis.lists.marks import FIRST, is_sentence, plain, separated
from llmjit.synthesis.strings import operators as ops
from tests.synthesis.learning import learn

Rows = list[tuple[str, list[str]]]
GUESTS: Rows = [
    ("Iris,Graz,19,gold", ["Iris", "Graz", "19", "gold"]),
    ("Raúl,Lugo,40,blue", ["Raúl", "Lugo", "40", "blue"]),
    ("Mia Kern,Ulm,33,gold", ["Mia Kern", "Ulm", "33", "gold"]),
]
SETTINGS: Rows = [
    ("mode = fast", ["mode", "fast"]),
    ("depth = 12", ["depth", "12"]),
    ("log level = low", ["log level", "low"]),
]
TABLE: Rows = [
    ("| Kiel | 7.0 | wind |", ["Kiel", "7.0", "wind"]),
    ("| Bath | 19 | sun |", ["Bath", "19", "sun"]),
    ("| Bad Ems | 20 | fog |", ["Bad Ems", "20", "fog"]),
]
QUOTED: Rows = [
    ('4,"Ruiz, Ana",Lab', ["4", "Ruiz, Ana", "Lab"]),
    ('5,"Ott, Kai",Legal', ["5", "Ott, Kai", "Legal"]),
    ('16,"Wu, Bo",Front Desk', ["16", "Wu, Bo", "Front Desk"]),
]
ALIGNED: Rows = [
    ("Oat milk        12  1.90  Row C", ["Oat milk", "12", "1.90", "Row C"]),
    ("Rye bread       7   3.10  Row A", ["Rye bread", "7", "3.10", "Row A"]),
    ("Olive paste     110  2.45  Row C", ["Olive paste", "110", "2.45", "Row C"]),
]
CHECKS: Rows = [
    ("a.py:3:9: fault: name unknown", ["a.py", "3", "9", "fault", "name unknown"]),
    ("b.py:14:1: hint: this import is never used", ["b.py", "14", "1", "hint", "this import is never used"]),
    ("lib/c.py:7:20: fault: two points expected", ["lib/c.py", "7", "20", "fault", "two points expected"]),
]
PATHS: Rows = [
    ("D:\\Docs\\Ann\\plan.odt", ["D:\\Docs\\Ann", "plan", "odt"]),
    ("C:\\x\\may.csv", ["C:\\x", "may", "csv"]),
    ("D:\\a b\\n.txt", ["D:\\a b", "n", "txt"]),
]
NAMES: Rows = [
    ("Ida, Per and Ulf", ["Ida", "Per", "Ulf"]),
    ("Kim and Lou", ["Kim", "Lou"]),
    ("Max, Ben, Leo and Tim", ["Max", "Ben", "Leo", "Tim"]),
]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (GUESTS, ("Anne-Lise,Baden-Baden,-5,", ["Anne-Lise", "Baden-Baden", "-5", ""])),
        (SETTINGS, ("Token = Ab=C!", ["Token", "Ab=C!"])),
        (TABLE, ("| Nørre Å | -3.5 | rain, gale |", ["Nørre Å", "-3.5", "rain, gale"])),
        (QUOTED, ("9,Cher,Lab", ["9", "Cher", "Lab"])),
        (ALIGNED, ("Fig 90%, dried  3   0.80  Cold room", ["Fig 90%, dried", "3", "0.80", "Cold room"])),
        (CHECKS, ("d.py:1:1: fault: key: not there", ["d.py", "1", "1", "fault", "key: not there"])),
        (PATHS, ("E:\\b.old\\set.v2.zip", ["E:\\b.old", "set.v2", "zip"])),
        (NAMES, ("Mary Ann, José and Dr. Brand", ["Mary Ann", "José", "Dr. Brand"])),
    ],
)
def test_what_no_element_had_held_is_no_reason_to_refuse(rows: Rows, more: tuple[str, list[str]]) -> None:
    assert learn(*rows).run((more[0],)) == more[1]


@pytest.mark.parametrize(
    ("rows", "other"),
    [
        (GUESTS, "4 guests in all"),
        (GUESTS, "Iris,Graz,19"),
        (GUESTS, "Iris ,Graz,19,gold"),
        (SETTINGS, "[server]"),
        (TABLE, "Measured at noon"),
        (QUOTED, "# end of file"),
        (QUOTED, '4,"Ruiz, Ana",Lab,1'),
        (ALIGNED, "** counted twice **"),
        (CHECKS, "2 faults found."),
        (NAMES, "-- guests --"),
        (NAMES, "Ida, Per, and Ulf"),
    ],
)
def test_lines_of_another_form_are_refused(rows: Rows, other: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((other,))


WORDS = st.text("abcdeäé-'+.", min_size=1, max_size=8)


@given(st.lists(WORDS, min_size=4, max_size=4))
def test_four_cells_are_taken_apart_whatever_they_hold(cells: list[str]) -> None:
    assert learn(*GUESTS).run((",".join(cells),)) == cells


def test_what_keeps_account_of_what_it_drops() -> None:
    assert plain(ops.FIELDS(Input(0), ","))
    assert plain(ops.MAP(FIRST(Input(0), ":", 2), ops.STRIP(ops.STRIP(Input(0)).arguments[0]))) is False
    assert not plain(ops.TOKENS(Input(0), r"\w+"))
    assert not plain(ops.FIELDS(Input(0), " "))
    assert separated(Const(r"\[([^\]]+)\] (\d+)\s{2,}(.+)"))
    assert not separated(Const(r"([a-z]+)(\w+)"))
    assert not separated(Const(r"(\d+).*?(\d+)"))


def test_a_sentence_has_several_words_and_not_always_as_many() -> None:
    assert is_sentence(["no space left", "bad"])
    assert not is_sentence(["on time", "late"])
    assert not is_sentence([])
