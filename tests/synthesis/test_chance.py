"""Programs that agree with a few observations by chance, as their kind tells, are refused."""

from __future__ import annotations

import pytest

from llmjit.synthesis.chance import (
    ACROSS,
    COMPARED,
    CONDITIONAL,
    COUNTED,
    CUT,
    MIXED,
    ODD_ONE,
    REMEMBERED,
    SIZED,
    UNREAD,
    UNVARIED,
    WORDED,
    by_chance,
)
from llmjit.synthesis.expr import Expr, Input, Item
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.numbers.operators import NUMBER_AT
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.fields import AMOUNT
from llmjit.synthesis.records.operators import KEY, PARSE_JSON
from llmjit.synthesis.strings.operators import (
    AT_LEAST,
    CONTAINS,
    END,
    EQUALS,
    FIELD,
    FIELDS,
    FILTER,
    IF,
    LENGTH,
    NOT,
    START,
    TOKEN,
    TOKENS,
)
from tests.synthesis.learning import accepted, answer, learn

X = Input(0)
LETTERS = (("Ada: Obi\nLow Rd 5\nLagos :",), ("Bo Li\nNo: 2\nYork",), ("Cy: Po: A\n7 Elm Ct\nReno:",))
WORDS = r"[^\W\d_]+"


def told(
    program: Expr, rows: tuple[tuple[str, ...], ...], outputs: tuple[object, ...], cost: float = 1.0
) -> str | None:
    refusal = by_chance(Problem(rows, outputs), Ranked(program, cost))  # type: ignore[arg-type]
    return None if refusal is None else refusal.message


@pytest.mark.parametrize(
    "program", [TOKEN(X, WORDS, 3), TOKEN(X, WORDS, -2), FIELD(X, " ", 1), START(X, ":", 2), END(X, ":", -3)]
)
def test_counting_over_lines_is_right_by_chance(program: Expr) -> None:
    assert told(program, LETTERS, ("a", "b", "c")) == COUNTED
    assert told(program, tuple((row[0].partition("\n")[0],) for row in LETTERS), ("a", "b", "c")) is None
    assert told(program, LETTERS * 2, tuple("abcdef")) is None


@pytest.mark.parametrize(
    "program",
    [TOKEN(X, WORDS, 0), TOKEN(X, WORDS, -1), FIELD(X, "\n", 1), FIELD(X, " ", 0), START(X, ":", -1)],
)
def test_first_and_last_and_whole_lines_may_be_meant(program: Expr) -> None:
    assert told(program, LETTERS, ("a", "b", "c")) is None


def test_lines_of_one_form_are_as_good_as_one() -> None:
    frames = (('at "a.py", 4\nno',), ('at "b/c.py", 17\nno more',), ('at "d.py", 2\nyes',))
    assert told(FIELD(X, '"', 1), frames, ("a.py", "b/c.py", "d.py")) is None


def test_numbers_of_texts_say_little_where_their_words_differ() -> None:
    smaller = AT_LEAST(NUMBER_AT(X, 0, 1), NUMBER_AT(Input(1), 0, 1))
    rows = (("12 Oak St", "12 Oak Street"), ("40 Pine Ave", "42 Pine Ave"), ("7 Lake Rd", "7 lake road"))
    assert told(smaller, rows, (True, False, True)) == COMPARED
    assert told(NOT(smaller), rows, (False, True, False)) == COMPARED
    assert (
        told(smaller, (("12 kg", "11 kg"), ("3 kg", "4 kg"), ("5 kg", "5 kg")), (True, False, True)) is None
    )


def test_dear_answers_that_never_varied_are_refused() -> None:
    assert told(X, LETTERS, ("a", "a", "a"), cost=3.5) == UNVARIED
    assert told(X, LETTERS, ("a", "a", "a"), cost=0.9) is None


def test_places_in_json_are_right_by_chance() -> None:
    records = (('{"user": "anna", "ms": 120}',), ('{"user": "bob", "ms": 45}',), ('{"user": "cy", "ms": 7}',))
    assert told(TOKEN(X, r"\d+", 0), records, ("120", "45", "7")) == CUT
    assert told(KEY(PARSE_JSON(X), "user"), records, ("anna", "bob", "cy")) is None
    found = accepted(*((row[0], f"took {ms}") for row, ms in zip(records, (120, 45, 7), strict=True)))
    assert answer(found, '{"user": "di-04", "ms": 33}') == "took 33"


