"""Programs that compute the numbers of the outputs from those of the inputs.

Outputs that are numbers are explained whole; for text, every number in it that varies is explained by itself,
and the string search puts the explanations together with the words around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from llmjit.support import numerals
from llmjit.support.numbers import NUMBER, NumberError, number_tokens, parse_number
from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.doubts.numbers import MONEY
from llmjit.synthesis.expr import Apply, Const, Expr, applications, operators
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.feature import Feature
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.slots import Answer, Slot
from llmjit.synthesis.numbers.steps import YEARS, of_two, split_amounts, steps
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import CONCAT

LONGEST = 400
DATED = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{2,4}")
"""Days, whose numbers are not computed one by one."""
CONSTANTS = frozenset({ops.TIMES, ops.PLUS, ops.OVER, ops.INTO})
CENTURIES = (Const("-2000"), Const("-1900"))
MOST_SLOTS = 6
MOST_ANSWERS = 4


@generator("programs", priority=30)
def number_values(problem: Problem) -> Iterator[Term | None]:
    """Outputs that are numbers."""
    kinds = {type(output) for output in problem.outputs}
    if kinds != {int} and kinds != {float}:
        return
    operator = ops.TO_INT if kinds == {int} else ops.TO_FLOAT
    tokens = [str(output).removesuffix(".0") for output in problem.outputs]
    if any("e" in token or "n" in token for token in tokens):
        return
    for answer in explanations(Slot(tokens, problem, text=False), features(problem)):
        expr = _as_written(answer.expr) if kinds == {float} else answer.expr
        yield problem.term(operator(expr), answer.price)


def _as_written(expr: Expr) -> Expr:
    """A number of a text that becomes a fraction by its type, without the doubt that it may be rounded."""
    if not isinstance(expr, Apply) or expr.operator is not UNANIMOUS:
        return expr
    for reading in expr.arguments:
        if isinstance(reading, Apply) and reading.operator is ops.FORMAT_NUMBER:
            number, style = reading.arguments
            if style == Const("f") and isinstance(number, Apply) and number.operator is ops.NUMBER_AT:
                return reading
    return expr


def explanations(slot: Slot, found: Sequence[Feature]) -> Iterator[Answer]:
    """All explanations of one number; not by constants that were fitted to it, where it stands in the inputs."""
    copied = any(feature.pure and feature.values == slot.values for feature in found)
    for answer in map(slot.sure, slot.answers(found)):
        fitted = any(each in CONSTANTS for each in operators(answer.expr))
        if not (
            fitted and (copied or _takes_off(answer.expr, slot.problem) or _of_century(answer.expr, slot))
        ):
            yield answer
    yield from map(slot.sure, steps(slot, found))
    yield from map(slot.sure, of_two(slot, found))


def _of_century(expr: Expr, slot: Slot) -> bool:
    """Whether years become those of a century by taking it off: they are the last two digits, whatever the century."""
    for each in applications(expr):
        if each.operator is ops.PLUS and each.arguments[1] in CENTURIES:
            term = slot.problem.term(each.arguments[0])
            return term is not None and all(value in YEARS for value in term.values)
    return False


def _takes_off(expr: Expr, problem: Problem) -> bool:
    """Whether a constant is taken off what all numbers come to that each text has among them: it is none of them."""
    for each in applications(expr):
        if each.operator is not ops.PLUS or ops.ALL_NUMBERS not in operators(each):
            continue
        by = str(getattr(each.arguments[1], "value", "")).removeprefix("-")
        rows = [number_tokens(" ".join(map(str, row))) for row in problem.inputs]
        if all(by in row for row in rows):
            return True
    return False


@generator("programs", priority=40)
def number_sentences(problem: Problem) -> Iterator[Term | None]:
    """Text in which nothing but numbers varies, each with an explanation."""
    outputs = _texts(problem)
    split = None if all(map(DATED.fullmatch, outputs)) else split_numbers(outputs)
    if split is None or outputs == tuple(split[1][0]):
        return
    gaps, columns = split
    if _copied(problem).intersection(columns):
        return  # the string search is better at copying
    found = features(problem)
    if not found:
        return
    if len(columns) == 2:
        for pair in split_amounts(Slot(columns[0], problem), Slot(columns[1], problem), found):
            yield problem.term(sentence(gaps, pair), 0.6 + 0.3 * len(gaps) + sum(each.price for each in pair))
    choices: list[list[Answer]] = []
    widths = _widths(columns)
    for column, before, after in zip(columns, gaps, gaps[1:], strict=False):
        slot = Slot(column, problem, before, after)
        slot.widths = widths
        explained = explanations(slot, found)
        choices.append(sorted(explained, key=lambda answer: answer.price)[:MOST_ANSWERS])
        if not choices[-1]:
            return
    best = [answers[0] for answers in choices]
    for at, answers in enumerate(choices):
        for answer in answers if at == 0 else answers[1:]:
            chosen = [*best[:at], answer, *best[at + 1 :]]
            yield problem.term(sentence(gaps, chosen), 0.6 + 0.3 * len(gaps) + sum(a.price for a in chosen))


def _texts(problem: Problem) -> tuple[str, ...]:
    texts = tuple(str(output) for output in problem.outputs) if problem.is_text else ()
    return texts if texts and max(map(len, texts)) <= LONGEST else ()


def split_numbers(outputs: Sequence[str]) -> tuple[list[str], list[tuple[str, ...]]] | None:
    """The words around the numbers that vary, and those numbers; None where the words vary."""
    rows = [NUMBER.split(output) for output in outputs]
    if not rows or any(row != rows[0] for row in rows) or not 1 < len(rows[0]) <= MOST_SLOTS + 1:
        return None
    gaps = [rows[0][0]]
    columns: list[tuple[str, ...]] = []
    for column, gap in zip(zip(*map(number_tokens, outputs), strict=True), rows[0][1:], strict=True):
        if len(set(column)) == 1:
            gaps[-1] += column[0] + gap
        else:
            columns.append(column)
            gaps.append(gap)
    return (gaps, columns) if columns else None


def sentence(gaps: Sequence[str], answers: Sequence[Answer]) -> Expr:
    """The words between numbers, with the explanations of the numbers."""
    pieces: list[Expr] = [Const(gaps[0])] if gaps[0] else []
    for answer, gap in zip(answers, gaps[1:], strict=True):
        pieces += [answer.expr, Const(gap)] if gap else [answer.expr]
    return pieces[0] if len(pieces) == 1 else CONCAT(*pieces)


@generator("atoms", priority=40)
def number_texts(problem: Problem) -> Iterator[Term | None]:
    """Every number of the outputs that varies and has an explanation.

    One that stands in an input as well is copied, unless another is what many numbers come to.
    """
    outputs = _texts(problem)
    if all(map(DATED.fullmatch, outputs)):
        return
    varied = [each for each in _columns(outputs) if len(set(each)) > 1] if outputs else []
    columns = [each for each in varied if each not in _copied(problem)]
    found = features(problem) if columns or (outputs and _odd_numerals(outputs)) else []
    if not found:
        return
    yield from _numerals(outputs, found, problem)
    widths = _widths(columns)
    summed = False
    for column in (*columns, *(each for each in varied if each not in columns)):
        if column not in columns and not summed:
            return
        slot = Slot(column, problem, _sign_before(column, outputs) or _code_before(column, outputs))
        slot.widths = widths
        answers = sorted(explanations(slot, found), key=lambda answer: answer.price)
        for answer in answers[:MOST_ANSWERS]:
            summed |= any(operator is ops.ALL_NUMBERS for operator in operators(answer.expr))
            yield problem.term(answer.expr, answer.price)


def _widths(columns: Sequence[tuple[str, ...]]) -> tuple[Fraction, ...]:
    """How wide bands are, where two numbers are their ends; the upper end may belong to the next band."""
    if len(columns) != 2:
        return ()
    lows, highs = ([Fraction(parse_number(token)) for token in column] for column in columns)
    gaps = {high - low for low, high in zip(lows, highs, strict=True)}
    gap = gaps.pop() if len(gaps) == 1 else Fraction(0)
    return (gap, gap + 1, gap + Fraction(1, 100)) if gap > 0 else ()


def _columns(outputs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The numbers at one place of all outputs, counted from the left, and from the right where it differs."""
    rows = [number_tokens(output) for output in outputs]
    least, most = min(map(len, rows)), max(map(len, rows))
    for index in range(min(least, MOST_SLOTS)):
        yield tuple(row[index] for row in rows)
        if least != most:
            yield tuple(row[-index - 1] for row in rows)


