"""Values by key, by row and by column name."""

from __future__ import annotations

import json

import pytest

from llmjit.guard import GuardFailed
from tests.synthesis.learning import learn


def user(name: str, age: int, *tags: str) -> str:
    return json.dumps(
        {"id": age * 7, "user": {"name": name, "age": age}, "tags": [{"t": tag} for tag in tags]}
    )


PRICES = "Item | Price | Stock\nbolt | $4.50 | 3\nnut | $3.00 | 12\ncam | $8.25 | 7"
OTHER = "Item | Price | Stock\nbolt | $4.75 | 9\npin | $1.00 | 11\ncam | $2.25 | 2"
THIRD = "Item | Price | Stock\nbolt | $9.75 | 1\ngear | $7.00 | 4\ncam | $2.50 | 8"


@pytest.mark.parametrize(
    ("pairs", "more"),
    [
        (
            [(user("Ann Lee", 31), "Ann Lee"), (user("Bo", 9), "Bo"), (user("Al Gray", 44), "Al Gray")],
            (user("Cy Young", 50), "Cy Young"),
        ),
        ([(user("Ann Lee", 31), 31), (user("Bo", 9), 9), (user("Al Gray", 44), 44)], (user("Cy", 50), 50)),
        (
            [
                (user("A", 3, "x", "y"), ["x", "y"]),
                (user("B", 4, "z"), ["z"]),
                (user("C", 5, "p", "q"), ["p", "q"]),
            ],
            (user("D", 1, "n", "m", "o"), ["n", "m", "o"]),
        ),
        (
            [
                ("name: Ann\nage: 31\ncity: Rome", "Rome"),
                ("name: Bo\ncity: Oslo\nage: 9", "Oslo"),
                ("city: Lima\nage: 3\nname: Al", "Lima"),
            ],
            ("age: 5\nname: X\ncity: Cairo", "Cairo"),
        ),
        (
            [("a=1; path=/x; b=22", "/x"), ("path=/yy; b=3; a=4", "/yy"), ("b=0; a=7; path=/", "/")],
            ("a=1; b=2; path=/z/z", "/z/z"),
        ),
        (
            [('<a id="7" href="/x">', "/x"), ('<a href="/yy" id="q">', "/yy"), ("<a href='z' id='1'>", "z")],
            ('<a id="12" href="/w">', "/w"),
        ),
        ([((PRICES, "nut"), "12"), ((PRICES, "bolt"), "3"), ((OTHER, "pin"), "11")], ((OTHER, "cam"), "2")),
        (
            [((PRICES,), "cam"), ((OTHER,), "bolt"), ((PRICES.replace("8.25", "0.25"),), "bolt")],
            ((OTHER.replace("1.00", "10.00"),), "pin"),
        ),
        (
            [((PRICES,), ["bolt", "nut", "cam"]), ((OTHER,), ["bolt", "pin", "cam"])],
            ((THIRD,), ["bolt", "gear", "cam"]),
        ),
        (
            [(('{"a": 1, "b": 2}', "b"), 2), (('{"a": 5, "c": 6}', "a"), 5), (('{"z": 9, "y": 8}', "z"), 9)],
            (('{"k": 3, "l": 4}', "l"), 4),
        ),
    ],
)
def test_learned(pairs: list[tuple[object, object]], more: tuple[object, object]) -> None:
    inputs = more[0] if isinstance(more[0], tuple) else (more[0],)
    assert learn(*pairs).run(inputs) == more[1]


@pytest.mark.parametrize("text", ["name: Ann\nage: 31", "nothing", "", "name: a\ncity: b\ncity: c\nage: 1"])
def test_a_record_without_the_key_is_refused(text: str) -> None:
    program = learn(
        ("name: Ann\nage: 31\ncity: Rome", "Rome"),
        ("name: Bo\ncity: Oslo\nage: 9", "Oslo"),
        ("city: Lima\nage: 3\nname: Al", "Lima"),
    )
    with pytest.raises(GuardFailed):
        program.run((text,))


def test_a_look_up_without_one_answer_is_refused() -> None:
    program = learn(((PRICES, "nut"), "12"), ((PRICES, "bolt"), "3"), ((OTHER, "pin"), "11"))
    for inputs in ((PRICES, "gear"), (PRICES + "\nnut | $1.00 | 4", "nut")):
        with pytest.raises(GuardFailed):
            program.run(inputs)
