"""Readings set apart: the main line has the program's value wherever all readings agree, and only there."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis import Evidence, Observation, Ranked, Synthesis
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.emission.module import emit
from llmjit.synthesis.expr import Const, Expr, Input, Undefined, evaluate, show
from llmjit.synthesis.readings import main_line, readings
from llmjit.synthesis.strings import operators as ops

TEXT = Input(0)
LETTERS = "aB x"


def programs() -> st.SearchStrategy[Expr]:
    """Texts made of the input, with readings compared anywhere, also where they are not always evaluated."""
    leaves = st.sampled_from([TEXT, Const("a"), Const("B"), ops.FIELD(TEXT, " ", 1)])

    def grown(inner: st.SearchStrategy[Expr]) -> st.SearchStrategy[Expr]:
        return st.one_of(
            st.builds(ops.UPPER, inner),
            st.builds(ops.STRIP, inner),
            st.builds(ops.CONCAT, inner, inner),
            st.lists(inner, min_size=2, max_size=3).map(lambda each: UNANIMOUS(*each)),
            st.builds(lambda left, right: ops.IF(ops.CONTAINS(TEXT, "a"), left, right), inner, inner),
        )

    return st.recursive(leaves, grown, max_leaves=8)


def value(call: Any) -> Any:
    try:
        return call()
    except Undefined:
        return None


@given(programs(), st.text(LETTERS, max_size=6))
def test_the_main_line_and_its_readings_are_the_program(program: Expr, text: str) -> None:
    row = (text,)
    groups = readings([program])
    others = [
        value(lambda each=each: evaluate(each, row))
        for group in groups.items()
        for each in (group[0], *group[1])
    ]
    firsts = [
        value(lambda each=first: evaluate(each, row))
        for first, rest in groups.items()
        for _ in (first, *rest)
    ]
    agreed = None not in others and others == firsts
    expected = value(lambda: evaluate(main_line(program), row)) if agreed else None
    assert value(lambda: evaluate(program, row)) == expected


@given(programs(), programs(), st.text(LETTERS, max_size=6))
def test_emitted_code_compares_what_the_programs_compare(one: Expr, other: Expr, text: str) -> None:
    found = Synthesis(
        None, (Ranked(one, 1.0), Ranked(other, 1.0)), (), Evidence(3), (Observation((text,), ""),), ("text",)
    )
    scope: dict[str, Any] = {}
    exec(found.emit(style="miss"), scope)
    wanted = value(lambda: evaluate(UNANIMOUS(one, other), (text,)))
    got = scope["f"](text)
    assert (got if isinstance(got, str) else None) == wanted


def test_each_reading_is_compared_once_and_under_the_name_of_the_value() -> None:
    program = ops.CONCAT(
        UNANIMOUS(ops.UPPER(TEXT), TEXT, ops.UPPER(TEXT)), "-", UNANIMOUS(ops.UPPER(TEXT), TEXT)
    )
    assert {show(first): [show(each) for each in rest] for first, rest in readings([program]).items()} == {
        show(ops.UPPER(TEXT)): [show(TEXT)]
    }
    source = emit([program], [], 3, 1.0, known=("text",))
    assert source.count("unanimous(") == 1 and "upper = text.upper()" in source
    assert (
        source.index("answer = ")
        < source.index("# Readings that fit")
        < source.index("unanimous(upper, text)")
    )
