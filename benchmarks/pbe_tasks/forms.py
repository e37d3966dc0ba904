"""Several cells of a row made into one: labels, names, links, paths; one cell that says which part to take."""

from __future__ import annotations

import json
from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.contacts import DOMAINS, FIRST, LAST, TOWNS, WAYS, path, person
from benchmarks.pbe_tasks.making import Made, a_day, amount, pick, some, task, word, words
from benchmarks.pbe_tasks.papers import GOODS, TITLES, sentence


def known(r: R) -> dict[str, Any]:
    """What may stand in a row about goods."""
    price, stock = r.randrange(10, 99999) / 100, amount(r, 3)
    return {"id": amount(r), "name": pick(r, GOODS), "town": pick(r, TOWNS), "price": price, "stock": stock}


@task()
def postal_label(r: R) -> Made:
    who, firm, street = (
        person(r),
        pick(r, ["", "", "Acme Ltd", "Foo & Sons"]),
        f"{pick(r, WAYS)} {amount(r, 3)}",
    )
    code, town = f"{r.randrange(1000, 99999):05d}", pick(r, TOWNS)
    rows = [who, firm, street, f"{code} {town}"]
    return (who, firm, street, code, town), "\n".join(row for row in rows if row)


@task()
def american_line(r: R) -> Made:
    street = f"{amount(r)} {pick(r, 'Elm St|N 3rd Ave|Martin Luther King Jr Blvd|Broadway')}"
    town, state = pick(r, "Boise|New York|Winston-Salem|St. Louis|Coeur d'Alene"), pick(r, "ID|ny|nc|MO|ca")
    code = f"{r.randrange(1000, 99999):05d}"
    return (street, town, state, code), f"{street}, {town}, {state.upper()} {code}"


@task()
def name_of_cells(r: R) -> Made:
    cells = (pick(r, FIRST), pick(r, ["", "", "Marie", "J.", "van"]), pick(r, LAST))
    return cells, " ".join(cell for cell in cells if cell)


@task()
def family_then_initial(r: R) -> Made:
    first, last = pick(r, FIRST), pick(r, LAST)
    return (first, last), f"{last.upper()}, {first[0]}."


@task()
def salutation(r: R) -> Made:
    title, first, last = pick(r, ["Dr.", "Prof.", "Ms.", None, None]), pick(r, FIRST), pick(r, LAST)
    return (title, first, last), f"Dear {title} {last}," if title else f"Dear {first},"


@task()
def phone_and_extension(r: R) -> Made:
    phone = pick(
        r,
        [
            f"+{amount(r, 2)} {amount(r, 3)} {amount(r, 6)}",
            f"({r.randrange(201, 990)}) 555-{r.randrange(1000, 9999)}",
        ],
    )
    extension = str(amount(r)) if r.random() < 0.6 else ""
    return (phone, extension), f"{phone} ext. {extension}" if extension else phone


@task()
def handle(r: R) -> Made:
    first, last, n = (
        pick(r, "Anna|Tom|Bo|Priya|Alexander"),
        pick(r, "Okafor|Ito|Brown|Patel|Ng"),
        amount(r, 3),
    )
    return (first, last, n), f"{first.lower()}.{last[0].lower()}{n}"


@task()
def absolute_link(r: R) -> Made:
    base, way = f"https://{pick(r, DOMAINS)}", path(r, 1)
    href = way if r.random() < 0.5 else f"{pick(r, 'http|https')}://{pick(r, DOMAINS)}{way}"
    return (base, href), base + href if href == way else href


@task()
def parameter_named(r: R) -> Made:
    names = some(r, "id|lang|page|ref|q", 1, 4)
    cells = {name: pick(r, [word(r), str(amount(r)), "en-GB"]) for name in names}
    name = pick(r, names) if r.random() < 0.8 else pick(r, "id|lang|page|ref|q")
    url = f"https://{pick(r, DOMAINS)}{path(r)}?{'&'.join(f'{key}={cell}' for key, cell in cells.items())}"
    return (url, name), cells.get(name)


@task()
def below_root(r: R) -> Made:
    root = f"/{'/'.join(pick(r, [word(r), f'{word(r)}-{amount(r, 2)}', 'My Files']) for _ in range(r.randint(1, 3)))}"
    inner = "/".join([*words(r, 0, 3), f"{word(r)}.{pick(r, 'py|tar.gz|txt')}"])
    return (root, f"{root}/{inner}"), inner


