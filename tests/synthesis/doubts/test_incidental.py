"""What fits since observations happened to be alike in length, order or what they lack is no other reading."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.synthesis.doubts.incidental import INCIDENTAL
from llmjit.synthesis.expr import Expr, Input, Item
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.numbers.operators import ALL_NUMBERS, CEIL_TO, NUMBER_AT
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.frames import UNLESS
from llmjit.synthesis.records.operators import HOLDS
from llmjit.synthesis.records.picks import FIRST_OR
from llmjit.synthesis.strings.operators import (
    AT,
    CONCAT,
    CUT,
    END,
    FIELD,
    FIELDS,
    FILTER,
    LENGTH,
    LINES,
    MAP,
    NOT,
    RUN,
    SINCE,
    START,
    TAKE,
    TOKEN,
    WORDS,
)
from llmjit.synthesis.texts.characters import LONGEST_OF
from llmjit.synthesis.texts.marked import ALL_MARKED

TEXT = Input(0)
SORTED = next(operator for operator, _ in ARRANGED if operator.name == "sorted")
NAMES = (["Eva Larsen", "Jo A. Madsen", "Kai Jensen"], ["Larsen", "Madsen", "Jensen"])
PAIRS = (["a, c", "b, e", ""], [["a", "c"], ["b", "e"], [""]])
CODES = (["UK-LON-7", "DE-B-12", "NO-OSL-3"], ["LON", "B", "OSL"])
CALLS = (["tel 0171 2", "tel 0151 3", "tel 0170 4"], ["+49171", "+49151", "+49170"])
LOGS = (["ALARM a\nok b\nALARM c", "ok d\nALARM e\nALARM f", "ok g"], [2, 2, 0])
NOTES = (["oak (old) 4", "fir 5", "elm 6"], ["4", "5", "6"])

LAST = CUT(TEXT, END(TEXT, r"\ ", -1), None)
SIX = TAKE(TEXT, END(TEXT, r"\ ", -1), 6)
CELLS = FIELDS(TEXT, ", ")
REGION = FIELD(TEXT, "-", 1)
LETTERS = RUN(TEXT, END(TEXT, r"\-", 0), r"[^\W\d_]")
COPIED = CONCAT("+49", CUT(TEXT, 5, 8))
WRITTEN = CONCAT("+491", CUT(TEXT, 6, 8))
ALARMS = LENGTH(FILTER(LINES(TEXT), HOLDS(Item(), "ALARM")))
NOT_OK = LENGTH(FILTER(LINES(TEXT), NOT(HOLDS(Item(), "ok"))))
SECOND = AT(LINES(TEXT), 1)
LAST_WORD = FIELD(TEXT, " ", -1)
BEHIND_NOTE = TOKEN(FIELD(TEXT, ")", -1), r"\d+", 0)
LARGEST = NUMBER_AT(TEXT, 0, 1)
STEPPED = CEIL_TO(NUMBER_AT(TEXT, 0, 1), "5")


ROWS = LINES(TEXT)
KEPT = FILTER(ROWS, HOLDS(Item(), "ALARM"))
COUNTED = LENGTH(KEPT)
READ_OFF = FIRST_OR(MAP(KEPT, FIELD(Item(), " ", -1)), 0)
ALARM_ONCE = (["ok 4", "ALARM 1\nALARM 2", "ok 7"], [0, 2, 0])
ALARM_TWICE = (["ok 4", "ALARM 1\nALARM 2", "ALARM 3"], [0, 2, 1])
STOPS = (["Ulm => Bonn", "Rom => Bari => Lecce"], ["Bonn", "Lecce"])
LAST_STOP = FIELD(TEXT, " => ", -1)
ENDING = FIELD(TEXT, ".", -1)
BEHIND_ALL = SINCE(TEXT, END(TEXT, r"\S+", 0), ".")
FILES = (["a.txt", "b/c.csv", "d.e.zip"], ["txt", "csv", "zip"])
LONGER = LONGEST_OF(WORDS(TEXT))
MIDDLE = TOKEN(TEXT, r"\S+", 1)
USERS = ALL_MARKED(TEXT, r"user (\w+)", "user ", 1)
THIRD = MAP(ROWS, AT(WORDS(Item()), 2))


def idle(best: Expr, doubt: Expr, seen: tuple[list[str], list[Any]]) -> bool:
    problem = Problem(tuple((text,) for text in seen[0]), tuple(seen[1]))
    reasons = [reason for find in INCIDENTAL if (reason := find(best, problem)) is not None]
    return any(reason(doubt) for reason in reasons)


@pytest.mark.parametrize(
    ("best", "doubt", "seen"),
    [
        (LAST, SIX, NAMES),
        (CELLS, SORTED(CELLS), PAIRS),
        (REGION, LETTERS, CODES),
        (COPIED, WRITTEN, CALLS),
        (ALARMS, NOT_OK, LOGS),
        (LAST_WORD, BEHIND_NOTE, NOTES),
        (COUNTED, READ_OFF, ALARM_ONCE),
        (ENDING, BEHIND_ALL, FILES),
        (LAST_STOP, LAST_WORD, STOPS),
        (LAST_STOP, SINCE(TEXT, LENGTH(TEXT), " "), STOPS),
        (LAST_STOP, TOKEN(TEXT, r"\w+", -1), STOPS),
        (MIDDLE, LONGER, (["x abc y", "z defg w"], ["abc", "defg"])),
        (ALARMS, LENGTH(FILTER(ROWS, UNLESS(NOT(HOLDS(Item(), "ok")), HOLDS(Item(), "b")))), LOGS),
        (LARGEST, STEPPED, (["5 jars", "10 jars", "25 jars"], [5, 10, 25])),
    ],
)
def test_what_fits_by_chance_has_no_say(best: Expr, doubt: Expr, seen: tuple[list[str], list[Any]]) -> None:
    assert idle(best, doubt, seen)
    assert not idle(doubt, best, seen)


@pytest.mark.parametrize(
    ("best", "doubt", "seen"),
    [
        (LAST, TAKE(TEXT, END(TEXT, r"\ ", -1), 2), NAMES),
        (CELLS, SORTED(CELLS), (["a, b, c, d", "e, f"], [list("abcd"), list("ef")])),
        (REGION, LETTERS, (["UK LON-7-a", "DE B-1-b"], ["7", "1"])),
        (REGION, FIELD(TEXT, "-", -2), CODES),
        (LAST_WORD, TOKEN(FIELD(TEXT, " ", 0), r"\d+", 0), NOTES),
        (CUT(TEXT, START(TEXT, r"\d", 0), None), LAST_WORD, NOTES),
        (NUMBER_AT(TEXT, 0, 1), STEPPED, (["4 jars", "8 jars"], [5, 10])),
        (ALL_NUMBERS(TEXT, ""), SECOND, NOTES),
        (COUNTED, READ_OFF, ALARM_TWICE),
        (LAST_STOP, SINCE(TEXT, LENGTH(TEXT), "> "), STOPS),
        (ENDING, BEHIND_ALL, (["my a.txt", "b.csv"], ["txt", "csv"])),
        (MIDDLE, LONGER, (["x abc y", "z defg w", "u hij v"], ["abc", "defg", "hij"])),
    ],
)
def test_what_is_as_good_has_a_say(best: Expr, doubt: Expr, seen: tuple[list[str], list[Any]]) -> None:
    assert not idle(best, doubt, seen)


def test_words_are_not_counted_where_one_tells_what_follows() -> None:
    seen = (["in user ida\nin user rolf", "out user una"], [["ida", "rolf"], ["una"]])
    assert idle(USERS, THIRD, seen)
    assert not idle(USERS, MAP(ROWS, FIELD(Item(), " ", -1)), seen)
