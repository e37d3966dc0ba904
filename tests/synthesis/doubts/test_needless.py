"""Programs that nobody would mean beside a plainer one have no say."""

from __future__ import annotations

import pytest

from llmjit.guard import GuardFailed
from llmjit.synthesis.doubts.goes_by import words
from llmjit.synthesis.doubts.needless import needless
from llmjit.synthesis.expr import Input
from llmjit.synthesis.guards.parts import far_fetched
from llmjit.synthesis.numbers.operators import MODULO, NUMBER_AT
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY
from llmjit.synthesis.strings.operators import (
    CONCAT,
    END,
    FIELD,
    FIELDS,
    JOIN,
    SINCE,
    START,
    TOKEN,
    TOKENS,
    UPPER,
)
from llmjit.synthesis.texts.known import PARSE_FORM
from tests.synthesis.learning import learn

TEXT = Input(0)
PLAIN, NAMED = TOKEN(TEXT, r"[^\W\d_]+", 0), SINCE(TEXT, END(TEXT, r"[^\W\d_]+", 0), "5 ")
REJOINED = JOIN("-", TOKENS(TEXT, r"\w+"))


def problem(*rows: tuple[str, str]) -> Problem:
    return Problem(tuple((given,) for given, _ in rows), tuple(output for _, output in rows))


ALIKE = problem(("5 ann (x)", "ann"), ("5 bo (y)", "bo"))
UNLIKE = problem(("5 ann: x", "ann"), ("note, 5 bo", "bo"))


def test_words_are_what_constants_name() -> None:
    assert sorted(words(CONCAT(NAMED, " of ", TOKEN(TEXT, "[A-Z]+(?:kg)", 0)))) == ["5", "kg", "of"]
    assert list(words(PLAIN)) == []


def test_a_word_that_all_texts_of_one_form_share_is_no_doubt() -> None:
    assert needless(PLAIN, ALIKE)(NAMED)
    assert not needless(NAMED, ALIKE)(PLAIN)
    assert not needless(PLAIN, UNLIKE)(NAMED)


def test_a_label_before_a_field_between_marks_is_a_doubt() -> None:
    labelled = problem(("name: ann, x", "ann"), ("name: bo, y", "bo"))
    after = SINCE(FIELD(TEXT, ",", 0), 9, "name: ")
    assert not needless(FIELD(TEXT, ": ", -1), labelled)(after)
    assert needless(PLAIN, labelled)(after)
    assert needless(FIELD(TEXT, ": ", -1), labelled)(SINCE(TEXT, 9, "e: "))


def test_the_rest_of_a_division_doubts_no_number_that_stands_there() -> None:
    numbers = problem(("A-2023-0417", "0417"), ("A-2022-0012", "0012"))
    rest = MODULO(NUMBER_AT(TEXT, 1, 2), NUMBER_AT(TEXT, 0, 2))
    assert needless(TOKEN(TEXT, r"\d+", -1), numbers)(rest)
    assert not needless(rest, numbers)(rest)


def test_taking_apart_and_putting_together_again_doubts_no_copy() -> None:
    copies = problem(("a-b c", "a-b"), ("d-e f", "d-e"))
    assert needless(FIELD(TEXT, " ", 0), copies)(REJOINED)
    assert not needless(FIELD(TEXT, " ", 0), problem(("a b", "a-b"), ("c d", "c-d")))(REJOINED)


def test_a_part_of_what_stands_under_a_name_is_no_doubt_in_capitals_either() -> None:
    last = KEY(PARSE_FORM(TEXT, "person"), "last")
    assert far_fetched(UPPER(TOKEN(last, "[A-Z][a-z]+", 0)), UPPER(last))


def test_the_number_before_all_seen_names_may_be_another() -> None:
    rows = [("5 Ada Lind (FIN)", "Ada Lind"), ("5 Bo Obi (NGA)", "Bo Obi"), ("5 Eve Paz (PER)", "Eve Paz")]
    found = learn(*rows)
    assert found.run(("4 Kim Rao (IND)",)) == "Kim Rao"


def test_what_has_a_name_is_not_told_by_its_form_or_place() -> None:
    rows = [
        ("10:01 [bad] *12 open failed, client: 10.0.0.5, server: shop.io", "10.0.0.5"),
        ("10:05 [warn] *19 way too slow, client: 10.0.3.77, server: api.shop.io", "10.0.3.77"),
        ("11:00 [bad] *1204 late, client: 81.2.9.1, server: cdn-eu.net", "81.2.9.1"),
    ]
    found = learn(*rows)
    assert (
        found.run(("11:01 [bad] *7 no file, client: 10.9.9.9, server: 10.1.1.1, host: 10.2.2.2",))
        == "10.9.9.9"
    )


def test_letters_are_not_added_to_what_stands_in_the_text_as_it_is() -> None:
    rows = [
        ("fault at [open-line] 4:3", "open-line"),
        ("halt at [rise] 81:20", "rise"),
        ("fault at [b-hare] 9:1", "b-hare"),
    ]
    problem = Problem(tuple((text,) for text, _ in rows), tuple(answer for _, answer in rows))
    best = SINCE(Input(0), END(Input(0), "]", 0), "[")
    assert needless(best, problem)(CONCAT(SINCE(Input(0), END(Input(0), "e]", -1), "["), "e"))


def test_pieces_between_marks_within_lines_are_no_items() -> None:
    lists = problem(("- a-b\n- c", "c"), ("- d\n- e-f", "e"))
    best = JOIN(" ", TOKENS(TEXT, "(?m)^- (.+)"))
    assert needless(best, lists)(JOIN(" ", FIELDS(TEXT, "-")))
    assert not needless(best, lists)(JOIN(" ", FIELDS(TEXT, "\n")))


def test_marks_are_written_and_not_found_somewhere() -> None:
    places = problem(("x: a, 5", "a:5"), ("y: b, 7", "b:7"))
    first, last = TOKEN(TEXT, r"\w+", 1), TOKEN(TEXT, r"\w+", 2)
    best = CONCAT(first, ":", last)
    assert needless(best, places)(CONCAT(first, TOKEN(TEXT, "[:]", 0), last))
    assert not needless(best, places)(CONCAT(first, ":", TOKEN(TEXT, r"\d", 0)))


def test_marks_before_a_part_are_copied_with_it() -> None:
    paths = problem(("GET /a 5", "/a (5)"), ("GET /b 7", "/b (7)"))
    number = TOKEN(TEXT, r"\d+", -1)
    best = CONCAT(TOKEN(TEXT, r"\S+", 1), " (", number, ")")
    assert needless(best, paths)(CONCAT("/", TOKEN(TEXT, "[a-z]+", 0), " (", number, ")"))


def test_what_joins_cells_where_both_are_filled_is_a_doubt() -> None:
    rows = [
        (("Hamar", "Norway"), "Hamar, Norway"),
        (("Lund", "Sweden"), "Lund, Sweden"),
        (("", "Iceland"), "Iceland"),
    ]
    found = learn(*rows)
    with pytest.raises(GuardFailed):
        found.run(("Oslo", ""))


def test_what_stands_in_brackets_is_no_run_of_letters() -> None:
    tags = problem(("5 [tea] x", "tea"), ("7 [rye] y", "rye"))
    best = SINCE(TEXT, START(TEXT, r"\]", 0), " [")
    assert needless(best, tags)(TOKEN(TEXT, "[a-z]+", 0))
    assert not needless(TOKEN(TEXT, r"\w+", 1), tags)(TOKEN(TEXT, "[a-z]+", 0))
