"""Short documents: invoices, tables, tickets, changelogs, references, pages, notes, settings, minutes, mail."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, amount, pick, some, task, word, words

FIRMS = "Müller & Söhne GmbH|Acme Inc.|Café Zoë|O'Brien Ltd|Stadtwerke Bad Homburg|3D-Druck Nord|Ng"
WARES = "Keyboard|USB-C cable 2 m|Toner HP 26X|Desk (oak)|Chair|Router|A4 paper|Lamp E27|Webcam"
PEOPLE = "Anna|Piotr|Zoë|Jean-Luc|Mary Ann|Ed|Søren|Li|Oluwaseun"
TITLES = "Login fails on Safari|Crash when saving: disk full|Add dark mode|Typo in footer|Export [CSV] empty"
NOTES = (
    "Dark mode|Crash on empty input|Export to CSV|Support for Python 3.13|Wrong total in report|Typo: 'recieve'|"
    "Faster start|Option --dry-run|Time zone of exports|Memory leak in cache"
)
WORKS = "On graphs|History of tea, 1600-1900|Learning to sort|Why bridges fall: a map|Soil and rain in Śląsk"
AUTHORS = "Müller, A.|O'Brien, P. J.|Ng, L.|Smith-Jones, M.|García, J.|Żak, Z.|Okafor, O."
LABELS = "bug|safari|ui|good first issue|backend|debug|p1"
TOPICS = "Budget 2025|Hiring|Office move|Release 2.1|Any other business|Summer party|Data protection"


def money(cents: int) -> str:
    """12.50."""
    return f"{cents // 100}.{cents % 100:02d}"


def invoice(r: R) -> tuple[str, dict]:
    """An invoice and what it says; the tax may be missing."""
    items = [(r.choice([1, 1, 2, amount(r, 3)]), w, r.randint(150, 90000)) for w in some(r, WARES, 1, 4)]
    day = a_day(r, 2015, 2029)
    number = pick(r, [f"{day.year}-{amount(r):04d}", f"RE{amount(r) + 1000}"])
    f = {"number": number, "items": items, "firm": pick(r, FIRMS), "rate": r.choice([19, 7, 20, None])}
    net = sum(n * price for n, _, price in items)
    tax = round(net * (f["rate"] or 0) / 100)
    f |= {"net": net, "total": net + tax, "currency": pick(r, "EUR|EUR|USD|CHF"), "day": day}
    rows = "\n".join(f"{n} x {w} @ {money(price)} = {money(n * price)}" for n, w, price in items)
    vat = f"VAT {f['rate']}%: {money(tax)}\n" if f["rate"] else ""
    head = f"Invoice No. {number}\nDate: {f['day']:%d.%m.%Y}\nCustomer: {f['firm']}\n"
    return f"{head}\n{rows}\n\nSubtotal: {money(net)}\n{vat}Total: {f['currency']} {money(f['total'])}", f


def table(r: R) -> tuple[str, list[tuple[str, int, str]]]:
    """A table of stock in Markdown and its rows."""
    rows = [(w, amount(r, 3), money(r.randint(50, 99999))) for w in some(r, WARES, 2, 5)]
    body = "\n".join(f"| {w} | {n} | {price} |" for w, n, price in rows)
    return f"| Item | Stock | Price |\n|---|---:|---:|\n{body}", rows


def ticket(r: R) -> tuple[str, dict]:
    """A ticket and its fields; who does it and the labels may be missing."""
    f = {"key": f"{pick(r, 'SHOP|WEB|OPS|X2')}-{amount(r)}", "title": pick(r, TITLES)}
    f |= {"status": pick(r, "Open|In Progress|Done|Won't fix"), "who": pick(r, ["", *PEOPLE.split("|")[:4]])}
    f |= {"labels": some(r, LABELS, 0, 3)}
    who = f"\nAssignee: {f['who']}" if f["who"] else ""
    labels = f"\nLabels: {', '.join(f['labels'])}" if f["labels"] else ""
    return f"[{f['key']}] {f['title']}\nStatus: {f['status']}{who}{labels}", f


def changelog(r: R) -> tuple[str, list[tuple[str, str, dict[str, list[str]]]]]:
    """A log of changes and its versions, newest first; there may be an unreleased part."""
    found, major, minor = [], r.randint(0, 12), r.randint(3, 12)
    for k in range(r.randint(1, 3)):
        kinds = r.sample(["Added", "Fixed", "Changed"], r.randint(1, 3))
        day = f"{2029 - k}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
        found.append(
            (f"{major}.{minor - k}.{r.randint(0, 11)}", day, {x: some(r, NOTES, 1, 3) for x in kinds})
        )
    text = "# Changelog\n" + pick(r, ["", "", "\n## [Unreleased]\n"])
    for version, day, kinds in found:
        text += f"\n## [{version}] - {day}\n"
        text += "".join(f"### {x}\n" + "".join(f"- {n}\n" for n in notes) for x, notes in kinds.items())
    return text, found


def reference(r: R) -> tuple[str, dict]:
    """An entry of a list of references and its fields; the number of the object may be missing."""
    f = {
        "who": some(r, AUTHORS, 1, 4),
        "year": r.randint(1950, 2026),
        "title": pick(r, WORKS),
    }
    f |= {
        "from": amount(r, 3),
        "doi": f"10.{r.randint(1000, 9999)}/{word(r)}.{amount(r)}" if r.random() < 0.7 else "",
    }
    f |= {
        "to": f["from"] + amount(r, 2),
        "journal": pick(r, "Nature|Journal of Soil, Water & Air|Trans. ACM"),
    }
    who = f["who"][0] if len(f["who"]) == 1 else f"{', '.join(f['who'][:-1])}, & {f['who'][-1]}"
    text = f"{who} ({f['year']}). {f['title']}. {f['journal']}, {amount(r, 2)}({r.randint(1, 12)}), "
    text += f"{f['from']}–{f['to']}."
    return text + (f" https://doi.org/{f['doi']}" if f["doi"] else ""), f


def minutes(r: R) -> tuple[str, dict]:
    """Minutes of a meeting and what they say; nobody may have been absent."""
    people = some(r, PEOPLE, 3, 7)
    gone, here = people[: r.randint(0, 2)], people[2:]
    f = {"here": here, "gone": gone, "topics": some(r, TOPICS, 2, 4), "day": a_day(r, 2015, 2029), "todo": []}
    text = f"Minutes, {f['day']:%Y-%m-%d}\nPresent: {', '.join(here)}"
    text += f"\nAbsent: {', '.join(gone)}" if gone else ""
    for k, topic in enumerate(f["topics"], 1):
        text += f"\n{k}. {topic}"
        if r.random() < 0.6:
            todo = pick(
                r, "send the figures by 12.03.|book a room|call the landlord: heating|write the job ad"
            )
            f["todo"].append((pick(r, here), todo))
            text += f"\n   ACTION {f['todo'][-1][0]}: {todo}"
    return text, f


@task("Delivery note", "n/a")
def invoice_number(r: R) -> Made:
    text, f = invoice(r)
    return text, f["number"]


@task("Invoice", "Total:")
def invoice_total(r: R) -> Made:
    text, f = invoice(r)
    return text, float(money(f["total"]))


@task("Delivery note", "Customer")
def invoice_line(r: R) -> Made:
    text, f = invoice(r)
    return text, f"{f['number']} {f['firm']}: {money(f['total'])} {f['currency']}"


@task("Invoice", "")
def invoice_items(r: R) -> Made:
    text, f = invoice(r)
    return text, [w for _, w, _ in f["items"]]


@task("Invoice", "n/a")
def invoice_tax_rate(r: R) -> Made:
    text, f = invoice(r)
    return text, f["rate"]


@task(("Invoice", "Keyboard"))
def invoice_price_of(r: R) -> Made:
    text, f = invoice(r)
    _, ware, price = pick(r, f["items"])
    return (text, ware), float(money(price))


@task("Invoice", "Date: soon")
def invoice_file_name(r: R) -> Made:
    text, f = invoice(r)
    return text, f"{f['day']:%Y-%m-%d}_{f['number']}.pdf"


@task(("| a |", "Chair"))
def table_price_of(r: R) -> Made:
    text, rows = table(r)
    ware, _, price = pick(r, rows)
    return (text, ware), price


@task("no table", "n/a")
def table_stock_in_all(r: R) -> Made:
    text, rows = table(r)
    return text, sum(n for _, n, _ in rows)


@task("no table")
def table_as_lines(r: R) -> Made:
    text, rows = table(r)
    return text, "\n".join(f"{w}: {price}" for w, _, price in rows)


@task("no ticket", "Status: Open")
def ticket_line(r: R) -> Made:
    text, f = ticket(r)
    return text, f"{f['key']}: {f['title']} ({f['status']})"


@task("no ticket", "n/a")
def ticket_assignee(r: R) -> Made:
    text, f = ticket(r)
    return text, f["who"] or None


@task("no ticket", "n/a")
def ticket_labels(r: R) -> Made:
    text, f = ticket(r)
    return text, f["labels"]


@task("no ticket", "n/a")
def ticket_branch(r: R) -> Made:
    text, f = ticket(r)
    slug = "".join(c if c.isalnum() else " " for c in f["title"].lower()).split()
    return text, f"{f['key'].lower()}/{'-'.join(slug)}"


@task("# Changelog\n", "TBD")
def changelog_latest(r: R) -> Made:
    text, found = changelog(r)
    return text, found[0][0]


@task(("# Changelog\n", "1.0.0"))
def changelog_day_of(r: R) -> Made:
    text, found = changelog(r)
    version, day, _ = pick(r, found)
    return (text, version), day


@task("TBD", "n/a")
def changelog_fixes(r: R) -> Made:
    text, found = changelog(r)
    return text, [n for _, _, kinds in found for n in kinds.get("Fixed", [])]


@task("References", "n/a")
def reference_title(r: R) -> Made:
    text, f = reference(r)
    return text, f["title"]


@task("References", "n/a")
def reference_doi(r: R) -> Made:
    text, f = reference(r)
    return text, f["doi"] or None


@task("References", "ibid.")
def reference_cited(r: R) -> Made:
    text, f = reference(r)
    last = [w.split(",")[0] for w in f["who"]]
    who = f"{last[0]} et al." if len(last) > 2 else " & ".join(last)
    return text, f"({who}, {f['year']})"


@task("References", "n/a")
def reference_length(r: R) -> Made:
    text, f = reference(r)
    return text, f["to"] - f["from"] + 1


@task("@comment", "n/a")
def entry_key_and_year(r: R) -> Made:
    key, year = f"{word(r)}{pick(r, ['', ':', '-'])}{amount(r, 2)}", r.randint(1950, 2026)
    lines = [f"  author = {{{pick(r, AUTHORS)}}}", f"  title = {{{pick(r, WORKS)}}}", f"  year = {{{year}}}"]
    r.shuffle(lines)
    return f"@{pick(r, 'article|book|inproceedings')}{{{key},\n" + ",\n".join(
        lines
    ) + "\n}", f"{key} ({year})"


@task("<p>No links.", "n/a")
def page_links(r: R) -> Made:
    links = [f"{pick(r, ['https://x.io', '', '/docs'])}/{word(r)}" for _ in range(r.randint(1, 4))]
    mark = pick(r, ["", "", ' class="nav"'])
    return "<p>" + ", ".join(f'<a{mark} href="{x}">{word(r)}</a>' for x in links) + "</p>", links


@task("plain", "n/a")
def page_list(r: R) -> Made:
    items, kind = some(r, NOTES, 1, 5), pick(r, "ul|ol")
    space = pick(r, ["", "", "\n  "])
    return f"<{kind}>{''.join(f'{space}<li>{x}</li>' for x in items)}</{kind}>", items


@task("n/a", "-")
def page_plain(r: R) -> Made:
    parts, tags = words(r, 3, 7), ["", "", "b", "em", 'span class="x"']
    marked = [f"<{t}>{w}</{t.split()[0]}>" if (t := pick(r, tags)) else w for w in parts]
    return f"<p>{' '.join(marked)}.</p>", f"{' '.join(parts)}."


@task("no heading", "")
def note_title(r: R) -> Made:
    before = pick(r, ["", "", "---\ntags: draft\n---\n\n", "![logo](logo.svg)\n\n"])
    name = pick(r, NOTES)
    return f"{before}# {name}\n\n{' '.join(words(r, 3, 6))}.\n\n## {pick(r, 'Usage|Install')}", name


@task("no heading", "n/a")
def note_contents(r: R) -> Made:
    heads = some(r, TOPICS + "|" + NOTES, 1, 4)
    text = f"# {word(r).title()}\n" + "".join(f"\n## {h}\n{word(r)} ## {word(r)}\n" for h in heads)
    return text, "\n".join(f"- {h}" for h in heads)


@task("no tasks", "n/a")
def note_tasks_open(r: R) -> Made:
    todo = [(pick(r, " |x"), note) for note in some(r, NOTES, 2, 6)]
    return "\n".join(f"- [{m}] {n}" for m, n in todo), [n for m, n in todo if m == " "]


@task("no link", "[1]")
def note_link_as_page(r: R) -> Made:
    name, url = (
        " ".join(words(r, 1, 3)),
        f"https://{word(r)}.org/{word(r)}{pick(r, ['', '', '#top', '?a=1'])}",
    )
    return f"See [{name}]({url}) {pick(r, ['', '', 'first'])}".strip(), f'<a href="{url}">{name}</a>'


@task("no code", "")
def note_install_package(r: R) -> Made:
    package = "-".join(words(r, 1, 2)) + pick(r, ["", "", "[all]", "2"])
    tool = pick(r, "pip install|pip install -U|python -m pip install")
    return f"## Install\n\n```sh\n{tool} {package}\n```\n\nThen run `{word(r)}`.", package


@task(("", "name"))
def settings_value(r: R) -> Made:
    known = {
        "name": word(r),
        "version": f"{amount(r, 2)}.{amount(r, 1)}",
        "license": pick(r, "MIT|BSD 2-Clause"),
    }
    known |= {
        "homepage": f"https://{word(r)}.io/x",
        "image": f"{word(r)}:{amount(r, 2)}",
        "port": str(amount(r)),
    }
    keys = some(r, "|".join(known), 3, 5)
    return ("\n".join(f"{k}: {known[k]}" for k in keys), key := pick(r, keys)), known[key]


@task("name: x", "n/a")
def settings_services(r: R) -> Made:
    names = [word(r) + pick(r, ["", "", "-db"]) for _ in range(r.randint(1, 4))]
    after = pick(r, ["", "", f"\nvolumes:\n  - {word(r)}"])
    return f"version: {amount(r, 1)}\nservices:\n" + "\n".join(f"  - {n}" for n in names) + after, names


@task(("", "web"))
def settings_port_of(r: R) -> Made:
    ports = {name: r.choice([80, 5432, amount(r)]) for name in some(r, "web|db|cache|mail", 2, 4)}
    text = "\n\n".join(f"[{n}]\nhost = {word(r)}.local\nport = {p}" for n, p in ports.items())
    name = pick(r, list(ports))
    return (text, name), ports[name]


@task("{}", "[]")
def settings_label(r: R) -> Made:
    name, version = "-".join(words(r, 1, 2)), f"{amount(r, 2)}.{amount(r, 2)}.{amount(r, 1)}"
    lines = [f'"name": "{name}"', f'"version": "{version}"', f'"private": {pick(r, "true|false")}']
    r.shuffle(lines)
    return "{\n  " + ",\n  ".join(lines) + "\n}", f"{name}@{version}"


@task("Agenda", "n/a")
def minutes_absent(r: R) -> Made:
    text, f = minutes(r)
    return text, f["gone"]


@task("Agenda", "n/a")
def minutes_topics(r: R) -> Made:
    text, f = minutes(r)
    return text, f["topics"]


@task("Agenda", "n/a")
def minutes_actions(r: R) -> Made:
    text, f = minutes(r)
    return text, "; ".join(f"{who} - {todo}" for who, todo in f["todo"]) or None


@task("no subject", "From: anna")
def mail_subject(r: R) -> Made:
    before = pick(r, ["", "", "Re: ", "AW: ", "Fwd: Re: ", "RE: "])
    subject = pick(r, [*TITLES.split("|"), f"Offer {amount(r)}", f"Invoice: {pick(r, FIRMS)}"])
    return f"From: {word(r)}@x.io\nTo: {word(r)}@x.io\nSubject: {before}{subject}", subject


@task("n/a", "")
def mail_own_words(r: R) -> Made:
    lines = [(pick(r, ["", "", "> "]), " ".join(words(r, 2, 5)) + ".") for _ in range(r.randint(2, 6))]
    lines.insert(0, ("", f"Hi {pick(r, PEOPLE)},"))
    return "\n".join(a + b for a, b in lines), "\n".join(b for a, b in lines if not a)


@task("n/a", "Hello")
def letter_signed(r: R) -> Made:
    close = pick(r, "Best regards,|Kind regards,|Yours sincerely,")
    after = pick(r, ["", "", f"\n\nP.S. {word(r).title()} too.", f"\n\nEncl.: {pick(r, WARES)}"])
    name = f"{pick(r, PEOPLE)} {pick(r, AUTHORS).split(',')[0]}"
    return f"Dear {pick(r, PEOPLE)},\n\n{' '.join(words(r, 4, 8))}.\n\n{close}\n{name}{after}", name


@task("n/a", "Name")
def form_in_one_line(r: R) -> Made:
    fields = [("Name", pick(r, PEOPLE)), ("Room", f"{amount(r, 3)}"), ("Since", f"{a_day(r):%d.%m.%Y}")]
    fields += [("Phone", f"ext. {amount(r)}")] * r.randint(0, 1)
    return "\n".join(f"{a}: {b}" for a, b in fields), ", ".join(f"{a.lower()}={b}" for a, b in fields)
