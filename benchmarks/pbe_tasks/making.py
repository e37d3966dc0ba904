"""How a task is declared: a function that draws one row, with texts that are not of its form."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

Row = tuple[tuple[Any, ...], Any]
Made = tuple[Any, Any]
"""An input, or a tuple of inputs, and the answer."""
Make = Callable[[random.Random], Made]
Declared = TypeVar("Declared", bound=Callable[..., Any])


TRIES = 50
"""How often a row is drawn for one that is new, at most."""


@dataclass(frozen=True)
class Task:
    """Rows come from ``make``, as (input or tuple of inputs, answer); ``negatives`` are inputs of no such form."""

    domain: str
    name: str
    make: Make
    negatives: tuple[Any, ...] = ()

    def rows(self, count: int, seed: int = 5) -> list[Row]:
        """So many rows, all different, or fewer where there are not so many."""
        rng, found = random.Random(f"{seed}|{self.domain}|{self.name}"), {}
        for _ in range(TRIES * count):
            if len(found) == count:
                break
            cells, answer = self.make(rng)
            cells = cells if isinstance(cells, tuple) else (cells,)
            found.setdefault(repr(cells), (cells, answer))
        return list(found.values())


TASKS: list[Task] = []


def task(*negatives: Any) -> Callable[[Declared], Declared]:
    """Declare the function as a task, of the domain that its module is called after."""

    def declare(make: Declared) -> Declared:
        domain = make.__module__.rsplit(".", 1)[-1]
        TASKS.append(Task(domain, make.__name__.strip("_"), make, negatives))
        return make

    return declare


def a_day(rng: random.Random, first: int = 1990, last: int = 2035) -> date:
    """Some day of these years."""
    start = date(first, 1, 1)
    return start + timedelta(days=rng.randrange((date(last, 12, 31) - start).days))


def a_moment(rng: random.Random) -> datetime:
    """Some second."""
    return datetime.combine(a_day(rng), datetime.min.time()) + timedelta(seconds=rng.randrange(86400))


def pick(rng: random.Random, choices: str | Sequence[Any]) -> Any:
    """One of these; of a text, one of its parts between bars."""
    return rng.choice(choices.split("|") if isinstance(choices, str) else choices)


def some(rng: random.Random, choices: str, low: int, high: int) -> list[str]:
    """Several of these, all different, in any order."""
    return rng.sample(choices.split("|"), rng.randint(low, high))


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
