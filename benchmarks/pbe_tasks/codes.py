"""Bases, encodings and spellings of numbers."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from benchmarks.pbe_tasks.making import amount, task, word, words

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven"]
ONES += ["eight", "nine", "ten", "eleven", "twelve", "thirteen"]


def _rgb(rng: random.Random) -> tuple[int, int, int]:
    return rng.randrange(256), rng.randrange(256), rng.choice([0, 255, rng.randrange(256)])


@task()
def hex_of_rgb(rng: random.Random) -> Any:
    rgb = _rgb(rng)
    return f"rgb({rgb[0]}, {rgb[1]}, {rgb[2]})", "#{:02x}{:02x}{:02x}".format(*rgb)


@task()
def rgb_of_hex(rng: random.Random) -> Any:
    rgb = _rgb(rng)
    return "#{:02X}{:02X}{:02X}".format(*rgb), f"({rgb[0]},{rgb[1]},{rgb[2]})"


@task()
def hexadecimal(rng: random.Random) -> Any:
    value = amount(rng, 6)
    return value, hex(value)


@task()
def of_hexadecimal(rng: random.Random) -> Any:
    value = amount(rng, 6)
    return f"0x{value:X}", str(value)


@task()
def binary_octets(rng: random.Random) -> Any:
    octets = [rng.choice([0, 10, 192, 255, rng.randrange(256)]) for _ in range(4)]
    return ".".join(map(str, octets)), ".".join(f"{each:08b}" for each in octets)


@task()
def address_number(rng: random.Random) -> Any:
    octets = [rng.randrange(1, 256) for _ in range(4)]
    number = sum(each << shift for each, shift in zip(octets, (24, 16, 8, 0), strict=True))
    return ".".join(map(str, octets)), number


@task()
def percent_encoded(rng: random.Random) -> Any:
    text = rng.choice([" ", "&", "/", "é", "?"]).join(words(rng, 2, 3))
    return text, quote(text, safe="")


@task()
def percent_decoded(rng: random.Random) -> Any:
    text = quote(rng.choice([" ", "&", "/", "é", "?"]).join(words(rng, 2, 3)), safe="")
    return text, unquote(text)


@task()
def code_point(rng: random.Random) -> Any:
    letter = chr(rng.randrange(33, 127))
    return letter, ord(letter)


@task()
def column_letter(rng: random.Random) -> Any:
    value = rng.randrange(1, 27)
    return value, chr(64 + value)


@task()
def padded(rng: random.Random) -> Any:
    value = str(amount(rng, 6))
    return value, value.zfill(6)


@task()
def padded_with_head(rng: random.Random) -> Any:
    value = amount(rng, 4)
    return value, f"INV-{value:05d}"


@task()
def padded_right(rng: random.Random) -> Any:
    text = word(rng, 2, 8)
    return text, text.ljust(8, ".")


@task()
def padded_left(rng: random.Random) -> Any:
    text = word(rng, 2, 8)
    return text, text.rjust(9)


@task()
def unpadded(rng: random.Random) -> Any:
    value = amount(rng, 5)
    return f"{value:07d}", str(value)


@task()
def scientific(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 6)) / rng.choice([1, 1000, 10**6])
    return f"{value:f}", f"{value:.2e}"


@task()
def significant(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 6)) / rng.choice([1, 100, 10**5])
    unit = Decimal(1).scaleb(value.adjusted() - 2)
    return f"{value:f}", f"{value.quantize(unit):f}" if unit <= 1 else f"{value.quantize(unit):.0f}"


@task()
def short_thousands(rng: random.Random) -> Any:
    value = amount(rng, 9)
    for size, unit in ((10**6, "M"), (1000, "K")):
        if value >= size:
            return value, f"{value // size}{unit}"
    return value, str(value)


@task()
def short_to_one_place(rng: random.Random) -> Any:
    value = amount(rng, 10)
    for size, unit in ((10**9, "B"), (10**6, "M"), (1000, "k")):
        if value >= size:
            return value, f"{Decimal(value) / size:.1f}{unit}"
    return value, str(value)


@task()
def of_short(rng: random.Random) -> Any:
    value, unit = Decimal(amount(rng, 3)) / rng.choice([1, 10]), rng.choice(["K", "M", "B"])
    return f"{value}{unit}", int(value * {"K": 1000, "M": 10**6, "B": 10**9}[unit])


@task()
def european(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 8)) / 100
    return f"{value:,.2f}", f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


@task()
def of_european(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 8)) / 100
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,")) + " €", f"{value:.2f}"


@task()
def indian(rng: random.Random) -> Any:
    value = amount(rng, 9)
    head, tail = str(value)[:-3], str(value)[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return str(value), ",".join([*groups, tail])


@task()
def in_parentheses(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 6)) / 100 * rng.choice([1, -1])
    return f"{value:.2f}", f"({-value:.2f})" if value < 0 else f"{value:.2f}"


@task()
def of_parentheses(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 6)) / 100 * rng.choice([1, -1])
    return f"({-value:,.2f})" if value < 0 else f"{value:,.2f}", float(value)


@task()
def ordinal(rng: random.Random) -> Any:
    value = amount(rng, 3)
    tail = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th") if value % 100 not in (11, 12, 13) else "th"
    return value, f"{value}{tail}"


@task()
def of_ordinal(rng: random.Random) -> Any:
    value = amount(rng, 3)
    tail = {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th") if value % 100 not in (11, 12, 13) else "th"
    return f"{value}{tail}", value


@task()
def small_words(rng: random.Random) -> Any:
    value = rng.randrange(1, 14)
    return f"{ONES[value]} {word(rng)}s", value


@task()
def roman_title(rng: random.Random) -> Any:
    numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XIV", "XIX", "XXI"]
    values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 19, 21]
    at = rng.randrange(len(values))
    title = rng.choice(["Part", "Volume", "Book"])
    return f"{title} {numerals[at]}", f"{title} {values[at]}"


@task()
def rounded_down(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 5)) / 100
    return f"{value:.2f}", int(value)


@task()
def rounded_up(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 5)) / 100
    return f"{value:.2f}", -int(-value // 1)


@task()
def decade(rng: random.Random) -> Any:
    year = rng.randrange(1900, 2030)
    return year, f"{year // 10 * 10}s"


@task()
def age_group(rng: random.Random) -> Any:
    value = rng.randrange(0, 100)
    return value, f"{value // 10 * 10}-{value // 10 * 10 + 9}"


@task()
def labelled_range(rng: random.Random) -> Any:
    value = rng.randrange(0, 150)
    return value, "low" if value <= 50 else "medium" if value <= 100 else "high"


@task()
def currency_code(rng: random.Random) -> Any:
    value = Decimal(amount(rng, 6)) / 100
    return f"${value:,.2f}", f"USD {value:.2f}"


@task()
def plain_of_currency(rng: random.Random) -> Any:
    value, sign = Decimal(amount(rng, 7)) / 100, rng.choice(["$", "€", "£"])
    return f"{sign}{value:,.2f}", float(value)
