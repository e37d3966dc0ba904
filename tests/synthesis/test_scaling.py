"""Programs and guards that the synthesiser makes take time about linear in their input, whatever it holds."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from llmjit.synthesis import Budget, Observation, Synthesis, synthesize
from llmjit.synthesis.expr import Undefined
from llmjit.synthesis.guards.checks import ANSWER, holds
from llmjit.synthesis.numbers.features import SHORT

TASKS: dict[str, list[tuple[str, Any]]] = {
    "identifier": [("INV-104522 of 2020", "104522"), ("INV-229917 of 2021", "229917"), ("INV-7 of 19", "7")],
    "word": [("Ada Lovelace", "Lovelace"), ("Alan Turing", "Turing"), ("Grace Hopper", "Hopper")],
    "initials": [("Ada King", "AK"), ("Alan Mathison Turing", "AMT"), ("Kurt Goedel", "KG")],
    "brackets": [("a (x1) b", "x1"), ("bcd (yz22) e", "yz22"), ("f (w) ghi", "w")],
    "digits": [("(12) 34-5", "12345"), ("6.78.90", "67890"), ("1 2 3-45", "12345")],
    "mail": [("Ann <ann@x.org>", "ann@x.org"), ("Bo <b.c@y.net>", "b.c@y.net"), ("Cy <c@z.com>", "c@z.com")],
    "extension": [("a/b/c.txt", "txt"), ("data.final.csv", "csv"), ("x/readme.md", "md")],
    "date": [("3/14/2021", "2021-03-14"), ("12/31/1999", "1999-12-31"), ("7/4/2020", "2020-07-04")],
    "amount": [("total $1,234.50", 1234.5), ("total $7.25", 7.25), ("total $12,000.00", 12000.0)],
    "count": [("a, b, c", 3), ("d", 1), ("e, f", 2), ("g, h, i, j", 4)],
    "list": [("a, b, c", ["a", "b", "c"]), ("d", ["d"]), ("e, f", ["e", "f"])],
    "field": [("k=1; v=22", "22"), ("k=2; v=333", "333"), ("k=15; v=4", "4")],
    "json": [('{"id": "a-1", "n": 2}', "a-1"), ('{"id": "b-22", "n": 5}', "b-22"), ('{"id": "c", "n": 7}', "c")],
    "case": [("ab-cd", "AB CD"), ("xyz-u", "XYZ U"), ("q-r", "Q R")],
    "title": [("ada LOVELACE", "Ada Lovelace"), ("alan TURING", "Alan Turing"), ("g HOPPER", "G Hopper")],
    "spaces": [("a   b", "a b"), ("c  d e", "c d e"), ("f    g", "f g")],
    "lines": [("a: 1\nb: 2", "1"), ("a: 33\nb: 4", "33"), ("a: 5\nb: 66", "5")],
    "short": [("1.5K", 1500), ("2M", 2000000), ("3.25K", 3250), ("7K", 7000)],
}  # fmt: skip
SMALL, FACTOR = 2000, 10
PIECES = [
    "a",
    "A",
    "1",
    " ",
    ",",
    "1,",
    "a ",
    "Aa",
    "-",
    "a-",
    "(",
    "=",
    "\n",
    '"',
    "\\",
    ".",
    "1.",
    "é",
    "/",
]


def texts(seen: list[str], size: int) -> Iterator[str]:
    """Texts of about this size in which what the observed ones are made of stands very often."""
    parts = [*re.findall(r"\w+|\s+|[^\w\s]", seen[0])[:4], seen[0], *PIECES]
    for part in dict.fromkeys(parts):
        long = (part * size)[:size]
        yield seen[0][: len(seen[0]) // 2] + long + seen[0][len(seen[0]) // 2 :] + "!"


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def grows_in_line(make: Callable[[int], Callable[[], object]]) -> bool:
    """Whether ten times the input takes much less than a hundred times the time; small times tell nothing."""
    for _ in range(3):  # what else the process did meanwhile is counted too
        large = seconds(make(SMALL * FACTOR))
        if large < 0.03 or large < 35 * max(seconds(make(SMALL)), 0.0005):
            return True
    return False


def working(found: Synthesis, text: str) -> Callable[[], None]:
    """Every program and every guard on this text, none spared because another refused."""

    def work() -> None:
        for program in found.programs:
            try:
                program.run((text,))
            except Undefined:
                continue
        for guard in found.guards:
            with contextlib.suppress(TypeError):  # a condition on numbers, behind the guard on the type
                holds(guard, (*found.names, ANSWER), (text, text))

    return work


@pytest.mark.parametrize("name", TASKS)
def test_programs_and_guards_take_linear_time(name: str) -> None:
    seen = [Observation((text,), output) for text, output in TASKS[name]]
    found = synthesize(seen, Budget(2.0))
    assert found.refusal is None
    inputs = [text for text, _ in TASKS[name]]
    for at, text in enumerate(texts(inputs, SMALL)):

        def make(size: int, at: int = at) -> Callable[[], None]:
            return working(found, list(texts(inputs, size))[at])

        assert grows_in_line(make), text[:60]


@pytest.mark.parametrize("text", ["7", "7,", ",", "$7", "7."])
def test_short_numbers_are_told_in_linear_time(text: str) -> None:
    assert grows_in_line(lambda size: lambda: SHORT.fullmatch((text * size)[:size] + "x"))


@pytest.mark.parametrize("text", ["1.5K", "$2M", "-3,250.75k", ".5B", "€9bn", "7 m"])
def test_short_numbers_are_still_told(text: str) -> None:
    assert SHORT.fullmatch(text) and not SHORT.fullmatch(f"{text}.") and not SHORT.fullmatch(f"1.{text}.5")
