"""Texts that are cut into pieces: lists, codes, fields of a width, names with units, ranges, pairs, nested lists."""

from __future__ import annotations

from random import Random as R

from benchmarks.pbe_tasks.making import Made, a_day, amount, pick, some, task, word, words

TEAMS = "Ops|R&D|Sales|Human Resources|Legal|IT-Support|Marketing"
FRUIT = "apple|kiwi|blood orange|fig|banana|sugar-apple|pear|açaí|plum"
PEOPLE = "Anna|Jean-Luc|Mary Ann|O'Brien|Zoë|Søren|Li|Piotr"
SIZES = "S|M|L|XL|XXL"
COLOURS = "RED|BLU|NAVY|WHT|GREEN|B2"


def ranges(r: R) -> tuple[str, list[int]]:
    """1-3, 7: pages in order, and each of them."""
    parts, pages, at = [], [], r.randint(1, 120)
    for _ in range(r.randint(1, 4)):
        end = at + r.choice([0, 0, r.randint(1, 5)])
        parts.append(f"{at}-{end}" if end > at else str(at))
        pages += range(at, end + 1)
        at = end + r.randint(2, 20)
    return pick(r, [",", ",", ", "]).join(parts), pages


def product(r: R) -> tuple[str, dict[str, str]]:
    """TSH-0042-NAVY-XL: the size may be missing."""
    f = {"kind": pick(r, "TSH|JKT|HAT|X1"), "number": f"{amount(r):04d}", "colour": pick(r, COLOURS)}
    f |= {"size": pick(r, ["", *SIZES.split("|")])}
    return "-".join(x for x in f.values() if x), f


def pairs(r: R) -> dict[str, str]:
    """Settings by name."""
    return {k: pick(r, [word(r), str(amount(r)), "a b"]) for k in some(r, "host|user|port|ssl|mode|db", 2, 5)}


@task("n/a", "id|name")
def third_field(r: R) -> Made:
    cells = [str(amount(r)), pick(r, PEOPLE), pick(r, TEAMS), f"{a_day(r)}", pick(r, ["", "x"])]
    return "|".join(cells), cells[2]


@task("n/a", "")
def last_field(r: R) -> Made:
    cells = [pick(r, TEAMS), *words(r, 1, 4), pick(r, [str(amount(r)), pick(r, PEOPLE)])]
    return ";".join(cells), cells[-1]


@task("n/a", "-")
def all_but_first_field(r: R) -> Made:
    cells = [str(amount(r)), *(pick(r, FRUIT) for _ in range(r.randint(1, 5)))]
    return "\t".join(cells), cells[1:]


@task("name,price", "n/a")
def quoted_second_field(r: R) -> Made:
    name = pick(r, ["Desk", "Lamp E27", "Chair", "Desk, oak", "Nuts, bolts, pins", word(r).title()])
    quoted = f'"{name}"' if "," in name else name
    return f"{amount(r)},{quoted},{amount(r, 3)}.{r.randint(10, 99)}", name


@task("n/a", "a;b")
def quoted_fields(r: R) -> Made:
    cells = [pick(r, [word(r), str(amount(r)), f"{word(r)}, {word(r)}"]) for _ in range(r.randint(2, 4))]
    return ",".join(f'"{c}"' if ", " in c else c for c in cells), cells


@task("n/a", "none")
def mixed_list(r: R) -> Made:
    items = some(r, FRUIT, 2, 5)
    text = "".join(x + pick(r, [", ", ", ", "; ", " / "]) for x in items[:-1])
    return text + items[-1], items


@task("n/a", "none")
def list_sorted(r: R) -> Made:
    items = some(r, "apple|kiwi|fig|banana|pear|plum|lime|date", 2, 5)
    return ", ".join(items), ", ".join(sorted(items))


@task("n/a", "none")
def list_without_doubles(r: R) -> Made:
    items = [pick(r, "red|blue|dark red|green|off-white") for _ in range(r.randint(2, 6))]
    return "; ".join(items), "; ".join(dict.fromkeys(items))


@task("", ", ")
def list_with_and(r: R) -> Made:
    items = some(r, PEOPLE, 1, 4)
    return ", ".join(items), f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0]


@task("", " and ")
def list_from_words(r: R) -> Made:
    items = some(r, "Anna|Jean-Luc|Mary Ann|Sandy|Zoë|Brandon|Li", 1, 4)
    return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 1 else items[0], items


