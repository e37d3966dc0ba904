"""One text taken apart into a list: fields of a form, repeated groups, everything of one kind."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.logs import access, ip, log4j, python_log, syslog
from benchmarks.pbe_tasks.making import Made, a_day, a_moment, pick, some, task

NAMES = "Ada Lovelace|Grace Hopper|Jean-Luc Picard|María García|Wei Li|Niklaus Wirth"
PRODUCTS = "desk lamp|A4 paper|blue pen|stapler|USB-C cable|note book, ruled|chair"
PLACES = "Oslo|Lima|New York|Kyoto|Porto Alegre|Bergen|Zürich|Quito"
BAD = ("", "n/a", "???", "Total")


@task(*BAD, "Mar 3 12:00:01 db01 rebooted")
def syslog_fields(r: R) -> Made:
    line, f = syslog(r)
    return line, [f["at"], f["host"], f["unit"], f["pid"], f["text"]]


@task(*BAD, "10.0.0.1 - - [bad]")
def access_fields(r: R) -> Made:
    line, f = access(r)
    return line, [f["ip"], f["at"], f["method"], f["path"] + f["query"], f["status"], f["size"]]


@task(*BAD, "2024-01-01 12:00:00,123 app INFO started")
def logging_fields(r: R) -> Made:
    line, f = python_log(r)
    return line, [f["at"], f["name"], f["level"], f["text"]]


@task(*BAD)
def log4j_fields(r: R) -> Made:
    line, f = log4j(r)
    line = line.split(" [trace=")[0]
    return line, [f["level"], f["thread"], f["class"], f["text"]]


@task(*BAD, "12;13", "a;b;c;d;e")
def semicolons(r: R) -> Made:
    cells = [pick(r, PLACES), str(r.randrange(1000)), a_day(r).isoformat(), pick(r, ["", "x", "yes"])]
    return ";".join(cells), cells


@task(*BAD, "a, b")
def commas_spaced(r: R) -> Made:
    cells = [pick(r, NAMES), pick(r, PLACES), str(r.randrange(18, 90))]
    return ", ".join(cells), cells


@task(*BAD, "a|b")
def pipes(r: R) -> Made:
    cells = [
        pick(r, NAMES),
        pick(r, PLACES),
        str(r.randrange(18, 90)),
        f"{r.randrange(9)}.{r.randrange(10, 99)}",
    ]
    return " | ".join(cells), cells


@task(*BAD, "one\ttwo")
def tabs(r: R) -> Made:
    cells = [str(r.randrange(10000)), pick(r, PRODUCTS), f"${r.randrange(90)}.00", pick(r, ["", "sale"])]
    return "\t".join(cells), cells


@task(*BAD)
def quoted_csv(r: R) -> Made:
    name = pick(r, PRODUCTS)
    cells = [str(r.randrange(100)), name, f"{r.randrange(90)}.50"]
    return ",".join([cells[0], f'"{name}"' if "," in name else name, cells[2]]), cells


@task(*BAD, "2020-01-01")
def prose_trip(r: R) -> Made:
    a, b, n = pick(r, PLACES), pick(r, PLACES), str(r.randrange(10, 900))
    d = f"{a_day(r):%d %b %Y}"
    return f"Flight AB{n} from {a} to {b} on {d}", [f"AB{n}", a, b, d]


@task(*BAD)
def prose_order(r: R) -> Made:
    who, n, what, price = (
        pick(r, NAMES),
        str(r.randrange(1, 20)),
        pick(r, "lamps|pens|chairs"),
        f"{r.randrange(5, 90)}.{r.randrange(10, 99)}",
    )
    return f"{who} ordered {n} {what} for ${price}", [who, n, what, price]


@task(*BAD, "3 x tea")
def quantity_line(r: R) -> Made:
    n, what, price = str(r.randrange(1, 20)), pick(r, PRODUCTS), f"{r.randrange(5, 90)}.{r.randrange(10, 99)}"
    return f"{n} x {what} @ {price} EUR", [n, what, price]


@task(*BAD)
def optional_note(r: R) -> Made:
    who, d = pick(r, NAMES), f"{a_day(r):%Y-%m-%d}"
    note = pick(r, ["", "late", "paid in cash"])
    return f"{who} ({d})" + (f": {note}" if note else ""), [who, d, note or None]


@task(*BAD)
def optional_extension(r: R) -> Made:
    a, b, n = str(r.randrange(200, 999)), f"{r.randrange(1000, 9999)}", str(r.randrange(10, 99))
    if r.random() < 0.5:
        return f"{a}-{b}", [a, b, None]
    return f"{a}-{b} x{n}", [a, b, n]


@task(*BAD)
def dimensions(r: R) -> Made:
    cells = [str(r.randrange(1, 300)) for _ in range(3)]
    return f"{cells[0]} x {cells[1]} x {cells[2]} cm", [int(cell) for cell in cells]


@task(*BAD)
def fixed_width(r: R) -> Made:
    code, who, n = f"{pick(r, 'AB|CD|XY')}{r.randrange(100, 999)}", pick(r, NAMES), r.randrange(1, 9999)
    return f"{code}{who:<16}{n:>6}", [code, who, str(n)]


@task(*BAD)
def vehicle(r: R) -> Made:
    cells = [
        str(r.randrange(1990, 2024)),
        pick(r, "Volvo|Ford|Toyota|Fiat"),
        pick(r, "V70|Focus|Corolla|500"),
    ]
    return f"{cells[0]} {cells[1]} {cells[2]}", cells


@task(*BAD)
def camel_words(r: R) -> Made:
    words = some(r, "Order|Item|Total|Price|Tax|User|Name", 2, 4)
    return "".join(words), words


@task("nothing")
def all_mails(r: R) -> Made:
    found = some(r, "ada@example.org|g.hopper@navy.example|wei@li.example.com|x+y@mail.example.net", 1, 3)
    return f"Please write to {' or '.join(found)} before {pick(r, 'Monday|noon|May')}.", found


@task()
def all_mails_or_none(r: R) -> Made:
    found = some(r, "ada@example.org|g.hopper@navy.example|wei@li.example.com|x+y@mail.example.net", 0, 3)
    return f"Note {r.randrange(99)}: {', '.join(found) or 'nobody'} was asked.", found


@task()
def all_numbers(r: R) -> Made:
    found = [r.randrange(1, 1000) for _ in range(r.randrange(2, 5))]
    words = some(r, "apples|pears|plums|figs|nuts|kiwis", len(found), len(found))
    return "We sold " + ", ".join(f"{n} {w}" for n, w in zip(found, words, strict=True)) + " today.", found


@task()
def all_hashtags(r: R) -> Made:
    tags = some(r, "#python|#llm|#ai|#news2024|#jit_compiler", 1, 4)
    words = some(r, "new|release|of|our|tool|today", 2, 5)
    cells = [*tags, *words]
    r.shuffle(cells)
    return " ".join(cells), [cell for cell in cells if cell.startswith("#")]


@task("no link")
def all_urls(r: R) -> Made:
    found = some(r, "https://example.org/a|http://docs.example.com|https://x.example.net/?q=1", 1, 3)
    return f"See {' and '.join(found)} for more about {pick(r, 'it|them|this')}", found


@task()
def lines_of(r: R) -> Made:
    cells = some(r, PLACES, 2, 6)
    return "\n".join(cells), cells


@task()
def bullets(r: R) -> Made:
    cells = some(r, PRODUCTS, 2, 5)
    return "\n".join(f"- {cell}" for cell in cells), cells


@task("12")
def numbered(r: R) -> Made:
    cells = some(r, PRODUCTS, 2, 5)
    return "\n".join(f"{at}. {cell}" for at, cell in enumerate(cells, 1)), cells


@task("")
def comma_and(r: R) -> Made:
    cells = some(r, PLACES, 2, 5)
    return ", ".join(cells[:-1]) + " and " + cells[-1], cells


@task("")
def pairs_of_groups(r: R) -> Made:
    cells = [[pick(r, "red|green|blue"), str(r.randrange(100))] for _ in range(r.randrange(1, 5))]
    return "; ".join(f"{a}={b}" for a, b in cells), cells


@task("")
def dicts_of_groups(r: R) -> Made:
    found = some(r, "pen|lamp|desk|chair|cable", 1, 4)
    cells = [{"item": what, "qty": r.randrange(1, 50)} for what in found]
    return ", ".join(f"{each['qty']} x {each['item']}" for each in cells), cells


@task("")
def dict_of_pairs(r: R) -> Made:
    names = some(r, "size|colour|weight|depth", 2, 4)
    cells = {name: str(r.randrange(1, 99)) for name in names}
    return ";".join(f"{a}:{b}" for a, b in cells.items()), cells


@task("")
def rows_of_lines(r: R) -> Made:
    cells = [
        [pick(r, PLACES), pick(r, "sun|rain|snow"), str(r.randrange(-9, 40))]
        for _ in range(r.randrange(2, 5))
    ]
    return "\n".join(",".join(row) for row in cells), cells


@task("")
def tags_trimmed(r: R) -> Made:
    cells = some(r, "Red|Blue|Dark Green|Pink", 1, 4)
    return pick(r, [", ", ",", " , "]).join(cells) + pick(r, ["", " ", ","]), [cell.lower() for cell in cells]


@task(*BAD)
def address_parts(r: R) -> Made:
    cells = [
        str(r.randrange(1, 999)),
        f"{pick(r, 'Oak|Maple|North Ridge')} {pick(r, 'St|Ave|Road')}",
        pick(r, PLACES),
        pick(r, "CA|TX|NY"),
        f"{r.randrange(10000, 99999)}",
    ]
    return f"{cells[0]} {cells[1]}, {cells[2]}, {cells[3]} {cells[4]}", cells


@task(*BAD)
def score(r: R) -> Made:
    a, b = some(r, "Ajax|Porto|Leeds United|Real Betis|Inter", 2, 2)
    m, n = r.randrange(6), r.randrange(6)
    return f"{a} {m} - {n} {b}", [a, m, n, b]


@task(*BAD, "10:00")
def meeting(r: R) -> Made:
    start, what, room = (
        r.randrange(8, 16),
        pick(r, "stand-up|review|lunch: all|1:1 with Ada"),
        str(r.randrange(1, 40)),
    )
    return f"{start:02d}:00-{start + 1:02d}:00 {what} (room {room})", [
        f"{start:02d}:00",
        f"{start + 1:02d}:00",
        what,
        room,
    ]


@task(*BAD)
def path_parts(r: R) -> Made:
    cells = ["", *some(r, "usr|lib|home|ada|src|etc", 1, 4), f"{pick(r, 'main|test')}.{pick(r, 'py|c')}"]
    return "/".join(cells), cells[1:]


@task(*BAD)
def version(r: R) -> Made:
    cells = [r.randrange(10), r.randrange(40), r.randrange(10)]
    return f"v{cells[0]}.{cells[1]}.{cells[2]}{pick(r, ['', '-beta', '-rc1'])}", cells


@task(*BAD)
def endpoints(r: R) -> Made:
    a, b, n = ip(r), ip(r), str(r.randrange(1000, 65000))
    return (
        f"{a_moment(r):%H:%M:%S} {a}.{n} > {b}.443: Flags [{pick(r, 'S|P.|F.')}], length {r.randrange(2000)}",
        [a, n, b],
    )


@task(*BAD)
def name_and_mail(r: R) -> Made:
    who = pick(r, NAMES)
    mail = f"{who.split()[-1].lower()}@{pick(r, 'example.org|mail.example.com')}"
    return f"{who} <{mail}>", [who, mail]
