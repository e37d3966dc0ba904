"""Units of measurement and their exact definitions: what a conversion's constant may be.

International definitions (the yard and pound agreement of 1959, US customary liquid measure, the SI and its
prefixes). A constant that the observations leave open is taken from here where the texts name both units, or
where the interval left is so narrow that one of these lies in it by chance once in fifty times.
"""

from __future__ import annotations

import bisect
import functools
import itertools
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

Ratio = tuple[Fraction, Fraction]
"""Scale and offset."""
_SIZES = {
    "length": """1 m metre metres meter meters;1000 km kilometre kilometres kilometer kilometers kms
        0.01 cm centimetre centimetres centimeter centimeters;0.001 mm millimetre millimetres millimeter millimeters
        0.0254 in inch inches " ″ ”;0.3048 ft foot feet ' ′ ’;0.9144 yd yard yards;1609.344 mi mile miles
        1852 nmi nm nautical;0.000001 µm micron microns micrometer;201.168 furlong furlongs;1.8288 fathom fathoms
        149597870700 au;9460730472580800 ly lightyear lightyears""",
    "mass": """1 kg kilogram kilograms kilo kilos kgs;0.001 g gram grams gr;0.000001 mg milligram milligrams
        1000 t tonne tonnes ton tons;0.45359237 lb lbs pound pounds;0.028349523125 oz ounce ounces
        6.35029318 st stone stones;907.18474 ton tons;1016.0469088 ton tons;0.0002 ct carat carats
        0.0311034768 ozt troy;0.00006479891 grain grains""",
    "volume": """1 l litre litres liter liters;0.001 ml millilitre millilitres milliliter milliliters cc
        0.01 cl centilitre;0.1 dl decilitre deciliter;3.785411784 gal gallon gallons;4.54609 gal gallon gallons imperial
        0.946352946 qt quart quarts;0.473176473 pt pint pints;0.56826125 pt pint pints;0.2365882365 cup cups
        0.0295735295625 oz floz ounce ounces fl;0.0284130625 oz floz ounce fl
        0.01478676478125 tbsp tablespoon tablespoons
        0.00492892159375 tsp teaspoon teaspoons;1000 cubic m3;28.316846592 cubic ft3
        158.987294928 bbl barrel barrels""",
    "area": """1 m2 sqm square sq;0.09290304 ft2 sqft square sq;4046.8564224 acre acres ac;10000 ha hectare hectares
        1000000 km2 sqkm square sq;2589988.110336 mi2 sqmi square sq;0.00064516 in2 sqin square sq
        0.83612736 yd2 square sq;0.0001 cm2 square sq""",
    "speed": """1 mps ms m/s;1/3.6 kmh kph km/h kmph;0.44704 mph mi/h;1852/3600 kn kt kts knot knots;0.3048 fps ft/s""",
    "time": """1 s sec secs second seconds;60 min mins minute minutes;3600 h hr hrs hour hours;86400 d day days
        604800 wk week weeks;0.001 ms msec millisecond milliseconds;0.000001 us µs usec microsecond microseconds
        0.000000001 ns nanosecond nanoseconds;31536000 year years yr;31557600 year years yr""",
    "data": """1 b byte bytes;1000 kb kilobyte kilobytes;1024 kb kib kilobyte kilobytes;1000000 mb megabyte megabytes
        1048576 mb mib megabyte megabytes;1000000000 gb gigabyte gigabytes;1073741824 gb gib gigabyte gigabytes
        1000000000000 tb terabyte terabytes;1099511627776 tb tib terabyte terabytes;0.125 bit bits""",
    "pressure": """1 pa pascal pascals;1000 kpa;100 hpa mbar millibar;100000 bar bars;101325 atm atmosphere atmospheres
        6894.757293168 psi;101325/760 torr mmhg;3386.389 inhg""",
    "energy": """1 j joule joules;1000 kj kilojoule kilojoules;4.184 cal calorie calories;4184 kcal calories cal
        3600000 kwh;3600 wh;1055.05585262 btu btus""",
    "power": """1 w watt watts;1000 kw kilowatt kilowatts;745.69987158227022 hp horsepower;735.49875 ps hp""",
    "angle": """180 rad radian radians;3.14159265358979323846 deg degree degrees °""",
}
_TEMPERATURES = {
    ("C", "F"): (Fraction(9, 5), Fraction(32)),
    ("F", "C"): (Fraction(5, 9), Fraction(-160, 9)),
    ("C", "K"): (Fraction(1), Fraction("273.15")),
    ("K", "C"): (Fraction(1), Fraction("-273.15")),
    ("F", "K"): (Fraction(5, 9), Fraction(45967, 180)),
    ("K", "F"): (Fraction(9, 5), Fraction("-459.67")),
}
_DEGREES = {"c": "C", "celsius": "C", "centigrade": "C", "f": "F", "fahrenheit": "F", "k": "K", "kelvin": "K"}
_WORD = re.compile(r"[^\W\d_]+/[a-z]+|[^\W\d_]+[23]?|['\"′″’”°]")
SPAN = 30.0
"""The constants spread over about so many natural logarithms."""
CHANCE = 0.02


def _fraction(text: str) -> Fraction:
    above, _, below = text.partition("/")
    return Fraction(above) / Fraction(below or 1)


