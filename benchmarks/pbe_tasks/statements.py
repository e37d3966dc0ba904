"""Figures with meaning: sizes, versions, padded numbers, limits, measures in text, other bases, tallies."""

from __future__ import annotations

from decimal import Decimal
from random import Random as R

from benchmarks.pbe_tasks.ledgers import CITIES, nearest
from benchmarks.pbe_tasks.making import Made, amount, pick, task

SIZES = {"B": 1, "KB": 1024, "MB": 1024**2, "GB": 1024**3}


def version(r: R) -> tuple[int, int, int]:
    """Major, minor, patch."""
    return r.randint(0, 12), r.choice([0, r.randint(1, 9), r.randint(10, 30)]), r.randint(0, 15)


def dotted(parts: tuple[int, ...]) -> str:
    """1.2.3."""
    return ".".join(map(str, parts))


@task("huge", "12 parsecs")
def size_to_bytes(r: R) -> Made:
    unit, value = pick(r, list(SIZES)), r.randint(1, 999)
    return f"{value} {unit}", value * SIZES[unit]


@task()
def bytes_to_mib(r: R) -> Made:
    value = r.randint(10**5, 10**10)
    return value, f"{nearest(Decimal(value) / 1024**2, '0.1')} MiB"


@task("total 48")
def ls_size(r: R) -> Made:
    size, name = amount(r, 8), pick(r, "notes.txt|my file (1).pdf|.bashrc|data-2021.tar.gz|Makefile")
    mode = pick(r, "-rw-r--r--|-rwxr-xr-x|drwx------|-r--------")
    at = f"{pick(r, 'Jan|Mar|Sep')} {r.randint(1, 28):2d} {pick(r, ['10:31', '09:05', ' 2021'])}"
    return (
        f"{mode} {r.randint(1, 9)} {pick(r, 'root|ada|www-data')} {pick(r, 'staff|root')} {size:8d} {at} {name}",
        size,
    )


@task("Filesystem Size Used Avail Use% Mounted on")
def disk_use_summary(r: R) -> Made:
    dev, at = (
        pick(r, "/dev/sda1|tmpfs|overlay|//nas/home|/dev/mapper/vg-root"),
        pick(r, "/|/boot|/mnt/usb stick|/home"),
    )
    used = r.randint(0, 100)
    line = f"{dev}  {r.randint(1, 900)}G  {r.randint(1, 99)}G  {r.randint(0, 99)}G  {used}% {at}"
    return line, f"{at}: {used}%"


@task("Filesystem")
def disk_over_limit(r: R) -> Made:
    limit = r.choice([60, 75, 80, 90, 95])
    used = r.choice([r.randint(0, limit - 1), r.randint(limit + 1, 100)])
    dev = pick(r, "/dev/sda1|tmpfs|overlay|/dev/nvme0n1p2")
    return (
        f"{dev} {r.randint(1, 900)}G {r.randint(1, 99)}G {used}% {pick(r, '/|/var|/home')}",
        limit,
    ), used > limit


@task("latest")
def version_major(r: R) -> Made:
    parts = version(r)
    tail = pick(r, ["", "", "-rc.1", "+build.77", "-beta"])
    return f"{pick(r, ['v', ''])}{dotted(parts)}{tail}", parts[0]


@task("latest")
def version_without_patch(r: R) -> Made:
    parts = version(r)
    return f"{pick(r, 'numpy|django-cms|Node.js|lib_x')}=={dotted(parts)}", dotted(parts[:2])


@task("latest")
def version_next_minor(r: R) -> Made:
    a, b, c = version(r)
    return dotted((a, b, c)), dotted((a, b + 1, 0))


@task("latest")
def version_next_patch(r: R) -> Made:
    a, b, c = version(r)
    return f"v{a}.{b}.{c}", f"v{a}.{b}.{c + 1}"


@task()
def upgrade_kind(r: R) -> Made:
    a, b, c = version(r)
    kind = pick(r, "major|minor|patch")
    new = {"major": (a + 1, 0, 0), "minor": (a, b + 1, 0), "patch": (a, b, c + r.randint(1, 3))}[kind]
    return (dotted((a, b, c)), dotted(new)), kind


