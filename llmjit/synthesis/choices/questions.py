"""Questions whose answer is itself what is wanted, beyond those that conditions ask (`choices.predicates`).

Columns compared: does one hold, begin, end or equal another, letter case aside or not, as a word or an item of
a list; two such questions together. Texts that are their own reverse, or all in capitals; even numbers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import add, ge, gt
from typing import final

from llmjit.support.bands import within_band
from llmjit.support.known_forms import FormError, first_numbers, ordered_words
from llmjit.support.numbers import NumberError, parse_number
from llmjit.support.text import whole_within
from llmjit.support.urls import UrlError, mailbox_host, site_host
from llmjit.synthesis.choices.flags import is_flag
from llmjit.synthesis.choices.items import item_questions
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.dates.questions import date_questions, dated
from llmjit.synthesis.expr import Apply, Expr, Input, Operator, inputs_of, operators
from llmjit.synthesis.numbers import operators as numbers
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.texts.nothing import NOTHING

AND = Operator("and", ("bool", "bool"), "bool", "({0} and {1})", 0.8)
OR = Operator("or", ("bool", "bool"), "bool", "({0} or {1})", 0.9)
MEMBER = Operator("member", ("any", "list"), "bool", "({0} in {1})", 0.6)
IS_NONE = Operator("is_none", ("any",), "bool", "({0} is None)", 0.4)
WHOLE_WITHIN = Operator(
    "whole_within", ("str", "str"), "bool", "whole_within({0}, {1})", 0.6, (whole_within,)
)
LOOKUP = Operator("lookup", ("any", "dict"), "any", "{1}[{0}]", 0.4, needs="{0} among {1}")
FIRST_NUMBERS = Operator(
    "first_numbers",
    ("str", "int"),
    "str",
    "first_numbers({0}, {1})",
    0.7,
    (first_numbers,),
    needs="a network address: {0}",
)
HOST = Operator(
    "mailbox_host", ("str",), "str", "mailbox_host({0})", 0.5, (mailbox_host,), needs="a mail address: {0}"
)
SITE = Operator("site_host", ("str",), "str", "site_host({0})", 0.5, (site_host,), needs="a host: {0}")
ORDERED_WORDS = Operator("ordered_words", ("str",), "list", "ordered_words({0})", 0.8, (ordered_words,))
WITHIN_BAND = Operator(
    "within_band",
    ("number", "str"),
    "bool",
    "within_band({0}, {1})",
    0.6,
    (within_band,),
    needs="a range of numbers in {1}",
)
ABSENT = Operator(
    "absent", ("any",), "bool", f"bool(re.fullmatch({NOTHING!r}, str({{0}})))", 0.6, (), ("re",)
)
MAIL, QUAD = r"[^@\s]{1,99}@[^@\s]{1,99}", r"\d{1,3}(?:\.\d{1,3}){3}"
DERIVED: tuple[tuple[str, Callable[[Expr], Expr], Callable[[str], object]], ...] = (
    (MAIL, lambda text: ops.LOWER(HOST(text)), lambda text: mailbox_host(text).lower()),
    *(
        (QUAD, lambda text, n=n: FIRST_NUMBERS(text, n), lambda text, n=n: first_numbers(text, n))
        for n in (3, 2, 1)
    ),
    (r"[^\n]{0,99}[^\s,;][ ,;]+[^\s,;][^\n]{0,99}", ORDERED_WORDS, ordered_words),
)
"""Forms of texts, what is compared of them, and how that is computed."""
ORDERED = frozenset({"before", "not_after", "greater", "at_least"})
AS_WRITTEN = frozenset(
    {
        "equals",
        "within",
        "whole_within",
        "starts_with",
        "ends_with",
        "member",
        "among",
        "all_among",
        "any_among",
        "same_items",
    }
)
"""Questions about texts that letter case and blanks at their ends decide."""
MOST = 6
"""Columns that are compared with one another."""
MOST_SUMMED = 4
COMPARISONS = tuple(
    Operator(name, ("number", "number"), "bool", f"({{0}} {sign} {{1}})", 0.8)
    for name, sign in (("greater", ">"), ("at_least", ">="))
)


@final
@dataclass(frozen=True, slots=True)
class Relation:
    """A question about two columns, its answers, and the columns."""

    expr: Expr
    values: tuple[bool, ...]
    columns: frozenset[int]


def alone(problem: Problem) -> Iterator[Term]:
    """Questions about one column."""
    for column in problem.columns[:MOST]:
        values = column.values
        if all(isinstance(value, bool) for value in values):
            yield Term(column.expr, values, 0.3)
        if any(value is None for value in values):
            yield Term(IS_NONE(column.expr), tuple(value is None for value in values), 0.4)
        if all(isinstance(value, str) for value in values):
            texts = [str(value) for value in values]
            for operator, changed in (
                (ops.REVERSE, [text[::-1] for text in texts]),
                (ops.UPPER, [text.upper() for text in texts]),
                (ops.LOWER, [text.lower() for text in texts]),
            ):
                answers = tuple(a == b for a, b in zip(texts, changed, strict=True))
                yield Term(ops.EQUALS(column.expr, operator(column.expr)), answers, 1.0)
    for feature in features(problem):
        if feature.pure and all(value.denominator == 1 for value in feature.values):
            rest = numbers.MODULO(feature.expr, 2)
            yield Term(ops.EQUALS(rest, 0), tuple(value % 2 == 0 for value in feature.values), 1.3)


def relations(problem: Problem) -> list[Relation]:
    """Questions about two columns that not all observations answer alike, and their opposites, each asked once."""
    kept: dict[Expr, Relation] = {}
    for each in asked_of_two(problem):
        if len(set(each.values)) == 2 and _mirrored(each.expr) not in kept:
            kept.setdefault(each.expr, each)
            if isinstance(each.expr, Apply) and each.expr.operator.name in ORDERED:
                continue  # its opposite is asked as well: the other way round
            opposite = tuple(not value for value in each.values)
            negated = Relation(ops.NOT(each.expr), opposite, each.columns)
            kept.setdefault(negated.expr, negated)
    return list(kept.values())


def _mirrored(expr: Expr) -> Expr:
    """The same question, the other way round where that makes no difference."""
    if isinstance(expr, Apply) and expr.operator is ops.EQUALS:
        return Apply(expr.operator, expr.arguments[::-1])
    return expr


def regardless(relation: Relation, problem: Problem) -> Iterator[Relation]:
    """The same question asked with no regard to letter case and blanks around a cell, where that made no difference.

    Whether ``ACME.COM`` is ``acme.com`` cannot be told from rows that never differ in case.
    """
    asked = {operator.name for operator in operators(relation.expr)}
    if not AS_WRITTEN & asked or "strip" in asked:
        return
    change = ops.STRIP if "lower" in asked else lambda text: ops.LOWER(ops.STRIP(text))
    columns = [term for term in problem.texts if set(inputs_of(term.expr)) <= relation.columns]
    if not any(re.search(r"[^\W\d_]", str(value)) for term in columns for value in term.values):
        return
    folded = problem.term(_folded(relation.expr, frozenset(term.expr for term in columns), change))
    if folded is not None and folded.values == relation.values:
        yield Relation(folded.expr, relation.values, relation.columns)


def _folded(expr: Expr, texts: frozenset[Expr], change: Callable[[Expr], Expr]) -> Expr:
    if expr in texts:
        return change(expr)
    if isinstance(expr, Apply):
        return Apply(expr.operator, tuple(_folded(each, texts, change) for each in expr.arguments))
    return expr


def orders(problem: Problem) -> Iterator[Relation]:
    """In which order two columns always were, as questions that all observations answer with yes."""
    for each in asked_of_two(problem):
        ordered = isinstance(each.expr, Apply) and each.expr.operator.name in ORDERED
        if ordered and len(each.columns) == 2 and all(each.values):
            yield each


def asked_of_two(problem: Problem) -> list[Relation]:
    """Questions about two columns."""
    found = [_relation(expr, values, *pair) for expr, values, pair in date_questions(problem)]
    dates = {term.expr for term, _ in dated(problem)} if found else set()
    columns = [term for term in problem.columns if isinstance(term.expr, Input)][:MOST]
    for left, right in itertools.permutations(columns, 2):
        if left.expr in dates and right.expr in dates:
            continue
        if all(isinstance(value, str) for value in (*left.values, *right.values)):
            found += _texts(left, right)
        else:
            same = tuple(a == b for a, b in zip(left.values, right.values, strict=True))
            found.append(_relation(ops.EQUALS(left.expr, right.expr), same, left, right))
            found += _lists(left, right)
    found += [] if len(dates) > 1 else _sizes(problem)
    found += _presence(columns)
    for column in columns:
        if len(set(map(repr, column.values))) == 2 and all(map(is_flag, column.values)):
            table = dict(zip(column.values, map(bool, problem.outputs), strict=True))
            told = [table[value] for value in column.values]
            found.append(_relation(LOOKUP(column.expr, table), told, column))
    return found


def _presence(columns: Sequence[Term]) -> Iterator[Relation]:
    """Whether cells are missing or blank, and what the flags among them say."""
    for column in columns:
        values = column.values
        if any(value is None for value in values):
            yield _relation(IS_NONE(column.expr), [value is None for value in values], column)
            # A blank text or a zero may be missing as well.
            yield _relation(ops.NOT(column.expr), [not value for value in values], column)
        elif all(isinstance(value, str) for value in values):
            blank = [value == "" for value in values]
            if blank == [bool(re.fullmatch(NOTHING, str(value))) for value in values]:
                both = UNANIMOUS(ops.EMPTY(column.expr), ABSENT(column.expr))
                yield _relation(both, blank, column)
            continue
        elif all(isinstance(value, bool) for value in values):
            yield _relation(column.expr, list(map(bool, values)), column)
            continue
        yield _relation(
            ABSENT(column.expr), [bool(re.fullmatch(NOTHING, str(value))) for value in values], column
        )


def _relation(expr: Expr, values: Sequence[bool], *columns: Term) -> Relation:
    indices = frozenset(term.expr.index for term in columns if isinstance(term.expr, Input))
    return Relation(expr, tuple(values), indices)


def _texts(left: Term, right: Term) -> Iterator[Relation]:
    a, b = left.expr, right.expr
    pairs = [(str(one), str(two)) for one, two in zip(left.values, right.values, strict=True)]
    folded = [(one.lower(), two.lower()) for one, two in pairs]
    yield _relation(ops.WITHIN(a, b), [one in two for one, two in pairs], left, right)
    yield _relation(WHOLE_WITHIN(a, b), [whole_within(one, two) for one, two in pairs], left, right)
    yield _relation(ops.STARTS(b, a), [two.startswith(one) for one, two in pairs], left, right)
    yield _relation(ops.ENDS(b, a), [two.endswith(one) for one, two in pairs], left, right)
    yield _relation(ops.EQUALS(a, b), [one == two for one, two in pairs], left, right)
    words = ops.TOKENS(b, r"\w+")
    yield _relation(MEMBER(a, words), [one in re.findall(r"\w+", two) for one, two in pairs], left, right)
    yield from _derived(left, right)
    yield from _in_bands(left, right)
    for expr, values in item_questions(left, right):
        yield _relation(expr, values, left, right)
    trimmed = [(one.strip(), two.strip()) for one, two in folded]
    if trimmed != folded:
        bare, other = ops.LOWER(ops.STRIP(a)), ops.LOWER(ops.STRIP(b))
        yield _relation(ops.EQUALS(bare, other), [one == two for one, two in trimmed], left, right)
    if folded != pairs or _have_hosts(pairs):
        small, other = ops.LOWER(a), ops.LOWER(b)
        yield _relation(ops.EQUALS(small, other), [one == two for one, two in folded], left, right)
        yield _relation(ops.WITHIN(small, other), [one in two for one, two in folded], left, right)


def _have_hosts(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether texts hold names of hosts, which are the same in any letter case."""
    return all(re.search(r"[^\W_]\.[^\W\d_]{2,}", text) for pair in pairs for text in pair)


