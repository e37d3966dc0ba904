"""Numbers as price lists, ledgers, data sheets and dashboards have them: read, written, converted, summed, classed."""

from __future__ import annotations

import math
from random import Random as R

from benchmarks.pbe_tasks.making import Made, amount, pick, task

GOODS = "Milk|Crème fraîche|USB-C cable 2m|T-shirt (XL)|Müsli|Paper A4|Coffee beans"


def cents(r: R, digits: int = 4) -> int:
    """An amount of money in cents, often round."""
    return 100 * amount(r, digits) + r.choice([0, 50, 99, r.randrange(100), r.randrange(100)])


def plain(number: int) -> str:
    """1234.50, of cents."""
    return f"{'-' if number < 0 else ''}{abs(number) // 100}.{abs(number) % 100:02d}"


def grouped(number: int, mark: str = ",", point: str = ".") -> str:
    """1,234.50, of cents."""
    return f"{abs(number) // 100:,}".replace(",", mark) + f"{point}{abs(number) % 100:02d}"


def short(number: int, scale: int) -> str:
    """The quotient, without noughts at its end."""
    return f"{number / scale:.6f}".rstrip("0").rstrip(".")


def tied(number: int, scale: int) -> bool:
    """Whether the quotient lies halfway between two whole numbers."""
    return 2 * number % (2 * scale) == scale


def rounded(number: int, scale: int) -> int:
    """The whole number nearest to the quotient."""
    return (2 * number + scale) // (2 * scale)


@task("call us", "Price")
def dollars(r: R) -> Made:
    n, sign = cents(r, 5), pick(r, ["$", "$", "$", "US$ ", "USD "])
    return f"{sign}{grouped(n) if n % 100 or r.random() < 0.6 else f'{n // 100:,}'}", n / 100


@task("Preis auf Anfrage")
def euros_of_german_list(r: R) -> Made:
    n = cents(r, 5)
    return f"{pick(r, ['', '', '', 'ab '])}{grouped(n, '.', ',')} {pick(r, '€|€|€|EUR')}", n / 100


@task("gratis")
def swiss_francs(r: R) -> Made:
    n = cents(r, 5)
    n -= n % 5
    return f"CHF {grouped(n, chr(39)) if n % 100 else grouped(n, chr(39))[:-2] + '–'}", n / 100


@task("gratuit", "Prix TTC")
def french_price_to_dots(r: R) -> Made:
    n = cents(r, 5)
    return f"{grouped(n, chr(160), ',')}{chr(160)}€{pick(r, ['', '', '', ' TTC'])}", plain(n)


@task("nil")
def rupees(r: R) -> Made:
    n = amount(r, 8)
    head, tail = f"{n // 1000:d}", f"{n % 1000:03d}"
    pairs = "".join(
        c + ("," if (len(head) - i) % 2 and i < len(head) - 1 else "") for i, c in enumerate(head)
    )
    return f"{pick(r, '₹|₹|Rs. ')}{f'{pairs},{tail}' if n > 999 else n}{pick(r, ['', '', '/-'])}", n


@task("n/a")
def thousands_in_groups(r: R) -> Made:
    n = amount(r, 8) * r.choice([1, 1, 1, -1])
    return n, f"{n:,}"


@task("free")
def cents_as_german_price(r: R) -> Made:
    n = r.choice([cents(r), cents(r), cents(r, 6), r.randint(1, 99)])
    return n, f"{grouped(n, '.', ',')} €"


@task("Balance", "-")
def accounting_brackets(r: R) -> Made:
    n = cents(r, 5)
    return (f"({grouped(n)})", -n / 100) if r.random() < 0.4 else (grouped(n), n / 100)


@task("Saldo")
def sign_behind(r: R) -> Made:
    n, negative = cents(r, 5), r.random() < 0.4
    return f"{grouped(n, '.', ',')}{'-' if negative else ''}", f"{'-' if negative else ''}{plain(n)}"


@task("1,200.00 ??", "Opening balance")
def debit_or_credit(r: R) -> Made:
    n, side = cents(r, 5), pick(r, "DR|CR")
    return f"{grouped(n)} {side}", n / 100 if side == "CR" else -n / 100


@task("n/a")
def in_accounting_brackets(r: R) -> Made:
    n = cents(r, 5) * r.choice([1, 1, -1])
    return n / 100, f"({grouped(n)})" if n < 0 else grouped(n)


