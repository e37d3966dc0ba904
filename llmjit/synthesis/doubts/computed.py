"""Programs about numbers and dates that nobody would mean beside a plainer one; see `doubts.needless`."""

from __future__ import annotations

import re
from collections.abc import Callable

from llmjit.synthesis.dates.accounts import of_two_moments
from llmjit.synthesis.dates.operators import (
    DATES_IN,
    EARLIEST,
    FORMAT_DATE,
    LATEST,
    LENGTHS,
    ONLY_MATCH,
    PARSE_ANY,
    PARSE_DATE,
    READ_DATE,
    WORKDAYS_BETWEEN,
)
from llmjit.synthesis.doubts import goes_by
from llmjit.synthesis.expr import Apply, Const, Expr, applications, inputs_of, operators
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.numbers.amounts import QUANTITY
from llmjit.synthesis.numbers.measures import MEASURES
from llmjit.synthesis.numbers.operators import (
    ALL_NUMBERS,
    CEIL_TO,
    DIVIDE,
    FLOOR_DIVIDE,
    FLOOR_TO,
    FORMAT_NUMBER,
    MODULO,
    MULTIPLY,
    NEAREST_TO,
    OVER,
    PLUS,
    SIZE,
    SPREAD,
    TIMES,
)
from llmjit.synthesis.numbers.series import DIFFERENCES, RUNNING, SHARES
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.strings.operators import CUT, TOKEN

DATED = frozenset({EARLIEST, LATEST})
PARSING = frozenset({PARSE_DATE, PARSE_ANY})
FORMATTED = frozenset({PARSE_DATE, READ_DATE, FORMAT_DATE})
SORTABLE = ("%Y-%m-%d", "%Y%m%d")
TIMED = frozenset({"format_date", "clock_of"})
BANDS = frozenset({"stated_band"})
STEPS = frozenset({FLOOR_TO, CEIL_TO, NEAREST_TO, FLOOR_DIVIDE, MODULO})
ROUNDED = frozenset({FLOOR_TO, CEIL_TO, NEAREST_TO})
ARRANGING = frozenset(operator.name for operator, _ in ARRANGED)
SERIES = frozenset({RUNNING, DIFFERENCES, SHARES})
MEASURED = frozenset({MEASURES, QUANTITY})
FITTED = frozenset({TIMES, OVER})
Idle = Callable[[Expr], bool]
"""Whether a program doubts another without need."""


def _dated(best: Expr, problem: Problem) -> Idle | None:
    """The earliest and latest of dates are told by their digits: those of one date are chance."""
    own = set(goes_by.words(best))
    if not DATED.intersection(operators(best)):
        return None
    return lambda doubt: textual(doubt) and any(map(str.isdigit, set(goes_by.words(doubt)) - own))


def _read_whole(best: Expr, problem: Problem) -> Idle | None:
    """Of a text that is read as a date, nobody takes what looks like one out of it."""
    read = {part.arguments[0] for part in applications(best) if part.operator in PARSING}
    return (lambda doubt: not read.isdisjoint(_picked(doubt))) if read else None


def _counted(best: Expr, problem: Problem) -> Idle | None:
    """Lengths of time are not rounded to steps where they fit as they are."""
    used = set(operators(best))
    return None if not used & LENGTHS or used & STEPS else lambda doubt: bool(STEPS & set(operators(doubt)))


def _computed(best: Expr, problem: Problem) -> Idle | None:
    """What is computed is not cut out of a text by its places, nor is the mark beside it counted among its marks."""
    used = set(operators(best))
    if FORMAT_NUMBER not in used or CUT in used:
        return None
    return lambda doubt: CUT in operators(doubt) or any(map(_takes_mark, applications(doubt)))


def _in_english(best: Expr, problem: Problem) -> Idle | None:
    """Names of months that are English ones are not doubted by other languages that share them without any sign."""
    texts = [str(value) for row in (*problem.inputs, problem.outputs) for value in row]
    foreign = any(not text.isascii() or re.search(r"\d\.\d{1,2}\.\d", text) for text in texts)
    return None if foreign or DATES_IN in operators(best) else lambda doubt: DATES_IN in operators(doubt)


def _of_several(best: Expr, problem: Problem) -> Idle | None:
    """What several numbers give exactly is not one of them rounded to steps; the quotient itself may be rounded up."""
    used = set(operators(best))
    quotients = {each for each in applications(best) if each.operator is DIVIDE}
    return (
        None
        if not used & {DIVIDE, MULTIPLY} or used & STEPS
        else lambda doubt: bool(ROUNDED & set(operators(doubt))) and quotients.isdisjoint(applications(doubt))
    )


def _summed(best: Expr, problem: Problem) -> Idle | None:
    """What some of the numbers of a text come to exactly is not what all of them come to, less a constant."""
    used = set(operators(best))
    if ALL_NUMBERS not in used or used & {PLUS, TIMES, OVER}:
        return None
    return lambda doubt: {ALL_NUMBERS, PLUS} <= set(operators(doubt))


def _in_turn(best: Expr, problem: Problem) -> Idle | None:
    """Of running totals and the like, those that come again are not left out, nor are they put in another order."""
    turned = SERIES.intersection(operators(best))
    return (lambda doubt: any(each.name in ARRANGING for each in operators(doubt))) if turned else None


