"""What is taken in one piece, by name or up to the end of a line, is not doubted by what takes it otherwise."""

from __future__ import annotations

import pytest

from llmjit.synthesis.doubts.taken import TAKEN
from llmjit.synthesis.expr import Expr, Input
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY, PARSE_FIELDS
from llmjit.synthesis.strings.operators import (
    CONCAT,
    END,
    FIELD,
    INT,
    RUN,
    SINCE,
    START,
    TOKEN,
    UNTIL,
    WORD_WITH,
)
from tests.synthesis.learning import accepted, answer

TEXT = Input(0)
NOTHING = Problem((), ())
HEAD = FIELD(TEXT, "{", 0)
HALVES = CONCAT(FIELD(TEXT, "_", 0), UNTIL(TEXT, START(TEXT, "_", 0), "{"))
WORDED = CONCAT(FIELD(TEXT, "_", 0), UNTIL(TEXT, START(TEXT, "total", 0), "{"))
RECORD = PARSE_FIELDS(TEXT, " ", "=")
NAMED = CONCAT(KEY(RECORD, "who"), ": ", INT(KEY(RECORD, "size")))
MIXED = CONCAT(KEY(RECORD, "who"), ": ", SINCE(TEXT, END(TEXT, r"\ ", -2), "="))
TO_END = UNTIL(TEXT, END(TEXT, r"\]\ ", 0), "\n")
BEYOND = UNTIL(TEXT, END(TEXT, r"\]\ ", 0), "\n- ")
BY_WORDS = RUN(TEXT, END(TEXT, r"[A-Z][a-z]+", -1), r"\S")
BY_SIGN = WORD_WITH(TEXT, "0", 1)
PLAIN = TOKEN(TEXT, r"\w+", 0)


def idle(best: Expr, doubt: Expr) -> bool:
    reasons = [reason for find in TAKEN if (reason := find(best, NOTHING)) is not None]
    return any(reason(doubt) for reason in reasons)


@pytest.mark.parametrize(
    ("best", "doubt"),
    [(HEAD, HALVES), (NAMED, MIXED), (TO_END, BEYOND), (TO_END, BY_WORDS), (TO_END, BY_SIGN)],
)
def test_needless(best: Expr, doubt: Expr) -> None:
    assert idle(best, doubt)
    assert not idle(doubt, best)


@pytest.mark.parametrize(
    ("best", "doubt"), [(HEAD, WORDED), (HEAD, PLAIN), (PLAIN, BY_WORDS), (HEAD, BEYOND)]
)
def test_not_needless(best: Expr, doubt: Expr) -> None:
    assert not idle(best, doubt)


def test_values_by_name_come_in_any_order() -> None:
    found = accepted(
        ("id=4 who=ina did=add what=row-1 took=9", "ina: add row-1"),
        ("id=5 who=ole did=drop what=row-2 took=3", "ole: drop row-2"),
        ("id=6 who=uwe did=move what=box-7 took=12", "uwe: move box-7"),
    )
    assert answer(found, "did=list what=box-9 id=7 who=eva took=1") == "eva: list box-9"


def test_the_slowest_of_many_is_not_told_by_its_place() -> None:
    found = accepted(
        ("[x] load ok 12s\n[x] build ok 340s\n[x] try ok 95s", "build"),
        ("[x] fetch ok 4s\n[x] build ok 120s\n[x] bench ok 610s\n[x] send ok 9s", "bench"),
        ("[x] load ok 55s\n[x] try ok 31s", "load"),
    )
    assert answer(found, "[x] fetch ok 3s\n[x] build ok 210s\n[x] pack ok 22s\n[x] ship ok 800s") == "ship"


def test_first_letters_are_no_runs_of_capitals() -> None:
    found = accepted(("Ina", "Lund", "ilund"), ("Ole", "Berg", "oberg"), ("Uwe", "Holm", "uholm"))
    assert answer(found, "EVA", "Dahl") == "edahl"