@task()
def is_newer(r: R) -> Made:
    old = version(r)
    new = (
        version(r)
        if r.random() < 0.4
        else (old[0], max(0, old[1] + r.choice([-3, -1, 0, 4])), r.randint(0, 15))
    )
    return (dotted(old), dotted(new)), new > old


@task()
def ticket_padded(r: R) -> Made:
    n = amount(r, 5)
    return f"{pick(r, 'ops|Billing|HR|x2')}-{n}".upper(), f"#{n:06d}"


@task("draft")
def number_without_zeros(r: R) -> Made:
    n = amount(r, 6)
    return f"{pick(r, 'INV|PO|RMA-EU')}-{r.randint(2015, 2027)}-{n:07d}", n


@task()
def next_invoice_number(r: R) -> Made:
    n, year = amount(r, 4) - 1, r.randint(2015, 2027)
    return f"{year}/{n:05d}", f"{year}/{n + 1:05d}"


@task()
def sku_of_parts(r: R) -> Made:
    shade, size = pick(r, "Red|Navy blue|Off-white|teal"), amount(r, 3)
    return (pick(r, "Shirt|Rain jacket|Cap") + f" ({shade})", size), f"{shade[:3].upper()}-{size:04d}"


@task("ok", "")
def within_limits(r: R) -> Made:
    low, high = r.randint(0, 40), r.randint(50, 120)
    value = r.choice(
        [low - r.randint(1, 30), high + r.randint(1, 30), r.randint(low, high), r.choice([low, high])]
    )
    return f"value={value} min={low} max={high}", low <= value <= high


@task("cpu ?")
def load_band(r: R) -> Made:
    warn, most = r.choice([50, 60, 70]), r.choice([80, 90, 95])
    value = r.choice([r.randint(0, 49), r.randint(71, 79), r.randint(96, 100)])
    state = "critical" if value > most else "warning" if value > warn else "ok"
    return f"{pick(r, 'cpu|disk io|mem')} {value}% (warn {warn}%, crit {most}%)", state


@task()
def stock_note(r: R) -> Made:
    value, least = r.choice([0, amount(r, 1), amount(r, 2), amount(r, 3)]), r.choice([5, 10, 50])
    return (pick(r, 'Bolt M6|Nut 1/4"|Washer, steel|Glue'), value, least), (
        "out of stock" if not value else "low" if value < least else "in stock"
    )


@task("grade")
def grade_of_points(r: R) -> Made:
    whole = r.choice([20, 50, 100])
    part, least = r.randint(0, whole), r.choice([2, 3]) * whole // 5
    note = pick(r, ["", " (late)", " - resit"])
    return f"{part}/{whole}, pass mark {least}{note}", "pass" if part >= least else "fail"


@task("heavy")
def weight_to_grams(r: R) -> Made:
    unit, scale = pick(r, [("kg", 1000), ("g", 1), ("t", 10**6)])
    value = Decimal(r.randint(1, 999)) / (10 if unit != "g" and r.random() < 0.5 else 1)
    return f"{value}{pick(r, [' ', ''])}{unit}", int(value * scale)


@task("tall")
def parcel_volume(r: R) -> Made:
    a, b, c = (r.randint(1, 120) for _ in range(3))
    return f"{a} x {b} x {c} cm", f"{a * b * c} cm³"


@task("no numbers here")
def guests_of_booking(r: R) -> Made:
    adults, children = r.randint(1, 6), r.choice([0, 0, 1, 2, 3])
    tail = f" and {children} child{'ren' * (children > 1)}" if children else ""
    text = f"Table for {adults} adult{'s' * (adults > 1)}{tail} at {pick(r, CITIES)} Grill"
    return text, adults + children


@task("sold out")
def seats_left(r: R) -> Made:
    whole = r.choice([30, 48, 120, 250])
    sold = r.randint(0, whole)
    return f"{sold} of {whole} seats sold ({pick(r, CITIES)})", f"{whole - sold} left"