@task("unchanged", "%")
def percent_as_fraction(r: R) -> Made:
    n = r.choice([10 * r.randint(1, 99), r.randint(1, 999), r.randint(1000, 2500)]) * r.choice([1, 1, 1, -1])
    return f"{short(n, 10)}{pick(r, [' ', '', ''])}%", n / 1000


@task(("new", 120))
def change_in_percent(r: R) -> Made:
    old = amount(r, 4) + 9
    news = [
        n for n in range(old // 3, 2 * old) if abs(n - old) * 1000 >= old and not tied(1000 * (n - old), old)
    ]
    new = r.choice(news)
    return (old, new), f"{rounded(1000 * (new - old), old) / 10:+.1f}%"


@task("flat", "Change")
def arrow_as_sign(r: R) -> Made:
    n, down = amount(r, 4), r.random() < 0.5
    return f"{'▼' if down else '▲'} {n // 100}.{n % 100:02d}%", (-n if down else n) / 100


@task("progress unknown")
def share_done(r: R) -> Made:
    whole = amount(r, 4)
    part = r.choice([whole, r.randint(0, whole), r.randint(0, whole)])
    part += tied(100 * part, whole)
    return f"{part} of {whole} {pick(r, 'tasks|files|rows')}", f"{rounded(100 * part, whole)}%"


@task((100.0, "exempt?"))
def gross_of_net(r: R) -> Made:
    net, rate = cents(r), r.choice([7, 19, 19, 20, 5])
    while tied(net * rate, 100):
        net += 1
    return (net / 100, f"{rate}%"), plain(net + rounded(net * rate, 100))


@task(("on request", "10% off"))
def price_after_discount(r: R) -> Made:
    price, off = 100 * amount(r, 4), r.choice([5, 10, 15, 20, 25, 30, 50])
    if r.random() < 0.2:
        return (plain(price), ""), plain(price)
    return (plain(price), f"{off}% off"), plain(price * (100 - off) // 100)


@task("subtotal")
def line_total(r: R) -> Made:
    count, price = r.choice([1, amount(r, 2), amount(r, 3)]), cents(r, 2)
    return f"{count} x {pick(r, GOODS)} @ {plain(price)}", count * price / 100


@task("nothing ordered")
def order_total(r: R) -> Made:
    lines = [(r.randint(1, 12), cents(r, 2)) for _ in range(r.choice([1, 2, 2, 3, 4]))]
    return " + ".join(f"{count}× {plain(price)}" for count, price in lines), sum(
        c * p for c, p in lines
    ) / 100


@task("assorted")
def pack_millilitres(r: R) -> Made:
    count, size = r.choice([1, 4, 6, 12, 24]), r.choice([20, 33, 50, 75, 100, 150])
    unit = pick(r, ["ml", "cl"])
    said = f"{size * 10 if unit == 'ml' else size} {unit}"
    return f"{count} x {said}" if count > 1 else said, count * size * 10


@task("weight unknown", "kg")
def grams_of_two_units(r: R) -> Made:
    kilos, rest = r.choice([0, amount(r, 2), amount(r, 2)]), r.choice([0, amount(r, 3), amount(r, 3)])
    kilos += not kilos + rest
    return " ".join([f"{kilos} kg"] * (kilos > 0) + [f"{rest} g"] * (rest > 0)), 1000 * kilos + rest


@task("various", "Ø 12 cm")
def box_litres(r: R) -> Made:
    sides, times = [5 * r.randint(2, 40) for _ in range(3)], pick(r, " x |x| × ")
    return f"{times.join(map(str, sides))} cm", math.prod(sides) / 1000


@task("0 x 0", "auto")
def aspect_ratio(r: R) -> Made:
    wide, high = r.choice([(16, 9), (4, 3), (3, 2), (21, 9), (1, 1), (9, 16), (5, 4)])
    times = r.choice([80, 120, 64, 256, 40, 100, 160, r.randint(10, 99)])
    common = math.gcd(wide, high)
    return f"{wide * times}x{high * times}{pick(r, ['', '', ' px'])}", f"{wide // common}:{high // common}"


@task("to taste")
def cups(r: R) -> Made:
    whole, top, bottom = r.choice([0, 1, 2, 12]), *r.choice([(0, 1), (1, 2), (1, 4), (3, 4), (1, 8), (5, 8)])
    whole += not whole + top
    said = " ".join([str(whole)] * (whole > 0) + [f"{top}/{bottom}"] * (top > 0))
    return f"{said} {pick(r, 'cups|tsp|tbsp')}", whole + top / bottom


@task("unknown", "-")
def celsius_to_fahrenheit(r: R) -> Made:
    n = 5 * r.randint(-60, 240)
    return f"{short(n, 10)} °C", f"{n * 0.18 + 32:.1f} °F"


@task("room temperature")
def fahrenheit_to_celsius(r: R) -> Made:
    n = r.choice([r.randint(-40, 120), r.randint(200, 500)])
    return f"{n}°F", rounded(50 * (n - 32), 9) / 10


@task("directory", -1)
def size_for_people(r: R) -> Made:
    n = amount(r, 10) | 1
    power = (n >= 1024) + (n >= 1024**2) + (n >= 1024**3)
    return n, f"{n / 1024**power:.1f} {('B', 'KiB', 'MiB', 'GiB')[power]}" if power else f"{n} B"


@task("unlimited")
def disk_bytes(r: R) -> Made:
    unit, n = r.choice([("B", 10), ("kB", 10**3), ("MB", 10**6), ("GB", 10**9)]), amount(r, 3)
    n = 10 * n if unit[0] == "B" or r.random() < 0.5 else n
    return f"{short(n, 10)} {unit[0]}", n // 10 if unit[0] == "B" else n * unit[1] // 10


@task("<none>", "500m")
def memory_limit_in_mebibytes(r: R) -> Made:
    n = r.choice([64, 128, 256, 512, 1536, r.randint(10, 4000)])
    gibi = r.randint(1, 64)
    return r.choice(
        [(f"{n}Mi", n), (f"{n}Mi", n), (f"{gibi}Gi", 1024 * gibi), (f"{gibi}.5Gi", 1024 * gibi + 512)]
    )


@task("open", "R")
def resistor_ohms(r: R) -> Made:
    unit, size = r.choice([("R", 1), ("k", 1000), ("k", 1000), ("M", 10**6)])
    n, part = r.choice([1, 2, 4, 10, 47, 82, 220, amount(r, 3)]), r.choice([0, 0, 2, 3, 5, 7])
    part = part if size > 1 and n < 10 else 0
    return f"{n}{unit}{part or ''}", n * size + part * size // 10


@task("none", "k")
def followers(r: R) -> Made:
    n, unit = amount(r, 3), r.choice([("", 1), ("K", 1000), ("K", 1000), ("M", 10**6)])
    n = n + 9 if unit[0] else 10 * n
    return f"{short(n, 10)}{unit[0]} followers", n * unit[1] // 10


@task("below detection", "ND")
def scientific_as_decimal(r: R) -> Made:
    digits, power = str(r.choice([1, 5, 12, 125, amount(r, 3)])).rstrip("0"), r.randint(1, 7)
    mark = pick(r, ["e", "e", "E"])
    said = digits[0] + (f".{digits[1:]}" if len(digits) > 1 else "")
    return f"{said}{mark}-{power:02d}", f"0.{'0' * (power - 1)}{digits}"


@task("overflow")
def in_scientific_form(r: R) -> Made:
    n = r.randint(100, 999) * 10 ** r.randint(0, 6)
    return n, f"{n:.2e}"


@task("nominal", "5.0 mm")
def tolerance_limits(r: R) -> Made:
    n, off = amount(r, 4) + 10, r.randint(1, 9)
    unit = pick(r, " mm| mm| V|")
    return f"{n / 10} ± {off / 10}{unit}", [(n - off) / 10, (n + off) / 10]


@task("pending", "4.1")
def against_reference_range(r: R) -> Made:
    low, width = amount(r, 3), amount(r, 3) + 1
    n = r.choice(
        [low, low + width, low + r.randint(0, width), low + width + amount(r, 2), max(low - amount(r, 2), 0)]
    )
    said = "low" if n < low else "high" if n > low + width else "normal"
    return f"{n / 10} {pick(r, 'mmol/l|mg/dl|g/l')} ({low / 10}–{(low + width) / 10})", said


@task("absent", "incomplete")
def letter_grade(r: R) -> Made:
    n = r.choice([r.randint(40, 100), r.randint(60, 100), r.choice([59, 60, 70, 79, 80, 89, 90, 100])])
    return n, "A" if n >= 90 else "B" if n >= 80 else "C" if n >= 70 else "D" if n >= 60 else "F"


@task("p value", "n.s.")
def significant_at_five_percent(r: R) -> Made:
    n = r.choice([r.randint(1, 49), r.randint(51, 999)])
    return r.choice(
        [(f"p = .{n:03d}", n < 50), (f"p = .{n:03d}", n < 50), ("p < .001", True), (f"p=0.{n:03d}", n < 50)]
    )


@task("48.8566, 2.3522", "unknown")
def degrees_as_decimal(r: R) -> Made:
    side = pick(r, "N|S|E|W")
    degrees, minutes, seconds = r.randint(0, 89), r.randint(0, 59), r.choice([0, *[r.randint(1, 59)] * 4])
    n = rounded(10000 * (3600 * degrees + 60 * minutes + seconds), 3600)
    said = f"{seconds:02d}″" if seconds else ""
    return f"{degrees}°{minutes:02d}′{said}{side}", (-n if side in "SW" and n else n) / 10000


@task("no fix")
def coordinates_with_sides(r: R) -> Made:
    north, east = r.randint(-890000, 890000) | 1, r.randint(-1790000, 1790000) | 1
    said = f"{abs(north) / 10000:.4f}° {'S' if north < 0 else 'N'}"
    said += f", {abs(east) / 10000:.4f}° {'W' if east < 0 else 'E'}"
    return f"{north / 10000:.4f}, {east / 10000:.4f}", said


@task("none")
def expenses_sum(r: R) -> Made:
    parts = [
        (name, cents(r, 3)) for name in r.sample(("rent", "food", "gas", "phone", "misc"), r.randint(1, 4))
    ]
    said = [f"{name} {n // 100 if n % 100 == 0 else plain(n)}" for name, n in parts]
    return ", ".join(said), sum(n for _, n in parts) / 100


@task("no data")
def highest_reading(r: R) -> Made:
    values = [r.choice([amount(r, 3), amount(r, 3), amount(r, 3), None]) for _ in range(r.randint(2, 5))]
    values.append(amount(r, 3))
    r.shuffle(values)
    known = [n for n in values if n is not None]
    return "; ".join("n/a" if n is None else f"{n / 10:.1f}" for n in values), max(known) / 10


@task("no votes")
def mean_of_votes(r: R) -> Made:
    votes = [r.randint(1, 10) for _ in range(r.choice([2, 3, 3, 5, 6, 7]))]
    return ", ".join(map(str, votes)), rounded(10 * sum(votes), len(votes)) / 10


@task(("absent", "12, 30, 25"))
def rank_of_score(r: R) -> Made:
    scores = r.sample(range(1, 400), r.randint(3, 7))
    score = r.choice(scores)
    return (score, ", ".join(map(str, scores))), 1 + sum(other > score for other in scores)


@task("card on file")
def card_number_is_valid(r: R) -> Made:
    digits = [r.choice([4, 5]), *(r.randrange(10) for _ in range(15))]
    total = sum(d if i % 2 else 2 * d - 9 * (d > 4) for i, d in enumerate(digits[:15]))
    digits[15] = (r.choice([0, r.randint(1, 9)]) - total) % 10
    total += digits[15]
    text = "".join(map(str, digits))
    return pick(r, " |-||").join(text[i : i + 4] for i in range(0, 16, 4)), total % 10 == 0


@task(("100.00", "19.00", "open"))
def invoice_adds_up(r: R) -> Made:
    net = cents(r)
    tax = net * r.choice([5, 7, 19]) // 100
    off = r.choice([0, 0, 0, 1, -1, 100, 10, -9])
    return (plain(net), plain(tax), plain(net + tax + off)), off == 0


@task(("n/a", 5))
def boxes_needed(r: R) -> Made:
    size = r.choice([4, 6, 10, 12, 24, 50])
    count = r.choice([size * r.randint(1, 20), amount(r, 4), amount(r, 3)])
    return (count, size), -(-count // size)


@task(("discontinued", 10))
def reorder_note(r: R) -> Made:
    stock, least = amount(r, 3), amount(r, 3)
    stock = r.choice([stock, stock, stock, least, 0])
    return (f"{stock} {pick(r, 'pcs|pcs|pc.')}", least), "ok" if stock >= least else f"order {least - stock}"


@task(("full tank", 500))
def litres_per_100_km(r: R) -> Made:
    litres, km = r.randint(150, 650), r.randint(180, 999)
    while tied(100 * litres, km):
        km += 1
    return (litres / 10, km), f"{rounded(100 * litres, km) / 10:.1f} l/100 km"


@task("6 ft tall", "unknown")
def height_in_centimetres(r: R) -> Made:
    feet, inches = r.randint(4, 6), r.choice([0, *range(12)])
    inches += 12 * feet + inches == 75
    said = f"{feet}'{inches}\"" if inches else f"{feet}'{pick(r, ['', '0' + chr(34)])}"
    return said, rounded(254 * (12 * feet + inches), 100)