@task("n/a", "one, two")
def numbers_sorted(r: R) -> Made:
    found = [amount(r) for _ in range(r.randint(2, 6))]
    return ", ".join(map(str, found)), sorted(found)


@task("n/a", "one two")
def numbers_largest(r: R) -> Made:
    found = [amount(r) for _ in range(r.randint(2, 6))]
    return " ".join(map(str, found)), max(found)


@task(("n/a", 2), ("a", 3))
def nth_field(r: R) -> Made:
    cells = [pick(r, [word(r), str(amount(r))]) for _ in range(r.randint(3, 6))]
    n = r.randint(1, len(cells))
    return ("/".join(cells), n), cells[n - 1]


@task(("", "kiwi"))
def list_position(r: R) -> Made:
    items = some(r, FRUIT, 2, 6)
    return (", ".join(items), item := pick(r, items)), items.index(item) + 1


@task(("n/a", "n/a"))
def lists_common(r: R) -> Made:
    one, two = some(r, "apple|kiwi|fig|pear|plum", 2, 4), some(r, "apple|kiwi|fig|pear|plum", 2, 4)
    return (", ".join(one), ", ".join(two)), [x for x in one if x in two]


@task("n/a", "")
def list_reversed(r: R) -> Made:
    parts = words(r, 2, 5)
    return ".".join(parts), ".".join(reversed(parts))


@task("n/a", "42")
def camel_words(r: R) -> Made:
    parts = words(r, 1, 4)
    return parts[0] + "".join(w.title() for w in parts[1:]), " ".join(parts).capitalize()


@task("n/a", "two words")
def camel_to_snake(r: R) -> Made:
    parts = words(r, 1, 4)
    return "".join(w.title() for w in parts), "_".join(parts)


@task("n/a", "Two Words")
def snake_to_camel(r: R) -> Made:
    parts = words(r, 1, 4)
    return "_".join(parts), parts[0] + "".join(w.title() for w in parts[1:])


@task("n/a", "???")
def kebab_to_title(r: R) -> Made:
    parts = words(r, 1, 3) + pick(r, [[], [], [str(amount(r, 2))]])
    return "-".join(parts) + pick(r, ["", "", ".md"]), " ".join(parts).title()


@task("n/a", "TSH")
def product_colour(r: R) -> Made:
    code, f = product(r)
    return code, f["colour"]


@task("n/a", "TSH")
def product_size(r: R) -> Made:
    code, f = product(r)
    return code, f["size"] or None


@task("n/a", "TSH")
def product_reordered(r: R) -> Made:
    code, f = product(r)
    return code, f"{f['colour']} {f['kind']}/{int(f['number'])}"


@task("n/a", "LOT")
def lot_day(r: R) -> Made:
    day = a_day(r, 2000, 2035)
    return (
        f"{pick(r, ['LOT', 'B', 'INV-'])}{day:%Y%m%d}-{amount(r)}{pick(r, ['', '', 'A'])}",
        f"{day:%Y-%m-%d}",
    )


@task("n/a", "LOT")
def lot_number(r: R) -> Made:
    n, tail = amount(r), pick(r, ["", "", "-R"])
    return f"LOT/{a_day(r, 2000, 2035):%d%m%y}/{n:05d}{tail}", n


@task("n/a", "M8")
def screw(r: R) -> Made:
    size, length = r.choice([3, 4, 5, 6, 8, 10, 12]), amount(r, 3)
    return f"M{size}x{length}{pick(r, ['', '', ' A2', '-8.8'])}", [size, length]


@task("AB", "12")
def letters_and_number(r: R) -> Made:
    letters, n = pick(r, "A|AB|ROW|Kx|SKU|ÖP"), amount(r, 4)
    return f"{letters}{n}", f"{letters}-{n}"


@task("n/a", "")
def fixed_width(r: R) -> Made:
    name, team, n = pick(r, PEOPLE), pick(r, TEAMS), amount(r)
    return f"{name:<10}{team:<18}{n:>6}", f"{name};{team};{n}"


@task("n/a", "")
def fixed_width_middle(r: R) -> Made:
    team = pick(r, TEAMS)
    return f"{amount(r):06d}{team:<18}{a_day(r):%Y%m%d}", team


@task("n/a", "DE")
def groups_of_four(r: R) -> Made:
    code = pick(r, "DE|FR|GB|NO") + "".join(r.choices("0123456789", k=r.randint(13, 25)))
    return code, " ".join(code[k : k + 4] for k in range(0, len(code), 4))


