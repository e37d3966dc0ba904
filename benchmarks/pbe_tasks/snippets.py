"""Snippets of formats that machines read: Markdown, HTML, XML, settings, JSON, tables, patches, queries, subtitles."""

from __future__ import annotations

import json
from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.making import Made, a_day, amount, pick, some, task, word, words
from benchmarks.pbe_tasks.papers import GOODS, PEOPLE, TITLES, cents, sentence

CLASSES = ["", 'class="nav" ']
NET = ["", ' net="true"']


@task("", "plain prose")
def fenced_code(r: R) -> Made:
    code = "\n".join(f"{word(r)} = {amount(r)}" for _ in range(r.randint(1, 4)))
    return (
        f"{sentence(r)}\n\n```{pick(r, ['python', 'sh', '', 'js'])}\n{code}\n```\n{pick(r, ['', sentence(r)])}",
        code,
    )


@task("", "plain prose")
def front_matter_title(r: R) -> Made:
    title = pick(r, [pick(r, TITLES).replace(":", ""), " ".join(words(r, 1, 4)).capitalize()])
    rows = [
        f"title: {title}",
        f"date: {a_day(r)}",
        f"tags: [{', '.join(words(r, 1, 3))}]",
        f"draft: {pick(r, 'true|false')}",
    ]
    rows = [rows[0], *r.sample(rows[1:], r.randint(1, 3))]
    r.shuffle(rows)
    return "---\n" + "\n".join(rows) + f"\n---\n\n# {sentence(r)}\n\n{sentence(r)}", title


@task("", "plain prose")
def html_title(r: R) -> Made:
    title, metas = pick(r, [sentence(r)[:-1], pick(r, "Home|Über uns|404 Not Found")]), words(r, 0, 2)
    head = "".join(f'<meta name="{name}" content="{word(r)}">' for name in metas)
    return (
        f"<html><head>{head}<title>{title}</title></head><body><h1>{word(r)}</h1><p>{sentence(r)}</p></body></html>",
        title,
    )


@task()
def image_text(r: R) -> Made:
    alt = sentence(r)[:-1] if r.random() < 0.7 else None
    cells = [
        f'src="/img/{word(r)}.{pick(r, "png|jpg")}"',
        *([f'alt="{alt}"'] if alt else []),
        f'width="{amount(r, 3)}"',
    ]
    cells = cells if r.random() < 0.6 else cells[:-1]
    r.shuffle(cells)
    return f"<p><img {' '.join(cells)}> {sentence(r)}</p>", alt


@task("", "plain prose")
def html_links(r: R) -> Made:
    found = [
        pick(r, [f"/{word(r)}", f"https://{word(r)}.example/{amount(r)}", f"{word(r)}.html#top"])
        for _ in range(r.randint(1, 4))
    ]
    links = [f'<li><a {pick(r, CLASSES)}href="{each}">{word(r).title()}</a></li>' for each in found]
    return f"<ul>{''.join(links)}</ul>", found


@task("", "plain prose")
def html_row(r: R) -> Made:
    cells = [
        str(amount(r, 3)),
        pick(r, GOODS),
        cents(r),
        *([pick(r, "yes|no|on order")] if r.random() < 0.5 else []),
    ]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>", cells


@task("", "<empty/>")
def xml_currency(r: R) -> Made:
    code = pick(r, "EUR|USD|GBP|JPY|CHF")
    other = f"<name>{pick(r, 'Brie|tea|espresso')}</name>"
    price = f'<price currency="{code}"{pick(r, NET)}>{cents(r)}</price>'
    return f'<item id="{amount(r)}">{pick(r, [other + price, price + other])}</item>', code


@task()
def env_value(r: R) -> Made:
    host = (
        pick(r, ["localhost", f"db-{amount(r, 2)}.{word(r)}.example", "10.0.0.5"])
        if r.random() < 0.7
        else None
    )
    rows = [f"DB_HOST={host}"] if host else []
    rows += r.sample(
        [f"DB_PORT={amount(r)}", f"DEBUG={pick(r, 'true|false')}", "# local", f"API_HOST={word(r)}.example"],
        r.randint(1, 4),
    )
    r.shuffle(rows)
    return "\n".join(rows), host


@task("", "[]")
def server_port(r: R) -> Made:
    port = r.randrange(80, 65000)
    rows = [
        [f"port = {port}", f"host = {word(r)}", *(["; tls = on"] if r.random() < 0.5 else [])],
        [f"port = {amount(r, 4)}", f"user = {word(r)}"],
    ]
    for each in rows:
        r.shuffle(each)
    parts = ["\n".join(["[server]", *rows[0]]), "\n".join(["[database]", *rows[1]])]
    r.shuffle(parts)
    return "\n\n".join(parts), port


