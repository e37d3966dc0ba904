"""Programs that fit because observations happened to be alike: in length, in order, in what they lack.

See `doubts.needless`. Names that were all six letters long are not taken six letters at a time, lists so short that
they could hardly be out of order are not sorted, and what stands between marks is no run of whatever it was made of.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from llmjit.synthesis.dates.operators import UNANIMOUS
from llmjit.synthesis.doubts import goes_by
from llmjit.synthesis.doubts.computed import FITTED, ROUNDED, Idle
from llmjit.synthesis.doubts.lists import ORDERS
from llmjit.synthesis.doubts.rivals import UNLIKELY
from llmjit.synthesis.doubts.taken import counts_words
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of, operators
from llmjit.synthesis.guards.delimited import cut_at, in_code
from llmjit.synthesis.guards.extents import NUMERAL, PLACED, textual
from llmjit.synthesis.guards.whole import pieces
from llmjit.synthesis.lists.orders import ARRANGED
from llmjit.synthesis.numbers.operators import PLUS
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.conditions import SHARED
from llmjit.synthesis.records.frames import UNLESS
from llmjit.synthesis.records.picks import FIRST_OR, SOLE_OR
from llmjit.synthesis.strings.columns import WORDS_FROM
from llmjit.synthesis.strings.operators import (
    AT,
    CAPITALIZE,
    END,
    FIELD,
    FILTER,
    LOWER,
    NOT,
    RUN,
    RUN_BEFORE,
    START,
    STRIP,
    TAKE,
    TITLE,
    TOKEN,
    UPPER,
    WORDS,
)
from llmjit.synthesis.strings.substrings import is_padded
from llmjit.synthesis.texts.characters import LONGEST_OF

SORTING = frozenset(operator.name for operator, _ in ARRANGED if operator.name not in ("unique", "reversed"))
PICKED = NUMERAL | {"largest", "smallest", "larger", "smaller", "all_numbers"}
"""What takes a number out of a text as it is."""
PIECES = frozenset({TOKEN, RUN, RUN_BEFORE})
CASES = frozenset({LOWER, UPPER, TITLE, CAPITALIZE})
GREATEST = frozenset({"most", "least_of"})
ENDS = frozenset({"strip_of", "strip"})
LABEL = re.compile(r"\(\?m\)\^[^\W\d_](?:[^(\[\\]|\\.)*:")
"""The pattern of a label at the beginning of a line."""
SHORT = 3
"""Fewer letters may be the beginning of a word by rule, and the whole of it by chance."""
ENDS_WORD = re.compile(r"[^\W\d_]{2}$")


def _so_long(best: Expr, problem: Problem) -> Idle | None:
    """Words that were all of one length are not taken by their length."""
    return _has_other(best, lambda part: _takes_words(part, problem))


def _has_other(best: Expr, test: Callable[[Apply], bool]) -> Idle:
    """Whether a doubt has a part of which something holds, and which the best program has not."""
    own = set(applications(best))
    return lambda doubt: any(part not in own and test(part) for part in applications(doubt))


def _takes_words(part: Apply, problem: Problem) -> bool:
    """Whether so many characters are taken of a text that a word ended there each time, or the text did."""
    if part.operator is not TAKE or not isinstance(length := part.arguments[2], Const):
        return False
    if not isinstance(length.value, int) or abs(length.value) < SHORT:
        return False
    texts, taken = problem.values(part.arguments[0]), problem.values(part)
    return all(
        isinstance(text, str)
        and isinstance(piece, str)
        and ENDS_WORD.search(piece) is not None
        and not text.partition(piece)[2][:1].isalnum()
        for text, piece in zip(texts, taken, strict=True)
    )


def _in_order(best: Expr, problem: Problem) -> Idle | None:
    """Lists so short that chance puts them in order are not sorted, nor those that are made in order."""
    if any(operator.name in ("numbers_between", "moments_between") for operator in operators(best)):
        return lambda doubt: any(operator.name in SORTING for operator in operators(doubt))
    if any(operator.name in SORTING for operator in operators(best)):
        return None
    sizes = [min(len(output), 9) for output in problem.outputs if isinstance(output, list)]
    if len(sizes) < len(problem.outputs) or math.prod(map(math.factorial, sizes)) >= ORDERS:
        return None
    return lambda doubt: any(operator.name in SORTING for operator in operators(doubt))


def _code_parts(best: Expr, problem: Problem) -> Idle | None:
    """The part of a code between marks is no run of letters, or of digits: as many marks cut every such text."""
    if not any(_cut_in_code(best, index, problem) for index in range(len(problem.inputs[0]))):
        return None
    return lambda doubt: textual(doubt) and (goes_by.takes_runs(doubt) or counts_words(doubt))


def _cut_in_code(best: Expr, index: int, problem: Problem) -> bool:
    """Whether a program takes a part between marks, of which every text has as many, and no blank."""
    cut = cut_at(best, index)
    return cut is not None and in_code([str(row[index]) for row in problem.inputs], cut[0])


def _padded(best: Expr, problem: Problem) -> Idle | None:
    """What stands between marks with blanks beside them is no word, though each was one word."""
    cuts = (cut_at(best, index) for index in range(len(problem.inputs[0])))
    if not any(cut is not None and is_padded(cut[0]) for cut in cuts):
        return None
    return lambda doubt: (
        textual(doubt)
        and (goes_by.takes_runs(doubt) or counts_words(doubt) or any(map(_at_blanks, applications(doubt))))
    )


def _at_blanks(part: Apply) -> bool:
    """Whether a text is cut at single blanks."""
    return any(isinstance(each, Const) and each.value in (" ", r"\ ") for each in part.arguments)


def _as_told(best: Expr, problem: Problem) -> Idle | None:
    """A number that stands in every text is no other number rounded, multiplied or added to."""
    if not {operator.name for operator in operators(best)} <= PICKED:
        return None
    pairs = zip(problem.inputs, problem.outputs, strict=True)
    if not all(any(_holds(cell, output) for cell in row) for row, output in pairs):
        return None
    return lambda doubt: bool(set(operators(doubt)) & (ROUNDED | FITTED | {PLUS}))


def _holds(cell: object, output: object) -> bool:
    """Whether a number stands in a text as it is."""
    written = re.escape(str(output).removesuffix(".0"))
    return isinstance(cell, str) and re.search(rf"(?<![\d.,]){written}(?!\d|[.,]\d)", cell) is not None


def _behind_label(best: Expr, problem: Problem) -> Idle | None:
    """What stands behind the label of a line is not in a line that holds some word."""
    if not isinstance(best, Apply) or best.operator.name not in ("only", "only_if_any"):
        return None
    found = [
        str(each.value) for part in applications(best) for each in part.arguments if isinstance(each, Const)
    ]
    if not any(map(LABEL.match, found)):
        return None
    return lambda doubt: FILTER in operators(doubt)


def _behind_words(best: Expr, problem: Problem) -> Idle | None:
    """What stands behind a word that tells it, in every line, is not told by its place among the words of lines."""
    labels = [
        str(part.arguments[2].value)
        for part in applications(best)
        if part.operator.name == "all_marked" and isinstance(part.arguments[2], Const)
    ]
    if not any(re.search(r"[^\W\d_]{2}", label) for label in labels):
        return None
    return lambda doubt: any(
        (part.operator is AT and part.arguments[0] == WORDS(Item()))
        or (part.operator is WORDS_FROM and part.arguments[0] == Item())
        for part in applications(doubt)
    )


def _by_lack(best: Expr, problem: Problem) -> Idle | None:
    """Where no lines are asked what they hold, or a word tells them, none is told by what it lacks."""
    kept = [part for part in applications(best) if part.operator is FILTER]
    if kept and not all(_share_word(part, problem) for part in kept):
        return None
    return lambda doubt: any(
        part.operator is FILTER and all(map(_denies, _tests(part.arguments[1])))
        for part in applications(doubt)
    )


def _share_word(kept: Apply, problem: Problem) -> bool:
    """Whether the rows that are kept are told by a word that they hold, so many that it is no chance."""
    rows = [each for each in problem.values(kept) if isinstance(each, list)]
    if sum(map(len, rows)) < SHARED:
        return False
    return any(
        isinstance(part, Const) and re.search(r"[^\W\d_]{2}", str(part.value))
        for test in _tests(kept.arguments[1])
        if isinstance(test, Apply) and not _denies(test)
        for part in test.arguments
    )


def _tests(test: Expr) -> Iterator[Expr]:
    """The questions that must agree, each by itself."""
    if isinstance(test, Apply) and test.operator is UNANIMOUS:
        for each in test.arguments:
            yield from _tests(each)
    else:
        yield test


def _denies(test: Expr) -> bool:
    """Whether it is asked what something is not."""
    if isinstance(test, Apply) and test.operator is UNLESS:
        return _denies(test.arguments[0])
    return isinstance(test, Apply) and test.operator is NOT


def _cut_first(best: Expr, problem: Problem) -> Idle | None:
    """A text is not cut at a mark that some texts lack before anything is looked for in it."""
    own = set(applications(best))
    return lambda doubt: any(
        part not in own and _maybe_cut(part, problem)
        for outer in applications(doubt)
        if outer.operator.name in PLACED
        for part in outer.arguments
        if isinstance(part, Apply)
    )


def _maybe_cut(part: Apply, problem: Problem) -> bool:
    """Whether an input is cut at a mark that not every text has, before its first or behind its last."""
    if part.operator is not FIELD or not isinstance(part.arguments[0], Input):
        return False
    mark, place = part.arguments[1:]
    if not isinstance(mark, Const) or place not in (Const(0), Const(-1)):
        return False
    return any(str(mark.value) not in str(text) for text in problem.values(part.arguments[0]))


def _writes_digits(best: Expr, problem: Problem) -> Idle | None:
    """Digits that all numbers happened to begin with are copied with them, and not written in front of the rest."""
    own = _digits(best)
    return lambda doubt: len(_digits(doubt)) > len(own) and _digits(doubt).startswith(own)


def _digits(expr: Expr) -> str:
    """The digits that a program writes itself."""
    return "".join(filter(str.isdigit, goes_by.written(expr)))


def _in_one_case(best: Expr, problem: Problem) -> Idle | None:
    """Of a cell that is copied whole but for its letter case, no word is taken, nor what is left of it."""
    own = pieces(best)
    cells = {part.arguments[0] for part in own if isinstance(part, Apply) and part.operator in CASES}
    read = {cell.index for cell in cells if isinstance(cell, Input)}
    if len(own) < 2 or not read:
        return None
    return lambda doubt: any(
        isinstance(part, Apply)
        and part not in own
        and part.operator.name not in ENDS
        and read & set(inputs_of(part))
        for part in pieces(doubt)
    )


def _once_told(best: Expr, problem: Problem) -> Idle | None:
    """Nothing is read off a row, or else what stands for nothing told, where but one observation has such a row."""
    if any(map(_defaults, applications(best))):
        return None
    return lambda doubt: any(_defaults(part) and _told(part, problem) < 2 for part in applications(doubt))


def _defaults(part: Apply) -> bool:
    return part.operator in (FIRST_OR, SOLE_OR)


def _told(part: Apply, problem: Problem) -> int:
    """How many observations have a row that something is read off."""
    return sum(bool(rows) for rows in problem.values(part.arguments[0]))


def _longest(best: Expr, problem: Problem) -> Idle | None:
    """Where texts have so few parts that chance makes one the longest, none is taken for that."""
    if goes_by.is_extreme(best) or LONGEST_OF in operators(best):
        return None

    def idle(doubt: Expr) -> bool:
        for part in applications(doubt):
            if part.operator is LONGEST_OF:
                lists = [set(each) for each in problem.values(part.arguments[0]) if isinstance(each, list)]
                if math.prod(map(len, lists)) < UNLIKELY:
                    return True
        return False

    return idle


def _without_blanks(best: Expr, problem: Problem) -> Idle | None:
    """Where no text has a blank, none is looked for what lies between blanks, which is all of it."""
    return _has_other(best, lambda part: _counts_pieces(part, problem))


def _counts_pieces(part: Apply, problem: Problem) -> bool:
    """Whether what lies between blanks is looked for in texts, and all of each was found."""
    if not {Const(r"\S+"), Const(r"\S")}.intersection(part.arguments):
        return False
    texts = problem.values(part.arguments[0])
    if part.operator in (START, END):
        return not any(re.search(r"\s", str(text)) for text in texts)
    return part.operator in PIECES and problem.values(part) == texts


def _greatest(best: Expr, problem: Problem) -> Idle | None:
    """The greatest of all numbers of a field, of many, is not found by its place or by what else is in its row."""
    lists = [
        each for part in applications(best) if _of_all(part) for each in problem.values(part.arguments[0])
    ]
    if not lists or math.prod(len(set(each)) for each in lists if isinstance(each, list)) < UNLIKELY:
        return None
    return lambda doubt: not any(map(_of_all, applications(doubt)))


def _of_all(part: Apply) -> bool:
    """Whether a part is the greatest or the least number of all rows."""
    return part.operator.name in GREATEST and not any(
        each.operator is FILTER and each.arguments[1] != STRIP(Item()) for each in applications(part)
    )


INCIDENTAL: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _so_long,
    _in_order,
    _code_parts,
    _padded,
    _as_told,
    _behind_label,
    _behind_words,
    _by_lack,
    _cut_first,
    _writes_digits,
    _in_one_case,
    _once_told,
    _longest,
    _without_blanks,
    _greatest,
)
