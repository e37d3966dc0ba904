"""Texts changed as wholes, and what is added or stands in where something is missing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from tests.synthesis.learning import emitted, evaluated, learn

Pairs = list[tuple[Any, Any]]


LEARNED: list[tuple[Pairs, tuple[Any, Any]]] = [
    ([("oak", "..oak"), ("fi", "...fi"), ("a", "....a")], ("yew", "..yew")),
    ([("oak", "oak   "), ("fi", "fi    "), ("maples", "maples")], ("elm", "elm   ")),
    ([("abcdef", "abc"), ("xy", "xy"), ("pqrs", "pqr")], ("z", "z")),
    ([("banana", "ban"), ("abba", "ab"), ("xyx", "xy")], ("noon", "no")),
    ([("dcba", "abcd"), ("zebra", "aberz"), ("hello", "ehllo")], ("cab", "abc")),
    ([("b, a, b", "b, a"), ("x, y, x, y", "x, y"), ("q, r, s, q", "q, r, s")], ("m, m, n", "m, n")),
    ([("one two", "two one"), ("a b c", "c b a"), ("p q r s", "s r q p")], ("x y", "y x")),
    ([("an elephant", "elephant"), ("mice eat bread", "bread"), ("butter on it", "butter")], ("a cow moos", "moos")),
    ([("4111222233334444", "************4444"), ("371449635398431", "***********8431"), ("12345678", "****5678")],
     ("5555444433", "******4433")),
    ([("Ada", "A**"), ("Grace", "G****"), ("Alan", "A***")], ("Edsger", "E*****")),
    ([("get the name", "getTheName"), ("set value", "setValue"), ("run all it", "runAllIt")], ("find one", "findOne")),
    ([("getTheName", "get_the_name"), ("setValue", "set_value"), ("runAll", "run_all")], ("findOne", "find_one")),
    ([(("ab", 3), "ababab"), (("x", 2), "xx"), (("pq", 1), "pq")], (("no", 2), "nono")),
    ([("a.org", "https://a.org"), ("https://b.net", "https://b.net"), ("c.io", "https://c.io")], ("https://q.de", "https://q.de")),
    ([("Well", "Well."), ("Done.", "Done."), ("So it is", "So it is.")], ("Fine.", "Fine.")),
    ([("", "none"), ("oak", "oak"), ("fir", "fir"), ("", "none")], ("elm", "elm")),
    ([((None, "b"), "b"), (("a", "c"), "a"), (("d", "e"), "d"), ((None, "q"), "q")], ((None, "zz"), "zz")),
    ([((None, "x"), 0), ((7, "y"), 7), ((31, "z"), 31)], ((None, "w"), 0)),
    ([(("Ada", "", "King"), "Ada King"), (("Jo", "Ann", "Lee"), "Jo Ann Lee"), (("Al", "", "Oak"), "Al Oak")],
     (("Mia", "Zoe", "Ash"), "Mia Zoe Ash")),
    ([("Part IV", "Part 4"), ("Book XII", "Book 12"), ("Part II", "Part 2")], ("Book IX", "Book 9")),
    ([("1.5K", 1500), ("20M", 20_000_000), ("3K", 3000)], ("7.25M", 7_250_000)),
]  # fmt: skip


@pytest.mark.parametrize(("pairs", "more"), LEARNED)
def test_learned(pairs: Pairs, more: tuple[Any, Any]) -> None:
    inputs = more[0] if isinstance(more[0], tuple) else (more[0],)
    assert learn(*pairs).run(inputs) == more[1]


def test_a_text_cut_short_is_refused_between_the_lengths_seen() -> None:
    found = learn(
        ("short", "short"), ("a rather long text", "a rather l..."), ("another long one", "another lo...")
    )
    assert found.run(("tiny",)) == "tiny"
    assert found.run(("something endless",)) == "something ..."
    with pytest.raises(GuardFailed):
        found.run(("twelve chars",))


def test_what_another_column_holds_is_no_constant() -> None:
    found = learn(((None, "b"), "b"), (("a", "c"), "a"), (("d", "e"), "d"))
    assert found.run((None, "zz")) == "zz"


@pytest.mark.parametrize("at", range(0, len(LEARNED), 2))
def test_emitted_code_equals_evaluation(at: int) -> None:
    pairs = LEARNED[at][0]
    found = learn(*pairs)
    function = emitted(found)
    width = len(pairs[0][0]) if isinstance(pairs[0][0], tuple) else 1
    cell = st.text("aB ,.4", max_size=9) | st.none() | st.integers(0, 5)

    @given(st.tuples(*([cell] * width)))
    def check(inputs: tuple[Any, ...]) -> None:
        assert function(*inputs) == evaluated(found, *inputs)

    check()
