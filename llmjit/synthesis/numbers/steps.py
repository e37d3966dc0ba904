"""Numbers explained by steps: rounded to multiples, the bounds of buckets, quotients and rests by a radix."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from llmjit.synthesis.dates.operators import UNANIMOUS, WORKDAYS_BETWEEN
from llmjit.synthesis.expr import Apply, Expr, operators
from llmjit.synthesis.numbers import arithmetic
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.features import MOST_PAIRED
from llmjit.synthesis.numbers.laws import decimal_text, law_expr
from llmjit.synthesis.numbers.slots import Answer, Slot

RADICES = (60, 12, 24, 7, 16, 100, 1000, 3600)
_DIGITS = (Fraction(1), Fraction(2), Fraction(5, 2), Fraction(5))
STEPS = tuple(digit * Fraction(10) ** power for power in range(-2, 6) for digit in _DIGITS)
STEPS += (Fraction(15), Fraction(30), Fraction(60), Fraction(12))
LEAST = 2
FEW = 2
SHOWN = (1.9, 2.7)
"""Digits that quotients, and rests, must tell together: small numbers are such by chance."""
_POWERS = (2**power for power in range(1, 31))
_TENS = (digit * 10**power for digit in range(1, 10) for power in range(1, 6))
LIKELY = frozenset((*range(2, 13), *_POWERS, *_TENS, 15, 25, 26, 36, 52, 97, 144, 365))
"""Numbers that others are divided by; by any number whatever almost anything can be."""
TOLD = 2.3
"""Digits that the outputs must tell together, where the number to divide by is no usual one."""
YEARS = range(1900, 2100)


def steps(slot: Slot, features: Sequence[Feature]) -> Iterator[Answer]:
    """Every feature that explains the number by multiples, or by a quotient or a rest."""
    if not slot.styles:
        return
    for feature in features:
        if slot.problem.late():
            return
        if feature.values != slot.values and (feature.pure or feature.price < 1):
            if feature.pure:
                yield from _multiples(slot, feature)
            yield from _divided(slot, feature)


def _multiples(slot: Slot, feature: Feature) -> Iterator[Answer]:
    """``floor(x / step) * step + offset``, and the same rounded up or to nearest; all that fit must agree."""
    xs, ys = feature.values, slot.values
    if len(set(ys)) < LEAST or len(ys) < 3:
        return
    away, reach = max(abs(x - y) for x, y in zip(xs, ys, strict=True)), max(ys) - min(ys)
    likely = [step for step in STEPS if away <= 2 * step and step <= reach and not _shown(step, slot)]
    likely = [step for step in likely if step in slot.widths] or likely
    likely = [step for step in likely if all(((y - ys[0]) / step).denominator == 1 for y in ys)]
    found: list[Expr] = []
    for operator, apply in _ROUNDINGS:
        for step in likely:
            gaps = {y - apply(x / step) * step for x, y in zip(xs, ys, strict=True)}
            gap = gaps.copy().pop()
            if (
                len(gaps) > 1
                or gap not in (0, step, step - 1, step - Fraction(1, 100))
                or len(set(ys)) < LEAST
            ):
                continue
            if all((x / step).denominator == 1 for x in xs) or (gap and operator is not ops.FLOOR_TO):
                continue
            value = operator(feature.expr, decimal_text(step))
            if gap:
                value = ops.PLUS(value, decimal_text(gap))
            expr = slot.written(value, slot.styles[0], False)
            if expr is not None:
                found.append(expr)
    if found and len(found) <= 6:
        yield Answer(found[0] if len(found) == 1 else UNANIMOUS(*found), feature.price + 1.5)


def _shown(step: Fraction, slot: Slot) -> bool:
    """Whether a step is so fine that it is the places behind the point that are written."""
    unit = max(slot.styles[0].units)
    return 0 < unit < 1 and step < 5 * unit


def _floor(value: Fraction) -> int:
    return value.numerator // value.denominator


_ROUNDINGS = (
    (ops.FLOOR_TO, _floor),
    (ops.CEIL_TO, lambda value: -_floor(-value)),
    (ops.NEAREST_TO, lambda value: _floor(value + Fraction(1, 2))),
)


def _divided(slot: Slot, feature: Feature) -> Iterator[Answer]:
    """The quotient or the rest by a usual radix: minutes of seconds, inches of feet; or by the only one that fits."""
    if not feature.pure or any(x.denominator != 1 for x in feature.values) or sum(slot.digits) < 2:
        return
    if WORKDAYS_BETWEEN in operators(feature.expr):
        return  # weeks are counted of all days
    for radix in RADICES:
        if radix == 1000 and _years(feature, 100):
            continue
        for operator, values in (
            (ops.FLOOR_DIVIDE, tuple(Fraction(x // radix) for x in feature.values)),
            (ops.MODULO, tuple(x % radix for x in feature.values)),
        ):
            told = values if operator is ops.FLOOR_DIVIDE else (Fraction(radix - 1),) * len(values)
            left = values == slot.values and any(x % radix for x in feature.values)
            left = left and (operator is ops.FLOOR_DIVIDE or _at_work(values, feature.values))
            if left and max(feature.values) >= radix and _tell(told, operator is ops.MODULO):
                expr = slot.written(operator(feature.expr, radix), slot.styles[0], False)
                padded = _padded(slot, operator(feature.expr, radix), radix)
                ways = [padded] if padded is not None and _years(feature, radix) else [expr, padded]
                yield from _united(ways if expr is not None else [], feature.price + 1.4)
    yield from _by_others(slot, feature)


def _years(feature: Feature, radix: int) -> bool:
    """Whether rests are years in two digits, which have their zero."""
    return radix == 100 and all(year in YEARS for year in feature.values)


def _tell(values: Sequence[Fraction], rests: bool) -> bool:
    """Whether quotients, or rests, are of so many that they hardly fit by chance."""
    return sum(math.log10(1 + value) for value in values) >= SHOWN[rests]


def _at_work(rests: Sequence[object], numbers: Sequence[object]) -> bool:
    """Whether some rest is neither nothing nor the number itself: these alone are a number that may be missing."""
    return any(rest not in (0, number) for rest, number in zip(rests, numbers, strict=True))


def _padded(slot: Slot, rest: Apply, radix: int) -> Expr | None:
    """The rest with zeros in front, where all had as many digits as the largest has."""
    padded = ops.FORMAT_NUMBER(rest, f"0{len(str(radix - 1))}f")
    return padded if rest.operator is ops.MODULO and slot.doubts and slot.gives(padded) else None


def _by_others(slot: Slot, feature: Feature) -> Iterator[Answer]:
    """The quotient or the rest by a number that is not usual, where it is one of few that fit; all must agree."""
    xs, ys = [int(x) for x in feature.values], [int(y) for y in slot.values]
    if xs == ys or list(slot.values) != ys or min(xs) < 0 or min(ys) < 0 or len(set(ys)) < LEAST:
        return
    radices = [] if sum(slot.digits) < TOLD else _divisors(xs, ys)
    whole = [] if slot.floats_alone else radices  # what is divided to the whole is no fraction
    ways = [slot.written(ops.FLOOR_DIVIDE(feature.expr, each), slot.styles[0], False) for each in whole]
    ways += [slot.written(ops.OVER(feature.expr, str(each)), slot.styles[0], False) for each in radices]
    yield from _united(ways, feature.price + 1.2)
    rests = [each for each in _moduli(xs, ys) if each not in RADICES and _at_work(ys, xs)]
    yield from _united(
        [slot.written(ops.MODULO(feature.expr, each), slot.styles[0], False) for each in rests],
        feature.price + 1.4,
    )


def _united(ways: Sequence[Expr | None], price: float) -> Iterator[Answer]:
    known = [way for way in ways if way is not None]
    if known:
        yield Answer(known[0] if len(known) == 1 else UNANIMOUS(*known), price)


def _divisors(xs: Sequence[int], ys: Sequence[int]) -> list[int]:
    """The likely numbers by which these are divided, if few numbers fit and none of them is a usual radix."""
    low = max(x // (y + 1) + 1 for x, y in zip(xs, ys, strict=True))
    high = min((x // y for x, y in zip(xs, ys, strict=True) if y), default=0)
    if not 1 < low <= high < low + FEW or low in RADICES:
        return []
    return [each for each in range(low, high + 1) if each in LIKELY]


def _moduli(xs: Sequence[int], ys: Sequence[int]) -> list[int]:
    """The likely numbers of which these are rests, if they are few and that is hardly chance."""
    common = math.gcd(*(x - y for x, y in zip(xs, ys, strict=True)))
    least = max(ys) + 1
    if not common or least ** len(ys) < 10**TOLD or min(x - y for x, y in zip(xs, ys, strict=True)) < 0:
        return []
    found = [each for each in sorted(LIKELY) if least <= each <= common and common % each == 0]
    shown = bool(found) and len(ys) * math.log10(found[0]) >= SHOWN[1]
    return found if shown and len(found) <= FEW else []


def of_two(slot: Slot, features: Sequence[Feature]) -> Iterator[Answer]:
    """How often one number goes into another, begun ones included, and what is left over."""
    whole = [
        each for each in features if each.pure and all(x.denominator == 1 and x > 0 for x in each.values)
    ]
    if len(whole) > MOST_PAIRED or any(y.denominator != 1 or y < 0 for y in slot.values):
        return
    for one, two in itertools.permutations(whole, 2):
        rests = [x % y for x, y in zip(one.values, two.values, strict=True)]
        begun = [-(-x // y) for x, y in zip(one.values, two.values, strict=True)]
        price = one.price + two.price
        for expr, values, told in (
            (ops.FORMAT_NUMBER(ops.DIVIDE(one.expr, two.expr), ".0fc"), begun, begun),
            (ops.FORMAT_NUMBER(ops.REST(one.expr, two.expr), "f"), rests, two.values),
        ):
            firm = sum(math.log10(1 + each) for each in told) >= TOLD
            shown = values is begun or _at_work(rests, one.values)
            if firm and shown and list(slot.values) == values and any(rests) and slot.gives(expr):
                yield Answer(expr, price + 1.5)


def split_amounts(first: Slot, second: Slot, features: Sequence[Feature]) -> Iterator[tuple[Answer, Answer]]:
    """Two numbers that are one amount in two units: feet and inches, pounds and ounces."""
    if not second.styles or any(value.denominator != 1 or value < 0 for value in first.values):
        return
    for radix in RADICES:
        if any(not 0 <= value < radix for value in second.values):
            continue
        totals = [a * radix + b for a, b in zip(first.values, second.values, strict=True)]
        for feature in features:
            for style in sorted(second.styles, key=lambda each: max(each.units)):
                spreads = [
                    tuple(total - b + bound for bound in style.spread(at, b, False))
                    for at, (total, b) in enumerate(zip(totals, second.values, strict=True))
                ]
                laws = arithmetic.proportional(feature.values, spreads)  # type: ignore[arg-type]
                if laws and sum(first.digits) + sum(second.digits) > 3:
                    pair = _amounts(
                        first, second, [law_expr(feature.expr, law) for law in laws], radix, style
                    )
                    if pair is not None:
                        yield Answer(pair[0], feature.price + 1.0), Answer(pair[1], feature.price + 1.2)
                        return


def _amounts(
    first: Slot, second: Slot, totals: Sequence[Expr], radix: int, style: object
) -> tuple[Expr, Expr] | None:
    wholes = [ops.FORMAT_NUMBER(ops.FLOOR_DIVIDE(total, radix), "f") for total in totals]
    rests = [second.written(ops.MODULO(total, radix), style, False) for total in totals]  # type: ignore[arg-type]
    known = [rest for rest in rests if rest is not None]
    if len(known) < len(rests):
        return None
    padded = [_padded(second, ops.MODULO(total, radix), radix) for total in totals]
    known += [rest for rest in padded if rest is not None]
    for whole in wholes:
        term = first.problem.term(whole)
        if term is None or term.values != first.tokens:
            return None
    return (
        wholes[0] if len(wholes) == 1 else UNANIMOUS(*wholes),
        known[0] if len(known) == 1 else UNANIMOUS(*known),
    )