@task("n/a", "flour")
def amount_of_ware(r: R) -> Made:
    n, unit, ware = (
        amount(r, 3),
        pick(r, "g|ml|kg|tbsp"),
        pick(r, "flour|milk (3.5 %)|olive oil|all-purpose flour"),
    )
    return f"{n}{pick(r, ['', ' ', ' '])}{unit} {ware}", [n, unit, ware]


@task("n/a", "water")
def ware_with_amount_last(r: R) -> Made:
    n = f"{amount(r, 3)}{pick(r, ['', '', '.5'])}"
    ware, unit = pick(r, "Milk|Olive oil|Cola Zero|Vitamin B12|7-grain bread"), pick(r, "ml|l|g|kg")
    return f"{ware} {n} {unit}", f"{n} {unit} {ware}"


@task("n/a", "big")
def box_volume(r: R) -> Made:
    a, b, c = amount(r, 3), amount(r, 3), amount(r, 2)
    mark = pick(r, ["x", "x", " x ", "×"])
    return f"{a}{mark}{b}{mark}{c}{pick(r, ['', ' cm'])}", a * b * c


@task(("", "port"))
def pair_value(r: R) -> Made:
    f = pairs(r)
    name = pick(r, [*f, *f, "none"])
    return (";".join(f"{k}={v}" for k, v in f.items()), name), f.get(name)


@task("n/a", "{}")
def pair_names(r: R) -> Made:
    f = pairs(r)
    return ", ".join(f"{k}: {v}" for k, v in f.items()), list(f)


@task("n/a", "host")
def pairs_as_options(r: R) -> Made:
    f = {k: v for k, v in pairs(r).items() if " " not in v} or {"mode": word(r)}
    return "&".join(f"{k}={v}" for k, v in f.items()), " ".join(f"--{k} {v}" for k, v in f.items())


@task("n/a", "all")
def pages_listed(r: R) -> Made:
    return ranges(r)


@task("n/a", "all")
def pages_counted(r: R) -> Made:
    text, pages = ranges(r)
    return text, len(pages)


@task("n/a", "all")
def pages_last(r: R) -> Made:
    text, pages = ranges(r)
    return text, pages[-1]


@task("n/a", "home")
def crumbs(r: R) -> Made:
    parts = some(r, "Home|Men's Shoes|Sale|Bags & Belts|T-Shirts", 2, 4)
    return " > ".join(parts), " > ".join(parts[:-1])


@task("n/a", "none")
def groups_counted(r: R) -> Made:
    groups = {k: some(r, FRUIT, 1, 4) for k in some(r, "red|ripe|new|sold", 1, 3)}
    text = "; ".join(f"{k}({', '.join(v)})" for k, v in groups.items())
    return text, [f"{k}={len(v)}" for k, v in groups.items()]


@task("", " | ")
def nested_flat(r: R) -> Made:
    groups = [some(r, FRUIT, 1, 3) for _ in range(r.randint(1, 3))]
    return " | ".join(", ".join(g) for g in groups), [x for g in groups for x in g]


@task("v", "latest")
def version_line(r: R) -> Made:
    major, minor = amount(r, 2), r.randint(0, 30)
    return (
        f"{pick(r, 'v|')}{major}.{minor}{pick(r, ['', '.0', f'.{amount(r, 2)}', '.3-rc1'])}",
        f"{major}.{minor}",
    )


@task("n/a", "soon")
def span_minutes(r: R) -> Made:
    h, m = r.choice([0, r.randint(1, 30)]), r.randint(1, 59)
    return pick(r, [f"{h}h {m}m", f"{h}h {m}m"]) if h else f"{m}m", h * 60 + m


@task("# heading", "")
def tags(r: R) -> Made:
    parts = [pick(r, ["", "", "#"]) + w for w in words(r, 3, 7)]
    return " ".join(parts), [w[1:] for w in parts if w[0] == "#"]


@task("none", "n/a")
def scores_passed(r: R) -> Made:
    found = {name: pick(r, "passed|passed|failed|absent") for name in some(r, PEOPLE, 2, 5)}
    return ", ".join(f"{k} ({v})" for k, v in found.items()), [k for k, v in found.items() if v == "passed"]


@task("n/a", "no quotes")
def quoted_words(r: R) -> Made:
    parts = [" ".join(words(r, 1, 2)) for _ in range(r.randint(1, 3))]
    return f"{word(r)} " + f" {word(r)} ".join(f'"{p}"' for p in parts), parts
