"""Threads of small tasks over random data, compiled from two or three and run on others: right, or refused."""

from __future__ import annotations

import collections
import importlib.util
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import llmjit
from llmjit.diagnostic import CompileError
from llmjit.frontend.thread import Thread
from llmjit.guard import GuardFailed

_path = Path(__file__).parent.parent / "frontend" / "thread_maker.py"
_spec = importlib.util.spec_from_file_location("thread_maker", _path)
_maker = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_maker)
record: Callable[..., Thread] = _maker.record

SEEDS = 8
NAMES = ("Kaya", "Omar", "Lena", "Nils", "Ines", "Tomo")
TOWNS = ("Oslo", "Bergen", "Turku", "Ghent")
STATES = ("open", "paid", "late")
Row = dict[str, Any]


def rows_of(rng: random.Random, least: int = 0) -> list[Row]:
    """A table: names differ, everything else may repeat."""
    count = max(least, rng.choice((0, 1, 1, 2, 2, 3, 3, 4)))
    return [
        {
            "id": f"{rng.choice('ABC')}{rng.randrange(10, 40)}",
            "who": who,
            "town": rng.choice(TOWNS),
            "state": rng.choice(STATES),
            "qty": rng.randrange(0, 6),
            "price": rng.choice((2.5, 7.25, 12.0, 40, 125)),
        }
        for who in rng.sample(NAMES, count)
    ]


def as_lines(rows: list[Row]) -> str:
    return "\n".join(f"{row['who']}: {row['price']}" for row in rows)


def letter(row: Row) -> str:
    return f"Dear all,\nOrder: {row['id']}\nTown: {row['town']}\nTotal: {row['price']:.2f} {row['state'].upper()}\n"


def table(rows: list[Row]) -> str:
    return "\n".join(
        ["who | price | qty", *(f"{row['who']} | {row['price']} | {row['qty']}" for row in rows)]
    )


FORMS: dict[str, Callable[[list[Row]], Any]] = {
    "data": lambda rows: rows,
    "json": json.dumps,
    "record": lambda rows: {"rows": rows, "count": len(rows)},
}


@dataclass
class World:
    """One day's data, what is asked for on it, and what the helpers were asked to write."""

    rng: random.Random
    form: str
    rows: list[Row] = field(default_factory=list)
    who: str = ""
    number: int = 0
    written: list[Any] = field(default_factory=list)

    @property
    def row(self) -> Row:
        return next(row for row in self.rows if row["who"] == self.who)

    @property
    def helpers(self) -> dict[str, Callable[..., Any]]:
        return {
            "orders": lambda: FORMS[self.form](self.rows),
            "lines": lambda: as_lines(self.rows),
            "letter": lambda who: letter(next(r for r in self.rows if r["who"] == who)),
            "of": lambda who: dict(next(r for r in self.rows if r["who"] == who)),
            "by_name": lambda: {r["who"]: r for r in self.rows},
            "user": lambda who: {
                "who": who,
                "orders": [r["id"] for r in self.rows],
                "last": self.rows[-1]["id"],
                "card": {"id": f"card_{who}", "limit": 40},
            },
            "price_of": lambda id: next(r["price"] for r in self.rows if r["id"] == id),
            "close": lambda *given: self.written.append(given) or "closed",
        }


@dataclass(frozen=True)
class Task:
    """What is asked, the code a model writes for it (values typed as it read them), the true answer.

    ``useful``: some answers must need no model. ``both``: a condition of which both outcomes are recorded, since
    no program can know of a way that was never taken.
    """

    request: Callable[[World], str]
    blocks: Callable[[World], list[str]]
    answer: Callable[[World], Any]
    least: int = 1
    useful: bool = False
    both: Callable[[World], bool] | None = None
    written: Callable[[World], list[Any]] = lambda world: []


LOOK = "shown = orders()\nprint(shown)"
LINES = "shown = lines()\nprint(shown)"
ROWS = {
    "data": "rows = shown",
    "json": "import json\nrows = json.loads(shown)",
    "record": "rows = shown['rows']",
}


def about(world: World) -> str:
    return f"What about {world.who}?"


def best(world: World) -> Row:
    return max(world.rows, key=lambda row: (row["price"], row["who"]))


def rows_code(code: str) -> Callable[[World], list[str]]:
    return lambda world: [LOOK, f"{ROWS[world.form]}\n{code.format(who=world.who, n=world.number)}"]


