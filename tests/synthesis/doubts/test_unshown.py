"""What no observation shows is no doubt."""

from __future__ import annotations

from llmjit.synthesis.dates.operators import DATES_IN, FORMAT_DATE, PARSE_DATE
from llmjit.synthesis.doubts.unshown import unshown
from llmjit.synthesis.expr import Input
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings.operators import (
    CUT,
    END,
    FIELD,
    RUN_BEFORE,
    START,
    SUBSTITUTE,
    TAKE,
    TITLE,
    TOKEN,
)
from tests.synthesis.learning import learn

TEXT = Input(0)


def problem(*rows: tuple[str, str]) -> Problem:
    return Problem(tuple((given,) for given, _ in rows), tuple(output for _, output in rows))


STREETS = problem(("3 ELM WAY", "3 Elm Way"), ("40 OAK LANE", "40 Oak Lane"))


def test_deleting_what_no_text_held_is_no_doubt() -> None:
    idle = unshown(TITLE(TEXT), STREETS)
    assert idle(TITLE(SUBSTITUTE(TEXT, "[a-z]", "")))
    assert idle(TITLE(SUBSTITUTE(TEXT, r"[\W_]+", " ")))


def test_deleting_what_a_text_held_is_a_doubt() -> None:
    hyphens = problem(("A-B C", "Ab C"), ("D E", "D E"))
    assert not unshown(TITLE(TEXT), hyphens)(TITLE(SUBSTITUTE(TEXT, "-", "")))


def test_months_before_days_are_english() -> None:
    days = problem(("2021-06-09", "Jun 9"), ("2023-11-25", "Nov 25"))
    date = PARSE_DATE(TEXT, "%Y-%m-%d")
    german = DATES_IN(FORMAT_DATE(date, "%b %-d"), "German, short")
    assert unshown(FORMAT_DATE(date, "%b %-d"), days)(german)
    assert not unshown(FORMAT_DATE(date, "%-d %b"), days)(german)


def test_single_marks_are_no_numbers() -> None:
    lines = problem(("Boise, ID 83702", "83702"), ("Reno, NV 89501", "89501"))
    plain = TOKEN(TEXT, r"\d+", 0)
    assert unshown(plain, lines)(TOKEN(TEXT, r"[\d,.]+", 1))
    assert not unshown(plain, problem(("ID 83702", "83702")))(TOKEN(TEXT, r"[\d,.]+", 0))


def test_the_first_small_letter_is_no_doubt_of_the_first_character() -> None:
    names = problem(("ada", "a"), ("bo", "b"))
    assert unshown(TAKE(TEXT, 0, 1), names)(TOKEN(TEXT, "[a-z]", 0))
    assert not unshown(TAKE(TEXT, 0, 1), names)(TOKEN(TEXT, "[a-z]", -1))
    assert unshown(TAKE(TEXT, 0, 1), names)(RUN_BEFORE(TEXT, END(TEXT, "[a-z]", 0), r"\w"))


def test_days_and_months_are_not_put_in_order() -> None:
    rows = [("2023-04-17", "04/17/2023"), ("1999-11-30", "11/30/1999"), ("2020-02-29", "02/29/2020")]
    found = learn(*rows)
    assert found.run(("2011-07-04",)) == "07/04/2011"


def test_single_blanks_in_columns_are_not_counted() -> None:
    bill = problem(("Rye bread    4.10", "Rye bread"), ("Goat cheese  3.25", "Goat cheese"))
    second = CUT(TEXT, 0, START(TEXT, r"\ ", 1))
    assert unshown(TEXT, bill)(second)
    assert not unshown(TEXT, problem(("a b c", "a b"), ("d e f", "d e")))(second)


def test_a_cut_at_a_mark_that_no_text_has_is_no_doubt() -> None:
    names = problem(("oak = 5", "oak"), ("fir = 7", "fir"))
    plain = TOKEN(TEXT, r"\w+", 0)
    assert unshown(plain, names)(TOKEN(FIELD(TEXT, ": ", -1), "[a-z]+", 0))
    assert not unshown(plain, names)(TOKEN(FIELD(TEXT, " = ", 0), "[a-z]+", 0))
