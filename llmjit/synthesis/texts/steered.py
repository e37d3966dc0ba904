"""Programs in which one input says what to do with another: an index, a literal, a count, a key.

``get(text, n)``: the n-th character or field, so many characters from either end; ``cut(text, mark)``: without
the mark, before it, after it. A text that stands in another names a place there: the only line that holds it,
which other generators take apart, or an item, whose position is the answer. (What stands under a heading of that
name is one of the `records.values`.)
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from llmjit.support.sections import line_with
from llmjit.support.undefined import undefined
from llmjit.synthesis.expr import Apply, Expr, Operator
from llmjit.synthesis.problem import TEXT_LIMIT, Problem, Term, generator
from llmjit.synthesis.records.operators import KEY
from llmjit.synthesis.records.values import parsed
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings.positions import Texts

FROM_ONE = Operator(
    "from_one",
    ("int",),
    "int",
    "({0} - 1 if {0} > 0 else undefined())",
    0.5,
    (undefined,),
    needs="a place counted from one: {0}",
)
NEGATIVE = Operator("negative", ("int",), "int", "(-{0})", 0.3)
LINE_WITH = Operator(
    "line_with",
    ("str", "str"),
    "str",
    "line_with({0}, {1})",
    0.6,
    (line_with,),
    needs="one line of {0} with {1}",
)
INDEX = Operator("index", ("list", "any"), "int", "{0}.index({1})", 0.6, needs="{1} in {0}")
PLACE = Operator("place", ("list", "any"), "int", "({0}.index({1}) + 1)", 0.6, needs="{1} in {0}")
MARKS = (", ", ",", "; ", ";", " | ", "|", "/", "-", "\n", " > ", " ")
LONGEST = 20_000


@generator("columns", priority=29)
def lines_named(problem: Problem) -> Iterator[Term | None]:
    """The only line of a text that holds what stands in another column; a record's values are found by name."""
    pairs = list(_pairs(problem))
    found = parsed(problem) if pairs else ()
    if any(_answers(expr, key, problem) for expr, _ in found for _, key in pairs):
        return
    for column, key in pairs:
        texts = [str(value) for value in column.values]
        if any("\n" in text for text in texts) and max(map(len, texts)) <= LONGEST:
            yield problem.term(LINE_WITH(column.expr, key.expr), 0.9)


@generator("programs", priority=33)
def places_named(problem: Problem) -> Iterator[Term | None]:
    """Where in a list an item stands."""
    if not all(type(output) is int for output in problem.outputs):
        return
    own = problem.columns[: len(problem.inputs[0])]
    for column in own:
        for key in own:
            if key is not column and all(isinstance(value, list) for value in column.values):
                yield from (problem.term(each(column.expr, key.expr), 1.0) for each in (PLACE, INDEX))
    for column, key in _pairs(problem):
        for mark in MARKS:
            if any(mark in str(text) for text in column.values):
                listed = ops.FIELDS(column.expr, mark)
                yield from (problem.term(each(listed, key.expr), 1.2) for each in (PLACE, INDEX))


def _answers(expr: Expr, key: Term, problem: Problem) -> bool:
    """Whether the answers stand under that key in records."""
    term = problem.term(KEY(expr, key.expr))
    return term is not None and problem.solves(term.values)


def _pairs(problem: Problem) -> Iterator[tuple[Term, Term]]:
    """Texts, each with another that stands in it in every row."""
    own = [term for term in problem.columns[: len(problem.inputs[0])] if term in problem.texts]
    for column, key in itertools.permutations(own[:6], 2):
        pairs = zip(column.values, key.values, strict=True)
        if all(word and word != text and word in text for text, word in pairs):
            yield column, key


@generator("atoms", priority=30)
def steered_atoms(problem: Problem) -> Iterator[Term | None]:
    """Strings taken out of one input as another says."""
    for text in problem.texts[:4]:
        if max(len(str(value)) for value in text.values) > TEXT_LIMIT:
            continue
        for other in problem.columns[:6]:
            if other.expr == text.expr:
                continue
            if all(type(value) is int for value in other.values):
                yield from map(problem.term, _by_index(text, other.expr))
            elif all(isinstance(value, str) and value for value in other.values):
                yield from map(problem.term, _by_literal(text.expr, other.expr))


def _by_index(text: Term, number: Expr) -> Iterator[Expr]:
    expr = text.expr
    for at in (FROM_ONE(number), number):
        yield ops.TAKE(expr, at, 1)
        for literal in Texts(expr, tuple(str(value) for value in text.values)).literals[:6]:
            yield ops.FIELD(expr, literal, at)
        yield ops.TOKEN(expr, r"\S+", at)
        yield ops.CUT(expr, 0, at)
        yield ops.CUT(expr, at, None)
    back = NEGATIVE(number)
    yield ops.CUT(expr, 0, back)
    yield ops.CUT(expr, back, None)
    for literal in Texts(expr, tuple(str(value) for value in text.values)).literals[:6]:
        yield ops.FIELD(expr, literal, back)


def _by_literal(text: Expr, mark: Expr) -> Iterator[Apply]:
    yield ops.REPLACE(text, mark, "")
    yield ops.REPLACE(text, mark, " ")
    for index in (0, 1, -1):
        yield ops.FIELD(text, mark, index)
        yield ops.STRIP(ops.FIELD(text, mark, index))
