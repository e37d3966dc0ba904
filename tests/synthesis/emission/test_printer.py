"""Expressions as a person would write them: tables that stand apart, opposites."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from llmjit.runtime.abi import look_up
from llmjit.synthesis.emission.module import emit
from llmjit.synthesis.emission.printer import LINE, constant
from llmjit.synthesis.expr import Const, Expr, Input, Operator, evaluate

LOOK_UP = Operator("look_up", ("dict", "str"), "any", "look_up({0}, {1})", 1.0, (look_up,))
WORDS = st.text("abcdef", min_size=1, max_size=8)


def emitted(program: Expr) -> tuple[str, dict[str, Any]]:
    source = emit([program], [], 3, 1.0, known=("key",), name="f")
    scope: dict[str, Any] = {}
    exec(source, scope)
    return source, scope


@given(st.dictionaries(WORDS, st.integers() | WORDS | st.none() | st.floats(allow_nan=False), min_size=1))
def test_tables_give_what_they_hold_wherever_they_stand(table: dict[str, Any]) -> None:
    program = LOOK_UP(Const(table), Input(0))
    source, scope = emitted(program)
    assert ("\nTABLE = {" in source) == (len(constant(table)) > LINE)
    for key in table:
        assert scope["f"](key) == evaluate(program, (key,))


def test_a_long_table_has_a_name() -> None:
    source, _ = emitted(LOOK_UP(Const({f"key number {n}": n for n in range(9)}), Input(0)))
    assert "\nTABLE = {" in source
    assert "look_up(TABLE, key)" in source


def test_what_callers_could_change_is_made_anew() -> None:
    table = {f"key number {n}": [n, n + 1] for n in range(9)}
    source, scope = emitted(LOOK_UP(Const(table), Input(0)))
    assert "TABLE" not in source
    scope["f"]("key number 3").append(7)
    assert scope["f"]("key number 3") == [3, 4]