def _derived(left: Term, right: Term) -> Iterator[Relation]:
    """Whether two mail addresses have one host, two addresses of a network one beginning, two texts the same words."""
    texts = [str(value) for value in (*left.values, *right.values)]
    yield from _hosts(left, right)
    for form, part, change in DERIVED:
        if all(re.fullmatch(form, text) for text in texts):
            pairs = zip(left.values, right.values, strict=True)
            try:
                same = [change(str(a)) == change(str(b)) for a, b in pairs]
            except (FormError, UrlError):
                continue
            yield _relation(ops.EQUALS(part(left.expr), part(right.expr)), same, left, right)


def _in_bands(left: Term, right: Term) -> Iterator[Relation]:
    """Whether the number of one column is one of those that the other states: ``40-45``, ``48.20 ± 0.05``, ``< 5``."""
    try:
        values = [parse_number(value) for value in left.values]
        within = [within_band(value, str(label)) for value, label in zip(values, right.values, strict=True)]
    except NumberError:
        return
    yield _relation(WITHIN_BAND(numbers.NUMBER_AT(left.expr, 0, 1), right.expr), within, left, right)


def _hosts(left: Term, right: Term) -> Iterator[Relation]:
    """Whether a mail address and a site have one host, ``www`` aside."""
    mails, sites = list(map(str, left.values)), list(map(str, right.values))
    if not all(re.fullmatch(MAIL, text) for text in mails) or any("@" in text for text in sites):
        return
    try:
        same = [mailbox_host(a).lower() == site_host(b) for a, b in zip(mails, sites, strict=True)]
    except UrlError:
        return
    if all("." in site for site in sites):
        yield _relation(ops.EQUALS(ops.LOWER(HOST(left.expr)), SITE(right.expr)), same, left, right)


