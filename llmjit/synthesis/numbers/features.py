"""Numbers that the inputs hold, and numbers computed from several of them: what laws are looked for in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from llmjit.support.numbers import NUMBER, number_tokens
from llmjit.support.numerals import WORDS
from llmjit.synthesis.dates.operators import (
    LENGTHS,
    SECONDS_BETWEEN,
    SECONDS_OVERNIGHT,
    SECONDS_UNTIL,
    UNANIMOUS,
)
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, inputs_of, operators
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.amounts import IN_WORDS, read_amounts, read_quantities
from llmjit.synthesis.numbers.combined import costs, is_cell, of_pairs, told_exactly, with_steady
from llmjit.synthesis.numbers.feature import Feature, make
from llmjit.synthesis.numbers.measures import read_parts
from llmjit.synthesis.numbers.mixes import mixed, sums_of_products, weighted_columns
from llmjit.synthesis.problem import OWN, Problem, Term
from llmjit.synthesis.strings import operators as text_operators

LONGEST = 400
ROMAN = r"\b[IVXLCDM]+\b"
SHORT = re.compile(r"[$€£]?-?(?:[\d,]*\d|[\d,]*\.\d+)\s?[KMBGT][a-z]?B?", re.IGNORECASE)
DATE = re.compile(r"\d[-/:]\d\d(?:[-/.:]|$)|\d\.\d\d\.")
NAMED = r"[^\W\d_]\d"
FREE = r"(?<![\w.,)-])-?\d+(?:,\d{3})*(?:\.\d+)?(?![\d,.]*\d)"
"""Numbers that are no part of a name such as ``T1``."""
TIMES = LENGTHS | {SECONDS_BETWEEN, SECONDS_OVERNIGHT, SECONDS_UNTIL}
CLOCK = re.compile(r"\d{1,3}(?::[0-5]\d){1,2}")
PLAIN = r"\d+(?:,\d{3})*(?:\.\d+)?"
UNIT = r"[^\W\d_]+|[%€$£]"
SIGNS = ("$", "€", "£", "#")
MOST_UNITS = 3
PIECES = ("\n", "; ", ", ", " | ", ";", ",")
MOST = 6
MOST_STEADY = 2
MOST_PAIRED = 4
"""Of so many numbers in a text each is tried by itself; of more, the first and the last."""


def features(problem: Problem) -> list[Feature]:
    """The numbers of all inputs, the simplest first; constant ones are left out."""
    if "features" not in problem.memo:
        problem.memo["features"] = _features(problem)
    known: list[Feature] = problem.memo["features"]
    return known


def _features(problem: Problem) -> list[Feature]:
    found: dict[tuple[Fraction, ...], Feature] = {}
    steady: list[Feature] = []
    extremes: dict[tuple[Fraction, ...], Expr] = {}
    # Columns that are numbers already come first, so that there is room for them.
    for column in sorted(problem.columns, key=lambda column: isinstance(column.values[0], str)):
        if _part_of_number(column, problem):
            continue
        for feature in _of_column(column, problem):
            known = found.get(feature.values)
            if len(set(feature.values)) < 2:
                steady += [feature] if _steady(feature) else []
                continue
            if known is None or feature.price < known.price:
                found[feature.values] = feature
            elif problem.whole and known.pure and _extreme(feature.expr) and _of_varying(known.expr):
                extremes[feature.values] = feature.expr
        if problem.late() or len(found) > 24:
            break
    _combine(found, steady[:MOST_STEADY], problem)
    for values, expr in extremes.items():
        # The last of the numbers has so far been the largest: the largest may be what is wanted.
        found[values] = replace(found[values], expr=UNANIMOUS(found[values].expr, expr))
    return sorted(found.values(), key=lambda feature: feature.price)


def _part_of_number(column: Term, problem: Problem) -> bool:
    """Whether a text was cut out of a number, between its thousands."""
    if not isinstance(column.expr, Apply) or column.expr.operator is not text_operators.FIELD:
        return False
    rows = [[row[index] for index in inputs_of(column.expr)] for row in problem.inputs]
    return all(isinstance(cell, str) and NUMBER.fullmatch(cell) for row in rows for cell in row)


def _steady(feature: Feature) -> bool:
    """Whether it is the number of a column that never varied: a rate, a fee, a price of its own."""
    return is_cell(feature.expr) and feature.values[0] not in (0, 1)


def _combine(found: dict[tuple[Fraction, ...], Feature], steady: list[Feature], problem: Problem) -> None:
    """Add what is computed of two of the numbers."""
    pure = [each for each in found.values() if each.pure]
    timed = {
        index for each in pure if not TIMES.isdisjoint(operators(each.expr)) for index in inputs_of(each.expr)
    }
    # Numbers beside times are not counted with, once what lies between the times is.
    pure = [
        each
        for each in pure
        if not TIMES.isdisjoint(operators(each.expr)) or timed.isdisjoint(inputs_of(each.expr))
    ]
    if len(pure) > MOST_PAIRED or any(_of_clock(each.expr) for each in pure):
        pure = [each for each in pure if not _of_date(each.expr, problem)]
    for each in pure:
        if min(each.values) < 0:
            sizes = tuple(map(abs, each.values))
            found.setdefault(sizes, Feature(ops.SIZE(each.expr), sizes, each.price + 0.4, pure=False))
    cells = [(column.expr, list(map(str, column.values))) for column in problem.texts]
    plain = [(each.expr, each.values, each.price) for each in (*pure, *steady)]
    for expr, price in (*mixed(plain), *weighted_columns(cells)):
        feature = make(expr, price, problem, pure=False)
        if feature is not None and len(set(feature.values)) > 1:
            found.setdefault(feature.values, replace(feature, exact=True))
    few = pure if len(pure) <= MOST_PAIRED else []
    exact = (*costs(pure, steady, problem), *with_steady(few, steady, problem))
    for feature in (*exact, *told_exactly(few, list(found.values()), problem)):
        found.setdefault(feature.values, feature)
    for feature in of_pairs(few, problem):
        known = found.get(feature.values)
        if known is None and len(set(feature.values)) > 1:
            found[feature.values] = feature
        elif problem.whole and known is not None and known.pure and _of_two_columns(feature.expr, problem):
            # The larger of two has so far been the first: it may as well be the larger that is wanted.
            found[feature.values] = replace(known, expr=UNANIMOUS(known.expr, feature.expr))


def _extreme(expr: Expr) -> bool:
    """Whether it is the largest or the smallest of the numbers of a text."""
    return isinstance(expr, Apply) and expr.operator in (ops.LARGEST, ops.SMALLEST)


def _of_varying(expr: Expr) -> bool:
    """Whether it is a number by its place among numbers that are more or fewer."""
    return isinstance(expr, Apply) and expr.operator is ops.NUMBER_AT and expr.arguments[2] == Const(0)


def _of_date(expr: Expr, problem: Problem) -> bool:
    """Whether it is part of a date or a time of day, which is seldom counted with by itself."""
    source = expr.arguments[0] if isinstance(expr, Apply) else expr
    return isinstance(source, Input) and all(DATE.search(str(row[source.index])) for row in problem.inputs)


def _of_clock(expr: Expr) -> bool:
    """Whether it is all seconds or minutes of a time, so that its parts are not counted with."""
    return isinstance(expr, Apply) and expr.operator is ops.ADD


def _of_two_columns(expr: Expr, problem: Problem) -> bool:
    """Whether it is the larger or the smaller of numbers in different columns; what dates tell is not compared.

    Nor are numbers of which one is the larger whatever the rows: a year is no rival of a number of pieces.
    """
    if not isinstance(expr, Apply) or expr.operator not in (ops.LARGER, ops.SMALLER):
        return False
    sources = [each.arguments[0] for each in expr.arguments if isinstance(each, Apply)]
    lengths = any(isinstance(each, Apply) and each.operator in LENGTHS for each in sources)
    if lengths or any(_of_date(each, problem) for each in expr.arguments):
        return False
    terms = [term for each in expr.arguments if (term := problem.term(each)) is not None]
    alike = max(min(term.values) for term in terms) <= min(max(term.values) for term in terms)
    return alike and len(set(sources)) == 2


def _of_column(column: Term, problem: Problem) -> Iterator[Feature]:
    for expr, price, pure in _exprs(column):
        feature = make(expr, column.cost - OWN + price, problem, pure)
        if feature is not None:
            yield feature


def _exprs(column: Term) -> Iterator[tuple[Expr, float, bool]]:
    if all(isinstance(value, int | float) and not isinstance(value, bool) for value in column.values):
        yield ops.NUMBER_AT(column.expr, 0, 1), 0.0, True
        return
    if all(isinstance(value, list | tuple) and value for value in column.values):
        yield from _lists(ops.ALL_NUMBERS(column.expr, ""))
        return
    if not all(isinstance(value, str) and 0 < len(value) <= LONGEST for value in column.values):
        return
    texts: list[str] = list(column.values)
    counts = {len(number_tokens(text)) for text in texts}
    if min(counts):
        yield from _positions(column.expr, counts)
        if max(counts) > 1:
            yield from _sequences(column.expr, texts, counts)
    for expr, price in (*read_amounts(column.expr, texts), *read_quantities(column.expr, texts)):
        yield expr, price, True
    for expr, price in read_parts(column.expr, texts):
        yield expr, price, False
    yield from _numerals(column.expr, texts)
    yield from _counts(column.expr, texts)


def _counts(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float, bool]]:
    """How long a text is, and how many words, lines and marks it has."""
    counted: list[tuple[Expr, float]] = [
        (text_operators.LENGTH(expr), 0.6),
        (text_operators.LENGTH(text_operators.WORDS(expr)), 0.6),
        (text_operators.LENGTH(text_operators.LINES(expr)), 0.7),
        (text_operators.LENGTH(text_operators.TOKENS(expr, r"\d+")), 0.8),
    ]
    marks = sorted({mark for text in texts for mark in text if not mark.isalnum()})
    counted += [(text_operators.COUNT(expr, mark), 0.7) for mark in marks[:6]]
    counted += [
        (text_operators.LENGTH(text_operators.FIELDS(expr, mark)), 0.7) for mark in marks if mark in ",;|"
    ]
    for each, price in counted:
        yield each, price, False


def _positions(expr: Expr, counts: set[int]) -> Iterator[tuple[Expr, float, bool]]:
    if len(counts) == 1 and max(counts) <= MOST:
        count = max(counts)
        for index in range(count):
            yield ops.NUMBER_AT(expr, index, count), 0.05 * index, True
    else:
        yield ops.NUMBER_AT(expr, 0, 0), 0.3, True
        yield ops.NUMBER_AT(expr, -1, 0), 0.4, True
        if min(counts) > 1:
            yield ops.NUMBER_AT(expr, -2, 0), 0.6, True


def _sequences(expr: Expr, texts: Sequence[str], counts: set[int]) -> Iterator[tuple[Expr, float, bool]]:
    separated = all(re.fullmatch(r"[-+]?[\d.]+(,[-+]?[\d.]+)*", text) for text in texts)
    yield from _lists(ops.ALL_NUMBERS(expr, ",") if separated else _each_of_its_piece(expr, texts))
    if any(re.search(NAMED, text) for text in texts) and all(re.search(FREE, text) for text in texts):
        yield from _lists(ops.ALL_NUMBERS(text_operators.TOKENS(expr, FREE), ""))
    for pattern in _marked(texts):
        yield from _lists(ops.ALL_NUMBERS(text_operators.TOKENS(expr, pattern), ""))
    for sum_expr, price in sums_of_products(expr, texts):
        yield sum_expr, price, False
    if counts in ({2}, {3}) and not separated:
        count = max(counts)
        parts = [ops.NUMBER_AT(expr, index, count) for index in range(count)]
        radices = ("60",) if all(":" in text for text in texts) else ("60", "12", "16")
        for radix in radices:
            total: Expr = parts[0]
            for part in parts[1:]:
                total = ops.ADD(ops.TIMES(total, radix), part)
            yield total, 0.6, radix == "60" and all(map(CLOCK.fullmatch, texts))


def _marked(texts: Sequence[str]) -> Iterator[str]:
    """Patterns of the numbers with a sign or unit beside them that all texts have, where some text has others too."""
    patterns = [rf"(?<={re.escape(sign)}){PLAIN}" for sign in SIGNS]
    units = set.intersection(*(set(re.findall(rf"{PLAIN} ?({UNIT})", text)) for text in texts))
    patterns += [rf"(?<![\w.,]){PLAIN}(?= ?{re.escape(unit)}(?!\w))" for unit in sorted(units)[:MOST_UNITS]]
    for pattern in patterns:
        found = [len(re.findall(pattern, text)) for text in texts]
        others = any(len(number_tokens(text)) > count for text, count in zip(texts, found, strict=True))
        if others and min(found) and max(found) > 1:
            yield pattern


def _each_of_its_piece(expr: Expr, texts: Sequence[str]) -> Expr:
    """All numbers of a text; where each stood in a piece with a label, they must be the last ones of their pieces.

    A label may hold a number itself, which is no amount then.
    """
    numbers = ops.ALL_NUMBERS(expr, "")
    for mark in PIECES:
        pieces = [[piece for piece in text.split(mark) if re.search(r"\d", piece)] for text in texts]
        several = any(len(each) > 1 for each in pieces)
        if several and all(_labelled(each, text) for each, text in zip(pieces, texts, strict=True)):
            numbered = text_operators.FILTER(
                text_operators.FIELDS(expr, mark), text_operators.SEARCHES(Item(), r"\d")
            )
            return UNANIMOUS(numbers, text_operators.MAP(numbered, ops.NUMBER_AT(Item(), -1, 0)))
    return numbers


def _labelled(pieces: Sequence[str], text: str) -> bool:
    """Whether each piece has one number, and letters in front of it; and no others are in the text."""
    tokens = [number_tokens(piece) for piece in pieces]
    return [each for row in tokens for each in row] == number_tokens(text) and all(
        len(row) == 1 and re.search(r"[^\W\d_]", piece.partition(row[0])[0])
        for row, piece in zip(tokens, pieces, strict=True)
    )


def _lists(numbers: Expr) -> Iterator[tuple[Expr, float, bool]]:
    for operator in ops.AGGREGATES:
        yield operator(numbers), 0.4 + operator.cost / 10, False


def _numerals(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float, bool]]:
    if all("/" in text or text.isdigit() for text in texts):
        yield ops.PARSE_FRACTION(expr), 0.2, False
    if all(len(re.findall(ROMAN, text)) == 1 for text in texts):
        alone = all(re.fullmatch(ROMAN, text) for text in texts)
        roman = expr if alone else text_operators.TOKEN(expr, ROMAN, 0)
        yield ops.PARSE_ROMAN(roman), 0.2, False
    if all(text.split()[:1] and text.lower().replace("-", " ").split()[0] in WORDS for text in texts):
        yield ops.PARSE_WORDS(expr), 0.2, False
    if all(any(word in WORDS for word in re.findall(r"[a-z]+", text.lower())) for text in texts):
        yield IN_WORDS(expr), 0.2, False
    if all(SHORT.fullmatch(text) for text in texts):
        for base in (1000, 1024):
            yield ops.PARSE_SHORT(expr, base), 0.2, False
    if all(re.fullmatch("[01]+", text) for text in texts):
        yield ops.PARSE_BASE(expr, 2), 0.3, False
    yield from _hexadecimal(expr, texts)


def _hexadecimal(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float, bool]]:
    lengths = {len(text) for text in texts}
    if all(re.fullmatch("[#0-9A-Fa-f][0-9A-Fa-f]*", text) for text in texts):
        if not any(text.startswith("#") for text in texts):
            yield ops.PARSE_BASE(expr, 16), 0.4, False
        if len(lengths) == 1 and (length := lengths.pop()) <= 9 and length > 3:
            for start in range(length % 2, length, 2):
                pair = text_operators.CUT(expr, start, start + 2)
                yield ops.PARSE_BASE(pair, 16), 0.5, False