@task()
def renamed_file(r: R) -> Made:
    folder, end = pick(r, ["/", "", "docs/", "/home/ada/My Files/", "a/b/"]), pick(r, "pdf|jpeg|csv|py")
    old, new = pick(r, [word(r), f"{word(r)} {amount(r)}", f"IMG_{amount(r)}"]), "-".join(words(r, 1, 3))
    return (f"{folder}{old}.{end}", new), f"{folder}{new}.{end}"


@task()
def dated_file(r: R) -> Made:
    stem, end, day = (
        pick(r, [word(r), f"{word(r)} {word(r)}", f"{word(r)}-{amount(r)}"]),
        pick(r, "pdf|xlsx|csv|7z"),
        a_day(r),
    )
    return (f"{stem}.{end}", day.isoformat()), f"{stem}_{day:%Y%m%d}.{end}"


@task()
def short_citation(r: R) -> Made:
    who, year = pick(r, "Knuth|van Rossum|Itō & Ng|Liskov et al.|O'Neil"), r.randrange(1900, 2025)
    page = amount(r, 3) if r.random() < 0.6 else None
    return (who, year, page), f"({who}, {year})" if page is None else f"({who}, {year}, p. {page})"


@task()
def reference_of_cells(r: R) -> Made:
    who, title, year = (
        some(r, "Knuth, D.|van Rossum, G.|Itō, J.|Ng, A. Y.", 1, 3),
        pick(r, TITLES),
        r.randrange(1900, 2025),
    )
    return (who, title, year), f"{'; '.join(who)} ({year}). {title}."


@task()
def shelf_label(r: R) -> Made:
    name, price, currency = pick(r, GOODS), r.randrange(10, 99999) / 100, pick(r, "EUR|USD|CHF")
    return (name, price, currency), f"{name}: {price:.2f} {currency}"


@task()
def setting_named(r: R) -> Made:
    names = some(r, "host|port|user|log level|data dir", 2, 5)
    texts = [f"db.{word(r)}.example", str(amount(r)), word(r), "app=debug", f"C:\\{word(r)}"]
    cells = dict(zip(names, r.sample(texts, len(names)), strict=True))
    name = pick(r, names)
    return ("\n".join(f"{key}: {cell}" for key, cell in cells.items()), name), cells[name]


@task()
def cell_named(r: R) -> Made:
    names = some(r, "id|name|town|price|stock", 2, 5)
    cells = [pick(r, ["", str(known(r)[name]), str(known(r)[name])]) for name in names]
    at = r.randrange(len(names))
    return ("\t".join(names), "\t".join(cells), names[at]), cells[at]


@task()
def cell_numbered(r: R) -> Made:
    cells = [pick(r, [word(r), str(amount(r)), pick(r, TOWNS)]) for _ in range(r.randint(2, 6))]
    at = r.randrange(len(cells))
    return ("|".join(cells), at), cells[at]


@task()
def json_value_named(r: R) -> Made:
    names = some(r, "id|name|town|price|stock", 2, 5)
    cells = {name: known(r)[name] for name in names}
    name = pick(r, names)
    return (json.dumps(cells), name), cells[name]


@task()
def split_at_sign(r: R) -> Made:
    sign = pick(r, [",", ";", " / ", "\t", "::"])
    cells = [pick(r, [word(r), str(amount(r)), "a-b", pick(r, TOWNS)]) for _ in range(r.randint(1, 5))]
    return (sign.join(cells), sign), cells


@task()
def linked_text(r: R) -> Made:
    text, url = pick(r, ["", sentence(r)[:-1], word(r)]), f"https://{pick(r, DOMAINS)}{path(r)}"
    return (text, url), f"[{text or url}]({url})"


@task()
def allowed_upload(r: R) -> Made:
    ends = some(r, "pdf|png|docx|csv|zip|txt", 1, 4)
    end = pick(r, ends) if r.random() < 0.5 else pick(r, "exe|pdf|tar|csv|png|js")
    return (f"{word(r)}{pick(r, ['', '.v2', ' final'])}.{end}", ends), end in ends
