"""Answers of two values: the question is found, and what the observations leave open is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import emitted, evaluated, learn

Rows = list[tuple[tuple[Any, ...], Any]]


HELD: Rows = [(("red and blue", "blue"), "Y"), (("green", "pink"), "N"), (("a grey one", "grey"), "Y")]
BOTH: Rows = [
    (("oak, elm, ash", "oak", "ash"), True),
    (("fir, elm", "oak", "elm"), False),
    (("oak, yew", "oak", "ash"), False),
    (("yew, ash", "yew", "ash"), True),
    (("fir", "yew", "ash"), False),
]
FOLDED: Rows = [(("Ab", "aB"), True), (("Ab", "Ac"), False), (("cd", "CD"), True)]
MAIL: Rows = [
    (("a@x.org",), "valid"),
    (("some.one@mail.net",), "valid"),
    (("nobody at all",), "invalid"),
    (("x.y.z",), "invalid"),
    (("b@y.co",), "valid"),
]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        (HELD, [(("some red", "red"), "Y"), (("some red", "tin"), "N")]),
        (BOTH, [(("elm, ash, oak", "elm", "oak"), True), (("elm, ash", "elm", "oak"), False)]),
        (MAIL, [(("me@z.de",), "valid")]),
        (FOLDED, [(("x", "X"), True), (("x", "Y"), False)]),
        ([(("$5", "$3"), "up"), (("$2", "$90"), "down"), (("$80", "$7"), "up")], [(("$99", "$1"), "up")]),
        ([((True, "a"), "yes"), ((False, "b"), "no"), ((True, "c"), "yes")], [((False, "zz"), "no")]),
        ([((n,), "odd" if n % 2 else "even") for n in (4, 7, 10, 3, 22, 1)], [((8,), "even")]),
    ],
)  # fmt: skip
def test_learned(rows: Rows, more: Rows) -> None:
    found = learn(*rows)
    for inputs, output in more:
        assert found.run(inputs) == output


def test_a_column_that_no_question_takes_in_may_matter_too() -> None:
    rows: Rows = [(("a b", "a", "x"), True), (("c d", "e", "y"), False), (("f g", "g", "z"), True)]
    found = learn(*rows)
    assert found.run(("p q", "q", "z")) is True
    with pytest.raises(GuardFailed):
        found.run(("p q", "q", "p"))


def test_no_length_is_guessed_between_what_was_seen() -> None:
    rows: Rows = [(("abcdefghij",), True), (("ab",), False), (("abcdefghijkl",), True), (("xyz",), False)]
    with pytest.raises(GuardFailed):
        learn(*rows).run(("sixsix",))


@pytest.mark.parametrize(
    "rows",
    [
        [((3,), "low"), ((70,), "medium"), ((9,), "low"), ((88,), "medium"), ((5,), "low")],
        [(("a-1",), "x"), (("b-2",), "y"), (("c-3",), "x")],
    ],
)
def test_a_third_label_may_come(rows: Rows) -> None:
    with pytest.raises(GuardFailed):
        learn(*rows).run((999,) if isinstance(rows[0][0][0], int) else ("q-77",))


TEXT = st.text("ab cd,@.", max_size=8)


@pytest.mark.parametrize("rows", [HELD, BOTH, MAIL])
def test_emitted_code_equals_evaluation(rows: Rows) -> None:
    found = learn(*rows)
    function = emitted(found)

    @given(st.tuples(*([TEXT] * len(rows[0][0]))))
    def check(inputs: tuple[str, ...]) -> None:
        assert function(*inputs) == evaluated(found, *inputs)

    check()


CONTACTS: Rows = [
    (("eva@x.org", "555-7"), "full"),
    (("tim@y.net", ""), "partial"),
    (("", "555-31"), "partial"),
]
TOWNS: Rows = [(("Eva", "Hull"), "ok"), (("Tim", None), "missing"), (("Li", "Bath"), "ok")]


@pytest.mark.parametrize(
    ("rows", "inputs", "answer"),
    [
        (CONTACTS, ("jo@z.de", "555-12"), "full"),
        (CONTACTS, ("", "555-8"), "partial"),
        (TOWNS, ("Jo", None), "missing"),
        (TOWNS, ("Jo", "Ely"), "ok"),
    ],
)
def test_cells_that_are_there(rows: Rows, inputs: tuple[Any, ...], answer: str) -> None:
    assert learn(*rows).run(inputs) == answer


def test_nothing_at_all_may_have_a_name_of_its_own() -> None:
    with pytest.raises(GuardFailed):
        learn(*CONTACTS).run(("", ""))
    asked: Rows = [(cells, answer == "full") for cells, answer in CONTACTS]
    assert learn(*asked).run(("", "")) is False


@pytest.mark.parametrize("sign", ["", " ", "-", "n/a", "None"])
def test_signs_for_nothing_are_not_taken_for_cells_that_are_there(sign: str) -> None:
    with pytest.raises(GuardFailed):
        learn(*TOWNS).run(("Jo", sign))
    if sign:
        with pytest.raises(GuardFailed):
            learn(*CONTACTS).run(("jo@z.de", sign))


def test_a_sum_of_two_columns_may_be_what_is_compared() -> None:
    found = learn((("Ink", 3, 0, 6), True), (("Paper", 11, 20, 31), False), (("Glue", 12, 6, 24), True))
    assert found.run(("Tape", 9, 1, 40)) is True
    with pytest.raises(GuardFailed):
        found.run(("Pins", 3, 2, 5))


def test_no_sign_decides_while_a_flag_goes_unread() -> None:
    found = learn(((50, 50, "yes"), "Pass"), ((44, 50, "no"), "Again"), ((71, 60, "no"), "Check"))
    with pytest.raises(GuardFailed):
        found.run((62, 50, "yes"))


TAGGED: Rows = [(("oak", "oak"), True), (("elm, fir, ash", "oak"), False), (("yew, ash, box", "ash"), True)]
HOSTED: Rows = [
    (("marc@oldmill.org", "pond.net"), "out"),
    (("ruth@mill.org", "mill.org"), "in"),
    (("jo@brook.io", "fen.de"), "out"),
]


@pytest.mark.parametrize(
    ("rows", "known", "doubted"),
    [
        (TAGGED, (("ash, oak", "oak"), True), ("Oak, ash", "oak")),
        (TAGGED, (("ash, oak", "elm"), False), ("ash, oak", "OAK")),
        (HOSTED, (("ann@mill.org", "mill.org"), "in"), ("ann@oldmill.org", "mill.org")),
    ],
)
def test_letter_case_and_parts_of_words_may_matter(rows: Rows, known: Any, doubted: tuple[str, str]) -> None:
    """Rows in which they made no difference do not show whether they do."""
    found = learn(*rows)
    assert found.run(known[0]) == known[1]
    with pytest.raises(GuardFailed):
        found.run(doubted)


def test_opposite_questions_read_as_people_write_them() -> None:
    source = learn(
        (("a@b.co", "q.de"), True), (("c@d.org", "d.org"), False), (("e@f.io", "x.y"), True)
    ).emit()
    assert "b not in a" in source
    assert "not b in a" not in source
