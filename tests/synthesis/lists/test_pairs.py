"""Two lists or records compared."""

from __future__ import annotations

from typing import Any

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn

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
    "cells": (
        [
            (("ash/elm", "elm/oak"), ["elm"]),
            (("yew/fir/pine", "birch/lime"), []),
            (("oak/fir/ash", "ash/lime/oak/fir"), ["oak", "fir", "ash"]),
        ],
        ("Norway spruce/yew", "yew/elm/Norway spruce"),
        ["Norway spruce", "yew"],
    ),
    "lacking": (
        [
            (("ash, elm", "oak, elm, ash"), "none"),
            (("yew, fir, pine", "birch, lime"), "yew, fir, pine"),
            (("oak, fir, ash", "ash, lime"), "oak, fir"),
        ],
        ("sea buckthorn, oak", "oak"),
        "sea buckthorn",
    ),
    "small": (
        [
            (("Ash, elm", "fir, Elm"), "ash, elm, fir"),
            (("oak", "yew, Ash, Pine"), "oak, yew, ash, pine"),
            (("lime, box, yew", "Box"), "lime, box, yew"),
        ],
        ("Fir, oak", "Oak, Larch"),
        "fir, oak, larch",
    ),
    "counted": (
        [(("a, b, c", "b, c, d"), 2), (("x, y", "z"), 0), (("k, l", "l, m, n"), 1)],
        ("p, q, r", "r, q, p"),
        3,
    ),
    "texts": (
        [
            (('{"a": 1, "b": 2}', '{"b": 3}'), {"a": 1, "b": 3}),
            (('{"c": 5}', '{"d": 6}'), {"c": 5, "d": 6}),
            (('{"e": 1}', "{}"), {"e": 1}),
        ],
        ("{}", '{"z": [9]}'),
        {"z": [9]},
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
    program = learn(*pairs)
    assert program.run(new) == wanted


def test_empty_answers_alone_show_nothing() -> None:
    program = learn((["a"], ["b"], []), (["c"], ["d"], []), (["e"], [], []))
    assert not any(
        each.expr.operator.name == "in_both" for each in program.programs if hasattr(each.expr, "operator")
    )


@pytest.mark.parametrize(
    ("name", "new"),
    [
        ("cells", ("Ash/elm", "ash/oak")),  # letter case may make no difference
        ("small", ("", "")),
        ("texts", ('{"a": {"b": 1}}', '{"a": {"c": 2}}')),  # replaced, or merged as well
    ],
)
def test_refused(name: str, new: tuple[Any, ...]) -> None:
    program = learn(*CASES[name][0])
    with pytest.raises(GuardFailed):
        program.run(new)
