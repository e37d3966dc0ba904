"""Where people and machines are found: postal addresses, e-mail, phones, links, networks, names, points, paths."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, amount, pick, some, task, word

FIRST = "Anna|Jean-Luc|José|Zoë|Piotr|Søren|Li|Oluwaseun|Björn|Chloé|Ed|Anne-Marie|Mehmet|Ingrid"
LAST = "Müller|O'Brien|Smith-Jones|Ng|Żak|Fitzgerald|Okafor|Lefèvre|Brown|Yılmaz|Sørensen|Ray"
PLAIN = "anna|jo|piotr|mehmet|oluwaseun|li|ingrid.sund|b.okafor|j_lefevre|ed-ray|m.k.brown|sam99"
HOSTS = "example.org|mail.example.co.uk|acme-tools.com|uni-bonn.de|x.io|shop24.fr|it.city.gov.au"
STREETS = "Hauptstraße|Am Alten Markt|Straße des 17. Juni|Goethestr.|Unter den Linden|Karl-Marx-Allee"
TOWNS = "München|Köln|Frankfurt am Main|Bad Homburg v. d. Höhe|Halle (Saale)|Ulm|Garmisch-Partenkirchen"
ROADS = (
    "Evergreen Terrace|Main St|NW 23rd Ave|Martin Luther King Jr. Blvd|5th Avenue|O'Neill Ct|County Road 12"
)
CITIES = (
    "Springfield, OR|New York, NY|Winston-Salem, NC|St. Louis, MO|Boise, ID|Española, NM|Coeur d'Alene, ID"
)
LONDON = "Downing Street|Baker Street|St. John's Road|The Green|High Street|Stoke-on-Trent Road|Mill Lane"


def house(r: R) -> str:
    """12, 7a, 3-5."""
    number = amount(r, 3)
    return f"{number}{pick(r, ['', '', '', 'a', 'B', f'-{number + 2}'])}"


def german(r: R) -> dict[str, str]:
    """An address of Germany."""
    code = f"{r.randrange(1067, 99999):05d}"
    return {"street": pick(r, STREETS), "house": house(r), "code": code, "town": pick(r, TOWNS)}


def american(r: R) -> tuple[str, dict[str, str]]:
    """An address of the United States in one line and its fields; the unit may be missing, the code be short."""
    city, state = pick(r, CITIES).split(", ")
    f = {"street": f"{amount(r, 4)} {pick(r, ROADS)}", "city": city, "state": state}
    f |= {"unit": pick(r, ["", "", "", f"Apt {amount(r, 2)}B", f"Suite {amount(r, 3)}", f"#{amount(r, 2)}"])}
    f |= {
        "zip": f"{r.randrange(501, 99950):05d}",
        "plus": pick(r, ["", "", "", f"-{r.randrange(1, 9999):04d}"]),
    }
    unit = f", {f['unit']}" if f["unit"] else ""
    return f"{f['street']}{unit}, {f['city']}, {f['state']} {f['zip']}{f['plus']}", f


def quad(r: R) -> list[int]:
    """The four numbers of an address of the network."""
    return [r.choice([10, 172, 192, amount(r, 2)]), r.randrange(256), r.randrange(256), r.randint(1, 254)]


def dotted(numbers: list[int]) -> str:
    """192.168.1.20."""
    return ".".join(map(str, numbers))


def link(r: R) -> dict[str, str]:
    """The parts of a link; the port, the query and the fragment may be missing."""
    f = {"scheme": pick(r, "https|https|http"), "host": pick(r, ["", "www.", "api."]) + pick(r, HOSTS)}
    f |= {"port": pick(r, ["", "", "", ":8080", ":8443", ":3000"]), "fragment": pick(r, ["", "", "", "#top"])}
    f |= {"path": "".join(f"/{word(r)}{pick(r, ['', '', '-2', '.html'])}" for _ in range(r.randint(1, 4)))}
    f |= {"query": pick(r, ["", "", f"?id={amount(r)}", f"?q={word(r)}&page={amount(r, 2)}"])}
    return f | {"all": f"{f['scheme']}://{f['host']}{f['port']}{f['path']}{f['query']}{f['fragment']}"}


@task("n/a", "Anschrift")
def german_town(r: R) -> Made:
    f = german(r)
    return f"{f['street']} {f['house']}, {f['code']} {f['town']}{pick(r, ['', '', '', ', Deutschland'])}", f[
        "town"
    ]


@task("siehe oben", "n/a")
def german_house_number(r: R) -> Made:
    f = german(r)
    return f"{f['street']} {f['house']}, {f['code']} {f['town']}", f["house"]


@task("unbekannt", "")
def german_label_street(r: R) -> Made:
    f, extra = german(r), pick(r, ["", "", "Abt. Einkauf\n", "c/o Familie Groß\n"])
    line = f"{f['street']} {f['house']}"
    return f"{pick(r, FIRST)} {pick(r, LAST)}\n{extra}{line}\n{f['code']} {f['town']}", line


@task("address unknown", "10 Downing Street, London SW1A 2AA")
def american_short_zip(r: R) -> Made:
    line, f = american(r)
    return line, f["zip"]


@task("address unknown", "n/a")
def american_city(r: R) -> Made:
    line, f = american(r)
    return line, f["city"]


@task("address unknown")
def american_unit(r: R) -> Made:
    line, f = american(r)
    return line, f["unit"] or None


@task("address unknown", "-")
def american_envelope(r: R) -> Made:
    line, f = american(r)
    rest = f"{f['city']}, {f['state']} {f['zip']}{f['plus']}"
    return f"{line}, USA", f"{line.removesuffix(', ' + rest)}\n{rest}"


@task("London", "postcode")
def british_outward_code(r: R) -> Made:
    out = pick(r, "SW1A|N7|EC2V|M14|B6|LS53|W1T|IP33|HU5|ST10|E1W")
    town = pick(r, "London|Leeds|Stoke-on-Trent|Bury St Edmunds|Hull")
    flat = pick(r, ["", "", f"Flat {amount(r, 2)}, "])
    return f"{flat}{house(r)} {pick(r, LONDON)}, {town} {out} {r.randrange(10)}{pick(r, 'AA|BX|QT')}", out


@task("Paris", "code postal")
def french_department(r: R) -> Made:
    place = pick(r, "rue de la Paix|avenue du 8 Mai 1945|place d'Armes|chemin des Prés")
    towns = "75 PARIS CEDEX 02|69 LYON|42 SAINT-ÉTIENNE|72 LE MANS|31 TOULOUSE CEDEX 9|94 L'HAŸ-LES-ROSES|01 BOURG"
    department, town = pick(r, towns).split(" ", 1)
    return (
        f"{amount(r, 2)}{pick(r, ['', '', ' bis', ' ter'])} {place}\n{department}{r.randrange(1000):03d} {town}",
        department,
    )


@task("geen", "postcode")
def dutch_postcode_spaced(r: R) -> Made:
    number, letters = r.randint(1000, 9999), pick(r, "AB|XL|KD|ZZ|NP|HG")
    case = pick(r, [letters, letters.lower()])
    return f"{number}{pick(r, ['', '', ' '])}{case}", f"{number} {letters}"


@task(("", "", "", "", ""))
def letter_head(r: R) -> Made:
    f, country = german(r), pick(r, ["", "", "Germany", "Allemagne"])
    name, street = f"{pick(r, FIRST)} {pick(r, LAST)}", f"{f['street']} {f['house']}"
    lines = [name, street, f"{f['code']} {f['town']}", country.upper()]
    return (name, street, f["code"], f["town"], country), "\n".join(x for x in lines if x)


@task("Wien", "n/a")
def austrian_door(r: R) -> Made:
    stair, door = pick(r, ["", "", f"/{amount(r, 1)}"]), amount(r, 2)
    street = pick(r, "Ringstraße|Am Hof|Mariahilfer Straße|Prinz-Eugen-Straße")
    return f"{street} {amount(r, 3)}{stair}/{door}, 1{r.randint(1, 23):02d}0 Wien", door


@task("undisclosed-recipients:;", "From:")
def mail_address_of_header(r: R) -> Made:
    address, name = f"{pick(r, PLAIN)}@{pick(r, HOSTS)}", f"{pick(r, FIRST)} {pick(r, LAST)}"
    return pick(r, [address, f"{name} <{address}>", f'"{name}" <{address}>', f"{name} <{address}>"]), address


@task("no mail", "-")
def mail_masked(r: R) -> Made:
    who, host = pick(r, PLAIN), pick(r, HOSTS)
    return f"{who}@{host}", f"{who[0]}***@{host}"


@task("no mail", "@anna")
def mail_without_tag(r: R) -> Made:
    who, host = pick(r, PLAIN), pick(r, HOSTS)
    return f"{who}{pick(r, ['', '', '+news', '+shop-2024', '+a.b'])}@{host}", f"{who}@{host}"


@task(("n/a", "n/a"), ("anna", "jo"))
def mail_same_host(r: R) -> Made:
    one = pick(r, HOSTS)
    two = pick(r, [one, one.upper(), pick(r, HOSTS), "news." + one])
    return (f"{pick(r, PLAIN)}@{one}", f"{pick(r, PLAIN)}@{two}"), one == two.lower()


@task(("", "", ""))
def mail_from_name(r: R) -> Made:
    first, host = pick(r, "Anna|Jean-Luc|Piotr|Li|Anne-Marie|Mehmet|Ingrid"), pick(r, HOSTS)
    last = pick(r, "Mueller|Smith-Jones|Ng|Okafor|Brown|Yilmaz|Ray|O'Brien")
    return (first, last, host), f"{first}.{last}@{host}".lower().replace("'", "")


@task("none")
def mail_hosts_listed(r: R) -> Made:
    hosts = [pick(r, HOSTS) for _ in range(r.randint(1, 4))]
    return "; ".join(f"{pick(r, PLAIN)}@{h}" for h in hosts), list(dict.fromkeys(hosts))


@task("n/a", "call reception")
def german_phone_compact(r: R) -> Made:
    area, number = r.choice([89, 30, 221, 7071, 40]), r.randint(10000, 9999999)
    text = (
        f"+49 {pick(r, ['', '', '(0)'])}{area}{pick(r, [' ', ' / ', '-'])}{str(number)[:2]} {str(number)[2:]}"
    )
    return text + (tail := pick(r, ["", "", "-0", "-12"])), f"+49{area}{number}{tail.strip('-')}"


@task("n/a", "911")
def american_phone_dashed(r: R) -> Made:
    a, b, c = r.randint(201, 989), r.randint(200, 999), f"{r.randrange(10000):04d}"
    return pick(r, [f"({a}) {b}-{c}", f"{a}.{b}.{c}", f"+1 {a} {b} {c}", f"{a}-{b}-{c}"]), f"{a}-{b}-{c}"


@task("withheld", "n/a")
def phone_masked(r: R) -> Made:
    a, b, c = r.randint(201, 989), r.randint(200, 999), f"{r.randrange(10000):04d}"
    before = pick(r, ["", "", "+1 "])
    return f"{before}{a} {b} {c}", f"{'+* ' if before else ''}*** *** {c}"


@task("withheld", "089 123456")
def phone_country(r: R) -> Made:
    code = r.choice([1, 7, 33, 44, 49, 351, 420, 971])
    return (
        f"{pick(r, ['+', '+', '00'])}{code}{pick(r, ' |-')}{amount(r, 3)} {r.randint(10000, 9999999)}",
        code,
    )


@task("n/a", "fax only")
def phone_extension(r: R) -> Made:
    inner = amount(r, 4)
    tail, answer = pick(
        r, [("", None), (f" ext. {inner}", inner), (f" ext {inner}", inner), (f" x{inner}", inner)]
    )
    return f"+1 {r.randint(201, 989)}-555-{r.randrange(10000):04d}{tail}", answer


@task("not a link", "mailto:jo@example.org")
def link_host(r: R) -> Made:
    f = link(r)
    return f["all"], f["host"]


@task("ftp://files.example.org/a", "n/a")
def link_port(r: R) -> Made:
    f = link(r)
    return f["all"], int(f["port"][1:]) if f["port"] else {"https": 443, "http": 80}[f["scheme"]]


@task("not a link")
def link_source(r: R) -> Made:
    f, source = link(r), pick(r, ["", "newsletter", "ad-7", "x_social", word(r)])
    pairs = [f"id={amount(r)}", f"utm_medium={pick(r, 'mail|cpc')}"][: r.randint(1, 2)]
    pairs.insert(r.randint(0, len(pairs)), f"utm_source={source}")
    return (
        f"https://{f['host']}{f['path']}?{'&'.join(p for p in pairs if source or 'source' not in p)}",
        source or None,
    )


@task("not a link", "n/a")
def link_last_part(r: R) -> Made:
    f = link(r)
    slash = pick(r, ["", "", "", "/"])
    return f"https://{f['host']}{f['path']}{slash}{f['query']}", f["path"].rsplit("/", 1)[-1]


@task("not a link", "")
def link_bare(r: R) -> Made:
    f = link(r)
    return f["all"], f"{f['host']}{f['path']}".removeprefix("www.")


@task(("n/a", "n/a"))
def link_joined(r: R) -> Made:
    base, path = f"https://{pick(r, HOSTS)}{pick(r, ['', '/v1', '/api/v2'])}", f"{word(r)}/{amount(r)}"
    return (base + pick(r, ["", "", "/"]), pick(r, ["", "", "/"]) + path), f"{base}/{path}"


@task("localhost", "fe80::1")
def network_of_host(r: R) -> Made:
    numbers = quad(r)
    return dotted(numbers), f"{dotted(numbers[:3])}.0/24"


@task("10.0.0.1", "default")
def network_size(r: R) -> Made:
    bits = r.randint(16, 30)
    return f"{dotted(quad(r)[:2])}.0.0/{bits}", 2 ** (32 - bits)


@task(("localhost", "localhost"))
def hosts_share_network(r: R) -> Made:
    one, two = quad(r), quad(r)
    two = pick(r, [two, [*one[:3], two[3]], [*one[:3], two[3]], [*one[:2], one[2] ^ 1, one[3]]])
    return (dotted(one), dotted(two)), one[:3] == two[:3]


@task("localhost", "listening")
def endpoint_port(r: R) -> Made:
    host = pick(r, [dotted(quad(r)), "[2001:db8::1]", "[::1]", "db-1.example.org", dotted(quad(r))])
    return f"{host}:{(port := r.choice([22, 80, 443, 8080, r.randint(1024, 65535)]))}", port


@task("ff:ff", "unknown")
def card_address(r: R) -> Made:
    pairs = [f"{r.randrange(256):02x}" for _ in range(6)]
    forms = [
        ":".join(pairs).upper(),
        "-".join(pairs).upper(),
        ".".join(x + y for x, y in zip(pairs[::2], pairs[1::2], strict=True)),
    ]
    return pick(r, forms), ":".join(pairs)


@task("Name", "Acme GmbH & Co. KG")
def name_for_index(r: R) -> Made:
    title, first, last = pick(r, ["", "", "Dr. ", "Prof. Dr. "]), pick(r, FIRST), pick(r, LAST)
    first += pick(r, ["", "", " M.", " A. J."])
    return f"{title}{first} {last}", f"{last}, {first}"


@task("Name", "n/a")
def name_first_abbreviated(r: R) -> Made:
    first, last = pick(r, FIRST), pick(r, LAST)
    return f"{first} {last}", f"{'-'.join(p[0] + '.' for p in first.split('-'))} {last}"


@task("n/a", "Beethoven")
def surname_with_particle(r: R) -> Made:
    last = pick(
        r, "Müller-Lüdenscheidt|Rossi|O'Brien|Okafor|van den Berg|de la Cruz|von Hagen|di Stefano|de Vries"
    )
    return f"{pick(r, FIRST)}{pick(r, ['', '', ' Maria', ' J.'])} {last}", last


@task("Name", "n/a")
def name_from_index(r: R) -> Made:
    title, first, last = (
        pick(r, ["", "", "Dr.", "Prof."]),
        pick(r, FIRST),
        pick(r, "|".join([LAST, "van der Berg"])),
    )
    return f"{last}, {first}{f' ({title})' if title else ''}", f"{title} {first} {last}".strip()


@task(("", "", ""))
def salutation(r: R) -> Made:
    title, first, last = pick(r, ["", "", "Dr", "Prof. Dr", "Captain"]), pick(r, FIRST), pick(r, LAST)
    return (title, first, last), f"Dear {title or first} {last},"


@task("unknown", "0 0")
def latitude_signed(r: R) -> Made:
    up, over = f"{r.randrange(90)}.{r.randint(1000, 9999)}", f"{r.randrange(180)}.{r.randint(1000, 9999)}"
    side = pick(r, "N|N|S")
    return f"{up}° {side}, {over}° {pick(r, 'E|W')}", float(f"{'-' if side == 'S' else ''}{up}")


@task("unknown", "n/a")
def point_for_database(r: R) -> Made:
    up, over = (f"{pick(r, ['', '', '-'])}{r.randrange(90)}.{amount(r, 4)}" for _ in range(2))
    return f"{up},{pick(r, ['', '', ' '])}{over}", f"POINT({over} {up})"


@task("unknown", "48.1371")
def angle_in_degrees(r: R) -> Made:
    d, m, s = r.randrange(90), r.randrange(60), r.randrange(60)
    return f"{d}°{m:02d}'{s:02d}\"{pick(r, 'N|E')}", round(d + m / 60 + s / 3600, 4)


@task("n/a", "")
def path_stem(r: R) -> Made:
    folder = "/".join(word(r) for _ in range(r.randint(1, 3)))
    stem = f"{word(r)}{pick(r, ['', '', '.v2', ' (1)', '-final'])}"
    return f"/{folder}/{stem}.{pick(r, 'txt|pdf|jpeg|md')}", stem


@task("n/a", "unnamed")
def path_folder(r: R) -> Made:
    parts = ["C:", "Users", *some(r, "anna|Public|My Files|v1.2|Q3|tax", 1, 4)]
    return "\\".join([*parts, f"{word(r)}.{pick(r, 'txt|docx|xlsx')}"]), "/".join(parts)


@task(("", ""))
def path_copied(r: R) -> Made:
    folder, stem, tail = f"/srv/{word(r)}", f"{word(r)}{pick(r, ['', '', '.old'])}", pick(r, "csv|json|txt")
    day = f"20{r.randint(10, 30)}-0{r.randint(1, 9)}-{r.randint(10, 28)}"
    return (f"{folder}/{stem}.{tail}", day), f"{folder}/{stem}_{day}.{tail}"


@task(("n/a", "n/a"))
def same_person(r: R) -> Made:
    first, last = pick(r, FIRST), pick(r, LAST)
    one = pick(
        r,
        [
            f"{first} {last}",
            f"{first} {last}",
            f"{pick(r, FIRST)} {last}",
            f"{first} {pick(r, LAST)}",
            f"{first} {last}-Roth",
        ],
    )
    return (f"{last}, {first}", one), one == f"{first} {last}"
