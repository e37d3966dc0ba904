"""Programs that fit and that nobody would mean beside a plainer one: they need not agree with it.

Measured with three observations, of rows that only such programs refused, right to wrong: those that name words or
digits which all texts of one form share, where the plainer one goes by marks and places, 52 to 1 on the development
tasks and our own; those that take a text apart and put together again what stood in it as it is, 9 to 0. Nor does
the rest of a division doubt a number that stands in the text: it is that number wherever the divisor is larger. A
year or day that all dates happened to share is no sign of which of them is wanted, nor is a number of days or years
that two dates tell exactly rounded to a multiple of days. Nor does the size of a difference between two of several
numbers doubt how far these lie apart: a change would have its sign. The words beside a number that is computed stand
at no fixed distance from the ends of a text. A text that is read as a date whole is not read in
part. What is told of the row that has most, at whatever place, is not told of
a row for its place.

Where a table is read by the names of its columns, what lines look like is no other reading.

Where no guard holds the texts to their form, since marks or digits are all that counts, words may be labels, and
these doubt.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from llmjit.shapes import shape_of_all
from llmjit.shapes.tokens import LEVELS
from llmjit.synthesis.dates.operators import (
    EARLIEST,
    LATEST,
    LENGTHS,
    ONLY_MATCH,
    PARSE_ANY,
    PARSE_DATE,
    UNANIMOUS,
)
from llmjit.synthesis.expr import Apply, Const, Expr, Input, Item, applications, evaluate_all, operators
from llmjit.synthesis.guards.delimited import cut_at
from llmjit.synthesis.guards.digits import sees_digits
from llmjit.synthesis.guards.extents import textual
from llmjit.synthesis.guards.whole import pieces, takes_apart, whole_cells
from llmjit.synthesis.lists.cells import ITEM_AT
from llmjit.synthesis.lists.dicts import marked
from llmjit.synthesis.numbers.operators import (
    ALL_NUMBERS,
    CEIL_TO,
    FLOOR_DIVIDE,
    FLOOR_TO,
    FORMAT_NUMBER,
    MODULO,
    NEAREST_TO,
    REST,
    SIZE,
    SPREAD,
)
from llmjit.synthesis.problem import Problem
from llmjit.synthesis.records.operators import KEY, PARSE_ATTRIBUTES, PARSE_FIELDS, PARSE_JSON, PARSE_TABLE
from llmjit.synthesis.strings.operators import CUT, FIELD, FIELDS, LENGTH, MAP, SLICE, STARTS, STRIP, TOKENS

STRONG = ('"', "|", ";")
"""Marks between which fields stand whole: to count words, or to look for capitals, is no other reading."""
ALIGNED = 3
DATED = frozenset({EARLIEST, LATEST})
PARSING = frozenset({PARSE_DATE, PARSE_ANY})
STEPS = frozenset({FLOOR_TO, CEIL_TO, NEAREST_TO, FLOOR_DIVIDE, MODULO})
RANKED = frozenset({"row_of_most", "row_of_least"})
EXTREMES = RANKED | {
    "largest",
    "smallest",
    "larger",
    "smaller",
    "median",
    "most",
    "least_of",
    "greatest_item",
}
EXTREMES |= {"least_item", "cell_of_most", "cell_of_least", "greatest", "least"}
"""What is told by being more or less than others."""
NAME = re.compile(r"[^\W\d][\w.-]*")
CLASS = re.compile(r"\[[^\]]*\]|\\[WwDdSsb]")
"""What of a pattern names no character."""
BY_NAMES = frozenset(
    {"parse_table", "elements", "element_text", "element_texts", "attribute_value", "attribute_values"}
)
"""Operators that read tables and elements by names."""
Idle = Callable[[Expr], bool]
"""Whether a program doubts another without need."""


def needless(best: Expr, problem: Problem) -> Idle:
    """Whether a program doubts the best one without need, for any of the reasons below."""
    reasons = [reason for find in _REASONS if (reason := find(best, problem)) is not None]
    return lambda doubt: any(reason(doubt) for reason in reasons)


def _whole(best: Expr, problem: Problem) -> Idle:
    """Cells that are taken whole are not taken apart."""
    cells = whole_cells(best, problem.inputs)
    return lambda doubt: takes_apart(doubt, cells)


def _copied_whole(best: Expr, problem: Problem) -> Idle | None:
    """What is copied is not cut and put together again."""
    if not _copied(problem) or _rejoins(best) or _takes_rest(best) or _glues(best):
        return None
    return lambda doubt: _rejoins(doubt) or _takes_rest(doubt) or _glues(doubt)


def _placed(best: Expr, problem: Problem) -> Idle | None:
    """Of several numbers of a text, each with a place in the answer, nobody means the largest by one."""
    return None if problem.whole or _is_extreme(best) else _is_extreme


def _between_marks(best: Expr, problem: Problem) -> Idle | None:
    """In rows of fields, what goes by no mark that separates them."""
    if not any(_cut_into_rows(best, index, problem) for index in range(len(problem.inputs[0]))):
        return None
    return lambda doubt: (
        textual(doubt) and not any(mark in text for mark in STRONG for text in _constants(doubt))
    )


def _tabled(best: Expr, problem: Problem) -> Idle | None:
    """Where a table is read by the names of its columns, what lines look like is no other reading."""
    if not tabular(best, problem):
        return None
    return lambda doubt: not BY_NAMES.intersection(each.name for each in operators(doubt))


def _labelled(best: Expr, problem: Problem) -> Idle | None:
    """That all pieces of an input but so many are taken is no reading of what lines begin with."""
    if STARTS not in operators(best):
        return None
    return lambda doubt: any(map(_counts_pieces, applications(doubt)))


def _keyed(best: Expr, problem: Problem) -> Idle | None:
    """What stands under a name need not agree with what is cut out of a value, or of the text."""
    name = next(iter(_values(best)), None) if isinstance(best, Apply) and best.operator is KEY else None
    return None if name is None else lambda doubt: name in _values(doubt) or textual(doubt)


def _named(best: Expr, problem: Problem) -> Idle | None:
    """Where values have names, nobody computes with all numbers, nor looks for marks in JSON."""
    used = set(operators(best))
    if PARSE_JSON in used:
        return lambda doubt: _counts_all(doubt) or _reads_marks(doubt)
    return _counts_all if PARSE_ATTRIBUTES in used else None


def _items(best: Expr, problem: Problem) -> Idle | None:
    """Words are no items: they are not counted where items are, nor taken by their places."""
    if isinstance(best, Apply) and best.operator is ITEM_AT:
        return lambda doubt: textual(doubt) and not _cuts(doubt)
    if _counts(best, "items_of"):
        return lambda doubt: _counts(doubt, "tokens") or _counts(doubt, "words")
    return None


def _marked(best: Expr, problem: Problem) -> Idle | None:
    """Where marks cut a cell into keys and values, nobody means items with one each, none of them twice."""
    if not marked(best):
        return None
    return lambda doubt: isinstance(doubt, Apply) and doubt.operator.name in ("dict_of", "totals_by")


def _in_quotes(best: Expr, problem: Problem) -> Idle | None:
    """Of a cell between quotes, what goes by words is no other reading."""
    return textual if _quoted(best, problem) else None


def _copied_text(best: Expr, problem: Problem) -> Idle | None:
    """Last digits that are copied are not computed as the rest of a division."""
    return _takes_digits if textual(best) else None


def _listed(best: Expr, problem: Problem) -> Idle | None:
    """Where all of a kind are listed that a text has, others may have marks within, at which nobody cuts then."""
    kind = _all_of(best)
    return None if kind is None else lambda doubt: any(_only(part, kind) for part in applications(doubt))


def _dated(best: Expr, problem: Problem) -> Idle | None:
    """The earliest and latest of dates are told by their digits: those of one date are chance."""
    own = set(words(best))
    if not DATED.intersection(operators(best)):
        return None
    return lambda doubt: textual(doubt) and any(map(str.isdigit, set(words(doubt)) - own))


def _read_whole(best: Expr, problem: Problem) -> Idle | None:
    """Of a text that is read as a date, nobody takes what looks like one out of it."""
    read = {part.arguments[0] for part in applications(best) if part.operator in PARSING}
    return (lambda doubt: not read.isdisjoint(_picked(doubt))) if read else None


def _counted(best: Expr, problem: Problem) -> Idle | None:
    """Lengths of time are not rounded to steps where they fit as they are."""
    used = set(operators(best))
    return None if not used & LENGTHS or used & STEPS else lambda doubt: bool(STEPS & set(operators(doubt)))


def _computed(best: Expr, problem: Problem) -> Idle | None:
    """What is computed is not cut out of a text by its places."""
    used = set(operators(best))
    return None if FORMAT_NUMBER not in used or CUT in used else lambda doubt: CUT in operators(doubt)


def _spread(best: Expr, problem: Problem) -> Idle | None:
    """How far numbers lie apart is no size of one."""
    return None if SPREAD not in operators(best) else lambda doubt: SIZE in operators(doubt)


def _ranked(best: Expr, problem: Problem) -> Idle | None:
    """Where the row that has most is the right one of many, each time, that it holds some word is chance."""
    own = set(words(best))
    if not any(operator.name in RANKED for operator in operators(best)):
        return None
    return lambda doubt: bool(set(words(doubt)) - own) and not _is_extreme(doubt)


def _most(best: Expr, problem: Problem) -> Idle | None:
    """What is told of the row that has most, at whatever place, is not told of a row for its place."""
    if not _found_anywhere(best, problem):
        return None
    return lambda doubt: textual(doubt) and not any(each.name in RANKED for each in operators(doubt))


def _formed(best: Expr, problem: Problem) -> Idle | None:
    """In texts of one form, what goes by words that the best does not name."""
    if not textual(best) or not _share_forms(problem):
        return None
    free = any(cut_at(best, index) or sees_digits(best, index) for index in range(len(problem.inputs[0])))
    own = set(words(best))

    def idle(doubt: Expr) -> bool:
        named = set(words(doubt)) - own
        return textual(doubt) and bool(named) and not (free and max(map(len, named)) > 1)

    return idle


_REASONS: tuple[Callable[[Expr, Problem], Idle | None], ...] = (
    _whole,
    _copied_whole,
    _placed,
    _between_marks,
    _tabled,
    _labelled,
    _keyed,
    _named,
    _items,
    _marked,
    _in_quotes,
    _copied_text,
    _listed,
    _dated,
    _read_whole,
    _counted,
    _computed,
    _spread,
    _ranked,
    _most,
    _formed,
)


def tabular(expr: Expr, problem: Problem) -> bool:
    """Whether a program reads tables by names, or attributes of elements.

    The names stand above columns, three at least where blanks part these.
    """
    for each in applications(expr):
        if each.operator.name == "elements":
            return True
        if each.operator is PARSE_TABLE and isinstance(style := each.arguments[1], Const):
            table = problem.term(each)
            least = ALIGNED if "aligned" in style.value else 2
            return table is not None and all(len(value.columns) >= least for value in table.values)
    return False


def _cuts(expr: Expr) -> bool:
    """Whether a program takes what stands between marks, and not words."""
    return isinstance(expr, Apply) and expr.operator is FIELD and expr.arguments[1] != Const(" ")


def _counts(expr: Expr, kind: str) -> bool:
    """Whether a program counts the items of a cell, or the words or characters of a text, which are no items."""
    return any(
        each.operator is LENGTH and any(of.operator.name == kind for of in applications(each.arguments[0]))
        for each in applications(expr)
    )


def _found_anywhere(best: Expr, problem: Problem) -> bool:
    """Whether a program takes the row that has most, and these stood at various places, counted from either end."""
    for part in applications(best):
        if part.operator.name in RANKED:
            pairs = zip(
                *(evaluate_all(each, problem.inputs) for each in (part.arguments[0], part)), strict=True
            )
            places = [(rows.index(row), len(rows) - rows.index(row)) for rows, row in pairs if row in rows]
            return all(len(set(each)) > 1 for each in zip(*places, strict=True))
    return False


def _all_of(best: Expr) -> Expr | None:
    """The pattern of which a program lists all that a text has, as it is or changed each."""
    while isinstance(best, Apply) and best.operator in (MAP, UNANIMOUS):
        best = best.arguments[0]
    return best.arguments[1] if isinstance(best, Apply) and best.operator is TOKENS else None


def _only(part: Apply, kind: Expr) -> bool:
    """Whether the one text of that kind is looked for in each piece of the text: others may have marks within."""
    return part.operator is ONLY_MATCH and part.arguments[1] == kind and isinstance(part.arguments[0], Item)


def _picked(expr: Expr) -> set[Expr]:
    """The texts of which a program takes what looks like a date."""
    return {part.arguments[0] for part in applications(expr) if part.operator is ONLY_MATCH}


def words(expr: Expr) -> Iterator[str]:
    """The runs of letters and digits that the constants of a program name."""
    for text in _constants(expr):
        yield from re.findall(r"[^\W_]+", text)


def _constants(expr: Expr) -> Iterator[str]:
    """What the constants of a program name, without classes of characters."""
    if isinstance(expr, Const) and isinstance(expr.value, str):
        yield CLASS.sub(" ", expr.value)
    if isinstance(expr, Apply):
        for argument in expr.arguments:
            yield from _constants(argument)


def _cut_into_rows(best: Expr, index: int, problem: Problem) -> bool:
    """Whether a program takes a field between marks that nothing but fields have, as many in every text."""
    cut = cut_at(best, index)
    texts = [str(row[index]) for row in problem.inputs]
    if cut is None or cut[0].strip() not in STRONG:
        return False
    return len({text.count(cut[0]) for text in texts}) == 1 and texts[0].count(cut[0]) > 1


def _counts_pieces(expr: Apply) -> bool:
    """Whether all pieces of an input but so many are taken, which is no reading of what lines begin with."""
    cut = expr.arguments[0] if expr.operator is SLICE else None
    return isinstance(cut, Apply) and cut.operator is FIELDS and isinstance(cut.arguments[0], Input)


def _share_forms(problem: Problem) -> bool:
    """Whether the texts of each input are of one form, finer than the fields between strong marks."""
    shapes = [shape_of_all(column).text for column in zip(*problem.inputs, strict=True)]
    patterns = [shape.pattern if shape is not None else None for shape in shapes]
    return all(pattern is not None and LEVELS[pattern[0]] != "fields" for pattern in patterns)


def _copied(problem: Problem) -> bool:
    """Whether every answer stands in an input as it is."""
    return all(
        any(isinstance(text, str) and str(output).removesuffix(".0") in text for text in row)
        for row, output in zip(problem.inputs, problem.outputs, strict=True)
    )


def _rejoins(expr: Expr) -> bool:
    """Whether a program joins parts of a text with marks; that it leaves doubles out is something to mean."""
    joins = isinstance(expr, Apply) and expr.operator.name == "join" and expr.arguments[0] != Const("")
    return joins and all(operator.name != "unique" for operator in operators(expr))


def _is_extreme(expr: Expr) -> bool:
    return any(operator.name in EXTREMES for operator in operators(expr))


def _values(expr: Expr) -> set[Expr]:
    """The names under which a program reads records of key and value.

    What such a name says is not told by a place in the text as well, nor cut out of a longer value of that name.
    """
    return {
        each.arguments[1]
        for each in applications(expr)
        if each.operator is KEY
        and isinstance(each.arguments[0], Apply)
        and each.arguments[0].operator is PARSE_FIELDS
        and isinstance(each.arguments[1], Const)
        and NAME.fullmatch(str(each.arguments[1].value))
    }


def _reads_marks(expr: Expr) -> bool:
    """Whether a program looks for marks in JSON, whose values have names."""
    used = set(applications(expr))
    parts = [part for part in pieces(expr) if not isinstance(part, Const)]
    if not all(PARSE_JSON in operators(part) for part in parts):
        return True
    return PARSE_JSON(Item()) in used and any(
        part.arguments[:1] == (Item(),) and part.operator not in (PARSE_JSON, KEY, STRIP) for part in used
    )


def _counts_all(expr: Expr) -> bool:
    """Whether a program computes with all numbers of a text, some of which have names."""
    return any(operator is ALL_NUMBERS for operator in operators(expr))


def _glues(expr: Expr) -> bool:
    """Whether a program adds letters to what it takes of a text."""
    constants = [part.value for part in pieces(expr) if isinstance(part, Const)]
    return any(isinstance(text, str) and re.search(r"[^\W\d_]", text) for text in constants)


def _takes_rest(expr: Expr) -> bool:
    return any(operator in (MODULO, REST) for operator in operators(expr))


def _takes_digits(expr: Expr) -> bool:
    """Whether a program computes the last digits of a number, without the zeros in front of them."""
    return any(
        each.operator is MODULO
        and isinstance(by := each.arguments[1], Const)
        and re.fullmatch("10+", str(by.value))
        for each in applications(expr)
    )


def _quoted(best: Expr, problem: Problem) -> bool:
    """Whether a program reads cells some of which are in quotes: words and marks within them are no cells."""
    reads = any(each.name == "csv_cells" for each in operators(best))
    return reads and any('"' in str(cell) for row in problem.inputs for cell in row)