@task("", "{}")
def yaml_items(r: R) -> Made:
    tags = words(r, 1, 4)
    head = [f"name: {word(r)}", f"replicas: {amount(r, 2)}"][: r.randint(1, 2)]
    return "\n".join(
        [*head, "tags:", *(f"  - {tag}" for tag in tags), f"image: {word(r)}:{amount(r, 2)}"]
    ), tags


@task("", "{}")
def properties_record(r: R) -> Made:
    names = some(r, "app.name|app.version|log.level|cache.size|db.url", 1, 4)
    cells = {
        name: pick(
            r, [word(r), f"{amount(r, 2)}.{amount(r, 2)}", "jdbc:pg://x?a=b" if "url" in name else word(r)]
        )
        for name in names
    }
    return "\n".join(f"{name}={cell}" for name, cell in cells.items()), cells


@task("[1", "")
def json_city(r: R) -> Made:
    user: dict[str, Any] = {"name": pick(r, PEOPLE), "age": r.randrange(18, 90)}
    city = pick(r, "Oslo|New York|Zürich|Lima") if r.random() < 0.7 else None
    user["address"] = {"street": word(r).title(), **({"city": city} if city else {})}
    return json.dumps({"id": amount(r), "user": user}, ensure_ascii=r.random() < 0.5), city


@task("[1", "")
def json_lines_ids(r: R) -> Made:
    rows = [
        {"id": amount(r, 5), "event": pick(r, "open|close|buy"), "by": pick(r, PEOPLE)}
        for _ in range(r.randint(1, 4))
    ]
    return "\n".join(json.dumps(row) for row in rows), [row["id"] for row in rows]


@task()
def row_under_header(r: R) -> Made:
    names = some(r, "id|name|city|price|sku", 2, 4)
    known = {
        "id": str(amount(r)),
        "name": word(r).title(),
        "city": pick(r, "New York|Zürich|Lima"),
        "price": cents(r),
    }
    cells = [known.get(name, f"{word(r, 2, 2).upper()}-{amount(r)}") for name in names]
    return (",".join(names), ",".join(cells)), dict(zip(names, cells, strict=True))


@task("", "a")
def markdown_row(r: R) -> Made:
    cells = [pick(r, [word(r), cents(r), pick(r, "New York|bread (rye)|-")]) for _ in range(r.randint(2, 5))]
    return ",".join(cells), f"| {' | '.join(cells)} |"


@task("", "goods\tstock")
def out_of_stock(r: R) -> Made:
    rows = [(name, 0 if r.random() < 0.4 else amount(r, 3), cents(r)) for name in some(r, GOODS, 3, 5)]
    text = "\n".join("\t".join(map(str, row)) for row in [("goods", "stock", "price"), *rows])
    return text, [name for name, stock, _ in rows if stock == 0]


@task("", "goods|price")
def price_column(r: R) -> Made:
    rows = [(name, str(amount(r, 2)), cents(r)) for name in some(r, GOODS, 1, 4)]
    return "\n".join(" | ".join(row) for row in [("goods", "count", "price"), *rows]), [
        float(price) for _, _, price in rows
    ]


@task()
def added_lines(r: R) -> Made:
    rows = [(pick(r, "+| |-|+"), f"{word(r)} = {amount(r)}") for _ in range(r.randint(2, 6))]
    return "\n".join(sign + text for sign, text in rows), [text for sign, text in rows if sign == "+"]


@task("", "SELECT 1")
def table_of_query(r: R) -> Made:
    table = pick(r, [word(r), f"{word(r)}_{word(r)}", f"sales.{word(r)}"])
    tail = pick(
        r, ["", f" WHERE {word(r)} = {amount(r)}", f" ORDER BY {word(r)} DESC", f" LIMIT {amount(r, 2)}", ";"]
    )
    return f"SELECT {pick(r, ['*', 'count(*)', ', '.join(words(r, 1, 3))])} FROM {table}{tail}", table


@task("", "WEBVTT")
def subtitle_text(r: R) -> Made:
    text = "\n".join(sentence(r) for _ in range(r.randint(1, 2)))
    at = f"00:{r.randrange(60):02d}:{r.randrange(50):02d}"
    return (
        f"{amount(r, 3)}\n{at},{r.randrange(1000):03d} --> {at[:-2]}{int(at[-2:]) + 4:02d},500\n{text}",
        text,
    )
