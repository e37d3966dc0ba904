"""Where people are: postal addresses, names, mail, telephones, URLs."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, pick, task

STREETS = "Oak|Maple|Main|2nd|St. Clair|Martin Luther King Jr|North Ridge|El Camino|Birch"
KINDS = "St|Ave|Blvd|Road|Lane|Court|Dr."
CITIES = "Springfield|San Mateo|Boise|Fort Worth|Winston-Salem|St. Louis|Coeur d'Alene|New York"
STATES = "CA|TX|NY|ID|MO|NC|OR"
GIVEN = "Ada|Grace|Jean-Luc|María|Søren|Barbara|Frances|O'Neil|Linus|Wei"
FAMILY = "Lovelace|Hopper|Picard|García|van Rossum|de la Cruz|McCarthy|O'Brien|Li|Knuth"
PLAIN = "Lovelace|Hopper|Picard|Turing|Knuth|Liskov|Wirth|Dijkstra|Allen"
HOSTS = "example.org|mail.example.com|uni.example.ac.uk|shop.example.de|example.net"


def us(r: R) -> dict[str, str]:
    """The parts of an address in the United States."""
    unit = pick(
        r,
        [
            "",
            "",
            f"Apt {r.randrange(1, 40)}{pick(r, 'A|B|C')}",
            f"Suite {r.randrange(100, 900)}",
            f"#{r.randrange(1, 30)}",
        ],
    )
    code = f"{r.randrange(1000, 99999):05d}" + (f"-{r.randrange(10000):04d}" if r.random() < 0.3 else "")
    return {
        "number": str(r.randrange(1, 9999)), "street": f"{pick(r, STREETS)} {pick(r, KINDS)}", "unit": unit,
        "city": pick(r, CITIES), "state": pick(r, STATES), "zip": code,
    }  # fmt: skip


def line(f: dict[str, str]) -> str:
    """An address on one line."""
    unit = f", {f['unit']}" if f["unit"] else ""
    return f"{f['number']} {f['street']}{unit}, {f['city']}, {f['state']} {f['zip']}"


BAD = ("", "unknown", "see above")


@task(*BAD)
def us_city(r: R) -> Made:
    f = us(r)
    return line(f), f["city"]


@task(*BAD)
def us_state(r: R) -> Made:
    f = us(r)
    return line(f), f["state"]


@task(*BAD)
def us_zip(r: R) -> Made:
    f = us(r)
    return line(f), f["zip"]


@task(*BAD)
def us_zip_short(r: R) -> Made:
    f = us(r)
    return line(f), f["zip"][:5]


@task(*BAD)
def us_unit(r: R) -> Made:
    f = us(r)
    return line(f), f["unit"] or None


@task(*BAD)
def us_number(r: R) -> Made:
    f = us(r)
    return line(f), int(f["number"])


@task(*BAD)
def us_street(r: R) -> Made:
    f = us(r)
    return line(f), f"{f['number']} {f['street']}"


@task(*BAD)
def us_record(r: R) -> Made:
    f = us(r) | {"unit": ""}
    return line(f), {
        "street": f"{f['number']} {f['street']}",
        "city": f["city"],
        "state": f["state"],
        "zip": f["zip"],
    }


@task(*BAD)
def us_block(r: R) -> Made:
    f = us(r)
    unit = f"{f['unit']}\n" if f["unit"] else ""
    head = f"{pick(r, GIVEN)} {pick(r, FAMILY)}\n{f['number']} {f['street']}\n{unit}"
    return f"{head}{f['city']}, {f['state']} {f['zip']}", f["city"]


@task(*BAD)
def block_to_line(r: R) -> Made:
    f = us(r)
    rows = [
        f"{pick(r, GIVEN)} {pick(r, FAMILY)}",
        f"{f['number']} {f['street']}",
        f["unit"],
        f"{f['city']}, {f['state']} {f['zip']}",
    ]
    rows = [row for row in rows if row]
    return "\n".join(rows), ", ".join(rows)


@task(*BAD)
def box_number(r: R) -> Made:
    f, n = us(r), r.randrange(10, 9999)
    if r.random() < 0.5:
        return line(f), None
    return f"{pick(r, ['PO Box', 'P.O. Box'])} {n}, {f['city']}, {f['state']} {f['zip']}", str(n)


def postcode(r: R) -> str:
    """A British postcode."""
    return f"{pick(r, 'SW1A|M1|EC1A|B33|CR2|DN55|W1')} {r.randrange(1, 10)}{pick(r, 'AA|BB|XH|PT|QE')}"


@task(*BAD)
def uk_postcode(r: R) -> Made:
    code = postcode(r)
    house = pick(r, ["", "Rose Cottage, ", "Flat 3, "])
    street, town = (
        f"{pick(r, 'High|Church|Mill')} {pick(r, 'Street|Lane')}",
        pick(r, "London|Leeds|Bury St Edmunds"),
    )
    return f"{house}{r.randrange(1, 200)} {street}, {town} {code}", code


@task(*BAD)
def uk_town(r: R) -> Made:
    town = pick(r, "London|Leeds|Bury St Edmunds|York")
    house = pick(r, ["", "Rose Cottage, ", "Flat 3, "])
    street = f"{pick(r, 'High|Church|Mill')} {pick(r, 'Street|Lane|Road')}"
    return f"{house}{r.randrange(1, 200)} {street}, {town} {postcode(r)}", town


@task(*BAD)
def german_city(r: R) -> Made:
    city = pick(r, "Berlin|Köln|Bad Homburg|Frankfurt am Main|Ulm")
    street = pick(r, "Hauptstraße|Am Alten Markt|Lindenweg|Bahnhofstr.")
    return (
        f"{street} {r.randrange(1, 150)}{pick(r, ['', 'a', 'b'])}, {r.randrange(10000, 99999)} {city}",
        city,
    )


@task(*BAD)
def german_house(r: R) -> Made:
    number = f"{r.randrange(1, 150)}{pick(r, ['', 'a', 'b'])}"
    street = pick(r, "Hauptstraße|Am Alten Markt|Lindenweg|Bahnhofstr.")
    return f"{street} {number}, {r.randrange(10000, 99999)} {pick(r, 'Berlin|Köln|Ulm')}", [street, number]


@task(*BAD)
def french_code(r: R) -> Made:
    code = f"{r.randrange(1000, 95000):05d}"
    house, street = (
        f"{r.randrange(1, 150)}{pick(r, [' bis', '', ''])}",
        pick(r, "de la Paix|Victor Hugo|du Bac"),
    )
    return f"{house}, rue {street}, {code} {pick(r, 'Paris|Saint-Étienne|Aix-en-Provence')}", code


@task("unknown")
def country(r: R) -> Made:
    name = pick(r, "France|United Kingdom|Côte d'Ivoire|Brazil|New Zealand")
    cells = [f"{r.randrange(1, 99)} {pick(r, STREETS)} {pick(r, KINDS)}", pick(r, CITIES), name]
    return ", ".join(cells[0 if r.random() < 0.6 else 1 :]), name.upper()


def person(r: R) -> tuple[str, str, str, str]:
    """Title, given name, family name and suffix; title and suffix may be empty."""
    return (
        pick(r, ["", "", "Dr. ", "Mr. ", "Prof. "]),
        pick(r, GIVEN),
        pick(r, PLAIN),
        pick(r, ["", "", ", Jr.", ", PhD", " III"]),
    )


@task("", "42")
def given_name(r: R) -> Made:
    title, given, family, suffix = person(r)
    return f"{title}{given} {family}{suffix}", given


@task("", "42")
def family_name(r: R) -> Made:
    title, given, family, suffix = person(r)
    return f"{title}{given} {family}{suffix}", family


@task("")
def family_with_particle(r: R) -> Made:
    family = pick(r, FAMILY)
    return f"{pick(r, GIVEN)} {family}", family


@task("")
def swapped_name(r: R) -> Made:
    given, family = pick(r, GIVEN), pick(r, FAMILY)
    return f"{family}, {given}", f"{given} {family}"


@task("")
def sorted_name(r: R) -> Made:
    given, middle, family = pick(r, GIVEN), pick(r, ["", "B. ", "Q. "]), pick(r, PLAIN)
    return f"{given} {middle}{family}", f"{family}, {given}" + (f" {middle.strip()}" if middle else "")


@task("")
def name_either_way(r: R) -> Made:
    given, family = pick(r, GIVEN), pick(r, PLAIN)
    return f"{given} {family}" if r.random() < 0.5 else f"{family}, {given}", family


@task("")
def initials(r: R) -> Made:
    cells = [pick(r, PLAIN) for _ in range(r.randrange(2, 5))]
    return " ".join(cells), "".join(cell[0] for cell in cells)


@task("")
def title_or_none(r: R) -> Made:
    title, given, family, _ = person(r)
    return f"{title}{given} {family}", title.strip() or None


@task("nobody")
def mail_user(r: R) -> Made:
    user = pick(r, ["ada", "g.hopper", "alan_t", "knuth+books"]) + str(r.randrange(99))
    return f"{user}@{pick(r, HOSTS)}", user


@task("nobody", "a@b@c")
def mail_top(r: R) -> Made:
    host = pick(r, HOSTS)
    return f"{pick(r, PLAIN).lower()}{r.randrange(99)}@{host}", host.rsplit(".", 1)[1]


@task("Ada Lovelace")
def mail_in_brackets(r: R) -> Made:
    address = f"{pick(r, PLAIN).lower()}{r.randrange(99)}@{pick(r, HOSTS)}"
    given = pick(r, GIVEN)
    return pick(r, [f"{given} <{address}>", f'"{given} {pick(r, PLAIN)}" <{address}>', address]), address


@task("Ada Lovelace")
def mail_of_name(r: R) -> Made:
    given, family, host = pick(r, "Ada|Grace|Linus"), pick(r, PLAIN), pick(r, HOSTS)
    return (f"{given} {family}", host), f"{given[0].lower()}{family.lower()}@{host}"


def digits(r: R) -> tuple[str, str, str]:
    """The three groups of a telephone number."""
    return str(r.randrange(201, 990)), str(r.randrange(200, 999)), f"{r.randrange(10000):04d}"


@task("call me", "911")
def phone_plain(r: R) -> Made:
    a, b, c = digits(r)
    form = pick(r, ["({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "{a} {b} {c}"])
    return form.format(a=a, b=b, c=c), f"+1{a}{b}{c}"


@task("call me")
def phone_national(r: R) -> Made:
    a, b, c = digits(r)
    form = pick(r, ["+1 ({a}) {b}-{c}", "1-{a}-{b}-{c}", "{a}.{b}.{c}", "({a}) {b}-{c}"])
    return form.format(a=a, b=b, c=c), f"({a}) {b}-{c}"


@task("call me")
def phone_extension(r: R) -> Made:
    a, b, c = digits(r)
    n = r.randrange(10, 9999)
    if r.random() < 0.4:
        return f"{a}-{b}-{c}", None
    return f"{a}-{b}-{c}{pick(r, [' x', ' ext. ', ' ext '])}{n}", str(n)


@task("call me")
def phone_area(r: R) -> Made:
    a, b, c = digits(r)
    return f"Tel: ({a}) {b}-{c}{pick(r, ['', ' (home)'])}", a


@task("call me")
def phone_country(r: R) -> Made:
    code = pick(r, "44|49|1|351|91")
    return f"+{code} {r.randrange(20, 999)} {r.randrange(100000, 9999999)}", int(code)


@task("no url")
def url_host(r: R) -> Made:
    host = pick(r, HOSTS)
    head = pick(r, ["http://", "https://", "https://www.", "www.", ""])
    return f"{head}{host}{pick(r, ['', '/', '/a/b.html', '/?q=1'])}", host


@task("no url")
def url_file(r: R) -> Made:
    name = f"{pick(r, 'report|index|photo')}{r.randrange(99)}.{pick(r, 'pdf|html|jpg')}"
    return (
        f"https://{pick(r, HOSTS)}/{pick(r, ['', 'a/', 'docs/2020/'])}{name}{pick(r, ['', '?v=2', '#top'])}",
        name,
    )


@task("no url")
def url_parts(r: R) -> Made:
    scheme, host, port, path = (
        pick(r, "http|https"),
        pick(r, HOSTS),
        str(r.randrange(80, 9999)),
        pick(r, "/a|/a/b|/x.html"),
    )
    return f"{scheme}://{host}:{port}{path}", [scheme, host, port, path]


@task("no url")
def url_parameter(r: R) -> Made:
    n = r.randrange(1, 999)
    extra = pick(r, [[], ["ref=mail"], ["lang=en", "ref=ad"]])
    cells = [*extra, f"id={n}"]
    r.shuffle(cells)
    if r.random() < 0.25:
        cells = ["lang=en", f"ref={n}"]
    query = "&".join(cells)
    return f"https://{pick(r, HOSTS)}/item?{query}", str(n) if f"id={n}" in cells else None


@task("")
def coordinates(r: R) -> Made:
    a, b = f"{r.uniform(-90, 90):.4f}", f"{r.uniform(-180, 180):.4f}"
    return f"({a}, {b})", {"lat": float(a), "lon": float(b)}


@task("")
def slug(r: R) -> Made:
    words = [pick(r, PLAIN) for _ in range(r.randrange(2, 5))]
    return " ".join(words), "-".join(words).lower()