@functools.cache
def _units() -> list[tuple[str, Fraction, frozenset[str]]]:
    """Dimension, size and names of every unit."""
    found = []
    for dimension, text in _SIZES.items():
        for entry in re.split(r";|\n", text):
            size, *names = entry.split()
            found.append((dimension, _fraction(size), frozenset(names)))
    return found


@functools.cache
def _ratios() -> list[Fraction]:
    """All scales between two units of one dimension, in order; powers of ten are simple without a table."""
    found = {
        a / b
        for (kind, a, _), (other, b, _) in itertools.permutations(_units(), 2)
        if kind == other and a != b
    }
    return sorted(found)


def known_scale(low: Fraction, high: Fraction) -> Fraction | None:
    """The one conversion between bounds that lie close together."""
    if low <= 0 or high <= 0:
        return None
    ratios = _ratios()
    if (high - low) / low * len(ratios) > CHANCE * Fraction(SPAN):
        return None
    at = bisect.bisect_left(ratios, low)
    inside = ratios[at : bisect.bisect_right(ratios, high)]
    return inside[0] if len(inside) == 1 else None


def named(inputs: Iterable[Sequence[Any]], outputs: Sequence[Any], hints: Sequence[str]) -> list[Ratio]:
    """The conversions whose units all inputs and all outputs name; hints may name either."""
    extra = _words(hints)
    sources = _shared([" ".join(map(str, row)) for row in inputs]) | extra
    targets = _shared([str(output) for output in outputs]) | extra
    given, wanted = ([unit for unit in _units() if unit[2] & words] for words in (sources, targets))
    found = [
        (a / b, Fraction(0))
        for (kind, a, _), (other, b, _) in itertools.product(given, wanted)
        if kind == other and a != b
    ]
    kinds, goals = ({_DEGREES[word] for word in words & _DEGREES.keys()} for words in (sources, targets))
    found += [
        law for (one, two), law in _TEMPERATURES.items() if one in kinds and (two in goals or not goals)
    ]
    return list(dict.fromkeys(found))


def scales_from(inputs: Iterable[Sequence[Any]]) -> list[Fraction]:
    """The sizes of the one unit that all inputs name, in other units of its kind."""
    sources = _shared([" ".join(map(str, row)) for row in inputs])
    own = [(kind, size) for kind, size, names in _units() if names & sources]
    if len(own) != 1:
        return []
    kind, size = own[0]
    return sorted({size / other for each, other, _ in _units() if each == kind and other != size})


_SCALES = """1000 k thousand thousands tsd;1000000 m mn mio mil mill mm million millions;0.01 %
    1000000000 b bn billion billions mrd;1000000000000 t tn trillion trillions
    100000 lakh lakhs;10000000 crore crores cr;100 hundred;12 dozen dozens"""


@functools.cache
def sizes(names: frozenset[str]) -> list[dict[str, Fraction]]:
    """Tables of the units of each kind to which these names belong, in each of the units that may be meant.

    Of names that mean several units, as ``kb``, one table has the smaller and one the larger, and where none was
    asked for they are left out, as are units that are no decimal multiple of the one meant.
    """
    found: list[dict[str, Fraction]] = []
    for entries in _kinds():
        small: dict[str, Fraction] = {}
        large: dict[str, Fraction] = {}
        for size, words in entries:
            for word in sorted(words):
                small[word] = min(size, small.get(word, size))
                large[word] = max(size, large.get(word, size))
        if not names <= small.keys():
            continue
        both = [small] if all(small[each] == large[each] for each in names) else [small, large]
        for base in [Fraction(1)] if "" in small else sorted({size for size, _ in entries}):
            for table in both:
                kept = {
                    word: size / base
                    for word, size in table.items()
                    if _ends(size / base) and (len(both) > 1 or small[word] == large[word])
                }
                found += [kept] if names <= kept.keys() else []
    return found


def plain(size: Fraction) -> str:
    """A size that ends, as text."""
    return f"{(Decimal(size.numerator) / Decimal(size.denominator)).normalize():f}"


def _ends(size: Fraction) -> bool:
    """Whether a size is a decimal that ends."""
    return _decimal(size.denominator) and size.numerator < 10**18


def _decimal(rest: int) -> bool:
    """Whether a fraction of this denominator is a decimal that ends, after few digits."""
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


@functools.cache
def _kinds() -> list[list[tuple[Fraction, frozenset[str]]]]:
    """Scales, and units by dimension."""
    scales = [(Fraction(1), frozenset({""}))]
    for entry in re.split(r";|\n", _SCALES):
        size, *names = entry.split()
        scales.append((_fraction(size), frozenset(names)))
    kinds: dict[str, list[tuple[Fraction, frozenset[str]]]] = {}
    for dimension, size, own in _units():
        kinds.setdefault(dimension, []).append((size, own))
    return [scales, *kinds.values()]


def _words(texts: Sequence[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in _WORD.findall(text.lower().replace("º", "°")))


def _shared(texts: Sequence[str]) -> frozenset[str]:
    """The words that every text has."""
    words = [_words([text[:200]]) for text in texts]
    return frozenset.intersection(*words) if words else frozenset()
