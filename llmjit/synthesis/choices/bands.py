"""Answers by how numbers compare: what lies between which limits, what has gone up, what has changed in a version.

Limits and numbers both stand in the inputs. Whether a limit itself belongs to the band above it shows only where a
number meets one; until then what meets one is refused, as are bands and changes whose answer was never seen.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from llmjit.support import amounts
from llmjit.support.numbers import NUMBER, NumberError, number_tokens, parse_number
from llmjit.synthesis.choices.questions import LOOKUP
from llmjit.synthesis.dates.operators import DAYS_BETWEEN, SECONDS_BETWEEN, UNANIMOUS
from llmjit.synthesis.dates.questions import dated
from llmjit.synthesis.expr import Apply, Const, Expr, Operator
from llmjit.synthesis.numbers import operators as ops
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.programs import explanations
from llmjit.synthesis.numbers.slots import Slot
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import AT, CONCAT, LIST, TEXT

RANK = Operator(
    "rank_among", ("number", "list", "any"), "int", "rank_among({0}, {1}, {2})", 1.0, (amounts.rank_among,)
)
BY_SIGN = Operator(
    "by_sign", ("number", "any", "any", "any"), "any", "by_sign({0}, {1}, {2}, {3})", 1.0, (amounts.by_sign,)
)
VERSION = Operator(
    "version_parts",
    ("str",),
    "list",
    "version_parts({0})",
    0.6,
    (amounts.version_parts,),
    needs="one version in {0}",
)
VERSION_ORDER = Operator(
    "version_order", ("str", "str"), "int", "version_order({0}, {1})", 0.8, (amounts.version_order,)
)
FIRST_CHANGE = Operator(
    "first_change", ("list", "list"), "int", "first_change({0}, {1})", 0.8, (amounts.first_change,)
)
MOST_LIMITS = 3
MOST_LABELS = 5
LONGEST = 120
RELEASES = ("major", "minor", "patch")
LABEL = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+){0,2}")
DOTTED = re.compile(r"\d+(?:\.\d+){1,4}")


def _short(problem: Problem) -> list[str]:
    """The outputs, if they are short texts."""
    outputs = [str(output) for output in problem.outputs] if problem.is_text else [""]
    return outputs if all(0 < len(output) <= LONGEST for output in outputs) else []


def _labels(problem: Problem) -> tuple[str, ...] | None:
    """The outputs, if they are a few words, of a few kinds."""
    outputs = [output for output in _short(problem) if LABEL.fullmatch(output)]
    few = 2 <= len(set(outputs)) <= MOST_LABELS
    if not few or len(outputs) < len(problem.outputs):
        return None
    rows = [set(re.findall(r"\w+", str(row))) for row in problem.inputs]
    common = set.intersection(*rows)
    named = [set(re.findall(r"\w+", label)) for label in outputs]
    copied = any((held - common) & words for held, words in zip(rows, named, strict=True))
    return None if copied else tuple(outputs)  # what stands in a row is no name for its number


def _places(problem: Problem) -> Iterator[tuple[Expr, tuple[Decimal, ...]]]:
    """All numbers of the inputs by their places, those that never varied too; the parts of dates are none.

    Where a cell was missing, that may have decided, so that no numbers are compared.
    """
    if any(value is None for row in problem.inputs for value in row):
        return
    dates = {column.expr for column, _ in dated(problem)}
    for column in problem.columns[: len(problem.inputs[0])]:
        texts = [str(value) for value in column.values]
        if column.expr in dates or any(
            isinstance(value, bool) or len(text) > LONGEST
            for value, text in zip(column.values, texts, strict=True)
        ):
            continue
        counts = {len(number_tokens(text)) for text in texts}
        if len(counts) == 1 and not any(re.search(r"\d\.\d+\.\d", text) for text in texts):
            count = counts.pop()
            for at in range(count):
                values = tuple(parse_number(number_tokens(text)[at]) for text in texts)
                yield ops.NUMBER_AT(column.expr, at, count), values


@generator("programs", priority=47)
def bands(problem: Problem) -> Iterator[Term | None]:
    """Words for how many limits a number reaches, where number and limits are in the inputs."""
    labels = _labels(problem)
    places = list(itertools.islice(_places(problem), MOST_LIMITS + 3)) if labels else []
    if labels is None or not 3 <= len(places) <= MOST_LIMITS + 2 or len(labels) < 3:
        return
    fitting: list[Expr] = []
    for expr, values, *taken in (*places, *_shares(places)):
        others = [place for place in places if place[0] != expr and place[0] not in taken]
        if len(others) < 2 or not _in_one_order([place[1] for place in others]):
            continue
        for sides in itertools.product((False, True), repeat=len(others)):
            strict = sides[0] if len(set(sides)) == 1 else list(sides)
            ranks = [
                amounts.rank_among(value, list(limits), strict)
                for value, limits in zip(
                    values, zip(*(other[1] for other in others), strict=True), strict=True
                )
            ]
            table = dict(zip(ranks, labels, strict=True))
            if len(set(labels)) == len(table) and [table[rank] for rank in ranks] == list(labels):
                rank = RANK(expr, LIST(*(other[0] for other in others)), strict)
                fitting.append(LOOKUP(rank, Const(table)))
        if fitting:
            break  # the number comes before its limits
    if fitting:
        # Which side of a limit the limit itself is on is known where it was seen.
        yield problem.term(fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting), 1.2)


def _shares(places: Sequence[tuple[Expr, tuple[Decimal, ...]]]) -> Iterator[tuple[Any, ...]]:
    """The first number as a share of the second, in percent or not, without these; more cannot be told of few rows."""
    (first, parts), (second, wholes) = places[:2]
    if len(places) > 3 and all(wholes):
        for factor in (100, 1):
            values = tuple(factor * part / whole for part, whole in zip(parts, wholes, strict=True))
            share = ops.DIVIDE(first, second)
            yield share if factor == 1 else ops.TIMES(share, str(factor)), values, first, second


def _in_one_order(limits: Sequence[Sequence[Decimal]]) -> bool:
    """Whether the limits rose from one to the next, or fell, in all observations: else they are no limits."""
    return any(
        all(a < b for one, two in itertools.pairwise(ordered) for a, b in zip(one, two, strict=True))
        for ordered in (limits, limits[::-1])
    )


@generator("programs", priority=43)
def signed_notes(problem: Problem) -> Iterator[Term | None]:
    """The size of a number or difference in words that depend on its sign: ``$5 over``, ``$3 under``, ``even``."""
    outputs = _short(problem)
    told = [at for at, output in enumerate(outputs) if NUMBER.search(output)]
    rest = {output for output in outputs if not NUMBER.search(output)}
    frames = [NUMBER.split(outputs[at]) for at in told]
    if len(told) < 2 or len(rest) > 1 or any(len(frame) != 2 for frame in frames):
        return
    for feature in features(problem) if len({tuple(frame) for frame in frames}) == 2 else ():
        if not isinstance(feature.expr, Apply) or feature.expr.operator is not ops.SIZE:
            continue
        signed = feature.expr.arguments[0]
        term = problem.term(signed)
        if term is None or any(bool(value) != (at in told) for at, value in enumerate(term.values)):
            continue
        values = [term.values[at] for at in told]
        below = {tuple(frame) for frame, value in zip(frames, values, strict=True) if value < 0}
        above = {tuple(frame) for frame, value in zip(frames, values, strict=True) if value > 0}
        if len(below) == len(above) == 1 and below != above:
            zero = next(iter(rest), None)
            for note, price in _notes(problem, signed, below.pop(), above.pop(), zero):
                whole = note if zero is None else BY_SIGN(signed, note, zero, note)
                yield problem.term(whole, price + 0.5 * len(rest))


def _notes(
    problem: Problem, signed: Expr, below: Sequence[str], above: Sequence[str], zero: str | None
) -> Iterator[tuple[Expr, float]]:
    """The number in the words of its sign; it is zero where none is told, and other words stand for it."""
    tokens = [(number_tokens(str(output)) or ["0"])[0] for output in problem.outputs]
    sizes = [each for each in features(problem) if each.expr == ops.SIZE(signed)]
    slot = Slot(tokens, problem, above[0], above[1])
    ends = [
        Const(one) if one == two else BY_SIGN(signed, one, None if zero is None else two, two)
        for one, two in zip(below, above, strict=True)
    ]
    for answer in sorted(explanations(slot, sizes), key=lambda each: each.price)[:2]:
        pieces = [ends[0], answer.expr, ends[1]]
        yield CONCAT(*(each for each in pieces if each != Const(""))), answer.price + 1.2


@generator("programs", priority=47)
def signs(problem: Problem) -> Iterator[Term | None]:
    """Words for below, at and above: three of them, or they are a question of two answers (`choices.verdicts`)."""
    labels = _labels(problem)
    if labels is None or len(set(labels)) != 3:
        return
    for expr, values in (*_signed(problem), *_ordered(problem)):
        groups = [
            {label for label, value in zip(labels, values, strict=True) if _sign(value) == sign}
            for sign in (-1, 0, 1)
        ]
        if all(len(group) == 1 for group in groups):
            yield problem.term(BY_SIGN(expr, *(group.pop() for group in groups)), 2.0)


def _sign(value: Any) -> int:
    return int(value > 0) - int(value < 0)


def _signed(problem: Problem) -> Iterator[tuple[Expr, tuple[Decimal, ...]]]:
    """The one number of the inputs, or the difference of the two."""
    places = list(itertools.islice(_places(problem), 3))
    if len(places) == 1:
        yield places[0]
    elif len(places) == 2:
        (left, first), (right, second) = places
        yield ops.SUBTRACT(right, left), tuple(b - a for a, b in zip(first, second, strict=True))


def _ordered(problem: Problem) -> Iterator[tuple[Expr, Sequence[Any]]]:
    """Which of two versions is the later, or of two dates, by the days between them."""
    columns = problem.texts[: len(problem.inputs[0])]
    if len(columns) != 2 or len(problem.inputs[0]) != 2:
        return
    for left, right in itertools.permutations(columns):
        if _versions(left) and _versions(right):
            term = problem.term(VERSION_ORDER(left.expr, right.expr))
            if term is not None:
                yield term.expr, term.values
                return
    for (_, first), (_, second) in itertools.combinations(dated(problem), 2):
        for start, end in zip(first[:2], second[:2], strict=False):
            between = DAYS_BETWEEN if "H" not in start.parts else SECONDS_BETWEEN
            term = problem.term(between(start.expr, end.expr))
            if term is not None:
                yield term.expr, term.values


@generator("programs", priority=44)
def versions(problem: Problem) -> Iterator[Term | None]:
    """Versions made of versions: parts copied, counted up, or started again."""
    outputs = _short(problem)
    frames = {tuple(DOTTED.split(output)) for output in outputs}
    if len(frames) != 1 or len(frame := frames.pop()) != 2:
        return
    wanted = [[int(part) for part in DOTTED.findall(output)[0].split(".")] for output in outputs]
    for column in problem.texts[:4]:
        read = _versions(column)
        if not read or {len(parts) for parts in (*read, *wanted)} != {len(read[0])}:
            continue
        pieces: list[Expr] = [Const(frame[0])] if frame[0] else []
        for at in range(len(read[0])):
            part = _part(column.expr, at, [parts[at] for parts in read], [parts[at] for parts in wanted])
            if part is None:
                return
            pieces += [Const(".")] * (at > 0) + [part]
        yield problem.term(CONCAT(*pieces, *([Const(frame[1])] if frame[1] else [])), column.cost + 1.5)


def _versions(column: Term) -> list[list[int]]:
    try:
        return [amounts.version_parts(str(value)) for value in column.values]
    except NumberError:
        return []


def _part(expr: Expr, at: int, old: Sequence[int], new: Sequence[int]) -> Expr | None:
    """One part: moved by the same in all observations, or always the same; both must agree if both fit."""
    steps = {b - a for a, b in zip(old, new, strict=True)}
    own = AT(VERSION(expr), at)
    ways: list[Expr] = []
    if len(steps) == 1 and abs(step := steps.pop()) <= 1:
        ways.append(TEXT(ops.ADD(own, step) if step else own))
    if set(new) == {0}:
        ways.append(Const("0"))
    if not ways:
        return None
    return ways[0] if len(ways) == 1 else UNANIMOUS(*ways)


@generator("programs", priority=45)
def changes(problem: Problem) -> Iterator[Term | None]:
    """Words for the part in which two versions differ."""
    labels = _labels(problem)
    if labels is None or len(problem.texts) < 2:
        return
    for left, right in itertools.permutations(problem.texts[:3], 2):
        try:
            pairs = zip(_versions(left), _versions(right), strict=True)
            places = [amounts.first_change(old, new) for old, new in pairs]
        except (NumberError, ValueError):
            continue
        table = dict(zip(places, labels, strict=True))
        if len(set(labels)) == len(table) and [table.get(place) for place in places] == list(labels):
            change = FIRST_CHANGE(VERSION(left.expr), VERSION(right.expr))
            yield problem.term(LOOKUP(change, Const(_all_releases(table))), 0.9)


def _all_releases(table: dict[int, str]) -> dict[int, str]:
    """The table with all three kinds of releases, if it has some of them under their usual names."""
    for style in (str.lower, str.title, str.upper):
        usual = dict(enumerate(map(style, RELEASES)))
        if table.items() <= usual.items():
            return usual
    return table
