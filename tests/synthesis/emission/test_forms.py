"""What is taken from the match of a form, or left to the form, is what the program and the guards said."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from llmjit.guard import Guard
from llmjit.synthesis.emission.forms import Fused, forms_of, fuse, without_decided
from llmjit.synthesis.expr import Expr, Input, Item, Undefined, evaluate
from llmjit.synthesis.guards.checks import holds
from llmjit.synthesis.guards.extents import extent_guards
from llmjit.synthesis.strings.operators import (
    AT,
    CONCAT,
    CUT,
    END,
    FIELD,
    JOIN,
    MAP,
    TAKE,
    TOKEN,
    TOKENS,
    UNTIL,
    UPPER,
)

TEXT = Input(0)
MAPPED = JOIN("-", MAP(TOKENS(TEXT, r"\w+"), TAKE(Item(), 0, 2)))
FORMS = [
    "[a-z]+ [a-z]+", "[A-Z][a-z]+ [0-9]{2}", "[0-9]{3} [0-9]{3}", "a-[a-z]{2} [A-Z]+", "[a-z]+", "INV-[0-9]+: [a-z]+",
    r"\([a-z]+\) [0-9]+", "[0-9]+/[0-9]+/[0-9]+", "[A-Za-z0-9]+ [A-Z]", "[0-9]+[a-z]+",
]  # fmt: skip


def form(source: str) -> Guard:
    return Guard("format", "text", source, "form", 3, f"re.fullmatch({source!r}, text) is not None")


def fused(program: Expr, source: str) -> Fused:
    return fuse([program], [form(source)], ("text",), {"text": "match"})


def test_a_part_that_is_a_run_is_a_group() -> None:
    found = fused(TOKEN(TEXT, r"\d+", 0), "INV-[0-9]+ of [0-9]{4}")
    assert found.groups == ("match[1]",)
    assert found.programs == (Input(1),)
    assert found.guards[0].expected == "INV-([0-9]+) of [0-9]{4}"
    assert found.guards[0].condition.startswith("(match := re.fullmatch('INV-([0-9]+)")


def test_parts_of_a_program_are_groups_in_their_order() -> None:
    swapped = CONCAT(UPPER(FIELD(TEXT, " ", 1)), "-", FIELD(TEXT, " ", 0))
    found = fused(swapped, "[a-z]+ [a-z]+")
    assert found.guards[0].expected == "([a-z]+) ([a-z]+)"
    assert found.programs == (CONCAT(UPPER(Input(2)), "-", Input(1)),)


def test_what_is_no_run_stays() -> None:
    for program, source in (
        (CUT(TEXT, 0, 3), "[a-z]+ [a-z]+"),
        (TOKEN(TEXT, r"\w+", 0), r"[^\W\d_]+ [a-z]+"),
        (FIELD(TEXT, "e", 0), "[a-z]+ [a-z]+"),
        (AT(TEXT, 0), "[a-z]+"),
    ):
        assert fused(program, source) == Fused((form(source),), (program,), ())


words = st.sampled_from(
    [TOKEN(TEXT, r"\w+", 0), TOKEN(TEXT, r"\d+", -1), FIELD(TEXT, " ", 0), FIELD(TEXT, "/", 1), CUT(TEXT, 0, 2),
     TAKE(TEXT, END(TEXT, " ", 0), 2), UNTIL(TEXT, 0, " "), FIELD(TEXT, "-", 1), TOKEN(TEXT, "[A-Z]", 0)]
)  # fmt: skip
programs = words | st.builds(UPPER, words) | st.builds(CONCAT, words, st.just("-"), words)


@settings(max_examples=200)
@given(programs, st.sampled_from(FORMS), st.data())
def test_groups_hold_what_the_program_gives(program: Expr, source: str, data: st.DataObject) -> None:
    found = fused(program, source)
    text = data.draw(st.from_regex(source, fullmatch=True))
    match = re.fullmatch(found.guards[0].expected, text)
    assert match is not None
    try:
        want = evaluate(program, [text])
    except Undefined:
        want = None
    try:
        got = evaluate(found.programs[0], [text, *match.groups()])
    except Undefined:
        got = None
    assert got == want
    assert len(match.groups()) == len(found.groups)


@settings(max_examples=200)
@given(st.sampled_from(FORMS), st.booleans(), st.data())
def test_sizes_that_a_form_decides_are_refused_as_before(
    source: str, absorb: bool, data: st.DataObject
) -> None:
    of_form = st.from_regex(source, fullmatch=True)
    guards = (form(source), *extent_guards("text", [data.draw(of_form) for _ in range(3)], MAPPED))
    fewer = without_decided(guards, absorb=absorb)
    for text in [data.draw(of_form | st.text(max_size=12)) for _ in range(5)]:
        want = all(holds(guard, ("text",), (text,)) for guard in guards)
        assert all(holds(guard, ("text",), (text,)) for guard in fewer) == want


def test_lengths_of_numbers_go_into_the_form() -> None:
    guards = (form("n[0-9]+ [0-9]+"), *extent_guards("text", ["n1 234", "n22 33", "n1 12"], MAPPED))
    assert [guard.expected for guard in without_decided(guards, absorb=True)] == ["n[0-9]{1,3} [0-9]{1,3}"]
    assert without_decided(guards, absorb=False) == (guards[0], guards[2])
    unclear = (form("[a-z0-9]+ [0-9]+"), guards[2])
    assert without_decided(unclear, absorb=True) == unclear


def test_patterns_that_are_no_rows_of_runs_are_left_alone() -> None:
    for source in ("(a|b)+", "a|b", "[^a]+", r"\d+", "a.b", "^a$", "(?:ab)+"):
        assert forms_of([form(source)]) == {}, source
