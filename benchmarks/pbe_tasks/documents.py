"""Texts of many lines and markup: invoices, mails, tables, settings, HTML, CSV, JSON; several columns."""

from __future__ import annotations

import json
from random import Random as R
from typing import Any

from benchmarks.pbe_tasks.making import Made, a_day, pick, some, task

NAMES = "Ada Lovelace|Grace Hopper|María García|Wei Li|Niklaus Wirth|Barbara Liskov"
PRODUCTS = "Desk lamp|Paper A4|Blue pen|Stapler|Cable 2m|Note book|Chair"
BAD = ("", "out of office", "{}")


def money(cents: int) -> str:
    """Two digits after the point and commas."""
    return f"{cents / 100:,.2f}"


def invoice(r: R) -> tuple[str, dict[str, Any]]:
    """A text with a header, lines and totals; the discount may be missing."""
    items = [(name, r.randrange(1, 9), r.randrange(100, 90000)) for name in some(r, PRODUCTS, 1, 4)]
    net = sum(n * price for _, n, price in items)
    off = r.randrange(1, 9) * 100 if r.random() < 0.5 else 0
    d = a_day(r)
    f: dict[str, Any] = {"number": f"INV-{r.randrange(10**5):05d}", "date": d, "customer": pick(r, NAMES)}
    f |= {"items": items, "net": net, "tax": net // 5, "discount": off, "total": net + net // 5 - off}
    lines = [f"Invoice {f['number']}", f"Date: {d:%d %B %Y}", f"Bill to: {f['customer']}", ""]
    lines += [f"{n} x {name} @ ${money(price)} = ${money(n * price)}" for name, n, price in items]
    lines += ["", f"Subtotal: ${money(net)}", f"Tax (20%): ${money(net // 5)}"]
    lines += [f"Discount: -${money(off)}"] if off else []
    return "\n".join([*lines, f"Total: ${money(f['total'])}"]), f


@task(*BAD)
def invoice_number(r: R) -> Made:
    text, f = invoice(r)
    return text, f["number"]


@task(*BAD)
def invoice_total(r: R) -> Made:
    text, f = invoice(r)
    return text, money(f["total"])


@task(*BAD)
def invoice_total_number(r: R) -> Made:
    text, f = invoice(r)
    return text, f["total"] / 100


@task(*BAD)
def invoice_date(r: R) -> Made:
    text, f = invoice(r)
    return text, f["date"].isoformat()


@task(*BAD)
def invoice_customer(r: R) -> Made:
    text, f = invoice(r)
    return text, f["customer"].upper()


@task(*BAD)
def invoice_discount(r: R) -> Made:
    text, f = invoice(r)
    return text, money(f["discount"]) if f["discount"] else None


@task(*BAD)
def invoice_products(r: R) -> Made:
    text, f = invoice(r)
    return text, [name for name, _, _ in f["items"]]


@task(*BAD)
def invoice_pieces(r: R) -> Made:
    text, f = invoice(r)
    return text, sum(n for _, n, _ in f["items"])


@task(*BAD)
def invoice_count(r: R) -> Made:
    text, f = invoice(r)
    return text, len(f["items"])


@task(*BAD)
def invoice_record(r: R) -> Made:
    text, f = invoice(r)
    return text, {"number": f["number"], "customer": f["customer"], "total": f["total"] / 100}


@task(*BAD)
def receipt_sum(r: R) -> Made:
    prices = [r.randrange(50, 3000) for _ in range(r.randrange(2, 6))]
    return "\n".join(f"{pick(r, PRODUCTS)} {price / 100:.2f}" for price in prices), sum(prices) / 100


@task(*BAD)
def receipt_line(r: R) -> Made:
    rows = {name: f"{r.randrange(100, 9000) / 100:.2f}" for name in ("Food", "Drinks", "Tip", "Service")}
    names = [name for name in rows if name in ("Tip",) or r.random() < 0.7]
    r.shuffle(names)
    return "\n".join(f"{name} ..... {rows[name]}" for name in names), rows["Tip"]


def mail(r: R) -> tuple[str, dict[str, str]]:
    """Headers in any order, then a body; Cc may be missing."""
    who, to = pick(r, NAMES), pick(r, NAMES)
    f = {
        "From": f"{who} <{who.split()[0].lower()}@example.org>",
        "To": f"{to.split()[0].lower()}@example.com",
    }
    f |= {
        "Subject": pick(r, "Lunch?|Re: Your invoice|Fwd: minutes: May|Holidays"),
        "Date": f"{a_day(r):%a, %d %b %Y} 10:0{r.randrange(9)}:00 +0000",
    }
    if r.random() < 0.5:
        f["Cc"] = pick(r, "boss@example.org|all@example.com")
    keys = list(f)
    r.shuffle(keys)
    return "\n".join(
        f"{key}: {f[key]}" for key in keys
    ) + f"\n\nHello {to.split()[0]},\nsee below: nothing.\n", f


@task(*BAD)
def mail_subject(r: R) -> Made:
    text, f = mail(r)
    return text, f["Subject"]


@task(*BAD)
def mail_sender(r: R) -> Made:
    text, f = mail(r)
    return text, f["From"].split("<")[1][:-1]


@task(*BAD)
def mail_copy(r: R) -> Made:
    text, f = mail(r)
    return text, f.get("Cc")


@task(*BAD)
def mail_day(r: R) -> Made:
    text, f = mail(r)
    return text, f["Date"][5:16]


def cents(r: R) -> str:
    """A price in digits."""
    return f"{r.randrange(100, 9000) / 100:.2f}"


def table(r: R) -> list[dict[str, str]]:
    """Rows of stock."""
    return [
        {"Item": name, "Qty": str(r.randrange(1, 90)), "Price": cents(r), "Status": pick(r, "ok|low|out")}
        for name in some(r, PRODUCTS, 2, 5)
    ]  # fmt: skip


def markdown(rows: list[dict[str, str]]) -> str:
    """As a table of Markdown."""
    cells = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join("| " + " | ".join(row) + " |" for row in cells)


def csv(rows: list[dict[str, str]]) -> str:
    """As comma-separated values."""
    return "\n".join(",".join(row) for row in [list(rows[0]), *(list(row.values()) for row in rows)])


@task("| a |", "")
def table_column(r: R) -> Made:
    rows = table(r)
    return markdown(rows), [row["Item"] for row in rows]


@task("| a |", "")
def table_cell(r: R) -> Made:
    rows = table(r)
    row = r.choice(rows)
    return (markdown(rows), row["Item"]), row["Price"]


@task("")
def table_filter(r: R) -> Made:
    rows = table(r)
    return markdown(rows), [row["Item"] for row in rows if row["Status"] == "low"]


@task("")
def table_sum(r: R) -> Made:
    rows = table(r)
    return markdown(rows), sum(int(row["Qty"]) for row in rows)


@task("")
def table_rows(r: R) -> Made:
    rows = table(r)
    return csv(rows), len(rows)


@task("")
def table_dicts(r: R) -> Made:
    rows = table(r)
    return csv(rows), rows


@task("")
def table_most(r: R) -> Made:
    rows = table(r)
    for at, row in enumerate(rows):
        row["Qty"] = str(int(row["Qty"]) * 10 + at)
    return csv(rows), max(rows, key=lambda row: int(row["Qty"]))["Item"]


@task("")
def table_last(r: R) -> Made:
    rows = table(r)
    return markdown(rows), rows[-1]["Status"]


@task("", "no")
def settings(r: R) -> Made:
    f = {
        "host": pick(r, "db1|db2|localhost"),
        "port": str(r.randrange(1000, 9999)),
        "user": pick(r, "ada|wei"),
    }
    keys = list(f)
    r.shuffle(keys)
    return "[database]\n" + "\n".join(f"{key} = {f[key]}" for key in keys), int(f["port"])


@task("", "no")
def settings_section(r: R) -> Made:
    a, b = str(r.randrange(1000, 9999)), str(r.randrange(1000, 9999))
    return f"[web]\nport={a}\nname=x\n\n[db]\nname=y\nport={b}\n", b


@task("", "no")
def yaml_value(r: R) -> Made:
    f = {
        "image": f"nginx:{r.randrange(1, 30)}.{r.randrange(9)}",
        "replicas": str(r.randrange(1, 9)),
        "name": pick(r, "web|api"),
    }
    keys = [key for key in f if key != "name" or r.random() < 0.5]
    r.shuffle(keys)
    return "spec:\n" + "\n".join(f"  {key}: {f[key]}" for key in keys), f["image"]


@task("", "no")
def block_missing(r: R) -> Made:
    f = {"Name": pick(r, NAMES), "Phone": str(r.randrange(10**6, 10**7)), "City": pick(r, "Oslo|Lima|Kyoto")}
    keys = [key for key in f if key != "Phone" or r.random() < 0.6]
    r.shuffle(keys)
    return "\n".join(f"{key}: {f[key]}" for key in keys), f["Phone"] if "Phone" in keys else None


@task("", "no")
def block_one_line(r: R) -> Made:
    f = {"Name": pick(r, NAMES), "Phone": str(r.randrange(10**6, 10**7)), "City": pick(r, "Oslo|Lima|Kyoto")}
    keys = list(f)
    r.shuffle(keys)
    return "; ".join(f"{key}: {f[key]}" for key in keys), f["City"]


@task("", "no")
def section(r: R) -> Made:
    parts = {
        name: f"{pick(r, PRODUCTS)} and {pick(r, PRODUCTS)}\nare here."
        for name in ("Summary", "Risks", "Costs")
    }
    names = list(parts)
    r.shuffle(names)
    return "\n\n".join(f"## {name}\n{parts[name]}" for name in names), parts["Risks"]


@task("", "no")
def headings(r: R) -> Made:
    names = some(r, "Summary|Risks|Costs|Next steps|People", 2, 4)
    return "\n\n".join(f"## {name}\nSome text about {pick(r, PRODUCTS)}." for name in names), names


@task("", "no")
def open_items(r: R) -> Made:
    rows = [(r.random() < 0.5, name) for name in some(r, PRODUCTS, 2, 5)]
    return "\n".join(f"- [{'x' if done else ' '}] {name}" for done, name in rows), [
        n for done, n in rows if not done
    ]


@task("", "<p>")
def link_target(r: R) -> Made:
    url = f"https://example.org/{pick(r, 'a|b|docs')}/{r.randrange(99)}"
    return f'<p>See <a {pick(r, ["", "class=x "])}href="{url}">{pick(r, "this|here")}</a>.</p>', url


@task("", "plain")
def html_text(r: R) -> Made:
    name = pick(r, NAMES)
    return f'<td class="{pick(r, "name|n b")}"><b>{name}</b></td>', name


@task("", "<ul></ul>")
def html_items(r: R) -> Made:
    names = some(r, PRODUCTS, 1, 5)
    return "<ul>" + "".join(f"<li>{name}</li>" for name in names) + "</ul>", names


@task("", "plain")
def markdown_link(r: R) -> Made:
    text, url = pick(r, NAMES), f"https://example.org/{r.randrange(999)}"
    return f"see [{text}]({url}){pick(r, ['', ' now'])}", [text, url]


def order(r: R) -> dict[str, Any]:
    """A nested record; the coupon may be missing."""
    f: dict[str, Any] = {
        "id": r.randrange(10**4),
        "customer": {"name": pick(r, NAMES), "vip": r.random() < 0.5},
    }
    f["items"] = [
        {
            "sku": f"S{r.randrange(100)}",
            "name": name,
            "qty": r.randrange(1, 9),
            "price": r.randrange(100, 999) / 10,
        }
        for name in some(r, PRODUCTS, 1, 4)
    ]
    f["address"] = {"city": pick(r, "Oslo|Lima|Kyoto"), "geo": {"lat": r.randrange(90)}}
    if r.random() < 0.5:
        f["coupon"] = pick(r, "SPRING|WELCOME|VIP10")
    return f


@task("[]", "{}")
def json_nested(r: R) -> Made:
    f = order(r)
    return json.dumps(f), f["address"]["city"]


@task("[]", "{}")
def json_names(r: R) -> Made:
    f = order(r)
    return json.dumps(f, indent=r.choice([None, 2])), [item["name"] for item in f["items"]]


@task("[]", "{}")
def json_count(r: R) -> Made:
    f = order(r)
    return json.dumps(f), len(f["items"])


@task("[]", "{}")
def json_total(r: R) -> Made:
    f = order(r)
    return json.dumps(f), sum(item["qty"] for item in f["items"])


@task("[]")
def json_optional(r: R) -> Made:
    f = order(r)
    return json.dumps(f), f.get("coupon")


@task("[]")
def json_filter(r: R) -> Made:
    rows = [{"name": name, "active": r.random() < 0.5} for name in some(r, NAMES, 2, 5)]
    return json.dumps(rows), [row["name"] for row in rows if row["active"]]


@task("[]")
def json_projection(r: R) -> Made:
    f = order(r)
    return json.dumps(f), [{"sku": item["sku"], "qty": item["qty"]} for item in f["items"]]


@task("[]")
def json_last(r: R) -> Made:
    f = order(r)
    return json.dumps(f), f["items"][-1]["sku"]


@task("[]")
def json_flag(r: R) -> Made:
    f = order(r)
    return json.dumps(f), f["customer"]["vip"]


@task("[]")
def object_pick(r: R) -> Made:
    f = order(r)
    return (f,), {"id": f["id"], "city": f["address"]["city"]}


@task("[]")
def object_keys(r: R) -> Made:
    names = some(r, "red|green|blue|pink", 1, 4)
    return ({name: r.randrange(9) for name in names},), names


@task("[]")
def csv_cell(r: R) -> Made:
    name = pick(r, ["Lamp, desk", "Pen", 'Cable "C"', "Chair"])
    cell = '"' + name.replace('"', '""') + '"' if "," in name or '"' in name else name
    return f"{r.randrange(1000)},{cell},{r.randrange(100)}", name


@task(("", ""))
def looked_up(r: R) -> Made:
    f = {name: str(r.randrange(10, 99)) for name in some(r, "EUR|USD|GBP|JPY|CHF", 3, 5)}
    key = pick(r, list(f))
    return ("\n".join(f"{a}: {b}" for a, b in f.items()), key), f[key]


@task(("", ""))
def filled_in(r: R) -> Made:
    who, what = pick(r, NAMES), pick(r, PRODUCTS)
    return (who, what.lower(), r.randrange(2, 30)), f"Dear {who.split()[0]}, your {what.lower()} has arrived."


@task(("", ""))
def first_given(r: R) -> Made:
    a, b = pick(r, ["", "ada@example.org", "wei@example.com"]), f"user{r.randrange(99)}@example.net"
    return (a, b), a or b


@task(("", ""))
def priced(r: R) -> Made:
    n, price = r.randrange(1, 20), r.randrange(100, 9000) / 100
    return (n, f"${price:.2f}"), round(n * price, 2)