def _sign_before(column: Sequence[str], outputs: Sequence[str]) -> str:
    """The sign of a currency that all outputs have in front of a number."""
    for sign in MONEY:
        pairs = zip(column, outputs, strict=True)
        if all(
            re.search(rf"{re.escape(sign)} ?{re.escape(token)}(?![\d.,]*\d)", text) for token, text in pairs
        ):
            return sign
    return ""


def _code_before(column: Sequence[str], outputs: Sequence[str]) -> str:
    """What stands before a number that is a part of a code in all outputs, if it is."""
    if not all(map(str.isdecimal, column)):
        return ""
    pairs = zip(column, outputs, strict=True)
    found = [re.search(rf"[^\W\d_][-_/]?(?={token}(?!\w))", text) for token, text in pairs]
    return found[0][0] if found[0] is not None and all(found) else ""


def _copied(problem: Problem) -> set[tuple[str, ...]]:
    """Numbers that stand in an input as they do in the outputs: the string search finds those."""
    if "copied" not in problem.memo:
        problem.memo["copied"] = _numbers_of(problem)
    known: set[tuple[str, ...]] = problem.memo["copied"]
    return known


def _numbers_of(problem: Problem) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for column in problem.columns:
        if all(isinstance(value, str) and len(value) <= LONGEST for value in column.values):
            found.update(_columns([str(value) for value in column.values]))
    return found