TASKS = {
    "a price that was typed": Task(
        about,
        lambda w: [LOOK, f"price = {w.row['price']}\nround(price * 2, 2)"],
        lambda w: w.row["price"] * 2,
        useful=True,
    ),
    "a price of a line": Task(
        about,
        lambda w: [LINES, f"price = {w.row['price']}\nround(price * 2, 2)"],
        lambda w: w.row["price"] * 2,
        useful=True,
    ),
    "an id that was typed": Task(
        about,
        lambda w: [LOOK, f"price_of({w.row['id']!r})"],
        lambda w: next(r["price"] for r in w.rows if r["id"] == w.row["id"]),
        useful=True,
    ),
    "the state as it stands": Task(
        about, lambda w: [LOOK, repr(w.row["state"])], lambda w: w.row["state"], useful=True
    ),
    "a judgement": Task(
        about,
        lambda w: [LOOK, f"result = {'big' if w.row['qty'] > 2 else 'small'!r}\nresult"],
        lambda w: "big" if w.row["qty"] > 2 else "small",
    ),
    "a judgement in a sentence": Task(
        about,
        lambda w: [LOOK, f"print('{w.who} is', {'big' if w.row['qty'] > 2 else 'small'!r})"],
        lambda w: f"{w.who} is {'big' if w.row['qty'] > 2 else 'small'}",
    ),
    "yes or no": Task(about, lambda w: [LOOK, f"{w.row['qty'] > 2}"], lambda w: w.row["qty"] > 2),
    "a count in the head": Task(
        lambda w: "How many are open?",
        lambda w: [LOOK, f"count = {sum(r['state'] == 'open' for r in w.rows)}\ncount"],
        lambda w: sum(r["state"] == "open" for r in w.rows),
        least=0,
    ),
    "a sum in the head": Task(
        lambda w: "What do all of them cost?",
        lambda w: [LOOK, f"total = {sum(r['price'] for r in w.rows)}\ntotal"],
        lambda w: sum(r["price"] for r in w.rows),
        least=0,
    ),
    "a product in the head": Task(
        about,
        lambda w: [LOOK, f"total = {w.row['qty']} * {w.row['price']}\ntotal"],
        lambda w: w.row["qty"] * w.row["price"],
    ),
    "the dearest by id": Task(
        lambda w: "Which is the dearest?",
        lambda w: [LOOK, f"price_of({best(w)['id']!r})"],
        lambda w: next(r["price"] for r in w.rows if r["id"] == best(w)["id"]),
    ),
    "the dearest by name": Task(
        lambda w: "Whose is the dearest?",
        lambda w: [LOOK, f"name = {best(w)['who']!r}\nname"],
        lambda w: best(w)["who"],
    ),
    "the dearest by position": Task(
        lambda w: "Whose is the dearest?",
        lambda w: [LOOK, f"{ROWS[w.form]}\nrows[{w.rows.index(best(w))}]['who']"],
        lambda w: best(w)["who"],
    ),
    "his position": Task(
        about,
        lambda w: [LOOK, f"{ROWS[w.form]}\nrows[{w.rows.index(w.row)}]['price'] + 1"],
        lambda w: w.row["price"] + 1,
    ),
    "a sum by code": Task(
        lambda w: "What do all of them cost?",
        rows_code("round(sum(row['qty'] * row['price'] for row in rows), 2)"),
        lambda w: round(sum(r["qty"] * r["price"] for r in w.rows), 2),
        least=0,
        useful=True,
    ),
    "a filter by code": Task(
        about,
        rows_code("[row['price'] for row in rows if row['who'] == {who!r}][0]"),
        lambda w: w.row["price"],
        useful=True,
    ),
    "a limit of the request": Task(
        lambda w: f"How many have more than {w.number}?",
        rows_code("sum(row['qty'] > {n} for row in rows)"),
        lambda w: sum(r["qty"] > w.number for r in w.rows),
        least=0,
        useful=True,
    ),
    "a limit in a loop": Task(
        lambda w: f"How many have at least {w.number}?",
        rows_code("count = 0\nfor row in rows:\n    if row['qty'] >= {n}:\n        count += 1\ncount"),
        lambda w: sum(r["qty"] >= w.number for r in w.rows),
        least=0,
        useful=True,
    ),
    "written in other ways": Task(
        about,
        lambda w: [
            LOOK,
            w.rng.choice(
                [
                    f"have = price_of({w.row['id']!r})\nround(have * 3 + 1, 2)",
                    f"round(price_of({w.row['id']!r}) * 3 + 1, 2)",
                    f"have = price_of({w.row['id']!r})\nmore = have * 3\nmore = more + 1\nround(more, 2)",
                    f"have = price_of({w.row['id']!r})\nprint(have)\ntotal = have * 3\nround(total + 1, 2)",
                ]
            ),
        ],
        lambda w: round(next(r["price"] for r in w.rows if r["id"] == w.row["id"]) * 3 + 1, 2),
        useful=True,
    ),
    "a sentence without helpers": Task(
        lambda w: f"Is {w.number + 1} by {len(w.rows) + 1} much for {w.who}?",
        lambda w: [
            f"area = {w.number + 1} * {len(w.rows) + 1}\nprint(area)",
            f"'{w.who} has {'much' if (w.number + 1) * (len(w.rows) + 1) > 9 else 'little'}'",
        ],
        lambda w: f"{w.who} has {'much' if (w.number + 1) * (len(w.rows) + 1) > 9 else 'little'}",
    ),
    "a product in a second block": Task(
        lambda w: f"What are {w.number + 1} by {len(w.rows) + 1} worth at 3 each?",
        lambda w: [
            f"area = {w.number + 1} * {len(w.rows) + 1}\nprint(area)",
            f"{(w.number + 1) * (len(w.rows) + 1)} * 3",
        ],
        lambda w: (w.number + 1) * (len(w.rows) + 1) * 3,
    ),
    "a word of a letter": Task(
        about,
        lambda w: [f"text = letter({w.who!r})\nprint(text)", f"place = {w.row['town']!r}\nplace.upper()"],
        lambda w: w.row["town"].upper(),
        useful=True,
    ),
    "a number of a letter": Task(
        about,
        lambda w: [f"text = letter({w.who!r})\nprint(text)", f"total = {w.row['price']}\ntotal * 2"],
        lambda w: w.row["price"] * 2,
        useful=True,
    ),
    "the money of a letter": Task(
        about,
        lambda w: [f"text = letter({w.who!r})\nprint(text)", f"close({w.row['state'].upper()!r})"],
        lambda w: "closed",
        written=lambda w: [(w.row["state"].upper(),)],
    ),
    "by name": Task(
        about,
        lambda w: [
            "found = by_name()\nprint(found)",
            f"count = {w.row['qty']}\nprice = {w.row['price']}\ncount * price",
        ],
        lambda w: w.row["qty"] * w.row["price"],
        useful=True,
    ),
    "the last order": Task(
        about,
        lambda w: [f"found = user({w.who!r})\nprint(found)", f"close({w.rows[-1]['id']!r})"],
        lambda w: "closed",
        written=lambda w: [(w.rows[-1]["id"],)],
    ),
    "the card": Task(
        about,
        lambda w: [f"found = user({w.who!r})\nprint(found)", f"close({'card_' + w.who!r}, 40)"],
        lambda w: "closed",
        written=lambda w: [("card_" + w.who, 40)],
    ),
    "a row of a table": Task(
        lambda w: f"What do {w.number} of {w.who} cost?\n{table(w.rows)}",
        lambda w: [f"count = {w.number}\nprice = {w.row['price']}\ncount * price"],
        lambda w: w.number * w.row["price"],
        useful=True,
    ),
    "two rows of a table": Task(
        lambda w: f"How much more than {w.rows[0]['who']} does {w.rows[-1]['who']} cost?\n{table(w.rows)}",
        lambda w: [f"first = {w.rows[0]['price']}\nsecond = {w.rows[-1]['price']}\nsecond - first"],
        lambda w: w.rows[-1]["price"] - w.rows[0]["price"],
        least=2,
    ),
    "a sum of a table": Task(
        lambda w: f"What do all of them cost?\n{table(w.rows)}",
        lambda w: [f"prices = {[row['price'] for row in w.rows]}\nsum(prices)"],
        lambda w: sum(row["price"] for row in w.rows),
    ),
    "the most of a table": Task(
        lambda w: f"What is the highest price?\n{table(w.rows)}",
        lambda w: [f"highest = {max(row['price'] for row in w.rows)}\nhighest"],
        lambda w: max(row["price"] for row in w.rows),
    ),
    "a sentence about a table": Task(
        lambda w: f"Is {w.who} dear?\n{table(w.rows)}",
        lambda w: [f"'{w.who} is {'dear' if w.row['price'] > 10 else 'cheap'}'"],
        lambda w: f"{w.who} is {'dear' if w.row['price'] > 10 else 'cheap'}",
    ),
    "money left": Task(
        lambda w: f"{w.who} has {w.number + 9} and spends {len(w.rows)} and {w.number}, what is left?",
        lambda w: [f"has = {w.number + 9}\nspends = {len(w.rows)} + {w.number}\nhas - spends"],
        lambda w: 9 - len(w.rows),
        useful=True,
    ),
    "two ways by a number": Task(
        about,
        lambda w: [
            f"found = of({w.who!r})\nprint(found)",
            "price_of(found['id'])" if w.row["qty"] > 2 else f"lines().count({w.who!r})",
        ],
        lambda w: next(r["price"] for r in w.rows if r["id"] == w.row["id"]) if w.row["qty"] > 2 else 1,
        both=lambda w: w.row["qty"] > 2,
    ),
    "two ways by a word": Task(
        about,
        lambda w: [
            f"found = of({w.who!r})\nprint(found)",
            "price_of(found['id'])" if w.row["state"] == "open" else f"lines().count({w.who!r})",
        ],
        lambda w: (
            next(r["price"] for r in w.rows if r["id"] == w.row["id"]) if w.row["state"] == "open" else 1
        ),
        both=lambda w: w.row["state"] == "open",
    ),
    "two ways": Task(
        about,
        lambda w: [LOOK, f"price_of({w.row['id']!r})" if w.row["state"] == "open" else "'nothing to do'"],
        lambda w: (
            next(r["price"] for r in w.rows if r["id"] == w.row["id"])
            if w.row["state"] == "open"
            else "nothing to do"
        ),
        both=lambda w: w.row["state"] == "open",
    ),
    "empty or not": Task(
        lambda w: "Is there anything?",
        lambda w: [LOOK, "'yes'" if w.rows else "'no'"],
        lambda w: "yes" if w.rows else "no",
        least=0,
    ),
    "a write by id": Task(
        about,
        lambda w: [LOOK, f"close({w.row['id']!r})"],
        lambda w: "closed",
        written=lambda w: [(w.row["id"],)],
        useful=True,
    ),
    "a write with a judgement": Task(
        about,
        lambda w: [LOOK, f"close({w.who!r}, {'big' if w.row['qty'] > 2 else 'small'!r})"],
        lambda w: "closed",
        written=lambda w: [(w.who, "big" if w.row["qty"] > 2 else "small")],
    ),
    "a write of a number": Task(
        about,
        lambda w: [LOOK, f"close({w.who!r}, {w.row['qty']}, {w.row['price']})"],
        lambda w: "closed",
        written=lambda w: [(w.who, w.row["qty"], w.row["price"])],
        useful=True,
    ),
    "two blocks without helpers": Task(
        lambda w: f"What are {w.number} times {len(w.rows)}?",
        lambda w: [
            f"total = {w.number} * {len(w.rows)}\nprint(total)",
            f"{'big' if w.number * len(w.rows) > 6 else 'small'!r}",
        ],
        lambda w: "big" if w.number * len(w.rows) > 6 else "small",
        least=0,
    ),
    "two numbers of the request": Task(
        lambda w: f"What do {w.number} sacks cost at {len(w.rows)} each?",
        lambda w: [f"sacks = {w.number}\neach = {len(w.rows)}\nsacks * each + sacks"],
        lambda w: w.number * len(w.rows) + w.number,
        least=0,
        useful=True,
    ),
}


