"""Lengths of time: read from text as numbers of a unit, and numbers written as hours, minutes and seconds."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from llmjit.support.durations import DurationError, clock_of, parse_clock, parse_duration, whole_of
from llmjit.synthesis.dates.operators import SECONDS_OF_HOURS, TIMES, UNANIMOUS, WHOLE_MINUTES
from llmjit.synthesis.expr import Apply, Expr, Operator
from llmjit.synthesis.numbers import operators as numbers
from llmjit.synthesis.numbers.features import features
from llmjit.synthesis.numbers.measures import BETWEEN_PAIRS, SPAN, SPANS
from llmjit.synthesis.problem import Problem, Term, generator
from llmjit.synthesis.strings.operators import TEXT

LONGEST = 60
UNITS = (1, 60, 3600, 86400)
CLOCKS = ((3600, 2), (60, 2), (3600, 3), (86400, 4))
"""Seconds of the first number of a clock, and how many numbers it has."""
FAR = 1.8
"""What is computed of numbers is no time where more than two of them are needed."""
VARIED = (0, 0)
"""Clocks of two or three numbers, the last of seconds."""

PARSE_DURATION = Operator("parse_duration", ("str",), "any", "parse_duration({0})", 0.6, (parse_duration,))
PARSE_CLOCK = Operator("parse_clock", ("str", "int"), "any", "parse_clock({0}, {1})", 0.7, (parse_clock,))
WHOLE_OF = Operator("whole_of", ("any", "any"), "int", "whole_of({0}, {1})", 0.4, (whole_of,))
FLOAT_OF = Operator("float_of", ("any", "int"), "float", "float({0} / {1})", 0.4)
CLOCK_OF = Operator("clock_of", ("int", "str"), "str", "clock_of({0}, {1})", 0.8, (clock_of,))


@generator("programs", priority=26)
def duration_numbers(problem: Problem) -> Iterator[Term | None]:
    """Numbers of seconds, minutes, hours or days that texts name."""
    outputs = problem.outputs
    if not all(isinstance(output, int | float | str) and not isinstance(output, bool) for output in outputs):
        return
    for column in problem.texts:
        texts = [str(value) for value in column.values]
        if max(map(len, texts)) > LONGEST or not all(any(map(str.isdigit, text)) for text in texts):
            continue
        for expr, lengths in _read(column.expr, texts):
            yield from _counted(expr, lengths, problem)
            if problem.is_text:
                yield from _written(expr, lengths, problem)


def _read(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, list[Fraction]]]:
    try:
        yield PARSE_DURATION(expr), [parse_duration(text) for text in texts]
    except DurationError:
        counts = {text.count(":") for text in texts}
        for unit, numbers in CLOCKS if len(counts) == 1 else (VARIED,):
            if counts in ({numbers - 1}, {1, 2}):
                try:
                    yield PARSE_CLOCK(expr, unit), [parse_clock(text, unit) for text in texts]
                except DurationError:
                    return


def _counted(expr: Expr, lengths: Sequence[Fraction], problem: Problem) -> Iterator[Term | None]:
    for unit in UNITS:
        if all(type(output) is float for output in problem.outputs):
            yield problem.term(FLOAT_OF(expr, unit), 1.4)
        elif all((length / unit).denominator == 1 for length in lengths):
            whole = WHOLE_OF(expr, unit)
            yield problem.term(TEXT(whole) if problem.is_text else whole, 1.4)


def _written(expr: Expr, lengths: Sequence[Fraction], problem: Problem) -> Iterator[Term | None]:
    if all(length.denominator == 1 for length in lengths):
        for format in clock_formats([int(length) for length in lengths], list(map(str, problem.outputs))):
            yield problem.term(CLOCK_OF(WHOLE_OF(expr, 1), format), 1.8)


def clock_formats(seconds: Sequence[int], outputs: Sequence[str]) -> Iterator[str]:
    """Formats of `clock_of` that write these numbers of seconds as the outputs."""
    first = re.split(r"\d+", outputs[0])
    numbers = len(first) - 1
    for letters in ("HMS", "HM", "MS"):
        if numbers != len(letters) or any(re.split(r"\d+", output) != first for output in outputs):
            continue
        clock = any(":" in gap for gap in first) and not any(
            re.search(r":\d(?!\d)", each) for each in outputs
        )
        for flags in (("", "", ""), ("-", "", ""), *[("-", "-", "-")] * (not clock)):
            holes = [f"%{flag}{letter}" for flag, letter in zip(flags, letters, strict=False)]
            format = first[0] + "".join(hole + gap for hole, gap in zip(holes, first[1:], strict=True))
            if "%" in "".join(first):
                return
            if [clock_of(each, format) for each in seconds] == list(outputs):
                yield format


@generator("programs", priority=27)
def written_durations(problem: Problem) -> Iterator[Term | None]:
    """Numbers of seconds or minutes written as a clock."""
    if not problem.is_text or not all(re.search(r"\d[^\d.,]+\d", str(output)) for output in problem.outputs):
        return
    outputs = list(map(str, problem.outputs))
    for column in problem.columns:
        if all(type(value) is int and 0 <= value < 10**9 for value in column.values):
            ways = [
                (column.expr, [*column.values]),
                (TIMES(column.expr, 60), [60 * v for v in column.values]),
            ]
        elif all(type(value) is float and 0 <= value < 10**6 for value in column.values):
            ways = [(SECONDS_OF_HOURS(column.expr), [round(value * 3600) for value in column.values])]
        else:
            continue
        for whole, seconds in ways:
            for format in clock_formats(seconds, outputs):
                yield problem.term(CLOCK_OF(whole, format), 1.6)


@generator("programs", priority=28)
def clocks_computed(problem: Problem) -> Iterator[Term | None]:
    """Seconds that are computed of a clock and another number, such as those for each mile, written as a clock."""
    outputs = list(map(str, problem.outputs))
    if not problem.is_text or not all(re.search(r"\d:\d\d", output) for output in outputs):
        return
    for feature in features(problem):
        plain_span = _is_span(feature.expr)
        if (
            (feature.pure and not plain_span)
            or feature.price > FAR
            or not 0 <= min(feature.values) <= max(feature.values) < 10**7
        ):
            continue
        fitting: list[Expr] = []
        for rounding, change in (("u", lambda value: math.floor(value + Fraction(1, 2))), ("d", math.floor)):
            written = feature.expr if plain_span else numbers.FORMAT_NUMBER(feature.expr, f".0f{rounding}")
            whole = numbers.TO_INT(written)
            for format in clock_formats([change(value) for value in feature.values], outputs):
                fitting.append(CLOCK_OF(whole, format))
        if fitting:
            fitting = list(dict.fromkeys(fitting))
            price = feature.price + 0.8
            yield problem.term(fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting), price)


def _is_span(expr: Expr) -> bool:
    """Whether a number is what times of day in a text are apart."""
    return isinstance(expr, Apply) and expr.operator in (SPAN, SPANS, BETWEEN_PAIRS)


@generator("programs", priority=27)
def hours_between(problem: Problem) -> Iterator[Term | None]:
    """The time between two times of day in hours, as a number with a fraction; more than two places are left open."""
    if not all(type(output) is float for output in problem.outputs):
        return
    for column in problem.columns:
        if isinstance(column.expr, Apply) and column.expr.operator is WHOLE_MINUTES:
            hours = numbers.OVER(numbers.NUMBER_AT(column.expr, 0, 1), "60")
            ways = [numbers.TO_FLOAT(numbers.FORMAT_NUMBER(hours, style)) for style in ("f", ".2f~", ".1f~")]
            fitting = [way for way in ways if (term := problem.term(way)) and problem.solves(term.values)]
            fitting = fitting[:2] if fitting[:1] == ways[:1] else fitting
            if fitting:
                yield problem.term(fitting[0] if len(fitting) == 1 else UNANIMOUS(*fitting), 1.3)
