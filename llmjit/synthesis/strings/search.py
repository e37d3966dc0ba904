"""Programs whose output is a string: parts of the inputs, put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from llmjit.synthesis.doubts.rivals import rivals
from llmjit.synthesis.expr import Apply, Const, Expr, Operator, show
from llmjit.synthesis.facade import Draft
from llmjit.synthesis.problem import OWN, TEXT_LIMIT, Problem, generate
from llmjit.synthesis.records.operators import KEY
from llmjit.synthesis.strings import operators as ops
from llmjit.synthesis.strings import transforms
from llmjit.synthesis.strings.pool import Choice, Pool
from llmjit.synthesis.strings.positions import Spans, Texts
from llmjit.synthesis.strings.segments import Edge, Segmenter, choices
from llmjit.synthesis.strings.substrings import Finder
from llmjit.synthesis.texts.known import doubtful, is_form

PATHS = 8
COPIES = 3
FORM = "form "
"""How families of what a known form names begin."""
FORMED = 1.5
"""By so much more likely is an answer that is nothing but parts that a known form names, and marks."""
APART = 1.0
"""By so much dearer copies of a word than the plainest are no other reading of it."""
RIVAL = 1.0
"""What another reading of an item costs more than the program that finds it by its place."""
DOUBT = 0.05
"""What a copy in place of a constant costs more: it guards the constant, however dear it would be elsewhere."""
BASE = 2.4
EACH = 1.2
"""A concatenation may cost so much, and so much more for each piece; dearer ones fit by chance."""
ALONE = 3.2
"""What one piece may cost that is the whole output: of 9 dearer ones on the development tasks, 7 were wrong."""
WHOLE = 1.0
"""Where every output stands in one input as it is, programs that put it together must be cheaper by so much."""

CODES = 3
CODED = -0.4
"""Parts of a code that was freed of its marks are cheap: that the answers hold nothing else is no chance."""


def programs(problem: Problem) -> Iterator[Draft]:
    """Programs for string outputs, about best first; includes variants that guard the best."""
    pool = build_pool(problem)
    outputs = tuple(str(output) for output in problem.outputs)
    contexts = tuple(" ".join(map(str, row)).lower() for row in problem.inputs)
    segmenter = Segmenter(outputs, pool, contexts, problem.late)
    whole = WHOLE * any(all(map(str.__contains__, map(str, c.values), outputs)) for c in problem.texts)
    least: float | None = None
    for total, path in segmenter.paths(PATHS):
        limit = BASE + EACH * len(path) - whole + segmenter.phrased(path) if len(path) > 1 else ALONE
        limit = max(limit, ALONE - whole + segmenter.framed(path))
        if all(edge.constant for edge in path) or total > limit:
            continue
        least = total if least is None else min(least, total)
        yield from variants(total, path, pool)
    if least is not None:
        yield from (Draft(least + RIVAL, partial(_same, expr)) for expr in rivals(problem))


def build_pool(problem: Problem) -> Pool:
    """Every atom that occurs in the outputs."""
    outputs = tuple(str(output) for output in problem.outputs)
    pool = Pool()
    finder = Finder(outputs, pool, problem.late, problem.limit)
    for term in problem.texts:
        texts = tuple(str(value) for value in term.values)
        if max(map(len, texts)) > TEXT_LIMIT:
            finder.offer(texts, term.cost, "whole", lambda term=term: term.expr)  # type: ignore[misc]
            continue
        source = Texts(term.expr, texts, term.cost - OWN, problem.shared.setdefault("spans", Spans()))
        finder.find(source)
        transforms.find(finder, source)
        digits(finder, source)
        codes(finder, source)
        if problem.late():
            return pool
    for term in generate("atoms", problem):
        if problem.useful(term.values):
            pool.add(term.values, term.cost, _family(term.expr), partial(_same, term.expr))
    return pool


def digits(finder: Finder, source: Texts) -> None:
    """Parts of the text's digits: telephone numbers and identifiers are written in many ways."""
    kept = tuple(re.sub(r"\D", "", text) for text in source.texts)
    if kept != source.texts and min(map(len, kept)) >= 4:
        finder.find(Texts(ops.SUBSTITUTE(source.expr, r"\D", ""), kept, source.cost + 0.9))


