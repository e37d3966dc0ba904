"""Amounts of money and numbers as people write them: currencies, separators, signs, scales, rounding, ratios."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random as R

from benchmarks.pbe_tasks.making import Made, amount, pick, task

PAYEES = "Amazon EU|Müller & Sohn|O'Reilly Media|7-Eleven #1042|IKEA|Cafe 21, Lyon|St. Mary's Hospital|B2B Tools 24/7"
CITIES = "Oslo|New York|Rio de Janeiro|Winston-Salem|São Paulo|Ulm"
CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}


def cents(r: R, digits: int = 7) -> Decimal:
    """An amount with two decimals, of any size."""
    return Decimal(amount(r, digits)) / 100


def comma(value: Decimal) -> str:
    """1.234,50."""
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


def nearest(value: Decimal, unit: str = "0.01") -> Decimal:
    """Rounded to so many decimals, halves up."""
    return value.quantize(Decimal(unit), ROUND_HALF_UP)


@task("call us", "")
def dollars_to_float(r: R) -> Made:
    value = cents(r)
    return f"${value:,.2f}", float(value)


@task("kostenlos")
def euro_after_to_float(r: R) -> Made:
    value = cents(r)
    return f"{comma(value)} €", float(value)


@task()
def swiss_to_plain(r: R) -> Made:
    value = cents(r, 8)
    return f"CHF {value:,.2f}".replace(",", "'"), f"{value:.2f}"


@task()
def spaces_to_commas(r: R) -> Made:
    value = amount(r, 9)
    return f"{value:,}".replace(",", " "), f"{value:,}"


@task("n/a")
def swedish_to_iso(r: R) -> Made:
    value = cents(r)
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",")
    return f"{text} kr", f"SEK {value:.2f}"


@task()
def brazilian(r: R) -> Made:
    value = cents(r)
    return f"{value:.2f}", f"R$ {comma(value)}"


@task("free")
def symbol_to_code(r: R) -> Made:
    sign = pick(r, list(CURRENCIES))
    value = amount(r, 6)
    return f"{sign}{value:,}", f"{value} {CURRENCIES[sign]}"


@task()
def code_and_amount(r: R) -> Made:
    code, value = pick(r, "USD|EUR|GBP|SEK|CHF"), cents(r)
    return f"{code} {value:,.2f}", {"currency": code, "amount": float(value)}


@task("balance")
def accounting_to_number(r: R) -> Made:
    value = cents(r, 6)
    return (f"({value:,.2f})", -float(value)) if r.random() < 0.5 else (f"{value:,.2f}", float(value))


@task()
def debit_credit_signed(r: R) -> Made:
    value, side = cents(r, 6), pick(r, "DR|CR")
    return f"{value:,.2f} {side}", f"{'-' if side == 'DR' else '+'}{value:.2f}"


@task()
def trailing_minus(r: R) -> Made:
    value = amount(r, 5)
    return (f"{value}-", -value) if r.random() < 0.5 else (str(value), value)


@task()
def signed_to_accounting(r: R) -> Made:
    value = cents(r, 7)
    return (f"-{value:.2f}", f"({value:,.2f})") if r.random() < 0.5 else (f"{value:.2f}", f"{value:,.2f}")


@task("a lot", "about right")
def scale_word_to_int(r: R) -> Made:
    name, scale = pick(r, [("thousand", 10**3), ("million", 10**6), ("billion", 10**9)])
    value = Decimal(r.randint(1, 999)) / r.choice([1, 10])
    return f"{value} {name}", int(value * scale)


@task("€ many")
def money_suffix(r: R) -> Made:
    mark, scale = pick(r, [("k", 10**3), ("M", 10**6), ("bn", 10**9), ("", 1)])
    value = Decimal(r.randint(11, 999)) / (r.choice([1, 10]) if mark else 1)
    return f"€{value}{mark}", int(value * scale)


@task()
def full_to_millions(r: R) -> Made:
    value = r.randint(100_000, 999_999_999)
    return f"{value:,}", f"{nearest(Decimal(value) / 10**6, '0.1')}M"


@task("unknown")
def percent_text_to_float(r: R) -> Made:
    value = Decimal(r.randint(-300, 2500)) / r.choice([1, 10])
    return f"{value}%", float(value / 100)


@task()
def fraction_to_percent_one(r: R) -> Made:
    value = Decimal(r.randint(-999, 1500)) / 1000
    return float(value), f"{nearest(value * 100, '0.1')}%"


@task()
def change_signed_percent(r: R) -> Made:
    before = r.choice([20, 40, 50, 80, 200, 250, 400])
    after = before + r.choice([-1, 1]) * before * r.choice([5, 10, 15, 30, 45]) // 100
    exact = Decimal(after - before) * 100 / before
    return (before, after), f"{exact:+.1f}%"


@task()
def share_of_total(r: R) -> Made:
    whole = r.choice([20, 25, 40, 50, 125, 200, 500])
    part = r.randint(0, whole)
    return f"{part}/{whole} passed", f"{Decimal(part) * 100 / whole:.1f}%"


@task("1:1:1:1")
def ratio_reduced(r: R) -> Made:
    scale = r.choice([10, 12, 16, 60, 120])
    a, b = r.randint(1, 16) * scale, r.randint(1, 16) * scale
    value = Fraction(a, b)
    return f"{a}x{b}", f"{value.numerator}:{value.denominator}"


@task("one half")
def mixed_fraction(r: R) -> Made:
    whole, low = r.randint(0, 12), r.choice([2, 4, 8])
    top = r.randrange(1, low, 2)
    return f"{whole} {top}/{low}" if whole else f"{top}/{low}", whole + top / low


@task()
def round_half_up_two(r: R) -> Made:
    value = Decimal(amount(r, 7)) / 10000
    return f"{value:f}", f"{nearest(value)}"


@task()
def round_to_fifty(r: R) -> Made:
    value = amount(r, 5)
    return value, (value + 25) // 50 * 50


@task()
def swiss_rounding(r: R) -> Made:
    value = amount(r, 5)
    return f"{Decimal(value) / 100:.2f}", f"{Decimal((value + 2) // 5 * 5) / 100:.2f}"


@task()
def floor_thousands(r: R) -> Made:
    value = r.randint(1000, 999_999)
    return f"{value:,} inhabitants ({pick(r, CITIES)})", f"{value // 1000}k+"


@task()
def tip_rounded(r: R) -> Made:
    bill, tip = amount(r, 3) + 4, r.choice([10, 15, 20])
    return f"bill {bill} tip {tip}%", f"{bill + Decimal(bill * tip) / 100:.2f}"


@task()
def vat_added(r: R) -> Made:
    net, rate = Decimal(amount(r, 5)), r.choice([5, 7, 19, 20, 25])
    return (f"{net:.2f}", f"{rate}%"), f"{net + net * rate / 100:.2f}"


@task()
def instalment(r: R) -> Made:
    each, count = cents(r, 6), r.choice([2, 3, 6, 12, 24])
    return f"{each * count:,.2f} in {count} instalments", f"{count} x {each:,.2f}"


@task("no lines")
def line_total(r: R) -> Made:
    count, each = r.randint(1, 24), cents(r, 5)
    name = pick(r, "USB-C cable 2m|Desk (oak)|A4 paper, 80g|SSD 1TB|Mug")
    return f"{count} x {name} @ ${each:.2f}", f"${count * each:.2f}"


@task("nothing owed")
def expenses_total(r: R) -> Made:
    parts = [(pick(r, "taxi|hotel|lunch with client|parking"), cents(r, 4)) for _ in range(r.randint(1, 5))]
    return "; ".join(f"{name} €{value:.2f}" for name, value in parts), f"€{sum(v for _, v in parts):.2f}"


@task("no bids")
def highest_bid(r: R) -> Made:
    bids = [amount(r, 5) + 5 for _ in range(r.randint(2, 5))]
    who = r.sample(("Ann", "Bo Li", "Çağla", "D. Ruiz", "E-Trade"), len(bids))
    return ", ".join(f"{w} ${b:,}" for w, b in zip(who, bids, strict=True)), max(bids)


@task()
def lowest_quote_none(r: R) -> Made:
    quotes = [pick(r, ["-", str(amount(r, 4)), str(amount(r, 4))]) for _ in range(r.randint(1, 5))]
    values = [int(quote) for quote in quotes if quote != "-"]
    return " | ".join(quotes), min(values) if values else None


@task("no entries")
def payments_balance(r: R) -> Made:
    moves = [(r.choice([1, 1, -1]) * amount(r, 4)) for _ in range(r.randint(1, 6))]
    return " ".join(f"{move:+d}" for move in moves), sum(moves)


@task()
def average_of_scores(r: R) -> Made:
    scores = [r.randint(0, 100) for _ in range(r.choice([1, 2, 4, 5]))]
    return f"{pick(r, 'Ada|Bo Li|Zoë K.')}: {', '.join(map(str, scores))}", sum(scores) / len(scores)


@task()
def price_range_low(r: R) -> Made:
    low = r.randint(5, 900)
    form = r.random()
    if form < 0.3:
        return f"${low}", low
    return (f"${low}–${low + amount(r, 3)}", low) if form < 0.7 else (f"from ${low}", low)


@task("free")
def midpoint_salary(r: R) -> Made:
    low = r.randint(30, 140)
    high = low + 2 * r.randint(1, 20)
    return f"${low}k - ${high}k per year", f"${(low + high) // 2},000"


@task("pending")
def amount_of_statement(r: R) -> Made:
    who, value = pick(r, PAYEES), cents(r, 6)
    ref = f" REF {r.randint(1000, 999999)}" if r.random() < 0.5 else ""
    return (
        f"{r.randint(1, 28):02d}/{r.randint(1, 12):02d} CARD PAYMENT {who}{ref} -{value:.2f}",
        f"{value:.2f}",
    )


@task("pending")
def payee_of_statement(r: R) -> Made:
    who, value = pick(r, PAYEES), cents(r, 6)
    ref = f" REF {r.randint(1000, 999999)}" if r.random() < 0.5 else ""
    return f"{r.randint(1, 28):02d}/{r.randint(1, 12):02d} CARD PAYMENT TO {who}{ref} -{value:.2f}", who


@task()
def price_of_locale(r: R) -> Made:
    value, (code, form) = cents(r, 6), pick(r, [("EUR", "{} €"), ("USD", "${}"), ("GBP", "£{}")])
    return (f"{value:.2f}", code), form.format(comma(value) if code == "EUR" else f"{value:,.2f}")


@task()
def converted(r: R) -> Made:
    value, rate = amount(r, 4), r.choice([Decimal("0.5"), Decimal("1.25"), Decimal("7.8"), Decimal("10.1")])
    code = pick(r, "USD|SEK|PLN|CHF")
    return (f"{value} EUR", f"1 EUR = {rate} {code}"), f"{value * rate:,.2f} {code}"


@task()
def change_due(r: R) -> Made:
    price = cents(r, 4)
    paid = pick(r, [note for note in (5, 10, 20, 50, 100, 200) if note >= price])
    return (f"€{price:.2f}", f"€{paid}"), f"€{paid - price:.2f}"


@task()
def variance_note(r: R) -> Made:
    plan, real = amount(r, 5), amount(r, 5)
    word = "over" if real > plan else "under" if real < plan else "on"
    return (f"${plan:,}", f"${real:,}"), f"${abs(real - plan):,} {word} budget"


@task()
def transfer_line(r: R) -> Made:
    who, value, ref = (
        pick(r, PAYEES),
        cents(r, 6),
        pick(r, ["", f"INV {amount(r, 5)}", "rent, May", "thanks!"]),
    )
    return (who, f"{value:.2f}", ref), f"{who}: €{value:,.2f}" + (f" ({ref})" if ref else "")
