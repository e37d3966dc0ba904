"""How the tasks are declared: a function draws one row, its name and module are the task's name and domain."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

Row = tuple[tuple[Any, ...], Any]
Maker = Callable[[random.Random], tuple[Any, Any]]
MAKERS: dict[str, Maker] = {}
ROWS = 11
TRIES = 3000


def task(maker: Maker) -> Maker:
    """Register a function that draws the input (a tuple where there are several) and the answer."""
    domain = maker.__module__.rpartition(".")[2]
    MAKERS[f"{domain}/{maker.__name__}"] = maker
    return maker


def rows(name: str, count: int = ROWS, seed: int = 11) -> list[Row]:
    """So many rows of a task, all inputs different."""
    rng, found = random.Random(f"{seed}|{name}"), {}
    for _ in range(TRIES):
        cells, answer = MAKERS[name](rng)
        cells = cells if isinstance(cells, tuple) else (cells,)
        found.setdefault(repr(cells), (cells, answer))
        if len(found) == count:
            break
    return list(found.values())


def half(name: str) -> str:
    """Which half a task is in: operators are tuned on one, figures reported on the other."""
    same = [each for each in MAKERS if each.partition("/")[0] == name.partition("/")[0]]
    return ("tune", "report")[same.index(name) % 2]


def word(rng: random.Random, least: int = 3, most: int = 8) -> str:
    """A made-up word in small letters."""
    text, size = "", rng.randint(least, most)
    while len(text) < size:
        text += rng.choice("bcdfghjklmnprstvw") + rng.choice("aeiou")
    return text[:size]


def words(rng: random.Random, least: int, most: int) -> list[str]:
    """Several made-up words."""
    return [word(rng) for _ in range(rng.randint(least, most))]


def amount(rng: random.Random, digits: int = 4) -> int:
    """A whole number of one to so many digits, every length as likely."""
    size = rng.randint(1, digits)
    return rng.randrange(10 ** (size - 1), 10**size)
