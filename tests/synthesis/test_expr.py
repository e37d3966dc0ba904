"""Expressions evaluate as their source does, and are undefined where it raises."""

from __future__ import annotations

import pytest

from llmjit.synthesis.expr import Apply, Const, Input, Item, Operator, Undefined, evaluate, show
from llmjit.synthesis.strings.operators import CONCAT, FIELD, TOKEN, UPPER

MAP = Operator("map", ("list", "lambda"), "list", "[{1} for item in {0}]")
IF = Operator("if", ("bool", "lazy", "lazy"), "any", "({1} if {0} else {2})")


def test_an_operator_means_its_source() -> None:
    expr = CONCAT(UPPER(FIELD(Input(0), ",", 1)), "!", Input(1))
    assert evaluate(expr, ("a,b", "c")) == "B!c"
    assert eval(show(expr, ["x", "y"]), {"x": "a,b", "y": "c"}) == "B!c"


def test_what_python_raises_is_undefined() -> None:
    with pytest.raises(Undefined):
        evaluate(TOKEN(Input(0), r"\d+", 2), ("1 2",))
    with pytest.raises(Undefined):
        evaluate(UPPER(Input(0)), (None,))


def test_lambda_and_lazy_arguments() -> None:
    expr = MAP(Input(0), Apply(UPPER, (Item(),)))
    assert evaluate(expr, (["a", "b"],)) == ["A", "B"]
    assert evaluate(IF(True, Input(0), FIELD(Input(0), ",", 9)), ("x",)) == "x"


def test_constants_are_told_apart_by_type() -> None:
    assert Const(1) != Const(True)
    assert Const("a") == Const("a")
    assert len({Const(1), Const(1.0), Const(True)}) == 3
