"""Atoms that are parts of a text: tokens, fields, and what lies between two positions, in any case.

Found deductively: only parts that occur in every output are kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from math import inf

from llmjit.synthesis import text_operators as ops
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.pool import Pool
from llmjit.synthesis.positions import (
    CLASSES,
    SINGLES,
    Positions,
    Texts,
    Way,
    index_cost,
    indices,
    literal_cost,
)

Values = tuple[str, ...]
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
        self.forms: dict[Values, list[tuple[Operator | None, Values]]] = {}
        self.lowered = tuple(output.lower() for output in self.outputs)

    def occurs(self, values: Values) -> bool:
        """Whether each occurs in its output."""
        return any(values) and all(
            value in output for value, output in zip(values, self.outputs, strict=True)
        )

    def occurs_in_some_case(self, values: Values) -> bool:
        """Whether each occurs in its output, letter case aside."""
        pairs = zip(values, self.lowered, strict=True)
        return any(values) and all(value.lower() in output for value, output in pairs)

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

    def known(self, values: Values) -> list[tuple[Operator | None, Values]]:
        """The letter cases of these values that occur in the outputs; None stands for the one that they have."""
        found = self.forms.get(values)
        if found is None:
            found = self.forms[values] = self._forms(values)
        return found

    def _forms(self, values: Values) -> list[tuple[Operator | None, Values]]:
        if not self.occurs_in_some_case(values):
            return []
        found: list[tuple[Operator | None, Values]] = [(None, values)] if self.occurs(values) else []
        for operator, change in CASES:
            changed = tuple(map(change, values))
            if changed != values and self.occurs(changed):
                found.append((operator, changed))
        return found

    def find(self, source: Texts) -> None:
        """All parts of a source that occur in the outputs."""
        self.offer(source.texts, 0.5 + source.cost, "whole", lambda: source.expr)
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
        firsts = [ends[0] for ends in order]
        first, output = source.texts[0], self.lowered[0]
        folded = first.lower()
        if len(folded) != len(first):
            return
        for starts in order:
            if self.late():
                return
            begin = starts[0]
            for ends in order[bisect_left(firsts, begin) :]:
                if folded[begin : ends[0]] not in output:
                    break  # what is longer begins with this
                if all(map(int.__le__, starts, ends)) and starts != ends:
                    self.cut(source, starts, ends)
            self.from_start(source, starts)
        for ends in order:
            if self.late():
                return
            self.to_end(source, ends)

    def cut(self, source: Texts, starts: Positions, ends: Positions) -> None:
        """Two absolute positions."""
        values = tuple(map(_slice, source.texts, starts, ends))
        if not self.known(values):
            return
        table = source.positions
        for left in table[starts][:4]:
            for right in table[ends][:4]:
                cost = 0.6 + left.cost + right.cost + source.cost
                if cost > self.ceiling:
                    break
                family = f"cut {left.family}|{right.family}"
                self.offer(values, cost, family, partial(_cut, source.expr, left, right))

    def from_start(self, source: Texts, starts: Positions) -> None:
        """An absolute start; the end relative to it."""
        ways = source.positions[starts][:3]
        for values, cost, family, operator, argument in _onward(source, starts, self.lowered[0]):
            if self.occurs_in_some_case(values):
                for way in ways:
                    self._relative(source, values, cost, family, operator, argument, way)

    def to_end(self, source: Texts, ends: Positions) -> None:
        """An absolute end; the start relative to it."""
        ways = [
            Way(way.cost, way.family, partial(ops.LENGTH, source.expr)) if way.family == "end" else way
            for way in source.positions[ends][:3]
        ]
        for values, cost, family, operator, argument in _backward(source, ends, self.lowered[0]):
            if self.occurs_in_some_case(values):
                for way in ways:
                    self._relative(source, values, cost, family, operator, argument, way)

    def _relative(
        self,
        source: Texts,
        values: Values,
        cost: float,
        family: str,
        operator: Operator,
        argument: str | int,
        way: Way,
    ) -> None:
        if way.family == "index back" or (way.family == "end" and operator in (ops.UNTIL, ops.RUN, ops.TAKE)):
            return
        price = 0.5 + cost + way.cost + source.cost
        make = partial(_relative_to, operator, source.expr, way, argument)
        self.offer(values, price, f"{family} {way.family}", make)


def _slice(text: str, start: int, end: int) -> str:
    return text[start:end]


def _cut(text: Expr, left: Way, right: Way) -> Expr:
    return ops.CUT(text, left.make(), right.make())


def _relative_to(operator: Operator, text: Expr, way: Way, argument: str | int) -> Expr:
    return operator(text, way.make(), argument)


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
            cost = 0.8 + kind.weight + index_cost(index)
            yield values, cost, family, partial(ops.TOKEN, source.expr, kind.pattern, index)
    for literal in source.literals:
        if len(literal) == 1 and not literal.isspace():
            words = [[word for word in text.split() if literal in word] for text in source.texts]
            for index in indices(min(map(len, words)), 2):
                values = tuple(each[index] for each in words)
                cost = 1.1 + index_cost(index)
                yield values, cost, f"word with {index}", partial(ops.WORD_WITH, source.expr, literal, index)


def fields(source: Texts) -> Iterator[Offer]:
    """The k-th field between delimiters."""
    for literal in source.literals:
        split = [text.split(literal) for text in source.texts]
        for index in indices(min(map(len, split))):
            values = tuple(each[index] for each in split)
            cost = 0.8 + literal_cost(literal) + index_cost(index)
            family = f"field {literal}{' back' * (index < 0)}"
            yield values, cost, family, partial(ops.FIELD, source.expr, literal, index)


Relative = tuple[Values, float, str, Operator, str | int]


def _onward(source: Texts, starts: Positions, output: str) -> Iterator[Relative]:
    texts = source.texts
    first = texts[0][starts[0] : starts[0] + 1]
    if not first or first.lower() not in output:
        return
    for literal in source.literals:
        end = texts[0].find(literal, starts[0])
        if end < 0 or texts[0][starts[0] : end].lower() not in output:
            continue
        ends = [text.find(literal, start) for text, start in zip(texts, starts, strict=True)]
        if min(ends) >= 0 and tuple(ends) != starts:
            cost = 0.3 + literal_cost(literal)
            yield tuple(map(_slice, texts, starts, ends)), cost, f"until {literal}", ops.UNTIL, literal
    for kind in CLASSES:
        matches = re.compile(kind.pattern).match
        run = matches(texts[0], starts[0])
        if run is None or run[0].lower() not in output:
            continue
        found = [matches(text, start) for text, start in zip(texts, starts, strict=True)]
        if all(found):
            values = tuple(each[0] for each in found if each)
            yield values, 0.4 + kind.weight, f"run {kind.pattern}", ops.RUN, kind.pattern
    room = min(len(text) - start for text, start in zip(texts, starts, strict=True))
    for length in range(1, min(room, 12) + 1):
        values = tuple(text[start : start + length] for text, start in zip(texts, starts, strict=True))
        if values[0].lower() not in output:
            break
        yield (
            values,
            (0.3 + 0.03 * length if source.uniform else 0.5 + 0.15 * length),
            "take",
            ops.TAKE,
            length,
        )


def _backward(source: Texts, ends: Positions, output: str) -> Iterator[Relative]:
    texts = source.texts
    if min(ends) == 0:
        return
    for literal in source.literals:
        start = texts[0].rfind(literal, 0, ends[0])
        if start < 0 or texts[0][start + len(literal) : ends[0]].lower() not in output:
            continue
        starts = [text.rfind(literal, 0, end) for text, end in zip(texts, ends, strict=True)]
        if min(starts) >= 0:
            begins = [start + len(literal) for start in starts]
            values = tuple(map(_slice, texts, begins, ends))
            yield values, 0.3 + literal_cost(literal), f"since {literal}", ops.SINCE, literal
    for kind in CLASSES:
        if kind.single:
            matches = re.compile(f"(?:{kind.single})+$").search
            run = matches(texts[0][max(0, ends[0] - 300) : ends[0]])
            if run is None or run[0].lower() not in output:
                continue
            found = [matches(text[max(0, end - 300) : end]) for text, end in zip(texts, ends, strict=True)]
            if all(found):
                values = tuple(each[0] for each in found if each)
                yield values, 0.4 + kind.weight, f"run before {kind.single}", ops.RUN_BEFORE, kind.single