@task("no rating")
def rating_of_review(r: R) -> Made:
    stars, count = Decimal(r.randint(10, 50)) / 10, amount(r, 5)
    return f"{stars} out of 5 stars ({count:,} review{'s' * (count > 1)})", float(stars)


@task("no rating")
def reviews_of_listing(r: R) -> Made:
    stars, count = Decimal(r.randint(10, 50)) / 10, amount(r, 6)
    return f"★ {stars} · {count:,} review{'s' * (count > 1)} · {pick(r, CITIES)}", count


@task("n/a", "0x")
def hex_dump_to_ints(r: R) -> Made:
    values = [r.randrange(256) for _ in range(r.randint(1, 5))]
    return " ".join(f"{value:02X}" for value in values), values


@task("rwxr-xr-x")
def octal_mode(r: R) -> Made:
    bits = [r.choice([0, 4, 5, 6, 7]) for _ in range(3)]
    text = "".join(
        mark if bit & mask else "-" for bit in bits for mask, mark in ((4, "r"), (2, "w"), (1, "x"))
    )
    return "".join(map(str, bits)), text


@task()
def binary_flags(r: R) -> Made:
    value = r.randrange(1, 256)
    return f"0b{value:b}", value


@task("#xyz")
def hex_address_decimal(r: R) -> Made:
    value = r.randrange(1, 16 ** r.randint(2, 6))
    return f"0x{value:0{r.choice([2, 4, 8])}X}", value


@task("polling")
def turnout(r: R) -> Made:
    whole = r.choice([40, 200, 500, 700, 999, 1100])
    part = r.randint(1, whole)
    return (f"{part:,}", f"{whole:,}"), f"{nearest(Decimal(part) * 100 / whole, '0.1')}%"


@task("no temperature")
def degrees_only(r: R) -> Made:
    value = r.randint(-30, 45)
    sky = pick(r, "light rain|sunny|heavy snow, wind 40 km/h|fog")
    return f"{pick(r, CITIES)}: {value}°C, {sky}", value


@task("no bond")
def basis_points(r: R) -> Made:
    value = r.choice([5, 25, 50, 75, 100, 125, 240, r.randint(1, 900)])
    return f"{value} bps", f"{Decimal(value) / 100:.2f}%"


@task("nil")
def number_or_none(r: R) -> Made:
    if r.random() < 0.3:
        return pick(r, ["N/A", "-", "", "unknown", "#DIV/0!"]), None
    value = amount(r, 6)
    return f"{value:,}{pick(r, ['', ' *', ' (est.)'])}", value


@task()
def version_label(r: R) -> Made:
    parts, name = version(r), pick(r, "Node.js|lib_x|Visual Tool 2|django-cms")
    stage = pick(r, ["", "beta", "rc1"])
    return (name, dotted(parts), stage), f"{name} v{dotted(parts)}" + (f"-{stage}" if stage else "")


@task()
def progress_text(r: R) -> Made:
    whole = r.choice([4, 5, 8, 20, 50, 250])
    done = r.randint(0, whole)
    return (done, whole), "done" if done == whole else f"{done} of {whole}, {whole - done} to go"


@task()
def part_number(r: R) -> Made:
    family, n, mark = pick(r, "ax|Bolt|qr-7|m"), amount(r, 5), pick(r, ["", "b", "rev2"])
    return (family, n, mark), f"{family.upper()}-{n:05d}" + (f"/{mark.upper()}" if mark else "")


@task()
def larger_size(r: R) -> Made:
    pair = [(r.randint(1, 999), unit) for unit in r.sample(("KB", "MB", "GB"), 2)]
    texts = [f"{value} {unit}" for value, unit in pair]
    return tuple(texts), max(zip(pair, texts, strict=True), key=lambda each: each[0][0] * SIZES[each[0][1]])[
        1
    ]


@task()
def rank_text(r: R) -> Made:
    place, whole = r.randint(1, 30), r.randint(30, 60)
    tail = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return (place, whole), f"{place}{tail} of {whole}"
