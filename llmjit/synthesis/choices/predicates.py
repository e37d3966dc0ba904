"""Questions about the inputs that some observations answer yes and others no."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.choices.sizes import ABOVE
from llmjit.synthesis.expr import Expr
from llmjit.synthesis.problem import TEXT_LIMIT, Problem, Term
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import CLASSES

Partition = tuple[bool, ...]
FORMS = (
    r"\d",
    r"[A-Za-z]",
    r"[A-Z]",
    r"[a-z]",
    r"\s",
    r"[^\w\s]",
    r"^\d",
    r"^[A-Z]",
    r"^[a-z]",
    r"\d$",
    r"[^\W\d_]$",
)
MARKS = 24
LONG = 40
"""What longer texts are is not a question of their number of characters."""


def predicates(problem: Problem) -> dict[Partition, list[Term]]:
    """Predicates by how they divide the observations, cheapest first; trivial divisions left out."""
    found: dict[Partition, list[Term]] = {}
    for term in _terms(problem):
        if any(term.values) and not all(term.values):
            found.setdefault(term.values, []).append(term)
    for partition in list(found):
        opposite = tuple(not value for value in partition)
        for term in found[partition]:
            if opposite in found or partition[0] is False:
                negated = Term(ops.NOT(term.expr), opposite, term.cost + ops.NOT.cost)
                found.setdefault(opposite, []).append(negated)
    for terms in found.values():
        terms.sort(key=lambda term: term.cost)
    return found


def _terms(problem: Problem) -> Iterator[Term]:
    yield from _pairs(problem)
    for column in problem.texts:
        texts = tuple(str(value)[:TEXT_LIMIT] for value in column.values)
        yield Term(ops.EMPTY(column.expr), tuple(not text for text in texts), 0.8)
        yield from _marks(column.expr, texts)
        for pattern in FORMS:
            search = re.compile(pattern).search
            yield Term(ops.SEARCHES(column.expr, pattern), tuple(bool(search(t)) for t in texts), 0.9)
        for kind in CLASSES:
            whole = re.compile(kind.pattern).fullmatch
            values = tuple(bool(whole(text)) for text in texts)
            yield Term(ops.MATCHES(column.expr, kind.pattern), values, 1.0 + kind.weight)
        yield from _sizes(column.expr, texts)
    yield from _values(problem)


def _pairs(problem: Problem) -> Iterator[Term]:
    for left in problem.columns[:6]:
        for right in problem.columns[:6]:
            if left.expr == right.expr:
                continue
            pairs = list(zip(left.values, right.values, strict=True))
            if all(isinstance(a, str) and isinstance(b, str) for a, b in pairs):
                yield Term(ops.WITHIN(left.expr, right.expr), tuple(a in b for a, b in pairs), 0.8)
                yield Term(ops.ENDS(left.expr, right.expr), tuple(a.endswith(b) for a, b in pairs), 0.9)
                yield Term(ops.STARTS(left.expr, right.expr), tuple(a.startswith(b) for a, b in pairs), 0.9)
                yield Term(ops.EQUALS(left.expr, right.expr), tuple(a == b for a, b in pairs), 0.7)


def _marks(expr: Expr, texts: tuple[str, ...]) -> Iterator[Term]:
    """Characters and words that some texts hold."""
    marks: dict[str, int] = {}
    for text in texts[:40]:
        pieces = {*re.findall(r"[^\w]", text), *re.findall(r"[^\W\d_]{2,}", text)}
        for piece in sorted(pieces):
            marks[piece] = marks.get(piece, 0) + 1
    common = sorted(marks, key=lambda piece: (-marks[piece], piece))[:MARKS]
    for piece in common:
        cost = 0.5 if not piece.isalnum() else 0.9
        yield Term(ops.CONTAINS(expr, piece), tuple(piece in text for text in texts), cost)
        yield Term(ops.STARTS(expr, piece), tuple(text.startswith(piece) for text in texts), cost + 0.2)
        yield Term(ops.ENDS(expr, piece), tuple(text.endswith(piece) for text in texts), cost + 0.2)


def _sizes(expr: Expr, texts: tuple[str, ...]) -> Iterator[Term]:
    lengths = [len(text.split()) for text in texts]
    for limit in sorted(set(lengths))[1:5]:
        size = ops.LENGTH(ops.WORDS(expr))
        yield Term(_limit(size, lengths, limit), tuple(n >= limit for n in lengths), 1.0 + 0.1 * limit)
    for mark in (",", "-", ".", "/", ":"):
        counts = [text.count(mark) for text in texts]
        for limit in sorted(set(counts))[1:4]:
            if limit > 1:
                values = tuple(count >= limit for count in counts)
                yield Term(_limit(ops.COUNT(expr, mark), counts, limit), values, 1.2 + 0.1 * limit)
    sizes = [len(text) for text in texts]
    if max(sizes) > LONG:
        return
    for limit in sorted(set(sizes))[1:4]:
        values = tuple(size >= limit for size in sizes)
        yield Term(_limit(ops.LENGTH(expr), sizes, limit), values, 1.6)


def _limit(size: Expr, seen: Sequence[int | float], limit: int | float) -> Expr:
    """Whether a size reaches the limit; unknown between it and the next smaller size that was seen."""
    below = max(value for value in seen if value < limit)
    whole = isinstance(below, int) and isinstance(limit, int) and limit == below + 1
    return ops.AT_LEAST(size, limit) if whole else ABOVE(size, str(below), str(limit))


def _finite(size: float) -> bool:
    """Whether numbers can be compared with it; whole numbers may be too large for `math.isfinite`."""
    return isinstance(size, int) or math.isfinite(size)


def _values(problem: Problem) -> Iterator[Term]:
    """Columns of small sets of values, and numbers compared with those seen."""
    for column in problem.columns[:6]:
        distinct = list(dict.fromkeys(map(repr, column.values)))
        if all(isinstance(value, int | float | str | None) for value in column.values) and len(distinct) <= 8:
            for value in {repr(value): value for value in column.values}.values():
                values = tuple(repr(each) == repr(value) for each in column.values)
                yield Term(ops.EQUALS(column.expr, value), values, 0.8)
        if all(isinstance(v, int | float) and not isinstance(v, bool) for v in column.values):
            sizes = [v for v in column.values if isinstance(v, int | float)]
            for limit in sorted(set(sizes))[1:12] if all(map(_finite, sizes)) else ():
                yield Term(_limit(column.expr, sizes, limit), tuple(v >= limit for v in sizes), 1.2)
