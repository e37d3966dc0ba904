"""The search finds the usual programs, keeps its promises on any data, and refuses with reasons."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import GuardFailed
from llmjit.synthesis import Budget, Observation, synthesize
from llmjit.synthesis.search import SAMPLE, sample
from llmjit.value import same


def observe(*pairs: tuple[Any, Any]) -> list[Observation]:
    return [Observation(x if isinstance(x, tuple) else (x,), y) for x, y in pairs]


CASES = [
    (
        "last word",
        [("Ada Lovelace", "Lovelace"), ("Alan Turing", "Turing"), ("Kurt Goedel", "Goedel")],
        "Emmy Noether",
        "Noether",
    ),
    ("between", [("a (x1) b", "x1"), ("bcd (yz22) e", "yz22"), ("f (w) ghi", "w")], "k (q7) l", "q7"),
    (
        "initials",
        [("Ada King", "AK"), ("Alan Mathison Turing", "AMT"), ("Kurt Goedel", "KG")],
        "Emmy Amalie Noether",
        "EAN",
    ),
    (
        "glue",
        [("smith, john", "john smith"), ("ray, man", "man ray"), ("curie, marie", "marie curie")],
        "noether, emmy",
        "emmy noether",
    ),
    ("case", [("ab-cd", "AB-CD"), ("xyz-u", "XYZ-U"), ("q-r", "Q-R")], "mn-op", "MN-OP"),
    ("digits", [("(12) 34-5", "12345"), ("6.78.90", "67890"), ("1 2 3-45", "12345")], "(55) 66-7", "55667"),
    (
        "identifier",
        [("AB-1234-X", "1234"), ("CD-9876-Y", "9876"), ("EF-5555-Z", "5555")],
        "GH-1029-W",
        "1029",
    ),
    (
        "split",
        [("a, b, c", ["a", "b", "c"]), ("d", ["d"]), ("e, f", ["e", "f"])],
        "g, h, i, j",
        ["g", "h", "i", "j"],
    ),
    (
        "pair",
        [("k1=v1", ["k1", "v1"]), ("key=value", ["key", "value"]), ("a=bc", ["a", "bc"])],
        "z=yy",
        ["z", "yy"],
    ),
]


@pytest.mark.parametrize(
    ("pairs", "question", "answer"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_finds(pairs: list[Any], question: str, answer: Any) -> None:
    found = synthesize(observe(*pairs))
    assert found.refusal is None
    assert found.run((question,)) == answer


def test_columns_are_put_together() -> None:
    found = synthesize(
        observe((("ann", "x.org"), "ann@x.org"), (("bo", "y.net"), "bo@y.net"), (("cy", "z.com"), "cy@z.com"))
    )
    assert found.run(("di", "w.edu")) == "di@w.edu"


def test_a_column_may_say_which_part() -> None:
    rows = [(("a-b-c", 1), "a"), (("dd-e-f", 2), "e"), (("g-h-iii", 3), "iii"), (("j-kk-l", 2), "kk")]
    assert synthesize(observe(*rows)).run(("m-n-ooo", 3)) == "ooo"


def test_conditions_are_learned_from_both_sides() -> None:
    rows = [
        ("Ames, Ann", "Ann"),
        ("Bo Burns", "Bo"),
        ("Cole, Cy", "Cy"),
        ("Di Dunn", "Di"),
        ("Eads, Ed", "Ed"),
        ("Flo Ford", "Flo"),
    ]
    found = synthesize(observe(*rows))
    assert found.refusal is None
    assert found.run(("Gray, Gus",)) == "Gus"
    assert found.run(("Hal Hunt",)) == "Hal"


def test_programs_that_disagree_refuse() -> None:
    found = synthesize(
        observe(("my name is Ann", "Ann"), ("my name is Bob", "Bob"), ("my name is Cyril", "Cyril"))
    )
    assert found.run(("my name is Dora",)) == "Dora"
    with pytest.raises(GuardFailed):
        found.run(("my name is Eve Adams",))


def test_one_observation_is_too_few() -> None:
    assert synthesize(observe(("a b", "b"))).refusal.kind == "too_few"  # type: ignore[union-attr]
    assert synthesize([]).refusal.kind == "too_few"  # type: ignore[union-attr]


def test_a_contradiction_names_the_observations() -> None:
    refusal = synthesize(observe(("a", "x"), ("b", "y"), ("a", "z"))).refusal
    assert refusal is not None
    assert (refusal.kind, refusal.observations) == ("contradiction", (0, 2))


def test_a_constant_is_no_program() -> None:
    labels = [(text, "positive") for text in ("good film", "lovely food", "what a day")]
    assert synthesize(observe(*labels)).refusal is not None


def test_an_answer_that_never_varied_is_not_spelled_out_of_chance() -> None:
    forms = ["Name:\nStreet:", "Name:\nStreet: Elm Row 1", "Name: Tess\nStreet:"]
    refusal = synthesize(observe(*((form, "incomplete") for form in forms))).refusal
    assert refusal is not None
    assert refusal.kind == "too_few"
    copied = synthesize(
        observe(("Ulm, France", "France"), ("Paris, France", "France"), ("in France", "France"))
    )
    assert copied.refusal is None


def test_noise_is_not_explained() -> None:
    rows = [("qwx", "81"), ("rty", "16"), ("uio", "47"), ("asd", "35"), ("fgh", "92"), ("jkl", "58")]
    assert synthesize(observe(*rows)).refusal is not None


def test_one_odd_observation_is_left_out_and_its_likes_refused() -> None:
    rows = [
        ("Ada Lovelace", "Lovelace"),
        ("Alan Turing", "Turing"),
        ("N/A", "see below"),
        ("Kurt Goedel", "Goedel"),
    ]
    rows += [("Emmy Noether", "Noether"), ("Grace Hopper", "Hopper")]
    found = synthesize(observe(*rows))
    assert found.refusal is None
    assert len(found.observations) == len(rows) - 1
    assert found.run(("Barbara Liskov",)) == "Liskov"
    with pytest.raises(GuardFailed):
        found.run(("N/A",))


def test_many_observations_are_sampled_and_all_checked() -> None:
    rows = [(f"id {n}: item{n % 7}", f"item{n % 7}") for n in range(3000)]
    rows[1777] = ("odd (x) y: zz", "zz")
    observations = observe(*rows)
    assert 1777 in sample(observations)
    assert len(sample(observations)) <= SAMPLE
    found = synthesize(observations)
    assert found.refusal is None
    assert all(found.run(each.inputs) == each.output for each in observations[::97])


@pytest.mark.parametrize("size", [2_000, 100_000])
def test_large_texts_keep_to_the_budget(size: int) -> None:
    texts = [("word, " * size)[:size], ("x-y " * size)[:size], "(" * size]
    start = time.process_time()
    synthesize(observe(*[(text, text[:10]) for text in texts]), Budget(seconds=1.0))
    assert time.process_time() - start < 4


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


@settings(max_examples=60)
@given(st.integers(1, 2).flatmap(lambda n: st.lists(st.tuples(st.tuples(*[VALUES] * n), VALUES), max_size=5)))
def test_any_data_get_a_verdict(rows: list[Any]) -> None:
    observations = [Observation(inputs, output) for inputs, output in rows]
    found = synthesize(observations, Budget(seconds=1.0))
    assert (found.refusal is None) == bool(found.programs)
    for program in found.programs:
        assert all(same(program.run(each.inputs), each.output) for each in found.observations)


WORDS = st.text("abcXYZ019 ,-.()é", min_size=1, max_size=15)


@settings(max_examples=40)
@given(st.lists(WORDS, min_size=2, max_size=5, unique=True), st.integers(0, 3), st.integers(1, 4))
def test_what_is_found_agrees_with_all_observations_and_again(texts: list[str], at: int, size: int) -> None:
    observations = observe(*[(text, text[at : at + size]) for text in texts])
    ample = Budget(seconds=60)  # what a deadline cuts off depends on the machine; the search itself does not
    first, second = synthesize(observations, ample), synthesize(observations, ample)
    assert first == second
    for program in first.programs:
        assert all(same(program.run(each.inputs), each.output) for each in first.observations)
    assert len(first.observations) >= len(observations) - 1
    if first.refusal is None:
        assert all(first.run(each.inputs) == each.output for each in first.observations)


@pytest.mark.parametrize(
    "text", [" " * 20_000, "a" * 20_000, "7" * 20_000, '"\\' * 10_000, "# x" + " " * 20_000 + "y"]
)
def test_texts_that_patterns_might_take_long_over(text: str) -> None:
    rows = [(text + str(at), [text[:2], str(at)]) for at in range(4)]
    start = time.process_time()
    synthesize(observe(*rows), Budget(seconds=1.0))
    assert time.process_time() - start < 3


def nested(depth: int, value: Any, key: str | None = None) -> Any:
    for _ in range(depth):
        value = [value] if key is None else {key: value}
    return value


@pytest.mark.parametrize("key", [None, "a"])
def test_values_nested_deeper_than_python_recurses_get_a_verdict(key: str | None) -> None:
    inputs = synthesize(observe(*[(nested(3000, n, key), n) for n in range(4)]))
    outputs = synthesize(observe(*[(str(n), nested(3000, n, key)) for n in range(4)]))
    for found in (inputs, outputs):
        assert found.refusal is not None and found.refusal.kind == "no_program"


def test_whole_numbers_with_more_digits_than_python_writes_get_a_verdict() -> None:
    for rows in ([(10**n, n) for n in (1, 2, 5000)], [(f"e{n}", 10**n) for n in (1, 2, 5000)]):
        refusal = synthesize(observe(*rows)).refusal
        assert refusal is not None
        assert (refusal.kind, refusal.observations) == ("no_program", (2,))


def test_a_question_nested_too_deeply_is_refused() -> None:
    found = synthesize(observe(*[({"a": [n], "b": n * 7}, n * 7) for n in range(1, 5)]))
    assert found.run(({"a": [9], "b": 63},)) == 63
    for value in (nested(20_000, 1), {"a": nested(20_000, 1), "b": nested(20_000, 1, "b")}):
        with pytest.raises(GuardFailed):
            found.run((value,))


def test_long_outputs_that_share_very_many_parts_keep_to_the_budget() -> None:
    draw = random.Random(1).choices
    texts = ["".join(draw("abcdefghijklmnopqrstuvwxyzABCDEFGH0123456789+/", k=1900)) for _ in range(3)]
    start = time.thread_time()
    synthesize(observe(*[(text, text) for text in texts]), Budget(seconds=0.5))
    assert time.thread_time() - start < 2


def test_long_runs_of_digits_are_read_once() -> None:
    texts = [digit * 50_000 for digit in "123"]
    start = time.thread_time()
    synthesize(observe(*[(text, text[1:] + "!") for text in texts]), Budget(seconds=1.0))
    assert time.thread_time() - start < 3
