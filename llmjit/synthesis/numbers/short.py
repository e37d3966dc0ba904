"""Numbers written short, and words that go with numbers: 12K and 3 GB, 2nd, 1 item and 2 items, (5.00).

What was never seen is refused: a unit that is none of a series of which several were seen, the plural of a word seen
after 1 alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial

from llmjit.support import codes
from llmjit.support.amounts import write_marks
from llmjit.support.numbers import NumberError
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.numbers import operators as numbers
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.programs import number_sentences, number_texts
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.encodings import EUROPEAN, SWAP_MARKS

SHORT = Operator(
    "short_number",
    ("number", "int", "list", "int", "str"),
    "str",
    "short_number({0}, {1}, {2}, {3}, {4})",
    1.0,
    (codes.short_number,),
)
ORDINAL = Operator("ordinal_number", ("int",), "str", "ordinal_number({0})", 0.4, (codes.ordinal_number,))
PLURAL = Operator("plural", ("any", "str", "str"), "str", "plural({0}, {1}, {2})", 0.6, (codes.plural,))
PARENTHESES = Operator("in_parentheses", ("str",), "str", "in_parentheses({0})", 0.6, (codes.in_parentheses,))
INDIAN = Operator("group_indian", ("str",), "str", "group_indian({0})", 0.5, (codes.group_indian,))
WRITE_MARKS = Operator(
    "write_marks", ("str", "str", "str"), "str", "write_marks({0}, {1}, {2})", 0.5, (write_marks,)
)
MARKS = ((" ", ","), ("\u00a0", ","), ("'", "."), ("’", "."), (" ", "."))
"""What stands between thousands and before the fraction."""
TABLES: tuple[tuple[int, tuple[str, ...]], ...] = (
    (1000, ("", "K", "M", "B", "T")),
    (1000, ("", "K", "M", "G", "T")),
    (1000, ("B", "KB", "MB", "GB", "TB")),
    (1024, ("B", "KB", "MB", "GB", "TB")),
    (1024, ("B", "KIB", "MIB", "GIB", "TIB")),
    (1024, ("", "K", "M", "G", "T")),
)
"""Bases, with the units of their powers in capitals."""
_SHORT = re.compile(r"(\d+)(?:\.(\d+))?( ?)([A-Za-z]{0,3})")


@generator("programs", priority=50)
def short_numbers(problem: Problem) -> Iterator[Term | None]:
    """Numbers in the largest unit that they fill."""
    parts = [_SHORT.fullmatch(str(output)) for output in problem.outputs] if problem.is_text else []
    found = [each for each in parts if each is not None]
    if not found or len(found) < len(parts) or not any(each[4] for each in found):
        return
    names = [each[4].upper() for each in found]
    broken = any(each[2] for each in found)  # behind the point nobody cuts off what can be rounded
    for feature in features(problem):
        if feature.pure and min(feature.values) >= 0 and max(feature.values) >= 1000:
            for base, table in TABLES:
                if all(name in table for name in names):
                    price = feature.price + 1.4 + (0.2 if base == 1024 else 0.0)
                    for expr in _shortened(feature, found, base, [table.index(name) for name in names]):
                        term = problem.term(expr, price)
                        yield term
                        if broken and term is not None and problem.solves(term.values):
                            break


def _shortened(
    feature: Feature, found: Sequence[re.Match[str]], base: int, powers: Sequence[int]
) -> Iterator[Expr]:
    units: list[str | None] = [None] * (max(powers) + 1)
    for power, each in zip(powers, found, strict=True):
        unit = each[3] + each[4]
        if units[power] not in (None, unit):
            return
        units[power] = unit
    units = _continued(units, base)
    places = {len(each[2] or "") for power, each in zip(powers, found, strict=True) if power}
    for rounding in ("u", "d"):
        if len(places) == 1:
            yield SHORT(feature.expr, base, list(units), places.copy().pop(), rounding)


def _continued(units: Sequence[str | None], base: int) -> list[str | None]:
    """The units, and where several of them differ in their first letter alone, the others of their series."""
    named = {power: unit for power, unit in enumerate(units) if power and unit is not None}
    bare = {unit.strip()[1:] for unit in named.values()}
    gaps = {len(unit) - len(unit.lstrip()) for unit in named.values()}
    tables = [table for at, table in TABLES if at == base and _in_series(named, table)]
    if len(named) < 2 or len(bare) > 1 or len(gaps) > 1 or len(tables) != 1:
        return list(units)
    table = tables[0]
    high = named[max(named)].strip()[0].isupper()
    out = [*units, *[None] * (len(table) - len(units))]
    for power in range(max(2, min(named)), len(table)):
        letter = table[power][0] if high else table[power][0].lower()
        out[power] = out[power] or " " * max(gaps) + letter + max(bare)
    return out


def _in_series(named: Mapping[int, str], table: Sequence[str]) -> bool:
    return all(power < len(table) and unit.strip().upper() == table[power] for power, unit in named.items())


@generator("atoms", priority=50)
def ordinals(problem: Problem) -> Iterator[Term | None]:
    """1st, 2nd, 3rd."""
    rows = [re.search(r"(?<!\d)(\d+)(?:st|nd|rd|th)\b", str(output)) for output in problem.outputs]
    if not all(rows):
        return
    for feature in _whole(problem, [row[1] for row in rows if row]):
        yield problem.term(ORDINAL(numbers.TO_INT(feature.expr)), feature.price + 0.6)


def _whole(problem: Problem, tokens: Sequence[str]) -> Iterator[Feature]:
    """The features that are these whole numbers."""
    for feature in features(problem):
        if all(value == Fraction(token) for value, token in zip(feature.values, tokens, strict=True)):
            yield feature


_COUNTED = re.compile(r"(\d+)(\W)([^\W\d_]+)((?:\W.*)?)", re.DOTALL)


@generator("programs", priority=51)
def plurals(problem: Problem) -> Iterator[Term | None]:
    """A number, and a word that is another after 1; where no 1 was seen, it may be the word less its s."""
    rows = [_COUNTED.fullmatch(str(output)) for output in problem.outputs] if problem.is_text else []
    found = [row for row in rows if row is not None]
    if not found or len(found) < len(rows) or len({(row[2], row[4]) for row in found}) > 1:
        return
    one = {row[3] for row in found if int(row[1]) == 1}
    many = {row[3] for row in found if int(row[1]) != 1}
    word = next(iter(many)) if len(many) == 1 else ""
    single = next(iter(one)) if len(one) == 1 else word[:-1] if not one and word.endswith("s") else ""
    if not word or not single or len(single) < 3:
        return
    _, mark, _, rest = found[0].groups()
    for feature in _whole(problem, [row[1] for row in found]):
        count = numbers.TO_INT(feature.expr)
        tail = [Const(rest)] if rest else []
        expr = ops.CONCAT(ops.TEXT(count), Const(mark), PLURAL(count, single, word), *tail)
        yield problem.term(expr, feature.price + 1.6)


@generator("atoms", priority=51)
def plural_words(problem: Problem) -> Iterator[Term | None]:
    """A word that is another where a number of the inputs is 1, among other things."""
    outputs = [set(re.findall(r"[^\W\d_]{3,}", str(output))) for output in problem.outputs]
    if not problem.is_text or len(set.union(*outputs) - set.intersection(*outputs)) < 2:
        return
    for column in problem.columns[: len(problem.inputs[0])]:
        ones = [str(value) == "1" for value in column.values]
        if all(ones) or not any(ones) or not all(re.fullmatch(r"\d+", str(value)) for value in column.values):
            continue
        one = set.intersection(*(words for words, single in zip(outputs, ones, strict=True) if single))
        many = set.intersection(*(words for words, single in zip(outputs, ones, strict=True) if not single))
        for single, several in itertools.product(sorted(one - many), sorted(many - one)):
            if several[:2] == single[:2] and several.endswith("s"):
                yield problem.term(PLURAL(column.expr, single, several), column.cost + PLURAL.cost)


@generator("programs", priority=70)
def dressed(problem: Problem) -> Iterator[Term | None]:
    """Numbers as they are written elsewhere, or below zero in parentheses: solved plainly, then dressed."""
    outputs = [str(output) for output in problem.outputs] if problem.is_text else []
    if not outputs or max(map(len, outputs)) > 100:
        return
    yield from _marked(problem, outputs)
    if all(EUROPEAN.search(output) for output in outputs):
        yield from _undressed(problem, tuple(map(codes.swap_marks, outputs)), SWAP_MARKS, SWAP_MARKS.cost)
    bracketed = [output.startswith("(") and output.endswith(")") for output in outputs]
    if any(bracketed) and not all(bracketed):
        plain = tuple(re.sub(r"^\((\D?)(.*)\)$", r"-\1\2", output) for output in outputs)
        yield from _undressed(problem, plain, PARENTHESES, PARENTHESES.cost)
    if any(re.fullmatch(r"-?\d{1,2}(,\d\d)+,\d{3}(\.\d+)?", output) for output in outputs):
        plain = tuple(output.replace(",", "") for output in outputs)
        if all(_indian(text) == output for text, output in zip(plain, outputs, strict=True)):
            yield from _undressed(problem, plain, INDIAN, INDIAN.cost)


def _marked(problem: Problem, outputs: Sequence[str]) -> Iterator[Term | None]:
    """Numbers with other signs between thousands: ``1 234,50``, ``1'234.50``."""
    for group, point in MARKS:
        if any(re.search(rf"\d{re.escape(group)}\d{{3}}", output) for output in outputs):
            plain = tuple(_western(output, group, point) for output in outputs)
            if tuple(write_marks(text, group, point) for text in plain) == tuple(outputs):
                yield from _undressed(problem, plain, partial(_with_marks, group, point), WRITE_MARKS.cost)


def _western(text: str, group: str, point: str) -> str:
    """The numbers of a text as they are written here."""
    thousands = rf"\d{{1,3}}(?:{re.escape(group)}\d{{3}})*(?:{re.escape(point)}\d+)?"
    table = str.maketrans({group: ",", point: "."})
    return re.sub(rf"(?<![\d.,]){thousands}(?![\d.,])", lambda found: found[0].translate(table), text)


def _with_marks(group: str, point: str, expr: Expr) -> Expr:
    return WRITE_MARKS(expr, group, point)


def _indian(text: str) -> str | None:
    try:
        return codes.group_indian(text)
    except NumberError:
        return None


def _undressed(
    problem: Problem, plain: tuple[str, ...], operator: Callable[[Expr], Expr], price: float
) -> Iterator[Term | None]:
    """The programs that give the plain outputs, with the operator around them."""
    simpler = replace(problem, outputs=plain)
    for column in problem.columns:
        if column.values == plain:
            yield problem.term(operator(column.expr), column.cost + price)
    for term in (*number_sentences(simpler), *number_texts(simpler)):
        if term is not None and term.values == plain:
            yield problem.term(operator(term.expr), term.cost + price)
