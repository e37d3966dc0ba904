"""Questions that one observation alone answers differently from the others.

A single observation does not say what made it different. So every plain question that it answers differently
must agree: an answer stands where all signs point the same way, and is refused where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from llmjit.synthesis.choices.conditionals import Solve, subset
from llmjit.synthesis.choices.flags import FLAGS
from llmjit.synthesis.choices.predicates import Partition, predicates
from llmjit.synthesis.choices.questions import alone
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.expr import Apply, Const, Expr, Input, inputs_of, operators
from llmjit.synthesis.facade import Ranked
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.numbers.operators import MODULO
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
MOST_SHARED = 3
PAIRWISE = frozenset({"within", "ends_with", "starts_with", "equals"})


def yes_or_no(problem: Problem) -> Iterator[Ranked]:
    """Two answers of which one has been seen only once, told apart by all signs there are."""
    outputs = problem.outputs
    if len(outputs) < FEWEST or not all(isinstance(output, bool) for output in outputs):
        return
    if len(set(outputs)) < 2:
        return
    if all(str(value).lower() in FLAGS for row in problem.inputs for value in row):
        return  # such words are known one by one, whatever they look like
    found = predicates(problem).get(tuple(map(bool, outputs)), [])
    signs = [term.expr for term in found if _compares(term.expr)]
    if not signs and len(problem.inputs[0]) == 1 and _all_short(problem):
        words, common = list(_evidence(problem)), list(_in_common(problem))
        forms = [term.expr for term in found if _holds_a_word(term.expr)] + list(_of_the_whole(problem))
        signs = [*common, *words, *forms]
        if not common and all(map(_named, forms)):
            return
    if signs:
        yield Ranked(_agreed(signs, 2 * SIGNS), 2.0)


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
        inner = expr.arguments[0]
        return _holds_a_word(inner) and not (isinstance(inner, Apply) and inner.operator is ops.NOT)
    return isinstance(expr, Apply) and expr.operator in (ops.CONTAINS, ops.SEARCHES, ops.STARTS, ops.ENDS)


def _of_the_whole(problem: Problem) -> Iterator[Expr]:
    """Questions about all of a text, such as whether it is in capitals throughout."""
    opposite = tuple(not output for output in problem.outputs)
    for term in alone(problem):
        parity = any(operator is MODULO for operator in operators(term.expr))
        if not parity and term.values in (problem.outputs, opposite):
            yield term.expr if term.values == problem.outputs else ops.NOT(term.expr)


def _all_short(problem: Problem) -> bool:
    """Whether all inputs are short texts: in long ones some words always differ, and what is no text may decide."""
    given = [value for row in problem.inputs for value in row]
    return all(isinstance(value, str) and len(value) <= LONG for value in given)


def _evidence(problem: Problem) -> Iterator[Expr]:
    """Words that stand in the texts of one answer alone, where each of its texts has one."""
    for column in problem.texts[:4]:
        words = [set(re.findall(r"[^\W\d_]{2,}", str(value))) for value in column.values]
        sides = []
        for side in (True, False):
            own = [each for each, output in zip(words, problem.outputs, strict=True) if output is side]
            others = [each for each, output in zip(words, problem.outputs, strict=True) if output is not side]
            only = set().union(*own) - set().union(*others)
            sides.append(only if len(only) <= 20 and all(each & only for each in own) else set())
        for side, words_of_it in zip((True, False), sides, strict=True):
            signs = list(
                _at_ends(
                    column.expr,
                    [
                        str(value)
                        for value, output in zip(column.values, problem.outputs, strict=True)
                        if output is side
                    ],
                )
            )
            if words_of_it:
                source = rf"\b(?:{'|'.join(map(re.escape, sorted(words_of_it)))})\b"
                signs.insert(0, ops.SEARCHES(column.expr, source))
            for sign in signs:
                yield sign if side else ops.NOT(sign)


def _in_common(problem: Problem) -> Iterator[Expr]:
    """Words that all texts of the answer seen several times have and the other has not, wherever they always stood.

    A word seen in one text alone is a sign only beside what the others have in common: that it differs is chance.
    """
    most = problem.outputs.count(True) > 1
    for column in problem.texts[:4]:
        texts = [re.findall(r"\w+", str(value).lower()) for value in column.values]
        sides = [output is most for output in problem.outputs]
        own = [text for text, mine in zip(texts, sides, strict=True) if mine]
        others = [set(text) for text, mine in zip(texts, sides, strict=True) if not mine]
        shared = set.intersection(*map(set, own)) - set().union(*others)
        for word in sorted(word for word in shared if len(word) > 1 and word.isalpha())[:MOST_SHARED]:
            for source in [rf"\b{word}\b", *_places(word, own)]:
                sign = ops.SEARCHES(ops.LOWER(column.expr), source)
                yield sign if most else ops.NOT(sign)


def _places(word: str, texts: Sequence[Sequence[str]]) -> Iterator[str]:
    """Where a word stood in all texts: so many words from either end, and beside what."""
    before, after, left, right = (set() for _ in range(4))
    for text in texts:
        at = text.index(word)
        before.add(at)
        after.add(len(text) - 1 - at)
        left.add(text[at - 1] if at else "")
        right.add(text[at + 1] if at + 1 < len(text) else "")
    if len(before) == 1:
        yield r"^\W*" + _times(r"\w+\W+", before.pop()) + rf"{word}\b"
    if len(after) == 1:
        yield rf"\b{word}" + _times(r"\W+\w+", after.pop()) + r"\W*$"
    if all(map(str.isdecimal, left)) or len(left - {""}) == len(left) == 1:
        yield rf"{_beside(left)}\W+{word}\b"
    if all(map(str.isdecimal, right)) or len(right - {""}) == len(right) == 1:
        yield rf"\b{word}\W+{_beside(right)}"


def _times(pattern: str, count: int) -> str:
    return pattern * count if count < 2 else f"(?:{pattern}){{{count}}}"


def _beside(words: set[str]) -> str:
    return rf"\b{next(iter(words))}\b" if len(words) == 1 else r"\d"


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
            program = ops.IF(test, column.expr, each.expr)
            if not _unread(program, problem):
                yield Ranked(program, price + each.cost)


def _unread(program: Expr, problem: Problem) -> bool:
    """Whether a column goes unread that differs from row to row: it may be what decides."""
    read = set(inputs_of(program))
    width = min(map(len, problem.inputs))
    return any(len({repr(row[at]) for row in problem.inputs}) > 1 for at in range(width) if at not in read)


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


def _agreed(signs: list[Expr], most: int = SIGNS) -> Expr:
    return signs[0] if len(signs) == 1 else UNANIMOUS(*signs[:most])
