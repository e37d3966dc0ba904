"""Texts that people file: bibliographies, release notes, chats, receipts, CVs, mails, invoices."""

from __future__ import annotations

from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.making import Made, a_day, amount, pick, some, task, word, words

PEOPLE = "Ada Lovelace|Jun'ichi Itō|María José García|Wei Li|Ben O'Connor|Zoë Smith-Jones|Olu|K. Müller"
GOODS = "oat milk|espresso|bread (rye)|A4 paper|USB-C cable 2m|Brie|tea, green|batteries AA x4|apples"
FIRMS = "Acme Ltd|Universität Ulm|Foo & Sons|Nordic Data AB|IBM|Banco do Brasil|3M"
ROLES = "Engineer|Senior Data Analyst|Intern|Head of R&D|Lecturer|CTO"
CHANGES = (
    "crash when the file is empty|typo in the README|memory leak|wrong time zone (UTC)|"
    "`--quiet` is honoured|export as CSV|support for Python 3.13|dark mode"
)
TITLES = (
    "Literate programming|On the origin of errors|Types, traits & tests|A note on graphs|Why 2 is even: a proof|"
    "Go To considered harmful|Über formal unentscheidbare Sätze|Attention|P = NP?|The art of the 8-bit computer"
)


def cents(r: R) -> str:
    """An amount of money of one to four digits before the point."""
    return f"{amount(r)}.{r.randrange(100):02d}"


def sentence(r: R) -> str:
    """Some words, with a full stop, or a question."""
    return f"{' '.join(words(r, 2, 7)).capitalize()}{pick(r, '.|.|?|!')}"


def reference(r: R) -> tuple[str, dict[str, Any]]:
    """An entry of a bibliography, and its parts."""
    families = some(r, "Knuth|van Rossum|García-López|O'Neil|Liskov|Itō|Ng", 1, 3)
    names = [f"{each}, {pick(r, 'D. E.|B.|J.-P.|M. A. K.')}" for each in families]
    year, title = r.randrange(1950, 2025), pick(r, TITLES)
    shown = names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"
    pages = f"{amount(r, 3)}–{r.randrange(1000, 1400)}"
    where = pick(
        r, [f"Computer Journal, {amount(r, 2)}(2), {pages}", "MIT Press", f"Nature, {amount(r, 3)}, {pages}"]
    )
    doi = f"10.{r.randrange(1000, 9999)}/{word(r)}.{year}.{amount(r)}" if r.random() < 0.6 else None
    text = f"{shown} ({year}). {title}. {where}." + (f" https://doi.org/{doi}" if doi else "")
    return text, {"families": families, "year": year, "title": title, "doi": doi}


@task("", "n.d.")
def reference_year(r: R) -> Made:
    text, f = reference(r)
    return text, f["year"]


@task("", "n.d.")
def reference_title(r: R) -> Made:
    text, f = reference(r)
    return text, f["title"]


@task()
def reference_doi(r: R) -> Made:
    text, f = reference(r)
    return text, f["doi"]


@task("", "@comment{none}")
def bibtex_title(r: R) -> Made:
    title, key = pick(r, TITLES), f"{word(r)}{r.randrange(1950, 2025)}"
    rows = [
        f"  author = {{{pick(r, PEOPLE)}}}",
        f"  title = {{{title}}}",
        f"  year = {r.randrange(1950, 2025)}",
    ]
    rows += [f"  journal = {{{pick(r, 'Nature|J. of Graphs')}}}"] if r.random() < 0.5 else []
    r.shuffle(rows)
    return f"@{pick(r, 'article|book|misc')}{{{key},\n" + ",\n".join(rows) + "\n}", title


@task("", "no keys here")
def cited_keys(r: R) -> Made:
    keys = [f"{word(r)}{r.randrange(1950, 2025)}" for _ in range(r.randint(1, 4))]
    return f"{sentence(r)[:-1]} \\cite{{{','.join(keys)}}} {sentence(r).lower()}", keys


def release(r: R) -> tuple[str, dict[str, Any]]:
    """Release notes of one version, with one to three kinds of changes."""
    version = f"{amount(r, 2)}.{amount(r, 2)}.{r.randrange(10)}{pick(r, ['', '', '-rc.1'])}"
    kinds = some(r, "Added|Removed|Changed", 1, 2) + (["Fixed"] if r.random() < 0.7 else [])
    r.shuffle(kinds)
    changes = {kind: some(r, CHANGES, 1, 3) for kind in kinds}
    rows = [f"## [{version}] - {a_day(r, 2015)}"]
    for kind in kinds:
        rows += ["", f"### {kind}", *(f"- {each}" for each in changes[kind])]
    return "\n".join(rows), {"version": version, "changes": changes}


