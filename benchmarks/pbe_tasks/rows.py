"""What people ask about lines of logs, tables and lists of records: which, how many, how much, which has most."""

from __future__ import annotations

import json
from collections import Counter
from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.making import Made, amount, pick, task, word, words

LEVELS = "INFO|INFO|WARN|ERROR|DEBUG"
SERVICES = "api|billing|auth|mailer|search"
CITIES = "Oslo|Bergen|New York|York|Lima|São Paulo|Porto"
NAMES = "Ann|Bob|Cy|Dee|Eli Stone|Flo|Gus|Zoë"
STATES = "open|closed|open|waiting"
MESSAGES = (
    "disk full|retrying|cache miss: key=user:7|took 12ms|ERROR flag cleared|no WARN since boot|"
    "job done (3 items)|connection reset|user 500 logged in"
)


def log(r: R) -> list[tuple[str, str, str, str]]:
    """Lines of a log: time, level, service, message."""
    start = r.randrange(0, 1300)
    times = sorted(start + r.randrange(100) for _ in range(r.randint(1, 6)))
    return [
        (f"{at // 60:02d}:{at % 60:02d}", pick(r, LEVELS), pick(r, SERVICES), pick(r, MESSAGES))
        for at in times
    ]


def text(lines: Any) -> str:
    """One line each, words apart."""
    return "\n".join(" ".join(map(str, line)) for line in lines)


def hits(r: R) -> list[tuple[str, str, int, int]]:
    """Requests: method, path, status, milliseconds."""
    paths = "/|/home|/cart|/cart?id=4|/api/items/500|/login?next=/home|/docs"
    return [
        (
            pick(r, "GET|GET|POST|PUT"),
            pick(r, paths),
            r.choice([200, 200, 304, 404, 401, 500, 502]),
            amount(r, 3),
        )
        for _ in range(r.randint(1, 6))
    ]


def people(r: R) -> list[dict[str, Any]]:
    """Records with a text, a number, a yes or no, and one of a few states."""
    names = r.sample(NAMES.split("|"), r.randint(1, 5))
    return [
        {"name": name, "age": r.randint(8, 80), "active": r.random() < 0.5, "city": pick(r, CITIES)}
        for name in names
    ]


def stock(r: R) -> list[tuple[str, int, int]]:
    """Items with number and price."""
    return [(word(r), r.randint(1, 20), amount(r, 3)) for _ in range(r.randint(1, 5))]


@task("", "no such log")
def messages_of_level(r: R) -> Made:
    lines = log(r)
    return text(lines), [line[3] for line in lines if line[1] == "ERROR"]


@task("", "no such log")
def level_lines(r: R) -> Made:
    lines = log(r)
    return text(lines), sum(line[1] == "WARN" for line in lines)


@task("", "no such log")
def last_of_service(r: R) -> Made:
    lines, service = log(r), pick(r, SERVICES)
    times = [line[0] for line in lines if line[2] == service]
    return (text(lines), service), times[-1] if times else None


@task("", "no such log")
def service_counts(r: R) -> Made:
    lines = log(r)
    return text(lines), dict(Counter(line[2] for line in lines))


@task("", "no such log")
def services_with_errors(r: R) -> Made:
    lines = log(r)
    return text(lines), sorted({line[2] for line in lines if line[1] == "ERROR"})


@task("", "GET")
def server_errors(r: R) -> Made:
    lines = hits(r)
    return text(lines), sum(line[2] >= 500 for line in lines)


@task("", "GET")
def not_found(r: R) -> Made:
    lines = hits(r)
    return text(lines), [line[1] for line in lines if line[2] == 404]


@task("", "GET")
def slowest(r: R) -> Made:
    lines = {line[3]: line for line in hits(r)}
    return text(lines.values()), lines[max(lines)][1]


@task("", "GET")
def time_of_posts(r: R) -> Made:
    lines = hits(r)
    return text(lines), sum(line[3] for line in lines if line[0] == "POST")


@task("", "GET")
def visits_of_path(r: R) -> Made:
    lines, path = hits(r), pick(r, "/|/home|/cart|/docs")
    return (text(lines), path), sum(line[1].split("?")[0] == path for line in lines)


@task("[]", "{}")
def names_of_active(r: R) -> Made:
    rows = people(r)
    return json.dumps(rows), [row["name"] for row in rows if row["active"]]


@task("[]", "{}")
def oldest(r: R) -> Made:
    rows = list({row["age"]: row for row in people(r)}.values())
    return json.dumps(rows), max(rows, key=lambda row: row["age"])["name"]


@task("[]", "{}")
def grown_up(r: R) -> Made:
    rows = people(r)
    return json.dumps({"total": len(rows), "users": rows}), [row["name"] for row in rows if row["age"] >= 18]


@task("[]", "{}")
def names_in_city(r: R) -> Made:
    rows, city = people(r), pick(r, CITIES)
    return (json.dumps({"users": rows}), city), ", ".join(row["name"] for row in rows if row["city"] == city)


@task("[]", "{}")
def value_of_order(r: R) -> Made:
    rows = [{"sku": item, "qty": qty, "price": price} for item, qty, price in stock(r)]
    return json.dumps({"id": amount(r, 4), "lines": rows}), sum(row["qty"] * row["price"] for row in rows)


@task("", "name")
def csv_sum(r: R) -> Made:
    rows = stock(r)
    return "item,qty,price\n" + "\n".join(",".join(map(str, row)) for row in rows), sum(
        row[1] for row in rows
    )