def worlds(rng: random.Random, task: Task) -> Iterator[World]:
    """Days of one task: the form of the data stays, the data changes."""
    form = rng.choice(list(FORMS))
    while True:
        rows = rows_of(rng, task.least)
        who = rng.choice(rows)["who"] if rows else ""
        yield World(rng, form, rows, who, rng.randrange(0, 6))


def recorded(task: Task, days: Iterator[World], count: int) -> list[Thread]:
    """Threads of as many days; what is fixed stands in the code as the model typed it."""
    seen = [next(days) for _ in range(count)]
    if task.both is not None and len({task.both(day) for day in seen}) < 2:
        return []
    return [
        record(task.request(day), task.blocks(day), day.helpers, {"close": "write"}, id=f"t{index}")
        for index, day in enumerate(seen)
    ]


def tried(name: str, seed: int) -> collections.Counter[str]:
    """Compile one to three threads of a task and run the program on other days; what came of it."""
    task, rng = TASKS[name], random.Random(f"{name} {seed}")
    days = worlds(rng, task)
    threads = recorded(task, days, rng.choice((1, 2, 2, 3, 3)))
    tally = collections.Counter(right=0, refused=0)
    if not threads:
        return tally
    try:
        program = llmjit.compile(threads, budget_seconds=0.2)
    except CompileError:
        return tally
    for _ in range(8):
        day = next(days)
        try:
            value = program.with_(helpers=day.helpers)(task.request(day))
        except GuardFailed:
            wanted = task.written(day)
            assert day.written == wanted[: len(day.written)], (name, seed, day.written, wanted)
            tally["refused"] += 1
            continue
        value = value.strip() if isinstance(value, str) else value
        told = f"{name}, seed {seed}: {task.request(day)!r} over {day.rows} gave {value!r}\n{program.source}"
        assert value == task.answer(day), told
        assert day.written == task.written(day), told
        tally["right"] += 1
    return tally


@pytest.mark.parametrize("name", TASKS)
def test_a_program_is_right_or_refuses(name: str) -> None:
    tally = sum((tried(name, seed) for seed in range(SEEDS)), collections.Counter())
    assert not TASKS[name].useful or tally["right"] > tally["refused"] / 4, f"of little use: {tally}"
