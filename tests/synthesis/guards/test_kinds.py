"""Items that are kept, or left out, since they are not something: what no such item was is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.synthesis.choices.questions import AND
from llmjit.synthesis.expr import Expr, Input, Item
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.kinds import code_guards, kind_guards
from llmjit.synthesis.strings.operators import (
    AT,
    CONTAINS,
    EQUALS,
    FIELDS,
    FILTER,
    LINES,
    MATCHES,
    NOT,
    STRIP,
    WORDS,
)
from tests.synthesis.learning import accepted, answer

PARTS = FIELDS(Input(0), "/")
ROWS = [("ok/late/ok/lost",), ("late/ok/lost",), ("ok/ok/late",)]


def _guards(rows: list[tuple[str]], rule: Expr) -> list[Guard]:
    return list(kind_guards(["x"], rows, FILTER(PARTS, rule)))


def test_a_value_never_seen_is_not_taken_for_one_that_is_not_denied() -> None:
    (guard,) = kind_guards(["x"], ROWS, FILTER(PARTS, NOT(EQUALS(Item(), "ok"))))
    assert holds(guard, ("x",), ("lost/ok",)) and not holds(guard, ("x",), ("lost/fine",))


@pytest.mark.parametrize(
    "rows",
    [
        [("ok/late/ok",), ("late/ok",)],  # one value besides
        [("ok/12/ok/7",), ("31/ok/5",), ("ok/99",)],  # values that vary freely
    ],
)
def test_values_that_are_few_or_vary_freely_say_nothing(rows: list[tuple[str]]) -> None:
    assert not _guards(rows, NOT(EQUALS(Item(), "ok")))


def test_what_is_asserted_says_nothing_of_other_values() -> None:
    assert not _guards(ROWS, EQUALS(Item(), "ok"))
    assert not _guards(ROWS, AND(EQUALS(Item(), "ok"), EQUALS(Item(), "ok")))


def test_an_item_left_out_has_the_form_of_one_left_out_before() -> None:
    rows = [("http:/a.org/red/blue",), ("http:/b.c.org/green/",)]
    (guard,) = kind_guards(["x"], rows, FILTER(PARTS, MATCHES(Item(), "[a-z]+")))
    assert holds(guard, ("x",), ("http:/d.net/pink",))
    assert not holds(guard, ("x",), ("http:/d.net/3-pinks",))


CODES = ["a 503 b 200", "c 301", "d 503 404"]
DOWN = FILTER(FIELDS(Input(0), ";"), CONTAINS(Item(), "503"))


def test_a_code_never_seen_that_is_near_the_one_asked_for_is_refused() -> None:
    (guard,) = code_guards("x", CODES, DOWN)
    for text, fit in (
        ("e 503", True),
        ("e 302", True),
        ("e 403 204", True),
        ("e 504", False),
        ("e 12345", True),
    ):
        assert holds(guard, ("x",), (text,)) is fit


@pytest.mark.parametrize(
    ("seen", "far"),
    [
        ("200 503", "int(found) < 352"),
        ("503 504", "int(found) > 503"),
        ("404 503 601", "not 454 <= int(found) <= 552"),
    ],
)
def test_a_code_that_is_asked_for_twice_has_one_guard(seen: str, far: str) -> None:
    twice = FILTER(FIELDS(Input(0), ";"), AND(CONTAINS(Item(), "503"), CONTAINS(Item(), " 503")))
    (guard,) = code_guards("x", [seen], twice)
    assert f"found == '503' or {far} for" in guard.condition


@given(st.lists(st.integers(100, 999).map(str), min_size=1, max_size=6))
def test_codes_that_were_seen_pass(codes: list[str]) -> None:
    for guard in code_guards("x", [*CODES, " ".join(codes)], DOWN):
        assert all(holds(guard, ("x",), (text,)) for text in (*CODES, " ".join(codes)))


def test_numbers_of_many_values_are_no_codes() -> None:
    assert not list(code_guards("x", [" ".join(map(str, range(500, 510)))], DOWN))
    assert not list(code_guards("x", ["503"], DOWN)), "no other was seen"


ODD_LINES = st.lists(st.text(alphabet="ab 2045\n/", max_size=12), max_size=4).map("\n".join)


@given(ODD_LINES)
def test_the_guards_have_an_answer_for_every_text(text: str) -> None:
    lines = FILTER(LINES(Input(0)), STRIP(Item()))
    rows = [("a ok 1\nb late 2\nc late 3",), ("d ok 4\ne lost 5\nf lost 6",)]
    second = NOT(EQUALS(AT(WORDS(Item()), 1), "ok"))
    (denied,) = kind_guards(["x"], rows, FILTER(lines, second))
    assert holds(denied, ("x",), ("g ok 1\nh lost 2",)) and not holds(denied, ("x",), ("g fine 1",))
    for guard in (denied, *kind_guards(["x"], rows, DOWN), *code_guards("x", CODES, DOWN)):
        assert holds(guard, ("x",), (text,)) in (True, False)


def test_the_second_of_two_words_says_nothing_of_three() -> None:
    found = accepted(
        ("Lena (Sales), Tom (IT), Ben (Sales)", {"Sales": ["Lena", "Ben"], "IT": ["Tom"]}),
        ("Priya (HR), Sara (HR)", {"HR": ["Priya", "Sara"]}),
        ("Ana (IT), Karl (Law), Mei (IT)", {"IT": ["Ana", "Mei"], "Law": ["Karl"]}),
    )
    assert answer(found, "Lou (Law), Kim (HR)") == {"Law": ["Lou"], "HR": ["Kim"]}
    assert answer(found, "Lou van Dam (Law), Kim (HR)") == "format"
