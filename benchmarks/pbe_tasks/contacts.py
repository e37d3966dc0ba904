"""How people and machines are reached: names, mail, telephones, URLs, paths, hosts, places on a map."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, amount, pick, some, task, word

FIRST = (
    "Anna|Tomás|Priya|Mei-Ling|Kofi|Siobhán|John|Zoë|Bo|Alexander|Jürgen|Fatima|Ewa|Li|Nnamdi|Marie-Claire"
)
LAST = (
    "Okafor|Novák|Smith-Jones|O'Hara|Müller|Nguyen|Lindqvist|Ng|Fitzgerald|Patel|Ferreira|Kowalczyk|Ito|Brown"
)
DOUBLE = "van der Berg|de Souza|von Humboldt|García Márquez|Le Guin|bin Said|Mc Donald|St. John"
MIDDLE = "Marie|James|Lee|Ludwig|Grace|K.|J. R.|Ann Louise|Öz"
DOMAINS = (
    "acme.io|mail.kyoto-u.example.jp|example.com|post.example.dk|shop.example.co.uk|big-corp.example|x.org"
)
TOWNS = "Berlin|Bad Homburg|Köln|Frankfurt am Main|Ulm|Garmisch-Partenkirchen|Halle (Saale)|Lübeck"
WAYS = "Lindenweg|Am Alten Markt|Straße des 17. Juni|Hauptstraße|Zur Mühle|Unter den Linden"


def person(r: R) -> str:
    """A given and a family name of one or more words."""
    return f"{pick(r, FIRST)} {pick(r, LAST if r.random() < 0.7 else DOUBLE)}"


def login(r: R) -> str:
    """What stands before the @."""
    return pick(
        r, [word(r), f"{word(r)}.{word(r)}", f"{word(r, 1, 1)}_{word(r)}", f"{word(r)}{amount(r, 3)}"]
    )


def path(r: R, least: int = 0, most: int = 4) -> str:
    """The path of a URL, without the slash at the end; empty for none."""
    return "".join(
        f"/{pick(r, [word(r), f'{word(r)}-{word(r)}', str(amount(r))])}"
        for _ in range(r.randint(least, most))
    )


def query(r: R, least: int = 0, most: int = 3) -> list[str]:
    """The parameters of a URL."""
    names = r.sample(["lang", "ref", "q", "sort", "session", "v"], r.randint(least, most))
    return [f"{name}={pick(r, [word(r), str(amount(r)), 'a%20b', 'en-GB'])}" for name in names]


@task("", "42")
def initialled_name(r: R) -> Made:
    given = some(r, "Anna|Tomás|Priya|Kofi|Zoë|John|Ewa|Ludwig|Ōe|Bo", 1, 3)
    family = pick(r, LAST)
    return " ".join([*given, family]), " ".join([*(f"{name[0]}." for name in given), family])


@task("")
def dotted_user(r: R) -> Made:
    family = pick(r, "Okafor|Ito|van der Berg|de Souza|Le Guin|Smith-Jones|Ng")
    name = f"{pick(r, 'Anna|Tom|Mei-Ling|Kofi|Bo|Alexander')} {family}"
    return name, name.lower().replace(" ", ".")


@task()
def middle_names(r: R) -> Made:
    middle = pick(r, MIDDLE) if r.random() < 0.7 else ""
    return f"{pick(r, FIRST)} {middle + ' ' if middle else ''}{pick(r, LAST)}", middle or None


@task()
def suffix_or_none(r: R) -> Made:
    suffix = pick(r, "Jr.|Sr.|III|PhD|MD|Esq.") if r.random() < 0.65 else ""
    return person(r) + (f", {suffix}" if suffix else ""), suffix or None


@task()
def without_titles(r: R) -> Made:
    name = person(r)
    return pick(r, ["", "Dr. ", "Prof. ", "Prof. Dr. ", "Mrs. ", "Mr. "]) + name, name


@task("Ada Lovelace", "")
def family_capitals(r: R) -> Made:
    given = " ".join(some(r, FIRST, 1, 2))
    family = pick(r, LAST if r.random() < 0.5 else DOUBLE)
    return f"{family}, {given}", f"{given} {family.upper()}"


@task("ada@example.org", "")
def display_name(r: R) -> Made:
    name = pick(
        r, [person(r), f"{pick(r, FIRST)} {word(r, 1, 1).upper()}.", f"{pick(r, LAST)}, {pick(r, FIRST)}"]
    )
    shown = f'"{name}"' if "," in name or r.random() < 0.2 else name
    return f"{shown} <{login(r)}@{pick(r, DOMAINS)}>", name


@task()
def mailbox_of_two(r: R) -> Made:
    name, mail = person(r) if r.random() < 0.75 else "", f"{login(r)}@{pick(r, DOMAINS)}"
    return (name, mail), f"{name} <{mail}>" if name else mail


@task("Ada Lovelace", "")
def mailbox_domain(r: R) -> Made:
    domain = pick(r, DOMAINS)
    mail = f"{login(r)}@{domain}"
    return pick(r, [mail, f"<{mail}>", f"{person(r)} <{mail}>"]), domain


@task("nobody", "")
def mail_without_tag(r: R) -> Made:
    user, domain = login(r), pick(r, DOMAINS)
    tag = pick(r, ["", "", "+news", f"+{word(r)}.{amount(r)}", "+a-b"])
    return f"{user}{tag}@{domain}", f"{user}@{domain}"


@task("nobody", "")
def name_of_mail(r: R) -> Made:
    names = some(r, "anna|tom|priya|kofi|bo|okafor|novak|brown|ng|lindqvist|li", 1, 3)
    return f"{'.'.join(names)}@{pick(r, DOMAINS)}", " ".join(names).title()


@task("https://example.org", "")
def mailto_address(r: R) -> Made:
    mail = f"{login(r)}@{pick(r, DOMAINS)}"
    return (
        f"mailto:{mail}{pick(r, ['', '', '?subject=Hello', '?cc=boss@example.org&subject=Re%3A%20x'])}",
        mail,
    )


@task()
def same_company(r: R) -> Made:
    one = pick(r, DOMAINS)
    two = one if r.random() < 0.5 else pick(r, DOMAINS)
    return (f"{login(r)}@{one}", f"{login(r)}@{two}"), one == two


@task("ask Ada")
def receivers(r: R) -> Made:
    mails = [f"{login(r)}@{pick(r, DOMAINS)}" for _ in range(r.randint(1, 4))]
    return ", ".join(f"{person(r)} <{mail}>" if r.random() < 0.6 else mail for mail in mails), mails


@task("n/a", "")
def british_national(r: R) -> Made:
    rest = pick(
        r,
        [
            f"20 {amount(r):04d} {amount(r):04d}",
            f"7700 {r.randrange(900000, 999999)}",
            f"1632 96{amount(r):04d}",
        ],
    )
    return f"+44 {rest}", f"0{rest}"


@task("n/a", "")
def phone_digits(r: R) -> Made:
    a, b, c = str(r.randrange(20, 999)), str(r.randrange(200, 9999)), str(r.randrange(1000, 99999))
    text = pick(
        r, ["+{a} {b} {c}", "({a}) {b}-{c}", "tel: {a}/{b} {c}", "{a}.{b}.{c}", "{a}{b}{c}", "00{a}-{b}-{c}"]
    )
    text = text.format(a=a, b=b, c=c)
    return text, "".join(sign for sign in text if sign.isdigit())


@task("n/a", "")
def phone_masked(r: R) -> Made:
    a, b, c = r.randrange(201, 990), r.randrange(200, 999), f"{r.randrange(10000):04d}"
    return pick(r, [f"({a}) {b}-{c}", f"{a}-{b}-{c}", f"+1 {a} {b} {c}", f"{a}.{b}.{c}"]), f"***-***-{c}"


@task("n/a", "")
def german_international(r: R) -> Made:
    area, number = pick(r, "30|171|40|8821|6172|151"), str(r.randrange(1000, 99999999))
    return f"0{area}{pick(r, [' ', '/', '-', ' / '])}{number}", f"+49{area}{number}"


@task()
def mobile_or_none(r: R) -> Made:
    kinds = some(r, "Home|Mobile|Fax|Work", 2, 4)
    phones = {
        kind: f"+{r.randrange(1, 99)} {r.randrange(10, 999)} {r.randrange(1000, 999999)}" for kind in kinds
    }
    return pick(r, [" / ", "; ", ", "]).join(
        f"{kind}: {phone}" for kind, phone in phones.items()
    ), phones.get("Mobile")


@task()
def phone_of_country(r: R) -> Made:
    code, rest = pick(r, [49, 44, 33, 351, 61, 7]), f"{r.randrange(10, 999)} {r.randrange(1000, 9999999)}"
    return (code, f"0{rest}"), f"+{code} {rest}"


@task("", "see above")
def url_path(r: R) -> Made:
    way, port = path(r), pick(r, ["", "", ":8080"])
    tail = pick(r, ["", "", "?" + "&".join(query(r, 1)), f"#{word(r)}"])
    return f"{pick(r, 'http|https')}://{pick(r, DOMAINS)}{port}{way or '/'}{tail}", way or "/"


@task("", "see above")
def url_last_segment(r: R) -> Made:
    way = path(r, 1)
    return f"https://{pick(r, DOMAINS)}{way}{pick(r, ['', '', '/'])}", way.rsplit("/", 1)[1]


@task()
def url_parameters(r: R) -> Made:
    cells = query(r, 1, 4)
    cells = [cell.replace("%20", "-") for cell in cells]
    return f"https://{pick(r, DOMAINS)}{path(r)}?{'&'.join(cells)}", dict(cell.split("=") for cell in cells)


@task("", "see above")
def url_bare(r: R) -> Made:
    base = f"{pick(r, 'http|https')}://{pick(r, DOMAINS)}{path(r)}"
    asked = "&".join(query(r))
    return base + (f"?{asked}" if asked else "") + pick(r, ["", "", f"#{word(r)}"]), base


@task()
def url_without_tracking(r: R) -> Made:
    base, kept = f"https://{pick(r, DOMAINS)}{path(r, 1)}", query(r, 1)
    cells = kept + [f"utm_{name}={word(r)}" for name in some(r, "source|medium|campaign|term", 0, 3)]
    return f"{base}?{'&'.join(cells)}", f"{base}?{'&'.join(kept)}"


@task("localhost", "")
def registered_domain(r: R) -> Made:
    name = f"{word(r)}.{pick(r, 'com|org|io|de')}"
    below = ".".join(some(r, "www|docs|api|eu-west-1|static|m", 0, 2))
    return f"https://{below + '.' if below else ''}{name}{path(r)}", name


@task()
def url_port(r: R) -> Made:
    port = pick(r, [80, 443, 8080, 3000, 5432, r.randrange(1024, 65000)]) if r.random() < 0.7 else None
    scheme = pick(r, "http|https|postgres|ws")
    return (
        f"{scheme}://{pick(r, [*DOMAINS.split('|'), 'localhost', '10.0.0.7'])}{f':{port}' if port else ''}{path(r)}",
        port,
    )


@task()
def url_fragment(r: R) -> Made:
    mark = pick(r, [word(r), f"L{amount(r)}", f"{word(r)}-{word(r)}"]) if r.random() < 0.65 else None
    asked = "&".join(query(r, 0, 2))
    return (
        f"https://{pick(r, DOMAINS)}{path(r)}{'?' + asked if asked else ''}{f'#{mark}' if mark else ''}",
        mark,
    )


@task()
def url_of_parts(r: R) -> Made:
    host, kind, number = pick(r, DOMAINS), pick(r, "users|orders|line-items|Reports"), amount(r, 6)
    return (host, kind, number), f"https://api.{host}/v2/{kind.lower()}/{number}"


@task()
def page_number(r: R) -> Made:
    page, cells = amount(r, 3), query(r)
    given = r.random() < 0.65
    if given:
        cells.insert(r.randint(0, len(cells)), f"page={page}")
    return f"https://{pick(r, DOMAINS)}/list{'?' if cells else ''}{'&'.join(cells)}", page if given else 1


@task("not a remote", "")
def repository(r: R) -> Made:
    name = f"{pick(r, [word(r), word(r) + '-' + word(r)])}/{pick(r, [word(r), word(r) + '.js', 'my_' + word(r)])}"
    head = pick(
        r,
        [
            "git@github.com:",
            "https://github.com/",
            "https://gitlab.example.org/",
            "ssh://git@git.example.com/",
        ],
    )
    return f"{head}{name}.git", name


@task("")
def file_stem(r: R) -> Made:
    stem = pick(
        r, [word(r), f"{word(r)}.{word(r)}", f"{word(r)} v{amount(r, 2)}", f"{word(r).title()}_final"]
    )
    folder = pick(r, ["", "/", "/home/ada/", "docs/2024/", "../"])
    return f"{folder}{stem}.{pick(r, 'pdf|docx|py|jpeg|7z')}", stem


@task()
def extension_or_none(r: R) -> Made:
    name = pick(r, ["README", "IMG_0001", "report.final", "Makefile", "my photo", "index", "data-2024"])
    found = pick(r, "jpg|PDF|tar|Md|csv|JPG") if name != "Makefile" and r.random() < 0.75 else None
    name = name.split(".")[0] if found is None else name
    return (
        f"{pick(r, ['', 'a/b/', '/srv/files/'])}{name}{f'.{found}' if found else ''}",
        found and found.lower(),
    )


@task("notes.txt", "")
def parent_folder(r: R) -> Made:
    folders = [
        pick(r, [word(r), f"{word(r)}-{amount(r, 2)}", f".{word(r)}", "My Files"])
        for _ in range(r.randint(1, 4))
    ]
    return f"{pick(r, ['/', '', '~/'])}{'/'.join(folders)}/{word(r)}.{pick(r, 'txt|c|html')}", folders[-1]


@task("notes.txt", "")
def posix_of_windows(r: R) -> Made:
    names = [
        pick(r, [word(r), word(r).title(), "Program Files", f"v{amount(r, 2)}"])
        for _ in range(r.randint(1, 4))
    ]
    drive = pick(r, "C|D|X")
    return f"{drive}:\\" + "\\".join(names), f"/mnt/{drive.lower()}/" + "/".join(names)


@task("README.md", "")
def built_file(r: R) -> Made:
    inner = "/".join(
        [*(word(r) for _ in range(r.randint(0, 3))), pick(r, [word(r), f"{word(r)}.test", word(r).title()])]
    )
    return f"src/{inner}.ts", f"dist/{inner}.js"


@task("localhost", "")
def machine_number(r: R) -> Made:
    n, width = amount(r, 3), pick(r, [1, 2, 3])
    role = pick(r, "web|db|cache|ip-worker|k8s-node|mail")
    return f"{role}-{n:0{width}d}.{pick(r, ['eu1.', 'us-east-2.', ''])}{pick(r, 'example.net|acme.io')}", n


@task("unknown", "")
def signed_coordinates(r: R) -> Made:
    a, b = f"{r.uniform(0, 90):.{r.randint(1, 4)}f}", f"{r.uniform(0, 180):.{r.randint(1, 4)}f}"
    n, e = pick(r, "N|S"), pick(r, "E|W")
    return f"{a}° {n}, {b}° {e}", f"{'-' if n == 'S' else ''}{a},{'-' if e == 'W' else ''}{b}"


@task("unknown", "geo:")
def geo_uri(r: R) -> Made:
    a, b = round(r.uniform(-90, 90), r.randint(1, 5)), round(r.uniform(-180, 180), r.randint(1, 5))
    return f"geo:{a},{b}{pick(r, ['', '', ';u=35', '?z=12'])}", [a, b]


@task("unbekannt", "")
def dutch_postcode(r: R) -> Made:
    digits, letters = r.randrange(1000, 9999), pick(r, "LG|AB|XK|DE|ZZ")
    street = pick(r, "Damrak|Van Baerlestraat|Oude Gracht|1e Weteringplantsoen")
    street += f" {amount(r, 3)}{pick(r, ['', '-II', ' bis'])}"
    town = pick(r, "Amsterdam|Den Haag|Utrecht|'s-Hertogenbosch")
    return f"{street}, {digits} {letters} {town}", f"{digits}{letters}"


@task("unbekannt", "")
def german_label(r: R) -> Made:
    street, town = f"{pick(r, WAYS)} {amount(r, 3)}{pick(r, ['', 'a', '-3'])}", pick(r, TOWNS)
    code = f"{r.randrange(1000, 99999):05d}"
    rows = [person(r), *([f"c/o {person(r)}"] if r.random() < 0.3 else []), street, f"{code} {town}"]
    return ", ".join(rows), "\n".join(rows)


@task("unbekannt", "")
def german_code_and_town(r: R) -> Made:
    street, code, town = f"{pick(r, WAYS)} {amount(r, 3)}", f"{r.randrange(1000, 99999):05d}", pick(r, TOWNS)
    return f"{street}\nD-{code} {town}{pick(r, ['', chr(10) + 'GERMANY'])}", [code, town]


@task("desconhecido", "")
def brazilian_state(r: R) -> Made:
    state, town = pick(r, "SP:São Paulo|RJ:Niterói|BA:Feira de Santana|PR:Foz do Iguaçu|AM:Manaus").split(":")
    street = f"{pick(r, 'Av. Paulista|Rua das Flores|Praça XV')}, {amount(r)}{pick(r, ['', ' - Apto 12', ' - Centro'])}"
    return f"{street}, {town} - {state}, {r.randrange(10000, 99999)}-{r.randrange(100, 999)}", state


@task("unknown", "")
def canadian_province(r: R) -> Made:
    town, province = pick(r, "Toronto:ON|Québec:QC|St. John's:NL|Moose Jaw:SK|Victoria:BC").split(":")
    street = (
        f"{pick(r, ['', '12-', 'Unit 4, '])}{amount(r)} {pick(r, 'Bay St|Rue Sainte-Catherine O|1st Ave NW')}"
    )
    return f"{street}, {town} {province}  {pick(r, 'M5V 3L9|G1R 2B5|A1C 5M2|V8W 1P6')}", province


@task("unknown", "")
def australian_parts(r: R) -> Made:
    suburb, state = pick(r, "Sydney:NSW|Alice Springs:NT|St Kilda East:VIC|Perth:WA|Wagga Wagga:NSW").split(
        ":"
    )
    code = f"{r.randrange(800, 8000):04d}"
    unit = pick(r, ["", "Unit 3, ", "7/"])
    street = f"{unit}{amount(r, 3)} {pick(r, 'George St|Old Coach Rd|The Esplanade')}"
    return f"{street}, {suburb} {state} {code}", {"suburb": suburb, "state": state, "postcode": code}


@task()
def spanish_floor(r: R) -> Made:
    floor = f"{r.randrange(1, 12)}º {pick(r, 'A|B|Izq|Dcha')}" if r.random() < 0.65 else None
    street = f"{pick(r, 'Calle Mayor|Avda. de la Constitución|Plaza de España|C/ Goya')}, {amount(r, 3)}"
    town = f"{r.randrange(1000, 52999):05d} {pick(r, 'Madrid|San Sebastián|Cádiz')}"
    return ", ".join(each for each in [street, floor, town] if each), floor


@task()
def care_of(r: R) -> Made:
    host = person(r) if r.random() < 0.6 else None
    rows = [
        person(r),
        f"c/o {host}" if host else "",
        f"{amount(r, 3)} {pick(r, 'Elm St|Rue du Bac|Kungsgatan')}",
        pick(r, TOWNS),
    ]
    return "\n".join(row for row in rows if row), host


@task()
def lines_of_address(r: R) -> Made:
    first, town = (
        f"{amount(r, 3)} {pick(r, 'Elm St|Rue du Bac|High Street|Broadway')}",
        pick(r, "Leeds|New York|Bury St Edmunds|Gent"),
    )
    second = pick(r, ["", "", "Flat 2", "3rd floor", f"Suite {amount(r, 3)}"])
    return (first, second, town), ", ".join(row for row in [first, second, town] if row)


@task()
def card_phone(r: R) -> Made:
    name, phone = person(r), f"+{r.randrange(1, 99)} {r.randrange(10, 999)} {amount(r, 6)}"
    rows = [
        f"FN:{name}",
        f"ORG:{pick(r, 'Acme Ltd.|Universität Ulm|Foo & Co')}",
        f"EMAIL;TYPE=work:{login(r)}@{pick(r, DOMAINS)}",
    ]
    rows = r.sample(rows, r.randint(1, 3)) + (
        [f"TEL;TYPE={pick(r, 'cell|home|work')}:{phone}"] if r.random() < 0.7 else []
    )
    r.shuffle(rows)
    return "\n".join(["BEGIN:VCARD", *rows, "END:VCARD"]), phone if any(
        "TEL" in row for row in rows
    ) else None