def _lists(left: Term, right: Term) -> Iterator[Relation]:
    if all(isinstance(value, list) for value in right.values):
        held = [a in b for a, b in zip(left.values, right.values, strict=True) if isinstance(b, list)]
        yield _relation(MEMBER(left.expr, right.expr), held, left, right)


def _sizes(problem: Problem) -> Iterator[Relation]:
    """Numbers compared, where every column has just one, or one column two, such as a score, and no other any."""
    single = _numbers(problem)
    columns = len({index for index, _, _ in single})
    score = columns == 1 and len(single) == 2 < len(problem.inputs[0])
    if columns < len(single) and not score:
        return
    for (one, first, left), (two, second, right) in itertools.permutations(single, 2):
        yield from _compared(first, second, left.values, right.values, frozenset({one, two}))


def sums(problem: Problem) -> Iterator[Relation]:
    """The sum of two columns compared with a third, where every column has just one number."""
    single = _numbers(problem)
    if len({index for index, _, _ in single}) < len(single) or not 3 <= len(single) <= MOST_SUMMED:
        return
    for pair in itertools.combinations(single, 2):
        (one, first, left), (two, second, right) = pair
        total = tuple(map(add, left.values, right.values))
        for three, third, bound in (each for each in single if each not in pair):
            columns = frozenset({one, two, three})
            yield from _compared(numbers.ADD(first, second), third, total, bound.values, columns)
            yield from _compared(third, numbers.ADD(first, second), bound.values, total, columns)


