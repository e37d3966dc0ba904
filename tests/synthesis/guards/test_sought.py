"""Words that a program looks for are not taken for others in another letter case, or within other words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.expr import Input, Item
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.sought import case_guards, lone_word_guards, surrounded_guards
from llmjit.synthesis.records.constants import IS_VALUE
from llmjit.synthesis.strings.operators import AT, CONTAINS, FIELDS, FILTER, LINES, TOKENS, WORDS
from tests.synthesis.learning import accepted, answer

BOXES = (
    ("Extras\n[x] Towels\n[ ] Parking\n[x] Breakfast", ["Towels", "Breakfast"]),
    ("Extras\n[ ] Towels\n[x] Late arrival", ["Late arrival"]),
    ("Extras\n[x] Cot\n[x] Parking\n[ ] Pets\n[x] Sauna", ["Cot", "Parking", "Sauna"]),
)
STAFF = (
    ("ann@tree.org; bo@moss.net; cy@tree.org", ["bo@moss.net"]),
    ("di@reed.com; ed@fern.net; flo@tree.org", ["di@reed.com", "ed@fern.net"]),
    ("gus@tree.org; hal@tree.org; ida@post.com", ["ida@post.com"]),
)


def test_a_box_ticked_with_a_capital_is_refused() -> None:
    found = accepted(*BOXES)
    assert answer(found, "Extras\n[x] Pets\n[ ] Cot") == ["Pets"]
    assert answer(found, "Extras\n[X] Pets\n[x] Cot") == "format"


@pytest.mark.parametrize("item", ["jo@tree.org.uk", "jo@elm-tree.org", "tree@jo.net"])
def test_a_host_within_another_is_refused(item: str) -> None:
    found = accepted(*STAFF)
    assert answer(found, "kim@tree.org; lou@fern.net; mo@tree.org") == ["lou@fern.net"]
    assert answer(found, f"{item}; lou@fern.net; mo@tree.org") == "format"


def _kept(word: str) -> object:
    return FILTER(FIELDS(Input(0), ","), CONTAINS(Item(), word))


def test_a_word_is_looked_for_as_a_word() -> None:
    (guard,) = case_guards("x", ["a by b", "by c"], _kept("by"), 0)
    assert holds(guard, ("x",), ("Bysouth by train",)) and not holds(guard, ("x",), ("By train",))


def test_nothing_is_asked_where_both_cases_were_seen_or_the_pattern_ignores_them() -> None:
    assert not list(case_guards("x", ["Total: 3", "total: 4"], _kept("total"), 0))
    assert not list(case_guards("x", ["total 3"], TOKENS(Input(0), "(?i)total"), 0))
    assert not list(case_guards("x", ["by 3 May"], TOKENS(Input(0), "by (.+)"), 0)), (
        "a short word begins sentences"
    )
    assert list(case_guards("x", ["total 3"], TOKENS(Input(0), r"total \d+"), 0))
    assert not list(case_guards("x", ["ab 3"], TOKENS(Input(0), r"[ab]+ \d+"), 0))


def test_surroundings_that_vary_or_are_blank_say_nothing() -> None:
    assert not list(surrounded_guards("x", ["an ok b", "c ok", "ok d"], _kept("ok"), 0))
    assert not list(surrounded_guards("x", ["(ok) b", "c ok", "ok! d"], _kept("ok"), 0))
    assert not list(surrounded_guards("x", ["(ok)", "(ok)"], _kept("ok"), 0)), "too few"
    assert list(surrounded_guards("x", ["(ok)", "(ok)", "(ok) a"], _kept("ok"), 0))


@given(
    st.lists(st.text(alphabet="xX[]. ab", max_size=12), min_size=1, max_size=4),
    st.sampled_from(["[x]", "ab", "a.b"]),
)
def test_what_was_seen_passes(texts: list[str], word: str) -> None:
    for find in (case_guards, surrounded_guards):
        for guard in find("x", texts, _kept(word), 0):
            assert all(holds(guard, ("x",), (text,)) for text in texts)
            assert re.escape(word) in guard.condition or word in guard.reason


def test_units_are_read_of_one_as_of_several() -> None:
    found = accepted(
        ("3 shelves checked, 120 books(+), 20 toys(-)", 100),
        ("1 shelf checked, 4 books(+)", 4),
        ("2 shelves checked, 5 books(+), 33 toys(-)", -28),
    )
    assert answer(found, "1 shelf checked, 1 book(+), 1 toy(-)") == 0


def test_a_cell_looked_for_among_single_words_is_one_word() -> None:
    lines = FILTER(LINES(Input(0)), IS_VALUE(AT(WORDS(Item()), 1), Input(1)))
    (guard,) = lone_word_guards("who", ["Ann", "", "Bo-Li"], lines, 1)
    assert holds(guard, ("who",), ("Cy",)) and not holds(guard, ("who",), ("Dr. Lee",))
    assert list(lone_word_guards("who", ["Ann", "Bo Li"], lines, 1)) == []
    assert (
        list(lone_word_guards("who", ["Ann"], FILTER(LINES(Input(0)), IS_VALUE(Item(), Input(1))), 1)) == []
    )