def codes(finder: Finder, source: Texts) -> None:
    """Parts of a code whose blanks and marks stand anywhere, in either letter case: the answers place them anew."""
    bare = tuple(re.sub(r"[\W_]", "", text) for text in source.texts)
    wanted = tuple(re.sub(r"[\W_]", "", output) for output in finder.outputs)
    if len(set(source.texts)) < CODES or min(map(len, bare)) < 4 or bare == source.texts == finder.outputs:
        return
    if not all(re.search(r"\d", text) and re.search(r"[^\W\d_]", text) for text in bare):
        return
    cases = ((None, bare), (ops.UPPER, tuple(map(str.upper, bare))), (ops.LOWER, tuple(map(str.lower, bare))))
    for operator, texts in cases:
        if texts == wanted and texts != finder.outputs:
            expr = ops.SUBSTITUTE(source.expr, r"[\W_]", "")
            made = expr if operator is None else operator(expr)
            code = Texts(made, texts, source.cost + CODED)
            finder.find(code)
            for values, cost, family, make in transforms.each_token(code, finder.outputs):
                finder.offer(values, cost + code.cost, f"code {family}", make)
            return


def _family(expr: Expr) -> str:
    """How an atom is told from others: by how the name of its operator begins; what stands under names by these."""
    if isinstance(expr, Apply) and expr.operator is KEY:
        record = expr.arguments[0]
        return f"{FORM if is_form(record) and not doubtful(record) else 'key '}{show(expr)}"
    shown = _opening(expr.operator) if isinstance(expr, Apply) else repr(expr)
    return f"atom {shown}"[:40]


@cache
def _opening(operator: Operator) -> str:
    return f"Apply(operator={operator!r}"


def _same(expr: Expr) -> Expr:
    return expr


def variants(total: float, path: list[Edge], pool: Pool) -> Iterator[Draft]:
    """The cheapest program along a path, and those that differ from it in one piece."""
    ways = [list(choices(edge, pool)) for edge in path]
    best = [each[0] for each in ways]
    marks = [edge.constant and not re.search(r"[^\W_]", edge.values[0]) for edge in path]
    named = [mark or _by_name(piece) for mark, piece in zip(marks, best, strict=True)]
    worth = 0.0 if all(marks) else FORMED
    yield Draft(total - worth * all(named), partial(_concat, best))
    for index, each in enumerate(ways):
        others = each[1:] if not path[index].constant else doubts(each[0], path[index], pool)
        beside = worth * all(named[:index] + named[index + 1 :])
        for other in others:
            swapped = [*best[:index], other, *best[index + 1 :]]
            formed = beside if beside and (marks[index] or _by_name(other)) else 0.0
            yield Draft(total + other.cost - each[0].cost - formed, partial(_concat, swapped))


def _by_name(piece: Choice) -> bool:
    """Whether a known form names a piece: an answer of nothing but such pieces, and marks, is likelier."""
    return piece.family.startswith(FORM)


def doubts(constant: Choice, edge: Edge, pool: Pool) -> Iterator[Choice]:
    """What may be copied where a constant stands: that every input has each of its words may be no chance."""
    text = edge.values[0]
    for word in re.finditer(r"[^\W_]+", text):
        values = (word[0],) * len(edge.values)
        if values not in pool.entries:
            continue
        copies = pool.best(values, COPIES)
        for copy in (each for each in copies if each.cost <= copies[0].cost + APART):
            pieces: list[Const | Callable[[], Expr]] = [
                Const(text[: word.start()]),
                copy.expr,
                Const(text[word.end() :]),
            ]
            yield Choice(constant.cost + DOUBT, "copy", partial(_around, pieces))


def _around(pieces: list[Const | Callable[[], Expr]]) -> Expr:
    """The pieces that are not empty, joined."""
    made = [piece if isinstance(piece, Const) else piece() for piece in pieces]
    kept = [piece for piece in made if not isinstance(piece, Const) or piece.value]
    return kept[0] if len(kept) == 1 else ops.CONCAT(*kept)


def _concat(pieces: list[Choice]) -> Expr:
    made: list[Expr] = []
    for piece in pieces:
        each = piece.expr()
        made += each.arguments if isinstance(each, Apply) and each.operator is ops.CONCAT else [each]
    return made[0] if len(made) == 1 else ops.CONCAT(*made)
