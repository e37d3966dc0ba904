"""Amounts in other units, scaled, rounded, taxed."""

from __future__ import annotations

import math
import random
from decimal import Decimal
from typing import Any

from benchmarks.pbe_tasks.making import amount, task


def _figures(value: Decimal, figures: int) -> str:
    unit = Decimal(1).scaleb(value.adjusted() - figures + 1)
    return f"{value.quantize(unit).normalize():f}"


def _some(rng: random.Random) -> Decimal:
    return Decimal(amount(rng, 3)) / rng.choice([1, 1, 2, 10])


@task()
def miles_of_km(rng: random.Random) -> Any:
    value = _some(rng)
    return f"{value} km", f"{_figures(value / Decimal('1.609344'), 6)} mi"


@task()
def kilograms_of_pounds(rng: random.Random) -> Any:
    value = _some(rng)
    return f"{value} lb", f"{value * Decimal('0.45359237'):.2f} kg"


@task()
def litres_of_gallons(rng: random.Random) -> Any:
    value = _some(rng)
    return f"{value} gal", f"{_figures(value * Decimal('3.785411784'), 6)} L"


@task()
def metres_of_feet(rng: random.Random) -> Any:
    value = _some(rng)
    return f"{value} ft", f"{value * Decimal('0.3048'):.1f} m"


@task()
def celsius_of_fahrenheit(rng: random.Random) -> Any:
    value = rng.randint(-30, 220)
    return f"{value}°F", f"{Decimal(value - 32) * 5 / 9:.1f}°C"


@task()
def fahrenheit_of_celsius(rng: random.Random) -> Any:
    value = rng.randint(-30, 120)
    return value, float(value * 9 / Decimal(5) + 32)


@task()
def kelvin(rng: random.Random) -> Any:
    value = rng.randint(-100, 400)
    return f"{value} C", f"{value + Decimal('273.15')} K"


@task()
def centimetres(rng: random.Random) -> Any:
    feet, inches = rng.randint(4, 6), rng.randint(0, 11)
    return f"{feet}'{inches}\"", f"{(feet * 12 + inches) * Decimal('2.54'):.0f} cm"


@task()
def hours_of_minutes(rng: random.Random) -> Any:
    value = amount(rng, 3)
    return f"{value} min", f"{Decimal(value) / 60:.2f} h"


@task()
def minutes_seconds(rng: random.Random) -> Any:
    value = amount(rng, 4)
    return value, f"{value // 60}:{value % 60:02d}"


@task()
def bytes_short(rng: random.Random) -> Any:
    value = amount(rng, 9)
    size, unit = value, "B"
    for larger in ("KB", "MB", "GB"):
        if size < 1024:
            break
        size, unit = size // 1024, larger
    return value, f"{size} {unit}"


@task()
def kilobytes(rng: random.Random) -> Any:
    value = amount(rng, 6)
    return f"{value} KB", f"{Decimal(value) / 1024:.1f} MB"


@task()
def with_tax(rng: random.Random) -> Any:
    cents = amount(rng, 5)
    return f"{Decimal(cents) / 100:.2f}", f"{Decimal(cents) / 100 * Decimal('1.19') + Decimal('1e-9'):.2f}"


@task()
def discount(rng: random.Random) -> Any:
    price, off = amount(rng, 3) + 5, rng.choice([10, 20, 25, 50])
    return (f"${price}", f"{off}%"), f"${Decimal(price) * (100 - off) / 100:.2f}"


@task()
def percent_of_fraction(rng: random.Random) -> Any:
    value = rng.randrange(1, 1000)
    return f"{Decimal(value) / 1000}", f"{Decimal(value) / 10:.1f}%"


@task()
def percent_of_two(rng: random.Random) -> Any:
    whole = amount(rng, 3) + 3
    part = rng.randrange(0, whole)
    return (part, whole), f"{math.floor(Decimal(part) * 100 / whole + Decimal('0.5'))}%"


@task()
def per_unit(rng: random.Random) -> Any:
    count = rng.randrange(2, 30)
    each = Decimal(amount(rng, 4)) / 100
    return f"{count} for {each * count:.2f}", f"{each:.2f} each"


@task()
def cents(rng: random.Random) -> Any:
    value = amount(rng, 5)
    return f"{value // 100}.{value % 100:02d}", value


@task()
def dollars(rng: random.Random) -> Any:
    value = amount(rng, 6)
    return value, f"${Decimal(value) / 100:,.2f}"


@task()
def year_of_birth(rng: random.Random) -> Any:
    age = rng.randrange(1, 90)
    return f"{age} years", 2020 - age


@task()
def knots(rng: random.Random) -> Any:
    value = amount(rng, 3)
    return f"{value} kn", f"{_figures(value * Decimal('1.852'), 4)} km/h"


@task()
def ounces_of_grams(rng: random.Random) -> Any:
    value = amount(rng, 4)
    return f"{value} g", f"{_figures(value / Decimal('28.349523125'), 5)} oz"
