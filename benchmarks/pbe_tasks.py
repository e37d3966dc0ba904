"""Tasks of our own for the synthesiser, drawn from a fixed seed: inputs with the answers, in rows."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Row = tuple[tuple[Any, ...], Any]
GIVEN = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "John", "Margaret", "Niklaus"]
FAMILY = [
    "Lovelace",
    "Hopper",
    "Turing",
    "Dijkstra",
    "Liskov",
    "Knuth",
    "Allen",
    "Backus",
    "Hamilton",
    "Wirth",
]
CITIES = ["Oslo", "Lima", "New York", "Kyoto", "Porto Alegre", "Bergen", "Zürich", "Quito"]


def _day(rng: random.Random) -> date:
    return date(2001, 1, 1) + timedelta(days=rng.randrange(9000))


def _invoice(rng: random.Random) -> Row:
    number, day = f"{rng.randrange(10**6):06d}", _day(rng)
    return (f"Invoice {number}, issued {day:%d.%m.%Y}, due in {rng.randrange(5, 60)} days",), number


def _us_date(rng: random.Random) -> Row:
    day = _day(rng)
    return (f"{day.month}/{day.day}/{day.year}",), day.isoformat()


def _long_date(rng: random.Random) -> Row:
    day = _day(rng)
    return (f"{day:%B} {day.day}, {day.year}",), f"{day:%Y-%m-%d}"


def _initials(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    return (f"{given} {family}",), f"{given[0]}. {family}"


def _sorted_name(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    return (given, family), f"{family.upper()}, {given}"


def _mail(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN).lower(), rng.choice(FAMILY).lower()
    host = rng.choice(["example.org", "mail.example.com", "example.net"])
    return (f"{given}.{family}@{host}",), host


def _log(rng: random.Random) -> Row:
    level, code = rng.choice(["INFO", "WARN", "ERROR"]), rng.randrange(100, 999)
    text = rng.choice(["started", "lost the connection", "took too long", "done"])
    head = f"{_day(rng)} 12:{rng.randrange(60):02d}:07 {level} [worker-{rng.randrange(30)}]"
    return (f"{head} {text} (code {code})",), code


def _price(rng: random.Random) -> Row:
    cents = rng.randrange(100, 9_999_999)
    return (f"${cents / 100:,.2f}",), f"{cents / 100:.2f}"


def _path(rng: random.Random) -> Row:
    stem, folder = rng.choice(FAMILY).lower(), rng.choice(["etc", "home/ada", "var/log/app"])
    return (f"/{folder}/{stem}.{rng.choice(['txt', 'tar', 'json'])}",), stem


def _phone(rng: random.Random) -> Row:
    a, b, c = rng.randrange(200, 999), rng.randrange(200, 999), rng.randrange(10_000)
    return (f"({a}) {b}-{c:04d}",), f"{a}.{b}.{c:04d}"


def _address(rng: random.Random) -> Row:
    city, code = rng.choice(CITIES), rng.randrange(1000, 99999)
    return (f"{rng.randrange(1, 300)} {rng.choice(FAMILY)} Street, {city}, {code}",), city


def _field(rng: random.Random) -> Row:
    values = [rng.randrange(1000) for _ in range(4)]
    return (f"id={values[0]};width={values[1]};height={values[2]};depth={values[3]}",), str(values[2])


MAKERS: dict[str, Callable[[random.Random], Row]] = {
    "invoice number": _invoice, "US date": _us_date, "long date": _long_date, "initials": _initials,
    "sorted name": _sorted_name, "mail host": _mail, "log code": _log, "price": _price, "file stem": _path,
    "phone": _phone, "city": _address, "field": _field,
}  # fmt: skip


def tasks(rows: int = 14, seed: int = 5) -> dict[str, list[Row]]:
    """Every task with so many rows, all different."""
    out: dict[str, list[Row]] = {}
    for name, make in MAKERS.items():
        rng, found = random.Random(f"{seed}|{name}"), {}
        while len(found) < rows:
            cells, answer = make(rng)
            found[cells] = answer
        out[name] = list(found.items())
    return out