def _numbers(problem: Problem) -> list[tuple[int, Expr, Feature]]:
    """The single numbers of columns: the column, the number, and what is known of it."""
    own = [(_own_number(feature.expr), feature) for feature in features(problem) if feature.pure]
    return [(*found, feature) for found, feature in own if found is not None]


def _compared(
    first: Expr, second: Expr, left: Sequence[Fraction], right: Sequence[Fraction], columns: frozenset[int]
) -> Iterator[Relation]:
    for operator, compare in zip(COMPARISONS, (gt, ge), strict=True):
        yield Relation(operator(first, second), tuple(map(compare, left, right)), columns)


def _own_number(expr: Expr) -> tuple[int, Expr] | None:
    """The column whose number a feature is, whatever else always gave the same, and that number."""
    while isinstance(expr, Apply) and expr.operator is UNANIMOUS:
        expr = expr.arguments[0]
    if (
        isinstance(expr, Apply)
        and expr.operator is numbers.NUMBER_AT
        and isinstance(expr.arguments[0], Input)
    ):
        return expr.arguments[0].index, expr
    return None


def together(found: Sequence[Relation], wanted: tuple[bool, ...]) -> Iterator[Relation]:
    """Two questions at once that give the answers wanted, where neither alone does."""
    wider = [each for each in found if covers(each.values, wanted)]
    narrower = [each for each in found if covers(wanted, each.values)]
    for operator, able in ((AND, wider), (OR, narrower)):
        for one, two in itertools.combinations(able, 2):
            if wanted in (one.values, two.values) or one.columns == two.columns:
                continue
            pairs = zip(one.values, two.values, strict=True)
            values = tuple((a and b) if operator is AND else (a or b) for a, b in pairs)
            if values == wanted:
                yield Relation(operator(one.expr, two.expr), values, one.columns | two.columns)


def covers(wide: Sequence[bool], narrow: Sequence[bool]) -> bool:
    """Whether the one says yes wherever the other does."""
    return all(a or not b for a, b in zip(wide, narrow, strict=True))