def _converted(best: Expr, problem: Problem) -> Idle | None:
    """A quantity that has been read in the unit wanted is not read in another and multiplied by what fits."""
    used = set(operators(best))
    if not used & MEASURED or used & FITTED:
        return None
    return lambda doubt: bool(MEASURED & (found := set(operators(doubt)))) and bool(FITTED & found)


def _spread(best: Expr, problem: Problem) -> Idle | None:
    """How far numbers lie apart is no size of one."""
    return None if SPREAD not in operators(best) else lambda doubt: SIZE in operators(doubt)


def _named_dates(best: Expr, problem: Problem) -> Idle | None:
    """What is read or written as a date has no digits of its own, which all dates happened to share.

    A number that never varied is part of a date everywhere but in the plainest reading.
    """
    return None if _fixed_digits(best) else _fixed_digits


def _rearranged(best: Expr, problem: Problem) -> Idle | None:
    """A date that is written from the year on has zeros in front, whatever stood in the text that it is read from."""
    if not isinstance(best, Apply) or best.operator is not FORMAT_DATE:
        return None
    style = best.arguments[1]
    if not isinstance(style, Const) or style.value not in SORTABLE:
        return None
    return lambda doubt: all(each.result != "date" for each in operators(doubt))


def _timed(best: Expr, problem: Problem) -> Idle | None:
    """What is a time or date whole has no digits written in front that all happened to share."""
    if not isinstance(best, Apply) or best.operator.name not in TIMED:
        return None
    return lambda doubt: any(map(str.isdigit, goes_by.written(doubt)))


def _latest(best: Expr, problem: Problem) -> Idle | None:
    """Of dates of which the earliest or latest is taken, nobody takes one at a place that is neither end."""
    return _inner_place if DATED.intersection(operators(best)) else None


def _calendar_days(best: Expr, problem: Problem) -> Idle | None:
    """Bands of days are not bands of working days."""
    used = set(operators(best))
    if WORKDAYS_BETWEEN in used or not any(each.name in BANDS for each in used):
        return None
    return lambda doubt: WORKDAYS_BETWEEN in operators(doubt)


def _of_both_ends(best: Expr, problem: Problem) -> Idle | None:
    """What lies between the dates of two cells is not told of one of them, such as the days that its month has."""
    if not LENGTHS.intersection(operators(best)) or len(read := set(inputs_of(best))) < 2:
        return None
    return lambda doubt: _dates(doubt) and set(inputs_of(doubt)) < read


def _of_steady_column(best: Expr, problem: Problem) -> Idle | None:
    """What a column says that never varied is read, and no constant that was fitted in its place."""
    read = set(inputs_of(best))
    steady = {index for index in read if len({repr(row[index]) for row in problem.inputs}) == 1}
    if not steady or not steady < read:
        return None
    bare = not {*FITTED, PLUS} & set(operators(best))
    return lambda doubt: (
        (bare or not steady <= set(inputs_of(doubt))) and bool({*FITTED, PLUS} & set(operators(doubt)))
    )


def _as_read(best: Expr, problem: Problem) -> Idle | None:
    """Dates that are written as they are read are not moved first, by what changed none of them."""
    return None if _moves(best) or not _dates(best) else _moves


def _dates(expr: Expr) -> bool:
    return any(each.result == "date" for each in operators(expr))


def _moves(expr: Expr) -> bool:
    """Whether a program makes one date of another."""
    return any(each.result == "date" and "date" in each.params for each in operators(expr))


def _fixed_digits(expr: Expr) -> bool:
    """Whether a format in which dates are read or written names digits."""
    return any(
        each.operator in FORMATTED
        and isinstance(format := each.arguments[1], Const)
        and re.search(r"\d", str(format.value)) is not None
        for each in applications(expr)
    )


def _inner_place(expr: Expr) -> bool:
    """Whether a program takes an item at a place that is neither the first nor the last."""
    return any(
        each.operator.name in ("at", "field", "item_at")
        and isinstance(place := each.arguments[-1], Const)
        and type(place.value) is int
        and place.value not in (0, -1)
        for each in applications(expr)
    )


def _picked(expr: Expr) -> set[Expr]:
    """The texts of which a program takes what looks like a date."""
    return {part.arguments[0] for part in applications(expr) if part.operator is ONLY_MATCH}


def _takes_mark(part: Apply) -> bool:
    """Whether an operation takes one of the marks of a text by its number among them."""
    pattern = part.arguments[1] if part.operator is TOKEN else None
    return isinstance(pattern, Const) and pattern.value == r"[^\w\s]+"


def _of_one_moment(best: Expr, problem: Problem) -> Idle | None:
    """Two years beside each other are told of one moment."""
    return None if of_two_moments(best) else of_two_moments


COMPUTED: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _dated,
    _read_whole,
    _counted,
    _computed,
    _converted,
    _of_several,
    _summed,
    _in_turn,
    _in_english,
    _spread,
    _named_dates,
    _rearranged,
    _as_read,
    _timed,
    _latest,
    _calendar_days,
    _of_both_ends,
    _of_steady_column,
    _of_one_moment,
)
