"""Plainer programs have the value of those that were found, and none where these have none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llmjit.synthesis.dates.operators import DAYS_BETWEEN, PARSE_DATE, UNANIMOUS
from llmjit.synthesis.expr import Apply, Expr, Input, Undefined, evaluate, operators
from llmjit.synthesis.numbers.operators import ADD, FORMAT_NUMBER, NUMBER_AT, TIMES, TO_FLOAT, TO_INT
from llmjit.synthesis.plain import plain
from tests.synthesis.learning import accepted

FIRST, SECOND = NUMBER_AT(Input(0), 0, 1), NUMBER_AT(Input(1), 0, 1)
NUMBERS = (FIRST, ADD(FIRST, SECOND), TIMES(ADD(FIRST, SECOND), "1.5"), TIMES(FIRST, "-1"))
READ = st.decimals(-(10**9), 10**9, places=2).map(lambda value: f"{value:f}") | st.integers(-99, 10**6).map(
    str
)


def value(program: Expr, row: tuple[Any, ...]) -> Any:
    try:
        return evaluate(program, row)
    except Undefined:
        return Undefined


def whole(number: Expr, *styles: str) -> Apply:
    written = [FORMAT_NUMBER(number, style) for style in styles]
    return TO_INT(written[0] if len(written) == 1 else UNANIMOUS(*written))


@given(st.sampled_from(NUMBERS), st.sampled_from([("f",), ("f", ".0f"), ("f", ".0fd", ".0f~u")]), READ, READ)
def test_the_same_value_in_fewer_steps(number: Expr, styles: tuple[str, ...], one: str, two: str) -> None:
    program = whole(number, *styles)
    assert plain(program) == TO_INT(number)
    assert value(plain(program), (one, two)) == value(program, (one, two))


@pytest.mark.parametrize(
    "program",
    [
        whole(FIRST, ".0f"),  # rounds
        whole(FIRST, "f", ",f"),  # no whole number of more than three digits
        TO_INT(UNANIMOUS(FORMAT_NUMBER(FIRST, "f"), FORMAT_NUMBER(SECOND, "f"))),
        whole(Input(0), "f"),  # may be a float
        TO_FLOAT(FORMAT_NUMBER(FIRST, "f")),
        FIRST,
    ],
)
def test_what_has_another_meaning_stays(program: Expr) -> None:
    assert plain(program) == program


def test_a_number_that_is_whole_already_is_not_read_again() -> None:
    days = DAYS_BETWEEN(PARSE_DATE(Input(0), "%Y-%m-%d"), PARSE_DATE(Input(1), "%Y-%m-%d"))
    program = whole(NUMBER_AT(days, 0, 1), "f", ".0f")
    assert plain(program) == days
    assert value(program, ("2024-02-27", "2024-03-01")) == value(days, ("2024-02-27", "2024-03-01")) == 3


def test_learned_programs_are_plain() -> None:
    found = accepted(("3 kg", 3000), ("12 kg", 12000), ("7 kg", 7000), ("40 kg", 40000))
    assert "format_number" not in {operator.name for operator in operators(found.programs[0].expr)}
    assert found.run(("25 kg",)) == 25000
