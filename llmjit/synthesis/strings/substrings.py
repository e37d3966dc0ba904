"""Atoms that are parts of a text: tokens, fields, and what lies between two positions, in any case.

Found deductively: only parts that occur in every output are kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from math import inf
from operator import contains

from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.pool import Choice, Pool
from llmjit.synthesis.strings.positions import (
    CLASSES,
    SINGLES,
    Positions,
    Texts,
    Way,
    index_cost,
    indices,
    literal_cost,
)
from llmjit.synthesis.strings.reach import Between
from llmjit.synthesis.strings.relative import Found, Relative, Relatives

Values = tuple[str, ...]
BRACKETS = frozenset(("()", "[]", "{}", "<>", '""'))
ENCLOSED = 0.6
PADDED = 0.1
"""A mark with a blank on either side separates, and is a little likelier than a blank alone."""
NAMED = 3
"""So many ways to name a position are tried where the other end of a part is found from it."""
CASES: tuple[tuple[Operator, Callable[[str], str]], ...] = (
    (ops.LOWER, str.lower),
    (ops.UPPER, str.upper),
    (ops.TITLE, str.title),
    (ops.CAPITALIZE, str.capitalize),
    (ops.SWAPCASE, str.swapcase),
)


@dataclass
class Finder:
    """Looks for parts of texts in the outputs and puts them into the pool."""

    outputs: Values
    pool: Pool
    late: Callable[[], bool] = lambda: False
    """Whether the budget is spent: what long texts share with long outputs are very many parts."""
    ceiling: float = inf
    """Dearer parts are not wanted."""

    def __post_init__(self) -> None:
        self.sources = 0
        self.forms: dict[Values, list[tuple[Operator | None, Values]]] = {}
        self.lowered = tuple(output.lower() for output in self.outputs)

    def occurs(self, values: Values) -> bool:
        """Whether each occurs in its output."""
        return any(values) and all(map(contains, self.outputs, values))

    def occurs_in_some_case(self, values: Values) -> bool:
        """Whether each occurs in its output, letter case aside."""
        return any(values) and all(map(contains, self.lowered, map(str.lower, values)))

    def offer(self, values: Values, cost: float, family: str, make: Callable[[], Expr]) -> None:
        """Put these values into the pool, as they are or in the letter case that occurs."""
        if cost > self.ceiling:
            return
        for operator, changed in self.known(values):
            if operator is None:
                self.pool.add(changed, cost, family, make)
            else:
                name = f"{operator.name} {family}"
                self.pool.add(changed, cost + operator.cost, name, partial(_wrap, operator, make))

    def promise(self, values: Values, ways: Callable[[], Iterator[Choice]], least: float) -> None:
        """Put these values into the pool, with ways to make them of which the cheapest costs so much."""
        if least > self.ceiling:
            return
        for operator, changed in self.known(values):
            if operator is None:
                self.pool.promise(changed, least, ways)
            else:
                self.pool.promise(changed, least + operator.cost, partial(_in_case, operator, ways))

    def known(self, values: Values) -> list[tuple[Operator | None, Values]]:
        """The letter cases of these values that occur in the outputs; None stands for the one that they have."""
        found = self.forms.get(values)
        if found is None:
            found = self.forms[values] = self._forms(values)
        return found

    def _forms(self, values: Values) -> list[tuple[Operator | None, Values]]:
        as_it_is = self.occurs(values)
        if not as_it_is and not self.occurs_in_some_case(values):
            return []
        if values[0].isspace() and len(set(values)) == 1:
            return []  # the same blanks everywhere are no copy: nobody means where they stood
        found: list[tuple[Operator | None, Values]] = [(None, values)] if as_it_is else []
        joined = "".join(values)
        if joined.lower() == joined.upper():
            return found
        for operator, change in CASES:
            if change(values[0]) in self.outputs[0]:
                changed = tuple(map(change, values))
                if operator is ops.SWAPCASE and any(changed == known for _, known in found):
                    continue  # no text had letters of both cases
                if changed != values and self.occurs(changed):
                    found.append((operator, changed))
        return found

    def find(self, source: Texts) -> None:
        """All parts of a source that occur in the outputs."""
        self.offer(source.texts, 0.5 + source.cost, f"whole {self.sources}", lambda: source.expr)
        self.sources += 1
        for values, cost, family, make in (*tokens(source), *fields(source)):
            self.offer(values, cost + source.cost, family, make)
            stripped = tuple(value.strip() for value in values)
            if stripped != values:
                self.offer(stripped, cost + source.cost + 0.2, family, partial(_wrap, ops.STRIP, make))
        self.between(source)

    def between(self, source: Texts) -> None:
        """What lies between any two positions."""
        table = source.positions
        order = sorted(table)
        if len(source.texts[0].lower()) != len(source.texts[0]):
            return
        reaches = list(map(source.found.reach, source.texts, self.lowered))
        between, relatives = Between(order), Relatives(source, reaches)
        for starts in order:
            if self.late():
                return
            furthest = tuple(reach(start) for reach, start in zip(reaches, starts, strict=True))
            if furthest == starts:
                continue  # nothing that begins there occurs
            for ends in between.within(starts, furthest):
                if starts != ends:
                    self.cut(source, starts, ends)
            self.relatives(source, relatives.onward(starts, furthest), _from(table[starts]))
        for ends in order:
            if self.late():
                return
            self.relatives(source, relatives.backward(ends), _up_to(table[ends], source.expr))

    def cut(self, source: Texts, starts: Positions, ends: Positions) -> None:
        """Two absolute positions."""
        table = source.positions
        least = 0.6 + table[starts][0].cost + table[ends][0].cost + source.cost
        if least <= self.ceiling:
            values = tuple(map(_slice, source.texts, starts, ends))
            self.promise(values, partial(_cuts, source, starts, ends, self.ceiling), least)

    def relatives(self, source: Texts, found: Iterator[Found], ways: Sequence[Way]) -> None:
        """An absolute position, which these ways name, and the other one relative to it."""
        if not ways:
            return
        for values, how in found:
            least = 0.5 + how.cost + ways[0].cost + source.cost
            self.promise(values, partial(_relatives, source, how, ways, self.ceiling), least)


def _cuts(source: Texts, starts: Positions, ends: Positions, ceiling: float) -> Iterator[Choice]:
    table = source.positions
    for left in table[starts][:4]:
        for right in table[ends][:4]:
            cost = 0.6 + left.cost + right.cost + source.cost
            if cost > ceiling:
                break
            make = partial(_cut, source.expr, left, right)
            yield Choice(cost, f"cut {left.family}|{right.family}", make)


def _relatives(source: Texts, how: Relative, ways: Sequence[Way], ceiling: float) -> Iterator[Choice]:
    for way in ways:
        price = 0.5 + how.cost + way.cost + source.cost
        if price <= ceiling:
            make = partial(_relative_to, how.operator, source.expr, way, how.argument)
            yield Choice(price, f"{how.family} {way.family}", make)


def _from(ways: Sequence[Way]) -> Sequence[Way]:
    """Ways to name where a part begins whose end is found from there."""
    return [way for way in ways[:NAMED] if way.family not in ("index back", "end")]


def _up_to(ways: Sequence[Way], text: Expr) -> Sequence[Way]:
    """Ways to name where a part ends whose beginning is found from there."""
    return [
        Way(way.cost, way.family, partial(ops.LENGTH, text)) if way.family == "end" else way
        for way in ways[:NAMED]
        if way.family != "index back"
    ]


def _slice(text: str, start: int, end: int) -> str:
    return text[start:end]


def _cut(text: Expr, left: Way, right: Way) -> Expr:
    return ops.CUT(text, left.make(), right.make())


def _relative_to(operator: Operator, text: Expr, way: Way, argument: str | int) -> Expr:
    return operator(text, way.make(), argument)


def _in_case(operator: Operator, ways: Callable[[], Iterator[Choice]]) -> Iterator[Choice]:
    for way in ways():
        yield Choice(
            way.cost + operator.cost, f"{operator.name} {way.family}", partial(_wrap, operator, way.make)
        )


def _wrap(operator: Operator, make: Callable[[], Expr]) -> Expr:
    return operator(make())


Offer = tuple[Values, float, str, Callable[[], Expr]]


def tokens(source: Texts) -> Iterator[Offer]:
    """The k-th match of a token class, and the k-th word that holds a literal."""
    for kind in (*CLASSES, *SINGLES):
        spans = source.spans(kind.pattern)
        for index in indices(min(map(len, spans))):
            values = tuple(text[slice(*each[index])] for text, each in zip(source.texts, spans, strict=True))
            family = f"token {kind.pattern}{' back' * (index < 0)}"
            cost = 0.8 + kind.weight + index_cost(index) + _enclosed(source, spans, index)
            yield values, cost, family, partial(ops.TOKEN, source.expr, kind.pattern, index)
    for literal in source.literals:
        if len(literal) == 1 and not literal.isspace():
            words = [[word for word in text.split() if literal in word] for text in source.texts]
            for index in indices(min(map(len, words)), 2):
                values = tuple(each[index] for each in words)
                cost = 1.1 + index_cost(index)
                yield values, cost, f"word with {index}", partial(ops.WORD_WITH, source.expr, literal, index)


def _enclosed(source: Texts, spans: Sequence[Sequence[tuple[int, int]]], index: int) -> float:
    """What a run costs more that stands in brackets alone: what these hold is whole, whatever it is made of."""
    for text, each in zip(source.texts, spans, strict=True):
        start, end = each[index]
        if text[max(0, start - 1) : start] + text[end : end + 1] not in BRACKETS:
            return 0.0
    return ENCLOSED


def is_padded(literal: str) -> bool:
    """Whether a text is a mark with a blank on either side."""
    return re.fullmatch(r" [^\w\s]+ ", literal) is not None


def fields(source: Texts) -> Iterator[Offer]:
    """The k-th field between delimiters."""
    for literal in source.literals:
        split = [text.split(literal) for text in source.texts]
        likelier = PADDED * is_padded(literal)
        for index in indices(min(map(len, split))):
            values = tuple(each[index] for each in split)
            cost = 0.8 + literal_cost(literal) + index_cost(index) - likelier
            family = f"field {literal}{' back' * (index < 0)}"
            yield values, cost, family, partial(ops.FIELD, source.expr, literal, index)