@task("", "Unreleased")
def release_version(r: R) -> Made:
    text, f = release(r)
    return text, f["version"]


@task()
def release_fixes(r: R) -> Made:
    text, f = release(r)
    return text, f["changes"].get("Fixed", [])


@task("", "Unreleased")
def release_kinds(r: R) -> Made:
    text, f = release(r)
    return text, list(f["changes"])


@task("", "Unreleased")
def release_bullet(r: R) -> Made:
    version, what = f"{amount(r, 2)}.{amount(r, 2)}.{r.randrange(10)}", pick(r, CHANGES)
    return f"v{version} ({a_day(r)}): {what}", f"- **{version}** {what}"


@task("", "merge branch main")
def commit_scope(r: R) -> Made:
    scope = pick(r, ["parser", "api", "ui-core", "deps"]) if r.random() < 0.65 else None
    kind = pick(r, "feat|fix|docs|chore|refactor")
    return f"{kind}{f'({scope})' if scope else ''}{pick(r, ['', '', '!'])}: {' '.join(words(r, 2, 6))}", scope


@task("", "merge branch main")
def commit_text(r: R) -> Made:
    head = f"{pick(r, 'feat|fix|docs|chore')}{pick(r, ['', '(api)', '(ui-core)', '!'])}"
    text = f"{' '.join(words(r, 1, 4))}{pick(r, ['', f' (#{amount(r)})', ': again'])}"
    return f"{head}: {text}", text


def chat(r: R) -> list[tuple[str, str, str]]:
    """Times, speakers and messages."""
    who = some(r, "Ada|Bob B.|bot|María|Ops-Team", 2, 3)
    minute, said = r.randrange(500, 1300), []
    for _ in range(r.randint(2, 6)):
        minute += r.randrange(5)
        said.append((f"{minute // 60:02d}:{minute % 60:02d}", pick(r, who), sentence(r)))
    return said


def transcript(said: list[tuple[str, str, str]]) -> str:
    """A line a message."""
    return "\n".join(f"[{at}] {who}: {text}" for at, who, text in said)


@task("", "no messages")
def chat_last_message(r: R) -> Made:
    said = chat(r)
    return transcript(said), said[-1][2]


@task("", "no messages")
def chat_speakers(r: R) -> Made:
    said = chat(r)
    return transcript(said), list(dict.fromkeys(who for _, who, _ in said))


@task()
def chat_of_one(r: R) -> Made:
    said = chat(r)
    one = pick(r, [who for _, who, _ in said])
    return (transcript(said), one), [text for _, who, text in said if who == one]


