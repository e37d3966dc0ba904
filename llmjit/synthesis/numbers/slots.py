"""One number of the outputs explained: which feature, by which law, written in which style.

Every way of rounding and of writing that gives all the observations is kept, and the answer stands only where
they agree: rounding to nearest or down, two digits or all, the ends of an interval of constants.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import final

from llmjit.synthesis.dates.operators import DAYS_BETWEEN, LENGTHS, UNANIMOUS
from llmjit.synthesis.doubts.numbers import Edit, doubts, grouped, in_code, is_money, is_price
from llmjit.synthesis.expr import Apply, Const, Expr, Input, inputs_of, operators
from llmjit.synthesis.numbers import arithmetic
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.arithmetic import Law, Spread
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.laws import is_product, is_quotient, is_scaled, is_unanimous, law_expr, places
from llmjit.synthesis.numbers.mixes import WEIGHTED_MEAN
from llmjit.synthesis.numbers.styles import Written, are_amounts, in_hundredths, parse_parts, shown, styles
from llmjit.synthesis.numbers.units import Ratio, named, scales_from
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings import operators as text_operators

SAMPLE = 40
DEFINED = 0.3  # what the constants of units cost, in digits of the outputs: there are not many
WHOLE = (ops.PARSE_BASE, ops.PARSE_ROMAN, ops.PARSE_WORDS, text_operators.LENGTH, text_operators.COUNT)
NUMERALS = (ops.PARSE_BASE, ops.PARSE_ROMAN)
BROKEN = frozenset({ops.DIVIDE, ops.MEAN, ops.DEVIATION, WEIGHTED_MEAN})
"""What gives numbers of more places than those that it was made of, which may be rounded though none was yet."""
UNEVEN = LENGTHS - {DAYS_BETWEEN}  # whole months, years and working days: no open constant multiplies them
CENTS = 2
PERCENT: Ratio = (Fraction(100), Fraction(0))
MINUS_PERCENT: Ratio = (Fraction(-100), Fraction(0))
OPEN = 1.0  # what a law of two constants costs more where the observations, or their style, leave it open
Fit = Callable[[Sequence[Fraction], Sequence[Spread]], list[Law]]


@final
@dataclass(frozen=True, slots=True)
class Answer:
    """Text of a number, computed."""

    expr: Expr
    price: float


@final
@dataclass(frozen=True, slots=True)
class Way:
    """One style with the law, or the ends of an interval of laws, that gives all tokens."""

    exprs: tuple[Expr, ...]
    laws: tuple[Law, ...]
    spent: float

    @property
    def firm(self) -> bool:
        """Whether the observations leave only one law."""
        return len(self.laws) == 1


def _identity(xs: Sequence[Fraction], spreads: Sequence[Spread]) -> list[Law]:
    fits = all(low <= x <= high for x, (low, high) in zip(xs, spreads, strict=True))
    return [Law(Fraction(1))] if fits else []


ASIDE = (0.5, 1.5)  # digits to choose a feature among the many that are no input itself: as it is, and fitted
FAMILIES: tuple[tuple[Fit, float, int], ...] = (
    (_identity, 0.5, 0),
    (arithmetic.shifted, 1.1, 1),
    (arithmetic.proportional, 1.2, 1),
    (arithmetic.affine, 1.8, 2),
)
"""Laws, their price, and how many constants they have."""


class Slot:
    """A number at one place of the outputs."""

    def __init__(
        self, tokens: Sequence[str], problem: Problem, before: str = "", after: str = "", text: bool = True
    ) -> None:
        self.tokens = tuple(tokens)
        self.problem = problem
        self.percent = after.lstrip()[:1] == "%"
        self.widths: tuple[Fraction, ...] = ()
        """The width of the bands of which this is an end, if it is one: the whole numbers, or the cents, of each."""
        self.doubts = doubts(tokens, before, after, in_code(before)) if text else ()
        self.text = text
        self.money = is_money(before, after)
        self.priced = is_price(tokens, before, problem.inputs)
        parts = [parse_parts(token) for token in tokens]
        self.values = tuple(part.value for part in parts if part is not None)
        self.styles = styles(tokens) if len(set(tokens)) > 1 else []
        if not text:  # floats are as they are computed, unless they are rounded
            self.styles.sort(key=lambda style: any(style.units))
        if self.styles[:1] and self.styles[0].spec.endswith(".2f") and are_amounts(problem):
            self.styles = self.styles[:1]
        known = [part for part in parts if part is not None]
        units = [Fraction(1, 10 ** len(part.fraction)) for part in known] or [Fraction(1)]
        self.digits = [max(0.3, part.figures - 0.3) for part in known]
        unit = max(units) if text else min(units)  # floats have lost the zeros at their ends
        width = (max(self.values) - min(self.values)) / unit if self.values else Fraction(0)
        self.spread = math.log10(1 + width)
        self.floats = [float(value) for value in self.values[:SAMPLE]]
        rows = range(len(self.floats))
        self.units = [max((float(style.units[at]) for style in self.styles), default=0.0) for at in rows]

    def answers(self, features: Sequence[Feature]) -> Iterator[Answer]:
        """Every feature that explains the number, by its simplest law."""
        if len(self.values) < len(self.tokens) or not self.styles:
            return
        for feature in features:
            if self.problem.late():
                return
            xs = [float(value) for value in feature.values[:SAMPLE]]
            for fit, price, constants in FAMILIES:
                if (feature.exact and constants) or (constants > 1 and is_product(feature.expr)):
                    continue
                if self.text and is_scaled(feature.expr):
                    continue
                if not self._plausible(xs, fit):
                    continue
                found = self._explain(feature, fit, constants)
                if found is not None:
                    open_ends = OPEN * (fit is arithmetic.affine and is_unanimous(found[0]))
                    yield Answer(found[0], feature.price + price + 0.12 * found[1] + open_ends)
                    break

    def _plausible(self, xs: Sequence[float], fit: Fit) -> bool:
        """A test in floating point, quick, that rules out most features."""
        ys, slack = (
            self.floats,
            [1.1 * unit + 1e-9 * abs(y) for unit, y in zip(self.units, self.floats, strict=True)],
        )
        if fit is _identity:
            return all(abs(x - y) <= s for x, y, s in zip(xs, ys, slack, strict=True))
        if fit is arithmetic.shifted:
            gaps = [y - x for x, y in zip(xs, ys, strict=True)]
            return max(gaps) - min(gaps) <= 2 * max(slack)
        if fit is arithmetic.proportional:
            rows = list(zip(xs, ys, slack, strict=True))
            pairs = itertools.pairwise(rows)
            return all(abs(b * x - y * a) <= s * abs(a) + t * abs(x) for (x, y, s), (a, b, t) in pairs)
        first, last = min(range(len(xs)), key=xs.__getitem__), max(range(len(xs)), key=xs.__getitem__)
        run, rise = xs[last] - xs[first], ys[last] - ys[first]
        allowed = 2 * max(slack) * abs(run)
        return all(
            abs((y - ys[first]) * run - rise * (x - xs[first])) <= allowed
            for x, y in zip(xs, ys, strict=True)
        )

    def _explain(self, feature: Feature, fit: Fit, constants: int) -> tuple[Expr, float] | None:
        """The ways in which a family of laws gives the number, as one expression; and its constants' digits.

        Where one simple law is firm, laws that are merely possible have no say.
        """
        nearest = self._ways(feature, fit, constants, down=False)
        firm = min((way for way in nearest if way.firm), key=lambda way: way.spent, default=None)
        if firm is not None:
            ways = self._in_all_styles(feature, firm)
            if self._chance(feature, fit, firm.laws[0]):
                ways += [way for way in nearest if not way.firm]
        else:
            cut = [] if nearest else self._ways(feature, fit, constants, down=True)
            # Two constants that are open, and figures cut off, fit almost anything.
            ways = nearest or [way for way in cut if way.firm or constants < 2]
        exprs = list(dict.fromkeys(expr for way in ways for expr in way.exprs))
        if not exprs or len(exprs) > 8:
            return None
        cost = max(way.spent for way in ways)
        return (exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs)), cost

    def sure(self, answer: Answer) -> Answer:
        """The answer where it does not matter which of several styles is meant."""
        if not self.doubts or not isinstance(answer.expr, Apply):
            return answer
        ways = answer.expr.arguments if is_unanimous(answer.expr) else (answer.expr,)
        if self.priced and grouped in self.doubts:
            set_apart = [self._doubted(way, grouped) or way for way in ways]
            return replace(answer, expr=set_apart[0] if len(set_apart) == 1 else UNANIMOUS(*set_apart))
        others: list[Expr] = []
        for edit in self.doubts:
            edited = (self._doubted(way, edit) for way in ways)
            others += itertools.islice((each for each in edited if each is not None), 1)
        return replace(answer, expr=UNANIMOUS(*ways, *others)) if others else answer

    def _doubted(self, expr: Expr, edit: Edit) -> Expr | None:
        """The same number in another style in which it may be written."""
        if not isinstance(expr, Apply) or expr.operator is not ops.FORMAT_NUMBER:
            return None
        assert isinstance(expr.arguments[1], Const)
        if any(operator in NUMERALS for operator in operators(expr)):
            return None  # another notation for the same number, such as a year
        if edit is grouped and not self.money and not self._of_numbers(expr):
            return None
        style = str(expr.arguments[1].value)
        if edit is grouped and style.startswith("0"):
            return None  # what has zeros in front has no thousands
        other = ops.FORMAT_NUMBER(expr.arguments[0], edit(style))
        return other if other != expr and self.gives(other) else None

    def _of_numbers(self, expr: Expr) -> bool:
        """Whether a number is computed from inputs that are numbers, and not from texts, which have a style."""
        row = self.problem.inputs[0]
        return any(not isinstance(row[index], str) for index in inputs_of(expr))

    def _chance(self, feature: Feature, fit: Fit, law: Law) -> bool:
        """Whether numbers rounded as the outputs may be leave too much room for just this law."""
        unit = min(Fraction(1, 10 ** len(token.partition(".")[2])) for token in self.tokens)
        coarse = Written(".f", (unit,) * len(self.tokens))
        laws = self._laws(feature, coarse, fit, False)
        scales = [each.scale / each.divisor for each in laws]
        if len(laws) < 2 or max(scales) == min(scales):
            return False
        width = (max(scales) - min(scales)) / abs(law.scale / law.divisor)
        length = min(len(str(law.scale.numerator).rstrip("0")), arithmetic.digits(law.scale) or 9)
        simple = law.scale.denominator == law.offset.denominator == unit == 1
        return bool(width * 10**length > (2 if simple else Fraction(1, 2)))

    def _in_all_styles(self, feature: Feature, firm: Way) -> list[Way]:
        """A law that is firm, in every style and rounding that gives the tokens."""
        value = law_expr(feature.expr, firm.laws[0])
        found: list[Way] = []
        unrounded = False
        broken = any(operator in BROKEN for operator in operators(feature.expr))
        if not self.text and not broken and self._moved(feature, firm.laws[0]):
            exact = [self.written(value, style, False) for style in self.styles if not any(style.units)]
            if exact and exact[0] is not None:
                return [Way((exact[0],), firm.laws, firm.spent)]
        cents = self._in_cents() if broken and (self._cents or self._hundredths) else []
        law = firm.laws[0]
        as_computed = [(each * law.scale + law.offset) / law.divisor for each in feature.values]
        known = cents or shown(self.styles, as_computed, self.values)
        known = [*known, *([] if self.text else filter(None, map(in_hundredths, known)))]
        for down in (False, True):
            for each in known:
                style = self._meant(each, down, bool(found), unrounded)
                expr = self.written(value, style, down) if style is not None else None
                if expr is None or style is None:
                    continue
                unrounded |= not any(style.units)
                plain = not any(style.units) and style.spec[-1:] not in ("e", "E")
                found.append(Way((expr,), firm.laws, firm.spent))
                if plain and self._whole(feature.expr, firm.laws[0]):
                    return found[-1:]
            if unrounded or firm.laws[0].defined:
                break  # nothing was ever rounded, and what would need it is refused; conversions round to nearest
        return found

    @property
    def floats_alone(self) -> bool:
        """Whether the outputs are floats, as numbers rounded to whole ones are not."""
        return not self.text and any(type(output) is float for output in self.problem.outputs)

    @property
    def _cents(self) -> bool:
        """Whether the number is an amount of money, which is rounded where it was divided."""
        return not self.text and are_amounts(self.problem)

    @property
    def _hundredths(self) -> bool:
        """Whether the numbers had two places at most: what is divided and may have more is rounded to as many."""
        return not self.text and max(len(token.partition(".")[2]) for token in self.tokens) == CENTS

    def _in_cents(self) -> list[Written]:
        """The style of cents, also where all that was divided came out in tenths."""
        known = [each for each in self.styles if each.spec.endswith(".2f~")]
        return known or [Written(".2f~", (Fraction(1, 100),) * len(self.tokens))]

    def _meant(self, style: Written, down: bool, found: bool, unrounded: bool) -> Written | None:
        """The style if anyone would mean it where another is ``found`` that fits, or one that is ``unrounded``.

        That all texts were so short by chance is likelier than that significant digits were counted. Behind the
        point nobody cuts off what can be rounded, and where one digit was all there was, two are as likely.
        """
        if down and not any(style.units):
            return None
        if unrounded and ("g" in style.spec or (self.floats_alone and style.spec.endswith(".0f"))):
            return None
        if found and max(style.units) < 1 and (down or (not self.text and "g" in style.spec)):
            return None
        return (in_hundredths(style) if unrounded and not self.text else None) or style

    def _moved(self, feature: Feature, law: Law) -> bool:
        """Whether a law moves the point alone, if that, and all digits are there: nothing was ever rounded."""
        scale = law.scale / law.divisor
        if not law.offset and scale == 1:
            return any("." in token for token in self.tokens) and not self._like_cents(feature)
        if law.offset or str(scale.numerator * scale.denominator).strip("0") != "1":
            return False
        moved = [places(value * scale) for value in feature.values]
        finest = places(scale) + max(map(places, feature.values))
        return max(moved) >= finest or scale > 1

    def _like_cents(self, feature: Feature) -> bool:
        """Whether a product never had more places than amounts of money, to which it may have been rounded."""
        products = any(operator is ops.MULTIPLY for operator in operators(feature.expr))
        return products and max(map(places, feature.values)) <= CENTS

    def _whole(self, expr: Expr, law: Law) -> bool:
        """Whether the value can be none but whole, so that there is nothing to round."""
        constants = (law.scale, law.offset, law.divisor)
        if (
            not isinstance(expr, Apply)
            or any(each.denominator != 1 for each in constants)
            or law.divisor != 1
        ):
            return False
        source = expr.arguments[0]
        ints = isinstance(source, Input) and all(
            type(row[source.index]) is int for row in self.problem.inputs
        )
        return expr.operator in WHOLE or (expr.operator is ops.NUMBER_AT and ints)

    def _ways(self, feature: Feature, fit: Fit, constants: int, down: bool) -> list[Way]:
        found = []
        copied = self.text and fit is _identity and feature.pure and feature.values == self.values
        for style in self.styles:
            if down and not any(style.units):
                continue
            laws = self._laws(feature, style, fit, down)
            if len(laws) > 1 and not UNEVEN.isdisjoint(operators(feature.expr)):
                continue
            spent = self._spent(laws, constants)
            told = self.digits if copied else [min(each, self.spread) for each in self.digits]
            left = sum(told[:SAMPLE]) - min(spent, sum(sorted(told)[-constants:]) if constants else 0)
            if not laws or left - (0.0 if feature.pure else ASIDE[constants > 0]) < arithmetic.MARGIN:
                continue
            if not any(law.offset for law in laws) and arithmetic.lone(feature.values[:SAMPLE], laws):
                continue
            exprs = [self.written(law_expr(feature.expr, law), style, down) for law in laws]
            known = [expr for expr in exprs if expr is not None]
            if len(known) == len(exprs):
                found.append(Way(tuple(known), tuple(laws), spent))
        return found

    def _laws(self, feature: Feature, style: Written, fit: Fit, down: bool) -> list[Law]:
        rows = range(min(SAMPLE, len(self.values)))
        spreads = [style.spread(at, self.values[at], down) for at in rows]
        if fit is arithmetic.proportional and is_quotient(feature.expr) and (self.percent or not self.text):
            defined = arithmetic.conversions([PERCENT, MINUS_PERCENT], feature.values[: len(rows)], spreads)
            if defined:
                return defined
        if fit in (arithmetic.proportional, arithmetic.affine):
            defined = arithmetic.conversions(self._conversions(fit), feature.values[: len(rows)], spreads)
            if defined:
                return defined
        laws = fit(feature.values[: len(rows)], spreads)
        if fit is arithmetic.proportional and len(laws) > 1:
            return arithmetic.one_of(laws, self._scales()) or laws
        return laws

    def _scales(self) -> list[Fraction]:
        """The sizes of the units that all inputs name, in others of their kind."""
        problem = self.problem
        if "scales" not in problem.memo:
            problem.memo["scales"] = scales_from(problem.inputs)
        known: list[Fraction] = problem.memo["scales"]
        return known

    def _conversions(self, fit: Fit) -> list[Ratio]:
        """The conversions between units that the observations name, with or without an offset."""
        problem = self.problem
        if "units" not in problem.memo:
            hints = (problem.instruction, *problem.names)
            problem.memo["units"] = named(problem.inputs, problem.outputs, hints)
        known: list[Ratio] = problem.memo["units"]
        return [law for law in known if bool(law[1]) == (fit is arithmetic.affine)]

    def _spent(self, laws: Sequence[Law], constants: int) -> float:
        """The digits that fix the constants."""
        if len(laws) != 1:
            return sum(sorted(self.digits)[-constants:]) if constants else 0.0
        law = laws[0]
        if law.defined:
            return DEFINED
        told = [value for value in (law.scale, law.divisor) if value != 1] + [law.offset] * bool(law.offset)
        return float(sum(arithmetic.digits(value) or 0 for value in told))

    def gives(self, expr: Expr) -> bool:
        """Whether an expression is the number as written, in every row."""
        term = self.problem.term(expr)
        return term is not None and term.values == self.tokens

    def written(self, value: Expr, style: Written, down: bool) -> Expr | None:
        """The value in the style, with the rounding that gives every token."""
        roundings = ("d",) if down else ("", "u", "e") if any(style.units) else ("",)
        for rounding in roundings:
            expr = ops.FORMAT_NUMBER(value, style.rounded(rounding))
            if self.gives(expr):
                return expr
        return None