@task("", "name")
def csv_column(r: R) -> Made:
    rows, heads = stock(r), ["item", "qty", "price"]
    order = r.sample(range(3), 3)
    lines = [",".join(heads[at] for at in order), *(",".join(str(row[at]) for at in order) for row in rows)]
    at = r.choice([1, 2])
    return ("\n".join(lines), heads[at]), sum(row[at] for row in rows)


@task("", "name")
def csv_where(r: R) -> Made:
    rows, city = people(r), pick(r, CITIES)
    body = [f"{row['name']},{row['city']},{row['age']}" for row in rows]
    return ("\n".join(["name,city,age", *body]), city), [row["name"] for row in rows if row["city"] == city]


@task("", "USER")
def biggest_process(r: R) -> Made:
    rows = {
        amount(r, 3): (amount(r, 5), pick(r, "nginx: worker process|java|sshd|python3 a.py"))
        for _ in range(r.randint(2, 5))
    }
    lines = [f"{pid:>7} {share / 10:>5} {command}" for share, (pid, command) in rows.items()]
    return "\n".join(["    PID  %MEM COMMAND", *lines]), rows[max(rows)][0]


@task("", "total 0")
def bytes_of_files(r: R) -> Made:
    lines, total = [], 0
    for _ in range(r.randint(1, 5)):
        folder, size = r.random() < 0.4, amount(r, 5)
        mode, links = ("drwxr-xr-x", r.randint(2, 9)) if folder else ("-rw-r--r--", r.choice([1, 1, 1, 2]))
        name = word(r) + ("" if folder or r.random() < 0.3 else pick(r, ".txt|.d|.tar.gz"))
        lines.append(
            f"{mode} {links} eve staff {size:>6} Jan {r.randint(1, 28):>2} 10:0{r.randrange(9)} {name}"
        )
        total += 0 if folder else size
    return "\n".join([f"total {amount(r, 3)}", *lines]), total


@task("", "tasks")
def open_tasks(r: R) -> Made:
    tasks = [(r.random() < 0.5, " ".join(words(r, 1, 4))) for _ in range(r.randint(1, 5))]
    return "\n".join(f"- [{'x' if done else ' '}] {what}" for done, what in tasks), [
        w for done, w in tasks if not done
    ]


@task("", "level=info")
def logfmt_users(r: R) -> Made:
    rows = [
        (pick(r, "login|logout|login|upload"), pick(r, "ann|bob|cy|dee"), amount(r, 3))
        for _ in range(r.randint(1, 5))
    ]
    lines = [f"ts={at} action={action} user={user} ms={ms}" for at, (action, user, ms) in enumerate(rows)]
    return "\n".join(lines), [user for action, user, _ in rows if action == "login"]


@task("", "{}")
def json_lines_total(r: R) -> Made:
    rows = [
        {"kind": pick(r, "sale|refund|sale"), "amount": amount(r, 4), "id": r.randint(1, 99)}
        for _ in range(r.randint(1, 5))
    ]
    return "\n".join(map(json.dumps, rows)), sum(row["amount"] for row in rows if row["kind"] == "refund")


@task("{}", "[]")
def keys_without_value(r: R) -> Made:
    record = {
        key: r.choice([None, 1, "x", 0])
        for key in r.sample(["mail", "phone", "fax", "city", "zip"], r.randint(1, 5))
    }
    return json.dumps(record), [key for key, value in record.items() if value is None]


@task("", "[server]")
def setting(r: R) -> Made:
    sections = {
        name: {
            key: pick(r, "8080|db1|/var/log/app.log|info|a@b.example")
            for key in r.sample(["host", "port", "log"], 2)
        }
        for name in r.sample(["server", "db", "mail", "paths"], r.randint(1, 3))
    }
    section = r.choice(list(sections))
    key = r.choice(list(sections[section]))
    lines = [
        line
        for name, body in sections.items()
        for line in (f"[{name}]", *(f"{k} = {v}" for k, v in body.items()), "")
    ]
    return ("\n".join(lines).strip(), f"{section}.{key}"), sections[section][key]


@task("", "tickets")
def tickets_by_state(r: R) -> Made:
    rows = [(f"T-{amount(r, 3)}", pick(r, STATES), word(r)) for _ in range(r.randint(1, 5))]
    return "\n".join(" | ".join(row) for row in rows), [row[0] for row in rows if row[1] == "open"]


@task((["a"], "b"))
def added(r: R) -> Made:
    names = r.sample(["flask", "numpy", "curl", "git", "vim", "zsh"], 6)
    left, right = sorted(r.sample(names, r.randint(0, 4))), sorted(r.sample(names, r.randint(0, 4)))
    return (left, right), [name for name in right if name not in left]


@task("ps", "")
def command_of_process(r: R) -> Made:
    command = pick(
        r,
        "/sbin/init splash|nginx: worker process|[kworker/0:1H]|python3 train.py --epochs 20|-bash|node /srv/app.js",
    )
    user, pid, start = (
        pick(r, "root|www-data|maria"),
        amount(r, 5),
        f"{r.randint(10, 23)}:{r.randint(10, 59)}",
    )
    used = f"{r.randint(0, 99) / 10:>4} {r.randint(0, 99) / 10:>4} {amount(r, 6):>7}"
    return f"{user:<10} {pid:>6} {used} ?  Ss   {start} {command}", command
