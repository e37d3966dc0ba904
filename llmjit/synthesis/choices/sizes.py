"""Answers chosen by the size of numbers: comparisons, limits, and labels of ranges.

Where a limit lies between two observations, nothing is known in between, and nothing is answered there.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from llmjit.support.bands import stated_band
from llmjit.support.numbers import NumberError, above, choose
from llmjit.synthesis.choices.questions import alone
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Const, Expr, Operator
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.laws import decimal_text
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings import operators as text_operators
from llmjit.value import Value

ABOVE = Operator("above", ("number", "str", "str"), "bool", "above({0}, {1}, {2})", 0.8, (above,))
NOT_ABOVE = Operator("not_above", ("number", "str", "str"), "bool", "not above({0}, {1}, {2})", 0.9, (above,))
CHOOSE = Operator("choose", ("number", "any"), "str", "choose({0}, {1})", 1.0, (choose,))
COMPARISONS = tuple(
    Operator(name, ("number", "number"), "bool", f"{{0}} {sign} {{1}}", 0.8)
    for name, sign in (("greater", ">"), ("at_least", ">="), ("less", "<"), ("at_most", "<="))
)
STATED = Operator(
    "stated_band",
    ("number", "list"),
    "str",
    "stated_band({0}, {1})",
    0.8,
    (stated_band,),
    needs="a label for {0}",
)
LEAST_STATED = 2
"""So many labels must be seen that state their ranges."""
LEAST_CHECKED = 4
LEAST_EACH = 3
"""So many observations of every label are wanted before its range means anything."""


def numeric(problem: Problem) -> list[Feature]:
    """The inputs that are numbers throughout, if all inputs are."""
    for row in problem.inputs:
        for value in row:
            if isinstance(value, bool) or not isinstance(value, str | int | float):
                return []
            if isinstance(value, str) and not re.fullmatch(r"[$€£]?-?\d+(\.\d+)?%?", value):
                return []
    return [feature for feature in features(problem) if feature.pure]


@generator("programs", priority=45)
def number_checks(problem: Problem) -> Iterator[Term | None]:
    """Yes or no by comparing numbers; all comparisons that fit must agree."""
    answers = problem.outputs
    if not all(isinstance(answer, bool) for answer in answers) or len(set(answers)) < 2:
        return
    found = numeric(problem) if len(answers) >= LEAST_CHECKED else []
    fitting: list[Expr] = []
    for feature in found:
        fitting += limits(feature.expr, feature.values, answers)
    for left in found:
        for right in found:
            if left is not right:
                candidates = [operator(left.expr, right.expr) for operator in COMPARISONS[:2]]
                fitting += [expr for expr in candidates if _fits(expr, problem)]
    for term in alone(problem) if fitting else ():
        if term.values == answers:
            fitting.append(term.expr)
        elif all(a is not b for a, b in zip(term.values, answers, strict=True)):
            fitting.append(text_operators.NOT(term.expr))
    if fitting and len(fitting) <= 8:
        yield problem.term(fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting), 1.5)


def _fits(expr: Expr, problem: Problem) -> bool:
    term = problem.term(expr)
    return term is not None and problem.solves(term.values)


def limits(number: Expr, values: Sequence[Fraction], answers: Sequence[Value]) -> Iterator[Expr]:
    """The limit between numbers with the answer yes and those with no, if there is one."""
    yes = [value for value, answer in zip(values, answers, strict=True) if answer]
    no = [value for value, answer in zip(values, answers, strict=True) if not answer]
    if max(no) < min(yes):
        yield ABOVE(number, decimal_text(max(no)), decimal_text(min(yes)))
    elif max(yes) < min(no):
        yield NOT_ABOVE(number, decimal_text(max(yes)), decimal_text(min(no)))


@generator("programs", priority=44)
def stated_labels(problem: Problem) -> Iterator[Term | None]:
    """Labels that say for which numbers they are, by a number that is in the range of each."""
    labels = sorted(set(map(str, problem.outputs))) if problem.is_text else []
    if len(labels) < LEAST_STATED or not all(re.search(r"\d", label) for label in labels) or _even(labels):
        return
    if 2 * sum(map(_copied, problem.inputs, map(str, problem.outputs))) > len(problem.outputs):
        return  # ranges that begin with a number of the row are made of it
    for feature in features(problem):
        numbers = [Decimal(value.numerator) / Decimal(value.denominator) for value in feature.values]
        try:
            given = [stated_band(number, labels) for number in numbers] if feature.pure else []
        except NumberError:
            continue
        if given and problem.solves(given):
            yield problem.term(STATED(feature.expr, Const(labels)), feature.price + 1.2)


def _copied(row: Sequence[Value], label: str) -> bool:
    """Whether a row has a number of several digits that its label has."""
    numbers = set(re.findall(r"\d{2,}", label))
    return not numbers.isdisjoint(re.findall(r"\d+", " ".join(map(str, row))))


def _even(labels: Sequence[str]) -> bool:
    """Whether all labels are ranges of one width, of which others can be computed (`numbers.steps`)."""
    ends = [[int(end) for end in re.findall(r"\d+", label)] for label in labels]
    return all(len(each) == 2 for each in ends) and len({high - low for low, high in ends}) == 1


@generator("programs", priority=46)
def number_labels(problem: Problem) -> Iterator[Term | None]:
    """Labels of ranges of one number, each seen several times."""
    labels = problem.outputs
    if not problem.is_text or len(labels) < 2 * LEAST_EACH or min(map(labels.count, labels)) < LEAST_EACH:
        return
    exprs: list[Expr] = []
    for feature in numeric(problem) if len(set(labels)) > 1 else []:
        exprs += ranges(feature.expr, feature.values, labels)
    if exprs and len(exprs) <= 4:
        yield problem.term(exprs[0] if len(exprs) == 1 else UNANIMOUS(*exprs), 2.0)


def ranges(number: Expr, values: Sequence[Fraction], labels: Sequence[Value]) -> Iterator[Expr]:
    """The label of the range that a number is in, if the ranges of the labels do not overlap."""
    found = sorted(
        (min(own), max(own), label)
        for label in sorted(set(map(str, labels)))
        for own in [[value for value, each in zip(values, labels, strict=True) if each == label]]
    )
    if all(first[1] < second[0] for first, second in itertools.pairwise(found)):
        yield CHOOSE(number, [(decimal_text(low), decimal_text(high), label) for low, high, label in found])
