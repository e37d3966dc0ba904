"""A little of everything: the tasks that the synthesiser has to solve from four rows."""

from __future__ import annotations

import random

from benchmarks.pbe_tasks.making import Row, a_day, task

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


@task()
def _invoice(rng: random.Random) -> Row:
    number, day = f"{rng.randrange(10**6):06d}", a_day(rng, 2001, 2025)
    return (f"Invoice {number}, issued {day:%d.%m.%Y}, due in {rng.randrange(5, 60)} days",), number


@task()
def _us_date(rng: random.Random) -> Row:
    day = a_day(rng, 2001, 2025)
    return (f"{day.month}/{day.day}/{day.year}",), day.isoformat()


@task()
def _long_date(rng: random.Random) -> Row:
    day = a_day(rng, 2001, 2025)
    return (f"{day:%B} {day.day}, {day.year}",), f"{day:%Y-%m-%d}"


@task()
def _initials(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    return (f"{given} {family}",), f"{given[0]}. {family}"


@task()
def _sorted_name(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN), rng.choice(FAMILY)
    return (given, family), f"{family.upper()}, {given}"


@task()
def _mail(rng: random.Random) -> Row:
    given, family = rng.choice(GIVEN).lower(), rng.choice(FAMILY).lower()
    host = rng.choice(["example.org", "mail.example.com", "example.net"])
    return (f"{given}.{family}@{host}",), host


@task()
def _log(rng: random.Random) -> Row:
    level, code = rng.choice(["INFO", "WARN", "ERROR"]), rng.randrange(100, 999)
    text = rng.choice(["started", "lost the connection", "took too long", "done"])
    head = f"{a_day(rng, 2001, 2025)} 12:{rng.randrange(60):02d}:07 {level} [worker-{rng.randrange(30)}]"
    return (f"{head} {text} (code {code})",), code


@task()
def _price(rng: random.Random) -> Row:
    cents = rng.randrange(100, 9_999_999)
    return (f"${cents / 100:,.2f}",), f"{cents / 100:.2f}"


@task()
def _path(rng: random.Random) -> Row:
    stem, folder = rng.choice(FAMILY).lower(), rng.choice(["etc", "home/ada", "var/log/app"])
    return (f"/{folder}/{stem}.{rng.choice(['txt', 'tar', 'json'])}",), stem


@task()
def _phone(rng: random.Random) -> Row:
    a, b, c = rng.randrange(200, 999), rng.randrange(200, 999), rng.randrange(10_000)
    return (f"({a}) {b}-{c:04d}",), f"{a}.{b}.{c:04d}"


@task()
def _address(rng: random.Random) -> Row:
    city, code = rng.choice(CITIES), rng.randrange(1000, 99999)
    return (f"{rng.randrange(1, 300)} {rng.choice(FAMILY)} Street, {city}, {code}",), city


@task()
def _field(rng: random.Random) -> Row:
    values = [rng.randrange(1000) for _ in range(4)]
    return (f"id={values[0]};width={values[1]};height={values[2]};depth={values[3]}",), str(values[2])
