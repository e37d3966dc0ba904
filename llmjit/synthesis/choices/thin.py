"""Questions that one observation alone answers differently from the others.

A single observation does not say what made it different. So every plain question that it answers differently
must agree: an answer stands where all signs point the same way, and is refused where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.choices.conditionals import Solve, subset
from llmjit.synthesis.choices.predicates import Partition, predicates
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.problem import Problem, Term
from llmjit.synthesis.strings import operators as ops

FEWEST = 3
MOST = 5
"""With more observations, a condition whose sides rest on several is waited for."""
SIGNS = 12
"""How many questions must agree."""
DEAREST = 1.7
PLAIN = 4.5
"""What the rule for the other observations may cost."""
LONG = 80
"""In longer texts words that tell two of them apart are no sign."""
PAIRWISE = frozenset({"within", "ends_with", "starts_with", "equals"})


def yes_or_no(problem: Problem, opposites: bool = True) -> Iterator[Ranked]:
    """Answers yes or no of which one has been seen only once; words tell only answers that are opposites."""
    outputs = problem.outputs
    if len(outputs) < FEWEST or not all(isinstance(output, bool) for output in outputs):
        return
    if len(set(outputs)) < 2:
        return
    alone = len(problem.inputs[0]) == 1
    found = predicates(problem).get(tuple(map(bool, outputs)), [])
    signs = [term.expr for term in found if _compares(term.expr)]
    if not signs and opposites:
        words = list(_evidence(problem))
        signs = [*words, *(term.expr for term in found if _holds_a_word(term.expr))]
        if not words or not alone or len(signs) < 3:
            return
    if signs:
        yield Ranked(_agreed(signs), 2.0)


def _compares(expr: Expr) -> bool:
    """Whether one input is compared with another."""
    if isinstance(expr, Apply) and expr.operator is ops.NOT:
        return _compares(expr.arguments[0])
    return (
        isinstance(expr, Apply)
        and expr.operator.name in PAIRWISE
        and not any(isinstance(argument, Const) for argument in expr.arguments)
    )


def _holds_a_word(expr: Expr) -> bool:
    """Whether the question is what a text holds, or begins with."""
    if isinstance(expr, Apply) and expr.operator is ops.NOT:
        return _holds_a_word(expr.arguments[0])
    return isinstance(expr, Apply) and expr.operator in (ops.CONTAINS, ops.SEARCHES, ops.STARTS)


def _evidence(problem: Problem) -> Iterator[Expr]:
    """Words that stand in the texts of one answer alone, where each of its texts has one.

    In long texts some words always do; and where a column is no text, that may decide.
    """
    given = [value for row in problem.inputs for value in row]
    if not all(isinstance(value, str) and len(value) <= LONG for value in given):
        return
    for column in problem.texts[:4]:
        words = [set(re.findall(r"[^\W\d_]{2,}", str(value))) for value in column.values]
        sides = []
        for side in (True, False):
            own = [each for each, output in zip(words, problem.outputs, strict=True) if output is side]
            others = [each for each, output in zip(words, problem.outputs, strict=True) if output is not side]
            only = set().union(*own) - set().union(*others)
            sides.append(only if len(only) <= 20 and all(each & only for each in own) else set())
        if all(sides):
            yes, no = (rf"\b(?:{'|'.join(map(re.escape, sorted(side)))})\b" for side in sides)
            yield ops.SEARCHES(column.expr, yes)
            yield ops.NOT(ops.SEARCHES(column.expr, no))
            for side in (True, False):
                rows = zip(column.values, problem.outputs, strict=True)
                for sign in _at_ends(column.expr, [str(value) for value, output in rows if output is side]):
                    yield sign if side else ops.NOT(sign)


def _at_ends(text: Expr, seen: Sequence[str]) -> Iterator[Expr]:
    """Whether a word begins or ends the text, where it did in all of several: elsewhere it may decide nothing."""
    for pattern, source in (
        (r"[^\w\s][^\W\d_]+$", "{}$"),
        (r"[^\W\d_]+$", r"\b{}$"),
        (r"^[^\W\d_]+[^\w\s]", "^{}"),
        (r"^[^\W\d_]+", r"^{}\b"),
    ):
        words = {found[0] if (found := re.search(pattern, each.lower())) else "" for each in seen}
        if len(seen) > 1 and len(words) == 1 and (word := words.pop()):
            yield ops.SEARCHES(ops.LOWER(text), source.format(re.escape(word)))


def exceptions(problem: Problem, solve: Solve) -> Iterator[Ranked]:
    """Programs that leave a text as it is where the one observation that was left so tells them to."""
    count = len(problem.outputs)
    if not FEWEST <= count <= MOST or not problem.is_text:
        return
    divisions: dict[Partition, list[Term]] = {}
    for column in problem.columns:
        same = [value == output for value, output in zip(column.values, problem.outputs, strict=True)]
        if same.count(True) != 1 or not isinstance(column.expr, Input):
            continue
        at = same.index(True)
        divisions = divisions or predicates(problem)
        signs = [term for term in divisions.get(tuple(same), []) if _structural(term)]
        rest = solve(subset(problem, [row for row in range(count) if row != at])) if len(signs) > 1 else ()
        if not rest or rest[0].cost > PLAIN or (count == FEWEST and not textual(rest[0].expr)):
            continue  # what is computed rests on more than two observations
        test = _agreed([term.expr for term in signs])
        price = signs[0].cost + ops.IF.cost + column.cost
        for each in rest:
            yield Ranked(ops.IF(test, column.expr, each.expr), price + each.cost)


def _structural(term: Term) -> bool:
    """Whether the question is of form or size, not of words that a single text happens to have."""
    return term.cost <= DEAREST and not _named(term.expr)


def _named(expr: Expr) -> bool:
    if not isinstance(expr, Apply):
        return False
    if expr.operator in (ops.CONTAINS, ops.STARTS, ops.ENDS, ops.EQUALS):
        return any(
            isinstance(each, Const) and re.search(r"\w", str(each.value)) is not None
            for each in expr.arguments
        )
    return any(map(_named, expr.arguments))


def _agreed(signs: list[Expr]) -> Expr:
    return signs[0] if len(signs) == 1 else UNANIMOUS(*signs[:SIGNS])
