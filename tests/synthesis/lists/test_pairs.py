"""Two lists or records compared."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.synthesis import Observation, synthesize

CASES: dict[str, tuple[list[tuple[Any, Any]], tuple[Any, Any], Any]] = {
    "added": (
        [((["a"], ["a", "b"]), ["b"]), ((["k", "l"], ["l", "m", "n"]), ["m", "n"]), ((["x"], ["x"]), [])],
        ([], ["q"]),
        ["q"],
    ),
    "both": (
        [
            ((["a", "c"], ["a", "b"]), ["a"]),
            ((["k", "l"], ["l", "k", "n"]), ["k", "l"]),
            ((["x"], ["y"]), []),
        ],
        (["p", "q"], ["q"]),
        ["q"],
    ),
    "merged": (
        [
            (({"a": 1, "b": 2}, {"b": 3}), {"a": 1, "b": 3}),
            (({"c": 5}, {"d": 6}), {"c": 5, "d": 6}),
            (({"e": 1}, {}), {"e": 1}),
        ],
        ({"z": 1}, {"z": 9}),
        {"z": 9},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_learned(name: str) -> None:
    pairs, new, wanted = CASES[name]
    program = synthesize([Observation(inputs, answer) for inputs, answer in pairs])
    assert program.run(new) == wanted


def test_empty_answers_alone_show_nothing() -> None:
    program = synthesize(
        [Observation((["a"], ["b"]), []), Observation((["c"], ["d"]), []), Observation((["e"], []), [])]
    )
    assert not any(
        each.expr.operator.name == "in_both" for each in program.programs if hasattr(each.expr, "operator")
    )