_NUMERALS = re.compile(r"[IVXLCDM]+|[0-9A-F]+|-?\d+/\d+|-?\d+|[a-zA-Z ]+")


def _odd_numerals(outputs: Sequence[str]) -> bool:
    return all(_NUMERALS.fullmatch(output) for output in outputs)


def _numerals(outputs: Sequence[str], found: Sequence[Feature], problem: Problem) -> Iterator[Term | None]:
    """Outputs that are Roman numerals, fractions, words, or numerals of another base."""
    if not _odd_numerals(outputs) or len(set(outputs)) < 2:
        return
    for feature in found:
        for expr, price in _written(outputs, feature):
            term = problem.term(expr, feature.price + price)
            if term is not None and problem.solves(term.values):
                yield term


def _written(outputs: Sequence[str], feature: Feature) -> Iterator[tuple[Expr, float]]:
    first = feature.values[0]
    widths = {len(output) for output in outputs}
    for operator, write in (
        (ops.FORMAT_ROMAN, numerals.format_roman),
        (ops.FORMAT_FRACTION, numerals.format_fraction),
        (ops.FORMAT_WORDS, numerals.format_words),
    ):
        if operator is ops.FORMAT_FRACTION and not any("/" in output for output in outputs):
            continue
        if _try(write, first) == outputs[0]:
            yield operator(feature.expr), 1.0
    for base in (2, 16, 8):
        width = widths.copy().pop() if len(widths) == 1 else 0
        if all(
            output.isdecimal() and int(output) == value
            for output, value in zip(outputs, feature.values, strict=True)
        ):
            break  # the numbers as everybody writes them
        if first.denominator == 1 and first >= 0 and outputs[0].lstrip("0") == _in_base(first, base):
            yield ops.FORMAT_BASE(feature.expr, base, width), 1.2


def _try(write: Callable[[Decimal], str], value: Fraction) -> str | None:
    try:
        return write(Decimal(value.numerator) / Decimal(value.denominator))
    except NumberError:
        return None


def _in_base(value: Fraction, base: int) -> str:
    return numerals.format_base(Decimal(value.numerator), base).lstrip("0")
