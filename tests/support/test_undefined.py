"""What stands in where an expression has no value."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.runtime import abi
from llmjit.support.undefined import NO_VALUE, undefined, value_or


def endless(depth: int = 0) -> Any:
    return endless(depth + 1)


@pytest.mark.parametrize(
    "value",
    [lambda: int("x"), lambda: {}["x"], lambda: 1 / 0, lambda: "x".y, lambda: -"x", endless, undefined],
)
def test_a_value_stands_in_where_there_is_none(value: Any) -> None:
    assert value_or(value, lambda: 2) == 2
    with pytest.raises(NO_VALUE):
        value()


def test_a_value_that_there_is_is_kept() -> None:
    assert value_or(lambda: 1, undefined) == 1


def test_other_errors_are_no_missing_values() -> None:
    with pytest.raises(KeyboardInterrupt):
        value_or(lambda: exec("raise KeyboardInterrupt"), lambda: 2)


def test_emitted_code_has_the_same() -> None:
    assert abi.NO_VALUE is NO_VALUE
