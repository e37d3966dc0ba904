"""Programs that find the places of an answer in other ways than all of them are found; see `doubts.needless`.

Where marks cut a text apart, or names say what stands where, one place that is told by words or by a line is chance.
"""

from __future__ import annotations

from collections.abc import Callable

from llmjit.synthesis.doubts import goes_by
from llmjit.synthesis.doubts.computed import Idle
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, inputs_of, operators
from llmjit.synthesis.guards.apart import changes_marks, cut_apart
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import pieces
from llmjit.synthesis.lists.cells import TABULAR
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import PARSE_FIELDS, PARSE_JSON
from llmjit.synthesis.strings.operators import FIELDS, IF, SPLIT, STRIP, TOKENS, WORDS
from llmjit.synthesis.texts.characters import INITIAL
from llmjit.synthesis.texts.defaults import JOIN_FILLED, OR_ELSE, UNLESS_NONE
from llmjit.synthesis.texts.filled import FILLED, FILLED_FIELDS

WORDED = (SPLIT, TOKENS, WORDS)
FILLING = frozenset({OR_ELSE, UNLESS_NONE, JOIN_FILLED, FILLED, FILLED_FIELDS})
READ_BY_NAMES = frozenset({PARSE_FIELDS, PARSE_JSON})


def if_any(best: Expr) -> Expr:
    """What a program gives where a text has what it looks for, if it gives an empty text elsewhere."""
    found = isinstance(best, Apply) and best.operator is IF and best.arguments[2] == Const("")
    return best.arguments[1] if found and isinstance(best, Apply) else best


def _cut_apart(best: Expr, problem: Problem) -> Idle | None:
    """Where all places of an answer are cut out at the same marks, none of them is told by words or runs."""
    used = set(inputs_of(best))
    if problem.is_text or not used or not all(cut_apart(best, index) for index in used):
        return None
    return lambda doubt: textual(doubt) and any(not cut_apart(doubt, index) for index in used)


def _read_by_names(best: Expr, problem: Problem) -> Idle | None:
    """Where all that is read has names, nothing of it is found in another way."""
    used = set(inputs_of(best))
    if not used or not all(_named(best, index) for index in used):
        return None
    return lambda doubt: any(not _named(doubt, index) for index in used)


def _named(part: Expr, index: int) -> bool:
    """Whether an input is read by names alone."""
    if not isinstance(part, Apply):
        return part != Input(index)
    if part.operator in READ_BY_NAMES and part.arguments[0] == Input(index):
        return True
    return all(_named(each, index) for each in part.arguments)


def _between_commas(best: Expr, problem: Problem) -> Idle | None:
    """Items between commas and their like are not the words of a text, nor cut at whatever is no letter.

    Nor is one of the words of each taken where the items are taken as they are, without blanks beside them.
    """
    marks = {(text, mark) for text, mark in goes_by.trimmed_at(best) if mark in TABULAR}
    cells = {text for text, _ in marks}
    if not cells:
        return None
    worded = any(map(_words_of_item, applications(best)))
    return lambda doubt: (
        any(
            (part.operator in WORDED and part.arguments[0] in cells) or (not worded and _words_of_item(part))
            for part in applications(doubt)
        )
        or _keeps_blanks(doubt, marks)
    )


def _keeps_blanks(doubt: Expr, marks: set[tuple[Expr, str]]) -> bool:
    """Whether items are taken with the blanks beside them."""
    cut = [part.arguments for part in applications(doubt) if part.operator is FIELDS]
    bare = {(text, str(mark.value)) for text, mark in cut if isinstance(mark, Const)}
    return STRIP not in operators(doubt) and not marks.isdisjoint(bare)


def _words_of_item(part: Apply) -> bool:
    """Whether an operation takes words of an item."""
    return part.operator in WORDED and part.arguments[0] == Item()


def _initials(best: Expr, problem: Problem) -> Idle | None:
    """The initial of a name is not a run of capitals, nor what is left without small letters."""
    taken = [
        part.arguments[0] for part in pieces(best) if isinstance(part, Apply) and part.operator is INITIAL
    ]
    if not taken:
        return None
    return lambda doubt: any(
        isinstance(part, Apply)
        and part.operator is not INITIAL
        and any(set(inputs_of(part)) == set(inputs_of(each)) for each in taken)
        for part in pieces(doubt)
    )


def _changed_marks(best: Expr, problem: Problem) -> Idle | None:
    """Of a text whose marks are changed throughout, nobody takes the parts of a form."""
    if not all(changes_marks(best, index) for index in inputs_of(best)):
        return None
    return lambda doubt: any(each.name == "parse_form" for each in operators(doubt))


def _first_filled(best: Expr, problem: Problem) -> Idle | None:
    """Where the first filled of some columns is the answer, they are not joined."""
    first = isinstance(best, Apply) and best.operator in (OR_ELSE, UNLESS_NONE)
    return (lambda doubt: JOIN_FILLED in operators(doubt)) if first else None


def _in_order(best: Expr, problem: Problem) -> Idle | None:
    """Filled columns that are taken in their order are not taken in another."""
    return (lambda doubt: _ordered(doubt) is False) if _ordered(best) else None


def _ordered(expr: Expr) -> bool | None:
    """Whether a program takes those columns that are filled in their order; None if it takes none."""
    read = inputs_of(expr)
    return None if FILLING.isdisjoint(operators(expr)) else read == sorted(read)


PLACES: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _cut_apart,
    _read_by_names,
    _between_commas,
    _initials,
    _changed_marks,
    _first_filled,
    _in_order,
)
