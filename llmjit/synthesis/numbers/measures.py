"""Numbers told in several parts (`llmjit.support.measures`): quantities together, offsets, spans of a day, angles.

They are numbers to compute with (`numbers.features`), where a text as a whole, or but for a word at its end that
never varied, is written so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from llmjit.support import measures, schedules
from llmjit.support.numbers import NumberError
from llmjit.synthesis.expr import Expr, Operator
from llmjit.synthesis.numbers.units import plain, sizes

MEASURES = Operator(
    "read_measures",
    ("str", "dict", "str"),
    "number",
    "read_measures({0}, {1}, {2})",
    0.7,
    (measures.read_measures,),
    needs="quantities of known units in {0}",
)
OFFSET = Operator(
    "offset_minutes",
    ("str",),
    "number",
    "offset_minutes({0})",
    0.6,
    (measures.offset_minutes,),
    needs="an offset from UTC in {0}",
)
SPAN = Operator(
    "clock_span",
    ("str",),
    "number",
    "clock_span({0})",
    0.8,
    (measures.clock_span,),
    needs="two times of day in {0}",
)
SPANS = Operator(
    "total_spans",
    ("str",),
    "number",
    "total_spans({0})",
    0.8,
    (schedules.total_spans,),
    needs="times of day in pairs in {0}",
)
SPANS_OVERNIGHT = Operator(
    "total_spans_overnight",
    ("str",),
    "number",
    "total_spans({0}, True)",
    0.9,
    (schedules.total_spans,),
    needs="times of day in pairs in {0}",
)
BETWEEN_PAIRS = Operator(
    "between_pairs",
    ("str",),
    "number",
    "between_pairs({0})",
    0.9,
    (schedules.between_pairs,),
    needs="times of day in pairs in {0}",
)
DEGREES = Operator(
    "read_degrees",
    ("str",),
    "number",
    "read_degrees({0})",
    0.7,
    (measures.read_degrees,),
    needs="an angle in {0}",
)
LONGEST = 120
WHOLE: tuple[tuple[Operator, Callable[[str], Decimal], str], ...] = (
    (OFFSET, measures.offset_minutes, r"[-+−]\d|Z"),
    (SPAN, measures.clock_span, r"\d:\d\d.*\d:\d\d"),
    (SPANS, schedules.total_spans, r"\d:\d\d.*\d:\d\d"),
    (SPANS_OVERNIGHT, partial(schedules.total_spans, overnight=True), r"\d:\d\d.*\d:\d\d"),
    (BETWEEN_PAIRS, schedules.between_pairs, r"\d:\d\d"),
    (DEGREES, measures.read_degrees, r"\d\s?(?:°|[NSEW]\b)|\b[NSEW]\s?\d"),
)
"""What reads a text, and what every text then holds."""


def read_parts(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """The numbers that the texts tell in parts, and their price."""
    if max(map(len, texts)) > LONGEST:
        return
    for operator, read, sign in WHOLE:
        pattern = re.compile(sign)
        if all(map(pattern.search, texts)) and _reads(read, texts):
            yield operator(expr), 0.2
    yield from _measured(expr, texts)


def _reads(read: Callable[[str], Decimal], texts: Sequence[str]) -> bool:
    try:
        return all(read(text) is not None for text in texts)
    except NumberError:
        return False


def _measured(expr: Expr, texts: Sequence[str]) -> Iterator[tuple[Expr, float]]:
    """Quantities of several units in a text, or with words behind them that never varied."""
    for tail in dict.fromkeys(("", _tail(texts))):
        bodies = [text.removesuffix(tail) for text in texts]
        if not all(re.match(r"\s*\.?\d", body) for body in bodies):
            return
        units = [re.findall(r"\d[\d,]*(?:\.\d+)?\s?(['\"′″’”]|[^\W\d_]*)", body) for body in bodies]
        names = frozenset(name.lower() for found in units for name in found)
        if len(names) < 2 or (not tail and max(map(len, units)) < 2):
            continue
        for table in sizes(names):
            known = {name: plain(size) for name, size in table.items()}
            if _reads(partial(measures.read_measures, sizes=known, tail=tail), texts):
                yield MEASURES(expr, known, tail), 0.2


def _tail(texts: Sequence[str]) -> str:
    """The words without digits that all texts end with."""
    words = [text.split(" ") for text in texts]
    count = 0
    while all(len(each) > count + 1 and each[-1 - count] == words[0][-1 - count] for each in words):
        if re.search(r"\d", words[0][-1 - count]):
            break
        count += 1
    return "".join(f" {word}" for word in words[0][len(words[0]) - count :])