def test_items_that_go_over_lines_are_right_by_chance() -> None:
    rows = (("a: v1.2\nb: x",), ("c: v2.5\nd: y",), ("e: z",))
    outputs = (["a"], ["c"], ["e"])
    assert told(FIELDS(X, "."), rows, outputs) == ACROSS
    assert told(FIELDS(X, "\n"), rows, outputs) is None
    assert told(FIELDS(X, "."), tuple((row[0].partition("\n")[0],) for row in rows), outputs) is None


def test_one_of_three_is_told_from_the_others_by_chance() -> None:
    odd = IF(CONTAINS(X, "-"), FIELD(X, "-", 0), X)
    rows, outputs = (("a-b",), ("c",), ("d",)), ("a", "c", "d")
    assert told(odd, rows, outputs, cost=2.5) == ODD_ONE
    assert told(odd, rows, outputs, cost=1.5) is None
    assert told(IF(CONTAINS(X, "-"), "yes", "no"), rows, ("yes", "no", "no"), cost=2.5) is None
    assert told(odd, (*rows, ("e-f",)), (*outputs, "e"), cost=2.5) is None


@pytest.mark.parametrize(("rows", "mixed"), [(("2m 10s", "38s"), True), (("10s", "38s"), False)])
def test_numbers_of_minutes_and_seconds_are_not_compared(rows: tuple[str, ...], mixed: bool) -> None:
    first = FILTER(FIELDS(X, ";"), AMOUNT(TOKEN(Item(), r"\d+", 0), ""))
    message = told(first, tuple((row,) for row in rows), ("a", "b"))
    assert message == (MIXED if mixed else None)


def test_the_reason_is_told() -> None:
    found = learn(
        ("12 Oak Street, Salem", "12 Oak St., Salem", True),
        ("40 Pine Ave, Boise", "42 Pine Ave, Boise", False),
        ("7 Lake Road, Erie", "7 lake rd, erie", True),
    )
    assert found.refusal is not None and found.refusal.kind == "too_few"


def test_items_kept_for_their_length_are_kept_by_chance() -> None:
    kept = FILTER(FIELDS(X, "."), AT_LEAST(LENGTH(Item()), 4))
    assert told(kept, (("ab.cdef",), ("gh.ijkl",), ("m.nopq",)), ("a", "b", "c")) == SIZED
    numerals = FILTER(TOKENS(X, r"\d+"), AT_LEAST(LENGTH(Item()), 3))
    assert told(numerals, (("1 555",), ("2 444",), ("3 333",)), ("a", "b", "c")) is None


def test_what_an_unread_cell_says_is_no_part_of_a_program() -> None:
    rows = (("DO Ann: tea", "Ann"), ("DO Bob: rye", "Bob"), ("DO Ann: jam", "Cyd"))
    assert told(FIELD(X, "DO Ann: ", -1), rows, ("tea", "", "jam")) == REMEMBERED  # type: ignore[arg-type]
    alike = tuple((row[0], "Ann") for row in rows)
    assert told(FIELD(X, "DO Ann: ", -1), alike, ("tea", "", "jam")) is None  # type: ignore[arg-type]


def test_numbers_that_vary_have_a_say_in_verdicts() -> None:
    rows = (("a", "b", 30), ("a", "a", 14), ("c", "d", 5))
    asked = NOT(EQUALS(X, Input(1)))
    assert told(asked, rows, (True, False, True)) == UNREAD  # type: ignore[arg-type]
    assert told(asked, tuple((*row[:2], 7) for row in rows), (True, False, True)) is None  # type: ignore[arg-type]


def test_labels_told_by_single_words_may_be_more_than_two() -> None:
    rows = (("tea shop",), ("tea room",), ("old bar",))
    assert told(IF(CONTAINS(X, "tea"), "cold", "hot"), rows, ("cold", "cold", "hot")) == WORDED
    assert told(IF(CONTAINS(X, "tea"), "yes", "no"), rows, ("yes", "yes", "no")) is None
    codes = (("tea-1",), ("tea-2",), ("rye-1",))
    assert told(IF(CONTAINS(X, "tea"), "cold", "hot"), codes, ("cold", "cold", "hot")) is None


def test_dear_conditions_are_right_by_chance() -> None:
    rows = (("tea shop",), ("tea room",), ("old bar",))
    program = IF(CONTAINS(X, "tea"), FIELD(X, " ", 1), X)
    assert told(program, rows, ("shop", "room", "old bar"), cost=6.0) == CONDITIONAL
    four = (*rows, ("new inn",))
    assert told(program, four, ("shop", "room", "old bar", "new inn"), cost=6.0) is None
