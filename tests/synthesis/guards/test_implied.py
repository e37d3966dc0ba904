"""Alternatives are dropped only where the form of the inputs leaves them no freedom to differ."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.synthesis.expr import Const, Expr, Input, evaluate
from llmjit.synthesis.guards.implied import drop_implied, simplify
from llmjit.synthesis.strings.operators import CONCAT, CUT, FIELD, TOKEN, UPPER

TEXT = Input(0)
FIRST_WORD, LAST_WORD = TOKEN(TEXT, r"\w+", 0), TOKEN(TEXT, r"\w+", -1)
FIRST_FIELD, SECOND_FIELD = FIELD(TEXT, " ", 0), FIELD(TEXT, " ", 1)


def form(source: str, subject: str = "text") -> Guard:
    return Guard("format", subject, source, "", 3, f"re.fullmatch({source!r}, {subject}) is not None")


def simple(programs: list[Expr], source: str) -> list[Expr]:
    return simplify(programs, [form(source)], ("text",))


def test_what_must_agree_is_dropped_and_what_may_differ_is_kept() -> None:
    assert simple([LAST_WORD, SECOND_FIELD], "[A-Z][a-z]+ [A-Z][a-z]+") == [LAST_WORD]
    assert simple([LAST_WORD, SECOND_FIELD], "[A-Z][a-z]+ [A-Z][a-z]+ [a-z]+") == [LAST_WORD, SECOND_FIELD]
    assert simple([FIRST_WORD, CUT(TEXT, 0, 4)], "[a-z]+ [a-z]+") == [FIRST_WORD, CUT(TEXT, 0, 4)]
    assert simple([FIRST_WORD, Const("abc")], "[a-z]+") == [FIRST_WORD, Const("abc")]
    assert simple([FIRST_WORD, FIRST_FIELD], r"[^\W\d_]+ [a-z]+") == [FIRST_WORD, FIRST_FIELD]


def test_letters_looked_for_by_name_are_chance() -> None:
    after_that = FIELD(TEXT, "that", -1)
    kept = Guard("output", "answer", "", "", 3, "re.fullmatch('[a-z]+', answer) is not None")
    guards = (form("[a-z]+"), kept)
    assert drop_implied([after_that], guards, ("text",)) == guards
    assert simple([TEXT, after_that], "[a-z]+") == [TEXT, after_that]
    assert simple([TEXT, TOKEN(TEXT, "[^q]+", 0)], "[a-z]+") == [TEXT, TOKEN(TEXT, "[^q]+", 0)]
    assert simple([FIRST_WORD, FIELD(TEXT, "-INV", 0)], "[0-9]+-INV[0-9]") == [FIRST_WORD]


def test_an_answer_at_a_fixed_place_becomes_a_slice() -> None:
    (program,) = simple([TOKEN(TEXT, r"\d+", 0), CUT(TEXT, 4, 10)], "INV-[0-9]{6} of [a-z]+")
    assert evaluate(program, ["INV-123456 of x"]) == "123456"
    assert program.operator.name == "slice"


def test_checks_of_the_answer_that_cannot_fail_are_dropped() -> None:
    kept = Guard("output", "answer", "", "", 3, "re.fullmatch('[a-z]+', answer) is not None")
    guards = (form("[a-z]+ [0-9]+"), kept)
    assert drop_implied([FIRST_WORD], guards, ("text",)) == guards[:1]
    assert drop_implied([LAST_WORD], guards, ("text",)) == guards


words = st.sampled_from([FIRST_WORD, LAST_WORD, FIRST_FIELD, SECOND_FIELD, CUT(TEXT, 0, 2), CUT(TEXT, 3, 5)])
programs = words | st.builds(UPPER, words) | st.builds(CONCAT, words, st.just(Const("-")), words)
forms = st.sampled_from(
    ["[a-z]+ [a-z]+", "[A-Z][a-z]+ [0-9]{2}", "[0-9]{3} [0-9]{3}", "a-[a-z]{2} [A-Z]+", "[a-z]+"]
)


@settings(max_examples=150)
@given(programs, programs, forms, st.data())
def test_dropped_programs_agree_on_every_text_of_the_form(
    first: Expr, second: Expr, source: str, data: st.DataObject
) -> None:
    kept = simple([first, second], source)
    text = data.draw(st.from_regex(source, fullmatch=True))
    if len(kept) == 1:
        assert evaluate(first, [text]) == evaluate(second, [text]) == evaluate(kept[0], [text])


def test_words_are_not_counted_where_the_form_has_one() -> None:
    words = Guard("length", "text", [0, 1], "", 3, "len(text.split()) <= 1")
    other = Guard("length", "other", [0, 1], "", 3, "len(other.split()) <= 1")
    one, several = form("[A-Z][a-z]+"), form("[A-Z][a-z]+ [a-z]+")
    assert drop_implied([UPPER(TEXT)], (one, words, other), ("text", "other")) == (one, other)
    assert drop_implied([UPPER(TEXT)], (several, words), ("text",)) == (several, words)
    two = Guard("length", "text", [2, 2], "", 3, "2 <= len(text.split()) <= 2")
    assert drop_implied([UPPER(TEXT)], (one, two), ("text",)) == (one, two)
