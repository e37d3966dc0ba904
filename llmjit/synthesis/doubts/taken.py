"""Programs that take apart, or take otherwise, what a plainer one takes in one piece, by name or by lines.

See `doubts.needless`.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable

from llmjit.synthesis.doubts import goes_by
from llmjit.synthesis.doubts.computed import Idle
from llmjit.synthesis.expr import (
    Apply,
    Const,
    Expr,
    Input,
    Item,
    Operator,
    applications,
    evaluate_all,
    inputs_of,
)
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import initials, pieces
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.picks import UNLIKELY
from llmjit.synthesis.strings.operators import CONTAINS, ENDS, STARTS

WRAPPED = frozenset({"int", "float", "lower", "upper", "title", "capitalize", "strip", "unanimous", "whole"})
"""What leaves a value what it is, or writes it otherwise."""
RECORDS = frozenset({"parse_fields", "parse_json", "parse_attributes", "parse_query", "parse_settings"})
"""What reads texts as records, each value under its name."""
COUNTING = frozenset({"start_of", "end_of", "token", "run_at"})
RUNS = frozenset({"substitute", "cut", "run_before", "run_at", "token", "until", "since"})
"""What takes a run of characters out of a text, or takes such runs away."""
CLASSES = re.compile(r"\\[wWdDsS]|\[")


def _in_one_piece(best: Expr, problem: Problem) -> Idle | None:
    """What is taken in one piece is not put together of parts that stand side by side.

    Words may be landmarks, and what is written in the answer may be copied.
    """
    if not textual(best) and not goes_by.copied(problem):
        return None
    own, words, written = _seams(best), set(goes_by.words(best)), goes_by.written(best)
    return lambda doubt: (
        _seams(doubt) > own and words.issuperset(goes_by.words(doubt)) and goes_by.written(doubt) == written
    )


def _seams(expr: Expr) -> int:
    """How many parts of an answer stand side by side with nothing written between them."""
    parts = [isinstance(part, Const) for part in pieces(expr)]
    return sum(not (before or after) for before, after in itertools.pairwise(parts))


def _whole_by_names(best: Expr, problem: Problem) -> Idle | None:
    """Where all parts of an answer stand under names of records, none is found by marks, words or sizes.

    What stands in the row at a place may be told of all rows by the same name: that any is so, or the greatest.
    """
    if not _all_named(best):
        return None
    keys = _keys(best)
    placed = any(isinstance(key, int) for key in keys)
    return lambda doubt: (
        not _all_named(doubt) and not (placed and _of_all_rows(doubt) and _keys(doubt) < keys)
    )


def _keys(expr: Expr) -> set[object]:
    """The names and places by which a program reads records."""
    found = [part.arguments[1] for part in applications(expr) if part.operator.name == "key"]
    return {key.value if isinstance(key, Const) else None for key in found}


def _of_all_rows(expr: Expr) -> bool:
    """Whether something is told of all rows, without a question which of them."""
    used = [part.operator for part in applications(expr)]
    return any("lambda" in each.params for each in used) and not any(each.name == "filter" for each in used)


def _all_named(expr: Expr) -> bool:
    parts = [part for part in pieces(expr) if not isinstance(part, Const)]
    return bool(parts) and all(map(_under_name, parts))


def _under_name(part: Expr) -> bool:
    while isinstance(part, Apply) and part.operator.name in WRAPPED:
        part = part.arguments[0]
    if not isinstance(part, Apply) or part.operator.name != "key" or not isinstance(part.arguments[1], Const):
        return False
    record = part.arguments[0]
    while isinstance(record, Apply) and record.operator.name == "key":
        record = record.arguments[0]
    return (
        isinstance(record, Apply)
        and record.operator.name in RECORDS
        and isinstance(part.arguments[1].value, str)
    )


def _to_ends_of_lines(best: Expr, problem: Problem) -> Idle | None:
    """Where a line ends, its end is the mark, and not what the next line began with."""
    if _reaches_on(best) or not any("\n" in text for text in goes_by.constants(best)):
        return None
    return _reaches_on


def _reaches_on(expr: Expr) -> bool:
    """Whether a mark is the end of a line with what the next one begins with."""
    texts = [
        str(each.value) for part in applications(expr) for each in part.arguments if isinstance(each, Const)
    ]
    return any(re.search(r"\n[^\n]", re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)) for text in texts)


def _within_lines(best: Expr, problem: Problem) -> Idle | None:
    """Where the ends of lines say what is taken, words of all lines are not counted."""
    if not any("\n" in text for text in goes_by.constants(best)) or counts_words(best):
        return None
    return counts_words


def counts_words(expr: Expr) -> bool:
    """Whether a program counts words, or runs of other characters, in a whole text."""
    return any(
        part.operator.name == "word_with"
        or (
            part.operator.name in COUNTING
            and isinstance(pattern := part.arguments[1], Const)
            and bool(CLASSES.search(str(pattern.value)))
        )
        for part in applications(expr)
        if isinstance(part.arguments[0], Input)
    )


def _by_first_marks(best: Expr, problem: Problem) -> Idle | None:
    """Where lines are told by the mark that they begin with, nobody asks for marks elsewhere in them."""
    if not _asks(best, STARTS) or _asks(best, CONTAINS, ENDS):
        return None
    return lambda doubt: _asks(doubt, CONTAINS, ENDS) and not _asks(doubt, STARTS)


def _first_letters(best: Expr, problem: Problem) -> Idle | None:
    """Where the first letter of a cell is taken, it is no run of capitals, nor what is left without small letters.

    The first letters of all its words may be meant.
    """
    cells = {index for index in inputs_of(best) if initials(best, index)}
    if not cells:
        return None
    return lambda doubt: any(
        part.operator.name in RUNS
        and isinstance(part.arguments[0], Input)
        and part.arguments[0].index in cells
        for part in applications(doubt)
    )


def _told_by_most(best: Expr, problem: Problem) -> Idle | None:
    """Where chance would hardly take the rows that have most, each time, these are not told by marks and places.

    What there is most of must have a name or a unit.
    """
    for part in applications(best):
        if part.operator.name in goes_by.RANKED and _measured(part.arguments[1]):
            sizes = [
                len(rows)
                for rows in evaluate_all(part.arguments[0], problem.inputs)
                if isinstance(rows, list)
            ]
            if math.prod(sizes) >= UNLIKELY:
                return lambda doubt: textual(doubt) and not goes_by.is_extreme(doubt)
    return None


def _measured(key: Expr) -> bool:
    """Whether a number that rows are chosen by stands under a name, or has a unit."""
    return any(
        part.operator.name == "key" or (part.operator.name == "amount_of" and part.arguments[1] != Const(""))
        for part in applications(key)
    )


def _asks(expr: Expr, *questions: Operator) -> bool:
    """Whether a program asks for a mark in each line, or at an end of it."""
    return any(
        part.operator in questions
        and part.arguments[0] == Item()
        and isinstance(mark := part.arguments[1], Const)
        and not re.search(r"\w", str(mark.value))
        for part in applications(expr)
    )


TAKEN: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _in_one_piece,
    _whole_by_names,
    _to_ends_of_lines,
    _within_lines,
    _by_first_marks,
    _first_letters,
    _told_by_most,
)