def slip(r: R) -> tuple[str, dict[str, Any]]:
    """What a shop prints: goods, sums, and how it was paid."""
    goods = [(name, r.randrange(50, 4000)) for name in some(r, GOODS, 1, 5)]
    total, card = sum(price for _, price in goods), f"{r.randrange(10000):04d}" if r.random() < 0.6 else None
    rows = [pick(r, ["*** CORNER SHOP ***", "SuperMart #12", "Café Zoë"]), f"{a_day(r):%d/%m/%Y}", ""]
    rows += [f"{name.upper()}  {price / 100:.2f}" for name, price in goods]
    rows += ["", f"SUBTOTAL  {total / 100:.2f}", f"VAT 10%  {total // 10 / 100:.2f}"]
    rows += [
        f"TOTAL  {(total + total // 10) / 100:.2f}",
        f"{pick(r, 'VISA|MASTERCARD')} ****{card}" if card else "CASH",
    ]
    return "\n".join(rows), {"goods": goods, "total": total + total // 10, "card": card}


@task("", "CLOSED")
def slip_total(r: R) -> Made:
    text, f = slip(r)
    return text, f"{f['total'] / 100:.2f}"


@task()
def slip_card(r: R) -> Made:
    text, f = slip(r)
    return text, f["card"]


@task("", "CLOSED")
def slip_goods(r: R) -> Made:
    text, f = slip(r)
    return text, [name.upper() for name, _ in f["goods"]]


def resume(r: R) -> tuple[str, dict[str, Any]]:
    """A CV: name, mail, posts, skills; the mail and the place may be missing."""
    mail = f"{word(r)}@{pick(r, 'example.org|uni-ulm.example')}" if r.random() < 0.7 else None
    year, posts = r.randrange(1998, 2008), []
    graduated = year - r.randrange(3)
    for _ in range(r.randint(1, 4)):
        posts.append((year, year + r.randrange(1, 6), pick(r, ROLES), pick(r, FIRMS)))
        year = posts[-1][1]
    posts.reverse()
    skills, name = some(r, "Python|C++|SQL|public speaking|Excel|Go|machine learning", 1, 5), pick(r, PEOPLE)
    rows = [name, *([f"Email: {mail}"] if mail else []), "", "EXPERIENCE"]
    rows += [f"{start}–{end}  {role}, {firm}" for start, end, role, firm in posts]
    rows += [
        "",
        "EDUCATION",
        f"BSc {pick(r, 'Physics|Computer Science|History')}, {graduated}",
        "",
        f"Skills: {', '.join(skills)}",
    ]
    return "\n".join(rows), {"mail": mail, "posts": posts, "skills": skills}


@task()
def resume_mail(r: R) -> Made:
    text, f = resume(r)
    return text, f["mail"]


@task("", "references on request")
def resume_skills(r: R) -> Made:
    text, f = resume(r)
    return text, f["skills"]


@task("", "references on request")
def resume_firms(r: R) -> Made:
    text, f = resume(r)
    return text, [firm for _, _, _, firm in f["posts"]]


@task("", "references on request")
def resume_latest_post(r: R) -> Made:
    text, f = resume(r)
    return text, f["posts"][0][2]


@task("no greeting")
def greeted(r: R) -> Made:
    name = pick(
        r, ["Ms. Smith", "Dr. Ng", "all", "Wei", "Professor van Rossum", "hiring team", "Mr. O'Connor"]
    )
    end = f"{pick(r, 'Best|Kind regards')},\n{pick(r, PEOPLE)}"
    return f"{pick(r, 'Dear|Hi|Hello')} {name},\n\n{sentence(r)} {sentence(r)}\n\n{end}", name


@task("no greeting")
def signed(r: R) -> Made:
    name = pick(r, PEOPLE)
    body = " ".join(sentence(r) for _ in range(r.randint(1, 3)))
    return f"Hi {pick(r, 'all|Wei|Zoë')},\n\n{body}\n\n{pick(r, 'Best|Kind regards|Thanks')},\n{name}", name


@task()
def unquoted(r: R) -> Made:
    mine, old = (
        [sentence(r) for _ in range(r.randint(1, 3))],
        [f"> {sentence(r)}" for _ in range(r.randint(0, 3))],
    )
    rows = [*mine, *old] if r.random() < 0.6 else [*old, *mine]
    return "\n".join(rows), "\n".join(mine)


@task()
def quoted_lines(r: R) -> Made:
    rows = [f"> {sentence(r)}" if r.random() < 0.5 else sentence(r) for _ in range(r.randint(2, 7))]
    return "\n".join(rows), sum(row.startswith(">") for row in rows)


@task("", "nothing")
def block_to_pairs(r: R) -> Made:
    names = some(r, "Name|Order No|Ship to|Weight|Status", 2, 4)
    cells = [(name, pick(r, [word(r), str(amount(r)), f"{word(r)} {word(r)}"])) for name in names]
    return "\n".join(f"{name}: {cell}" for name, cell in cells), "; ".join(
        f"{name}={cell}" for name, cell in cells
    )


@task("", "apologies only")
def present_count(r: R) -> Made:
    here, away = some(r, PEOPLE, 1, 6), some(r, "Kim|Dr. Ng|Tove", 0, 2)
    rows = [
        f"Minutes of {a_day(r)}",
        f"Present: {', '.join(here)}",
        *([f"Apologies: {', '.join(away)}"] if away else []),
    ]
    return "\n".join([*rows, f"1. {sentence(r)}"]), len(here)


@task("", "VAT exempt")
def vat_number(r: R) -> Made:
    number = f"{pick(r, 'DE|ATU|NL|GB')}{r.randrange(10**7, 10**9)}"
    rows = [
        pick(r, FIRMS),
        f"Invoice no. {amount(r, 6)}",
        f"{pick(r, 'VAT No|VAT ID')}: {number}",
        f"Due: {a_day(r):%d.%m.%Y}",
    ]
    return "\n".join([*rows[: r.randint(1, 2)], *rows[2:], f"Amount: {cents(r)} EUR"]), number


@task("", "VAT exempt")
def due_day(r: R) -> Made:
    due, no = a_day(r), f"{r.randrange(2015, 2030)}/{amount(r, 5)}"
    rows = [
        f"Invoice {no}",
        f"Issued: {a_day(r):%d.%m.%Y}",
        f"Due: {due:%d.%m.%Y}",
        f"Amount: {cents(r)} EUR",
    ]
    return "\n".join(rows if r.random() < 0.6 else [rows[0], rows[3], rows[1], rows[2]]), due.isoformat()
